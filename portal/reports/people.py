"""Whose answers a dimension of people is read from, and what they are called in a report; the answers themselves are never seen here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from portal.equality import Asked
from portal.forms.model import Audience
from portal.forms.recorded import LABELS
from portal.reports.counting import Counting

UNKNOWN, NOT_IDENTIFIED, COUPLE = "unknown", "not_identified", "couple"

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

_BESIDE: Mapping[str, tuple[str, str]] = {
    "complainant_sex": ("complainants = 2", COUPLE),
    "subject_age_band": ("is_subject_identified IS FALSE", NOT_IDENTIFIED),
}
"""What the case says, whatever was answered: two who complain together are no sex, and of a child nobody named nothing is known."""

IDS = ("complainant_id AS i0", "CASE WHEN is_child_complainant THEN complainant_id ELSE child_id END AS i1")
"""COMPLAINANT and CHILD, as columns of a fact."""

QUESTIONS = frozenset(one.asked.question for one in _TOLD.values())
"""All that a report asks."""


def by_answers(
    counting: Counting, cells: Sequence[str], facts: str, values: Mapping[str, Any], dimensions: Sequence[str]
) -> Counter[tuple[tuple[Any, ...], tuple[str, ...]]]:
    """How many facts of each cell have which codes, one for each dimension; `unknown` where nothing was kept or they prefer not to say.

    cells: the columns of a cell. facts: FROM and WHERE. Raises ValueError where counting came without the equality store.
    """
    if counting.people is None:
        raise ValueError("people are counted with the equality store")
    told = [_TOLD[one] for one in dimensions]
    fixed = [_BESIDE.get(one, ("FALSE", "")) for one in dimensions]
    columns = [f"{sql} AS {name}{number}" for name, some in (("cell", cells), ("fixed", [sql for sql, _code in fixed])) for number, sql in enumerate(some)]
    select = f"SELECT {', '.join([*columns, *IDS])} {facts}"
    found: Counter[tuple[tuple[Any, ...], tuple[str, ...]]] = Counter()
    for *row, number in counting.people.count([one.asked for one in told], select, values, ids=len(IDS)):
        cell, is_fixed, answers = row[: len(cells)], row[len(cells) : -len(told)], row[-len(told) :]
        codes = (code if is_so else one.codes.get(answer, UNKNOWN) for is_so, (_sql, code), one, answer in zip(is_fixed, fixed, told, answers, strict=True))
        found[tuple(cell), tuple(codes)] += number
    return found
