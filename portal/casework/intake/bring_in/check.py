"""Everything that is wrong with records, found before anything is written: cells, refs that are there twice, days in an impossible order."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from portal.casework.intake.bring_in.cells import Known, wrong_with
from portal.casework.intake.bring_in.columns import CONCILIATIONS, FILES, ISSUES, OMBUDSMAN, STAGES, File
from portal.casework.intake.bring_in.mistake import Mistake
from portal.casework.intake.bring_in.table import Row, read_rows

Rows = Mapping[str, list[Row]]


@dataclass(frozen=True)
class Records:
    """What stands in the files: file name -> its rows. cases: those here by ref, and earlier ones that a line names.

    found: the ref of a case -> the stages at which its issues have a finding.
    """

    rows: Rows
    cases: Mapping[str, Row]
    found: Mapping[str, set[int]]

    def procedure(self, case: Row, known: Known) -> str:
        """As the case says, else the one its service's complaints take."""
        return case.text("procedure") or known.service_procedures.get(case.text("service"), "")


def read(contents: Mapping[str, bytes]) -> tuple[Rows, list[Mistake]]:
    """The rows of every file that is there, and what is wrong with their form."""
    rows: dict[str, list[Row]] = {}
    mistakes: list[Mistake] = []
    for name, file in FILES.items():
        if name in contents:
            rows[name], wrong = read_rows(file, contents[name])
            mistakes += wrong
    return rows, mistakes


def check(rows: Rows, known: Known, earlier: Mapping[str, Row]) -> list[Mistake]:
    """All that is wrong with what the files say. earlier: cases that were brought in before, as rows of cases.csv, by ref."""
    records = Records(rows, {**earlier, **{row.text("ref"): row for row in rows.get("cases", ())}}, _found(rows))
    known = known.with_refs(_refs(records, known))
    found = []
    for name, file_rows in rows.items():
        file = FILES[name]
        seen: dict[tuple[str, ...], Row] = {}
        for row in file_rows:
            wrong = list(_cells(file, row, known))
            found += wrong or [*_twice(file, row, seen), *_orders(file, row, records), *_rules(row, records, known)]
    return found


def _found(rows: Rows) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = {}
    for issue in rows.get(ISSUES.name, ()):
        found.setdefault(issue.text("case_ref"), set()).update(_findings(issue))
    return found


def _refs(records: Records, known: Known) -> Mapping[str, set[str]]:
    ombudsman = {row.text("ref") for row in records.rows.get(OMBUDSMAN.name, ())}
    return {"cases": set(records.cases), "ombudsman": ombudsman | set(known.refs.get("ombudsman", ()))}


def _cells(file: File, row: Row, known: Known) -> Iterator[Mistake]:
    for column in file.columns:
        if says := wrong_with(column, row.text(column.name), known):
            yield row.wrong(column.name, says)


def _twice(file: File, row: Row, seen: dict[tuple[str, ...], Row]) -> Iterator[Mistake]:
    if not file.key:
        return
    key = tuple(row.text(column) for column in file.key)
    first = seen.setdefault(key, row)
    if first is not row:
        yield row.wrong(file.key[0], f'"{", ".join(key)}" stands in line {first.line} too. Keep one, or give this one another {file.key[-1]}.')


def _orders(file: File, row: Row, records: Records) -> Iterator[Mistake]:
    said = set()
    for earlier, later in file.orders:
        before, after = _day(row, earlier, records), _day(row, later, records)
        at = earlier if later.startswith("case.") else later
        if before and after and before > after and at not in said:
            said.add(at)
            yield row.wrong(at, _impossible(earlier, before, later, after))


def _impossible(earlier: str, before: date, later: str, after: date) -> str:
    """Says which day must not be after which; the one in this line comes first."""
    if later.startswith("case."):
        return f"{before.isoformat()} is after the case's {later.removeprefix('case.')}, {after.isoformat()}. It must be that day or earlier."
    other = f"the case's {earlier.removeprefix('case.')}" if earlier.startswith("case.") else earlier
    return f"{after.isoformat()} is before {other}, {before.isoformat()}. It must be that day or later."


def _day(row: Row, name: str, records: Records) -> date | None:
    if not name.startswith("case."):
        return row.day(name)
    case = records.cases.get(row.text("case_ref"))
    try:
        return case.day(name.removeprefix("case.")) if case else None
    except ValueError:  # said where it stands
        return None


def _rules(row: Row, records: Records, known: Known) -> Iterator[Mistake]:
    for rule in _RULES.get(row.file, ()):
        yield from rule(row, records, known)


def _ending(row: Row, _records: Records, _known: Known) -> Iterator[Mistake]:
    status, closed = row.text("status"), row.text("closed_on")
    if status == "closed" and not closed:
        yield row.wrong("closed_on", "a closed case needs the day it was closed. Write it, or give it another status.")
    if status in ("open", "on_hold") and closed:
        yield row.wrong("closed_on", f"a case that is {status} has not been closed. Leave this empty, or give it another status.")


def _route(row: Row, records: Records, known: Known) -> Iterator[Mistake]:
    if records.procedure(row, known) not in known.stages:
        yield row.wrong("procedure", f"without a service that says its procedure this must be one of: {', '.join(known.stages)}.")


def _stage(row: Row, records: Records, known: Known) -> Iterator[Mistake]:
    yield from _has_stage(row, "stage", int(row.text("stage")), records, known)
    if row.text("outcome") and int(row.text("stage")) in records.found.get(row.text("case_ref"), ()):
        yield row.wrong("outcome", "this case has findings at this stage, and its outcome follows from them. Leave this empty.")


def _issue(row: Row, records: Records, known: Known) -> Iterator[Mistake]:
    for stage in _findings(row):
        yield from _has_stage(row, f"stage_{stage}_finding", stage, records, known)


def _findings(issue: Row) -> list[int]:
    return [stage for stage in (1, 2, 3) if issue.text(f"stage_{stage}_finding")]


def _has_stage(row: Row, column: str, stage: int, records: Records, known: Known) -> Iterator[Mistake]:
    procedure = records.procedure(records.cases[row.text("case_ref")], known)
    most = known.stages.get(procedure, stage)
    if stage > most:
        yield row.wrong(column, f"there is no stage {stage}: the procedure {procedure} has {most}. Put the stage or the case's procedure right.")


def _meeting(row: Row, _records: Records, _known: Known) -> Iterator[Mistake]:
    if row.text("result") == "declined" and row.text("held_on"):
        yield row.wrong("held_on", "a meeting that was declined was not held. Leave this empty, or put the result right.")


_RULES: Mapping[str, tuple[Callable[[Row, Records, Known], Iterator[Mistake]], ...]] = {
    "cases": (_ending, _route),
    STAGES.name: (_stage,),
    ISSUES.name: (_issue,),
    CONCILIATIONS.name: (_meeting,),
}
