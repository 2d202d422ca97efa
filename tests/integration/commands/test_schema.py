"""What the program says of its tables without Alembic is what Alembic says."""

from alembic.script import ScriptDirectory

from portal.store import schema


def test_the_files_names_give_the_revisions_in_their_order() -> None:
    scripts = ScriptDirectory.from_config(schema._config())
    assert schema.revisions() == [script.revision for script in reversed(list(scripts.walk_revisions()))]
    assert schema.newest() == scripts.get_current_head()
