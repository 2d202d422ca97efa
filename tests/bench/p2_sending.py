"""P2: what sending costs: a page, and the whole; in one transaction, and how many a second."""

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median

import sqlalchemy as sa
from flask.testing import FlaskClient

from portal import create_app
from portal.access.code import hash_code, new_words
from portal.casework.intake import draft
from portal.settings import Settings
from tests.bench import council, drafts, many
from tests.bench.durable import raw_inserts
from tests.bench.line import Line, at_least, at_most, so_it_is
from tests.bench.process import Running, serving
from tests.bench.visitor import CHECK, LONGEST, PAGES, TOKEN, Visitor
from tests.bench.yardstick import ROUNDS, per_request, times_hello

STORY = 2
AT_ONCE = 4
SENT_A_ROUND = 20


def measure() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = council.make(folder)
        yield from _transactions(settings)
        with serving("hello", folder) as hello, serving("unhashed", folder) as portal:
            yield from _pages(hello, portal)
            yield from _submissions(hello, portal, settings)
            yield from _a_second(portal, settings, folder)
            yield from _among_many(portal, settings)
        yield from _hash()


def _pages(hello: Running, portal: Running) -> Iterator[Line]:
    with Visitor(portal.port) as visitor:
        visitor.fill_in()
        found = times_hello(hello, portal, {"the story": lambda: visitor.page(STORY), "the longest page": lambda: visitor.page(LONGEST)})
    for page, cost in found.items():
        yield from cost.lines("P2", f"CPU of a POST of {page}, x hello", 10)


def _submissions(hello: Running, portal: Running, settings: Settings) -> Iterator[Line]:
    tokens = iter(drafts.filled_in(settings, 20 + ROUNDS * SENT_A_ROUND))
    with Visitor(portal.port) as visitor:
        visitor.fill_in(1)
        found = times_hello(hello, portal, {"send": lambda: drafts.send(visitor, next(tokens))}, SENT_A_ROUND)
    yield from found["send"].lines("P2", "CPU of the final submission without its hash, x hello", 20)


def _among_many(portal: Running, settings: Settings) -> Iterator[Line]:
    """Sending must not look through what others sent: the same submission into a council with a million cases."""
    among = many.on_sqlite(many.MANY)
    count = 20 + ROUNDS * SENT_A_ROUND
    few, lots = iter(drafts.filled_in(settings, count)), iter(drafts.filled_in(among, count))
    with serving("unhashed", among.instance) as crowded, Visitor(portal.port) as here, Visitor(crowded.port) as there:
        here.fill_in(1)
        there.fill_in(1)
        ratios = []
        for _ in range(ROUNDS):
            alone = per_request(portal, lambda: drafts.send(here, next(few)), SENT_A_ROUND)
            ratios.append(per_request(crowded, lambda: drafts.send(there, next(lots)), SENT_A_ROUND) / alone)
    yield at_most("P2", f"CPU of the final submission with {many.MANY:,} cases beside none", median(ratios), 1.25, "x")


def _a_second(portal: Running, settings: Settings, folder: Path) -> Iterator[Line]:
    raw = [raw_inserts(folder)]
    pages = _rate(portal, [""] * 400, lambda visitor, _: visitor.page(STORY))
    raw.append(raw_inserts(folder))
    sent = _rate(portal, drafts.filled_in(settings, 400), drafts.send)
    raw.append(raw_inserts(folder))
    yield Line("P2", "raw durable inserts of this disk a second, before, between and after", "; ".join(f"{one:,.0f}" for one in raw))
    for what, rate, beside in (("pages kept", pages, raw[:2]), ("submissions", sent, raw[1:])):
        line = at_least("P2", f"{what} a second ({AT_ONCE} people at once, without the hash), of raw durable inserts", rate / (sum(beside) / 2), 0.10)
        decided = rate / max(beside) >= 0.10 or rate / min(beside) < 0.10  # else the disk's own pace decides
        yield replace(line, is_met=line.is_met if decided else None, measured=f"{line.measured} ({rate:,.0f} a second)")


def _rate(portal: Running, things: Sequence[str], act: Callable[[Visitor, str], None]) -> float:
    """How many a second when several people act at once."""

    def one_person(part: Sequence[str]) -> None:
        with Visitor(portal.port) as visitor:
            visitor.fill_in(1)
            for thing in part:
                act(visitor, thing)

    with ThreadPoolExecutor(AT_ONCE) as people:
        began = time.monotonic()
        list(people.map(one_person, [things[n::AT_ONCE] for n in range(AT_ONCE)]))
    return len(things) / (time.monotonic() - began)


def _hash() -> Iterator[Line]:
    took = []
    for _ in range(5):
        began = time.thread_time()
        hash_code(new_words(), bytes(32))
        took.append(time.thread_time() - began)
    yield at_most("P2", "CPU of the one Argon2id hash of a submission (G-23: at most 0.25 s)", median(took), 0.25, "s")


def _transactions(settings: Settings) -> Iterator[Line]:
    """Transactions that write, as the database itself is told of them, and hashes: of a page, and of the submission."""
    app = create_app(settings)
    begun: list[str] = []
    hashed: list[int] = []
    engine = app.extensions["council"].database.engine
    sa.event.listen(engine, "before_cursor_execute", lambda _c, _cursor, said, *_: begun.append(said) if said == "BEGIN IMMEDIATE" else None)
    sa.event.listen(engine, "commit", lambda _connection: begun.append("COMMIT"))
    usual = draft.fresh_code.__defaults__
    draft.fresh_code.__defaults__ = (lambda words, pepper: hashed.append(1) or hash_code(words, pepper),)
    try:
        browser = app.test_client()
        token = TOKEN.search(browser.get("/f/1").text).group(1)  # type: ignore[union-attr]
        for number in PAGES:
            begun.clear()
            _post(browser, number, token, "go_on")
        yield so_it_is("P2", "transactions of a POST of a page", " ".join(begun), "BEGIN IMMEDIATE COMMIT")
        begun.clear()
        _post(browser, CHECK, token, "send")
        yield so_it_is("P2", "transactions of the final submission", " ".join(begun), "BEGIN IMMEDIATE COMMIT")
        yield so_it_is("P2", "Argon2id hashes of the final submission", len(hashed), 1)
    finally:
        draft.fresh_code.__defaults__ = usual
        app.extensions["council"].database.close()


def _post(browser: FlaskClient, number: int, token: str, then: str) -> None:
    answer = browser.post(f"/f/{number}", data={**PAGES.get(number, {}), "csrf_token": token, "then": then})
    if answer.status_code != 302:
        raise RuntimeError(f"page {number} was not taken: {answer.status_code}")
