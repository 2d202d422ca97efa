"""A council's instance to bring records into, empty; and another with a year's records in it, brought in once."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.integration.bring_in.records import ACCEPTANCE, made, portal

YEAR = ACCEPTANCE / "central-bedfordshire-2014-15"


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance nothing is brought into."""
    return made(tmp_path_factory.mktemp("untouched") / "instance")


@pytest.fixture
def empty(untouched: Path, tmp_path: Path) -> Path:
    """A copy of it, to bring into."""
    return copytree(untouched, tmp_path / "empty")


@pytest.fixture(scope="module")
def of_a_year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with a council's year; no test changes it."""
    instance = made(tmp_path_factory.mktemp("year") / "instance", YEAR)
    done = portal(instance, "import", YEAR)
    assert done.exit_code == 0, done.output
    return instance


@pytest.fixture
def year(of_a_year: Path, tmp_path: Path) -> Path:
    """A copy of it, to bring more into."""
    return copytree(of_a_year, tmp_path / "year")
