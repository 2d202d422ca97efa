"""Fact rows by chance, in memory: no records behind them, every column with whatever it may hold."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import duckdb

from portal.reports.counting import Counting
from portal.reports.facts.schema import CODE, CODES, DAY, FACTS, NUMBER, YES_NO
from portal.reports.labels import CouncilWords

Row = dict[str, Any]
FIRST, LAST = date(2022, 1, 1), date(2025, 6, 30)

WORDS = CouncilWords(
    named={
        "service": {"fostering": "Fostering", "transport": "Transport", "advice": "Advice", "closed-down": "Closed down"},
        "group": {"care": "Care", "learning": "Learning"},
        "category": {"delay": "Delay", "staff": "Staff"},
        "late_reason": {"leave": "Somebody was away"},
        "tag": {"send": "SEND", "welsh": "In Welsh"},
        "procedure": {"statutory": "Statutory", "corporate": "Corporate"},
        "complainant": {"kinship": "Kinship carer"},
    },
    labels={"not_upheld": "No fault found"},
    group_of={"fostering": "care", "closed-down": "care", "transport": "learning", "advice": ""},
    bands={"1": (10, 20), "2": (5, 28, 65), "3": (50,)},
    several="Several findings",
)

CODED: dict[str, tuple[str, ...]] = {
    "service": ("fostering", "transport", "advice", "closed-down", ""),
    "issue_service": ("fostering", "transport", "advice", ""),
    "procedure": ("statutory", "corporate"),
    "channel": ("email", "letter", "telephone"),
    "complainant": ("parent", "young_person", "kinship", ""),
    "raised_by": ("self", "advocate"),
    "status": ("open", "closed", "withdrawn", "not_accepted", "on_hold"),
    "status_reason": ("court", "out_of_time", ""),
    "stage": ("1", "2", "3"),
    "late_reason": ("leave", ""),
    "outcome": ("upheld", "partly_upheld", "not_upheld", "undetermined", ""),
    "category": ("delay", "staff", ""),
    "finding": ("upheld", "partly_upheld", "not_upheld", "undetermined", ""),
    "result": ("resolved", "unresolved", ""),
    "given_by": ("parent", "judge", ""),
    "decided_by": ("stage_1", "stage_2", "ombudsman"),
    "remedy": ("apology", "financial"),
    "ombudsman_decision": ("upheld", "premature", ""),
    "shared_by": ("training", ""),
    "audience": ("staff", "managers"),
}
FIGURES = [
    Row(period=period, measure="children", dimension=dimension, value=value, number=number)
    for period, dimension, value, number in (
        ("2023-24", "", "", 900.0),
        ("2022-23", "", "", 850.5),
        ("2023-24", "service", "fostering", 300.0),
        ("2023-24", "service", "transport", 0.0),
        ("2023-24", "service", "elsewhere", 7.0),
        ("2023-24", "ethnicity", "Indian", 12.0),
    )
]


@dataclass(frozen=True)
class World:
    """rows: by fact. counting: the same rows where the product counts them."""

    rows: dict[str, list[Row]]
    counting: Counting


def world(seed: int, size: int = 150) -> World:
    chance = random.Random(seed)
    rows: dict[str, list[Row]] = {}
    for fact in FACTS:
        number = {"context": 0, "published": 0, "complaint": size, "stage": size}.get(fact.key, size // 3)
        rows[fact.key] = [{name: _value(chance, name, type) for name, type in fact.columns} for _ in range(number)]
    for row in rows["stage"]:
        row["is_several"] = row["outcome"] == "partly_upheld" and chance.random() < 0.5
    rows["context"] = FIGURES
    connection = duckdb.connect()
    for fact in FACTS:
        connection.execute(fact.made)
        if rows[fact.key]:
            with connection.appender(fact.key) as appender:
                appender.append_rows([row[name] for name in fact.names] for row in rows[fact.key])
    return World(rows, Counting(connection, WORDS))


def _value(chance: random.Random, name: str, type: str) -> Any:
    if type == DAY:
        is_known = name in ("received_on", "agreed_on", "held_on") or chance.random() < 0.7
        return FIRST + timedelta(days=chance.randrange((LAST - FIRST).days)) if is_known else None
    if type == YES_NO:
        return chance.choice((True, True, False) if name == "is_complaint" else (True, False, None))
    if type == CODES:
        return chance.sample(("send", "welsh"), chance.randrange(3))
    if type == CODE:
        return chance.choice(CODED.get(name, ("",)))
    return chance.choice((None, 0, 3, 10, 11, 20, 28, 29, 66, 90)) if type != NUMBER else chance.random()
