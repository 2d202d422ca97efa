"""Words that nobody else writes are put into every field and followed everywhere: none is found outside what is sealed (G-10, T-07b)."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pyrage
import pytest
import sqlalchemy as sa

from portal import create_app, utc_now
from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Kind
from portal.settings import load
from portal.store.backup import check
from portal.store.database import Database
from portal.store.models import Case, CaseEvent, CaseIssue, Contact, KeptText, Letter, Outbox, Party, Risk, User
from portal.store.models.row import Row
from portal.store.sealing import read_keys
from portal.web.public.page_of import LETTERS
from portal.web.sign_in_state import AGENT
from tests import factories
from tests.factories import EXAMPLE
from tests.faults.running import Running, wait_for
from tests.faults.sender import Browser
from tests.integration.outbox.scene import Postbox

FAILING = Path(__file__).with_name("failing.py")
SENT_BY_OTHER_WAYS = 4
"""Contacts beside one by each form: told at once, a call asked for, and what staff wrote down."""


class Nest:
    """Canaries: each is one word that is written nowhere else, and is remembered with the field it was put into."""

    def __init__(self) -> None:
        self.where: dict[str, str] = {}
        self.numbers = count(100)

    def lay(self, field: str) -> str:
        word = f"Zqxcanary{next(self.numbers)}vwj"
        self.where[word] = field
        return word

    def seen_in(self, data: bytes) -> list[str]:
        """The fields whose canary is in these bytes: as written, in another case or alphabet, or as base64."""
        low = data.lower()
        if not any(mark in low for mark in (b"qxcanary", "qxcanary".encode("utf-16-le"), b"qxcanary".hex().encode(), *_base64(b"qxcanary"))):
            return []
        return [field for word, field in self.where.items() if word.lower().encode() in low] or ["a canary, encoded"]


def _base64(word: bytes) -> Iterator[bytes]:
    """The middle of the word as base64 writes it, at each of its three places."""
    for shift in range(3):
        whole = base64.b64encode(b"\0" * shift + word)
        yield whole[4:-4].lower()


@pytest.fixture
def nest() -> Nest:
    return Nest()


@pytest.fixture
def identity() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


def page_fields(nest: Nest, page: Any) -> dict[str, Any]:
    """Every question of a page answered: text with a canary, boxes all ticked, else the option under which more is asked."""
    found: dict[str, Any] = {}
    for asked in page.asked():
        if asked.kind is Kind.ANY_OF:
            found[asked.key] = list(asked.options)
        elif asked.kind is Kind.ONE_OF:
            found[asked.key] = next(iter(asked.reveals), asked.options[0])
        elif asked.kind is Kind.DATE:
            found |= dict(zip(asked.names(), ("20", "11", "2020"), strict=True))
        else:
            word = nest.lay(asked.key)
            found[asked.key] = f"{word}@example.org" if asked.kind is Kind.EMAIL else word
    return found


def post(browser: Browser, path: str, **fields: Any) -> tuple[int, str, str]:
    """Open a page, and post to it with its token."""
    _status, _where, page = browser.ask("GET", path)
    tokens = dict(re.findall(r'name="(csrf_token|kept_token|seen|once)" value="([^"]*)"', page))
    browser.token = tokens.pop("csrf_token", browser.token)
    return browser.ask("POST", path, **{**tokens, **fields})


def the_public(nest: Nest, port: int) -> None:
    """Each form with everything answered, the team told now; another saves; another would rather talk; one meets an error of ours."""
    for letter, form in LETTERS.items():
        browser, said = Browser(port), dict[str, Any]()
        for n, page in enumerate(form.pages, 1):
            if n > 1 and not page.when({**form.says, **said}):
                continue
            said |= page_fields(nest, page)
            then = {"help_now": "tell", "check": "send"}.get(page.key, "go_on")
            status, where, _page = post(browser, f"/f/{n}?as={letter}", **said, then=then)
            assert status == 302 and (page.key != "check" or where.endswith("/done")), (form.key, page.key)
    saver = Browser(port)
    assert post(saver, "/f/1", kind="complaint", then="go_on")[0] == 302
    assert post(saver, "/f/2", story=nest.lay("a saved story"), then="save")[1].endswith("/saved")
    talker = Browser(port)
    assert post(talker, "/talk", phone=nest.lay("talk phone")[:49], best_times=nest.lay("talk times"), language=nest.lay("talk language"))[0] == 302
    assert post(talker, "/come-back", reference=nest.lay("reference"), words=nest.lay("words"))[0] == 200
    assert talker.ask("POST", "/account/sign-in", email=nest.lay("sign-in"), password=nest.lay("password"), code=nest.lay("code"))[0] == 200
    assert talker.ask("POST", "/fail", story=nest.lay("a story that failed"))[0] == 500
    assert talker.ask("POST", "/f/2", story="x" * 3 * 1024 * 1024 + nest.lay("too large"))[0] == 413
    assert talker.ask("GET", f"/{nest.lay('path')}?q={nest.lay('query')}")[0] == 404


def the_staff(nest: Nest, browser: Browser, reference: str) -> None:
    """Triage with everything in it, a letter, a note, a call, an answer, and words that were kept."""
    sorting = {
        "title": nest.lay("title"),
        "kind": "complaint",
        "service": "looked_after",
        "procedure": "statutory",
        "point-1": nest.lay("point"),
        "point-1-category": "delay",
        "risks": "press",
        "told-press": nest.lay("risk"),
        "advocacy": "offered",
        "subject-1": nest.lay("staff complained about"),
        "at_risk": "no",
        "send_letter": "yes",
        "letter": nest.lay("route letter"),
        "channel": "email",
        "letter-2": nest.lay("route letter"),
        "channel-2": "email",
    }
    case = f"/cases/{reference}"
    assert post(browser, f"{case}/triage", **sorting)[0] == 302
    day = dict(zip(("on-day", "on-month", "on-year"), utc_now().strftime("%d %m %Y").split(), strict=True))
    assert post(browser, f"{case}/note", note=nest.lay("note"), **day)[0] == 302
    assert post(browser, f"{case}/acknowledge", way="phone", note=nest.lay("acknowledged"), **{**day, "way-2": "phone"})[0] == 302
    page = browser.ask("GET", f"{case}/answer")[2]
    findings = {name: "upheld" for name in set(re.findall(r'name="(finding-[^"]*)"', page))}
    letters = {"letter": nest.lay("answer letter"), "channel": "email", "letter-2": nest.lay("answer letter"), "channel-2": "email"}
    assert post(browser, f"{case}/answer", **findings, **letters)[0] == 302
    browser.ask("GET", f"{case}/note")
    tokens = dict(re.findall(r'name="(kept_token|csrf_token)" value="([^"]*)"', browser.ask("GET", f"{case}/note")[2]))
    assert browser.ask("POST", "/account/keep", **tokens, note=nest.lay("kept text"))[0] == 200
    assert post(browser, f"{case}/note", note=nest.lay("refused note") + "\0", **day)[0] == 422


def sealed_words(database: Database) -> str:
    """Everything that is sealed, opened: what was planted did arrive."""
    found: list[str] = []
    with database.reading() as session:
        for kind, names in SEALED.items():
            found += [str(getattr(row, name)) for row in session.scalars(sa.select(kind)) for name in names]
    return "\n".join(found)


SEALED: dict[Any, tuple[str, ...]] = {
    Contact: ("answers",),
    Case: ("title",),
    CaseEvent: ("note",),
    CaseIssue: ("words",),
    KeptText: ("body",),
    Letter: ("body",),
    Party: ("name", "about"),
    Risk: ("told",),
}
NEVER_KEPT = {
    "reference",
    "words",
    "sign-in",
    "password",
    "code",
    "a story that failed",
    "too large",
    "path",
    "query",
    "refused note",
    "a saved story",
    "phone",
    "email",
    "address",
    "best_times",
    "now_how",
}
"""What is refused, or lies in a draft or with the ways to reach somebody, which this test does not open."""


def every_file(folders: list[Path]) -> Iterator[Path]:
    return (path for folder in folders for path in folder.rglob("*") if path.is_file() and path.name != "ballast")


def every_open_value(database: Database) -> bytes:
    """Every value of every table as the database gives it."""
    with database.engine.connect() as connection:
        rows = [repr(tuple(row)) for table in Row.metadata.sorted_tables for row in connection.execute(sa.select(table))]
    return "\n".join(rows).encode()


def signed_in(council: Running, user: User) -> Browser:
    """The browser of a member of staff: its cookie is made here, as signing in would make it."""
    app = create_app(load(council.instance))
    client = factories.signed_in(app, user, utc_now())
    with client.session_transaction() as cookie:
        cookie[AGENT] = hashlib.sha256(b"").hexdigest()[:16]  # this browser does not say what it is
    app.extensions["council"].database.close()
    browser = Browser(council.port)
    browser.cookies["heard"] = client.get_cookie("heard").value
    return browser


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
def test_no_word_is_found_outside_what_is_sealed(
    request: pytest.FixtureRequest,
    start: Callable[..., Running],
    on_disk: Path,
    keys_folder: Path,
    postbox: Postbox,
    nest: Nest,
    identity: pyrage.x25519.Identity,
    engine: str,
) -> None:
    lists = EXAMPLE.read_text("utf-8")
    url = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    council = start(url, recipient=str(identity.to_public()), script=FAILING, lists=lists[lists.index("[lists.service]") :])
    settings = load(council.instance)
    database = Database(settings, read_keys(keys_folder))
    try:
        with factories.a_desk(database, settings, utc_now()) as desk:
            factories.the_lists(desk)
            officer = factories.a_user(desk)
        the_public(nest, council.port)
        with database.reading() as session:
            case = session.scalars(sa.select(Case).join(Contact).where(Contact.kind == "complaint", Contact.audience == "parent")).one()
        the_staff(nest, signed_in(council, officer), case.reference)
        wait_for(lambda: all_mail_went(database), council.log)
        archives = on_disk / "archives"
        with (on_disk / "backup.log").open("wb") as said:
            assert council.portal("backup", str(archives), said=said).wait(60) == 0, (on_disk / "backup.log").read_text()
        look_everywhere(nest, council, database, [on_disk], engine)
        arrived = sealed_words(database)
    finally:
        database.close()
    assert {field for word, field in nest.where.items() if word not in arrived} <= NEVER_KEPT
    assert len(nest.where) > 35
    look_into_the_mail(nest, postbox)
    look_into_the_backup(archives, identity)


def all_mail_went(database: Database) -> bool:
    with database.reading() as session:
        kinds = session.scalars(sa.select(Outbox.kind).where(Outbox.state == "done")).all()
    return kinds.count("letter") == 4 and "acknowledge" in kinds and "page" in kinds


def look_everywhere(nest: Nest, council: Running, database: Database, folders: list[Path], engine: str) -> None:
    """Files of the instance, its -wal and -shm, passing files, logs, archives; the tables; and the same once everything has stopped."""
    names = {path.name for path in every_file(folders)}
    assert {"said.log", "council.toml", "backup.log"} <= names and any(name.endswith("-data.age") for name in names)
    assert engine != "sqlite" or {"heard.sqlite", "heard.sqlite-wal", "heard.sqlite-shm"} <= names
    assert nest.seen_in(every_open_value(database)) == []
    for _ in range(2):
        found = {path.name: seen for path in every_file(folders) if (seen := nest.seen_in(path.read_bytes()))}
        assert found == {}
        council.stop()
    log = council.log.read_text()
    assert '"status":500' in log and '"error":["ValueError"]' in log and '"status":413' in log


def look_into_the_mail(nest: Nest, postbox: Postbox) -> None:
    """The letters that were to go by e-mail are the only ones with words in them; no other mail says anything."""
    letters = {"route letter", "answer letter"}
    for to, mail in postbox.got:
        whole = "\n".join(f"{name}: {value}" for name, value in mail.items() if name != "To") + str(mail.get_payload(decode=True), "utf-8")
        seen = set(nest.seen_in(whole.encode())) - letters
        assert not seen, to
    assert len(postbox.got) >= 4


def look_into_the_backup(archives: Path, identity: pyrage.x25519.Identity) -> None:
    """The archives are whole: what was searched was not an empty file."""
    data, keys = sorted(archives.iterdir())
    assert check(data, "data", identity).rows["contact"] == SENT_BY_OTHER_WAYS + len(CATALOGUE) and check(keys, "keys", identity).rows["data_key"] > 3


def test_the_search_finds_what_is_there(nest: Nest, tmp_path: Path) -> None:
    """A search that finds nothing anywhere would be no proof."""
    word = nest.lay("a field")
    for data in (word.encode(), word.upper().encode(), base64.b64encode(b"x" + word.encode()), word.encode().hex().encode(), word.encode("utf-16-le")):
        assert nest.seen_in(b"before" + data + b"after")
    assert nest.seen_in(b"before and after") == []
