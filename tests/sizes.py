"""How much a test does: one tenth in `make test`, the whole in `make soak`."""

import os

IS_SOAK = os.environ.get("HEARD_SOAK") == "1"


def size(whole: int) -> int:
    """The number of repetitions, rows or requests now; `whole` is the figure the design promises."""
    return whole if IS_SOAK else max(1, whole // 10)
