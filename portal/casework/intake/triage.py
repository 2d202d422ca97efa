"""Triage: a contact gets its kind, its procedure, its points, its risks and somebody to answer it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from portal.casework.choices import choice
from portal.casework.desk import Desk, NotAllowed
from portal.casework.intake.alarm import opened
from portal.casework.intake.recommend import SIGNPOSTED, STATUTORY, needs_second_person
from portal.casework.letters.letter import check_whole
from portal.casework.letters.readers import Writing, check_everybody, complain_together, send_each, write_first
from portal.casework.people.assign import Responder, assign, holder
from portal.casework.people.subject import Subject, link_subject
from portal.casework.stage.projection import happenings, refresh
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.database import new_id
from portal.store.models import Case, CaseIssue, Proposal, Risk
from portal.text import N_

CHARACTERISTICS = ("age", "disability", "gender_reassignment", "marriage", "pregnancy", "race", "religion", "sex", "sexual_orientation")
"""What nobody may be treated unfairly for: Equality Act 2010, section 4."""

AT_RISK = ("yes", "no", "dont_know")
EACH_OTHER = "each_other"
"""The risk that one of two who complain together is to the other: noted unless somebody knows that there is none (practice F-12)."""


@dataclass(frozen=True)
class Point:
    """A point of the complaint: staff's words, a category code, a service code; unfair: characteristics confirmed by staff (F-42)."""

    words: str
    category: str
    service: str
    unfair: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToldRisk:
    """A risk code, who was told and when (F-48)."""

    kind: str
    told: str
    told_on: str


@dataclass(frozen=True)
class Choices:
    """Everything one triage decides. `advocacy`: offered, has_one, own_complaint or later. `letter`: the route letter's text.

    also: the same letter to each of the others. at_risk: where two complain together, whether either could be at risk from the other.
    """

    kind: str
    procedure: str
    title: str
    service: str
    points: tuple[Point, ...] = ()
    risks: tuple[ToldRisk, ...] = ()
    no_risks: bool = False
    advocacy: str = "later"
    subjects: tuple[Subject, ...] = ()
    responder: Responder | None = None
    holder_id: str | None = None
    reason: str | None = None
    letter: str = ""
    channel: str = "post"
    also: tuple[Writing, ...] = ()
    at_risk: str = ""


def triage(desk: Desk, case: Case, choices: Choices) -> Proposal | None:
    """Decide, or - where the choice takes a complaint out of its statutory route - propose it to a second person.

    Returns the proposal in the second case. Raises NotAllowed with what is missing.
    """
    if case.state != "new":
        raise NotAllowed(N_("This has been sorted already."))
    if waiting(desk, case) is not None:
        raise NotAllowed(N_("A second person is looking at this. Wait for their decision, or take the proposal back."))
    _check(desk, choices)
    _check_people(desk, case, choices)
    if not needs_second_person(case.contact.kind, choices.kind, choices.procedure, _usual(desk, choices)):
        apply(desk, case, choices)
        return None
    choice(desk.session, "route_reason", choices.reason, desk.today)
    if not choices.letter.strip():
        raise NotAllowed(N_("Write the letter that says why, what is still answered, and how to reach the ombudsman."))
    check_whole("route", choices.letter)
    for one in choices.also:
        check_whole("route", one.body)
    return _propose(desk, case, choices)


def service_default(desk: Desk, service: str) -> str | None:
    """The procedure that a service's complaints take unless somebody decides otherwise."""
    return choice(desk.session, "service", service, desk.today).extra.get("procedure")


def _usual(desk: Desk, choices: Choices) -> str | None:
    """The procedure it takes unless somebody decides otherwise: statutory where social work is any part of it (F-21)."""
    usual = {service_default(desk, service) for service in (choices.service, *(point.service for point in choices.points))}
    return STATUTORY if STATUTORY in usual else service_default(desk, choices.service)


def waiting(desk: Desk, case: Case) -> Proposal | None:
    """The proposal on this case that a second person has not decided yet."""
    return desk.session.scalar(sa.select(Proposal).where(Proposal.case_id == case.id, Proposal.decided_at.is_(None)))


def _check_people(desk: Desk, case: Case, choices: Choices) -> None:
    if complain_together(desk, case) and choices.at_risk not in AT_RISK:
        raise NotAllowed(N_("Two people complain together: say whether either could be at risk from the other."))
    if choices.letter.strip():
        check_everybody(desk, case, choices.also)


def _check(desk: Desk, choices: Choices) -> None:
    if choices.procedure not in desk.procedures or choices.procedure == "intake":
        raise NotAllowed(N_("Choose a procedure."))
    if not choices.title.strip():
        raise NotAllowed(N_("Give it a title: a few words that say what it is about."))
    if choices.procedure in ("statutory", "corporate") and not choices.points:
        raise NotAllowed(N_("Write at least one point of the complaint."))
    for point in choices.points:
        _check_point(desk, point)
    if not choices.risks and not choices.no_risks:
        raise NotAllowed(N_("Say which risks you see and who was told, or say that you see none."))
    for risk in choices.risks:
        choice(desk.session, "risk", risk.kind, desk.today)
        if not risk.told.strip():
            raise NotAllowed(N_("Say who was told about each risk."))


def _check_point(desk: Desk, point: Point) -> None:
    choice(desk.session, "category", point.category, desk.today)
    choice(desk.session, "service", point.service, desk.today)
    if not set(point.unfair) <= set(CHARACTERISTICS):
        raise NotAllowed(N_("Choose from the list."))


