"""What happens to each demonstration case, as lists of acts and the working day on which each is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from portal.casework.desk import Desk
from portal.casework.intake.recommend import COMPLIMENT, SIGNPOSTED, STATUTORY
from portal.casework.intake.triage import Choices, Point, ToldRisk, decide, service_default, triage, waiting
from portal.casework.letters.first_words import first_words
from portal.casework.letters.letter import channels
from portal.casework.letters.readers import complain_together, must_be_told
from portal.casework.people.advocacy import link
from portal.casework.people.assign import Responder, responders
from portal.casework.people.must_not_see import agreed_who
from portal.casework.people.subject import Subject
from portal.casework.stage import acknowledge as acknowledging
from portal.casework.stage import note as noting
from portal.casework.stage.answer import answer
from portal.casework.stage.close import close, reopen
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.find import RESULTS, issues
from portal.casework.stage.hold import Pause, hold, open_holds, resume
from portal.casework.stage.pass_on import pass_on
from portal.commands.demo import both_ways, by_whom
from portal.commands.demo.asked_first import asked_first, said_yes
from portal.commands.demo.stories import Tale
from portal.store.models import Case, User

Act = Callable[[Desk, Case, Tale], None]


@dataclass(frozen=True)
class Scene:
    """`days_ago`: working days since it arrived, one for each case. `said`: what is said beside the story. `acts`: (working day, who, act).

    audience: whose form it came by; one of its own says everything. written_in: the language of the page. heard: working days before it
    came that somebody heard it. channel: how it came. tale: what triage makes of it, where the story is the scene's own.
    """

    name: str
    days_ago: tuple[int, ...]
    acts: tuple[tuple[int, str, Act], ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    only: str = ""
    audience: str = "parent"
    written_in: str = "en"
    heard: int = 0
    channel: str = "web"
    tale: Tale | None = None


def _choices(desk: Desk, case: Case, tale: Tale, procedure: str, **more: Any) -> Choices:
    kind = {COMPLIMENT: "compliment", SIGNPOSTED: "enquiry"}.get(procedure, "complaint")
    points = tuple(Point(words, category, tale.service) for words, category in tale.points)
    at_risk = "no" if complain_together(desk, case) else ""
    return Choices(kind, procedure, tale.title, tale.service, points, no_risks=True, holder_id=str(desk.actor.id), at_risk=at_risk, **more)


def sorted_out(desk: Desk, case: Case, tale: Tale) -> None:
    """Triage on the procedure the service's complaints take, with a manager to answer."""
    manager = responders(desk, tale.service)[0]
    procedure = service_default(desk, tale.service) or STATUTORY
    risks = (ToldRisk("court_date", "Legal team, by phone: hearing next month", ""),) if tale.service == "looked_after" else ()
    chosen = _choices(desk, case, tale, procedure, responder=Responder(str(manager.id), False, False, False), advocacy="own_complaint")
    subjects = (Subject("J. Harper, social worker"),) if tale.title.startswith("The way a worker") else ()
    triage(desk, case, Choices(**{**vars(chosen), "risks": risks, "no_risks": not risks, "subjects": subjects}))


def thanked(desk: Desk, case: Case, tale: Tale) -> None:
    triage(desk, case, _choices(desk, case, tale, COMPLIMENT))


def passed_on(desk: Desk, case: Case, tale: Tale) -> None:
    pass_on(desk, case, "Team manager, who read it out at the team meeting")


def to_be_signposted(desk: Desk, case: Case, tale: Tale) -> None:
    letter = first_words(desk, case, "route").replace("[say why in plain words]", "the school itself must answer this first")
    letter = letter.replace("[say which way]", "we show you to the right place")
    triage(desk, case, _choices(desk, case, tale, SIGNPOSTED, reason="other_body", letter=letter.replace("[say what]", "nothing else is open")))


def agreed(desk: Desk, case: Case, tale: Tale) -> None:
    proposal = waiting(desk, case)
    if proposal is not None:
        decide(desk, case, proposal, agreed=True)


def told(desk: Desk, case: Case, tale: Tale) -> None:
    first, *others = must_be_told(desk, case)
    also = {str(party.id): acknowledging.safe_ways(desk, case, party)[0] for party in others}
    way = acknowledging.safe_ways(desk, case, first)[0]
    acknowledging.acknowledge(desk, case, way, desk.today, "Said who will answer and by when.", also)


