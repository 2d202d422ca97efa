"""A page is in a language somebody has checked, and writes dates as people say them."""

from datetime import UTC, date, datetime, time

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.web.language import chosen, write_date, write_datetime, write_time


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [("", "", "en"), ("", "pl, en;q=0.5", "en"), ("pl", "", "en"), ("en_XA", "", "en_XA"), ("", "en-XA", "en")],
    ids=["nothing said", "not switched on", "a cookie from elsewhere", "the tests' language", "the tests' language is never guessed"],
)
def test_the_language_of_a_request(app: Flask, cookie: str, accepts: str, language: str) -> None:
    app.config["LANGUAGES"] = ("en", "en_XA")
    headers = {"Cookie": f"heard_language={cookie}", "Accept-Language": accepts}
    with app.test_request_context("/", headers=headers):
        assert chosen() == language


def test_the_tests_language_is_off_unless_it_is_a_demonstration(app: Flask, client: FlaskClient) -> None:
    assert app.config["LANGUAGES"] == ("en",)
    client.set_cookie("heard_language", "en_XA")
    assert "Wé çåññöt" not in client.get("/nowhere").text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 23), "Monday 23 November"),
        (date(2027, 1, 4), "Monday 4 January 2027"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "Wednesday 1 July"),
        (None, ""),
    ],
    ids=["this year", "another year", "an instant is London's date", "no date"],
)
def test_dates(app: Flask, day: date | None, words: str) -> None:
    with app.test_request_context("/"):
        assert write_date(day) == words


@pytest.mark.parametrize(
    ("language", "words", "hour"),
    [
        ("pl", "poniedziałek, 23 listopada", "09:00"),
        ("uk", "понеділок, 23 листопада", "09:00"),
        ("ro", "luni, 23 noiembrie", "09:00"),
        ("cy", "Dydd Llun, 23 Tachwedd", "09:00"),
        ("ar", "الاثنين، 23 نوفمبر", "9:00"),
        ("ur", "پیر، 23 نومبر", "9:00"),
        ("en", "Monday 23 November", "9 am"),
    ],
)
def test_dates_and_hours_in_full_in_each_language(app: Flask, language: str, words: str, hour: str) -> None:
    app.config["LANGUAGES"] = ("en", language)
    with app.test_request_context("/", headers={"Cookie": f"heard_language={language}"}):
        assert write_date(date(2026, 11, 23)).replace("\u200f", "") == words
        assert write_time(time(9)).startswith(hour)


def test_instants_are_london_s(app: Flask) -> None:
    with app.test_request_context("/"):
        assert write_datetime(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == "Wednesday 1 July, 00:30"
