"""What is printed: JSON as declared, text a person can read, and files in which no text is ever a formula (B-08)."""

import csv
import io
import json
import zipfile
from xml.etree import ElementTree as Xml

import pytest

from portal.paper.ods import Cell as OdsCell
from portal.paper.ods import Sheet, sheet_names, spreadsheet
from portal.reports.catalogue.measures import MEASURES
from portal.reports.laid_out import WIDE, as_checks, as_text
from portal.reports.model import Cell, Counted, CountedRow, Head, Table
from portal.reports.period import year
from portal.reports.printed import Report, as_csv, as_json, as_sheets, printable
from portal.reports.reconcile import Check

HOSTILE = ("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＋1", "－1", "＠x", " =1", "\u200b=1", '"\n=1', "=cmd|'/C calc'!A0", "a;=1+1", "a\t=1")
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def counted(id: str = "one", labels: tuple[str, ...] = ("A", "B"), heads: tuple[str, ...] = ("N", "%", "£", "Days", "Year")) -> Counted:
    table = Table(id, f"Title of {id}", MEASURES["complaints_received"])
    cells = (Cell(1650), Cell(62, "percent"), Cell(1650.5, "money"), Cell(12.5, "average"), Cell(104, published=True))
    hidden = (Cell(None, hidden=True), Cell(None, "percent", hidden=True), Cell(None, "money"), Cell(None, "average"), Cell(0))
    rows = [CountedRow(label, label, cells if at % 2 == 0 else hidden, is_total=at == len(labels) - 1) for at, label in enumerate(labels)]
    columns = tuple(Head(one, one, kind=cell.kind) for one, cell in zip(heads, cells, strict=True))
    return Counted(table, "complaints", "received in the period", "of complaints received", year(2023), columns, tuple(rows))


def report(*tables: Counted) -> Report:
    return Report("Anytown", "Annual report", "2023-24", tables or (counted(),))


def texts_of(ods: bytes) -> list[str]:
    """Every text of a spreadsheet that is no number; fails where there is anything but texts and numbers."""
    with zipfile.ZipFile(io.BytesIO(ods)) as archive:
        content = Xml.fromstring(archive.read("content.xml"))  # noqa: S314 - our own
    found = []
    for cell in content.iter(f"{TABLE}table-cell"):
        kind = cell.get(f"{OFFICE}value-type")
        assert kind in (None, "string", "float", "percentage")
        if kind in ("float", "percentage"):
            float(cell.attrib[f"{OFFICE}value"])
        elif kind == "string":
            found.append("".join(cell.itertext()))
    assert not [key for element in content.iter() for key in element.attrib if "formula" in key]
    assert {link.attrib["{http://www.w3.org/1999/xlink}href"][0] for link in content.iter(f"{TEXT}a")} <= {"#"}
    return found


def test_json_is_as_the_import_of_expected_figures_has_it() -> None:
    (table,) = json.loads(as_json(report()))["tables"]
    assert table == {
        "id": "one",
        "title": "Title of one",
        "unit": "complaints",
        "cohort": "received in the period",
        "base": "of complaints received",
        "columns": ["N", "%", "£", "Days", "Year"],
        "rows": [["A", 1650, 62, 1650.5, 12.5, 104], ["B", None, None, None, None, 0]],
    }


def test_text_says_what_is_counted_and_explains_its_marks_once() -> None:
    text = as_text(report(counted(), counted("two")))
    for words in ("Unit: complaints", "Counted: received in the period", "Percentages: of complaints received", "Period: 2023-24"):
        assert text.count(words) == 2
    assert [line.split() for line in text.splitlines() if line.startswith("A ")] == [["A", "1,650", "62%", "£1,650.50", "12.5", "104", "p"]] * 2
    assert ["B", "c", "c", ":", ":", "0"] in [line.split() for line in text.splitlines()]
    assert [text.count(f"\n{mark}  ") for mark in ("c", ":", "p")] == [1, 1, 1]
    assert "hidden" not in text


def test_a_wide_table_is_parted_so_that_no_line_is_too_long() -> None:
    heads = tuple(f"Somewhat long name of service number {number}" for number in range(5))
    labels = tuple(f"An extraordinarily long and winding label of a row, the {number}th of its kind" for number in range(3))
    wide = counted(labels=labels, heads=heads)
    wide = Counted(**{**vars(wide), "columns": wide.columns * 4, "rows": tuple(CountedRow(row.label, row.key, row.cells * 4) for row in wide.rows)})
    lines = as_text(report(wide)).splitlines()
    assert max(map(len, lines)) <= WIDE
    assert sum(line.split() == ["12.5"] or "12.5" in line.split() for line in lines) >= 2


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_file_is_a_formula(text: str) -> None:
    hostile = counted(id=text, labels=(text, "B"), heads=(text, "b", "c", "d", "e"))
    printed = Report(text, text, "2023-24", [hostile])
    for delimiter in ",;\t":  # LibreOffice parts lines at any of the three
        rows = list(csv.reader(io.StringIO(as_csv(printed).removeprefix("\ufeff")), delimiter=delimiter))
        assert not [cell for row in rows for cell in row if cell.lstrip("\u200b ")[:1] in tuple("=+-@＝＋－＠\t\r")]
    found = texts_of(spreadsheet([Sheet(one.name, [[OdsCell(*cell) for cell in row] for row in one.rows], one.heads) for one in as_sheets(printed)], text))
    assert printable(text) in map(printable, found)


