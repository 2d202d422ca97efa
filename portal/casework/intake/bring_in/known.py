"""What the database knows already: the lists a cell may name a code of, and the lines that were brought in before."""

import hashlib
import hmac
import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.casework.intake.bring_in.cells import Known
from portal.casework.intake.bring_in.columns import CASES, COMPLIMENTS, FILES, File
from portal.casework.intake.bring_in.mistake import Mistake
from portal.casework.intake.bring_in.table import Row
from portal.casework.intake.recommend import COMPLIMENT
from portal.procedure.model import Procedure
from portal.store.database import new_id
from portal.store.models import BroughtIn, Case, Choice
from portal.store.sealing import Keys

AT_ONCE = 500  # hashes in one select
FIRST_STAGE = "stage1"


@dataclass(frozen=True)
class Line:
    """A row and its marks: by which it is known again, and of all that it says."""

    row: Row
    known_by: str
    content: str


def mark(keys: Keys, *parts: str) -> str:
    """A keyed mark: without the pepper nobody can try out what a line said (it may tell somebody's ethnic group)."""
    return hmac.new(keys.pepper, json.dumps(["brought in", *parts]).encode(), hashlib.sha256).hexdigest()


def mark_of_ref(keys: Keys, file: str, *key: str) -> str:
    """The mark by which a line with a key is known again."""
    return mark(keys, "line", file, *key)


def lines(keys: Keys, file: File, rows: Iterable[Row]) -> Iterator[Line]:
    """The rows with their marks; a row without a key is known by what it says and how many equal ones came before it."""
    before: Counter[str] = Counter()
    for row in rows:
        says = json.dumps({name: cell for name, cell in sorted(row.cells.items()) if cell})
        if file.key:
            known_by = mark_of_ref(keys, file.name, *(row.text(column) for column in file.key))
        else:
            known_by = mark(keys, "line", file.name, says, str(before[says]))
            before[says] += 1
        yield Line(row, known_by, mark(keys, "says", file.name, says))


def brought_in(session: Session, marks: Iterable[str]) -> dict[str, BroughtIn]:
    """Mark -> the line that was brought in under it before."""
    wanted, found = list(marks), {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = session.scalars(sa.select(BroughtIn).where(BroughtIn.row_hash.in_(wanted[start : start + AT_ONCE])))
        found.update({row.row_hash: row for row in rows})
    return found


def only_new(session: Session, rows: Mapping[str, list[Row]]) -> tuple[dict[str, list[Line]], list[Mistake]]:
    """The lines of each file that are new here, and a mistake for each that was brought in before and now says something else."""
    keys: Keys = session.info["keys"]
    new: dict[str, list[Line]] = {}
    mistakes = []
    for name, file in FILES.items():
        every = list(lines(keys, file, rows.get(name, ())))
        before = brought_in(session, (line.known_by for line in every))
        new[name] = [line for line in every if line.known_by not in before]
        for line in every:
            if line.known_by in before and before[line.known_by].content_hash != line.content:
                mistakes.append(line.row.wrong(file.key[-1], _changed(file, line.row)))
    return new, mistakes


References = Mapping[tuple[str, str], str]
"""File and ref -> the reference of its case, where that is not `reference_of` its ref."""


def references(session: Session, new: Mapping[str, list[Line]]) -> tuple[References, list[Mistake]]:
    """The references of new cases and compliments that are another's already.

    Complaints and thanks may be numbered alike: the one that comes later has -2 added. Two complaints of the same reference are a mistake.
    """
    rows = [line.row for name in (CASES.name, COMPLIMENTS.name) for line in new[name]]
    there = _there(session, {reference_of(row.text("ref")) for row in rows})
    others: dict[tuple[str, str], str] = {}
    mistakes = []
    for row in rows:
        reference, file = reference_of(row.text("ref")), row.file
        if there.get(reference) == file == CASES.name:
            mistakes.append(_taken(row))
        elif reference in there:
            others[file, row.text("ref")] = reference = _next(session, there, reference)
        there[reference] = file
    return others, mistakes


def _there(session: Session, wanted: Collection[str]) -> dict[str, str]:
    """Reference -> the file it would have come in, of those that cases have here already."""
    found: dict[str, str] = {}
    every = list(wanted)
    for start in range(0, len(every), AT_ONCE):
        cases = session.execute(sa.select(Case.reference, Case.kind).where(Case.reference.in_(every[start : start + AT_ONCE])))
        found |= {reference: COMPLIMENTS.name if kind == COMPLIMENT else CASES.name for reference, kind in cases}
    return found


def _next(session: Session, there: Collection[str], reference: str) -> str:
    others = (f"{reference}-{number}" for number in count(2))
    return next(one for one in others if one not in there and not _there(session, [one]))


def _taken(row: Row) -> Mistake:
    return row.wrong("ref", f"another case has the reference {reference_of(row.text('ref'))} already. Give this one another ref.")


def reference_of(ref: str) -> str:
    """The reference of a case brought in: its ref, with a hyphen for each sign that a reference cannot have (reading/reference.py)."""
    return re.sub("[^A-Za-z0-9-]", "-", ref)


def _changed(file: File, row: Row) -> str:
    key = ", ".join(row.text(column) for column in file.key)
    return f'"{key}" was brought in before and said something else. Put the line back as it was; changes are made in Heard.'


def remember(session: Session, line: Line, on: date, made: UUID | None) -> None:
    """Keep a line's marks, and the id of what was made of it."""
    details = {"id": str(made)} if made else {}
    session.add(BroughtIn(id=new_id(), row_hash=line.known_by, content_hash=line.content, file=line.row.file, on=on, details=details))


def known(session: Session, procedures: Mapping[str, Procedure], today: date) -> Known:
    """What cells may name. Lines of lists that were ended count: an earlier year's case may carry one."""
    lists: dict[str, list[str]] = {}
    service_procedures = {}
    for line in session.scalars(sa.select(Choice).order_by(Choice.list, Choice.position, Choice.code)):
        lists.setdefault(line.list, []).append(line.code)
        if line.list == "service":
            service_procedures[line.code] = str(line.extra.get("procedure", ""))
    stages = {code: len(one.stages) for code, one in procedures.items() if one.stages[0].key == FIRST_STAGE}
    return Known(today, lists, stages, service_procedures)


def earlier_cases(session: Session, rows: Mapping[str, list[Row]]) -> dict[str, Row]:
    """Cases that lines name and that cases.csv does not have, by ref, as rows of cases.csv: those brought in before."""
    here = {row.text("ref") for row in rows.get("cases", ())}
    refs = {ref for name in rows for row in rows[name] if (ref := row.text("case_ref")) and ref not in here}
    ids = earlier_ids(session, "cases", refs)
    found = {}
    for ref, case_id in ids.items():
        case = session.get_one(Case, case_id)
        days = {"received_on": case.received_on.isoformat(), "closed_on": case.closed_on.isoformat() if case.closed_on else ""}
        found[ref] = Row("cases", 0, {"ref": ref, "procedure": case.procedure, "service": case.service or "", **days})
    return found


def earlier_ids(session: Session, file: str, refs: Iterable[str]) -> dict[str, UUID]:
    """Ref -> the id of what was made of that line of an earlier import."""
    marks = {mark_of_ref(session.info["keys"], file, ref): ref for ref in refs}
    return {marks[known_by]: UUID(row.details["id"]) for known_by, row in brought_in(session, marks).items()}
