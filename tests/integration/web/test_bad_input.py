"""Every text field of the public's pages by every class of bad input: kept and shown exactly, or refused with the text kept (B-01 to B-10)."""

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from portal.forms.catalogue import NOW, TALK
from portal.forms.model import Kind, Question
from portal.forms.ways import WAYS
from portal.store.database import Database
from portal.store.models import Case, Contact
from portal.web.public.page_of import LETTERS
from tests import factories
from tests.integration.public.visitor import Page
from tests.integration.web.payloads import CLASSES, RAW, WHOLE, lengths
from tests.integration.web.public_fields import FIELDS
from tests.integration.web.shape import Shape
from tests.places import at
from tests.sizes import IS_SOAK

ALIKE = {way.letter for way in WAYS[1:]}
"""Forms that ask the same questions on the same pages as another; they only look different."""
TWICE = {"help_first", "side_more"}
"""Pages that ask what another page asks too."""
PAGES = [(letter, key) for letter, pages in FIELDS.items() for key in pages if letter not in ALIKE and key not in TWICE]

CHOSEN = (
    "kind in_danger wait now_reach relation responsible child_knows safe_phone safe_email safe_post interpreter more_points point2_more point3_more "
    "point4_more unfair unfair_because told_before court over_a_year stay_anonymous together with_relation with_responsible with_safe_phone with_safe_email "
    "with_safe_post with_code child_lives more_children child2_lives child2_more child3_lives child3_more child4_lives speaks_for child_agrees praise_from "
    "may_pass_on may_publish adjustments adv_role instructed bars child_status consent_complain consent_how answer_how person_is person_knows worker_role "
    "call_me advocate_wanted with_adult talk_how"
)
"""Questions answered by choosing."""

DAYS = "consent_on consent_until heard_on"
"""Questions answered with a day: tried below by themselves."""

OPENS: dict[str, Any] = {
    **{key: "yes" for key in ("in_danger", "wait", "now_reach", "more_points", "point2_more", "point3_more", "point4_more", "unfair", "told_before")},
    **{key: "yes" for key in ("over_a_year", "together", "more_children", "child2_more", "child3_more")},
    **{"kind": "complaint", "story": "x", "said": "x", "stay_anonymous": "no", "adjustments": "other"},
    **dict(zip(("heard_on-day", "heard_on-month", "heard_on-year"), ("1", "2", "2026"), strict=True)),
}
"""What is chosen so that every page, and every field under an option, is on the way."""

TALKS = ("phone", "best_times", "language")
TELLS = ("now_what", "now_where", "now_how")

EVERY = 1 if IS_SOAK else 8
"""In `make test` each page is tried with every eighth text of a class, and the pages between them with all."""
HALF_A_BODY = 1_000_000
UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
UNREADABLE_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")


def question(field: str) -> Question:
    """The question of a field, in whichever form it is asked."""
    return next(found for form in (*LETTERS.values(), TALK, NOW) if (found := form.question(field)))


def keys_of(letter: str, page: str) -> tuple[str, ...]:
    return tuple(FIELDS[letter][page].split())


def limit_of(field: str) -> int:
    return question(field).limit


