"""The tables of a report counted again in plain Python from the records alone: what the product's own counting is held against.

It shares nothing with portal/reports: it reads the import format and the declarations of council.toml as docs/counting-rules.md
describes them, one line after another, slowly.
"""

import statistics
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.acceptance.reference_records import Line, Records, age_band, band, clock_start, day, days, in_time, many, outcome

Where = Mapping[str, Any]


@dataclass(frozen=True)
class Year:
    """April to March, said as 2019-20."""

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

    def has(self, one: date | None) -> bool:
        return one is not None and self.start <= one <= self.end


@dataclass(frozen=True)
class Fact:
    """One thing that is counted: the lines it is read from, its day, and how much it counts for."""

    kind: str
    on: date | None
    case: Line | None = None
    stage: Line | None = None
    issue: Line | None = None
    own: Line | None = None
    number: float = 1


def facts(records: Records, measure: str, year: Year) -> list[Fact]:
    """What a measure counts in a year."""
    if measure.startswith("context:"):
        return []
    for prefix, way in WAYS.items():
        if measure.startswith(prefix):
            return list(way(records, measure, year))
    raise KeyError(measure)


def _cases(records: Records, year: Year, also: Callable[[Line], bool] = lambda case: True) -> Iterable[Fact]:
    for case in records.lines["cases"]:
        if records.counts(case) and year.has(day(case["received_on"])) and also(case):
            yield Fact("complaint", day(case["received_on"]), case)


def _gone_on(records: Records, ref: str, number: int, year: Year) -> bool:
    stage = records.stage_of(ref, number)
    begun = (day(stage["requested_on"]) or day(stage["started_on"])) if stage else None
    return begun is not None and begun <= year.end


def _unanswered(records: Records, case: Line, year: Year) -> bool:
    answers = [day(one["first_response_on"]) for one in records.stages.get(case["ref"], [])]
    return not any(one and one <= year.end for one in answers)


def _open(records: Records, measure: str, year: Year) -> Iterable[Fact]:
    for case in records.lines["cases"]:
        closed = day(case["closed_on"])
        is_open = closed > year.end if closed else case["status"] in ("open", "on_hold")
        received = day(case["received_on"])
        if records.counts(case) and received and received <= year.end and is_open:
            yield Fact("complaint", received, case)


def _stages(records: Records, measure: str, year: Year) -> Iterable[Fact]:
    wanted = next((one for one in measure.split("_") if one.isdigit()), None)
    column = "started_on" if measure.endswith("started") else "concluded_on" if measure.endswith(("concluded", "conclusion")) else "first_response_on"
    for stage in records.lines["stages"]:
        on = day(stage[column]) or (day(stage["requested_on"]) if column == "started_on" else None)
        if year.has(on) and wanted in (None, stage["stage"]):
            yield Fact("stage", on, records.by_ref[stage["case_ref"]], stage)


def _issues(records: Records, measure: str, year: Year) -> Iterable[Fact]:
    number = measure.rpartition("_")[2]
    for issue in records.lines["issues"]:
        case = records.by_ref[issue["case_ref"]]
        if measure == "issues_received":
            on = day(case["received_on"])
        else:
            stage = records.stage_of(case["ref"], int(number))
            on = day(stage["concluded_on"]) if stage and issue[f"stage_{number}_finding"] else None
        if year.has(on):
            yield Fact("issue", on, case, {"stage": number}, issue)


def _gone(records: Records, measure: str, year: Year) -> Iterable[Fact]:
    number = int(next(one for one in measure.split("_") if one.isdigit()))
    if not measure.endswith("of_concluded"):
        yield from _cases(records, year, lambda case: _gone_on(records, case["ref"], number, year))
        return
    for case in records.lines["cases"]:
        before = records.stage_of(case["ref"], number - 1)
        on = day(before["concluded_on"]) if before else None
        if records.counts(case) and year.has(on) and _gone_on(records, case["ref"], number, year):
            yield Fact("complaint", on, case)


