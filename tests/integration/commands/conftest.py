"""One instance that may face the public, made once; each test spoils a copy."""

from pathlib import Path

import pytest

from tests.integration.commands.instances import copy_of, fit_for_the_public, portal


@pytest.fixture(scope="session")
def fit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder made by `portal init`, with settings the public may meet."""
    instance = tmp_path_factory.mktemp("fit") / "instance"
    instance.mkdir(mode=0o700)
    (instance / "council.toml").write_text(fit_for_the_public(), "utf-8")
    made = portal(instance, "init")
    assert made.returncode == 0, made.stderr
    return instance


@pytest.fixture
def instance(fit: Path, tmp_path: Path) -> Path:
    """A copy of the fit instance, to be spoilt."""
    return copy_of(fit, tmp_path / "instance")
