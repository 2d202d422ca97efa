"""The acts on a case, each declared once: what it asks and which verb it is; one view draws and does them all."""

from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import Desk
from portal.casework.people.assign import assign, hold_by
from portal.casework.people.subject import link_subject
from portal.casework.stage import note as noting
from portal.casework.stage.acknowledge import acknowledge
from portal.casework.stage.answer import answer, drafted, hand_in
from portal.casework.stage.close import close, reopen
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.find import issues
from portal.casework.stage.hold import Pause, hold, resume
from portal.casework.stage.pass_on import leave, pass_on
from portal.casework.stage.task import finish
from portal.procedure.model import Ground
from portal.store.models import Case
from portal.text import N_
from portal.web.language import write_date
from portal.web.staff.advocate_acts import ADVOCATE_ACTS
from portal.web.staff.agreement_acts import AGREEMENT_ACTS
from portal.web.staff.asked import Act, Asked, Given, Options
from portal.web.staff.choosing import (
    holds,
    lines,
    points,
    responder_asked,
    responder_given,
    results,
    subject_asked,
    subjects_given,
    tasks,
    team,
    ways,
    yes_no,
)
from portal.web.staff.letters_asked import letters_asked, letters_given, ways_asked, ways_given
from portal.web.staff.thread_acts import THREAD_ACTS
from portal.web.staff.word_acts import WORD_ACTS


def _when(desk: Desk, ask: str) -> Asked:
    return Asked("on", "date", ask, value=desk.today)


def _do_acknowledge(desk: Desk, case: Case, given: Given) -> None:
    acknowledge(desk, case, given.one("way", ways(desk, case)), given.a_day("on"), given.text("note"), ways_given(desk, case, given))


def _leave(case: Case) -> Options:
    return [(way, {"with_name": _("With their name"), "without_name": _("Without their name")}[way]) for way in leave(case)]


def _do_call(desk: Desk, case: Case, given: Given) -> None:
    noting.call_back(desk, case, given.is_yes("reached"), given.text("note"), given.a_day("on"))


def _do_wait(desk: Desk, case: Case, given: Given) -> None:
    noting.decide_wait(desk, case, given.is_yes("waits"), given.text("asked"), given.text("why"))


def _do_extend(desk: Desk, case: Case, given: Given) -> None:
    reason = given.one("reason", lines(desk, "extension_reason"))
    extend(desk, case, given.a_day("due"), reason, *letters_given(desk, case, given, "extension"))


def _do_hold(desk: Desk, case: Case, given: Given) -> None:
    pause = Pause(given.text("ground"), given.many("issues", points(desk, case)), given.a_day("review_on"), given.day("until", True), given.text("how"))
    hold(desk, case, pause, *letters_given(desk, case, given, "hold"))


def _do_resume(desk: Desk, case: Case, given: Given) -> None:
    resume(desk, case, given.one("hold", holds(desk, case)), given.text("why"))


def _do_answer(desk: Desk, case: Case, given: Given) -> None:
    found = {key: given.one(f"finding-{key}", results()) for key, _words in points(desk, case)}
    letter, channel, also = letters_given(desk, case, given, "answer")
    answer(desk, case, found, letter, channel, also=also)


def _do_draft(desk: Desk, case: Case, given: Given) -> None:
    found = {key: given.one(f"finding-{key}", results()) for key, _words in points(desk, case)}
    hand_in(desk, case, found, given.text("letter"))


def _ask_draft(desk: Desk, case: Case) -> list[Asked]:
    """A manager hands in one answer; the complaints team writes it to each."""
    return [one for one in _ask_answer(desk, case) if not one.name.startswith(("channel", "letter-"))]


def _ask_answer(desk: Desk, case: Case) -> list[Asked]:
    found = {str(issue.id): next((one.result for one in issue.findings if one.stage == "stage1"), "") for issue in issues(desk, case)}
    return [
        *(Asked(f"finding-{key}", "one_of", words, options=results(), value=found[key]) for key, words in points(desk, case)),
        *letters_asked(desk, case, "answer", begun=drafted(desk, case)),
    ]


def _ask_extend(desk: Desk, case: Case) -> list[Asked]:
    running = clock_to_extend(desk, case)
    hint = (
        _("Now %(due)s. The latest possible is %(latest)s.", due=write_date(running.due_on), latest=write_date(running.latest_on))
        if running.due_on and running.latest_on
        else ""
    )
    return [
        Asked("due", "date", _("What is the new date?"), hint, value=running.latest_on),
        Asked("reason", "one_of", _("Why?"), options=lines(desk, "extension_reason")),
        *letters_asked(desk, case, "extension"),
    ]


def _ask_hold(desk: Desk, case: Case) -> list[Asked]:
    return [
        Asked(
            "ground",
            "one_of",
            _("Why does it have to wait?"),
            _("Only the first three move the date. With the others the clock goes on."),
            [(g.value, _(g.label)) for g in Ground],
        ),
        Asked(
            "issues",
            "any_of",
            _("Which points wait?"),
            _("None ticked: the whole complaint. The date moves only when every point waits."),
            points(desk, case),
            optional=True,
        ),
        Asked(
            "review_on",
            "date",
            _("When do you look at it again?"),
            _("At most 20 working days from today. The person is told."),
            value=desk.calendar.add(desk.today, 20),
        ),
        Asked("until", "date", _("Until when does it wait?"), _("Needed when the person agreed to wait."), optional=True),
        Asked("how", "line", _("How and when did the person agree?"), optional=True),
        *letters_asked(desk, case, "hold"),
    ]


