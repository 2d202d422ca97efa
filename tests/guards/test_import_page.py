"""docs/import.md names every file and column of an earlier system's records as they are declared."""

from portal.casework.intake.bring_in.cells import WORDS
from portal.casework.intake.bring_in.columns import FILES, Column, File, Kind
from tests.guards.source import ROOT

PAGE = ROOT / "docs" / "import.md"


def drawn() -> str:
    return "\n".join(_file(file) for file in FILES.values())


def _file(file: File) -> str:
    rows = [f"| {'**' + column.name + '**' if column.is_needed else column.name} | {_holds(column)} |" for column in file.columns]
    return "\n".join([f"### {file.name}.csv", "", "| column | what it holds |", "|---|---|", *rows, ""])


def _holds(column: Column) -> str:
    if column.kind is Kind.REF:
        return f"the ref of a line in {column.of}.csv"
    if column.kind in (Kind.LISTED, Kind.LISTED_MANY):
        also = f"{', '.join(column.codes)}, or another " if column.codes else "a "
        many = ", several with ; between them" if column.kind is Kind.LISTED_MANY else ""
        return f"{also}code of the council's list of {WORDS[column.of]}{many}"
    return column.holds


def test_the_page_names_every_file_and_column() -> None:
    assert PAGE.read_text("utf-8").endswith(f"-->\n\n{drawn()}")
