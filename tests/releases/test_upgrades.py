"""Every release's populated database comes up to this version on both engines, and all of it can still be read."""

import shutil
import tomllib
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.casework import chains
from portal.commands.upgrade import fill
from portal.store import schema
from portal.store.backup import check, read_identity, restore_files, restore_rows
from portal.store.database import Database
from portal.store.models import Case, Contact, StageRun
from portal.store.sealing import read_keys
from tests.council import filled

RELEASES = sorted(path for path in Path(__file__).parent.iterdir() if (path / "data.age").exists())


def test_there_is_a_database_for_the_version_of_this_tree() -> None:
    version = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert version in {path.name for path in RELEASES}


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_a_release_comes_up_and_can_be_read(release: Path, instance: Path, empty_url: str) -> None:
    identity = read_identity(release / "identity.txt")
    shutil.rmtree(instance / "keys")
    contents = check(release / "data.age", "data", identity), check(release / "keys.age", "keys", identity)
    restore_files(release / "keys.age", instance, identity)
    settings = filled(instance, empty_url)
    database = Database(settings, read_keys(instance / "keys"))
    restore_rows(database, (release / "data.age", release / "keys.age"), contents, identity)
    schema.assert_known(database)
    fill(database, settings)
    with database.reading() as session:
        assert all(contact.answers for contact in session.scalars(sa.select(Contact)))
        assert all(case.title is not None for case in session.scalars(sa.select(Case)))
        assert session.scalar(sa.select(sa.func.count()).select_from(Case)) == contents[0].rows["case"]
        sorted_ones = set(session.scalars(sa.select(Case.id).where(Case.stage.startswith("stage"))))
        assert sorted_ones and set(session.scalars(sa.select(StageRun.case_id))) == sorted_ones
        assert chains.check_access_log(session, database.keys.log).broken is None
        assert chains.check_events(session).broken is None
    database.close()
