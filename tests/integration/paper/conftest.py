"""Everything that can be printed, drawn as its reader gets it: name and language -> PDF."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.paper import __main__ as child
from portal.paper import pdf
from portal.paper.pdf import kept
from portal.paper.pdf import pdf as by_a_child
from portal.settings import Settings
from portal.web.public import print as printing
from tests.council import filled

Sheet = Callable[..., str]
Draw = Callable[..., bytes]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def settings(instance: Path, database_url: str) -> Settings:
    """A demonstration, where every language may be seen."""
    council = filled(instance, database_url)
    named = replace(council.council, public_url="https://tellus.anytown.example")
    return replace(council, demo=True, council=named, team=replace(council.team, freepost="Freepost ANYTOWN CHILDREN"))


@pytest.fixture(scope="session")
def drawn_before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what one test drew waits for the next."""
    return tmp_path_factory.mktemp("print")


def drawn_here(html: str, seconds: int = 0) -> bytes:
    """As the child draws it, without the start of one for each sheet. Urdu changes how everything after it is drawn: it has a child of its own."""
    return child.draw(html) if not child.IN_PIECES.search(html) else by_a_child(html)


@pytest.fixture
def sheet(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Sheet:
    """One of SHEETS in a language, as the HTML that is drawn."""
    monkeypatch.setattr(pdf, "pdf", drawn_here)  # how the child is started and what it may use: test_drawing.py
    app.config["LANGUAGES"] = (*app.config["LANGUAGES"], "ar", "ur")

    def html(name: str, language: str = "en") -> str:
        with app.test_request_context("/print", base_url="https://tellus.anytown.example"):
            printing.speak(language)
            return printing.html_of(printing.SHEETS[name])

    return html


@pytest.fixture
def draw(sheet: Sheet, drawn_before: Path) -> Draw:
    """The same as a PDF."""
    return lambda *what: kept(drawn_before, sheet(*what))
