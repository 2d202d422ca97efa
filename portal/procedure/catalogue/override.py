"""What a council's settings may change in a declared procedure, and the plain sentence for what they may not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from portal.procedure.catalogue.always import WORKED
from portal.procedure.catalogue.corporate import NOT_GIVEN, OWN
from portal.procedure.model import Clock, Event, Procedure, Stage, Unit, UnknownSetting

Table = Mapping[str, Any]
T = TypeVar("T")
W = TypeVar("W", bound=str)
STARTS = ("received", "requested", "statement_agreed", "acknowledged")
FLAGS = ("urgent", "child")


def overridden(procedure: Procedure, code: str, table: Table, everywhere: Table) -> Procedure:
    """The procedure under a council's code, changed by its table and by the table for every procedure."""
    where = f"procedures.{code}"
    _known(table, ("preset", "name", "counts", "stages", "clocks"), where)
    procedure = replace(
        procedure,
        key=code,
        name=_text(table, "name", procedure.name, where),
        counts=_typed(table, "counts", procedure.counts, bool, "true or false", where),
    )
    if "stages" in table:
        procedure = _with_stages(procedure, _tables(table["stages"], f"{where}.stages"), f"{where}.stages")
    mine = {clock.key for clock in procedure.all_clocks}
    for key, change in _tables_by_key(everywhere.get("clocks", {}), "procedures.every.clocks").items():
        if key in mine:
            procedure = _with_clock(procedure, key, change, f"procedures.every.clocks.{key}")
    for key, change in _tables_by_key(table.get("clocks", {}), f"{where}.clocks").items():
        if key not in mine:
            raise UnknownSetting(f'{where}.clocks has "{key}"; its clocks are: {", ".join(sorted(mine))}.')
        procedure = _with_clock(procedure, key, change, f"{where}.clocks.{key}")
    return _limited(procedure, where)


def _limited(procedure: Procedure, where: str) -> Procedure:
    """Every clock has its days. What is no complaint need have no limit: there a clock whose days nobody gave is left out."""
    missing = next((clock for clock in procedure.all_clocks if clock.days == NOT_GIVEN), None)
    if missing and procedure.counts:
        raise UnknownSetting(f"{where} does not say how many days {missing.key} has; give days in its stages.")
    return replace(procedure, stages=tuple(_timed(stage) for stage in procedure.stages)) if missing else procedure


def _timed(stage: Stage) -> Stage:
    clocks = tuple(clock for clock in stage.clocks if clock.days != NOT_GIVEN)
    return replace(stage, clocks=clocks, main=stage.main if any(clock.key == stage.main for clock in clocks) else None)


def _with_stages(procedure: Procedure, tables: list[Table], where: str) -> Procedure:
    if not 1 <= len(tables) <= len(procedure.stages):
        raise UnknownSetting(f"{where} has {len(tables)} stages; this preset has 1 to {len(procedure.stages)}.")
    changed = tuple(_stage(stage, table, f"{where}[{n}]") for n, (stage, table) in enumerate(zip(procedure.stages, tables, strict=False)))
    gone = frozenset(stage.begins for stage in procedure.stages[len(tables) :])
    return replace(procedure, stages=(*changed[:-1], _last(changed[-1], gone)))


def _last(stage: Stage, gone: frozenset[Event]) -> Stage:
    """A stage after which nothing follows: nobody can ask for a stage that this council does not have."""
    clocks = tuple(clock for clock in stage.clocks if not gone.issuperset(clock.stops))
    return replace(stage, allows=stage.allows - gone, clocks=clocks)


def _stage(stage: Stage, table: Table, where: str) -> Stage:
    _known(table, ("name", "days", "cap", "clock_starts"), where)
    stage = replace(stage, name=_text(table, "name", stage.name, where))
    numbers = _numbers(stage, table, where)
    if table.get("clock_starts", STARTS[0]) not in STARTS:
        raise UnknownSetting(f'{where}.clock_starts is "{table["clock_starts"]}"; it can be: {", ".join(STARTS)}.')
    if stage.main is None:  # several clocks one after the other, such as the panel's: a report counts the stage as a whole, each keeps its days
        return stage
    clocks = tuple(_clock(c, numbers, stage, where) if stage.main in (c.key, c.extended_as) else c for c in stage.clocks)
    stage = replace(stage, clocks=clocks) if numbers else stage
    return _started(stage, table["clock_starts"]) if "clock_starts" in table else stage


def _numbers(stage: Stage, table: Table, where: str) -> dict[str, int]:
    """days and cap as the stage says them; more days than the preset's cap, and no cap beside them, are the cap themselves."""
    numbers = {key: number for key in ("days", "cap") if (number := _number(table, key, None, where)) is not None}
    days, cap = numbers.get("days"), numbers.get("cap")
    if days is not None and cap is not None and cap < days:
        raise UnknownSetting(f"{where} has a cap of {cap} days, which is less than its {days} days.")
    main = stage.clock(stage.main) if stage.main else None
    if days is not None and cap is None and main and main.cap is not None and main.cap < days:
        numbers["cap"] = days
    return numbers


