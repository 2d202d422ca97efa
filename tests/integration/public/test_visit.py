"""A visit to one's own page: 15 quiet minutes, 8 hours, Exit, 'I am done'; and nothing that was typed is lost or shown to another."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from portal.access.code import WORDS, hash_code
from portal.casework.thread.visit import forget_old
from portal.store.models import Draft, Message, Party, Visit
from tests import factories
from tests.integration.public.returning import come_back, give_codes
from tests.integration.public.visitor import Visitor

CANARY = "He is at the door again, canary."


@pytest.fixture
def people(app, settings, clock):
    """The codes of two parents who complain together."""
    database = app.extensions["council"].database
    with factories.a_desk(database, settings, clock()) as desk:
        return give_codes(desk, factories.a_couple(desk), database.keys.pepper)


@pytest.fixture
def rows(app):
    def read(kind):
        with app.extensions["council"].database.reading() as session:
            return list(session.scalars(sa.select(kind).order_by(kind.id)))

    return read


def open_again(me, code):
    me.open("/come-back")
    return me.press(reference=code.reference, words=code.words)


def test_the_page_says_when_it_closes_and_warns_without_a_script(app, people):
    page = come_back(app, people[0]).page
    assert "it closes at 10:15 am if you do nothing" in page.words
    warning = page.html.split('<div role="status" class="heard-soon">')[1].split("</div>")[0]
    assert "This page closes in 2 minutes, at 10:15 am." in warning
    css = app.test_client().get("/look/public.css").text
    assert "animation:heard-soon 0s 780s forwards" in css and "visibility:hidden" in css


def test_fifteen_quiet_minutes_close_it_and_any_press_keeps_it_open(app, people, clock):
    me = come_back(app, people[0])
    for _ in range(3):
        clock.move(minutes=14)
        assert me.open("/back").url == "/back"
    clock.move(minutes=15)
    page = me.open("/back")
    assert page.url == "/come-back" and "Your page has closed, to keep it from other people." in page.words


def test_eight_hours_close_it_whatever_is_done(app, people, clock):
    me = come_back(app, people[0])
    for _ in range(34):
        clock.move(minutes=14)
        me.open("/back")
    assert me.page.url == "/back" and 'class="heard-soon heard-soon--now"' in me.page.html
    clock.move(minutes=5)
    assert me.open("/back").url == "/come-back"


def test_what_is_typed_when_it_has_closed_is_kept_and_shown_to_its_writer_only(app, people, clock, rows):
    ada, bruno = people
    me = come_back(app, ada)
    me.open("/back?part=write")
    clock.move(minutes=16)
    page = me.press(url="/back", message=CANARY)
    assert "We have kept what you wrote. It is not sent yet." in page.words and CANARY not in page.html
    assert rows(Message) == []
    assert CANARY not in me.open("/come-back").html
    page = open_again(me, ada)
    assert page.url == "/back" and page.fields["message"] == [CANARY]
    me.press(url="/back")
    assert [one.kind for one in rows(Message)] == ["message"] and rows(Draft)[1:] == []
    assert bruno


def test_another_s_code_in_the_same_browser_shows_nothing_of_what_was_kept(app, people, clock, rows):
    ada, bruno = people
    me = come_back(app, ada)
    me.open("/back?part=write")
    clock.move(minutes=16)
    me.press(url="/back", message=CANARY)
    page = open_again(me, bruno)
    assert page.url == "/back" and CANARY not in page.html
    assert CANARY not in me.open("/back?part=write").html
    assert [one for one in rows(Draft) if one.audience == "back"] == []


def test_the_cookie_of_a_visit_opens_no_form(app, people, clock):
    me = come_back(app, people[0])
    me.open("/back?part=write")
    clock.move(minutes=16)
    me.press(url="/back", message=CANARY)
    token = me.client.get_cookie("back").value
    for guess in (token, f"back:{token}"):
        thief = Visitor(app.test_client())
        thief.client.set_cookie("draft", guess)
        assert CANARY not in thief.open("/f/p/9").html + thief.open("/f/9").html + thief.open("/done").html


def test_i_need_more_time_keeps_what_was_typed_and_sends_nothing(app, people, rows):
    me = come_back(app, people[0])
    me.open("/back?part=write")
    page = me.press("stay", url="/back", message=CANARY)
    assert page.fields["message"] == [CANARY] and rows(Message) == []


@pytest.mark.parametrize("leave", ["exit", "done"])
def test_exit_and_i_am_done_end_it(app, people, rows, leave):
    me = come_back(app, people[0])
    if leave == "exit":
        me.exit()
    else:
        assert me.press("done", url="/back").url == "/"
    assert me.client.get_cookie("back") is None
    assert rows(Visit)[0].ended_at is not None
    assert me.open("/back").url == "/come-back"


def test_exit_takes_what_was_kept_with_it(app, people, clock, rows):
    me = come_back(app, people[0])
    me.open("/back?part=write")
    clock.move(minutes=16)
    me.press(url="/back", message=CANARY)
    me.exit()
    assert [one for one in rows(Draft) if one.audience == "back"] == []


def test_a_page_open_elsewhere_stays_open(app, people):
    here, there = come_back(app, people[0]), come_back(app, people[0])
    assert here.open("/back").url == there.open("/back").url == "/back"


def test_a_code_that_dies_while_it_is_typed_opens_nothing(app, people, settings, clock, monkeypatch):
    from portal.web.public import come_back as view

    database = app.extensions["council"].database
    found = view.open_with_code

    def then_replaced(*given):
        opened = found(*given)
        with database.transaction() as session:
            party = session.scalars(sa.select(Party).where(Party.reference == people[0].reference)).one()
            party.code_hash = hash_code(WORDS[-6:], database.keys.pepper)
        return opened

    monkeypatch.setattr(view, "open_with_code", then_replaced)
    assert "We cannot open that" in come_back(app, people[0]).page.words


def test_visits_are_forgotten_after_a_day(app, people, clock, rows):
    come_back(app, people[0])
    with app.extensions["council"].database.transaction() as session:
        forget_old(session, clock() + timedelta(hours=23))
    assert len(rows(Visit)) == 1
    with app.extensions["council"].database.transaction() as session:
        forget_old(session, clock() + timedelta(hours=25))
    assert rows(Visit) == []


def test_the_cookie_is_no_script_s_and_goes_with_the_browser(app, people):
    me = Visitor(app.test_client())
    me.open("/come-back")
    answer = me.client.post("/come-back", data={**me.page.fields, "reference": people[0].reference, "words": people[0].words})
    cookie = next(one for one in answer.headers.getlist("Set-Cookie") if one.startswith("back="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Expires" not in cookie and "Max-Age" not in cookie
    assert answer.location == "/back"


def test_the_public_sentence_about_wrong_tries_is_always_there(visitor):
    assert "After several wrong tries nobody can open it for 15 minutes or longer" in visitor.open("/come-back").words