def asked_who(desk: Desk, case: Case, tale: Tale) -> None:
    agreed_who(desk, case, "Spoke to her through her advocate: the manager may read it, her foster carer may not.")


def linked(desk: Desk, case: Case, tale: Tale) -> None:
    """The advocate who sent it signs in to it from now on."""
    speaker = next(party for party in case.parties if party.role == "advocate")
    user = desk.session.scalars(sa.select(User).where(User.name == speaker.name)).one()
    link(desk, case, speaker, user)


def rang_in_vain(desk: Desk, case: Case, tale: Tale) -> None:
    noting.call_back(desk, case, False, "No answer; no voicemail left.", desk.today)


def rang(desk: Desk, case: Case, tale: Tale) -> None:
    noting.call_back(desk, case, True, "Spoke for ten minutes. Wants it in writing too.", desk.today)


def noted(desk: Desk, case: Case, tale: Tale) -> None:
    noting.note(desk, case, "Manager has the file and meets the worker on Thursday.", desk.today)


def extended(desk: Desk, case: Case, tale: Tale) -> None:
    latest = clock_to_extend(desk, case).latest_on or desk.today
    extend(desk, case, latest, "complex", _filled(first_words(desk, case, "extension"), latest), channels(desk, case)[0])


def held_for_court(desk: Desk, case: Case, tale: Tale) -> None:
    pause = Pause("proceedings", tuple(str(one.id) for one in issues(desk, case)), desk.calendar.add(desk.today, 15))
    hold(desk, case, pause, _filled(first_words(desk, case, "hold"), pause.review_on), "post")


def one_point_held(desk: Desk, case: Case, tale: Tale) -> None:
    pause = Pause("proceedings", (str(issues(desk, case)[-1].id),), desk.calendar.add(desk.today, 15))
    hold(desk, case, pause, _filled(first_words(desk, case, "hold"), pause.review_on), "post")


def consent_asked(desk: Desk, case: Case, tale: Tale) -> None:
    pause = Pause("consent", (), desk.calendar.add(desk.today, 5))
    hold(desk, case, pause, _filled(first_words(desk, case, "hold"), pause.review_on), "post")


def resumed(desk: Desk, case: Case, tale: Tale) -> None:
    for one in open_holds(desk, case):
        resume(desk, case, one.id, "The hearing is over.")


def answered(desk: Desk, case: Case, tale: Tale) -> None:
    results = {str(one.id): RESULTS[(one.number + len(tale.title)) % 3] for one in issues(desk, case)}
    answer(desk, case, results, _filled(first_words(desk, case, "answer"), desk.today), channels(desk, case)[-1])


def closed(desk: Desk, case: Case, tale: Tale) -> None:
    close(desk, case)


def opened_again(desk: Desk, case: Case, tale: Tale) -> None:
    reopen(desk, case, "Wrote again: the apology has not come.")


def asked_to_wait(desk: Desk, case: Case, tale: Tale) -> None:
    noting.decide_wait(desk, case, True, "Head of service", "The move can wait until the answer is out.")


def _filled(letter: str, day: date) -> str:
    """A template with its gaps filled in, as somebody would."""
    gaps = {"[new date]": day.isoformat(), "[date]": day.isoformat(), "[name an advice line]": "Family Rights Group, 0808 801 0366"}
    for gap, words in gaps.items():
        letter = letter.replace(gap, words)
    while "[" in letter:
        start = letter.index("[")
        letter = letter[:start] + "we looked at the file and spoke to the worker" + letter[letter.index("]", start) + 1 :]
    return letter


OFFICER, MANAGER, SERVICE = "complaints_officer", "complaints_manager", "service_manager"
FIRST = ((1, OFFICER, sorted_out), (1, OFFICER, told))
MESSAGES = ((2, OFFICER, both_ways.wrote), (3, OFFICER, both_ways.was_answered), (5, OFFICER, both_ways.wrote_again))
SHE_SAID_YES = ((1, MANAGER, asked_who), *FIRST, (1, OFFICER, asked_first), (2, OFFICER, linked), (2, OFFICER, said_yes))
WAITS = {"wait": "yes", "wait_what": "My child is being moved to another home.", "wait_when": "On Friday"}
DANGER = {"in_danger": "yes", "now_what": "He said he will come tonight.", "now_where": "At home, 4 Mill Lane", "now_reach": "yes", "now_how": "Text only"}