@pytest.fixture
def browser(app: Flask) -> Callable[[], FlaskClient]:
    """A fresh browser each time, whose form tokens are good."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client


@pytest.fixture
def answers(app: Flask) -> Callable[[], dict[str, Any]]:
    """What the newest contact says."""
    database: Database = app.extensions["council"].database

    def read() -> dict[str, Any]:
        with database.reading() as session:
            return dict(session.scalars(sa.select(Contact).order_by(Contact.id.desc()).limit(1)).one().answers)

    return read


def test_every_text_field_of_the_public_is_listed() -> None:
    found: dict[str, dict[str, str]] = {letter: {} for letter in LETTERS}
    others: dict[bool, set[str]] = {True: set(), False: set()}
    for letter, page in ((letter, page) for letter, form in LETTERS.items() for page in form.pages):
        if texts := [asked.key for asked in page.asked() if not asked.options and asked.kind is not Kind.DATE]:
            found[letter][page.key] = " ".join(texts)
        for asked in page.asked():
            if asked.options or asked.kind is Kind.DATE:
                others[bool(asked.options)].add(asked.key)
    assert found == FIELDS
    assert others == {True: set(CHOSEN.split()), False: set(DAYS.split())}
    assert tuple(asked.key for asked in TALK.pages[0].asked() if not asked.options) == TALKS
    assert tuple(asked.key for asked in NOW.pages[0].asked() if not asked.options) == TELLS


def test_the_table_is_as_long_as_it_says() -> None:
    fields = sum(len(keys_of(*page)) for page in PAGES) + len(TALKS) + len(TELLS)
    assert fields == 109
    assert {name: len(texts) for name, texts in WHOLE.items()} == {
        "B-02 Unicode": 525,
        "B-03 bidi and invisible": 10,
        "B-04 controls": 67,
        "B-05 markup": 490,
        "B-06 templates": 13,
        "B-07 queries": 14,
        "B-09 line breaks": 9,
        "B-10 log lines": 5,
    }


def texts_of(key: str) -> dict[str, tuple[str, ...]]:
    return {**CLASSES, "B-01 length": lengths(limit_of(key))}


CLASS_NAMES = ("B-01 length", *WHOLE)


def tries(keys: tuple[str, ...], name: str, first: int = 0, every: int = 1) -> Iterator[dict[str, str]]:
    """One text for each field of a page at a time; what would be too much together comes field by field."""
    for row in list(zip(*(texts_of(key)[name] for key in keys), strict=True))[first::every]:
        whole = dict(zip(keys, row, strict=True))
        if sum(map(len, row)) < HALF_A_BODY:
            yield whole
        else:
            yield from ({key: text} for key, text in whole.items())


def as_kept(key: str, text: str) -> str:
    """The declared changes: a line break is one character, and no spaces stand around a number or an address."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() if question(key).kind in (Kind.PHONE, Kind.EMAIL) else text


def as_shown(key: str, text: str, refused: bool) -> str:
    """A sign that nobody can read comes back as one that says so."""
    kept = as_kept(key, text)
    return (UNREADABLE if question(key).kind is Kind.TEXT else UNREADABLE_IN_A_LINE).sub("�", kept) if refused else kept


def refused_on(page: Page) -> set[str]:
    """The fields that a page says something is wrong with; it says so in its summary too."""
    wrong = {attrs["id"].removesuffix("-error") for _tag, attrs in page.tags if attrs.get("id", "").endswith("-error")}
    assert all(page.all("a", href=f"#{key}") for key in wrong)
    assert "We have kept what you wrote" in page.words
    return wrong


def assert_kept(page: Page, typed: dict[str, str], refused: set[str]) -> None:
    for key, text in typed.items():
        assert page.fields[key] == [as_shown(key, text, key in refused)], (key, text[:100])


def assert_limits(typed: dict[str, str], refused: set[str]) -> None:
    for key, text in typed.items():
        is_bad = len(as_kept(key, text)) > limit_of(key) or as_shown(key, text, True) != as_kept(key, text)
        assert not is_bad or key in refused, (key, text[:100])
        if not is_bad and key not in ("story", "said", "phone") and question(key).kind is not Kind.EMAIL:
            assert key not in refused, (key, text[:100])


def somebody(client: FlaskClient, letter: str, **more: str) -> None:
    """Come so far with a form that every page of it may be opened."""
    for n in range(1, len(LETTERS[letter].pages)):
        client.post(f"/f/{n}?as={letter}", data={**OPENS, **more})


@pytest.mark.parametrize("name", CLASS_NAMES)
def test_a_page_keeps_exactly_what_was_typed_or_says_what_is_wrong(browser: Callable[[], FlaskClient], name: str) -> None:
    client, before = browser(), ""
    for place, (letter, key) in enumerate(PAGES):
        more = {"kind": "compliment"} if key == "thanks" else {}
        if before != (before := letter + more.get("kind", "")):
            somebody(client, letter, **more)
        n = [page.key for page in LETTERS[letter].pages].index(key) + 1
        for typed in tries(keys_of(letter, key), name, place % EVERY, EVERY):
            answer = client.post(f"/f/{n}?as={letter}", data={**OPENS, **more, **typed})
            assert answer.status_code in (200, 302), (typed, answer.status)
            page = Page(answer if answer.status_code == 200 else client.get(f"/f/{n}"))
            refused = refused_on(page) if answer.status_code == 200 else set()
            assert_kept(page, typed, refused)
            assert_limits(typed, refused)
            assert not Shape(page.html).dangers


