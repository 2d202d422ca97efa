"""A database without any table, on either engine."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests import postgres


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, instance: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{instance / 'heard.sqlite'}"
        return
    url: sa.URL = request.getfixturevalue("postgres_template")[0]
    with postgres.copy(url, "template0", f"release_{uuid4().hex[:8]}") as address:
        yield address
