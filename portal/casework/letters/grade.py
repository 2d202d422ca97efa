"""How hard words are to read: the Flesch-Kincaid grade of a text, and its long words (figure S5).

Pure arithmetic, the same in portal/static/staff.js, so that an officer sees while typing what is counted here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.casework.letters.jargon import found

CHILD = 4
"""The grade that a young person's letter keeps to: what most nine-year-olds can read."""

KNOWN = frozenset({"complaint", "complaints", "telephone", "reference", "responsible", "permission", "children’s", "interpreter"})
"""The allow-list: words of the subject that nothing shorter says; each counts as one of two syllables."""

LONG = 4
"""So many syllables make a word hard."""

GAP = re.compile(r"\[[^\]]*\]")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
END = re.compile(r"[.!?:]+(?:\s+|$)|\n+")
SILENT = re.compile(r"([^aeiouyl])e$|([^td])ed$")
VOWELS = re.compile(r"[aeiouy]+")
TWO_VOWELS = re.compile(r"[eoy]ing$|ian|[^ct]ious")


@dataclass(frozen=True)
class Reading:
    """grade: years of school needed; hard: (a word as it stands in the text, what to say instead or ""), in the order met."""

    grade: float
    hard: tuple[tuple[str, str], ...]


def reading(text: str) -> Reading:
    """What is shown beneath a letter while it is written; the template's [gaps] are not counted."""
    words = GAP.sub(" ", text)
    plain = found(words)
    inside = " ".join(word for word, _ in plain).casefold()
    long: dict[str, str] = {}
    for word in WORD.findall(words):
        if syllables(word) >= LONG and word.casefold() not in inside:
            long.setdefault(word.casefold(), word)
    return Reading(grade(words), (*plain, *((word, "") for word in long.values())))


def grade(text: str) -> float:
    """The grade of a plain text: a full stop, colon or line break ends a sentence. 0 where nothing is written."""
    return grade_of(sentences(text))


def sentences(text: str) -> list[str]:
    """The sentences of a plain text that have a word."""
    return [one for one in END.split(text) if WORD.search(one)]


def grade_of(said: Sequence[str]) -> float:
    """0.39 words a sentence + 11.8 syllables a word - 15.59, to one decimal; never below 0."""
    words = [word for one in said for word in WORD.findall(one)]
    return max(0.0, round(0.39 * len(words) / len(said) + 11.8 * _sum(words) / len(words) - 15.59, 1)) if words else 0.0


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e; two for a word of the allow-list."""
    small = word.lower()
    if small in KNOWN:
        return 2
    return max(1, len(VOWELS.findall(SILENT.sub(r"\1\2", small))) + len(TWO_VOWELS.findall(small)))


def _sum(words: Iterable[str]) -> int:
    return sum(map(syllables, words))
