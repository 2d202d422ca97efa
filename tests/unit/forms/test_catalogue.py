"""Every question has words, and every stored key is told once."""

from portal.forms.catalogue import CATALOGUE, HELP_NOW, NOW, TALK
from portal.forms.model import Kind

FORMS = (*CATALOGUE.values(), TALK, NOW)
ASKED = [(form, page, question) for form in FORMS for page in form.pages for question in page.asked()]

STORED_KEYS = {
    "kind", "story", "put_right", "in_danger", "wait", "wait_what", "wait_when", "now_what", "now_where", "now_reach", "now_how",
    "relation", "name", "responsible", "child_name", "child_age", "child_knows", "phone", "safe_phone", "best_times", "email",
    "safe_email", "address", "safe_post", "language", "interpreter",
}  # fmt: skip


def test_stored_keys_are_never_renamed():
    assert {question.key for _form, _page, question in ASKED} == STORED_KEYS


def test_every_question_has_a_wording_for_whoever_is_asked():
    for form, _page, question in ASKED:
        assert question.wording[form.audience].ask


def test_every_option_has_words():
    for form, _page, question in ASKED:
        assert set(question.wording[form.audience].options) == set(question.options)
        assert bool(question.options) is (question.kind in (Kind.ONE_OF, Kind.ANY_OF))


def test_a_form_asks_no_question_twice():
    for form in FORMS:
        keys = [question.key for page in form.pages for question in page.asked()]
        assert len(keys) == len(set(keys))


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


def test_only_pages_about_the_asking_adult_let_the_browser_fill_in():
    assert [page.key for form in FORMS for page in form.pages if page.may_autofill] == ["you", "reach"]


def test_the_danger_page_is_the_same_in_the_form_and_alone():
    assert NOW.pages == (HELP_NOW,)


def test_a_question_not_asked_is_none():
    assert TALK.question("story") is None
