"""A council's records as a reader of the import format would see them: plain rows, and what each says of itself in every dimension."""

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from portal.procedure.calendar import Calendar

Line = dict[str, str]
PRESET_DAYS = {"children-act-1989": (20, 65, 50), "complaint-handling-code": (25, 45), "wales-2014": (10, 25), "two-stage": (), "one-stage": ()}
FILES = ("cases", "stages", "issues", "conciliations", "remedies", "ombudsman", "compliments", "learning", "context", "published", "training")


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def many(text: str) -> list[str]:
    return [one for one in text.split(";") if one]


@dataclass
class Records:
    """Everything in the folder, and the council's own words for it."""

    council: Mapping[str, Any]
    lines: dict[str, list[Line]]
    calendar: Calendar
    by_ref: dict[str, Line] = field(default_factory=dict)
    stages: dict[str, list[Line]] = field(default_factory=dict)
    issues: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def services(self) -> dict[str, Mapping[str, Any]]:
        return {one["code"]: one for one in self.council["services"]}

    def counts(self, case: Line) -> bool:
        return bool(self.council["procedures"].get(case["procedure"], {}).get("counts", True))

    def stage_of(self, ref: str, number: int) -> Line | None:
        return next((one for one in self.stages.get(ref, []) if one["stage"] == str(number)), None)


def read(folder: Path) -> Records:
    council = tomllib.loads((folder / "council.toml").read_text("utf-8"))
    lines: dict[str, list[Line]] = {}
    for name in FILES:
        path = folder / f"{name}.csv"
        lines[name] = list(csv.DictReader(path.open(encoding="utf-8-sig", newline=""))) if path.exists() else []
    records = Records(council, lines, Calendar(council["council"].get("nation", "england")))
    records.by_ref = {one["ref"]: one for one in lines["cases"]}
    for one in lines["stages"]:
        records.stages.setdefault(one["case_ref"], []).append(one)
    for one in lines["issues"]:
        records.issues.setdefault(one["case_ref"], []).append(one)
    return records


def settings_of_stage(records: Records, case: Line, stage: Line) -> Mapping[str, Any]:
    stages = records.council["procedures"].get(case["procedure"], {}).get("stages", [])
    place = int(stage["stage"]) - 1
    return stages[place] if place < len(stages) else {}


def clock_start(records: Records, case: Line, stage: Line) -> date | None:
    """`started_on`, or as `clock_starts` says where that date is recorded."""
    says = settings_of_stage(records, case, stage).get("clock_starts")
    column = {"requested": "requested_on", "statement_agreed": "statement_agreed_on"}.get(says or "")
    if says == "received":
        return day(case["received_on"])
    own = day(stage.get(column, "")) if column else None
    return own or day(stage["started_on"]) or day(stage["requested_on"]) or (day(case["received_on"]) if stage["stage"] == "1" else None)


def days(records: Records, case: Line, stage: Line, column: str) -> int | None:
    start, end = clock_start(records, case, stage), day(stage[column])
    return None if start is None or end is None else records.calendar.count(start, end)


def in_time(records: Records, case: Line, stage: Line) -> bool | None:
    answered = day(stage["first_response_on"])
    if answered is None:
        return None
    if due := day(stage["extended_to"]) or day(stage["due_on"]):
        return answered <= due
    said = settings_of_stage(records, case, stage)
    preset = PRESET_DAYS[records.council["procedures"].get(case["procedure"], {}).get("preset", "children-act-1989")]
    place = int(stage["stage"]) - 1
    most = said.get("cap", said.get("days", preset[place] if place < len(preset) else None))
    taken = days(records, case, stage, "first_response_on")
    return None if most is None or taken is None else taken <= most


def outcome(records: Records, stage: Line) -> str:
    """A case's outcome at a stage follows from its issues; `several` where the council has words for it."""
    found = [one[f"stage_{stage['stage']}_finding"] for one in records.issues.get(stage["case_ref"], [])]
    found = [one for one in found if one]
    if not found:
        return stage["outcome"]
    if set(found) == {"upheld"}:
        return "upheld"
    if set(found) == {"undetermined"}:
        return "undetermined"
    if not {"upheld", "partly_upheld"} & set(found):
        return "not_upheld"
    return "several" if records.council["report"].get("several_findings") and len(set(found)) > 1 else "partly_upheld"


def band(taken: int | None, edges: list[int]) -> str | None:
    if taken is None:
        return None
    lower = 0
    for edge in edges:
        if taken <= edge:
            return f"{lower}-{edge}"
        lower = edge + 1
    return f"Over {edges[-1]}"


def age_band(case: Line) -> str:
    if case["subject_identified"] == "no":
        return "not_identified"
    return "unknown" if not case["subject_age"] else "under_18" if int(case["subject_age"]) < 18 else "18_and_over"
