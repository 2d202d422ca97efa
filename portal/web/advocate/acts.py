"""What the manager of an advocacy service does with an advocate, each act declared once: hand over or cover, the last day, ending it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.visible import young_people_of_my_service
from portal.casework.account import advocates as service
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.hand_over import TOLD, Told, hand_over
from portal.casework.reading.young_people import first_name
from portal.store.models import Party, User
from portal.text import N_
from portal.web.staff.asked import Asked, Given, Options
from portal.web.staff.choosing import yes_no
from portal.web.staff.words import word


class ServiceAct(NamedTuple):
    """An act on an advocate: its title and button (marked), what it asks, and the verb. The advocate is None while there is none yet."""

    title: str
    button: str
    asks: Callable[[Desk, User | None], Sequence[Asked]]
    do: Callable[[Desk, User, Given], object]


def new_advocate() -> ServiceAct:
    """The form by which a new account is made; its view makes it, since the link is shown once."""
    return ServiceAct(N_("A new advocate"), N_("Make the account"), _ask_new, lambda _desk, _user, _given: None)


def _ask_new(_desk: Desk, _user: User | None) -> list[Asked]:
    return [
        Asked("name", "line", _("Their name"), _("As young people know them. It stands on the young person’s page.")),
        Asked("email", "line", _("Their e-mail address at work"), _("They sign in with it. Mail says only that there is something new.")),
        Asked("ends", "date", _("The last day of the account"), _("You can make it longer later.")),
    ]


def _parties(desk: Desk, user: User) -> list[Party]:
    return list(desk.session.scalars(young_people_of_my_service(desk.actor, user, desk.today).order_by(Party.reference)))


def _young(desk: Desk, user: User) -> Options:
    return [(str(one.reference), f"{first_name(desk, one) or _('No name was given')}, {one.reference}") for one in _parties(desk, user)]


def _others(desk: Desk, user: User) -> Options:
    return [(str(one.user.id), one.user.name) for one in service.advocates(desk) if one.is_open and one.user.id != user.id]


def _days() -> Options:
    return [("for_good", _("For good")), ("away", _("Only while the advocate is away"))]


def _told_how() -> Options:
    return [(how, word("told", how)) for how in TOLD]


def _ask_hand_over(desk: Desk, user: User | None) -> list[Asked]:
    if user is None or not (young := _young(desk, user)):
        raise NotAllowed(N_("This advocate speaks for nobody now."))
    if not (others := _others(desk, user)):
        raise NotAllowed(N_("There is no other advocate in your service who can sign in. Add one first."))
    chosen = [key for key, _words in young if key == request.args.get("young")]
    return [
        Asked("young", "any_of", _("Who?"), options=young, value=chosen),
        Asked("to", "select", _("Who speaks for them then?"), options=[("", _("Choose")), *others]),
        Asked("how_long", "one_of", _("For how long?"), options=_days()),
        Asked("starts", "date", _("From which day?"), value=desk.today),
        Asked("last", "date", _("The last day, if the advocate comes back"), _("The day after, it goes back by itself."), optional=True),
        Asked("told", "one_of", _("How did you tell the young person?"), _("They are told first, and can say no."), _told_how()),
        Asked("told_on", "date", _("On which day did you tell them?"), value=desk.today),
        Asked("shares", "one_of", _("Did they agree that the new advocate reads what was written before?"), options=yes_no()),
        Asked("words", "text", _("What did they say?"), optional=True),
    ]


def _do_hand_over(desk: Desk, user: User, given: Given) -> None:
    chosen = given.many("young", _young(desk, user))
    to = next((one.user for one in service.advocates(desk) if str(one.user.id) == given.one("to", _others(desk, user))), None)
    told = Told(given.one("told", _told_how()), given.a_day("told_on"), given.text("words"), given.is_yes("shares"))
    back_on = _back_on(given)
    if to is None or not chosen:
        raise NotAllowed(N_("Choose who it is, and who speaks for them then."))
    for party in _parties(desk, user):
        if party.reference in chosen:
            hand_over(desk, party, to, told, given.a_day("starts"), back_on)


def _back_on(given: Given) -> date | None:
    last = given.day("last", True)
    if given.one("how_long", _days()) != "away":
        return None
    if last is None or last == date.max:
        raise NotAllowed(N_("Write the last day on which the advocate is away."))
    return last + timedelta(days=1)


def _ask_end(desk: Desk, user: User | None) -> list[Asked]:
    count = len(_parties(desk, user)) if user else 0
    hint = _("They are signed out at once, and every page of theirs is closed.")
    left = ngettext("%(num)s young person is told, and asked whom they want.", "%(num)s young people are told, and asked whom they want.", count)
    return [Asked("why", "line", _("Why does it end?"), f"{hint} {left}" if count else hint)]


def _ask_until(_desk: Desk, user: User | None) -> list[Asked]:
    return [Asked("ends", "date", _("The last day of the account"), value=user.ends_on if user else "")]


ACTS: Mapping[str, ServiceAct] = {
    "hand-over": ServiceAct(N_("Hand over"), N_("Hand over"), _ask_hand_over, _do_hand_over),
    "until": ServiceAct(N_("Change the last day"), N_("Keep this day"), _ask_until, lambda desk, user, given: service.until(desk, user, given.a_day("ends"))),
    "end": ServiceAct(N_("End this account"), N_("End it now"), _ask_end, lambda desk, user, given: service.end_account(desk, user, given.text("why"))),
}
