"""Reads instance/council.toml and the environment; what is wrong is one plain sentence."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from portal.settings.bad import BadSettings
from portal.settings.plain import as_sections
from portal.settings.whole import Settings

T = TypeVar("T")

KINDS: Mapping[Any, str] = {
    str: "a text in quotation marks",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    time: "a time like 09:30:00",
    date: "a date like 2026-11-02",
    date | None: "a date like 2026-11-02",
}
"""What a setting holds, as council.toml writes it."""


def instance_folder(named: str | None = None) -> Path:
    """The instance folder: the one named, else HEARD_INSTANCE, else ./instance."""
    return Path(named or os.environ.get("HEARD_INSTANCE") or "instance").resolve()


def load(instance: Path, file: Path | None = None) -> Settings:
    """Read instance/council.toml, or another file as if it were that one. Raises BadSettings with one plain sentence."""
    path = file or instance / "council.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise BadSettings(f"There is no {path}. Make one with: portal --instance {instance} init") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} cannot be read: {error}.") from None
    table = as_sections(table)
    if url := os.environ.get("HEARD_DATABASE_URL"):
        table["database"] = {**table.get("database", {}), "url": url}
    if listen := os.environ.get("HEARD_LISTEN"):
        table["web"] = {**table.get("web", {}), "listen": listen}
    settings = _typed(Settings, {**table, "instance": instance}, "council.toml")
    _check_words(settings)
    return settings


def _check_words(settings: Settings) -> None:
    if settings.council.nation not in ("england", "wales"):
        raise BadSettings(f'council.nation is "{settings.council.nation}"; it must be "england" or "wales".')
    for code, label in settings.labels.items():
        if not isinstance(label, str):
            raise BadSettings(f"labels.{code} must be a text, not {label!r}.")
    if settings.mail.security not in ("none", "starttls", "tls"):
        raise BadSettings(f'mail.security is "{settings.mail.security}"; it must be "none", "starttls" or "tls".')


def _typed(kind: type[T], table: Mapping[str, Any], where: str) -> T:
    """A settings class from a TOML table; unknown names and wrong types are one plain sentence each."""
    if not isinstance(table, Mapping):
        raise BadSettings(f"{where} must be a table.")
    hints = get_type_hints(kind)
    known = {f.name for f in fields(kind)}  # type: ignore[arg-type]
    for name in table:
        if name not in known:
            raise BadSettings(f'{where} has "{name}", which Heard does not know. It knows: {", ".join(sorted(known - {"instance"}))}.')
    for one in fields(kind):  # type: ignore[arg-type]
        if one.name not in table and one.default is MISSING and one.default_factory is MISSING:
            raise BadSettings(f"{where} does not say its {one.name}.")
    return kind(**{name: _value(hints[name], value, f"{where}: {name}") for name, value in table.items()})


def _value(hint: Any, value: Any, where: str) -> Any:
    if is_dataclass(hint):
        return _typed(hint, value, where)  # type: ignore[arg-type]
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise BadSettings(f"{where} must be a list.")
        return tuple(_value(get_args(hint)[0], one, where) for one in value)
    if origin is not None and not isinstance(hint, UnionType):
        return value
    if hint is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise BadSettings(f"{where} must be {KINDS.get(hint, getattr(hint, '__name__', hint))}, not {value!r}.")
    return value
