"""What staff see of the people on a case: who told us with whom, who speaks for whom, what they need, and what may be done with thanks."""

import html
import re
from typing import Any

import pytest

from portal.casework.desk import NotAllowed
from portal.casework.intake.triage import Choices, Point, triage
from portal.casework.letters.readers import Writing, must_be_told
from portal.casework.stage.acknowledge import acknowledge
from portal.casework.stage.close import close
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.pass_on import pass_on
from portal.store.models import Case
from tests import factories
from tests.integration.staff.conftest import Office

THANKS = Choices("compliment", "compliment", "Thank you", "fostering", no_risks=True)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is read is the same on both."""
    return sqlite_url


def page(office: Office, case: Case, part: str = "") -> str:
    answer = office.browser(office.officer).get(f"/cases/{case.reference}{part}")
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", answer.text)).split())


def thanked(office: Office, **said: Any) -> Case:
    case = office.make(factories.a_sent_complaint, kind="compliment", praise_for="Jo in fostering", praise_from="child", **said)
    with office.desk(office.officer) as desk:
        row = desk.session.get_one(Case, case.id)
        triage(desk, row, THANKS)
        acknowledge(desk, row, "phone", desk.today)
    return case


def test_each_of_two_has_a_name_a_reference_and_safe_ways_of_their_own(office: Office) -> None:
    found = page(office, office.make(factories.a_couple))
    assert "Two complain together." in found
    safe = found[found.index("How it is safe to reach them") :]
    ada, bruno = safe[safe.index("Ada Quillfeather") : safe.index("Bruno Marchbanks")], safe[safe.index("Bruno Marchbanks") :]
    assert "Yes Ring" in ada
    assert "No Ring" in bruno
    assert "01632 960 222" not in ada


def test_who_speaks_for_whom_and_what_stands_against_it(office: Office) -> None:
    found = page(office, office.make(factories.an_advocate_s_complaint, bars=["manages_service"], must_not_see="My carer"))
    assert "Speaks for Nell Ashgrove." in found
    assert "It is this young person’s complaint." in found
    assert "May not act as advocate: manages the service the complaint is about" in found
    assert "Who must not see it My carer" in found
    assert "Through me, at school." in found
    assert "May not act" not in page(office, office.make(factories.an_advocate_s_complaint, bars=["none"]))


def test_what_they_need_is_shown_in_words(office: Office) -> None:
    found = page(office, office.make(factories.a_sent_complaint, interpreter="yes", language="Polish", adjustments=["bsl", "large_print"]))
    for words in ("Interpreter Yes", "British Sign Language, Large print", "Writes or reads Polish."):
        assert words in found


def test_what_was_passed_on_says_by_whom_when_it_was_heard_and_that_it_came_later(office: Office) -> None:
    found = page(office, office.make(factories.passed_on, heard_on="2026-11-16"))
    assert "Walt Worker , school staff" in found
    assert re.search(r"Heard on Monday 16 November, passed on Monday 23 November, [\d:]+ *\. written down later", found)
    assert "Has no code yet." in found


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (factories.an_advocate_s_complaint, ["Her visits with her brother", "I want to see Kit.", "What is your name?", "The child is in care"]),
        (factories.passed_on, ["When did you first hear it?", "Monday 16 November", "What did they tell you?"]),
        (factories.a_couple, ["What is their name?", "Bruno Marchbanks", "Show it here, they are with me now"]),
    ],
)
def test_what_was_sent_stands_under_the_questions_of_its_own_form(office: Office, make: Any, words: list[str]) -> None:
    found = page(office, office.make(make), "/sent")
    for one in words:
        assert one in found


def test_the_answers_stand_in_the_order_asked_whatever_order_they_came_in(office: Office) -> None:
    found = page(office, office.make(factories.a_sent_complaint, name=None, **{"when_happened": "In May", "kind": "complaint"}), "/sent")
    assert found.index("Zebrafish was moved") < found.index("Tell us why.") < found.index("01632 960 111")


@pytest.mark.parametrize(
    ("make", "words"), [(factories.an_advocate_s_complaint, "Young person, through an advocate"), (factories.passed_on, "Passed on by somebody")]
)
def test_the_queue_says_from_whom(office: Office, make: Any, words: str) -> None:
    office.make(make)
    assert words in " ".join(office.browser(office.officer).get("/cases").text.split())


def test_words_nobody_on_duty_reads_are_looked_at_now_and_never_called_safe(office: Office) -> None:
    office.make(factories.a_sent_complaint, written_in="pl", story="Nikt nie oddzwania.")
    found = office.browser(office.officer).get("/cases").text
    assert "look now" in found
    assert "not screened" in found
    office.make(factories.a_sent_complaint)
    assert not re.search(r"screened and|no words found|\bsafe\b", office.browser(office.officer).get("/cases").text)


def test_thanks_say_whom_they_are_for_and_what_may_be_done_with_them(office: Office) -> None:
    found = page(office, thanked(office, may_pass_on="with_name", may_publish="yes"))
    for words in ("Jo in fostering", "Child or young person", "Yes, with their name", "Yes: never the giver's or a child's name"):
        assert words in found


@pytest.mark.parametrize(("said", "allowed"), [("with_name", True), ("without_name", False), (None, False)])
def test_a_name_goes_with_thanks_only_where_that_was_said(office: Office, said: str | None, allowed: bool) -> None:
    case = thanked(office, may_pass_on=said)
    with office.desk(office.officer) as desk:
        row = desk.session.get_one(Case, case.id)
        if not allowed:
            with pytest.raises(NotAllowed):
                pass_on(desk, row, "The team", "with_name")
        pass_on(desk, row, "The team", "with_name" if allowed else "without_name")
        close(desk, row)


def test_thanks_that_may_not_be_passed_on_are_closed_without_and_others_only_after(office: Office) -> None:
    kept, other = thanked(office, may_pass_on="no"), thanked(office)
    assert "They asked us not to pass it on." in page(office, kept, "/pass_on")
    with office.desk(office.officer) as desk:
        with pytest.raises(NotAllowed):
            pass_on(desk, desk.session.get_one(Case, kept.id), "The team")
        with pytest.raises(NotAllowed):
            close(desk, desk.session.get_one(Case, other.id))
        close(desk, desk.session.get_one(Case, kept.id))


def test_the_letter_to_the_second_is_printed_with_their_own_address_or_none(office: Office) -> None:
    case = office.make(factories.a_couple, address="1 Ada Street", safe_post=["post"])
    with office.desk(office.officer) as desk:
        row = desk.session.get_one(Case, case.id)
        triage(desk, row, Choices("complaint", "statutory", "Visits", "looked_after", (Point("Late", "delay", "looked_after"),), no_risks=True, at_risk="no"))
        ada, bruno = must_be_told(desk, row)
        assert (ada.name, bruno.name) == ("Ada Quillfeather", "Bruno Marchbanks")
        latest = clock_to_extend(desk, row).latest_on
        assert latest is not None
        extend(desk, row, latest, "complex", "Dear Ada", "post", (Writing(str(bruno.id), "Dear Bruno"),))
    first, second = page(office, case, "/letters/1"), page(office, case, "/letters/2")
    assert "1 Ada Street" in first
    assert "1 Ada Street" not in second
    assert "do not post it" in second
    assert "to Bruno Marchbanks" in page(office, case)


def test_the_safety_page_keeps_each_person_s_ways_apart(office: Office) -> None:
    case = office.make(factories.a_couple, in_danger="yes")
    found = office.browser(office.duty).get(f"/safety/{case.reference}")
    assert found.status_code == 200
    assert found.text.index("01632 960 111") < found.text.index("Bruno Marchbanks") < found.text.index("01632 960 222")
    advocate = office.make(factories.an_advocate_s_complaint, in_danger="yes")
    assert "Through me, at school." in office.browser(office.duty).get(f"/safety/{advocate.reference}").text
