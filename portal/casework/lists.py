"""The complaints team's lists, brought into the database from council.toml: names change, lines come and are ended, none is deleted."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.database import new_id
from portal.store.models import Choice

LISTS: Mapping[str, frozenset[str]] = {
    "service": frozenset({"procedure"}),
    "category": frozenset(),
    "route_reason": frozenset({"source"}),
    "opening_reason": frozenset(),
    "risk": frozenset(),
    "extension_reason": frozenset(),
    "delay_reason": frozenset(),
    "advocacy_service": frozenset(),
}
"""Each list and what its lines must say beside their name."""

MAY_BE_EMPTY = frozenset({"advocacy_service"})
"""Lists a council can do without: advocates of no service keep a code."""


@dataclass
class Renewed:
    """How many lines were added, changed (in what they say, not in their order) and ended."""

    added: int = 0
    changed: int = 0
    ended: int = 0


def mistakes(lists: Mapping[str, Any], procedures: Container[str]) -> Iterator[str]:
    """What is wrong with the lists of council.toml, one plain sentence each; nothing if they are fit to use."""
    for name, lines in lists.items():
        if name not in LISTS:
            yield f"lists.{name} is not a list Heard knows. It knows: {', '.join(LISTS)}."
        elif not isinstance(lines, Mapping):
            yield f"lists.{name} must be a table of codes."
        else:
            for code, line in lines.items():
                yield from _mistakes_of_line(f"lists.{name}.{code}", line, LISTS[name], procedures)
    for name in LISTS:
        if not lists.get(name) and name not in MAY_BE_EMPTY:
            yield f"lists.{name} is empty."


def _mistakes_of_line(where: str, line: Any, needs: frozenset[str], procedures: Container[str]) -> Iterator[str]:
    if not isinstance(line, Mapping) or not isinstance(line.get("name"), str) or not line["name"].strip():
        yield f"{where} has no name."
        return
    for wrong in sorted(set(line) - needs - {"name", "names"}):
        yield f'{where} has "{wrong}", which this list does not know.'
    for missing in sorted(needs - set(line)):
        yield f"{where} does not say its {missing}."
    if "procedure" in needs & set(line) and line["procedure"] not in procedures:
        yield f'{where} names the procedure "{line["procedure"]}", which there is not.'
    if not isinstance(line.get("names", {}), Mapping):
        yield f"{where}: names must be a table of languages."


def renew(session: Session, lists: Mapping[str, Mapping[str, Any]], today: date) -> Renewed:
    """Make the database's lists say what council.toml says, from today. Call it only when `mistakes` found none.

    A list that council.toml does not mention stays as it is. A code that was ended and is back is open again.
    """
    done = Renewed()
    for name, lines in lists.items():
        have = {line.code: line for line in session.scalars(sa.select(Choice).where(Choice.list == name))}
        for position, (code, line) in enumerate(lines.items()):
            _renew_line(session, done, have.get(code), Choice(id=new_id(), list=name, code=code, from_on=today, **_columns(line, position)))
        for code in have.keys() - lines.keys():
            if have[code].to_on is None:
                have[code].to_on = today
                done.ended += 1
    return done


def _columns(line: Mapping[str, Any], position: int) -> dict[str, Any]:
    extra = {key: value for key, value in line.items() if key not in ("name", "names")}
    return {"name": line["name"], "names": dict(line.get("names", {})), "extra": extra, "position": position}


def _renew_line(session: Session, done: Renewed, have: Choice | None, wanted: Choice) -> None:
    if have is None:
        session.add(wanted)
        done.added += 1
        return
    have.position = wanted.position
    said = ("name", "names", "extra")
    if have.to_on is not None or any(getattr(have, column) != getattr(wanted, column) for column in said):
        for column in said:
            setattr(have, column, getattr(wanted, column))
        have.to_on = None
        done.changed += 1