def test_a_check_says_what_it_compared_and_what_is_wrong_stands_last() -> None:
    checks = [
        Check("Parts make Total", 3, 4),
        Check("A is part of B", 5, 4, "at most"),
        Check("Parts make Total", 1000, 1000),
        Check("A", 5, 4, "restated"),
    ]
    assert as_checks(checks).splitlines() == [
        "Right: Parts make Total: 1,000 = 1,000",
        "Restated: A: 5 now, 4 then",
        "Wrong: Parts make Total: 3 is not 4",
        "Wrong: A is part of B: 5 is more than 4",
        "4 checks: 1 right, 1 restated, 2 wrong.",
    ]


def test_csv_has_a_line_for_every_cell() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(report(counted(), counted("two"))).removeprefix("\ufeff"))))
    assert len(rows) == 20
    assert [(row["row"], row["column"], row["value"], row["mark"]) for row in rows[4:9]] == [
        ("A", "Year", "104", "p"),
        ("B", "N", "", "c"),
        ("B", "%", "", "c"),
        ("B", "£", "", ":"),
        ("B", "Days", "", ":"),
    ]


def test_a_spreadsheet_is_told_from_its_beginning_and_has_a_sheet_for_each_table() -> None:
    pages = as_sheets(report(counted("send:one"), counted("send/one")))
    made = spreadsheet([Sheet(one.name, [[OdsCell(*cell) for cell in row] for row in one.rows], one.heads) for one in pages], "Title")
    assert made[30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        content = Xml.fromstring(archive.read("content.xml"))  # noqa: S314 - our own
        listed = Xml.fromstring(archive.read("META-INF/manifest.xml"))  # noqa: S314
    assert [one.attrib[f"{TABLE}name"] for one in content.iter(f"{TABLE}table")] == ["Contents", "send-one", "send-one-2"]
    inside = {name for name in archive.namelist() if not name.endswith("/")} - {"mimetype", "META-INF/manifest.xml"}
    files = [one.attrib["{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"] for one in listed]
    assert {"content.xml", "meta.xml", "styles.xml"} <= inside == {name for name in files if not name.endswith("/")}
    assert [one.attrib["{http://www.w3.org/1999/xlink}href"] for one in content.iter(f"{TEXT}a")] == ["#'send-one'.A1", "#'send-one-2'.A1"]
    numbers = [(one.get(f"{OFFICE}value-type"), one.get(f"{OFFICE}value")) for one in content.iter(f"{TABLE}table-cell") if one.get(f"{OFFICE}value")]
    assert numbers[:5] == [("float", "1650"), ("percentage", "0.62"), ("float", "1650.5"), ("float", "12.5"), ("float", "104")]


def test_a_spreadsheet_shows_each_kind_of_number_and_does_not_say_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    cells = [OdsCell(1650, "count"), OdsCell(12.5, "average", is_total=True), OdsCell(57, "percent"), OdsCell(1650.5, "money"), OdsCell("a  b")]
    sheets = [Sheet("one", [[OdsCell("Above", "title")], [OdsCell("Head", "head")] * 5, cells], heads=1)]
    made = spreadsheet(sheets, "Title")
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert spreadsheet(sheets, "Title") == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        content = Xml.fromstring(archive.read("content.xml"))  # noqa: S314 - our own
        assert "<dc:title>Title</dc:title>" in archive.read("meta.xml").decode()
    (heads,) = content.iter(f"{TABLE}table-header-rows")
    assert "".join(heads.itertext()) == "Head" * 5
    rows = list(content.iter(f"{TABLE}table-row"))
    assert [one.get(f"{TABLE}style-name") for one in rows[2]] == ["c-count", "c-average-total", "c-percent", "c-money", "c-text"]
    assert ["".join(one.itertext()) for one in rows[2]] == ["1650", "12.5", "57%", "1650.5", "a  b"]
    shown = {one.get(f"{STYLE}name"): one.get(f"{STYLE}data-style-name") for one in content.iter(f"{STYLE}style")}
    forms = {one.get(f"{STYLE}name"): one for one in content.iter() if one.tag.startswith(NUMBER) and one.get(f"{STYLE}name")}
    places = [forms[shown[style]].find(f"{NUMBER}number") for style in ("c-count", "c-average-total", "c-percent", "c-money")]
    assert [one is not None and one.get(f"{NUMBER}decimal-places") for one in places] == ["0", "1", "0", "2"]
    assert ["".join(forms[name].itertext()) for name in ("n-percent", "n-money")] == ["%", "£"]


def test_names_of_sheets_are_short_and_no_two_alike() -> None:
    names = sheet_names(["a" * 40, "a" * 50, "A" * 31, "[x]:?", "", "'", "Contents"])
    assert len({one.casefold() for one in names}) == len(names)
    assert max(map(len, names)) <= 31
    assert not [one for one in names if set(one) & set("[]*?:/\\'")]
