"""Writes an OpenDocument spreadsheet of plain values: every text is a text and every number a number; it has no way to write a formula.

OpenDocument 1.3, of which a table of numbers needs very little (docs/decisions/libraries-not-taken.md).
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same tables are the same bytes
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
    names = sheet_names([one.name for one in sheets])
    links = dict(zip((one.name for one in sheets), names, strict=True))
    tables = "".join(_table(one, name, links) for one, name in zip(sheets, names, strict=True))
    content = f"<office:automatic-styles>{STYLES}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    meta = f"<office:meta><dc:title>{_text(title)}</dc:title><dc:language>en-GB</dc:language></office:meta>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "mimetype", MEDIA_TYPE, zipfile.ZIP_STORED)  # first and unpacked: so the kind of a file is told from its beginning
        _put(archive, "META-INF/manifest.xml", MANIFEST)
        _put(archive, "content.xml", _document("content", content))
        _put(archive, "meta.xml", _document("meta", meta))
    return file.getvalue()


def sheet_names(wanted: Sequence[str]) -> list[str]:
    """At most 31 characters without those that an address uses."""
    found: list[str] = []
    for one in wanted:
        plain = re.sub(r"[\[\]*?:/\\'\x00-\x1f]+", "-", one).strip("- ")[:LONGEST] or "Sheet"
        name, number = plain, 1
        while name.casefold() in {other.casefold() for other in found}:
            number += 1
            name = f"{plain[: LONGEST - len(str(number)) - 1]}-{number}"
        found.append(name)
    return found


LONGEST = 31

NAMES: Mapping[str, str] = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "number": "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "dc": "http://purl.org/dc/elements/1.1/",
}
"""Names of kinds of elements, as OpenDocument fixes them; nothing is fetched from them."""

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_NUMBER = '<number:number number:decimal-places="{0}" number:min-decimal-places="{0}" number:min-integer-digits="1" number:grouping="true"/>'
_FORMS = {
    "count": f'<number:number-style style:name="n-count">{_NUMBER.format(0)}</number:number-style>',
    "average": f'<number:number-style style:name="n-average">{_NUMBER.format(1)}</number:number-style>',
    "percent": f'<number:percentage-style style:name="n-percent">{_NUMBER.format(0)}<number:text>%</number:text></number:percentage-style>',
    "money": f'<number:number-style style:name="n-money"><number:text>£</number:text>{_NUMBER.format(2)}</number:number-style>',
}
_BOLD = '<style:text-properties fo:font-weight="bold"/>'


def _cell_style(name: str, form: str = "", is_bold: bool = False) -> str:
    data = f' style:data-style-name="{form}"' if form else ""
    return f'<style:style style:name="{name}" style:family="table-cell"{data}>{_BOLD if is_bold else ""}</style:style>'


STYLES = (
    "".join(_FORMS.values())
    + "".join(_cell_style(f"c-{look}{end}", f"n-{look}", bool(end)) for look in _FORMS for end in ("", "-total"))
    + _cell_style("c-text-total", is_bold=True)
    + _cell_style("c-title", is_bold=True)
    + '<style:style style:name="c-head" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/>'
    + f'<style:paragraph-properties fo:text-align="end"/>{_BOLD}</style:style>'
    + "".join(
        f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties style:column-width="{width}"/></style:style>'
        for name, width in (("o-first", "7cm"), ("o-other", "3cm"))
    )
)

_FILES = (("/", MEDIA_TYPE), ("content.xml", "text/xml"), ("meta.xml", "text/xml"))
MANIFEST = (
    f'{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    + "".join(f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>' for path, kind in _FILES)
    + "</manifest:manifest>"
)


def _put(archive: zipfile.ZipFile, path: str, content: str, packing: int = zipfile.ZIP_DEFLATED) -> None:
    archive.writestr(zipfile.ZipInfo(path, LONG_AGO), content.encode(), packing)


def _document(kind: str, inside: str) -> str:
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    return f'{HEAD}<office:document-{kind} {names} office:version="1.3">{inside}</office:document-{kind}>'


def _table(sheet: Sheet, name: str, links: Mapping[str, str]) -> str:
    wide = max((len(row) for row in sheet.rows), default=1) or 1
    columns = '<table:table-column table:style-name="o-first"/>'
    if wide > 1:
        columns += f'<table:table-column table:style-name="o-other" table:number-columns-repeated="{wide - 1}"/>'
    return f"<table:table table:name={quoteattr(name)}>{columns}{''.join(_rows(sheet, links))}</table:table>"


def _rows(sheet: Sheet, links: Mapping[str, str]) -> Iterator[str]:
    for at, row in enumerate(sheet.rows):
        cells = "".join(_cell(one, links) for one in row) or "<table:table-cell/>"
        made = f"<table:table-row>{cells}</table:table-row>"
        yield f"<table:table-header-rows>{made}</table:table-header-rows>" if at == sheet.heads else made


def _cell(cell: Cell, links: Mapping[str, str]) -> str:
    style = f' table:style-name="c-{cell.look}{"-total" if cell.is_total else ""}"' if cell.look != "text" or cell.is_total else ""
    if cell.value is None:
        return f"<table:table-cell{style}/>"
    if isinstance(cell.value, str):
        text = _text(cell.value)
        if cell.to:
            address = f"#'{links[cell.to]}'.A1"
            text = f'<text:a xlink:type="simple" xlink:href={quoteattr(address)}>{text}</text:a>'
        return f'<table:table-cell{style} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    if cell.look == "percent":
        return (
            f'<table:table-cell{style} office:value-type="percentage" office:value="{cell.value / 100:.15g}"><text:p>{cell.value}%</text:p></table:table-cell>'
        )
    return f'<table:table-cell{style} office:value-type="float" office:value="{cell.value}"><text:p>{cell.value}</text:p></table:table-cell>'


def _text(value: str) -> str:
    """Text as XML: characters that XML cannot hold, and line breaks, are spaces."""
    return escape(re.sub(r"[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", " ", value))
