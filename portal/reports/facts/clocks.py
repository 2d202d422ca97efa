"""From which day a stage's working days are counted in a report, and after how many an answer is late."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from portal.procedure.catalogue import EVERY, USUAL
from portal.procedure.model import Procedure

LIMITS: Mapping[str, tuple[int, ...]] = {
    "children-act-1989": (20, 65, 50),
    "complaint-handling-code": (25, 45),
    "wales-2014": (10, 25),
}
"""Working days by preset and stage where neither the case nor the council says another: each stage's latest day (for the panel 30 +
5 + 15, for the Code the days to acknowledge with the cap)."""


@dataclass(frozen=True)
class StageClock:
    """starts: received, requested, statement_agreed or acknowledged, as the council says; "" where it does not say. days: None = no limit."""

    procedure: str
    stage: str
    starts: str
    days: int | None


def stage_clocks(declared: Mapping[str, Any], procedures: Mapping[str, Procedure]) -> Iterator[StageClock]:
    """The clock of every stage. declared: the [procedures] table of council.toml, which `catalogue` has found good."""
    everywhere = declared.get(EVERY, {}).get("clocks", {})
    for code, procedure in procedures.items():
        table = declared.get(code, {})
        limits = LIMITS.get(table.get("preset", USUAL.get(code, "")), ())
        stages = table.get("stages", ())
        for place, stage in enumerate(procedure.stages):
            says = stages[place] if place < len(stages) else {}
            main = stage.main or ""
            said = (says, table.get("clocks", {}).get(main, {}), everywhere.get(main, {}))
            days = _first(said, "cap", "days")
            yield StageClock(code, stage.key, says.get("clock_starts", ""), days if days is not None else _at(limits, place))


def _first(tables: tuple[Mapping[str, Any], ...], *keys: str) -> int | None:
    return next((table[key] for key in keys for table in tables if key in table), None)


def _at(limits: tuple[int, ...], place: int) -> int | None:
    return limits[place] if place < len(limits) else None
