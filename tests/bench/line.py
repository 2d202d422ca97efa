"""A line of the table that `make bench` prints: a figure, what was measured, its goal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """`measured` and `goal` as they are shown; `is_met` is None for a line that only informs, and where a goal is given but was not decided by this run."""

    id: str
    figure: str
    measured: str
    goal: str = ""
    is_met: bool | None = None

    def cells(self) -> tuple[str, str, str, str, str]:
        met = {True: "yes", False: "NO", None: "undecided" if self.goal else ""}[self.is_met]
        return self.id, self.figure, self.measured, self.goal, met


def at_most(id: str, figure: str, value: float, limit: float, unit: str = "") -> Line:
    """A figure that must not be above its goal."""
    return Line(id, figure, shown(value, unit), f"<= {shown(limit, unit)}", value <= limit)


def at_least(id: str, figure: str, value: float, limit: float, unit: str = "") -> Line:
    """A figure that must not be below its goal."""
    return Line(id, figure, shown(value, unit), f">= {shown(limit, unit)}", value >= limit)


def so_it_is(id: str, figure: str, found: object, wanted: object) -> Line:
    """A figure that is either right or wrong."""
    return Line(id, figure, str(found), str(wanted), found == wanted)


def shown(value: float, unit: str = "") -> str:
    """A number with three figures that count: '6.42x', '153 MB', '1,000'."""
    digits = 0 if value == int(value) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}" + (unit if unit in ("", "x") else f" {unit}")


def table(lines: list[Line]) -> str:
    """All lines in columns."""
    rows = [("id", "figure", "measured", "goal", "met"), *(line.cells() for line in lines)]
    wide = [max(len(row[n]) for row in rows) for n in range(5)]
    drawn = ["  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip() for row in rows]
    return "\n".join([drawn[0], "-" * sum(wide, 8), *drawn[1:]])
