"""Files that an advocate adds for their young person, and their list: their own only, while they speak for them."""

from flask import Blueprint, abort, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from portal.access.roles import Permission
from portal.casework.evidence.open import files_of
from portal.casework.evidence.receive import Arrived, keep, left
from portal.casework.people.consent import stopped_on
from portal.casework.reading.young_people import FILES, WRITE, find_own
from portal.casework.thread.message import locked_case
from portal.store.models import Party
from portal.web import adding
from portal.web.advocate import advocate
from portal.web.advocate.own import opened
from portal.web.arriving import Problem
from portal.web.guard import requires
from portal.web.unit_of_work import desk, session


@advocate.get("/<known_as>/files")
@requires(Permission.OWN_YOUNG_PEOPLE)
def files(known_as: str) -> ResponseReturnValue:
    """What they added, and the box for more."""
    return _page(_agreed(opened(known_as, FILES)), [])


@advocate.post("/<known_as>/files")
@requires(Permission.OWN_YOUNG_PEOPLE)
def add_files(known_as: str) -> ResponseReturnValue:
    """Add them to the case, as theirs."""
    party, came = adding.take(lambda: left(desk(), None, _agreed(opened(known_as, WRITE))), lambda: _agreed(find_own(desk(), known_as)), _keep)
    to = url_for("advocate.young_person", known_as=known_as, done="files")
    return adding.answer(came, to, lambda problems: _page(party, problems))


def _agreed(party: Party | None) -> Party:
    """Theirs still, and the young person's agreement stands; else 404."""
    if party is None or stopped_on(desk().session, party.id, desk().today) is not None:
        abort(404)
    return party


def _keep(party: Party, one: Arrived) -> None:
    keep(desk(), one, case=locked_case(desk(), party), party=party)


def _page(party: Party, problems: list[Problem]) -> str:
    back = url_for("advocate.young_person", known_as=party.reference)
    return adding.draw(problems, here="young", back=back, mine=files_of(session(), party=party))


def _without_the_usual_check(state: BlueprintSetupState) -> None:
    """The form's token is looked at while the form is read (web/arriving.py)."""
    state.app.extensions["csrf"].exempt(add_files)


Blueprint.record_once(advocate, _without_the_usual_check)
