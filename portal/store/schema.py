"""Which revision the database has, which this program knows, and the way from one to the other."""

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from portal.store.database import Database, Unsafe

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: sa.Connection | None = None) -> "Config":
    from alembic.config import Config  # moving tables is rare, and importing Alembic is a third of a start

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def revisions() -> list[str]:
    """The revisions this program knows, the oldest first: each file of migrations/versions begins with its own."""
    return sorted(path.name.partition("_")[0] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def newest() -> str:
    """The revision this program knows."""
    return revisions()[-1]


def current(database: Database) -> str | None:
    """The revision the database has; None when it is empty."""
    with database.engine.connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        found = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return str(found) if found is not None else None


def upgrade(database: Database, to: str = "head") -> None:
    """Move the tables forward; each revision is one transaction, on SQLite too."""
    from alembic import command

    with _writing(database) as connection:
        command.upgrade(_config(connection), to)
        connection.commit()


def downgrade(database: Database, to: str) -> None:
    """Move the tables back to a revision, or to nothing with 'base'."""
    from alembic import command

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
    if has in revisions():
        raise Unsafe("The database is of an older version. Back it up, then run: portal upgrade")
    raise Unsafe(f"The database is of a version this program does not know ({has}). Install the newer program.")
