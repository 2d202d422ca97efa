"""Rule A-11 by every role, relation and answer: the rule and the select say the same, and nobody outside the team reads a child's words unasked."""

from itertools import product

import pytest

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.access.visible import can, shown_in_part, visible_cases
from portal.casework.desk import Desk
from portal.casework.people.who import holds_childs_words, whose_words
from portal.store.database import new_id
from portal.store.models import Agreement, Case, User
from tests import factories
from tests.integration.casework.conftest import Office

ANSWERS = ("nobody asked", None, "yes", "part", "with_advocate", "no", "stop", "overridden", "yes, then no")
OPENS = {"yes", "with_advocate", "overridden"}
TEAM = {"complaints_manager", "complaints_officer"}


def agreement(desk: Desk, case: Case, user: User, answer: str | None, *, is_current: bool = True) -> None:
    child = whose_words(case)
    assert child is not None
    row = Agreement(id=new_id(), key_id=case.key_id, case_id=case.id, party_id=child.id, about_user_id=user.id, asked_on=desk.today)
    row.answer, row.is_current = answer, is_current
    desk.session.add(row)
    row.only = "Only that I want to see Kit."


def stands(desk: Desk, case: Case, user: User, answer: str | None) -> None:
    if answer == "yes, then no":
        agreement(desk, case, user, "yes", is_current=False)
        agreement(desk, case, user, "no")
    elif answer != "nobody asked":
        agreement(desk, case, user, answer)


def test_the_rule_and_the_select_agree_for_every_role_and_answer(office: Office) -> None:
    desk = office.desk
    made = {"advocate": factories.an_advocate_s_complaint, "parent": factories.a_sent_complaint}
    cases: dict[tuple[str, bool, str | None], Case] = {}
    for whose, granted, answer in product(made, (False, True), ANSWERS):
        case = cases[whose, granted, answer] = made[whose](desk)
        case.state = "open"
    users = [factories.a_user(desk, role) for role in CATALOGUE]
    parent = factories.a_user(desk)  # an answer about somebody else opens nothing
    for (whose, granted, answer), case in cases.items():
        for user in users:
            if granted:
                factories.a_grant(desk, case, user)
            if whose == "advocate":
                stands(desk, case, user, answer)
                agreement(desk, case, parent, "yes")
    desk.session.flush()
    for user in users:
        seen = set(desk.session.scalars(visible_cases(user, desk.today)))
        in_part = set(desk.session.scalars(shown_in_part(user, desk.today)))
        reach = CATALOGUE[user.role].may.get(Permission.CASE_READ)
        for (whose, granted, answer), case in cases.items():
            before = reach is Reach.ALL or (reach is Reach.GRANTED and granted)
            is_free = whose == "parent" or user.role in TEAM or answer in OPENS
            where = (user.role, whose, granted, answer)
            assert (case in seen) == (before and is_free), where
            assert can(desk.session, user, Permission.CASE_READ, case, desk.today).allowed == (case in seen), where
            assert (case in in_part) == (before and whose == "advocate" and answer == "part"), where
            if not is_free and reach:
                for permission in CATALOGUE[user.role].may.keys() - {Permission.SAFETY_PAGE}:
                    assert not can(desk.session, user, permission, case, desk.today).allowed, (where, permission)


def test_the_refusal_names_the_rule(office: Office) -> None:
    case = factories.an_advocate_s_complaint(office.desk)
    case.state = "open"
    factories.a_grant(office.desk, case, office.manager)
    decision = can(office.desk.session, office.manager, Permission.CASE_READ, case, office.desk.today)
    assert (decision.allowed, decision.rule) == (False, "A-11")


@pytest.mark.parametrize(
    ("audience", "said", "holds"),
    [
        ("young", {}, True),
        ("young_easy", {}, True),
        ("young_pictures", {}, True),
        ("advocate", {}, True),
        ("pass_on", {"person_is": "child"}, True),
        ("pass_on", {"person_is": "parent"}, False),
        ("parent", {"child_name": "Kit"}, False),
    ],
)
def test_whose_words_a_case_holds_is_known_when_it_is_sent(audience: str, said: dict[str, str], holds: bool) -> None:
    assert holds_childs_words(audience, said) is holds


def test_a_sent_form_carries_it(office: Office) -> None:
    made = [make(office.desk) for make in (factories.an_advocate_s_complaint, factories.passed_on, factories.a_sent_complaint)]
    assert [case.is_childs_words for case in made] == [True, True, False]
    assert [getattr(whose_words(case), "name", None) for case in made[:2]] == ["Nell Ashgrove", "Kit Ashgrove"]
