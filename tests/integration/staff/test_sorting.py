"""Triage as staff fill it in: the person's own points copied into rows, who was treated unfairly, and two who complain together."""

import html
import re
from typing import Any

import pytest

from portal.store.models import Case, CaseIssue, Letter, Risk
from tests import factories
from tests.integration.staff.conftest import Office

CHOSEN = {
    "kind": "complaint",
    "procedure": "statutory",
    "title": "Visits stopped",
    "service": "looked_after",
    "point-1": "Nobody told us why",
    "point-1-category": "communication",
    "no_risks": "yes",
    "advocacy": "own_complaint",
}
POINTS = {"more_points": "yes", "point2_what": "He lost his school place.", "point2_when": "In May", "point3_what": "The calls were not returned."}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked and read is the same on both; the verbs run on each."""
    return sqlite_url


def post(office: Office, case: Case, **fields: Any) -> tuple[int, str]:
    office.app.config["WTF_CSRF_ENABLED"] = False
    answer = office.browser(office.officer).post(f"/cases/{case.reference}/triage", data={"seen": "99", **fields})
    return answer.status_code, answer.text


def shown(office: Office, case: Case, part: str = "/triage") -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", office.browser(office.officer).get(f"/cases/{case.reference}{part}").text)).split())


def rows(page: str) -> list[str]:
    return [html.unescape(words).strip() for words in re.findall(r'<textarea[^>]*name="point-\d+"[^>]*>(.*?)</textarea>', page, re.DOTALL)]


def test_what_the_person_laid_out_stands_by_itself(office: Office) -> None:
    page = shown(office, office.make(factories.a_sent_complaint, **POINTS))
    for words in ("He lost his school place.", "When: In May", "Would put it right: Tell us why.", "Copy point 3 into a row", "Start from what"):
        assert words in page


def test_one_press_copies_a_point_into_the_first_empty_row_and_keeps_the_rest(office: Office) -> None:
    case = office.make(factories.a_sent_complaint, **POINTS)
    status, page = post(office, case, then="copy-3", title="Mine", **{"point-1": "Typed before"})
    assert (status, rows(page)) == (200, ["Typed before", "The calls were not returned.", ""])
    assert 'value="Mine"' in page


def test_all_points_fill_rows_once_and_none_is_typed_over(office: Office) -> None:
    case = office.make(factories.a_sent_complaint, **POINTS, point4_what="A fourth.")
    _status, page = post(office, case, then="copy-all", **{"point-2": "He lost his school place."})
    story = factories.SAID["story"]
    assert rows(page) == [story, "He lost his school place.", "The calls were not returned.", "A fourth."]
    assert rows(post(office, case, then="copy-9")[1]) == ["", "", ""], "a point that is not there copies nothing"


def test_what_was_sent_stays_when_a_copy_is_shortened(office: Office) -> None:
    case = office.make(factories.a_sent_complaint, **POINTS)
    assert post(office, case, **CHOSEN)[0] == 302
    with office.desk() as desk:
        assert desk.session.get_one(Case, case.id).contact.answers["point2_what"] == "He lost his school place."
    assert [issue.number for issue in office.rows(CaseIssue)] == [1]


def test_who_was_treated_unfairly_is_confirmed_on_the_point(office: Office) -> None:
    case = office.make(factories.a_sent_complaint, unfair="yes", unfair_because=["race"], unfair_how="They laughed at how I speak.")
    assert "They laughed at how I speak." in shown(office, case)
    assert post(office, case, **CHOSEN, **{"point-1-unfair": ["race", "religion", "nonsense"], "point-2": "Late", "point-2-category": "delay"})[0] == 302
    assert [issue.unfair for issue in office.rows(CaseIssue)] == [["race", "religion"], None]
    assert "Treated unfairly: Race, Religion or belief" in shown(office, case, "")
    proposed = office.make(factories.a_sent_complaint)
    out = {"procedure": "corporate", "reason": "not_part_three", "send_letter": "yes", "letter": "Dear Ada", "channel": "post", "point-1-unfair": "age"}
    assert post(office, proposed, **{**CHOSEN, **out})[0] == 302
    assert "Treated unfairly: Age" in shown(office, proposed, "/proposal")


@pytest.mark.parametrize(("answer", "kinds"), [("yes", ["each_other"]), ("dont_know", ["each_other"]), ("no", [])])
def test_two_who_complain_together_are_asked_about_once_and_the_answer_kept(office: Office, answer: str, kinds: list[str]) -> None:
    case = office.make(factories.a_couple)
    assert "Could either be at risk from the other?" in shown(office, case)
    assert post(office, case, **CHOSEN)[0] == 422
    assert post(office, case, **CHOSEN, at_risk=answer)[0] == 302
    assert [risk.kind for risk in office.rows(Risk)] == kinds
    assert ("may be at risk from the other" in shown(office, case, "")) is bool(kinds)


def test_nobody_alone_is_asked_whether_they_are_at_risk_from_another(office: Office) -> None:
    assert "at risk from the other" not in shown(office, office.make(factories.a_sent_complaint))


def test_each_of_two_gets_the_letter_that_says_which_way_it_goes(office: Office) -> None:
    case = office.make(factories.a_couple)
    first = {"send_letter": "yes", "letter": "Dear Ada", "channel": "post", "at_risk": "no"}
    assert post(office, case, **CHOSEN, **first)[0] == 422
    assert post(office, case, **CHOSEN, **first, **{"letter-2": "Dear Bruno", "channel-2": "email"})[0] == 302
    with office.desk() as desk:
        letters = desk.session.query(Letter).order_by(Letter.number).all()
        assert [(one.body, one.channel) for one in letters] == [("Dear Ada", "post"), ("Dear Bruno", "email")]


def test_who_must_not_see_it_is_said_before_anybody_is_let_in(office: Office) -> None:
    page = shown(office, office.make(factories.an_advocate_s_complaint, must_not_see="Her foster carer"))
    assert page.index("They said who must not see it.") < page.rindex("Her foster carer") < page.index("Which manager answers?")
    assert "who must not see" not in shown(office, office.make(factories.a_sent_complaint))
