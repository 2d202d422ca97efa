"""Counted tables as others read them: JSON, CSV, and the rows of a spreadsheet; nothing in them is ever taken for a formula."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from portal.reports.model import Cell, Counted, CountedRow, Number

HIDDEN, NOTHING, AS_PRINTED = "c", ":", "p"
SYMBOLS = {
    HIDDEN: "a small number, or one that would give a small number away, is not shown",
    NOTHING: "not available: there is no such figure, or nothing to take a share or an average of",
    AS_PRINTED: "as that year's report printed it",
}
"""Marks as the Department for Education uses them in its statistics (c and :); p is ours."""

STARTS_FORMULA = "=+\\-@\ufe66\ufe62\ufe63\ufe6b\uff1d\uff0b\uff0d\uff20\u207a\u207c\u208a\u208c\ufb29\u2212"
"""= + - @ and the wide, small and raised ones: what spreadsheets read as these."""
AS_FORMULA = re.compile(rf"(^|;)(?=\s*[{STARTS_FORMULA}])")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the £ and ’ of UTF-8 for something else
FILE_COLUMNS = ("table", "title", "unit", "cohort", "base", "period", "row", "column", "kind", "value", "mark")


@dataclass(frozen=True)
class Report:
    """What is printed. name: "Annual report". period: as its label has it. is_public: small numbers are hidden."""

    council: str
    name: str
    period: str
    tables: Sequence[Counted]
    is_public: bool = False

    @property
    def title(self) -> str:
        return f"{self.council}: {self.name}, {self.period}"


def mark(cell: Cell) -> str:
    """What stands in place of a number, or after one that an earlier report printed; "" = nothing."""
    if cell.hidden:
        return HIDDEN
    if cell.value is None:
        return NOTHING
    return AS_PRINTED if cell.published else ""


def as_json(report: Report) -> str:
    """{"council", "period", "tables": [{"id", "title", "unit", "cohort", "base", "columns", "rows": [[label, number, ...]]}]}.

    A hidden cell and one without a number are null.
    """
    tables = [_json_table(one) for one in report.tables]
    return json.dumps({"council": report.council, "period": report.period, "tables": tables}, ensure_ascii=False, indent=1) + "\n"


def _json_table(counted: Counted) -> dict[str, Any]:
    return {
        "id": counted.id,
        "title": counted.title,
        "unit": counted.unit,
        "cohort": counted.cohort,
        "base": counted.base,
        "columns": [one.label for one in counted.columns],
        "rows": [[row.label, *(cell.value for cell in row.cells)] for row in counted.rows],
    }


def as_csv(report: Report) -> str:
    """One line a cell, of all tables: a file that can be filtered by table, row and column.

    mark says why a value is missing (c, :) or that it is as an earlier report printed it (p).
    """
    file = io.StringIO()
    write = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
    write.writerow(FILE_COLUMNS)
    for counted in report.tables:
        about = [plain_text(one) for one in (counted.id, counted.title, counted.unit, counted.cohort, counted.base, counted.period.label)]
        for row in counted.rows:
            for head, cell in zip(counted.columns, row.cells, strict=True):
                value = "" if cell.value is None else cell.value
                write.writerow([*about, plain_text(row.label), plain_text(head.label), cell.kind, value, mark(cell)])
    return BYTE_ORDER_MARK + file.getvalue()


def printable(value: str) -> str:
    """A text without what is no letter: a tab, a line break or a terminal's command is a space."""
    return "".join(" " if unicodedata.category(one)[0] == "C" or one in "\u2028\u2029" else one for one in value)


def plain_text(value: str) -> str:
    """A text that no spreadsheet takes for a formula: where one could begin there is an apostrophe, also after a semicolon, at which
    a spreadsheet of another country begins a new cell. Source: OWASP, CSV injection."""
    return AS_FORMULA.sub(r"\1'", printable(value))


Look = Literal["text", "title", "head", "count", "average", "percent", "money"]


class Value(NamedTuple):
    """A cell of a spreadsheet (paper/ods.py): a text, a number or nothing, how it is shown, and the sheet it leads to."""

    value: str | Number | None
    look: Look = "text"
    to: str = ""
    is_total: bool = False


class Page(NamedTuple):
    """A sheet: its name, its rows, and which of them names the columns (-1 = none)."""

    name: str
    rows: list[list[Value]]
    heads: int = -1


CONTENTS = "Contents"


def as_sheets(report: Report) -> list[Page]:
    """A sheet that lists the tables, then one for each."""
    listed = [[Value(one.title, to=one.id), Value(one.unit), Value(one.cohort)] for one in report.tables]
    heads = [[Value(report.title, "title")], [], [Value("Table", "title"), Value("Unit", "title"), Value("Counted", "title")]]
    return [Page(CONTENTS, [*heads, *listed, [], *_explained(SYMBOLS)]), *(_page(one) for one in report.tables)]


def _page(counted: Counted) -> Page:
    above = [[Value(counted.title, "title")], *([Value(line)] for line in about(counted)), []]
    heads = [Value("", "head"), *(Value(one.label, "head") for one in counted.columns)]
    rows = [[Value(row.label, is_total=row.is_total), *_values(counted, row)] for row in counted.rows]
    seen = {mark(cell) for row in counted.rows for cell in row.cells}
    below = _explained({one: text for one, text in SYMBOLS.items() if one in seen})
    return Page(counted.id, [*above, heads, *rows, [], *below], heads=len(above))


def _values(counted: Counted, row: CountedRow) -> Iterator[Value]:
    for head, cell in zip(counted.columns, row.cells, strict=True):
        said: str | Number = mark(cell) if cell.value is None else cell.value
        yield Value(said, cell.kind if cell.value is not None else "head", is_total=(row.is_total or head.is_total) and cell.value is not None)


def _explained(symbols: dict[str, str]) -> list[list[Value]]:
    return [[Value(f"{one}  {text}")] for one, text in symbols.items()]


def about(counted: Counted) -> list[str]:
    """What a table counts: its unit, its cohort, the base of its percentages, its period."""
    lines = [f"Unit: {counted.unit}", f"Counted: {counted.cohort}"]
    if counted.base:
        lines.append(f"Percentages: {counted.base}")
    return [*lines, f"Period: {counted.period.label}"]
