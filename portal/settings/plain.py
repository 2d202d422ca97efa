"""The short way to write council.toml: lists, helplines and the team's contact as plain tables, read into the sections Heard has."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.settings.bad import BadSettings

Table = Mapping[str, Any]

LISTS = {
    "groups": "group",
    "services": "service",
    "categories": "category",
    "late_reasons": "delay_reason",
    "tags": "tag",
    "channels": "channel",
    "complainants": "complainant",
    "statuses": "status",
}
"""[[services]] with a code in each table is the same as [lists.service]."""

CODE = re.compile(r"[A-Za-z0-9_-]+")

CONTACT = {"email": "email", "telephone": "phone", "address": "address", "freepost": "freepost", "hours": "hours"}
"""A line of [contact] -> the same in [team]."""

HELPLINE = {"name", "number", "hours", "checked_on", "use", "for_young", "can_text"}
USES = ("emergency", "worried_about_a_child", "out_of_hours", "childline")
KNOWN_NUMBERS = {"999": "emergency", "08001111": "childline"}
"""Numbers that are the same everywhere in Britain, so that nobody has to say what they are for."""


def as_sections(table: Table) -> dict[str, Any]:
    """council.toml with its plain tables put where Heard looks for them. Raises BadSettings for what cannot be both or is not understood."""
    done = dict(table)
    for name in ("lists", "team", "database", "web"):
        if not isinstance(done.get(name, {}), Mapping):
            raise BadSettings(f"{name} must be a table.")
    lists = dict(done.get("lists", {}))
    for name, kept_as in LISTS.items():
        if name in done:
            _not_both(name, f"lists.{kept_as}", kept_as in lists)
            lists[kept_as] = _by_code(name, done.pop(name))
    if lists:
        done["lists"] = lists
    if "contact" in done:
        _not_both("contact", "team", bool(set(CONTACT.values()) & set(done.get("team", {}))))
        done["team"] = {**done.get("team", {}), **_contact(done.pop("contact"))}
    if isinstance(done.get("safety"), list):
        done["safety"] = _safety(done["safety"])
    return done


def _not_both(name: str, other: str, is_there: bool) -> None:
    if is_there:
        raise BadSettings(f"council.toml says both {name} and {other}. Keep one.")


def _by_code(name: str, lines: Any) -> dict[str, Table]:
    found: dict[str, Table] = {}
    for number, line in enumerate(_tables(name, lines), 1):
        code = line.get("code")
        if not isinstance(code, str) or not CODE.fullmatch(code):
            raise BadSettings(f"{name}, number {number}, has no code of letters, digits, - and _.")
        if code in found:
            raise BadSettings(f'{name} has the code "{code}" twice.')
        found[code] = {key: value for key, value in line.items() if key != "code"}
    return found


def _tables(name: str, lines: Any) -> list[Table]:
    if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
        raise BadSettings(f"{name} must be written as [[{name}]], once for each.")
    return lines


def _contact(contact: Any) -> dict[str, Any]:
    if not isinstance(contact, Mapping):
        raise BadSettings("contact must be a table.")
    for name in contact:
        if name not in CONTACT:
            raise BadSettings(f'contact has "{name}", which Heard does not know. It knows: {", ".join(CONTACT)}.')
    return {CONTACT[name]: value for name, value in contact.items()}


def _safety(lines: list[Any]) -> dict[str, Any]:
    """The numbers by what they are for; all others are helplines. They were all tried by the day of the one tried first."""
    done: dict[str, Any] = {}
    helplines = []
    for number, line in enumerate(_tables("safety", lines), 1):
        for name in line:
            if name not in HELPLINE:
                raise BadSettings(f'safety, number {number}, has "{name}", which Heard does not know. It knows: {", ".join(sorted(HELPLINE))}.')
        if not isinstance(line.get("checked_on", date.min), date):
            raise BadSettings(f"safety, number {number}: checked_on must be a date like 2026-11-22, without quotation marks.")
        use = line.get("use") or KNOWN_NUMBERS.get("".join(str(line.get("number", "")).split()))
        if use is None:
            helplines.append({("when" if name == "hours" else name): value for name, value in line.items()})
        elif use not in USES:
            raise BadSettings(f'safety, number {number}: use is "{use}"; it can be: {", ".join(USES)}.')
        else:
            done[use] = line.get("number", "")
    if days := [line["checked_on"] for line in lines if "checked_on" in line]:
        done["checked_on"] = min(days)
    return {**done, "helplines": helplines}