def _lines(file: str, column: str, number: Callable[[Line], float | None] = lambda line: 1) -> Callable[[Records, str, Year], Iterable[Fact]]:
    def found(records: Records, measure: str, year: Year) -> Iterable[Fact]:
        for line in records.lines[file]:
            if year.has(day(line[column])) and (counted := number(line)) is not None:
                named = _ombudsman_case(records, line)
                case = records.by_ref.get(line.get("case_ref") or named.get("case_ref", ""))
                yield Fact(file, day(line[column]), case, own={"service": named.get("service", ""), **line}, number=counted)

    return found


def _ombudsman_case(records: Records, line: Line) -> Line:
    """The ombudsman case a remedy names: it brings its service, or the case it is about."""
    return next((one for one in records.lines["ombudsman"] if one["ref"] == line.get("ombudsman_ref")), {})


def _money(line: Line) -> float | None:
    return float(line["amount"]) if line["amount"] else None


WAYS: dict[str, Callable[[Records, str, Year], Iterable[Fact]]] = {
    "complaints_received": lambda r, m, y: _cases(r, y),
    "unanswered_at_end": lambda r, m, y: _cases(r, y, lambda case: _unanswered(r, case, y)),
    "withdrawn": lambda r, m, y: _cases(r, y, lambda case: case["status"] == "withdrawn"),
    "open_at_end": _open,
    "gone_on_to": _gone,
    "issues_": _issues,
    "stage": _stages,
    "average_": _stages,
    "median_": _stages,
    "longest_": _stages,
    "share_in_time": _stages,
    "compliments_received": _lines("compliments", "received_on"),
    "conciliations_offered": _lines("conciliations", "offered_on"),
    "conciliations_held": _lines("conciliations", "held_on"),
    "ombudsman_received": _lines("ombudsman", "received_on"),
    "ombudsman_decided": _lines("ombudsman", "decided_on"),
    "remedies_agreed": _lines("remedies", "agreed_on"),
    "payments": _lines("remedies", "agreed_on", lambda line: None if _money(line) is None else 1),
    "pounds": _lines("remedies", "agreed_on", _money),
    "learning_actions": _lines("learning", "agreed_on"),
    "people_trained": _lines("training", "held_on", lambda line: float(line["attended"])),
}


def codes(records: Records, fact: Fact, dimension: str, year: Year) -> list[str]:
    """What a fact is in a dimension: one code, or several tags."""
    case, stage = fact.case or {}, fact.stage or {}
    own = fact.own or {}
    if dimension == "tag":
        return many(own.get("tags") or case.get("tags", "")) or [""]
    if dimension in ("service", "group"):
        service = (fact.issue or {}).get("service") or own.get("service") or case.get("service", "")
        return [service if dimension == "service" else records.services.get(service, {}).get("group", "")]
    if dimension == "procedure":
        service = own.get("service", "")
        return [case.get("procedure") or records.services.get(service, {}).get("procedure", "")]
    found = _code(records, fact, case, stage, own, dimension, year)
    return [found if found is not None else ""]


