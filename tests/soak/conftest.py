"""What takes hours: collected by `make soak` only."""

from tests.faults.conftest import on_disk, postbox, start
from tests.sizes import IS_SOAK

__all__ = ["on_disk", "postbox", "start"]

collect_ignore_glob = [] if IS_SOAK else ["test_*.py"]
