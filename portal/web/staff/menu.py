"""The staff's menu: what each place takes, so that nobody is shown a door that is shut to them."""

from collections.abc import Callable
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext
from sqlalchemy.orm import Session

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import london_date
from portal.casework.intake.paper_form import how_many_wait
from portal.store.models import User
from portal.text import N_
from portal.web.staff import staff
from portal.web.unit_of_work import now, session, signed_in


class Place(NamedTuple):
    """key: as a page says where it is (`here`). permission: None = for everybody who is signed in. number: how many wait there.

    not_with: whoever has this permission has no need of the place.
    """

    key: str
    endpoint: str
    words: str
    permission: Permission | None
    number: Callable[[Session], int] | None = None
    not_with: Permission | None = None


MENU = (
    Place("queue", "staff.queue", N_("Queue"), Permission.QUEUE),
    Place("shown", "staff.shown", N_("Shown to you in part"), Permission.CASE_READ, not_with=Permission.INTAKE),
    Place("safety", "staff.safety", N_("Urgent contacts"), Permission.SAFETY_PAGE),
    Place("enter", "staff.enter", N_("Write down"), Permission.ENTER),
    Place("paper", "staff.paper_asked", N_("Paper forms"), Permission.PAPER_SEND, how_many_wait),
    Place("slip", "staff.equality_slip", N_("Equality slips"), Permission.EQUALITY_RECORD),
    Place("record", "staff.equality_record", N_("From the social care record"), Permission.EQUALITY_RECORD),
    Place("stumbles", "staff.stumbles", N_("Where people stumble"), Permission.REPORTS),
    Place("young", "advocate.own", N_("Your young people"), Permission.OWN_YOUNG_PEOPLE),
    Place("service", "advocate.place", N_("Your service"), Permission.ADVOCATES),
    Place("account", "account.account", N_("Account"), None),
)


def staff_menu() -> list[tuple[str, str, str]]:
    """(key, address, words) of the places this person may go."""
    user = signed_in()
    if user is None:
        return []
    open_to_them = (place for place in MENU if _is_for(user, place))
    return [(place.key, url_for(place.endpoint), _words(place)) for place in open_to_them]


def _is_for(user: User, place: Place) -> bool:
    today = london_date(now())
    is_shut = place.not_with is not None and has(user, place.not_with, today)
    return not is_shut and (place.permission is None or has(user, place.permission, today))


def _words(place: Place) -> str:
    number = place.number(session()) if place.number else 0
    return f"{gettext(place.words)} ({number})" if number else gettext(place.words)


@staff.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"staff_menu": staff_menu}
