"""Choosing a language: kept in this browser, back to the same page, never to another site."""

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture(autouse=True)
def three(app: Flask) -> None:
    app.config["LANGUAGES"] = ("en", "pl", "ar")


def test_each_language_is_offered_in_its_own_words_and_direction(client: FlaskClient) -> None:
    page = client.get("/languages").text
    assert 'lang="pl" hreflang="pl" dir="ltr"' in page and ">Polski</a>" in page
    assert 'lang="ar" hreflang="ar" dir="rtl"' in page and ">العربية</a>" in page


def test_a_choice_leads_back_and_holds_until_the_browser_closes(client: FlaskClient) -> None:
    answer = client.get("/languages/ar?to=/come-back")
    assert answer.headers["Location"] == "/come-back"
    assert "Expires" not in answer.headers["Set-Cookie"] and "HttpOnly" in answer.headers["Set-Cookie"]
    assert '<html lang="ar" dir="rtl">' in client.get("/come-back").text


@pytest.mark.parametrize("to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/exit", "/languages/pl", "/nowhere", "", "javascript:alert(1)"])
def test_it_leads_nowhere_else(client: FlaskClient, to: str) -> None:
    assert client.get("/languages/pl", query_string={"to": to}).headers["Location"] == "/"


def test_a_language_that_is_off_is_not_there(client: FlaskClient) -> None:
    assert client.get("/languages/ur").status_code == 404
