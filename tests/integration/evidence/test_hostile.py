"""Two hundred files sent to harm, through the real pages, the real scanner and the real child: none is handed out before a verdict (B-11 to B-14)."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
import sqlalchemy as sa

from portal.casework.work import step
from portal.evidence.child import MEGABYTES
from portal.settings import Scan
from portal.store.models import Outbox
from tests import factories
from tests.conftest import Clock
from tests.integration.evidence.conftest import Place, send
from tests.integration.evidence.hostile import HARM, Hostile, hostile
from tests.integration.evidence.scanners import clamd
from tests.sizes import size

WHOLE = 2_000
AT_ONCE = 25
LONGEST = 5.0  # seconds for one file


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scan]:
    with clamd(tmp_path_factory.mktemp("clamd")) as scan:
        yield scan


@contextmanager
def many(place: Place) -> Iterator[Place]:
    """As many files as the test sends go with one draft."""
    council = place.app.extensions["council"]
    place.settings = replace(place.settings, files=replace(place.settings.files, most=WHOLE))
    place.app.extensions["council"] = replace(council, settings=place.settings)
    yield place


def test_none_is_handed_out_before_a_verdict_and_none_breaks_anything(place: Place, scanner: Scan, clock: Clock) -> None:
    sent = list(hostile(size(WHOLE)))
    with many(place), place.desk() as desk:
        case, officer = factories.a_sent_complaint(desk), factories.a_user(desk)
    staff = factories.signed_in(place.app, officer, clock.now)
    expected: dict[str, list[Hostile]] = {}
    for at in range(0, len(sent), AT_ONCE):
        some = sent[at : at + AT_ONCE]
        answer = send(staff, *((one.name, one.data) for one in some), where=f"/cases/{case.reference}/files")
        assert answer.status_code in (302, 422), answer.status_code
        for one in some:
            expected.setdefault(str(len(one.data)), []).append(one)
    waiting = place.rows()
    assert len(waiting) > len(sent) // 2 and {row.state for row in waiting} == {"checking"}
    for row in waiting[:20]:
        assert staff.get(f"/cases/{case.reference}/files/{row.id}").status_code == 404
        assert staff.post(f"/cases/{case.reference}/files/{row.id}/original", data={"reason": "evidence"}).status_code == 404
    _work(place, scanner, clock)
    _each_as_expected(place, expected)
    for row in place.rows()[:: len(waiting) // 10]:
        page = staff.get(f"/cases/{case.reference}/files/{row.id}")
        assert page.status_code == (200 if row.copy else 404) and HARM not in page.data


def _work(place: Place, scanner: Scan, clock: Clock) -> None:
    """Each check within its time, none tried twice."""
    settings, is_more = replace(place.settings, scan=scanner), True
    while is_more:
        began = time.monotonic()
        is_more = step(place.database, settings, clock.now)
        assert time.monotonic() - began < LONGEST
    with place.database.reading() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Outbox).where(Outbox.kind == "check_file", Outbox.state != "done")) == 0


def _each_as_expected(place: Place, expected: dict[str, list[Hostile]]) -> None:
    """Harm is found, what is broken or cheats is refused; what may be kept has a verdict too."""
    rows = place.rows()
    assert {row.state for row in rows} == {"ready", "refused"}
    for row in rows:
        same = [one for one in expected[str(row.size)] if one.name.endswith(row.said["name"][-8:])]
        if same and all(HARM in one.data for one in same):
            assert (row.state, row.reason) == ("refused", "virus"), row.said
        elif same and not any(one.is_harmless for one in same):
            assert row.state == "refused", row.said
        assert row.copy is None or row.state == "ready"


def test_a_child_that_works_too_long_or_takes_too_much_is_ended() -> None:
    from portal.evidence.child import look
    from portal.evidence.kinds import Reason
    from tests.integration.evidence.hostile import _many_objects

    assert MEGABYTES <= 512
    assert look("txt", [b"words"], len, megabytes=20).reason in (Reason.UNREADABLE, Reason.TOO_MUCH)
    assert look("pdf", [_many_objects(50_000) * 3], len, seconds=1).reason is not None
