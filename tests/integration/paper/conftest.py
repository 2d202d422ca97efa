"""Everything that can be printed, drawn as its reader gets it: name and language -> PDF."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from portal.paper.pdf import kept
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


@pytest.fixture
def sheet(app: Flask) -> Sheet:
    """One of SHEETS in a language, as the HTML that is drawn."""
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
