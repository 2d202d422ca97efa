"""Whether a cell holds what its column may hold; if not, what would be right."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from portal.casework.intake.bring_in.columns import Column, Kind
from portal.casework.reading.reference import MOST
from portal.forms.recorded import ethnic_code

EARLIEST = date(1950, 1, 1)
LATEST = 20  # years ahead that something can be due in
FREE_CODE = re.compile(r"[\w.-]{1,100}")
POUNDS = re.compile(r"\d{1,9}(\.\d{1,2})?")
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
PERIOD = re.compile(r"(\d{4})-(\d{2})")
NAMED = 12  # codes that are named in a sentence


@dataclass(frozen=True)
class Known:
    """What a cell can name: the codes of each list, the procedures and how many stages each has, the refs of each file, and the day it is."""

    today: date
    lists: Mapping[str, Collection[str]]
    stages: Mapping[str, int]
    service_procedures: Mapping[str, str]
    refs: Mapping[str, Collection[str]] = field(default_factory=dict)

    def with_refs(self, refs: Mapping[str, Collection[str]]) -> "Known":
        return replace(self, refs=refs)


def wrong_with(column: Column, cell: str, known: Known) -> str:
    """A sentence on what is wrong with a cell and what would be right; "" if nothing is."""
    if not cell:
        return f"this must not be empty. It holds {column.holds}." if column.is_needed else ""
    return _CHECKS[column.kind](column, cell, known)


def one_of(cell: str, codes: Iterable[str], of: str) -> str:
    """A sentence where a code is not among those there are; the one that was meant, if one is near."""
    codes = list(codes)
    if cell in codes:
        return ""
    near = get_close_matches(cell, codes, 1)
    if near:
        return f'"{_short(cell)}" is not {of}. Did you mean {near[0]}?'
    named = ", ".join(codes[:NAMED]) + (f" and {len(codes) - NAMED} more" if len(codes) > NAMED else "")
    return f'"{_short(cell)}" is not {of}. It can be: {named or "nothing, there is none yet"}.'


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else cell[:40] + "..."


def _any(_column: Column, _cell: str, _known: Known) -> str:
    return ""


def _like(pattern: re.Pattern[str]) -> Callable[[Column, str, Known], str]:
    return lambda column, cell, _known: "" if pattern.fullmatch(cell) else f'"{_short(cell)}" is not {column.kind}.'


def _date(column: Column, cell: str, known: Known) -> str:
    try:
        day = date.fromisoformat(cell) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell) else None
    except ValueError:
        day = None
    if day is None:
        return f'"{_short(cell)}" is not {column.kind}.'
    if day < EARLIEST:
        return f"{cell} is too long ago. Look at the year."
    if column.kind is Kind.DATE and day > known.today:
        return f"{cell} is in the future. It must be a day up to today, {known.today.isoformat()}."
    if day.year > known.today.year + LATEST:
        return f"{cell} is too far ahead. Look at the year."
    return ""


def _whole(column: Column, cell: str, _known: Known) -> str:
    if not re.fullmatch(r"\d{1,9}", cell) or not column.least <= int(cell) <= column.most:
        return f'"{_short(cell)}" is not a whole number from {column.least} to {column.most}.'
    return ""


def _pounds(column: Column, cell: str, _known: Known) -> str:
    return "" if POUNDS.fullmatch(cell) else f'"{_short(cell)}" is not {column.kind}. Leave it empty where it is no money.'


def _yes_no(_column: Column, cell: str, _known: Known) -> str:
    return "" if cell in ("yes", "no") else f'"{_short(cell)}" is neither yes nor no.'


def _code(column: Column, cell: str, _known: Known) -> str:
    return one_of(cell, column.codes, f"a code of {column.name}")


def _listed(column: Column, cell: str, known: Known) -> str:
    return one_of(cell, (*column.codes, *known.lists.get(column.of, ())), f"in the list of {WORDS[column.of]}")


def _listed_many(column: Column, cell: str, known: Known) -> str:
    parts = [part.strip() for part in cell.split(";") if part.strip()]
    if len(set(parts)) < len(parts):
        return "a code is there twice. Keep one."
    return next((says for part in parts if (says := _listed(column, part, known))), "")


def _procedure(_column: Column, cell: str, known: Known) -> str:
    return one_of(cell, known.stages, "a procedure of council.toml")


def _ethnic(column: Column, cell: str, _known: Known) -> str:
    if ethnic_code(cell) is None:
        return f'"{_short(cell)}" is not {column.kind}. Write it like "White British" or "Asian: Indian".'
    return ""


def _period(column: Column, cell: str, _known: Known) -> str:
    parts = PERIOD.fullmatch(cell)
    is_year = parts is not None and (int(parts[1]) + 1) % 100 == int(parts[2])
    return "" if is_year else f'"{_short(cell)}" is not {column.kind}.'


def _ref(column: Column, cell: str, known: Known) -> str:
    if cell in known.refs.get(column.of, ()):
        return ""
    return f'there is no "{_short(cell)}" in {column.of}.csv, nor was one brought in before. Add it there, or put the ref right.'


def _own_ref(column: Column, cell: str, _known: Known) -> str:
    return "" if len(cell) <= MOST else f'"{_short(cell)}" is not {column.kind}. Shorten it.'


WORDS: Mapping[str, str] = {
    "service": "services",
    "category": "categories",
    "tag": "tags",
    "delay_reason": "late reasons",
    "complainant": "complainants",
}
"""A list -> what people call it; its lines stand in council.toml, and `portal init` brings new ones in."""

_CHECKS: Mapping[Kind, Callable[[Column, str, Known], str]] = {
    Kind.TEXT: _any,
    Kind.DATE: _date,
    Kind.DUE: _date,
    Kind.YES_NO: _yes_no,
    Kind.WHOLE: _whole,
    Kind.POUNDS: _pounds,
    Kind.NUMBER: _like(NUMBER),
    Kind.CODE: _code,
    Kind.FREE_CODE: _like(FREE_CODE),
    Kind.LISTED: _listed,
    Kind.LISTED_MANY: _listed_many,
    Kind.PROCEDURE: _procedure,
    Kind.ETHNIC: _ethnic,
    Kind.PERIOD: _period,
    Kind.REF: _ref,
    Kind.OWN_REF: _own_ref,
}
