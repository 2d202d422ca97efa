"""Exit leaves at once; what was never saved goes, what was saved or sent stays (practice F-19)."""

import time

import pytest

from portal.store.models import Draft


@pytest.fixture
def drafts(app):
    def count():
        with app.extensions["council"].database.reading() as session:
            return session.query(Draft).count()

    return count


def begun(visitor):
    visitor.open("/f/1")
    return visitor.press(kind="complaint")


def test_exit_leads_to_a_harmless_page_and_says_nothing_about_where_from(visitor, settings):
    begun(visitor)
    response = visitor.exit()
    assert (response.status_code, response.location) == (303, settings.council.exit_url)
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_what_was_not_saved_is_deleted(visitor, drafts):
    begun(visitor)
    visitor.exit()
    assert drafts() == 0
    assert visitor.open("/f/2").url == "/"


def test_what_was_saved_stays_but_not_in_this_browser(visitor, drafts):
    begun(visitor)
    visitor.press("save")
    visitor.exit()
    assert drafts() == 1
    assert visitor.open("/saved").url == "/"
    assert visitor.open("/f/2").url == "/"


def test_exit_works_for_somebody_who_has_written_nothing(visitor):
    assert visitor.exit().status_code == 303


def test_exit_keeps_no_cookie(visitor):
    begun(visitor)
    visitor.exit()
    assert [cookie.value for cookie in visitor.client._cookies.values() if cookie.value] == []


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch"}, {"Sec-Purpose": "prefetch;prerender"}, {"Sec-Fetch-Site": "cross-site"}])
def test_only_the_person_ends_the_draft(visitor, drafts, headers):
    begun(visitor)
    visitor.exit(**headers)
    visitor.exit("head")
    assert drafts() == 1


def test_nobody_waits_for_a_busy_database_to_get_away(visitor, app, settings, drafts):
    begun(visitor)
    with app.extensions["council"].database.writing() as other:
        other.connection()
        before = time.monotonic()
        response = visitor.client.get("/exit")
        assert time.monotonic() - before < 2
        assert response.location == settings.council.exit_url
        assert visitor.client.get_cookie("draft") is None
    until = time.monotonic() + 10
    while drafts() and time.monotonic() < until:
        time.sleep(0.05)
    assert drafts() == 0


def test_every_page_has_exit_first(visitor):
    for url in ("/", "/f/1", "/talk", "/come-back"):
        assert visitor.open(url).all("a")[0]["href"] == "/exit"
