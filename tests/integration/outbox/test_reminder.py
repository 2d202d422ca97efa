"""A saved form is called to mind only where that was asked for: one mail, a week before the end, that says nothing."""

import pytest

from portal.casework.intake import draft as drafts
from portal.casework.intake.remind import ask_for_reminder, is_asked
from portal.casework.intake.submit import submit
from portal.store.models import Draft, Outbox

TO = "only-me@example.org"


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def saved(council):
    """The id of a draft that somebody saved."""
    with council.desk() as desk:
        draft, _token = drafts.start(desk, "parent")
        drafts.keep(desk, draft, {"kind": "complaint", "story": "Zebrafish"})
        drafts.save(desk, draft, fresh())
        return draft.id


def fresh():
    return drafts.fresh_code(b"p" * 32, hasher=lambda words, pepper: "hash")


def ask(council, draft_id, to=TO):
    with council.desk() as desk:
        return ask_for_reminder(desk, desk.session.get(Draft, draft_id), to)


def test_nobody_is_reminded_who_did_not_ask(council, postbox, saved):
    council.later(days=27)
    council.work()
    assert postbox.got == [] and saved


def test_one_mail_goes_a_week_before_the_end_and_says_nothing(council, postbox, saved):
    assert ask(council, saved)
    council.later(days=20, hours=23)
    council.work()
    assert postbox.got == []
    council.later(hours=2)
    council.work()
    assert postbox.to == [TO]
    mail = str(postbox.got[0][1])
    assert "You asked us to remind you" in mail
    assert not any(word in mail.lower() for word in ("complaint", "child", "reference", "http", "zebrafish"))
    council.later(days=3)
    council.work()
    assert len(postbox.got) == 1


def test_whoever_goes_on_with_it_is_reminded_later(council, postbox, saved):
    ask(council, saved)
    council.later(days=10)
    with council.desk() as desk:
        drafts.keep(desk, desk.session.get(Draft, saved), {"put_right": "Say sorry."})
    council.later(days=12)
    council.work()
    assert postbox.got == []
    council.later(days=10)
    council.work()
    assert postbox.to == [TO]


def test_another_address_takes_the_place_of_the_first(council, postbox, saved):
    ask(council, saved)
    ask(council, saved, "mine-now@example.org")
    council.later(days=22)
    council.work()
    assert postbox.to == ["mine-now@example.org"]


def test_what_was_sent_meanwhile_is_not_called_to_mind(council, postbox, saved):
    ask(council, saved)
    with council.desk() as desk:
        submit(desk, desk.session.get(Draft, saved), {"kind": "complaint", "story": "Zebrafish"}, fresh())
    council.later(days=22)
    council.work()
    assert postbox.got == []


def test_the_address_goes_with_the_form(council, postbox, saved):
    ask(council, saved)
    with council.desk() as desk:
        draft = desk.session.get(Draft, saved)
        assert is_asked(desk.session, draft)
        drafts.destroy(desk.session, draft)
    assert council.rows(Outbox, Outbox.kind == "remind") == []
    council.later(days=22)
    council.work()
    assert postbox.got == []


def test_only_a_saved_form_that_still_has_time_is_called_to_mind(council, saved):
    with council.desk() as desk:
        draft, _token = drafts.start(desk, "parent")
        assert not ask_for_reminder(desk, draft, TO)
    council.later(days=25)
    assert not ask(council, saved)
