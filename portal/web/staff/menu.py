"""The staff's menu: what each place takes, so that nobody is shown a door that is shut to them."""

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext

from portal.access.roles import Permission
from portal.access.rules import has
from portal.casework.desk import london_date
from portal.text import N_
from portal.web.staff import staff
from portal.web.unit_of_work import now, signed_in


class Place(NamedTuple):
    """key: as a page says where it is (`here`). permission: None = for everybody who is signed in."""

    key: str
    endpoint: str
    words: str
    permission: Permission | None


MENU = (
    Place("queue", "staff.queue", N_("Queue"), Permission.QUEUE),
    Place("safety", "staff.safety", N_("Urgent contacts"), Permission.SAFETY_PAGE),
    Place("account", "account.account", N_("Account"), None),
)


def staff_menu() -> list[tuple[str, str, str]]:
    """(key, address, words) of the places this person may go."""
    user = signed_in()
    if user is None:
        return []
    open_to_them = (place for place in MENU if place.permission is None or has(user, place.permission, london_date(now())))
    return [(place.key, url_for(place.endpoint), gettext(place.words)) for place in open_to_them]


@staff.app_context_processor
def _for_templates() -> dict[str, object]:
    return {"staff_menu": staff_menu}