def _code(records: Records, fact: Fact, case: Line, stage: Line, own: Line, dimension: str, year: Year) -> str | None:
    if dimension in ("response_band", "conclusion_band"):
        column = "first_response_on" if dimension == "response_band" else "concluded_on"
        return band(days(records, case, stage, column), records.council["report"]["bands"].get(f"stage_{stage['stage']}", []))
    if dimension.startswith("gone_on_to_stage_"):
        return "yes" if _gone_on(records, case["ref"], int(dimension[-1]), year) else "no"
    if dimension in ("month", "quarter", "year"):
        return _of_time(fact.on, dimension)
    special: dict[str, Callable[[], str | None]] = {
        "finding": lambda: (fact.issue or {}).get(f"stage_{stage.get('stage')}_finding"),
        "outcome": lambda: outcome(records, stage),
        "in_time": lambda: {True: "yes", False: "no", None: None}[in_time(records, case, stage)],
        "received": lambda: "this" if (day(own.get("received_on") or case["received_on"]) or date.min) >= year.start else "earlier",
        "remedy": lambda: own.get("kind"),
        "ombudsman_decision": lambda: own.get("decision"),
        "category": lambda: (fact.issue or {}).get("category"),
        "subject_age_band": lambda: age_band(case),
        "complainant_sex": lambda: "couple" if case.get("complainants") == "2" else case.get("complainant_sex") or "unknown",
    }
    if dimension in special:
        return special[dimension]()
    value = own.get(dimension) or stage.get(dimension) or case.get(dimension)
    return value or ("unknown" if dimension.startswith(("subject_", "complainant_")) else None)


def _of_time(on: date | None, dimension: str) -> str | None:
    if on is None:
        return None
    first = on.year if on.month >= 4 else on.year - 1
    return {"month": f"{on.year}-{on.month:02d}", "quarter": f"Q{(on.month - 4) % 12 // 3 + 1}", "year": Year(first).label}[dimension]


def fits(records: Records, fact: Fact, where: Where, year: Year) -> bool:
    for dimension, wanted in where.items():
        mine = set(codes(records, fact, dimension, year))
        if isinstance(wanted, Mapping):
            if mine & set(wanted["not"]):
                return False
        elif not mine & ({wanted} if isinstance(wanted, str) else set(wanted)):
            return False
    return True


def value(records: Records, measure: str, conditions: Iterable[Where], year: Year) -> float | None:
    """A measure under all of the conditions; None for a figure that is not there, an average of none, a share of nothing."""
    conditions = list(conditions)
    if measure.startswith("context:"):
        return _outside(records, measure.partition(":")[2], conditions, year)
    counted = [one for one in facts(records, measure, year) if all(fits(records, one, where, year) for where in conditions)]
    if measure.startswith("share_in_time"):
        known = [one for one in (in_time(records, fact.case or {}, fact.stage or {}) for fact in counted) if one is not None]
        return half_up(100 * Decimal(sum(known)) / len(known)) if known else None
    if measure.startswith(("average_", "median_", "longest_")):
        column = "concluded_on" if measure.endswith("conclusion") else "first_response_on"
        taken = [one for one in (days(records, fact.case or {}, fact.stage or {}, column) for fact in counted) if one is not None]
        way = {"average": statistics.mean, "median": statistics.median, "longest": max}[measure.partition("_")[0]]
        return half_up(Decimal(str(way([Decimal(one) for one in taken]))), 1) if taken else None
    return sum(one.number for one in counted)


def _outside(records: Records, name: str, conditions: list[Where], year: Year) -> float | None:
    asked = {dimension: code for where in conditions for dimension, code in where.items()}
    if len(asked) > 1:
        return None
    dimension, code = next(iter(asked.items()), ("", ""))
    short = dimension.removeprefix("subject_").removeprefix("complainant_")
    for line in records.lines["context"]:
        if (line["period"], line["measure"]) == (year.label, name) and line["dimension"] in (dimension, short) and line["value"] == code:
            return float(line["number"])
    return None


def half_up(number: Decimal, places: int = 0) -> float:
    return float(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def largest_remainder(parts: list[float], whole: float) -> list[int]:
    exact = [Decimal(str(part)) * 100 / Decimal(str(whole)) for part in parts]
    down = [int(one) for one in exact]
    left = int(half_up(sum(exact, Decimal(0)))) - sum(down)
    for place in sorted(range(len(parts)), key=lambda n: (down[n] - exact[n], n))[:left]:
        down[place] += 1
    return down


__all__ = ["Year", "clock_start", "codes", "facts", "half_up", "largest_remainder", "value"]
