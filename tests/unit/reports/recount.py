"""A declared table counted again from fact rows, one after the other: written from docs/counting-rules.md alone, without portal/reports."""

import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.unit.reports.world import WORDS, Row

Rows = Mapping[str, list[Row]]
Where = Mapping[str, Any]
GROUPS = WORDS.group_of
BANDS = WORDS.bands


@dataclass(frozen=True)
class Span:
    """A year from April."""

    first: int

    @property
    def start(self) -> date:
        return date(self.first, 4, 1)

    @property
    def end(self) -> date:
        return date(self.first + 1, 3, 31)

    @property
    def label(self) -> str:
        return f"{self.first}-{(self.first + 1) % 100:02d}"

    def has(self, day: date | None) -> bool:
        return day is not None and self.start <= day <= self.end

    def is_past(self, day: date | None) -> bool:
        return day is not None and day <= self.end


def is_open(row: Row, span: Span) -> bool:
    return row["closed_on"] > span.end if row["closed_on"] else row["status"] in ("open", "on_hold")


Belongs = Callable[[Row, Span], bool]
OF_STAGES: dict[str, tuple[str, Belongs]] = {
    "started": ("stage", lambda r, s: s.has(r["started_on"] or r["requested_on"])),
    "answered": ("stage", lambda r, s: s.has(r["response_on"])),
    "concluded": ("stage", lambda r, s: s.has(r["concluded_on"])),
}
MEASURES: dict[str, tuple[str, Belongs]] = {
    "complaints_received": ("complaint", lambda r, s: r["is_complaint"] and s.has(r["received_on"])),
    "unanswered_at_end": ("complaint", lambda r, s: r["is_complaint"] and s.has(r["received_on"]) and not s.is_past(r["first_response_on"])),
    "open_at_end": ("complaint", lambda r, s: r["is_complaint"] and s.is_past(r["received_on"]) and is_open(r, s)),
    "withdrawn": ("complaint", lambda r, s: r["is_complaint"] and s.has(r["received_on"]) and r["status"] == "withdrawn"),
    "gone_on_to_stage_2": ("complaint", lambda r, s: r["is_complaint"] and s.has(r["received_on"]) and s.is_past(r["gone_on_2"])),
    "gone_on_to_stage_3_of_concluded": ("complaint", lambda r, s: r["is_complaint"] and s.has(r["concluded_2"]) and s.is_past(r["gone_on_3"])),
    **{f"stages_{key}": way for key, way in OF_STAGES.items()},
    "stage_1_answered": ("stage", lambda r, s: r["stage"] == "1" and s.has(r["response_on"])),
    "stage_2_concluded": ("stage", lambda r, s: r["stage"] == "2" and s.has(r["concluded_on"])),
    "issues_received": ("issue", lambda r, s: s.has(r["received_on"])),
    "issues_decided_stage_1": ("finding", lambda r, s: r["stage"] == "1" and r["finding"] != "" and s.has(r["concluded_on"])),
    "compliments_received": ("compliment", lambda r, s: s.has(r["received_on"])),
    "conciliations_held": ("conciliation", lambda r, s: s.has(r["held_on"])),
    "ombudsman_decided": ("ombudsman", lambda r, s: s.has(r["decided_on"])),
    "remedies_agreed": ("remedy", lambda r, s: s.has(r["agreed_on"])),
    "pounds": ("remedy", lambda r, s: s.has(r["agreed_on"]) and r["pence"] is not None),
    "learning_actions": ("learning", lambda r, s: s.has(r["agreed_on"])),
    "people_trained": ("training", lambda r, s: s.has(r["held_on"])),
    "average_days_to_first_response": OF_STAGES["answered"],
    "median_days_to_conclusion": OF_STAGES["concluded"],
    "longest_days_to_first_response": OF_STAGES["answered"],
    "share_in_time": OF_STAGES["answered"],
}
DAY = {"stages_started": "started_on", "stages_answered": "response_on", "stages_concluded": "concluded_on", "stage_1_answered": "response_on"}
DAY |= {"stage_2_concluded": "concluded_on", "issues_decided_stage_1": "concluded_on", "conciliations_held": "held_on", "ombudsman_decided": "decided_on"}
DAY |= dict.fromkeys(("remedies_agreed", "pounds", "learning_actions"), "agreed_on") | {"people_trained": "held_on"}
DAY |= dict.fromkeys(("average_days_to_first_response", "longest_days_to_first_response", "share_in_time"), "response_on")
DAY |= {"median_days_to_conclusion": "concluded_on", "gone_on_to_stage_3_of_concluded": "concluded_2"}


