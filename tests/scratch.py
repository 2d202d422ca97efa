"""Where tests write: in memory where there is room, because a disk's promises are the business of tests/faults and tests/bench."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - folders made below it have names nobody can guess
ENOUGH = 2 * 1024**3  # bytes: both databases of two test processes, several times over


def folder() -> Path:
    """The memory's folder, else the machine's folder for passing files."""
    has_room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if has_room else Path(tempfile.gettempdir())
