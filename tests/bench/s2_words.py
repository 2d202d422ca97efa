"""S2: how many made-up texts of danger the word list raises, and how many harmless ones."""

from collections.abc import Iterator, Sequence

from portal.casework.intake.danger_words import raises
from tests.bench.line import Line, at_least, at_most
from tests.words.made_up import DANGER_APART, HARMLESS_APART, danger, harmless


def measure() -> Iterator[Line]:
    yield at_least("S2", "made-up texts of danger that are raised, of 1,000", _share(danger()), 98, "%")
    yield at_most("S2", "made-up harmless texts that are raised, of 500", _share(harmless()), 10, "%")
    yield Line("S2", f"  of the {len(DANGER_APART)} texts of danger kept apart, never tuned on", f"{_share(DANGER_APART):.1f} %")
    yield Line("S2", f"  of the {len(HARMLESS_APART)} harmless texts kept apart", f"{_share(HARMLESS_APART):.1f} %")


def _share(texts: Sequence[str]) -> float:
    return 100 * sum(bool(raises(text)) for text in texts) / len(texts)
