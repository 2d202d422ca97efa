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


Key = tuple[str, bool, str | None]


def every_case(desk: Desk, users: list[User]) -> dict[Key, Case]:
    """(whose form, granted, answer) -> a case that stands so to every user; an answer about somebody else opens nothing."""
    made, other = {"advocate": factories.an_advocate_s_complaint, "parent": factories.a_sent_complaint}, factories.a_user(desk)
    keys = [*product(["advocate"], [True], ANSWERS), ("advocate", False, "yes"), ("advocate", False, "part"), *product(["parent"], (False, True), ANSWERS[:1])]
    cases: dict[Key, Case] = {key: made[key[0]](desk) for key in keys}
    for (whose, granted, answer), case in cases.items():
        case.state = "open"
        for user in users:
            stand_to(desk, case, user, granted, answer)
        if whose == "advocate":
            agreement(desk, case, other, "yes")
    desk.session.flush()
    return cases


def stand_to(desk: Desk, case: Case, user: User, granted: bool, answer: str | None) -> None:
    if granted:
        factories.a_grant(desk, case, user)
    stands(desk, case, user, answer)


def test_the_rule_and_the_select_agree_for_every_role_and_answer(office: Office) -> None:
    desk = office.desk
    users = [factories.a_user(desk, role) for role in CATALOGUE]
    cases = every_case(desk, users)
    for user in users:
        seen = set(desk.session.scalars(visible_cases(user, desk.today)))
        in_part = set(desk.session.scalars(shown_in_part(user, desk.today)))
        for key, case in cases.items():
            assert (case in seen, case in in_part) == expected(user, key), (user.role, *key)
            allowed = {one for one in CATALOGUE[user.role].may if can(desk.session, user, one, case, desk.today)}
            assert (Permission.CASE_READ in allowed) == (case in seen), (user.role, *key)
            assert is_free(user, key) or allowed <= HARMLESS, (user.role, *key)


HARMLESS = {Permission.SAFETY_PAGE}
"""What A-11 never stops: whoever is on duty reads what may be danger now (F-01)."""


def is_free(user: User, key: Key) -> bool:
    return key[0] == "parent" or user.role in TEAM or key[2] in OPENS


def expected(user: User, key: Key) -> tuple[bool, bool]:
    """(sees the case, is shown the agreed words alone), as rules 6 and 11 say it in words."""
    whose, granted, answer = key
    reach = CATALOGUE[user.role].may.get(Permission.CASE_READ)
    before = reach is Reach.ALL or (reach is Reach.GRANTED and granted)
    return before and is_free(user, key), before and whose == "advocate" and answer == "part"


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
