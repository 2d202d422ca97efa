"""The act by which staff write down that an advocate was offered (again) to a young person, and what they said."""

from flask_babel import gettext as _

from portal.access.roles import Permission
from portal.casework.desk import Desk, NotAllowed
from portal.casework.people.offer import HAVE_ONE, NO, YES, Answer, offer_again
from portal.casework.people.who import is_child, is_here
from portal.store.models import Case
from portal.text import N_
from portal.web.staff.asked import Act, Asked, Given, Options
from portal.web.staff.choosing import yes_no
from portal.web.staff.words import word

NOTHING = "nothing"


def _young(desk: Desk, case: Case) -> Options:
    found = [one for one in case.parties if is_child(one) and is_here(one, desk.today)]
    if not found:
        raise NotAllowed(N_("No child or young person is on this case."))
    return [(str(one.id), str(one.name or "") or word("party", "child")) for one in found]


def _answers() -> Options:
    return [(YES, _("Yes")), (NO, _("No")), (HAVE_ONE, _("They have one")), (NOTHING, _("Nothing yet"))]


def _asks(desk: Desk, case: Case) -> list[Asked]:
    young = _young(desk, case)
    gently = _("Ask gently, and once. Never say that somebody is coming. A yes goes to the advocacy service at once.")
    return [
        Asked("young", "one_of", _("Who was asked?"), options=young, value=young[0][0] if len(young) == 1 else ""),
        Asked("said", "one_of", _("An advocate was offered. What did they say?"), gently, _answers()),
        Asked("with_adult", "one_of", _("Was an adult with them?"), _("A no is asked again later, when they are alone."), yes_no()),
        Asked("name", "line", _("Who is their own advocate?"), optional=True),
    ]


def _do(desk: Desk, case: Case, given: Given) -> None:
    chosen = given.one("young", _young(desk, case))
    party = next((one for one in case.parties if str(one.id) == chosen), None)
    if party is None:
        raise NotAllowed(N_("Choose the young person."))
    offer_again(desk, case, party, Answer(given.one("said", _answers()), given.text("name"), given.is_yes("with_adult")))


OFFER = Act(N_("Offered an advocate"), N_("Write it down"), Permission.TRIAGE, _asks, _do)
