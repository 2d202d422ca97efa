"""The acts on a case, each declared once: what it asks and which verb it is; one view draws and does them all."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.choices import choices
from portal.casework.desk import Desk
from portal.casework.letters.first_words import first_words
from portal.casework.letters.letter import channels
from portal.casework.people.assign import Responder, assign, responders
from portal.casework.people.subject import Subject, link_subject
from portal.casework.stage import note as noting
from portal.casework.stage.acknowledge import WAYS, acknowledge
from portal.casework.stage.answer import RESULTS, answer, issues
from portal.casework.stage.close import close, reopen
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.hold import Pause, hold, open_holds, resume
from portal.casework.stage.pass_on import pass_on
from portal.procedure.model import Ground
from portal.store.models import Case
from portal.text import N_
from portal.web.language import write_date
from portal.web.staff.asked import Asked, Given, Options
from portal.web.staff.words import word

YES_NO = (("yes", N_("Yes")), ("no", N_("No")))


class Act(NamedTuple):
    """An act: its title and button (marked), the permission it takes, what it asks, and the verb."""

    title: str
    button: str
    permission: Permission
    asks: Callable[[Desk, Case], Sequence[Asked]]
    do: Callable[[Desk, Case, Given], object]


def _list(desk: Desk, name: str) -> Options:
    return [(line.code, line.name) for line in choices(desk.session, name, desk.today)]


def _yes_no() -> Options:
    return [(key, _(words)) for key, words in YES_NO]


def _ways() -> Options:
    return [(way, word("way", way)) for way in WAYS]


def _when(desk: Desk, ask: str) -> Asked:
    return Asked("on", "date", ask, value=desk.today)


def _letter(desk: Desk, case: Case, kind: str) -> tuple[Asked, Asked]:
    ways = channels(desk, case)
    options = [(way, {"post": _("Print it"), "email": _("By e-mail to the address they called safe for letters")}[way]) for way in ways]
    hint = _("What stands in [brackets] is yours to write. Type over all of it as you like.")
    return Asked("letter", "letter", _("The letter"), hint, value=first_words(desk, case, kind)), Asked(
        "channel", "one_of", _("How does it go?"), _("Post it only where they said that post is safe."), options, ways[0]
    )


def _points(desk: Desk, case: Case) -> Options:
    return [(str(issue.id), f"{issue.number}. {issue.words}") for issue in issues(desk, case)]


def _results() -> Options:
    return [(result, word("finding", result)) for result in RESULTS]


def _holds(desk: Desk, case: Case) -> Options:
    named = {ground.value: ground.label for ground in Ground}
    return [(one.id, _("%(ground)s, since %(date)s", ground=_(named.get(one.ground, one.ground)), date=write_date(one.on))) for one in open_holds(desk, case)]


def _managers(desk: Desk, case: Case) -> Options:
    named = dict(_list(desk, "service"))
    return [(str(user.id), f"{user.name}, {named.get(user.service or '', user.service or '')}") for user in responders(desk, case.service)]


def _do_acknowledge(desk: Desk, case: Case, given: Given) -> None:
    acknowledge(desk, case, given.one("way", _ways()), given.a_day("on"), given.text("note"))


def _do_call(desk: Desk, case: Case, given: Given) -> None:
    noting.call_back(desk, case, given.is_yes("reached"), given.text("note"), given.a_day("on"))


def _do_wait(desk: Desk, case: Case, given: Given) -> None:
    noting.decide_wait(desk, case, given.is_yes("waits"), given.text("asked"), given.text("why"))


def _do_extend(desk: Desk, case: Case, given: Given) -> None:
    extend(desk, case, given.a_day("due"), given.one("reason", _list(desk, "extension_reason")), given.text("letter"), given.text("channel"))


def _do_hold(desk: Desk, case: Case, given: Given) -> None:
    pause = Pause(given.text("ground"), given.many("issues", _points(desk, case)), given.a_day("review_on"), given.day("until", True), given.text("how"))
    hold(desk, case, pause, given.text("letter"), given.text("channel"))


def _do_resume(desk: Desk, case: Case, given: Given) -> None:
    resume(desk, case, given.one("hold", _holds(desk, case)), given.text("why"))


def _do_answer(desk: Desk, case: Case, given: Given) -> None:
    results = {key: given.one(f"finding-{key}", _results()) for key, _words in _points(desk, case)}
    answer(desk, case, results, given.text("letter"), given.text("channel"))


def responder_given(given: Given) -> Responder:
    """A manager and the three answers of F-28; each must be answered."""
    return Responder(given.text("responder"), given.is_yes("complained_about"), given.is_yes("decided"), given.is_yes("other_wanted"))


def responder_asked(desk: Desk, case: Case) -> tuple[Asked, ...]:
    """Who answers stage 1, and the three questions before the case is opened to them."""
    return (
        Asked("responder", "select", _("Which manager answers?"), options=[("", _("Nobody yet")), *_managers(desk, case)]),
        Asked("complained_about", "one_of", _("Is this manager complained about?"), options=_yes_no()),
        Asked("decided", "one_of", _("Did they take the decision that is complained about?"), options=_yes_no()),
        Asked("other_wanted", "one_of", _("Did the person ask for somebody else?"), options=_yes_no()),
    )


def _ask_answer(desk: Desk, case: Case) -> list[Asked]:
    found = {str(issue.id): next((one.result for one in issue.findings if one.stage == "stage1"), "") for issue in issues(desk, case)}
    return [*(Asked(f"finding-{key}", "one_of", words, options=_results(), value=found[key]) for key, words in _points(desk, case)), *_letter(desk, case, "answer")]


def _ask_extend(desk: Desk, case: Case) -> list[Asked]:
    running = clock_to_extend(desk, case)
    hint = _("Now %(due)s. The latest possible is %(latest)s.", due=write_date(running.due_on), latest=write_date(running.latest_on)) if running.due_on and running.latest_on else ""
    return [
        Asked("due", "date", _("What is the new date?"), hint, value=running.latest_on),
        Asked("reason", "one_of", _("Why?"), options=_list(desk, "extension_reason")),
        *_letter(desk, case, "extension"),
    ]


def _ask_hold(desk: Desk, case: Case) -> list[Asked]:
    return [
        Asked("ground", "one_of", _("Why does it have to wait?"), _("Only the first three move the date. With the others the clock goes on."), [(g.value, _(g.label)) for g in Ground]),
        Asked("issues", "any_of", _("Which points wait?"), _("None ticked: the whole complaint. The date moves only when every point waits."), _points(desk, case), optional=True),
        Asked("review_on", "date", _("When do you look at it again?"), _("At most 20 working days from today. The person is told."), value=desk.calendar.add(desk.today, 20)),
        Asked("until", "date", _("Until when does it wait?"), _("Needed when the person agreed to wait."), optional=True),
        Asked("how", "line", _("How and when did the person agree?"), optional=True),
        *_letter(desk, case, "hold"),
    ]


ACTS: dict[str, Act] = {
    "acknowledge": Act(
        N_("Say that we have it"),
        N_("Write it down"),
        Permission.LETTER_SEND,
        lambda desk, _case: [
            Asked("way", "one_of", _("How did you tell them?"), _("Only by a way they called safe."), _ways()),
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
            Asked("reached", "one_of", _("Did you speak to them?"), options=_yes_no()),
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
            Asked("waits", "one_of", _("Does it wait?"), options=_yes_no()),
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
            Asked("hold", "one_of", _("Which hold ends?"), options=_holds(desk, case), value=_holds(desk, case)[0][0] if _holds(desk, case) else ""),
            Asked("why", "line", _("Why now?"), optional=True),
        ],
        _do_resume,
    ),
    "answer": Act(N_("Write the answer"), N_("Send the answer"), Permission.ANSWER, _ask_answer, _do_answer),
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
        lambda _desk, _case: [Asked("to", "line", _("To whom did you pass it on?"))],
        lambda desk, case, given: pass_on(desk, case, given.text("to")),
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
}


def subject_asked(desk: Desk, case: Case, rows: int) -> list[Asked]:
    """Staff complained about: a name, and the account it belongs to."""
    accounts = [("", _("No account here")), *_accounts(desk)]
    return [
        asked
        for n in range(1, rows + 1)
        for asked in (
            Asked(f"subject-{n}", "line", _("Who is complained about?"), _("The name as they gave it."), optional=True),
            Asked(f"subject-{n}-account", "select", _("Their account here"), _("They can no longer see this case, from now on."), accounts, optional=True),
        )
    ]


def subjects_given(desk: Desk, given: Given, rows: int) -> tuple[Subject, ...]:
    accounts = dict(_accounts(desk))
    found = []
    for n in range(1, rows + 1):
        name, account = given.text(f"subject-{n}").strip(), given.one(f"subject-{n}-account", [("", ""), *accounts.items()])
        if name or account:
            found.append(Subject(name or accounts[account], account or None))
    return tuple(found)


def _accounts(desk: Desk) -> Options:
    from portal.casework.people.subject import accounts

    return [(str(user.id), user.name) for user in accounts(desk)]
