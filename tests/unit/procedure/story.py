"""Tells a case's history in few words, for the tests of this folder."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import CATALOGUE
from portal.procedure.model import Event, Happening
from portal.procedure.standing import Standing, standing

ENGLAND = Calendar("england")
STATUTORY, CORPORATE, INTAKE = CATALOGUE["statutory"], CATALOGUE["corporate"], CATALOGUE["intake"]


def day(text: str) -> date:
    return date.fromisoformat(text)


def happened(event: str, on: str, id: str = "", voids: str | None = None, **details: Any) -> Happening:
    return Happening(id or f"{event} {on}", Event(event), day(on), details, voids)


def stands(*happenings: Happening, today: str, procedure: Any = STATUTORY, calendar: Calendar = ENGLAND) -> Standing:
    return standing(procedure, happenings, calendar, day(today))


def dues(now: Standing) -> Mapping[str, str | None]:
    return {r.clock.key: r.due_on.isoformat() if r.due_on else None for r in now.clocks}
