"""Sealing: nobody reads, moves or measures what a person wrote, and a destroyed key is the end of it."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag

from portal.store.database import Database, new_id
from portal.store.models import DataKey, Draft, new_key
from portal.store.sealing import BadKeys, Erased, make_keys, read_keys


def a_draft(database: Database, now: datetime, story: str) -> Draft:
    with database.transaction() as session:
        draft = Draft(id=new_id(), key_id=new_key(session, now), audience="parent", made_at=now, kept_at=now, expires_at=now)
        session.add(draft)
        draft.answers = {"story": story}
    return draft


def test_what_was_sealed_can_be_read_again(database: Database, now: datetime) -> None:
    draft = a_draft(database, now, "He shouted at her. żółć 🙂")
    with database.reading() as session:
        assert session.get_one(Draft, draft.id).answers == {"story": "He shouted at her. żółć 🙂"}


def test_short_texts_look_alike_in_length(database: Database, now: datetime) -> None:
    lengths = {len(a_draft(database, now, "x" * size).answers_sealed or b"") for size in (0, 10, 60)}
    assert len(lengths) == 1


def test_a_sealed_text_moved_to_another_row_cannot_be_read(database: Database, now: datetime) -> None:
    mine, other = a_draft(database, now, "mine"), a_draft(database, now, "other")
    with database.transaction() as session:
        session.execute(sa.update(Draft).where(Draft.id == other.id).values(answers_sealed=mine.answers_sealed, key_id=mine.key_id))
    with database.reading() as session, pytest.raises(InvalidTag):
        _ = session.get_one(Draft, other.id).answers


def test_a_destroyed_key_is_the_end_of_what_it_sealed(database: Database, now: datetime) -> None:
    draft = a_draft(database, now, "gone")
    with database.transaction() as session:
        session.execute(sa.update(DataKey).where(DataKey.id == draft.key_id).values(wrapped=None))
    with database.reading() as session, pytest.raises(Erased):
        _ = session.get_one(Draft, draft.id).answers


def test_a_key_file_others_can_read_is_refused(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("keys") / "keys"
    make_keys(folder)
    (folder / "master.keys").chmod(0o640)
    with pytest.raises(BadKeys, match="chmod 600"):
        read_keys(folder)


def test_making_keys_again_changes_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("keys") / "keys"
    make_keys(folder)
    before = read_keys(folder)
    make_keys(folder)
    assert read_keys(folder) == before
