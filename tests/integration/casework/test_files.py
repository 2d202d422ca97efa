"""Files on either database: kept with a draft, sent with it, taken back, forgotten with it, swept."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.evidence import sweep
from portal.casework.evidence.open import files_of
from portal.casework.evidence.receive import receive
from portal.casework.evidence.remove import remove
from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.casework.shift import Shift
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, DataKey, Draft, File, Outbox
from tests import factories
from tests.factories import SAID


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Whether the test machine's disk is full is not tried here."""
    return replace(settings, files=replace(settings.files, keep_free_megabytes=0, most=3))


def begun(desk: Desk) -> Draft:
    draft, _token = drafts.start(desk, "parent")
    return draft


def test_files_go_with_what_is_sent_or_end_with_what_is_not(database: Database, settings: Settings, now: datetime) -> None:
    with factories.a_desk(database, settings, now) as desk:
        sent, ended = begun(desk), begun(desk)
        for name in ("a.txt", "b.txt", "c.txt"):
            receive(desk, [b"words"], name, draft=sent)
        with pytest.raises(NotAllowed):
            receive(desk, [b"words"], "d.txt", draft=sent)
        gone = receive(desk, [b"words"], "gone.txt", draft=ended)
        taken_back = files_of(desk.session, draft=sent)[1].id
        assert remove(desk.session, sent, taken_back) and not remove(desk.session, sent, taken_back) and not remove(desk.session, ended, taken_back)
        submit(desk, sent, SAID, drafts.FreshCode("T00001", "six words", "hash"))
        drafts.destroy(desk.session, ended)
        contact = sent.contact
    with factories.a_desk(database, settings, now + timedelta(days=1)) as desk:
        rows = desk.session.scalars(sa.select(File).order_by(File.made_at, File.id)).all()
        assert [(row.contact_id, row.draft_id) for row in rows] == [(contact.id, None)] * 2
        assert [one.name for one in files_of(desk.session, case=desk.session.scalars(sa.select(Case)).one())] == ["a.txt", "c.txt"]
        assert desk.session.get(DataKey, gone.key_id) is None
        asked = sa.select(sa.func.count()).select_from(Outbox).where(Outbox.kind == "check_file")
        assert desk.session.scalar(asked) == 4  # the fifth was never taken
    folder, at = settings.files_folder, now + timedelta(hours=2)
    for path in folder.iterdir():
        os.utime(path, (now.timestamp(),) * 2)
    assert sweep.SWEEP.do is not None and sweep.SWEEP.do(Shift(database, settings, at), True) == 0
    assert sorted(path.suffix for path in folder.iterdir()) == ["", "", ".gone", ".gone", ".gone"]  # the one too many, the one taken back, the one that ended


def test_a_file_passed_on_is_the_workers_and_never_the_person_s_they_heard(database: Database, settings: Settings, now: datetime) -> None:
    with factories.a_desk(database, settings, now) as desk:
        draft, _token = drafts.start(desk, "pass_on")
        receive(desk, [b"what I noted"], "notes.txt", draft=draft)
        submit(desk, draft, factories.PASSED_ON, drafts.FreshCode("T00002", "six words", "hash"))
        case = desk.session.scalars(sa.select(Case)).one()
        names = {party.role: [one.name for one in files_of(desk.session, party=party)] for party in case.parties}
        assert names["passed_on_by"] == ["notes.txt"] and names["complainant"] == []
