"""A declared table worked out from the records alone: (row label, column label) -> number, None for a figure that is not there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from tests.acceptance.reference import Where, Year, codes, facts, fits, half_up, largest_remainder, value
from tests.acceptance.reference_records import Records

Declared = Mapping[str, Any]
Cells = dict[tuple[str, str], float | None]
NAMED = {"service": "services", "group": "groups", "category": "categories", "late_reason": "late_reasons", "tag": "tags", "channel": "channels"}
NAMED |= {"complainant": "complainants", "status": "statuses"}
TOTAL, PERCENT = "Total", "%"


@dataclass(frozen=True)
class Entry:
    """One row or column: its label, what it asks for, and what a line says differently."""

    label: str
    where: tuple[Where, ...] = ()
    back: int | None = None
    measure: str = ""
    line: Where | None = None
    is_share: bool = False
    of: str = ""

    def beside(self, other: "Entry", label: str) -> "Entry":
        joined = replace(self, label=label, where=self.where + other.where, measure=self.measure or other.measure, line=self.line or other.line)
        back = self.back if self.back is not None else other.back
        return replace(joined, back=back, is_share=self.is_share or other.is_share, of=self.of or other.of)


def table(records: Records, declared: Declared, year: Year) -> Cells:
    """Every cell of a declared table, its totals and its percentages."""
    if "period" in declared:
        year = Year(int(declared["period"][:4]))
    base: tuple[Where, ...] = (declared["where"],) if "where" in declared else ()
    if "sub_population" in declared:
        base += ({"tag": declared["sub_population"]},)
    rows, columns = _axis(records, declared, "rows", base, year), _axis(records, declared, "columns", base, year)
    total = declared.get("total", "")
    shown_rows = rows + ([Entry(TOTAL)] if total in ("rows", "both") else [])
    shown_columns = columns + ([Entry(TOTAL)] if total in ("columns", "both") else [])
    cells = {(row.label, column.label): _cell(records, declared, base, row.beside(column, ""), year) for row in shown_rows for column in shown_columns}
    _published(records, declared, rows, columns, year, cells)
    _percentages(records, declared, base, year, rows, columns, cells)
    return cells


def _cell(records: Records, declared: Declared, base: tuple[Where, ...], entry: Entry, year: Year) -> float | None:
    measure = entry.measure or declared.get("measure", "")
    if not measure:  # a Total over lines that have no measure in common
        return None
    then = Year(year.first - (entry.back or 0))
    lined = (entry.line,) if entry.line else ()
    number = value(records, measure, base + entry.where + lined, then)
    if entry.is_share or entry.of:
        whole = value(records, entry.of or measure, base + entry.where + (lined if entry.of else ()), then)
        return half_up(100 * Decimal(str(number)) / Decimal(str(whole))) if whole and number is not None else None
    return number


def _axis(records: Records, declared: Declared, axis: str, base: tuple[Where, ...], year: Year) -> list[Entry]:
    says = declared.get(axis)
    if says is None:
        return [Entry(declared.get(axis[:-1], TOTAL))]
    if isinstance(says, list):
        first, second = (_of(records, declared, one, base, year) for one in says)
        return [one.beside(other, f"{one.label}: {other.label}") for one in first for other in second]
    entries = _of(records, declared, says, base, year)
    return _merged(declared["merge"], entries, says) if axis == "rows" and "merge" in declared else entries


def _of(records: Records, declared: Declared, says: str, base: tuple[Where, ...], year: Year) -> list[Entry]:
    if says == "lines":
        return [_line(one) for one in declared["lines"]]
    if says == "year":
        backs = range(declared.get("years", 1))
        return [Entry(declared.get("labels", {}).get(str(-back) if back else "0", Year(year.first - back).label), back=back) for back in backs]
    wanted = declared.get("show", {}).get(says) or sorted(_present(records, declared, says, base, year))
    return [Entry(label(records, declared, says, code), ({says: code},)) for code in wanted]


def _line(said: Mapping[str, Any]) -> Entry:
    return Entry(said["label"], measure=said.get("measure", ""), line=said.get("where"), is_share=said.get("percent", False), of=said.get("percent_of", ""))


def _present(records: Records, declared: Declared, dimension: str, base: tuple[Where, ...], year: Year) -> set[str]:
    """Every code that anything counted here has, in any of the years shown."""
    if dimension.endswith("_band") and dimension != "subject_age_band":
        return set(_bands(records, declared))
    measures = {declared.get("measure", "")} | {one.get("measure", "") for one in declared.get("lines", [])} - {""}
    found: set[str] = set()
    for measure in measures - {""}:
        for back in range(declared.get("years", 1)):
            then = Year(year.first - back)
            kept = [one for one in facts(records, measure, then) if value_fits(records, one, base, then)]
            found |= {code for one in kept for code in codes(records, one, dimension, then)}
    return found


def _bands(records: Records, declared: Declared) -> list[str]:
    """Every band of the measure's stage, empty or not."""
    number = next(one for one in declared["measure"].split("_") if one.isdigit())
    edges = records.council["report"]["bands"][f"stage_{number}"]
    lower = [0, *(edge + 1 for edge in edges[:-1])]
    return [*(f"{low}-{high}" for low, high in zip(lower, edges, strict=True)), f"Over {edges[-1]}"]


