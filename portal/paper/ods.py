"""Writes an OpenDocument spreadsheet of plain values: every text is a text and every number a number; it has no way to write a formula."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import odfdo

LONG_AGO = datetime(1980, 1, 1)  # the same tables are the same bytes; a zip file knows no earlier day
LONGEST = 31
Look = Literal["text", "title", "head", "count", "average", "percent", "money"]


@dataclass(frozen=True)
class Cell:
    """A text, a number or nothing, and how it is shown. A percentage is 0 to 100, money is pounds. to: the sheet a text leads to."""

    value: str | int | float | None
    look: Look = "text"
    to: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Sheet:
    """A sheet of rows; `heads` is the row that names the columns (counted from 0), which stays in sight on paper; -1 = none."""

    name: str
    rows: Sequence[Sequence[Cell]]
    heads: int = -1


def spreadsheet(sheets: Sequence[Sheet], title: str) -> bytes:
    """The file. Sheets are named after what they are called, shortened to what a spreadsheet can take, no two alike."""
    from odfdo import Document, Table

    document = Document("spreadsheet")
    document.set_part("settings.xml", NO_SETTINGS)  # the library's own name a printer and a sheet of its author's
    document.language = "en-GB"
    document.meta.title = _text(title)
    document.meta.creation_date = LONG_AGO
    _add_styles(document)
    names = sheet_names([one.name for one in sheets])
    links = dict(zip((one.name for one in sheets), names, strict=True))
    document.body.clear()
    for one, name in zip(sheets, names, strict=True):
        table = Table(name)
        document.body.append(table)  # while empty: adding it with its rows takes time with their square
        _fill(table, one, links)
    file = io.BytesIO()
    document.save(file)
    return _dated(file)


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """At most 31 characters without those that an address uses."""
    found: list[str] = []
    for one in wanted:
        plain = re.sub(r"[\[\]*?:/\\'\x00-\x1f]+", "-", _text(one)).strip("- ")[:LONGEST] or "Sheet"
        name, number = plain, 1
        while name.casefold() in {other.casefold() for other in found}:
            number += 1
            name = f"{plain[: LONGEST - len(str(number)) - 1]}-{number}"
        found.append(name)
    return found


NO_SETTINGS = b'<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.4"/>'
WIDTHS = {"o-first": "7cm", "o-other": "3cm"}
_NUMBER = '<number:number number:decimal-places="{0}" number:min-decimal-places="{0}" number:min-integer-digits="1" number:grouping="true"/>'
FORMS: Mapping[str, str] = {
    "count": f'<number:number-style style:name="n-count">{_NUMBER.format(0)}</number:number-style>',
    "average": f'<number:number-style style:name="n-average">{_NUMBER.format(1)}</number:number-style>',
    "percent": f'<number:percentage-style style:name="n-percent">{_NUMBER.format(0)}<number:text>%</number:text></number:percentage-style>',
    "money": f'<number:number-style style:name="n-money"><number:text>£</number:text>{_NUMBER.format(2)}</number:number-style>',
}


def _add_styles(document: "odfdo.Document") -> None:
    from odfdo import Style

    for form in FORMS.values():
        document.insert_style(form, automatic=True)
    for look in ("text", "title", "head", *FORMS):
        for end in ("", "-total"):
            style = Style("table-cell", name=f"c-{look}{end}")
            if look in FORMS:
                style.set_attribute("style:data-style-name", f"n-{look}")
            if look == "head":
                style.set_properties({"fo:wrap-option": "wrap"}, area="table-cell")
                style.set_properties({"fo:text-align": "end"}, area="paragraph")
            if end or look in ("title", "head"):
                style.set_properties({"fo:font-weight": "bold"}, area="text")
            document.insert_style(style, automatic=True)
    for name, width in WIDTHS.items():
        document.insert_style(Style("table-column", name=name, width=width), automatic=True)


def _fill(table: "odfdo.Table", sheet: Sheet, links: Mapping[str, str]) -> None:
    from odfdo import Column, HeaderRows, Row

    table.append(Column(style="o-first"))
    wide = max((len(row) for row in sheet.rows), default=1)
    if wide > 1:
        table.append(Column(style="o-other", repeated=wide - 1))
    for at, cells in enumerate(sheet.rows):
        row = Row()
        row.extend_cells([_cell(one, links) for one in cells or [Cell(None)]])
        if at == sheet.heads:
            heads = HeaderRows()
            heads.append(row)
            table.append(heads)
        else:
            table.append_row(row, clone=False)


def _cell(cell: Cell, links: Mapping[str, str]) -> "odfdo.Cell":
    import odfdo

    style = f"c-{cell.look}{'-total' if cell.is_total else ''}"
    if isinstance(cell.value, str):
        made = odfdo.Cell(_text(cell.value), cell_type="string", style=style)
        if cell.to:
            link = odfdo.Link(f"#'{links[cell.to]}'.A1", text=_text(cell.value))
            link.set_attribute("xlink:type", "simple")
            made.text_content = odfdo.Paragraph(link)
        return made
    if cell.look == "percent" and cell.value is not None:
        made = odfdo.Cell(round(cell.value / 100, 15), cell_type="percentage", style=style)
        made.text_content = f"{cell.value}%"  # the library's own cuts 57 to 56
        return made
    return odfdo.Cell(cell.value, style=style)


def _dated(file: io.BytesIO) -> bytes:
    """The same file, whose parts do not say when it was made."""
    dated = io.BytesIO()
    with zipfile.ZipFile(file) as made, zipfile.ZipFile(dated, "w") as archive:
        for part in made.infolist():
            content = made.read(part)
            part.date_time = LONG_AGO.timetuple()[:6]
            archive.writestr(part, content, part.compress_type)
    return dated.getvalue()


def _text(value: str) -> str:
    """Text as XML: characters that XML cannot hold, and line breaks, are spaces."""
    return re.sub(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", value)