SCENES = (
    Scene("new", (0, 0, 1, 2, 2)),
    Scene("new, several points", (0,), said=by_whom.SEVERAL_POINTS),
    Scene("new, from two parents", (0,), said=by_whom.COUPLE),
    Scene("new, unnamed", (1,), said=by_whom.UNNAMED),
    Scene("new, from an advocate", (1,), said=by_whom.BARRED, audience="advocate"),
    Scene("new, from a young person who wants an advocate", (1,), said=by_whom.YOUNG, audience="young"),
    Scene("new, passed on", (0,), said=by_whom.PASSED_ON, audience="pass_on", heard=4),
    Scene("new and late", (4, 5)),
    Scene("danger, just sent", (0,), said=DANGER),
    Scene("something should wait", (0,), said=WAITS),
    Scene("asked to wait, decided", (6,), ((1, OFFICER, asked_to_wait), *FIRST), WAITS),
    Scene("wants a call", (0, 1), said={"kind": "talk"}),
    Scene("called in vain", (2,), ((1, OFFICER, rang_in_vain), (2, OFFICER, rang_in_vain)), {"kind": "talk"}),
    Scene("called back", (3,), ((1, OFFICER, rang),), {"kind": "talk"}),
    Scene("in Polish", (0,), said=by_whom.POLISH, written_in="pl"),
    Scene("in Arabic on an English page", (0,), said=by_whom.ARABIC),
    Scene("a second person must look", (1,), ((1, OFFICER, to_be_signposted),)),
    Scene("signposted", (9, 14), ((1, OFFICER, to_be_signposted), (2, MANAGER, agreed), (2, OFFICER, told))),
    Scene("signposted and closed", (25,), ((1, OFFICER, to_be_signposted), (2, MANAGER, agreed), (2, OFFICER, told), (4, OFFICER, closed))),
    Scene("stage 1", (3, 4, 5, 7, 9, 10), (*FIRST, (3, OFFICER, noted))),
    Scene("stage 1, from two parents", (5,), FIRST, by_whom.COUPLE),
    Scene("stage 1, from an advocate", (4,), SHE_SAID_YES, by_whom.ADVOCATE, audience="advocate", tale=by_whom.NELL),
    Scene("stage 1, late", (12, 14), FIRST),
    Scene("extended", (9, 13), (*FIRST, (8, OFFICER, extended))),
    Scene("held for the court", (12, 18), (*FIRST, (4, OFFICER, held_for_court))),
    Scene("one point held", (7,), (*FIRST, (4, OFFICER, one_point_held))),
    Scene("held, not moving the clock", (7,), (*FIRST, (3, OFFICER, consent_asked))),
    Scene("held and resumed", (20,), (*FIRST, (4, OFFICER, held_for_court), (12, OFFICER, resumed))),
    Scene("answered", (11, 12, 15), (*FIRST, (9, OFFICER, answered))),
    Scene("answered late", (24,), (*FIRST, (13, OFFICER, answered))),
    Scene("closed", (30, 34, 41, 45, 52, 58), (*FIRST, (9, OFFICER, answered), (29, OFFICER, closed))),
    Scene("closed after an extension", (60,), (*FIRST, (8, OFFICER, extended), (19, OFFICER, answered), (40, OFFICER, closed))),
    Scene("opened again", (44,), (*FIRST, (9, OFFICER, answered), (20, OFFICER, closed), (42, OFFICER, opened_again))),
    Scene("thanks, new", (1,), said=by_whom.THANKS, only="compliment"),
    Scene("thanks, to pass on", (4,), ((1, OFFICER, thanked), (1, OFFICER, told)), by_whom.THANKS, only="compliment"),
    Scene("thanks, passed on", (16, 22), ((1, OFFICER, thanked), (1, OFFICER, told), (5, OFFICER, passed_on), (6, OFFICER, closed)), only="compliment"),
    Scene("thanks that stay here", (2,), ((1, OFFICER, thanked), (1, OFFICER, told)), by_whom.THANKS_APART, only="compliment"),
    Scene("an idea", (2,), only="comment"),
    Scene("stage 1, with a photo", (3,), (*FIRST, (2, OFFICER, both_ways.sent_a_photo))),
    Scene("stage 1, messages both ways", (6,), (*FIRST, *MESSAGES)),
    Scene("told by telephone, waits to be checked", (1,), ((0, OFFICER, both_ways.asked_to_check),), channel="phone"),
)
