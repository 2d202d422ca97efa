"""No public page speaks of screening, and no page of ours of a text in which nothing was found (F-08)."""

import re

from tests.guards.source import TEMPLATES, short

OF_STAFF = ("staff", "account")
SCREENING = re.compile(r"screen(ed|ing)\b(?! reader)|word list|list of words|by words|danger_words", re.IGNORECASE)
FALSE_CALM = re.compile(r"no words (were )?found|nothing (was )?found by|screened: safe|marked safe|no danger (was )?found", re.IGNORECASE)


def test_no_public_page_mentions_it() -> None:
    public = [path for path in TEMPLATES.rglob("*.*") if path.relative_to(TEMPLATES).parts[0] not in OF_STAFF]
    assert len(public) > 50
    found = [short(path) for path in public if SCREENING.search(re.sub(r"{#.*?#}", "", path.read_text("utf-8"), flags=re.DOTALL))]
    assert found == []


def test_no_page_says_that_it_found_nothing() -> None:
    assert [short(path) for path in TEMPLATES.rglob("*.*") if FALSE_CALM.search(path.read_text("utf-8"))] == []
