"""What the law points to for whoever tells us, with its source; it is text and chooses nothing."""

from typing import Any

import pytest

from portal.casework.intake.recommend import OWN_RIGHT, Facts, needs_second_person, recommend
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience


def reasons(audience: str = "parent", kind: str = "complaint", relation: str = "parent", **said: Any) -> str:
    return "\n".join(str(one) for one in recommend(Facts(audience, kind, relation, said)).reasons)


def relations() -> tuple[str, ...]:
    asked = CATALOGUE[Audience.PARENT].question("relation")
    assert asked is not None
    return asked.options


@pytest.mark.parametrize("relation", relations())
def test_whoever_it_is_the_law_is_named(relation: str) -> None:
    assert "Children Act 1989, s2" in reasons(relation=relation)


@pytest.mark.parametrize("relation", ["friend", "professional", "grandparent", "family", "other"])
def test_whoever_is_not_on_the_list_needs_a_written_decision_on_their_interest(relation: str) -> None:
    assert "sufficient interest" in reasons(relation=relation)
    assert "sufficient interest" not in reasons(relation=relation, responsible="yes")


@pytest.mark.parametrize("relation", ["parent", "foster_carer", "special_guardian", "adopter", "care_leaver"])
def test_whoever_is_on_the_list_complains_in_their_own_right(relation: str) -> None:
    assert OWN_RIGHT[relation] in reasons(relation=relation)
    assert "sufficient interest" not in reasons(relation=relation)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"relation": "professional"}, "escalation policy"),
        ({"over_a_year": "not_sure"}, "reg 9"),
        ({"court": ["police"]}, "reg 8"),
        ({"stay_anonymous": "yes"}, "stay unnamed"),
        ({"unfair": "yes"}, "Equality Act 2010"),
        ({"relation": "friend", "speaks_for": "child"}, "never a refusal"),
        ({"relation": "friend", "speaks_for": "child", "child_agrees": "yes"}, "Confirm with the child"),
        ({"audience": "advocate", "relation": "advocate"}, "never a refusal"),
        ({"audience": "advocate", "relation": "advocate", "bars": ["manages_service"]}, "offer another advocate"),
        ({"audience": "pass_on", "relation": "passed_on", "person_is": "child"}, "may not know that we were told"),
    ],
)
def test_what_has_to_be_weighed_is_said_where_it_matters(said: dict[str, Any], words: str) -> None:
    assert words in reasons(**said)
    assert words not in reasons()


@pytest.mark.parametrize("bars", [None, [], ["none"]])
def test_no_bar_ticked_warns_of_none(bars: list[str] | None) -> None:
    assert "another advocate" not in reasons("advocate", relation="advocate", bars=bars)


@pytest.mark.parametrize(
    ("facts", "procedure"),
    [
        (Facts("parent", "complaint", "parent", {"child_name": "Kit"}), "statutory"),
        (Facts("parent", "complaint", "parent", {}), None),
        (Facts("parent", "talk", "not_said", {"child_name": "Kit"}), None),
        (Facts("parent", "compliment", "family", {}), "compliment"),
        (Facts("advocate", "complaint", "advocate", {}), "statutory"),
        (Facts("pass_on", "complaint", "passed_on", {"person_is": "child"}), "statutory"),
    ],
)
def test_the_way_the_law_points_to(facts: Facts, procedure: str | None) -> None:
    assert recommend(facts).procedure == procedure


def test_a_complaint_leaves_its_statutory_route_only_with_a_second_person() -> None:
    assert needs_second_person("complaint", "complaint", "corporate", "statutory")
    assert needs_second_person("complaint", "enquiry", "statutory", "statutory")
    assert not needs_second_person("complaint", "complaint", "statutory", "corporate")
