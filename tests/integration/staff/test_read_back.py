"""'Is this what you told us?': read back and agreed, sent to be checked, or copied; both texts kept; the words shown until given."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from portal.access.code import verify
from portal.casework.desk import NotAllowed
from portal.casework.thread import statement
from portal.store.models import Case, CaseEvent, Contact, Draft, File, Letter, Outbox, Party, Statement, Task
from tests.integration.staff.conftest import Office
from tests.integration.staff.scripts import STORY, begun, sent, stands, typed


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here depends on the engine."""
    return sqlite_url


@pytest.fixture
def browser(office: Office) -> FlaskClient:
    office.app.config["WTF_CSRF_ENABLED"] = False
    return office.browser(office.officer)


REACH = {"name": "Ada Quillfeather", "phone": "01632 960 111", "address": "1 Zebra Lane", "email": "ada@example.org"}


def events(office: Office) -> list[str]:
    return [row.event for row in office.rows(CaseEvent)]


def test_it_is_read_out_without_who_and_where_they_are_and_agreed_at_once(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY, **REACH)
    page = browser.get(f"{script}/read-back").text
    aloud = page.split('<p class="heard-sent"')[1].split("</p>")[0]
    assert "Nobody told her that the visits stop." in aloud
    assert not any(told in aloud for told in REACH.values()), "that is not part of what they told us"
    assert sent(browser, script).headers["Location"] == f"{script}/given"
    (agreed,) = office.rows(Statement)
    assert (agreed.answer, agreed.how, agreed.on) == ("yes", "read_back", office.now.date())
    with office.database.reading() as session:
        assert STORY in session.get(Statement, agreed.id).body
        assert session.scalars(sa.select(Contact)).one().answers["story"] == STORY
    assert "account_confirmed" in events(office) and office.rows(Task, Task.kind == "read_back") == []


def test_what_another_window_adds_meanwhile_is_read_out_too(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY)
    answered = browser.post(f"{script}/read-back", data={"kept": "1", "checked": "read_back"})
    assert answered.status_code == 409 and "It has changed since you read it out." in answered.text
    assert office.rows(Contact) == []


def test_nothing_but_the_story_must_be_there(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, name="Ada Quillfeather")
    assert browser.get(f"{script}/read-back").status_code == 302
    looked = browser.get(f"{script}?look=yes").text
    assert 'href="#story"' in looked and looked.count("govuk-error-message") == 1
    page = sent_without_an_answer(browser, script)
    assert page.status_code == 422 and "Choose an answer: What did they say?" in page.text


def sent_without_an_answer(browser: FlaskClient, script: str) -> object:
    typed(browser, script, story=STORY)
    return sent(browser, script, checked="")


def test_later_by_letter_only_where_post_is_safe(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY, **REACH)
    assert "print a letter for the post" not in browser.get(f"{script}/read-back").text
    assert sent(browser, script, "letter").status_code == 422, "nobody called it safe"
    typed(browser, script, safe_post=["post"])
    assert "print a letter for the post" in browser.get(f"{script}/read-back").text
    sent(browser, script, "letter")
    (asked,), (letter,) = office.rows(Statement), office.rows(Letter)
    assert (asked.answer, asked.how, letter.kind, letter.channel) == ("asked", "letter", "account", "post")
    with office.database.reading() as session:
        body = session.get(Letter, letter.id).body
    assert STORY in body and "Is this what you told us?" in body and "[" not in body
    assert {"account_sent", "letter_sent"} <= set(events(office))
    (task,) = office.rows(Task, Task.kind == "read_back")
    assert task.due_on is not None and task.done_at is None


def test_danger_is_acted_on_at_once_and_asked_about_later(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY, in_danger="yes")
    assert "Act on it at once, as on any call" in browser.get(f"{script}/read-back").text
    sent(browser, script, "later")
    assert "It is urgent." in browser.get(f"{script}/given").text
    assert len(office.rows(Outbox, Outbox.kind == "page")) == 1, "the rota is told"
    assert [one.answer for one in office.rows(Statement)] == ["asked"] and len(office.rows(Task, Task.kind == "read_back")) == 1
    assert "account_sent" not in events(office), "nothing was sent to anybody"


def test_by_e_mail_only_to_an_address_called_safe_for_letters(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY, **REACH, safe_email=["email"])
    assert sent(browser, script, "email").status_code == 422
    typed(browser, script, safe_email=["email_letters"])
    shown = browser.get(script).text
    assert 'id="safe_email-2" name="safe_email" type="checkbox" value="email_letters"' in shown or "email_letters" in shown
    assert stands(office, script)["safe_email"] == ["email"], "typed in an old window: both are kept"
    browser.post(script, data={"then": "use-safe_email~"})
    sent(browser, script, "email")
    assert [one.kind for one in office.rows(Outbox, Outbox.kind == "letter")] == ["letter"]


