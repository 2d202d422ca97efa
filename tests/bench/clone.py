"""Copies of the demonstration's cases, row by row as the verbs wrote them: new ids, new keys, sealed and chained anew."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from random import Random
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from pysqlite3 import dbapi2
from sqlalchemy import Date, Uuid

from portal.access.code import LENGTH, SIGNS
from portal.casework.stage.record import FIRST, event_hash
from portal.store.models.row import Row
from portal.store.sealing import Keys, seal, unseal

TABLES = ("data_key", "contact", "case", "party", "safe_contact", "stage", "event", "grant")
"""What is copied of a case, in the order of their keys. Issues, letters, drafts and sent mail are not: no queue reads them."""
SHARED = frozenset({"user", "choice"})
FIRST_MS = 1_700_000_000_000  # the time in the ids of the copies
A_PERSON = 4_000_000  # copies apart: the references of the first, second ... person of a case
PRIME = 7_654_321  # has no factor in common with 20 ** 6: no two numbers give one reference
PAST_DAYS = 700
WITH_GRANTS = 1_000
"""Only so many copies are opened to service managers: a manager answers a hundred cases, however many the council has."""

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass
class Plan:
    """How one row is copied: its values, and the places of what must be new."""

    table: str
    values: list[Any]
    ids: list[tuple[int, int]] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    sealed: list[tuple[int, bytes, str]] = field(default_factory=list)
    at: dict[str, int] = field(default_factory=dict)


@dataclass
class Original:
    """One case of the demonstration: plans of its rows, and how many ids of its own they hold."""

    plans: list[Plan]
    ids: int


def originals(file: str, keys: Keys) -> list[Original]:
    """The cases of a database filled by the demonstration, each with its people, clocks and events."""
    connection = dbapi2.connect(file)
    connection.row_factory = dbapi2.Row
    cases = connection.execute('SELECT id, key_id, contact_id FROM "case" ORDER BY id').fetchall()
    opened = {row["id"]: aes_key_unwrap(keys.master[row["master"]], row["wrapped"]) for row in connection.execute("SELECT * FROM data_key")}
    found = [_original(connection, case, opened) for case in cases]
    connection.close()
    return found


def _original(connection: Any, case: Any, opened: dict[str, bytes]) -> Original:
    slots: dict[str, int] = defaultdict(lambda: len(slots))
    plans = []
    for table in TABLES:
        for row in connection.execute(f'SELECT * FROM "{table}" WHERE {_belonging(table)} ORDER BY id', dict(case)):  # noqa: S608 - our own tables
            plans.append(_plan(table, dict(row), slots, opened))
    return Original(plans, len(slots))


def _belonging(table: str) -> str:
    """Which rows of a table belong to a case."""
    return {
        "data_key": "id IN (:key_id, (SELECT key_id FROM contact WHERE id = :contact_id))",
        "contact": "id = :contact_id",
        "case": "id = :id",
        "safe_contact": "party_id IN (SELECT id FROM party WHERE case_id = :id)",
    }.get(table, "case_id = :id")


def _plan(table: str, row: dict[str, Any], slots: dict[str, int], opened: dict[str, bytes]) -> Plan:
    plan = Plan(table, list(row.values()), at={name: place for place, name in enumerate(row)})
    for column in Row.metadata.tables[table].columns:
        place, value = plan.at[column.name], row[column.name]
        if value is None:
            continue
        if column.name.endswith("_sealed"):
            where = f"{table}.{column.name}."
            plan.sealed.append((place, unseal(opened[row["key_id"]], value, where + str(UUID(row["id"]))), where))
        elif isinstance(column.type, Uuid):
            if not any(key.column.table.name in SHARED for key in column.foreign_keys):
                plan.ids.append((place, slots[value]))
        elif isinstance(column.type, Date) or column.name.endswith("_at") or column.name == "at":
            plan.days.append(place)
    return plan


class Copier:
    """Makes the copies of one council. Number n is the same case every time but for its keys and ids."""

    def __init__(self, found: list[Original], keys: Keys) -> None:
        self.found, self.keys = found, keys
        self.taken = {plan.values[plan.at["reference"]] for one in found for plan in one.plans if "reference" in plan.at}

    def copies(self, first: int, last: int) -> Rows:
        """The rows of copies first to last - 1, by table."""
        rows: Rows = {table: [] for table in TABLES}
        random = Random(first)
        for number in range(first, last):
            for table, values in self._copy(number, random):
                rows[table].append(values)
        return rows

    def _copy(self, number: int, random: Random) -> Iterator[tuple[str, tuple[Any, ...]]]:
        original = random.choice(self.found)
        back = random.randrange(PAST_DAYS)
        ids = [UUID(int=(FIRST_MS + number << 80) | (7 << 76) | (slot << 64) | (2 << 62) | random.getrandbits(62)) for slot in range(original.ids)]
        opened: dict[str, bytes] = {}
        known: dict[str, str] = {}
        previous = FIRST
        for plan in original.plans:
            if plan.table == "grant" and number >= WITH_GRANTS:
                continue
            values = list(plan.values)
            for place, slot in plan.ids:
                values[place] = ids[slot].hex
            for place in plan.days:
                values[place] = earlier(values[place][:10], back) + values[place][10:]
            self._finish(plan, values, number, opened, known, random)
            if plan.table == "event":
                previous = _chained(plan.at, values, previous)
            yield plan.table, tuple(values)

    def _finish(self, plan: Plan, values: list[Any], number: int, opened: dict[str, bytes], known: dict[str, str], random: Random) -> None:
        """The key, the references (known: of the original -> of the copy) and what is sealed."""
        at = plan.at
        if plan.table == "data_key":
            key = random.randbytes(32)  # made-up words need no unguessable key
            values[at["wrapped"]], values[at["master"]] = aes_key_wrap(self.keys.master[self.keys.newest], key), self.keys.newest
            opened[values[at["id"]]] = key
        elif (had := values[at["reference"]] if "reference" in at else None) is not None:
            values[at["reference"]] = known.setdefault(had, self._reference(number + len(known) * A_PERSON))
        if "sent_once" in at:
            values[at["sent_once"]] = hashlib.sha256(str(number).encode()).hexdigest()
        for place, plain, where in plan.sealed:
            values[place] = seal(opened[values[at["key_id"]]], plain, where + str(UUID(values[at["id"]])))


    def _reference(self, number: int) -> str:
        """One that no case of the demonstration has: there are 64 million, and the second half is for those that meet one."""
        while (found := reference(number)) in self.taken:
            number += len(SIGNS) ** LENGTH // 2
        return found


@lru_cache(maxsize=4096)
def earlier(day: str, days: int) -> str:
    """A date so many days before; the end of time stays where it is."""
    return day if day.startswith("9999") else (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def reference(number: int) -> str:
    """The reference of a copy: as `new_reference` draws them, and none twice."""
    rest, signs = number * PRIME % len(SIGNS) ** LENGTH, ""
    for _ in range(LENGTH):
        rest, sign = divmod(rest, len(SIGNS))
        signs += SIGNS[sign]
    return f"H-{signs}"


def _chained(at: dict[str, int], values: list[Any], previous: str) -> str:
    """Chain an event to the one before it; returns its own hash."""
    row = {name: values[place] for name, place in at.items()}
    values[at["previous"]] = row["previous"] = previous
    row["case_id"] = UUID(row["case_id"])
    row["by_id"], row["voids_id"] = (row[name] and UUID(row[name]) for name in ("by_id", "voids_id"))
    row["on"], row["at"] = date.fromisoformat(row["on"]), datetime.fromisoformat(row["at"]).replace(tzinfo=UTC)
    row["details"] = json.loads(row["details"])
    values[at["hash"]] = event_hash(SimpleNamespace(**row))  # type: ignore[arg-type]  # reads what an event has
    return str(values[at["hash"]])
