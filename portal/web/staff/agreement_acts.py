"""The acts about who sees a child's words: ask the child, write down what they said, show it without their yes, settle who must not see it."""

from collections.abc import Mapping

from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people import must_not_see
from portal.casework.people.agreement import OVERRIDDEN, ask, of_case, outsiders, override, record_said, waits_for
from portal.casework.reading.people import answering
from portal.forms.first import OPTIONS
from portal.store.models import Agreement, Case, User
from portal.text import N_
from portal.web.staff.asked import Act, Asked, Given, Options
from portal.web.staff.words import role_name

NO_CHILD = N_("This case holds no child's own words, so nobody need be asked.")


def _people(desk: Desk, case: Case) -> Options:
    """Everybody outside the team; whoever was given the case and waits for the child stands first."""
    if not case.is_childs_words:
        raise NotAllowed(NO_CHILD)
    waiting = {grant.user_id for grant in answering(desk, case) if waits_for(desk, case, grant.user)}
    people = sorted(outsiders(desk), key=lambda user: user.id not in waiting)
    return [(str(user.id), f"{user.name}, {role_name(user.role)}") for user in people]


def _who(desk: Desk, case: Case, given: Given) -> User:
    chosen = given.one("who", _people(desk, case))
    found = next((user for user in outsiders(desk) if str(user.id) == chosen), None)
    if found is None:
        raise NotAllowed(N_("Choose somebody outside the complaints team."))
    return found


def _ask_who(desk: Desk, case: Case) -> Asked:
    return Asked("who", "select", _("Who would see it?"), options=[("", _("Choose")), *_people(desk, case)])


def _ask_child(desk: Desk, case: Case) -> list[Asked]:
    who = _ask_who(desk, case)
    must_not_see.check(case)
    hint = _("The young person reads this. Use short, kind words, for example: she decides about visits and can change it.")
    return [who, Asked("why", "text", _("Why do they need to see it?"), hint)]


def _asked_about(desk: Desk, case: Case) -> dict[str, Agreement]:
    rows = {str(one.id): one for one in of_case(desk.session, case) if one.answer != OVERRIDDEN}
    if not rows:
        raise NotAllowed(N_("The young person was not asked about anybody yet. Ask them first."))
    return rows


def _named(rows: Mapping[str, Agreement]) -> Options:
    return [(key, f"{one.about.name}, {role_name(one.about.role)}") for key, one in rows.items()]


def _answers() -> Options:
    return [(key, _(words)) for key, words in OPTIONS.items()]


def _ask_said(desk: Desk, case: Case) -> list[Asked]:
    rows = _named(_asked_about(desk, case))
    words = _("Only part of it: write exactly the words they agreed to. Only these are shown. Otherwise: what else they said.")
    return [
        Asked("about", "one_of", _("About whom?"), options=rows, value=rows[0][0] if len(rows) == 1 else ""),
        Asked("said", "one_of", _("What did the young person say?"), options=_answers()),
        Asked("words", "text", _("In which words?"), words, optional=True),
    ]


def _do_said(desk: Desk, case: Case, given: Given) -> None:
    rows = _asked_about(desk, case)
    row = rows.get(given.one("about", _named(rows)))
    if row is None:
        raise NotAllowed(N_("Choose somebody about whom the child was asked."))
    record_said(desk, case, row, given.one("said", _answers()), given.text("words"))


def _ask_override(desk: Desk, case: Case) -> list[Asked]:
    hint = _("Only where somebody could be hurt. The young person’s page says that it was shown, not this reason.")
    return [_ask_who(desk, case), Asked("why", "text", _("Who could be hurt, and how?"), hint)]


def _ask_settle(_desk: Desk, case: Case) -> list[Asked]:
    written = must_not_see.words(case)
    if not written:
        raise NotAllowed(N_("Nobody said who must not see it."))
    said = " ".join(_("They wrote: %(words)s", words=words) for words in written)
    return [Asked("agreed", "text", _("What was agreed, with whom and when?"), said)]


AGREEMENT_ACTS: Mapping[str, Act] = {
    "ask_child": Act(
        N_("Ask the young person before somebody sees it"),
        N_("Ask them"),
        Permission.ASSIGN,
        _ask_child,
        lambda desk, case, given: ask(desk, case, _who(desk, case, given), given.text("why")),
    ),
    "child_said": Act(N_("What the young person said"), N_("Write it down"), Permission.ASSIGN, _ask_said, _do_said),
    "override": Act(
        N_("Show it without their yes"),
        N_("Show it to them"),
        Permission.RESTRICT,
        _ask_override,
        lambda desk, case, given: override(desk, case, _who(desk, case, given), given.text("why")),
    ),
    "agreed_who": Act(
        N_("Who must not see it"),
        N_("Write down what was agreed"),
        Permission.RESTRICT,
        _ask_settle,
        lambda desk, case, given: must_not_see.agreed_who(desk, case, given.text("agreed")),
    ),
}
