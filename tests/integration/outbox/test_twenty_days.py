"""After twenty working days at stage 1 without an answer everybody who complained is told that they can ask for the next stage."""

import pytest
import sqlalchemy as sa

from portal.casework.letters.readers import Writing, readers
from portal.casework.rounds import ask_for_rounds
from portal.casework.stage.answer import answer
from portal.casework.stage.find import issues
from portal.store.models import Case, Message, Party
from tests import factories


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def case_id(council):
    """A couple's complaint at stage 1: both have a code, and only the second called e-mail safe."""
    with council.desk() as desk:
        factories.the_lists(desk)
        officer = factories.a_user(desk)
    with council.desk(officer) as desk:
        return factories.a_triaged_case(desk, said={**factories.COUPLE, "safe_email": None}).id


def a_night_later(council, days):
    council.later(days=days)
    with council.desk() as desk:
        ask_for_rounds(desk)
    council.work()


def texts(council):
    with council.database.reading() as session:
        found = {}
        for message in session.scalars(sa.select(Message)):
            party = session.get(Party, message.party_id)
            found.setdefault(party.name, []).append(message.body)
        return found


def test_nobody_is_told_on_day_nineteen(council, case_id):
    a_night_later(council, 27)
    assert texts(council) == {} and case_id


def test_both_are_told_once_each_on_their_own_page(council, postbox, case_id):
    for days in (28, 1, 1):
        a_night_later(council, days)
    found = texts(council)
    assert set(found) == {"Ada Quillfeather", "Bruno Marchbanks"}
    assert all(len(one) == 1 and "You can ask for the next stage now." in one[0] for one in found.values())
    assert council.happened(case_id).count("message_sent") == 2
    assert "There is something new for you" in [mail["Subject"] for _to, mail in postbox.got]
    assert council.tasks(case_id) == ["tell_next_stage"], "Ada may not be mailed, so a person tells her"


def test_who_was_answered_in_time_hears_nothing_of_it(council, case_id):
    council.later(days=20)
    officer = council.member("complaints_officer")
    with council.desk(officer) as desk:
        case = desk.session.get(Case, case_id)
        others = [Writing(str(one.id), "Our answer.") for one in readers(desk, case)[1:]]
        answer(desk, case, {str(one.id): "upheld" for one in issues(desk, case)}, "Our answer.", "post", also=others)
    a_night_later(council, 10)
    assert texts(council) == {}