@pytest.mark.parametrize("name", CLASS_NAMES)
def test_i_would_rather_talk(browser: Callable[[], FlaskClient], answers: Callable[[], dict[str, Any]], name: str) -> None:
    for number, typed in enumerate(tries(TALKS, name)):
        answer = browser().post("/talk", data={**typed, "once": f"{number:043}"})
        assert answer.status_code in (200, 302)
        if answer.status_code == 200:
            page = Page(answer)
            assert_kept(page, typed, refused_on(page))
            continue
        said = answers()
        assert {key: said.get(key, "") for key in typed} == {key: as_kept(key, text) for key, text in typed.items()}


@pytest.mark.parametrize("name", CLASS_NAMES)
def test_tell_the_team_now(browser: Callable[[], FlaskClient], answers: Callable[[], dict[str, Any]], name: str) -> None:
    for typed in tries(TELLS, name):
        client = browser()
        client.post("/f/2", data={"story": "x"})
        client.post(at("safety"), data={"in_danger": "yes"})
        answer = client.post(at("help_now"), data={**typed, "now_reach": "yes", "then": "tell"})
        assert answer.status_code in (200, 302)
        if answer.status_code == 200:
            page = Page(answer)
            assert_kept(page, typed, refused_on(page))
            continue
        said = answers()
        assert {key: said.get(key, "") for key in typed} == {key: as_kept(key, text) for key, text in typed.items()}


@pytest.mark.parametrize("name", WHOLE)
def test_staff_read_exactly_what_was_sent_and_nothing_of_it_is_a_tag(
    app: Flask, browser: Callable[[], FlaskClient], database: Database, settings: Any, now: Any, name: str
) -> None:
    with factories.a_desk(database, settings, now) as desk:
        officer = factories.a_user(desk)
    object.__setattr__(app.extensions["council"].settings.team, "reads", ())  # both stand as words that nobody can read
    pages = []
    for texts in (["plain"], CLASSES[name]):
        good = [as_kept("story", text) for text in texts if as_shown("story", text, True) == as_kept("story", text)]
        story, short = "\n".join(good)[:49_000], (good or [""])[0].strip()[:50].replace("\n", " ").replace("\t", " ") or "plain"
        client = browser()
        client.post("/f/2", data={"story": f"|{story}|"})
        client.post(at("you"), data={"name": short})
        assert client.post(at("check"), data={"then": "send"}).location == "/done"
        with database.reading() as session:
            reference = session.scalars(sa.select(Case.reference).order_by(Case.id.desc()).limit(1)).one()
        staff = factories.signed_in(app, officer, now)
        page = Shape(staff.get(f"/cases/{reference}/sent").text)
        assert f"|{story}|" in page.text
        seen = [page, *(Shape(staff.get(where).text) for where in (f"/cases/{reference}", f"/cases/{reference}/triage"))]
        assert all(short in one.text for one in seen[:2])
        pages.append([one.tags for one in seen])
    assert pages[0] == pages[1]


def test_bytes_that_are_no_text_are_never_an_error_of_ours(browser: Callable[[], FlaskClient]) -> None:
    form = "application/x-www-form-urlencoded"
    bodies = [encoded for one in RAW for encoded in (one, b"".join(b"%%%02x" % byte for byte in one))]
    for body, kind in product(bodies, (form, f"{form}; charset=utf-7", f"{form}; charset=utf-16")):
        client = browser()
        assert client.post("/f/2", data=b"story=" + body, content_type=kind).status_code in (200, 302)
        assert client.get("/f/2").status_code == 200


def test_ten_mebibytes_are_too_much(browser: Callable[[], FlaskClient]) -> None:
    answer = browser().post("/f/2", data={"story": "x" * 10 * 1024 * 1024})
    assert answer.status_code == 413 and "was not saved" in answer.text
