"""Every question has words, and every stored key is told once."""

import pytest

from portal.forms.catalogue import CATALOGUE, HELP_NOW, NOW, TALK
from portal.forms.elsewhere import PLACES
from portal.forms.model import Audience, Kind
from portal.forms.ways import YOUNG_ONES

FORMS = (*CATALOGUE.values(), TALK, NOW)
ASKED = [(form, page, question) for form in FORMS for page in form.pages for question in page.asked()]

STORED_KEYS = {
    "kind", "story", "put_right", "in_danger", "wait", "wait_what", "wait_when", "wait_who", "now_what", "now_where", "now_reach", "now_how",
    "relation", "name", "responsible", "child_name", "child_age", "child_knows", "phone", "safe_phone", "best_times", "email",
    "safe_email", "address", "safe_post", "language", "interpreter",
    "when_happened", "more_points", *(f"point{n}_{part}" for n in (2, 3, 4, 5) for part in ("what", "when", "put_right")),
    "point2_more", "point3_more", "point4_more",
    "unfair", "unfair_because", "unfair_how", "told_before", "told_whom", "told_said", "court", "court_what", "over_a_year", "year_why",
    "stay_anonymous", "together", "with_name", "with_relation", "with_responsible", "with_phone", "with_safe_phone", "with_best_times",
    "with_email", "with_safe_email", "with_address", "with_safe_post", "with_code",
    "child_lives", "more_children", *(f"child{n}_{part}" for n in (2, 3, 4) for part in ("name", "age", "lives")), "child2_more", "child3_more",
    "child_agrees", "speaks_for",
    "adjustments", "adjust_how", "praise_for", "praise_from", "may_pass_on", "may_publish",
    "adv_name", "adv_organisation", "adv_role", "bars", "instructed", "own_words", "child_status", "child_reach", "must_not_see",
    "consent_complain", "consent_how", "consent_on", "consent_until", "answer_how",
    "heard_on", "said", "worker_name", "worker_role", "worker_team", "worker_phone", "worker_email", "person_name", "person_is", "person_knows",
    "person_reach",
    "call_me", "advocate_wanted", "advocate_name", "with_adult", "talk_how", "trusted",
}  # fmt: skip

STORED_OPTIONS = {
    "relation": "parent step_parent foster_carer grandparent family special_guardian adopter care_leaver friend professional other",
    "unfair_because": "age disability gender_reassignment marriage pregnancy race religion sex sexual_orientation",
    "court": "family_court tribunal police other_court disciplinary",
    "child_lives": "at_home relative foster children_home other not_sure",
    "adjustments": "large_print braille audio easy_read bsl help_reading help_writing quiet_place other",
    "adv_role": "advocate solicitor relative friend carer other",
    "bars": "subject manages_them manages_service controls_money will_decide none",
    "child_status": "looked_after in_need protection care_leaver other not_sure",
    "worker_role": "social_worker reviewing_officer carer residential school health other",
    "praise_from": "family child professional court other",
}


def question(key):
    return next(asked for _form, _page, asked in ASKED if asked.key == key)


def test_stored_keys_are_never_renamed():
    assert {question.key for _form, _page, question in ASKED} == STORED_KEYS


def test_stored_options_are_never_renamed():
    assert {key: " ".join(question(key).options) for key in STORED_OPTIONS} == STORED_OPTIONS


def test_every_question_has_a_wording_for_whoever_is_asked():
    for form, _page, question in ASKED:
        assert question.wording[form.audience].ask


def test_no_question_has_words_for_somebody_it_is_never_put_to():
    put_to = {}
    for form, _page, question in ASKED:
        put_to.setdefault(question, set()).add(form.audience)
    assert [question.key for question, audiences in put_to.items() if set(question.wording) != audiences] == []


def test_every_option_has_words():
    for form, _page, question in ASKED:
        assert set(question.wording[form.audience].options) == set(question.options)
        assert bool(question.options) is (question.kind in (Kind.ONE_OF, Kind.ANY_OF))


def test_a_form_asks_no_page_twice_and_one_key_is_one_question():
    for form in FORMS:
        assert len({page.key for page in form.pages}) == len(form.pages)
        keys = {question.key: question for page in form.pages for question in page.asked()}
        assert all(keys[question.key] is question for page in form.pages for question in page.asked())


def test_every_page_has_a_title():
    for form in FORMS:
        for page in form.pages:
            title = page.heading[form.audience].title if page.heading else ""
            assert title or len(page.questions) == 1


def test_what_must_be_answered_is_asked_and_says_what_is_missing():
    for form in FORMS:
        for page in form.pages:
            for key in page.must:
                assert form.question(key).wording[form.audience].missing


def test_only_what_happened_must_be_answered_and_by_a_young_person_only_the_first_question():
    must = {form.key: [(page.key, sorted(page.must)) for page in form.pages if page.must] for form in CATALOGUE.values()}
    of_adults = {"parent": [("story", ["story"])], "advocate": [("story", ["story"])], "pass_on": [("heard", ["heard_on", "said"])]}
    assert must == {**of_adults, **{young: [("what", ["kind"])] for young in YOUNG_ONES}}


def test_only_pages_about_the_asking_adult_let_the_browser_fill_in():
    may = {form.key: [page.key for page in form.pages if page.may_autofill] for form in FORMS}
    assert may == {
        "parent": ["you", "thanks", "reach", "needs"],
        "advocate": ["you", "reach", "needs"],
        "pass_on": ["worker"],
        **{young: [] for young in YOUNG_ONES},
        "talk": [],
        "now": [],
    }


def test_every_form_says_what_happens_then_and_by_when():
    for form in FORMS:
        assert form.what_then(None) and form.what_then("no such kind") == form.what_then(None)
        assert "%(day)s" in form.by_when


def test_every_form_has_a_page_of_help_that_asks_the_same_as_the_one_alone():
    assert NOW.pages == (HELP_NOW,)
    for form in CATALOGUE.values():
        help_pages = [page for page in form.pages if page.is_help]
        assert help_pages and all([one.key for one in page.asked()] == [one.key for one in HELP_NOW.asked()] for page in help_pages)


def test_a_question_not_asked_is_none():
    assert TALK.question("story") is None


@pytest.mark.parametrize("key", ["child_agrees", "speaks_for", "consent_complain"])
def test_agreement_is_asked_of_one_audience_only(key):
    assert len(question(key).wording) == 1


def test_every_other_place_says_what_it_is_about_and_who_can_help():
    assert all(one.what and one.where.endswith(".") for one in PLACES.values())
    assert {"court", "send", "school", "health", "police", "records", "social_worker", "suitability", "danger", "ombudsman"} <= set(PLACES)
    assert Audience.PARENT in CATALOGUE
