"""Whose answers a dimension of people is read from, and what they are called in a report; the answers themselves are never seen here."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from portal.equality import Asked, count
from portal.forms.model import Audience
from portal.forms.recorded import LABELS
from portal.reports.counting import Counting, Who

UNKNOWN, NOT_IDENTIFIED, COUPLE = "unknown", "not_identified", "couple"
TWO = 2

COMPLAINANT, CHILD = 0, 1
SUBJECT_LOOKS = ((CHILD, Audience.SELF), (COMPLAINANT, Audience.CHILD))
"""The child's own word comes before what the first complainant, or the record, says about the child."""
COMPLAINANT_LOOKS = ((COMPLAINANT, Audience.SELF),)

SEX = {one: one for one in ("female", "male", "transgender")}
DISABLED = {"yes": "yes", "no": "no"}
AGE = dict.fromkeys(("under_5", "5_9", "10_15", "under_16", "16_17"), "under_18") | dict.fromkeys(
    ("18_over", "18_24", "25_34", "35_44", "45_54", "55_64", "65_over"), "18_and_over"
)


@dataclass(frozen=True)
class _Told:
    """asked: the question behind a dimension. codes: its answers -> the dimension's codes; any other answer is unknown."""

    asked: Asked
    codes: Mapping[str, str]


_TOLD: Mapping[str, _Told] = {
    f"{who}_{what}": _Told(Asked(question, looks), codes)
    for who, looks in (("subject", SUBJECT_LOOKS), ("complainant", COMPLAINANT_LOOKS))
    for what, question, codes in (("sex", "sex", SEX), ("ethnicity", "ethnic", LABELS), ("disabled", "disabled", DISABLED), ("age_band", "age", AGE))
    if (who, what) != ("complainant", "age_band")
}

_BESIDE: Mapping[str, tuple[Callable[[Who], bool], str]] = {
    "complainant_sex": (lambda who: who.complainants >= TWO, COUPLE),
    "subject_age_band": (lambda who: who.is_subject_identified is False, NOT_IDENTIFIED),
}
"""What the case says, whatever was answered: two who complain together are no sex, and of a child nobody named nothing is known."""

Cell = TypeVar("Cell", bound=Hashable)


def by_answers(counting: Counting, people: Iterable[tuple[Cell, Who]], dimensions: Sequence[str]) -> Counter[tuple[Cell, tuple[str, ...]]]:
    """How many facts of each cell have which codes, one for each dimension; `unknown` where nothing was kept or they prefer not to say.

    Raises ValueError where counting came without the equality store's session and keys.
    """
    if counting.session is None or counting.keys is None:
        raise ValueError("people are counted with a session and keys")
    told = [_TOLD[one] for one in dimensions]
    beside = [_BESIDE.get(one) for one in dimensions]
    given = count(counting.session, counting.keys, [one.asked for one in told], _given(people, beside))
    found: Counter[tuple[Cell, tuple[str, ...]]] = Counter()
    for ((cell, fixed), answers), number in given.items():
        codes = (known or one.codes.get(answer, UNKNOWN) for one, known, answer in zip(told, fixed, answers, strict=True))
        found[cell, tuple(codes)] += number
    return found


def _given(
    people: Iterable[tuple[Cell, Who]], beside: Sequence[tuple[Callable[[Who], bool], str] | None]
) -> Iterator[tuple[tuple[Cell, tuple[str, ...]], tuple[str, str]]]:
    """Each with what the case itself says beside their cell, and under which ids they may have answered."""
    for cell, who in people:
        fixed = tuple([one[1] if one and one[0](who) else "" for one in beside])
        complainant = who.complainant_id or ""
        yield (cell, fixed), (complainant, complainant if who.is_child_complainant else who.child_id or "")