def _propose(desk: Desk, case: Case, choices: Choices) -> Proposal:
    proposal = Proposal(id=new_id(), key_id=case.key_id, case_id=case.id, act="route", reason=choices.reason or "", by_id=desk.actor.id, at=desk.now)
    desk.session.add(proposal)
    proposal.content = asdict(choices)
    for subject in choices.subjects:  # now, not when it is agreed: the second person must not be one of them
        link_subject(desk, case, subject)
    if choices.holder_id:
        holder(desk, case, choices.holder_id)
    record(desk, case, Event.NOTED, details={"proposed": choices.procedure, "reason": choices.reason or ""})
    return proposal


def decide(desk: Desk, case: Case, proposal: Proposal, agreed: bool, why: str = "") -> None:
    """The second person agrees, and it is done; or does not, and the case waits to be sorted again. Never the first person."""
    if proposal.decided_at is not None:
        raise NotAllowed(N_("This has been decided already."))
    if proposal.by_id == desk.actor.id:
        raise NotAllowed(N_("Somebody else must decide this: you proposed it."))
    if not agreed and not why.strip():
        raise NotAllowed(N_("Say why not, so that your colleague can sort it again."))
    proposal.decided_at, proposal.decided_by_id, proposal.decision = desk.now, desk.actor.id, "agreed" if agreed else "declined"
    record(desk, case, Event.NOTED, details={"decided": proposal.decision, "proposal": str(proposal.id)}, note=why or None)
    if agreed:
        apply(desk, case, from_content(proposal.content))


def take_back(desk: Desk, case: Case, proposal: Proposal) -> None:
    """Whoever proposed it takes it back; the case waits to be sorted again."""
    if proposal.by_id != desk.actor.id or proposal.decided_at is not None:
        raise NotAllowed(N_("Only whoever proposed this can take it back, and only before it is decided."))
    proposal.decided_at, proposal.decided_by_id, proposal.decision = desk.now, desk.actor.id, "taken_back"
    record(desk, case, Event.NOTED, details={"decided": "taken_back", "proposal": str(proposal.id)})


def from_content(content: Mapping[str, Any]) -> Choices:
    """The choices again, from a proposal's sealed content."""
    parts: dict[str, Any] = dict(content)
    parts["points"] = tuple(Point(**{**one, "unfair": tuple(one.get("unfair", ()))}) for one in content["points"])
    parts["also"] = tuple(Writing(**one) for one in content.get("also", ()))
    parts["risks"] = tuple(ToldRisk(**one) for one in content["risks"])
    parts["subjects"] = tuple(Subject(**one) for one in content["subjects"])
    parts["responder"] = Responder(**content["responder"]) if content["responder"] else None
    return Choices(**parts)


def apply(desk: Desk, case: Case, choices: Choices) -> None:
    """Do what was decided: points, risks, people, then the procedure, which re-reads the same events."""
    opened(desk, case)
    case.kind, case.service, case.title = choices.kind, choices.service, choices.title.strip()
    points = [_issue(desk, case, number, point) for number, point in enumerate(choices.points, 1)]
    for subject in choices.subjects:
        link_subject(desk, case, subject)
    for risk in choices.risks:
        _risk(desk, case, risk)
    if choices.at_risk in ("yes", "dont_know"):
        _at_risk(desk, case, choices.at_risk)
    if choices.advocacy == "offered":
        record(desk, case, Event.ADVOCATE_OFFERED)
    happened = Event.SIGNPOSTED if choices.procedure == SIGNPOSTED else Event.TRIAGED
    record(desk, case, happened, details=_details(choices, points))
    case.procedure = choices.procedure
    refresh(desk, case, happenings(desk.session, case))
    if choices.holder_id:
        case.holder = holder(desk, case, choices.holder_id)
    if choices.responder:
        assign(desk, case, choices.responder)
    if choices.letter.strip():
        send_each(desk, case, write_first(desk, case, "route", choices.letter), choices.channel, choices.also)


def _details(choices: Choices, points: list[CaseIssue]) -> dict[str, Any]:
    more = {"reason": choices.reason, "at_risk": choices.at_risk}
    return {
        "procedure": choices.procedure,
        "kind": choices.kind,
        "issues": [str(point.id) for point in points],
        "advocacy": choices.advocacy,
        "no_risks": choices.no_risks,
        **{key: value for key, value in more.items() if value},
    }


def _issue(desk: Desk, case: Case, number: int, point: Point) -> CaseIssue:
    confirmed = [one for one in CHARACTERISTICS if one in point.unfair]
    unfair: dict[str, Any] = {"unfair": confirmed} if confirmed else {}
    issue = CaseIssue(id=new_id(), key_id=case.key_id, case_id=case.id, number=number, category=point.category, service=point.service, **unfair)
    desk.session.add(issue)
    issue.words = point.words
    return issue


def _risk(desk: Desk, case: Case, told: ToldRisk) -> None:
    told_on = date.fromisoformat(told.told_on) if told.told_on else desk.today
    risk = Risk(id=new_id(), key_id=case.key_id, case_id=case.id, kind=told.kind, told_on=told_on)
    desk.session.add(risk)
    risk.told = told.told
    record(desk, case, Event.RISK_NOTED, on=min(told_on, desk.today), details={"risk": told.kind}, note=told.told)


def _at_risk(desk: Desk, case: Case, answer: str) -> None:
    """They are kept apart in all they see; that somebody could be at risk, or that nobody knows, is on the case from the first day."""
    risk = Risk(id=new_id(), key_id=case.key_id, case_id=case.id, kind=EACH_OTHER, told_on=desk.today)
    desk.session.add(risk)
    record(desk, case, Event.RISK_NOTED, details={"risk": EACH_OTHER, "answer": answer})
