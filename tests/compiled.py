"""SQL of each kind of database is written out once in a run, for all the databases that tests open: anew for each was a tenth of their time."""

import pytest
import sqlalchemy as sa
from sqlalchemy.util import LRUCache

from portal.settings import Settings
from portal.store import database

ENOUGH = 5_000
"""Statements; the whole suite has about two thousand of a kind."""

_original = database._engine
_kept: dict[str, sa.Engine] = {}


def _engine(settings: Settings) -> sa.Engine:
    """An engine that shares what the first of its kind to have been connected has written out. Nothing in it knows which database it is for."""
    made = _original(settings)
    first = _kept.get(made.dialect.name)
    if first is None or not first.dialect.server_version_info:
        made._compiled_cache = LRUCache(ENOUGH)
        _kept[made.dialect.name] = made
    else:
        made.dialect, made._compiled_cache = first.dialect, first._compiled_cache
    return made


def pytest_configure(config: pytest.Config) -> None:
    database._engine = _engine