def value_fits(records: Records, fact: Any, base: tuple[Where, ...], year: Year) -> bool:
    return all(fits(records, fact, where, year) for where in base)


def _merged(merge: Mapping[str, list[str]], entries: list[Entry], dimension: str) -> list[Entry]:
    named = {code for wanted in merge.values() for code in wanted}
    rest = [one.where[0][dimension] for one in entries if one.where[0][dimension] not in named]
    return [Entry(text, ({dimension: [code for code in wanted if code != "*"] + (rest if "*" in wanted else [])},)) for text, wanted in merge.items()]


def label(records: Records, declared: Declared, dimension: str, code: str) -> str:
    said = declared.get("labels", {})
    if code in said:
        return str(said[code])
    listed = {one["code"]: one["name"] for one in records.council.get(NAMED.get(dimension, ""), [])}
    if code in listed:
        return str(listed[code])
    if dimension == "procedure" and "name" in records.council["procedures"].get(code, {}):
        return str(records.council["procedures"][code]["name"])
    if code in records.council.get("labels", {}):
        return str(records.council["labels"][code])
    if code == "several":
        return str(records.council["report"]["several_findings"])
    if dimension == "stage":
        return f"Stage {code}"
    if code == "undetermined":
        return "Unable to be determined"
    return code if dimension in ("month", "quarter", "year", "response_band", "conclusion_band") else (code[:1].upper() + code[1:]).replace("_", " ")


def _published(records: Records, declared: Declared, rows: list[Entry], columns: list[Entry], year: Year, cells: Cells) -> None:
    if declared.get("columns") != "year":
        return
    for line in records.lines["published"]:
        for row in rows:
            for column in columns:
                then = Year(year.first - (column.back or 0)).label
                if (line["period"], line["table"], line["row"], line["column"]) == (then, declared["id"], row.label, ""):
                    cells[row.label, column.label] = float(line["number"])


def _percentages(records: Records, declared: Declared, base: tuple[Where, ...], year: Year, rows: list[Entry], columns: list[Entry], cells: Cells) -> None:
    way = declared.get("percent")
    whole = value(records, declared.get("measure", ""), base, year) if way else None
    if not whole:
        return
    along, other = (rows, columns[0]) if way == "column" else (columns, Entry(TOTAL))
    keys = [(one.label, other.label) if way == "column" else (other.label, one.label) for one in along]
    parts = [cells.get(key) if key in cells else _cell(records, declared, base, one, year) for key, one in zip(keys, along, strict=True)]
    numbers = [float(one or 0) for one in parts]
    is_lines = any(one.line is not None or one.measure for one in along) or declared.get("rows" if way == "column" else "columns") == "lines"
    shares = [int(half_up(100 * Decimal(str(one)) / Decimal(str(whole)))) for one in numbers] if is_lines else largest_remainder(numbers, whole)
    for one, share in zip(along, shares, strict=True):
        cells[(one.label, PERCENT) if way == "column" else (PERCENT, one.label)] = share
    if not is_lines and declared.get("total") in ("both", "rows" if way == "column" else "columns"):
        cells[(TOTAL, PERCENT) if way == "column" else (PERCENT, TOTAL)] = 100
