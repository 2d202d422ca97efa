"""A declared table counted again from fact rows, one after the other: written from docs/counting-rules.md alone, without portal/reports."""

import statistics
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from tests.acceptance.reference import Year
from tests.unit.reports.world import WORDS, Row

Rows = Mapping[str, list[Row]]
Where = Mapping[str, Any]
GROUPS = WORDS.group_of
BANDS = WORDS.bands


class Span(Year):
    """A year from April, and what is past by its end."""

    def is_past(self, day: date | None) -> bool:
        return day is not None and day <= self.end


def is_open(row: Row, span: Span) -> bool:
    return row["closed_on"] > span.end if row["closed_on"] else row["status"] in ("open", "on_hold")


def is_due(row: Row, span: Span, least: int, most: int) -> bool:
    """Due so many days after the span's last day, and not answered by that day."""
    days = (row["due_on"] - span.end).days if row["due_on"] else None
    return days is not None and least <= days <= most and not span.is_past(row["response_on"]) and is_open(row, span)


Belongs = Callable[[Row, Span], bool]
LONG = 10_000


def on(*columns: str) -> Belongs:
    """Its day, the first of these that is known, lies in the span."""
    return lambda row, span: span.has(next((row[one] for one in columns if row[one]), None))


def all_of(*ways: Belongs) -> Belongs:
    return lambda row, span: all(way(row, span) for way in ways)


def at_stage(stage: str) -> Belongs:
    return lambda row, span: row["stage"] == stage


def gone_on(stage: int) -> Belongs:
    return lambda row, span: span.is_past(row[f"gone_on_{stage}"])


def complaint(*ways: Belongs) -> tuple[str, Belongs]:
    return "complaint", all_of(lambda row, span: row["is_complaint"], *ways)


RECEIVED, DECIDED = on("received_on"), all_of(lambda row, span: row["finding"] != "", on("concluded_on"))
STAGES = {"started": on("started_on", "requested_on"), "answered": on("response_on"), "concluded": on("concluded_on")}
MEASURES: dict[str, tuple[str, Belongs]] = {
    "complaints_received": complaint(RECEIVED),
    "unanswered_at_end": complaint(RECEIVED, lambda row, span: not span.is_past(row["first_response_on"])),
    "open_at_end": complaint(lambda row, span: span.is_past(row["received_on"]), is_open),
    "withdrawn": complaint(RECEIVED, lambda row, span: row["status"] == "withdrawn"),
    **{f"gone_on_to_stage_{stage}": complaint(RECEIVED, gone_on(stage)) for stage in (2, 3)},
    **{f"gone_on_to_stage_{stage}_of_concluded": complaint(on(f"concluded_{stage - 1}"), gone_on(stage)) for stage in (2, 3)},
    **{f"stages_{key}": ("stage", way) for key, way in STAGES.items()},
    **{f"stage_{stage}_{key}": ("stage", all_of(at_stage(stage), way)) for stage in "123" for key, way in STAGES.items()},
    "stages_due": ("stage", lambda row, span: span.has(row["due_on"]) and is_due(row, span, -LONG, 0)),
    "stages_due_next": ("stage", lambda row, span: is_due(row, span, 1, 7)),
    "stages_overdue_at_end": ("stage", lambda row, span: is_due(row, span, -LONG, -1)),
    "issues_received": ("issue", RECEIVED),
    "issues_decided": ("finding", DECIDED),
    **{f"issues_decided_stage_{stage}": ("finding", all_of(at_stage(stage), DECIDED)) for stage in "123"},
    "compliments_received": ("compliment", RECEIVED),
    **{f"conciliations_{key}": ("conciliation", on(f"{key}_on")) for key in ("offered", "held")},
    **{f"ombudsman_{key}": ("ombudsman", on(f"{key}_on")) for key in ("received", "decided")},
    "remedies_agreed": ("remedy", on("agreed_on")),
    **{key: ("remedy", all_of(on("agreed_on"), lambda row, span: row["pence"] is not None)) for key in ("payments", "pounds")},
    "learning_actions": ("learning", on("agreed_on")),
    "people_trained": ("training", on("held_on")),
    **{f"{way}_days_to_first_response": ("stage", STAGES["answered"]) for way in ("average", "median", "longest")},
    **{f"{way}_days_to_conclusion": ("stage", STAGES["concluded"]) for way in ("average", "median", "longest")},
    "share_in_time": ("stage", STAGES["answered"]),
}
DAYS = {"started": "started_on", "answered": "response_on", "concluded": "concluded_on", "offered": "offered_on", "held": "held_on", "decided": "decided_on"}
DAYS |= {"response": "response_on", "conclusion": "concluded_on", "time": "response_on", "due": "due_on", "trained": "held_on"}
DAYS |= dict.fromkeys(("agreed", "payments", "pounds", "actions"), "agreed_on")


def day_of(row: Row, measure: str) -> date:
    """The day by which a measure puts a fact in a span."""
    if measure.endswith("of_concluded"):
        return row[f"concluded_{int(measure[len('gone_on_to_stage_')]) - 1}"]
    if measure.startswith("issues_decided"):
        return row["concluded_on"]
    return row[DAYS.get(measure.rpartition("_")[2], "received_on")] or row["requested_on"]


def codes(row: Row, dimension: str, measure: str, span: Span) -> list[str]:
    if dimension == "tag":
        return row["tags"] or [""]
    if dimension in ("service", "group"):
        service = row["issue_service"] if "issue_service" in row else row["service"]
        return [service if dimension == "service" else GROUPS.get(service, "")]
    if dimension in ("month", "quarter", "year"):
        return [_of_time(day_of(row, measure), dimension)]
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
