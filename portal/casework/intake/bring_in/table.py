"""A file's bytes as rows: UTF-8 with commas between the cells, a heading, and what is wrong where it is not so."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.casework.intake.bring_in.columns import File
from portal.casework.intake.bring_in.mistake import Mistake

MOST_SIGNS = 100_000
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
NOT_UTF_8 = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True)
class Row:
    """A line of a file; a column that is not there is empty. The cells are asked for what they hold only after they were checked."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def day(self, column: str) -> date | None:
        text = self.text(column)
        return date.fromisoformat(text) if text else None

    def needed_day(self, column: str) -> date:
        return date.fromisoformat(self.cells[column])

    def whole(self, column: str) -> int | None:
        text = self.text(column)
        return int(text) if text else None

    def yes(self, column: str) -> bool | None:
        text = self.text(column)
        return text == "yes" if text else None

    def many(self, column: str) -> list[str]:
        return [one.strip() for one in self.text(column).split(";") if one.strip()]

    def pence(self, column: str) -> int | None:
        text = self.text(column)
        return int(Decimal(text) * 100) if text else None

    def number(self, column: str) -> float | None:
        text = self.text(column)
        return float(text) if text else None

    def wrong(self, column: str, says: str) -> Mistake:
        return Mistake(self.file, self.line, column, says)


def read_rows(file: File, content: bytes) -> tuple[list[Row], list[Mistake]]:
    """The rows of a file, in its order, and what is wrong with their form."""
    csv.field_size_limit(max(csv.field_size_limit(), len(content)))  # the file is bounded; a cell that is too long is named, not cut off
    text = content.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    mistakes: list[Mistake] = []
    try:
        heading = [name.strip() for name in next(reader, [])]
        if wrong := list(_heading(file, heading)):
            return [], wrong
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(file.name, line, {name: cell.strip() for name, cell in zip(heading, cells, strict=False)}))
                mistakes += _form(rows[-1], heading, cells)
            line = reader.line_num + 1  # a text in quotes may have several lines
    except csv.Error as error:
        mistakes.append(Mistake(file.name, reader.line_num, file.columns[0].name, f"this cannot be read ({error}). Put texts in double quotes."))
    return rows, mistakes


def _heading(file: File, heading: list[str]) -> Iterator[Mistake]:
    """What is wrong with the first line: without it no cell means anything."""
    known = ", ".join(column.name for column in file.columns)
    if says := _unreadable(heading, known):
        yield Mistake(file.name, 1, file.columns[0].name, says)
        return
    for name in sorted({name for name in heading if heading.count(name) > 1}):
        yield Mistake(file.name, 1, name, "this column is there twice. Keep one.")
    for name in heading:
        if name not in file.by_name:
            yield Mistake(file.name, 1, name or "(no name)", f"Heard does not know this column. It knows: {known}.")
    for column in file.columns:
        if column.is_needed and column.name not in heading:
            yield Mistake(file.name, 1, column.name, f"this column is missing. It holds {column.holds}.")


def _unreadable(heading: list[str], known: str) -> str:
    if not any(heading):
        return f"the file is empty. Its first line names the columns: {known}."
    if any("\x00" in name or NOT_UTF_8.search(name) for name in heading):
        return "the file is not UTF-8. Save it as 'CSV UTF-8'."
    if len(heading) == 1 and re.search("[;\t]", heading[0]):
        return "there must be commas between the columns."
    return ""


def _form(row: Row, heading: list[str], cells: list[str]) -> Iterator[Mistake]:
    if len(cells) != len(heading):
        at = heading[min(len(cells), len(heading)) - 1]
        yield row.wrong(at, f"this line has {len(cells)} cells and the heading {len(heading)}. Put texts with commas in double quotes.")
    for name, cell in row.cells.items():
        if len(cell) > MOST_SIGNS:
            yield row.wrong(name, f"this cell has {len(cell):,} characters. The most is {MOST_SIGNS:,}: shorten it.")
        elif NOT_UTF_8.search(cell):
            yield row.wrong(name, "this is not UTF-8. Save the file as 'CSV UTF-8'.")
        elif CONTROL.search(cell):
            yield row.wrong(name, "this holds a sign that is no text. Take it out.")