ACTS: dict[str, Act] = {
    "acknowledge": Act(
        N_("Say that we have it"),
        N_("Write it down"),
        Permission.LETTER_SEND,
        lambda desk, case: [
            *ways_asked(desk, case),
            _when(desk, _("When?")),
            Asked("note", "text", _("Anything to write down"), optional=True),
        ],
        _do_acknowledge,
    ),
    "call": Act(
        N_("Call note"),
        N_("Keep this note"),
        Permission.NOTE,
        lambda desk, _case: [
            Asked("reached", "one_of", _("Did you speak to them?"), options=yes_no()),
            Asked("note", "text", _("What was said, and what was promised by when?"), _("If nobody answered: what you tried.")),
            _when(desk, _("When?")),
        ],
        _do_call,
    ),
    "wait": Act(
        N_("Can the decision wait?"),
        N_("Write down the decision"),
        Permission.CLOCK_CHANGE,
        lambda _desk, _case: [
            Asked("asked", "line", _("Which manager did you ask, and when?")),
            Asked("waits", "one_of", _("Does it wait?"), options=yes_no()),
            Asked("why", "text", _("Their reasons"), _("Then tell the person.")),
        ],
        _do_wait,
    ),
    "extend": Act(N_("Extend"), N_("Set the new date and send the letter"), Permission.CLOCK_CHANGE, _ask_extend, _do_extend),
    "hold": Act(N_("Put on hold"), N_("Put on hold and send the letter"), Permission.CLOCK_CHANGE, _ask_hold, _do_hold),
    "resume": Act(
        N_("End the hold"),
        N_("End the hold"),
        Permission.CLOCK_CHANGE,
        lambda desk, case: [
            Asked("hold", "one_of", _("Which hold ends?"), options=holds(desk, case), value=holds(desk, case)[0][0] if holds(desk, case) else ""),
            Asked("why", "line", _("Why now?"), optional=True),
        ],
        _do_resume,
    ),
    "answer": Act(N_("Write the answer"), N_("Send the answer"), Permission.LETTER_SEND, _ask_answer, _do_answer),
    "draft": Act(N_("Write the answer"), N_("Hand it to the complaints team"), Permission.ANSWER, _ask_draft, _do_draft),
    "holder": Act(
        N_("Who looks after it"),
        N_("Give it to them"),
        Permission.ASSIGN,
        lambda desk, _case: [Asked("holder", "select", _("Who looks after it in the team?"), options=[("", _("Choose")), *team(desk)])],
        lambda desk, case, given: hold_by(desk, case, given.one("holder", team(desk))),
    ),
    "wait_day": Act(
        N_("When it is about to happen"),
        N_("Set the day"),
        Permission.CLOCK_CHANGE,
        lambda desk, _case: [Asked("before", "date", _("On which day will it happen?"), _("We must know by the day before whether it can wait."))],
        lambda desk, case, given: noting.set_wait_day(desk, case, given.a_day("before")),
    ),
    "assign": Act(
        N_("Give to somebody to answer"),
        N_("Give it to them"),
        Permission.ASSIGN,
        responder_asked,
        lambda desk, case, given: assign(desk, case, responder_given(given)),
    ),
    "subject": Act(
        N_("Staff complained about"),
        N_("Add and shut them out"),
        Permission.TRIAGE,
        lambda desk, case: subject_asked(desk, case, 1),
        lambda desk, case, given: [link_subject(desk, case, one) for one in subjects_given(desk, given, 1)],
    ),
    "pass_on": Act(
        N_("Pass the thanks on"),
        N_("Write it down"),
        Permission.CLOCK_CHANGE,
        lambda _desk, case: [
            Asked("to", "line", _("To whom did you pass it on?")),
            Asked("how", "one_of", _("How?"), _("They agreed to no more than this."), _leave(case)),
        ],
        lambda desk, case, given: pass_on(desk, case, given.text("to"), given.one("how", _leave(case))),
    ),
    "tasks": Act(
        N_("Mark as done"),
        N_("Mark as done"),
        Permission.NOTE,
        lambda desk, case: [Asked("kinds", "any_of", _("What was done?"), options=tasks(desk, case)), Asked("note", "text", _("How?"))],
        lambda desk, case, given: finish(desk, case, given.many("kinds", tasks(desk, case)), given.text("note")),
    ),
    "close": Act(
        N_("Close"),
        N_("Close it"),
        Permission.CLOSE,
        lambda _desk, _case: [Asked("note", "text", _("Anything to write down"), _("The person can still come back."), optional=True)],
        lambda desk, case, given: close(desk, case, given.text("note")),
    ),
    "reopen": Act(
        N_("Open it again"),
        N_("Open it again"),
        Permission.CLOSE,
        lambda _desk, _case: [Asked("why", "text", _("Why?"))],
        lambda desk, case, given: reopen(desk, case, given.text("why")),
    ),
    "note": Act(
        N_("Write a note"),
        N_("Keep this note"),
        Permission.NOTE,
        lambda desk, _case: [Asked("note", "text", _("The note")), _when(desk, _("Which day is it about?"))],
        lambda desk, case, given: noting.note(desk, case, given.text("note"), given.a_day("on")),
    ),
    **WORD_ACTS,
    **THREAD_ACTS,
    **ADVOCATE_ACTS,
    **AGREEMENT_ACTS,
}
