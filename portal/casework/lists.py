"""The complaints team's lists, brought into the database from council.toml: names change, lines come and are ended, none is deleted."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.database import new_id
from portal.store.models import Choice


@dataclass(frozen=True)
class Kind:
    """A list: what its lines must and may say beside their name, whether it may be empty, and the codes that are fixed, if any.

    is_own: only the council can say it; any other list that it does not mention is taken from the example.
    """

    must: frozenset[str] = frozenset()
    may: frozenset[str] = frozenset()
    is_own: bool = False
    may_be_empty: bool = False
    only: tuple[str, ...] = ()


CHANNELS = ("email", "letter", "telephone", "in_person", "online_form", "paper_form", "other")
STATUSES = ("open", "closed", "withdrawn", "not_pursued", "not_accepted", "on_hold")

LISTS: Mapping[str, Kind] = {
    "group": Kind(is_own=True, may_be_empty=True),
    "service": Kind(may=frozenset({"procedure", "group"}), is_own=True),
    "category": Kind(is_own=True),
    "route_reason": Kind(must=frozenset({"source"})),
    "opening_reason": Kind(),
    "risk": Kind(),
    "extension_reason": Kind(),
    "delay_reason": Kind(),
    "advocacy_service": Kind(is_own=True, may_be_empty=True),
    "tag": Kind(is_own=True, may_be_empty=True),
    "channel": Kind(is_own=True, may_be_empty=True, only=CHANNELS),
    "complainant": Kind(is_own=True, may_be_empty=True),
    "status": Kind(is_own=True, may_be_empty=True, only=STATUSES),
}
"""Every list. channel, complainant and status give fixed codes the council's own names; complainants and tags may be added."""


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
            yield from _mistakes_of_codes(f"lists.{name}", lines, LISTS[name])
    yield from _mistakes_of_groups(lists)
    for name, kind in LISTS.items():
        if not kind.may_be_empty and (not lists[name] if name in lists else kind.is_own):
            yield f"lists.{name} is empty."


def _mistakes_of_line(where: str, line: Any, kind: Kind, procedures: Container[str]) -> Iterator[str]:
    if not isinstance(line, Mapping) or not isinstance(line.get("name"), str) or not line["name"].strip():
        yield f"{where} has no name."
        return
    for wrong in sorted(set(line) - kind.must - kind.may - {"name", "names"}):
        yield f'{where} has "{wrong}", which this list does not know.'
    for missing in sorted(kind.must - set(line)):
        yield f"{where} does not say its {missing}."
    if "procedure" in kind.may & set(line) and line["procedure"] not in procedures:
        yield f'{where} names the procedure "{line["procedure"]}", which there is not.'
    if not isinstance(line.get("names", {}), Mapping):
        yield f"{where}: names must be a table of languages."


def _mistakes_of_codes(where: str, lines: Mapping[str, Any], kind: Kind) -> Iterator[str]:
    for code in lines:
        if kind.only and code not in kind.only:
            yield f'{where} has "{code}"; its codes are fixed and can only be renamed: {", ".join(kind.only)}.'


def _mistakes_of_groups(lists: Mapping[str, Any]) -> Iterator[str]:
    """A service can only belong to a group that there is."""
    services, groups = lists.get("service"), lists.get("group") or {}
    for code, line in services.items() if isinstance(services, Mapping) else ():
        group = line.get("group") if isinstance(line, Mapping) else None
        if group is not None and group not in groups:
            yield f'lists.service.{code} names the group "{group}", which there is not.'


def untold(lists: Mapping[str, Any], usual: Mapping[str, Any]) -> dict[str, Any]:
    """Lists of the usual council that this one does not mention: staff need a line to choose from."""
    return {name: usual[name] for name, kind in LISTS.items() if not kind.is_own and name not in lists}


def as_rows(lists: Mapping[str, Mapping[str, Any]], today: date) -> Iterator[Choice]:
    """The lines as rows of the database, not yet in it."""
    for name, lines in lists.items():
        for position, (code, line) in enumerate(lines.items()):
            yield Choice(id=new_id(), list=name, code=code, from_on=today, **_columns(line, position))


def there_are(session: Session) -> frozenset[str]:
    """The lists that the database has a line of."""
    return frozenset(session.scalars(sa.select(Choice.list).distinct()))


def renew(session: Session, lists: Mapping[str, Mapping[str, Any]], today: date) -> Renewed:
    """Make the database's lists say what council.toml says, from today. Call it only when `mistakes` found none.

    A list that council.toml does not mention stays as it is. A code that was ended and is back is open again.
    """
    done = Renewed()
    for name, lines in lists.items():
        have = {line.code: line for line in session.scalars(sa.select(Choice).where(Choice.list == name))}
        for wanted in as_rows({name: lines}, today):
            _renew_line(session, done, have.get(wanted.code), wanted)
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