def test_their_own_letter_needs_no_agreeing_and_what_a_worker_passes_on_is_not_agreed(office: Office, browser: FlaskClient) -> None:
    letter = begun(browser, came_by="letter")
    typed(browser, letter, story=STORY)
    sent(browser, letter, "own_words")
    worker = begun(browser, form="pass_on")
    typed(browser, worker, said=STORY)
    assert "have not agreed" in browser.get(f"{worker}/read-back").text or "has not agreed" in browser.get(f"{worker}/read-back").text
    sent(browser, worker, "")
    assert len(office.rows(Contact)) == 2 and office.rows(Statement) == []
    given = browser.get(f"{worker}/given").text
    assert "Nobody gets six words for this yet" in given


def test_the_words_are_shown_until_they_were_given(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY)
    sent(browser, script)
    with office.database.reading() as session:
        words = session.scalars(sa.select(Draft)).one().words.split()
    (party,) = office.rows(Party, Party.role == "complainant")
    assert verify(party.code_hash, tuple(words), office.database.keys.pepper)
    page = browser.get(f"{script}/given").text
    assert all(word in page and " ".join(word.upper()) in page for word in words) and party.reference in page
    browser.post(f"{script}/given", data={"then": "given"})
    page = browser.get(f"{script}/given").text
    assert not any(f"<strong>{word}</strong>" in page for word in words) and party.reference in page
    assert sent_again(browser, script) == f"{script}/given"
    assert len(office.rows(Contact)) == 1
    assert browser.get(script).headers["Location"] == browser.post(f"{script}/throw-away").headers["Location"] == f"{script}/given"


def sent_again(browser: FlaskClient, script: str) -> str:
    return str(browser.post(f"{script}/read-back", data={"kept": "1", "checked": "read_back"}).headers["Location"])


def test_a_code_that_nobody_wants_opens_nothing(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY)
    sent(browser, script)
    browser.post(f"{script}/given", data={"then": "not_wanted"})
    (party,) = office.rows(Party, Party.role == "complainant")
    assert party.code_hash is None and party.reference


def test_the_person_changes_it_and_both_texts_stand_side_by_side(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY)
    sent(browser, script, "page")
    (case,) = office.rows(Case)
    assert "Not checked yet" in browser.get(f"/cases/{case.reference}").text
    with office.desk() as desk:
        party = desk.session.scalars(sa.select(Party).where(Party.role == "complainant")).one()
        one = desk.session.get_one(Case, case.id)
        with pytest.raises(NotAllowed):
            statement.answer(desk, one, party, "changed", "  ")
        statement.answer(desk, one, party, "changed", "She was not in tears. <b>Nobody</b> told us.")
        with pytest.raises(NotAllowed):
            statement.answer(desk, one, party, "yes")
    page = browser.get(f"/cases/{case.reference}").text
    assert "They changed it" in page and "on their own page" in page
    assert "She rang in tears." in page and "She was not in tears. &lt;b&gt;Nobody&lt;/b&gt; told us." in page
    (confirmed,) = office.rows(CaseEvent, CaseEvent.event == "account_confirmed")
    assert confirmed.by_id is None and confirmed.details == {"how": "page", "answer": "changed"}
    assert [one.done_at is not None for one in office.rows(Task, Task.kind == "read_back")] == [True]


def test_staff_write_down_what_the_person_said_later(office: Office, browser: FlaskClient) -> None:
    script = begun(browser)
    typed(browser, script, story=STORY)
    sent(browser, script, "page")
    (case,), (asked,) = office.rows(Case), office.rows(Statement)
    today = {"on-day": "23", "on-month": "11", "on-year": "2026", "seen": "99"}
    said = {"statement": str(asked.id), "how": "letter", "said": "yes", "text": "x", **today}
    assert browser.post(f"/cases/{case.reference}/checked", data=said).status_code == 302
    assert "They agreed it" in browser.get(f"/cases/{case.reference}").text
    assert "Nothing waits to be checked." in browser.get(f"/cases/{case.reference}/checked").text


def test_the_letter_goes_with_what_is_written_down(office: Office, browser: FlaskClient) -> None:
    script = begun(browser, came_by="letter")
    assert typed(browser, script, then="attach", story=STORY).headers["Location"] == f"{script}/files"
    browser.post(f"{script}/files", data={"files": (BytesIO(b"%PDF-1.7 a letter"), "letter.pdf")}, content_type="multipart/form-data")
    assert "letter.pdf" in browser.get(script).text and "letter.pdf" in browser.get(f"{script}/read-back").text
    sent(browser, script, "own_words")
    (file,), (case,) = office.rows(File), office.rows(Case)
    assert (file.draft_id, file.case_id, file.by_id) == (None, case.id, office.officer.id)
    assert browser.get(f"{script}/files").headers["Location"] == f"{script}/given", "what comes later goes to the case"
