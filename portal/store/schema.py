"""Which revision the database has, which this program knows, and the way from one to the other."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.store.database import Database, Unsafe

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: sa.Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision this program knows."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def current(database: Database) -> str | None:
    """The revision the database has; None when it is empty."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def upgrade(database: Database, to: str = "head") -> None:
    """Move the tables forward; each revision is one transaction, on SQLite too."""
    with _writing(database) as connection:
        command.upgrade(_config(connection), to)
        connection.commit()


def downgrade(database: Database, to: str) -> None:
    """Move the tables back to a revision, or to nothing with 'base'."""
    with _writing(database) as connection:
        command.downgrade(_config(connection), to)
        connection.commit()


def _writing(database: Database) -> sa.Connection:
    return database.engine.execution_options(writes=True).connect()


def assert_known(database: Database) -> None:
    """Raises Unsafe when the tables are not of the revision this program knows, and names the command."""
    has = current(database)
    if has == newest():
        return
    if has is None:
        raise Unsafe("The database has no tables yet. Make them with: portal init")
    if has in {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise Unsafe("The database is of an older version. Back it up, then run: portal upgrade")
    raise Unsafe(f"The database is of a version this program does not know ({has}). Install the newer program.")
