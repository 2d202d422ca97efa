"""CATALOGUE: every procedure, as declared and as a council's settings change it."""

from collections.abc import Mapping
from typing import Any

from portal.procedure.catalogue.compliment import COMPLIMENT
from portal.procedure.catalogue.corporate import COMPLAINT_HANDLING_CODE, ONE_STAGE, TWO_STAGE
from portal.procedure.catalogue.intake import INTAKE
from portal.procedure.catalogue.override import overridden
from portal.procedure.catalogue.signposted import SIGNPOSTED
from portal.procedure.catalogue.statutory import CHILDREN_ACT_1989
from portal.procedure.catalogue.wales import WALES_2014
from portal.procedure.model import Procedure, UnknownSetting

PRESETS: dict[str, Procedure] = {
    "intake": INTAKE,
    "children-act-1989": CHILDREN_ACT_1989,
    "complaint-handling-code": COMPLAINT_HANDLING_CODE,
    "two-stage": TWO_STAGE,
    "one-stage": ONE_STAGE,
    "wales-2014": WALES_2014,
    "compliment": COMPLIMENT,
    "signposted": SIGNPOSTED,
}

USUAL = {
    "intake": "intake",
    "statutory": "children-act-1989",
    "corporate": "complaint-handling-code",
    "compliment": "compliment",
    "signposted": "signposted",
}
"""The procedures every council has, and the preset of each unless council.toml names another."""

EVERY = "every"
"""[procedures.every.clocks.KEY] changes that clock in each procedure that has it."""


def catalogue(overrides: Mapping[str, Any]) -> Mapping[str, Procedure]:
    """The procedures by code, with the [procedures] table of council.toml applied.

    `[procedures.CODE]` may hold preset, name, counts, stages = [{name, days, cap, clock_starts}] (fewer than the preset has
    end the procedure early) and clocks.KEY = {name, start, days, cap, unit, sooner, source}. A code of the council's own needs
    a preset. A number that is changed without a source says that the council set it.

    Raises UnknownSetting, one plain sentence, for anything it does not know.
    """
    found: dict[str, Procedure] = {}
    everywhere = _table(overrides.get(EVERY, {}), EVERY)
    for code in [*USUAL, *(code for code in overrides if code not in USUAL and code != EVERY)]:
        table = _table(overrides.get(code, {}), code)
        preset = table.get("preset", USUAL.get(code))
        if preset not in PRESETS:
            wrong = f'has the preset "{preset}"' if preset else "is not a procedure Heard knows and names no preset"
            raise UnknownSetting(f"procedures.{code} {wrong}; a preset can be: {', '.join(PRESETS)}.")
        found[code] = overridden(PRESETS[preset], code, table, everywhere)
    _all_used(everywhere, found)
    return found


def _table(value: Any, code: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise UnknownSetting(f"procedures.{code} must be a table, not {value!r}.")
    return value


def _all_used(everywhere: Mapping[str, Any], found: Mapping[str, Procedure]) -> None:
    known = {clock.key for procedure in found.values() for clock in procedure.all_clocks}
    for key in everywhere:
        if key != "clocks":
            raise UnknownSetting(f'procedures.every has "{key}"; it can only have: clocks.')
    for key in everywhere.get("clocks", {}):
        if key not in known:
            raise UnknownSetting(f'procedures.every.clocks has "{key}"; a clock can be: {", ".join(sorted(known))}.')


CATALOGUE = catalogue({})