def _started(stage: Stage, word: str) -> Stage:
    """The stage counted from another event: by the clock that already does so, else by moving its clock's start."""
    acknowledged = Event.ACKNOWLEDGED if stage.begins is Event.RECEIVED else Event.STAGE2_ACKNOWLEDGED
    events = dict(zip(STARTS, (Event.RECEIVED, stage.begins, Event.STATEMENT_AGREED, acknowledged), strict=True))
    event = events[word]
    ours = [clock for clock in stage.clocks if stage.main in (clock.key, clock.extended_as)]
    if existing := next((clock for clock in ours if clock.starts == (event,)), None):
        return replace(stage, main=existing.key)
    return replace(stage, clocks=tuple(replace(c, starts=(event,)) if c.key == stage.main else c for c in stage.clocks))


def _with_clock(procedure: Procedure, key: str, table: Table, where: str) -> Procedure:
    def changed(clocks: tuple[Clock, ...], stage: Stage) -> tuple[Clock, ...]:
        return tuple(_clock(clock, table, stage, where) if clock.key == key else clock for clock in clocks)

    stages = tuple(replace(stage, clocks=changed(stage.clocks, stage)) for stage in procedure.stages)
    return replace(procedure, stages=stages, clocks=changed(procedure.clocks, procedure.stages[0]))


def _clock(clock: Clock, table: Table, stage: Stage, where: str) -> Clock:
    _known(table, ("name", "start", "days", "cap", "unit", "sooner", "source"), where)
    days = _number(table, "days", clock.days, where)
    cap = _number(table, "cap", clock.cap, where)
    if cap is not None and days is not None and cap < days:
        raise UnknownSetting(f"{where} has a cap of {cap} days, which is less than its {days} days.")
    is_changed = any(key in table for key in ("days", "cap", "start", "unit", "sooner"))
    return replace(
        clock,
        name=_text(table, "name", clock.name, where),
        source=_text(table, "source", OWN if is_changed else clock.source, where),
        days=clock.days if days is None else days,
        cap=cap,
        unit=_word(table, "unit", clock.unit, Unit, tuple(Unit), where),
        starts=(_word(table, "start", clock.starts[0], Event, _events(stage), where),) if "start" in table else clock.starts,
        sooner=_sooner(table, clock, where),
    )


def _events(stage: Stage) -> tuple[Event, ...]:
    """What a clock of a stage may count from: what begins it, triage, and what happens in this stage alone."""
    possible = (stage.allows - WORKED) | {Event.RECEIVED, Event.TRIAGED, stage.begins}
    return tuple(event for event in Event if event in possible)


def _sooner(table: Table, clock: Clock, where: str) -> Mapping[str, int]:
    given = table.get("sooner", clock.sooner)
    if not isinstance(given, Mapping):
        raise UnknownSetting(f"{where}.sooner must be a table of days for: {', '.join(FLAGS)}.")
    _known(given, FLAGS, f"{where}.sooner")
    return {flag: _number(given, flag, 0, f"{where}.sooner") or 0 for flag in given}


def _known(table: Table, keys: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in keys:
            raise UnknownSetting(f'{where} has "{key}"; it can have: {", ".join(keys)}.')


def _text(table: Table, key: str, default: str, where: str) -> str:
    return _typed(table, key, default, str, "a text", where)


def _typed(table: Table, key: str, default: T, kind: type[T], words: str, where: str) -> T:
    value = table.get(key, default)
    if not isinstance(value, kind):
        raise UnknownSetting(f"{where}.{key} must be {words}, not {value!r}.")
    return value


def _number(table: Table, key: str, default: int | None, where: str) -> int | None:
    if key not in table:
        return default
    value = table[key]
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 1000:
        raise UnknownSetting(f"{where}.{key} must be a whole number of days from 0 to 1000, not {value!r}.")
    return value


def _word(table: Table, key: str, default: W, kind: Callable[[str], W], possible: tuple[W, ...], where: str) -> W:
    value = table.get(key, default)
    if value not in possible:
        raise UnknownSetting(f'{where}.{key} is "{value}"; it can be: {", ".join(possible)}.')
    return kind(value)


def _tables(value: Any, where: str) -> list[Table]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, Mapping) for one in value):
        raise UnknownSetting(f"{where} must be a list of tables.")
    return list(value)


def _tables_by_key(value: Any, where: str) -> Mapping[str, Table]:
    if not isinstance(value, Mapping) or not all(isinstance(one, Mapping) for one in value.values()):
        raise UnknownSetting(f"{where} must be tables by clock.")
    return value
