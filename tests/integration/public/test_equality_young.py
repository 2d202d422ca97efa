"""A young person's equality questions: offered after sending, in their own words, only those right for their age, kept apart."""

import pytest
import sqlalchemy as sa

from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.forms.equality import YOUNG, YOUNG_FROM_16
from portal.store.models import Party
from portal.web.public.hold import FORM
from tests import factories
from tests.equality_rows import answers_of
from tests.integration.public.returning import give_codes
from tests.reading import grade

CANNOT_SEE = "People working on your complaint cannot see these answers."


@pytest.fixture
def database(app):
    return app.extensions["council"].database


@pytest.fixture
def kept(database):
    """question -> code of the young person who has this reference, or of the only one there is."""

    def read(*where):
        with database.reading() as session:
            person = session.scalars(sa.select(Party.id).where(Party.relation == "child", *where)).one()
            return {one.question: one.code for one in answers_of(session, database.keys, person)}

    return read


@pytest.fixture
def sender(visitor, database, settings, clock):
    """A browser in which a young person has told us something."""
    with factories.a_desk(database, settings, clock()) as desk:
        draft, token = drafts.start(desk, "young_easy")
        submit(desk, draft, {"kind": "complaint", "story": "They read my diary."}, drafts.FreshCode("H-258XKT", "acorn cactus", "hash"))
    visitor.client.set_cookie(FORM, token)
    visitor.open("/done")
    return visitor


def test_under_16_only_age_sex_health_group_and_religion_are_asked(sender, kept):
    assert "/equality?of=draft" in {link["href"] for link in sender.page.all("a")}
    page = sender.open("/equality")
    assert CANNOT_SEE in page.words and "about the child" not in page.words
    assert grade(page.html) <= 4
    sender.press("self")
    seen = []
    for answers in ({"age": "under_16", "sex": "female"}, {"condition": "yes", "condition_limits": "a_lot"}, {"ethnic": "white_roma"}, {"religion": "none"}):
        seen.append(sender.page.url)
        assert CANNOT_SEE in sender.page.words and len(sender.page.html.encode()) <= 14 * 1024
        sender.press(**answers)
    assert seen == [f"/equality/j/{n}" for n in range(1, 5)] and sender.page.url == "/equality"
    assert "Thank you" in sender.page.words and "orientation" not in kept()
    assert (kept()["age"], kept()["disabled"], kept()["ethnic_group"]) == ("under_16", "yes", "white")


def test_from_16_the_rest_is_asked_and_taken_back_again_by_a_lower_age(sender, kept):
    sender.open("/equality")
    sender.press("self")
    sender.press(age="16_17")
    assert sender.page.url == "/equality/k/2"
    sender.open(f"/equality/k/{len(YOUNG_FROM_16.pages) - 1}")
    sender.press("stop", orientation="gay")
    assert kept() == {"age": "16_17", "orientation": "gay"}
    sender.open("/equality/k/1")
    sender.press(age="under_16")
    assert sender.page.url == "/equality/j/2"
    assert kept() == {"age": "under_16"}


def test_who_does_not_say_their_age_is_asked_no_more_than_under_16(sender):
    sender.open("/equality")
    sender.press("self")
    for _page in YOUNG.pages:
        sender.press()
    assert sender.page.url == "/equality"


@pytest.mark.parametrize("path", ["/equality/a/1", "/equality/c/1"])
def test_the_grown_ups_questions_are_not_theirs(sender, path):
    assert sender.open(path).url == "/"


def test_a_child_who_comes_back_answers_for_themself(app, settings, clock, database, visitor, kept):
    with factories.a_desk(database, settings, clock()) as desk:
        case = factories.a_sent_complaint(desk)
        (code,) = give_codes(desk, case, database.keys.pepper)
        case.parties[0].relation = "child"
    visitor.open("/come-back")
    visitor.press(reference=code.reference, words=code.words)
    page = visitor.open("/equality?of=back")
    assert CANNOT_SEE in page.words and "about the child" not in page.words
    visitor.press("self", url="/equality?of=back")
    assert visitor.page.url == "/equality/n/1"
    visitor.press("stop", age="under_16")
    assert kept() == {"age": "under_16"}
