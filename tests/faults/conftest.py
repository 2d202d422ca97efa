"""Councils to break: on the machine's disk, with a mail server, on either database."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.running import Running
from tests.integration.outbox.scene import Postbox


@pytest.fixture
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    box.start()
    yield box
    box.stop()


@pytest.fixture
def on_disk() -> Iterator[Path]:
    """A folder where a sync means something: other tests write in memory."""
    folder = Path(tempfile.mkdtemp(prefix="heard-faults-"))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def start(on_disk: Path, keys_folder: Path, sqlite_template: Path, postbox: Postbox) -> Iterator[Callable[..., Running]]:
    """Start a council: start(url="" for SQLite, ...)."""
    made: list[Running] = []

    def begin(url: str = "", **more: Any) -> Running:
        instance = on_disk / "instance"
        shutil.copytree(keys_folder, instance / "keys")
        file = instance / "heard.sqlite"
        if not url:
            shutil.copyfile(sqlite_template, file)
        instance.chmod(0o700)
        made.append(Running(instance, url or f"sqlite:///{file}", postbox.port, **more))
        made[0].start()
        return made[0]

    yield begin
    for one in made:
        one.stop()
