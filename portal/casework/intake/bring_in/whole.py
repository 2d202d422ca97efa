"""The records as a whole: checked before anything is written, then brought in, in one transaction of whoever calls."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.choices import names
from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.bring_in import known as knows
from portal.casework.intake.bring_in.beside import MAKERS, Made
from portal.casework.intake.bring_in.check import Rows, check, read
from portal.casework.intake.bring_in.columns import FILES, STAGES
from portal.casework.intake.bring_in.compliment import open_compliment
from portal.casework.intake.bring_in.course import Point, end, go_through
from portal.casework.intake.bring_in.known import Line
from portal.casework.intake.bring_in.mistake import BadRecords, Mistake
from portal.casework.intake.bring_in.opened import came, open_complaint
from portal.casework.intake.bring_in.people_counted import keep_counted
from portal.casework.intake.bring_in.table import Row
from portal.casework.stage.record import record
from portal.procedure.model import Event, Procedure, Sentence
from portal.store.database import new_id
from portal.store.models import Case, CaseIssue

Tick = Callable[[], object]


@dataclass(frozen=True)
class Checked:
    """Records nothing is wrong with: every row, of each file the lines that are new here, and references that are not as their refs are."""

    rows: Rows
    new: Mapping[str, list[Line]]
    service_procedures: Mapping[str, str]
    references: knows.References

    @property
    def total(self) -> int:
        return sum(len(lines) for lines in self.new.values())

    def reference(self, row: Row) -> str:
        """The reference of the case a line becomes."""
        ref = row.text("ref")
        return self.references.get((row.file, ref), knows.reference_of(ref))


def checked(session: Session, procedures: Mapping[str, Procedure], today: date, contents: Mapping[str, bytes]) -> Checked:
    """Read and check the files. Raises BadRecords with everything that is wrong; nothing is written."""
    rows, mistakes = read(contents)
    known = knows.known(session, procedures, today)
    earlier_ombudsman = _named(rows, "ombudsman_ref")
    refs = {"ombudsman": knows.earlier_ids(session, "ombudsman", earlier_ombudsman)}
    mistakes += check(rows, known.with_refs(refs), knows.earlier_cases(session, rows))
    new, changed = knows.only_new(session, rows)
    mistakes += changed
    references, taken = ({}, []) if mistakes else knows.references(session, new)
    mistakes += taken
    mistakes.sort(key=_place)
    if mistakes:
        raise BadRecords(mistakes)
    return Checked(rows, new, known.service_procedures, references)


def _place(mistake: Mistake) -> tuple[int, int]:
    return list(FILES).index(mistake.file), mistake.line


def _named(rows: Rows, column: str) -> set[str]:
    return {ref for file_rows in rows.values() for row in file_rows if (ref := row.text(column))}


def bring_in(desk: Desk, records: Checked, tick: Tick) -> None:
    """Make everything that is new; `tick` is called once a line. Raises BadRecords where a verb refuses: then the caller rolls back."""
    with desk.session.no_autoflush:  # a case goes to the database when it is whole, not before each look at it
        cases = _Cases(desk, records)
        cases.make(records.new["cases"], tick)
        _compliments(desk, records, tick)
        for file, make in MAKERS.items():
            for line in records.new[file]:
                with _refusal_at(line.row):
                    made = make(desk, cases.made, line.row)
                knows.remember(desk.session, line, desk.today, made)
                tick()
            desk.session.flush()


def _compliments(desk: Desk, records: Checked, tick: Tick) -> None:
    services = names(desk.session, "service")
    for line in records.new["compliments"]:
        with _refusal_at(line.row):
            case = open_compliment(desk, line.row, services.get(line.row.text("service"), ""), records.reference(line.row))
        knows.remember(desk.session, line, desk.today, case.id)
        tick()


@contextmanager
def _refusal_at(row: Row) -> Iterator[None]:
    """What a verb refuses is said with the line it was asked for."""
    try:
        yield
    except NotAllowed as refused:
        says = refused.args[0]
        raise BadRecords([row.wrong(next(iter(row.cells)), says.text % says.values if isinstance(says, Sentence) else str(says))]) from refused


class _Cases:
    """Makes cases, and adds to those of an earlier import what is new of them."""

    def __init__(self, desk: Desk, records: Checked) -> None:
        self.desk, self.records = desk, records
        self.categories, self.services = names(desk.session, "category"), names(desk.session, "service")
        self.stages, self.issues = _by_case(records.new["stages"]), _by_case(records.new["issues"])
        self.every_stage: dict[str, list[Row]] = {}
        for row in records.rows.get(STAGES.name, ()):
            self.every_stage.setdefault(row.text("case_ref"), []).append(row)
        named = {file: _named(records.rows, column) for file, column in (("cases", "case_ref"), ("ombudsman", "ombudsman_ref"))}
        self.made = Made(desk.session, *(knows.earlier_ids(desk.session, file, refs) for file, refs in named.items()))
        self.named = {row.text("case_ref") for file in MAKERS for row in records.rows.get(file, ())}

    def make(self, lines: Iterable[Line], tick: Tick) -> None:
        for line in lines:
            ref = line.row.text("ref")
            with _refusal_at(line.row):
                case = self._new(line.row)
            if ref in self.named:
                self.made.cases[ref] = case
            knows.remember(self.desk.session, line, self.desk.today, case.id)
            tick()
            self._done(ref, tick)
        for ref in [*self.stages, *(ref for ref in self.issues if ref not in self.stages)]:
            with _refusal_at((self.stages.get(ref) or self.issues[ref])[0].row):
                self._more(self.made.needed_case(ref), ref)
            self.desk.session.flush()
            self._done(ref, tick)

    def _new(self, row: Row) -> Case:
        desk, ref = self.desk, row.text("ref")
        procedure = row.text("procedure") or self.records.service_procedures[row.text("service")]
        case = open_complaint(desk, row, self.records.reference(row), procedure, self._title(row))
        desk.session.flush()  # its points name it
        points = self._points(case, ref, 1)
        desk.session.flush()
        came(desk, case, [str(point.issue.id) for point in points])
        self._go_through(case, ref, points)
        end(desk, case, row, self.every_stage.get(ref, []))
        desk.session.flush()
        keep_counted(desk, case, row)
        return case

    def _more(self, case: Case, ref: str) -> None:
        highest = self.desk.session.scalar(sa.select(sa.func.max(CaseIssue.number)).where(CaseIssue.case_id == case.id))
        points = self._points(case, ref, (highest or 0) + 1)
        self.desk.session.flush()
        for point in points:
            record(self.desk, case, Event.ISSUE_ADDED, case.received_on, {"issue": str(point.issue.id)})
        self._go_through(case, ref, points)

    def _go_through(self, case: Case, ref: str, points: list[Point]) -> None:
        go_through(self.desk, case, [line.row for line in self.stages.get(ref, ())], points, self.every_stage.get(ref, []))

    def _points(self, case: Case, ref: str, first: int) -> list[Point]:
        return [self._point(case, number, line.row) for number, line in enumerate(self.issues.get(ref, ()), first)]

    def _point(self, case: Case, number: int, row: Row) -> Point:
        category = row.text("category")
        issue = CaseIssue(id=new_id(), key_id=case.key_id, case_id=case.id, number=number, category=category, service=row.text("service") or None, findings=[])
        self.desk.session.add(issue)
        issue.words = self.categories.get(category, category)
        return Point(issue, row)

    def _title(self, row: Row) -> str:
        """What the case is about, in the council's words for it: there are no others."""
        about = dict.fromkeys(line.row.text("category") for line in self.issues.get(row.text("ref"), ()))
        return "; ".join(self.categories.get(one, one) for one in about) or self.services.get(row.text("service"), "")

    def _done(self, ref: str, tick: Tick) -> None:
        for line in (*self.stages.pop(ref, ()), *self.issues.pop(ref, ())):
            knows.remember(self.desk.session, line, self.desk.today, None)
            tick()


def _by_case(lines: Iterable[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.row.text("case_ref"), []).append(line)
    return found
