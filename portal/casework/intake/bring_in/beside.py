"""What stands beside the cases in an earlier system's records: meetings, the ombudsman, remedies, learning, courses and figures."""

from collections.abc import Callable, Mapping
from uuid import UUID

from sqlalchemy.orm import Session

from portal.casework.desk import Desk
from portal.casework.intake.bring_in.table import Row
from portal.casework.learning import learning, training
from portal.casework.ombudsman import ombudsman
from portal.casework.remedy import conciliation, remedy
from portal.store.database import new_id
from portal.store.models import Case, ContextFigure, OmbudsmanCase, PublishedFigure


class Made:
    """Cases and ombudsman cases by the ref under which the records name them: made in this import, or found from an earlier one."""

    def __init__(self, session: Session, earlier_cases: Mapping[str, UUID], earlier_ombudsman: Mapping[str, UUID]) -> None:
        self.session = session
        self.earlier_cases, self.earlier_ombudsman = earlier_cases, earlier_ombudsman
        self.cases: dict[str, Case] = {}
        self.asked: dict[str, OmbudsmanCase] = {}

    def needed_case(self, ref: str) -> Case:
        return self.cases.get(ref) or self.session.get_one(Case, self.earlier_cases[ref])

    def case(self, ref: str) -> Case | None:
        return self.needed_case(ref) if ref else None

    def ombudsman(self, ref: str) -> OmbudsmanCase | None:
        return (self.asked.get(ref) or self.session.get_one(OmbudsmanCase, self.earlier_ombudsman[ref])) if ref else None


def _conciliation(desk: Desk, made: Made, row: Row) -> UUID:
    case = made.needed_case(row.text("case_ref"))
    return conciliation.offer(desk, case, row.day("offered_on"), row.day("held_on"), row.text("result") or None).id


def _ombudsman(desk: Desk, made: Made, row: Row) -> UUID:
    asked = ombudsman.open_case(
        desk,
        made.case(row.text("case_ref")),
        row.text("ref"),
        row.needed_day("received_on"),
        issue=row.text("issue"),
        service=row.text("service") or None,
        person=row.text("person_key"),
    )
    made.asked[row.text("ref")] = asked
    text, pence = row.text("decision_text"), row.pence("recommended_amount")
    if decided_on := row.day("decided_on"):
        ombudsman.decide(desk, asked, decided_on, ombudsman.Decision(row.text("decision"), text, pence))
    else:
        asked.decision, asked.decision_text, asked.recommended_pence = row.text("decision") or None, text or None, pence
    return asked.id


def _remedy(desk: Desk, made: Made, row: Row) -> UUID:
    case, asked = made.case(row.text("case_ref")), made.ombudsman(row.text("ombudsman_ref"))
    pence, agreed_on = row.pence("amount"), row.needed_day("agreed_on")
    return remedy.agree(desk, case, asked, row.text("decided_by"), row.text("kind"), pence, agreed_on, row.text("text")).id


def _learning(desk: Desk, made: Made, row: Row) -> UUID:
    said, did, service, shared_by = (row.text(column) for column in ("you_said", "we_did", "service", "shared_by"))
    lesson = learning.Lesson(said, did, service or None, shared_by or None, row.many("tags"))
    return learning.agree(desk, made.case(row.text("case_ref")), lesson, row.needed_day("agreed_on"), row.day("done_on")).id


def _training(desk: Desk, _made: Made, row: Row) -> UUID:
    return training.hold_course(desk, row.needed_day("held_on"), row.text("course"), row.text("audience"), row.whole("attended") or 0).id


def _context(desk: Desk, _made: Made, row: Row) -> UUID:
    says = {column: row.text(column) for column in ("period", "measure", "dimension", "value")}
    figure = ContextFigure(id=new_id(), number=row.number("number") or 0.0, **says)
    desk.session.add(figure)
    return figure.id


def _published(desk: Desk, _made: Made, row: Row) -> UUID:
    table, row_label, column = (row.text(name) for name in ("table", "row", "column"))
    cell = PublishedFigure(id=new_id(), period=row.text("period"), table_id=table, row_label=row_label, column_label=column, number=row.number("number"))
    desk.session.add(cell)
    return cell.id


MAKERS: Mapping[str, Callable[[Desk, Made, Row], UUID]] = {
    "conciliations": _conciliation,
    "ombudsman": _ombudsman,
    "remedies": _remedy,
    "learning": _learning,
    "training": _training,
    "context": _context,
    "published": _published,
}
"""What is made of a line of each file, in this order: a remedy may name the ombudsman's case."""
