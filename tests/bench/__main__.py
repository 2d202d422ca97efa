"""`make bench`: measures every figure and prints one table. `python -m tests.bench p1 p8` measures some of them."""

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from tests.bench.line import Line, table

HERE = Path(__file__).parent
RESULTS = HERE.parents[1] / "bench-results"


def figures(wanted: list[str]) -> list[str]:
    """The files of this folder that measure a figure, in their order; all unless some are named."""
    names = sorted(path.stem for path in HERE.glob("[pqs][0-9]_*.py"))
    return [name for name in names if not wanted or name.split("_")[0] in wanted]


def measured(name: str) -> Iterator[Line]:
    """The lines of one figure; one that breaks is a line too, and not met."""
    began = time.monotonic()
    try:
        yield from import_module(f"tests.bench.{name}").measure()
    except Exception as error:
        yield Line(name.split("_")[0].upper(), name, f"{type(error).__name__}: {error}"[:120], "measured", False)
    print(f"  {name}: {time.monotonic() - began:.0f} s", file=sys.stderr)


def main() -> int:
    lines = [line for name in figures(sys.argv[1:]) for line in measured(name)]
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"\n{datetime.now(UTC):%d %B %Y}, {os.cpu_count()} processors, Python {platform.python_version()}; load (1, 5, 15 minutes): {busy}\n")
    print(table(lines))
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "last.json").write_text(json.dumps([line.cells() for line in lines], indent=1), "utf-8")
    return 0 if all(line.is_met is not False for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
