"""What staff choose from on an act: points, findings, holds, managers, accounts; and two questions that several acts ask."""

from flask_babel import gettext as _

from portal.casework.choices import choices
from portal.casework.desk import Desk
from portal.casework.people.assign import Responder, holders, responders
from portal.casework.people.subject import Subject, accounts
from portal.casework.reading.beside import open_tasks
from portal.casework.stage.acknowledge import safe_ways
from portal.casework.stage.find import RESULTS, issues
from portal.casework.stage.hold import open_holds
from portal.procedure.model import Ground
from portal.store.models import Case
from portal.web.language import write_date
from portal.web.staff.asked import Asked, Given, Options
from portal.web.staff.words import word


def lines(desk: Desk, name: str) -> Options:
    return [(line.code, line.name) for line in choices(desk.session, name, desk.today)]


def yes_no() -> Options:
    return [("yes", _("Yes")), ("no", _("No"))]


def ways(desk: Desk, case: Case) -> Options:
    return [(way, word("way", way)) for way in safe_ways(desk, case)]


def points(desk: Desk, case: Case) -> Options:
    return [(str(issue.id), f"{issue.number}. {issue.words}") for issue in issues(desk, case)]


def results() -> Options:
    return [(result, word("finding", result)) for result in RESULTS]


def holds(desk: Desk, case: Case) -> Options:
    named = {ground.value: ground.label for ground in Ground}
    return [(one.id, _("%(ground)s, since %(date)s", ground=_(named.get(one.ground, one.ground)), date=write_date(one.on))) for one in open_holds(desk, case)]


def managers(desk: Desk, case: Case) -> Options:
    named = dict(lines(desk, "service"))
    return [(str(user.id), f"{user.name}, {named.get(user.service or '', user.service or '')}") for user in responders(desk, case.service)]


def team(desk: Desk) -> Options:
    return [(str(user.id), user.name) for user in holders(desk)]


def tasks(desk: Desk, case: Case) -> Options:
    return list(dict.fromkeys((task.kind, word("task", task.kind)) for task in open_tasks(desk, case)))


def responder_given(given: Given) -> Responder:
    """A manager and the three answers of F-28; each must be answered."""
    return Responder(given.text("responder"), given.is_yes("complained_about"), given.is_yes("decided"), given.is_yes("other_wanted"))


def responder_asked(desk: Desk, case: Case) -> tuple[Asked, ...]:
    """Who answers stage 1, and the three questions before the case is opened to them."""
    return (
        Asked("responder", "select", _("Which manager answers?"), options=[("", _("Nobody yet")), *managers(desk, case)]),
        Asked("complained_about", "one_of", _("Is this manager complained about?"), options=yes_no()),
        Asked("decided", "one_of", _("Did they take the decision that is complained about?"), options=yes_no()),
        Asked("other_wanted", "one_of", _("Did the person ask for somebody else?"), options=yes_no()),
    )


def subject_asked(desk: Desk, case: Case, rows: int) -> list[Asked]:
    """Staff complained about: a name, and the account it belongs to."""
    options = [("", _("No account here")), *accounts_here(desk)]
    return [
        asked
        for n in range(1, rows + 1)
        for asked in (
            Asked(f"subject-{n}", "line", _("Who is complained about?"), _("The name as they gave it."), optional=True),
            Asked(f"subject-{n}-account", "select", _("Their account here"), _("They can no longer see this case, from now on."), options, optional=True),
        )
    ]


def subjects_given(desk: Desk, given: Given, rows: int) -> tuple[Subject, ...]:
    known = dict(accounts_here(desk))
    found = []
    for n in range(1, rows + 1):
        name, account = given.text(f"subject-{n}").strip(), given.one(f"subject-{n}-account", [("", ""), *known.items()])
        if name or account:
            found.append(Subject(name or known[account], account or None))
    return tuple(found)


def accounts_here(desk: Desk) -> Options:
    return [(str(user.id), user.name) for user in accounts(desk)]
