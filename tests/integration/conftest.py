"""Hashes cost next to nothing here: their real cost is tried where it matters (tests/unit/access, tests/journeys, tests/faults)."""

import pytest
from argon2 import PasswordHasher

from portal.access import code, password

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code, "_hasher", CHEAP)
    monkeypatch.setattr(password, "_hasher", CHEAP)
    monkeypatch.setattr(password, "_DUMMY", CHEAP.hash("nobody's"))