def codes(row: Row, dimension: str, measure: str, span: Span) -> list[str]:
    if dimension == "tag":
        return row["tags"] or [""]
    if dimension in ("service", "group"):
        service = row["issue_service"] if "issue_service" in row else row["service"]
        return [service if dimension == "service" else GROUPS.get(service, "")]
    if dimension in ("month", "quarter", "year"):
        return [_of_time(row[DAY.get(measure, "received_on")] or row["requested_on"], dimension)]
    return [_code(row, dimension, span)]


def _of_time(day: date, dimension: str) -> str:
    if dimension == "year":
        return Span(day.year - (day.month < 4)).label
    return f"{day.year}-{day.month:02d}" if dimension == "month" else f"Q{(day.month - 4) % 12 // 3 + 1}"


def _code(row: Row, dimension: str, span: Span) -> str:
    if dimension.endswith("_band"):
        return band(row["stage"], row["response_days" if dimension == "response_band" else "conclusion_days"])
    if dimension == "in_time":
        return {True: "yes", False: "no", None: ""}[row["in_time"]]
    if dimension == "outcome":
        return "several" if row["is_several"] else str(row["outcome"])
    if dimension == "received":
        return "this" if row["received_on"] >= span.start else "earlier"
    if dimension.startswith("gone_on"):
        return "yes" if span.is_past(row[f"gone_on_{dimension[-1]}"]) else "no"
    return str(row[dimension])


def band(stage: str, days: int | None) -> str:
    if days is None:
        return ""
    low = 0
    for edge in BANDS[stage]:
        if days <= edge:
            return f"{low}-{edge}"
        low = edge + 1
    return f"Over {BANDS[stage][-1]}"


def holds(row: Row, where: Where, measure: str, span: Span) -> bool:
    for dimension, said in where.items():
        mine = set(codes(row, dimension, measure, span))
        wanted = said["not"] if isinstance(said, Mapping) else said
        met = bool(mine & ({wanted} if isinstance(wanted, str) else set(wanted)))
        if met is isinstance(said, Mapping):
            return False
    return True


def counted(rows: Rows, measure: str, wheres: Iterable[Where], span: Span) -> list[Row]:
    fact, belongs = MEASURES[measure]
    wheres = list(wheres)
    return [row for row in rows[fact] if belongs(row, span) and all(holds(row, where, measure, span) for where in wheres)]


def value(measure: str, found: list[Row]) -> float | None:
    """What a measure makes of rows."""
    if measure == "pounds":
        return sum(row["pence"] for row in found) / 100
    if measure == "people_trained":
        return sum(row["attended"] or 0 for row in found)
    if measure == "share_in_time":
        known = [row["in_time"] for row in found if row["in_time"] is not None]
        return percent(sum(known), len(known))
    if "_days_" in measure:
        taken = [row["conclusion_days" if measure.endswith("conclusion") else "response_days"] for row in found]
        return _days(measure, [Fraction(one) for one in taken if one is not None])
    return len(found)


def _days(measure: str, taken: list[Fraction]) -> float | None:
    if not taken:
        return None
    way: Callable[[list[Fraction]], Fraction] = {"average": statistics.mean, "median": statistics.median, "longest": max}[measure.partition("_")[0]]
    return floor(way(taken) * 10 + Fraction(1, 2)) / 10


def percent(part: float | None, whole: float | None) -> int | None:
    return floor(Fraction(part) * 100 / Fraction(whole) + Fraction(1, 2)) if whole and part is not None else None
