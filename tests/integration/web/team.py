"""A complaints team whose every act succeeds, but for what a test types into it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from portal.casework.desk import Desk
from portal.casework.intake.triage import Choices, triage
from portal.casework.people import agreement, consent
from portal.casework.people.advocacy import Speaker, add
from portal.casework.stage.answer import answer
from portal.casework.stage.close import close
from portal.casework.stage.find import issues
from portal.casework.stage.hold import Pause, hold, open_holds
from portal.casework.thread import statement
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, Party, Task, User
from portal.web.staff.agreement_acts import AGREEMENT_ACTS
from tests import factories

TRIAGE = {
    "kind": "complaint",
    "service": "looked_after",
    "procedure": "statutory",
    **{f"point-{n}-category": "delay" for n in (1, 2, 3)},
    "point-rows": "3",
    "subject-rows": "1",
    "risks": "press",
    "advocacy": "later",
    "send_letter": "yes",
    "channel": "post",
}


@dataclass
class Team:
    """Who acts, and the cases they act on."""

    app: Flask
    database: Database
    settings: Settings
    now: datetime
    officer: User
    colleague: User
    manager: User

    def browser(self, user: User | None = None) -> FlaskClient:
        return factories.signed_in(self.app, user or self.officer, self.now)

    def who(self, act: str) -> User:
        """Who does it: a second person, who is the complaints manager, decides, and the manager drafts."""
        return {"draft": self.manager, **dict.fromkeys(("proposal", "override", "agreed_who"), self.colleague)}.get(act, self.officer)

    def case(self, act: str) -> str:
        """The reference of a case on which this act may be done."""
        with factories.a_desk(self.database, self.settings, self.now, self.officer) as desk:
            return str(case_for(desk, act).reference)

    def good(self, act: str, reference: str) -> dict[str, Any]:
        """What makes the act succeed, but for its texts."""
        with factories.a_desk(self.database, self.settings, self.now, self.officer) as desk:
            case = desk.session.query(Case).filter_by(reference=reference).one()
            said = _about_people(desk, case) | _about_the_course(desk, case)
        said["assign"] = {"responder": str(self.manager.id), "complained_about": "no", "decided": "no", "other_wanted": "no"}
        said |= {key: {"who": str(self.manager.id)} for key in ("ask_child", "override")} | {"agreed_who": {}}
        said["holder"] = {"holder": str(self.colleague.id)}
        return said[act] | {"seen": "999"}


def _about_people(desk: Desk, case: Case) -> dict[str, dict[str, Any]]:
    """The acts about one person and their words."""
    waits, contact, today = statement_of(desk, case), f"contact:{case.contact_id}", _boxes("on", desk.today)
    person, speaker, child = (str(next((one.id for one in case.parties if one.role == role), "")) for role in ("complainant", "advocate", "child"))
    given = str(next((one.id for party in case.parties for one in consent.of(desk.session, party.id)), ""))
    return {
        "advocate": {"account": "", "role": "advocate", "for": child, "bars": "subject"},
        "advocate_end": {"party": speaker, "wish": "yes"},
        "advocate_offer": {"young": child, "said": "have_one", "with_adult": "no"},
        "ask_translation": {"original": contact, "language": "en"},
        "child_said": {"about": next((str(one.id) for one in agreement.of_case(desk.session, case)), ""), "said": "part"},
        "checked": {"statement": waits, "how": "letter", "said": "changed", **today},
        "consent": {"party": speaker, "kind": "receive", "answer": "yes", "how": "spoken", **today},
        "consent_back": {"consent": given, **today},
        "message": {"party": person},
        "new_code": {"party": person, "sure": "sure", "way": "phone"},
        "safe_ways": {"party": person, "safe_phone": "ring", "language": "en"},
        "subject": {},
        "translation": {"original": contact, "language": "en", "read_back": "no", "minutes": "9", "cost": "9", **today},
        "withdraw": {"party": person, "pushed": "no", "goes_on": "no", "channel": "post"},
    }


def _about_the_course(desk: Desk, case: Case) -> dict[str, dict[str, Any]]:
    """The acts about the case and its dates."""
    points = {f"finding-{one.id}": "upheld" for one in issues(desk, case)}
    today, soon = _boxes("on", desk.today), _boxes("review_on", desk.calendar.add(desk.today, 5))
    return {
        "acknowledge": {"way": "phone", **today},
        "answer": {"channel": "post", **points},
        "call": {"reached": "yes", **today},
        "close": {},
        "draft": points,
        "extend": {"reason": "complex", "channel": "post", **_boxes("due", desk.calendar.add(desk.today, 12))},
        "hold": {"ground": "proceedings", "channel": "post", **soon},
        "note": today,
        "pass_on": {"how": "without_name"},
        "proposal": {"decision": "decline"},
        "reopen": {},
        "resume": {"hold": next((one.id for one in open_holds(desk, case)), "")},
        "tasks": {"kinds": "mail_failed"},
        "triage": TRIAGE,
        "wait": {"waits": "yes"},
        "wait_day": _boxes("before", desk.today + timedelta(days=3)),
    }


def statement_of(desk: Desk, case: Case) -> str:
    """What waits to be checked."""
    return next((str(one.id) for one in statement.of_case(desk.session, case)), "")


def _boxes(name: str, day: Any) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def case_for(desk: Desk, act: str) -> Case:
    """A case on which this act may be done."""
    if act in ("triage", "proposal", "call", "wait", "wait_day"):
        case = factories.a_sent_complaint(desk, wait="yes") if act != "call" else factories.a_sent_complaint(desk, kind="talk")
        if act == "proposal":
            triage(desk, case, Choices("enquiry", "signposted", "A title", "looked_after", no_risks=True, reason="other_body", letter="Who can help."))
        return case
    if act == "pass_on":
        return factories.a_triaged_case(desk, said={"kind": "compliment"}, kind="compliment", procedure="compliment", points=())
    manager = desk.session.query(User).filter_by(role="service_manager").one()
    if act in AGREEMENT_ACTS:
        case = factories.an_advocate_s_complaint(desk, must_not_see="Her carer" if act == "agreed_who" else "")
        if act == "child_said":
            agreement.ask(desk, case, manager, "He plans the visits.")
        return case
    case = factories.a_triaged_case(desk, responder=manager if act == "draft" else None)
    if act in BEFORE:
        BEFORE[act](desk, case)
    return case


def _a_task(desk: Desk, case: Case) -> None:
    desk.session.add(Task(case_id=case.id, kind="mail_failed", due_on=desk.today, made_at=desk.now))


def _to_check(desk: Desk, case: Case) -> None:
    party = next(one for one in case.parties if one.role == "complainant")
    statement.send_to_check(desk, case, party, "What we wrote down.", statement.PAGE)


def _a_speaker(desk: Desk, case: Case) -> Party:
    return add(desk, case, Speaker(next(one for one in case.parties if one.role == "child"), "Told.", "Imogen Speakwell"))


def _a_consent(desk: Desk, case: Case) -> None:
    consent.give(desk, case, _a_speaker(desk, case), consent.RECEIVE, consent.YES)


def _held(desk: Desk, case: Case) -> None:
    hold(desk, case, Pause("proceedings", (), desk.calendar.add(desk.today, 5)), "A letter.", "post")


def _answered(desk: Desk, case: Case) -> None:
    answer(desk, case, {str(one.id): "upheld" for one in issues(desk, case)}, "Dear Ada, ...", "post")


def _closed(desk: Desk, case: Case) -> None:
    _answered(desk, case)
    close(desk, case)


BEFORE: dict[str, Callable[[Desk, Case], object]] = {
    "advocate_end": _a_speaker,
    "advocate_offer": _a_speaker,
    "checked": _to_check,
    "close": _answered,
    "consent": _a_speaker,
    "consent_back": _a_consent,
    "reopen": _closed,
    "resume": _held,
    "tasks": _a_task,
}
"""What must have happened before some acts."""
