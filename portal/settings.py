"""Every operator's setting, typed, with its default: read once from instance/council.toml and the environment."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, time
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

T = TypeVar("T")
TRANSLATIONS = Path(__file__).parents[1] / "translations"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class BadSettings(Exception):
    """A setting is wrong; the text is one plain sentence for the operator."""


@dataclass(frozen=True)
class Council:
    name: str
    public_url: str = "http://127.0.0.1:8000"
    nation: str = "england"
    colour: str = "#1d4f91"
    language: str = "en"
    exit_url: str = "https://www.bbc.co.uk/weather"


@dataclass(frozen=True)
class Team:
    """How to reach the complaints team, and when somebody is there (London time)."""

    phone: str = ""
    email: str = ""
    address: str = ""
    opens: time = time(9)
    closes: time = time(17)


@dataclass(frozen=True)
class Helpline:
    name: str
    number: str
    when: str = ""


@dataclass(frozen=True)
class Safety:
    """Whom to ring; the product does not start for the public without the first three numbers."""

    emergency: str = ""
    worried_about_a_child: str = ""
    out_of_hours: str = ""
    childline: str = "0800 1111"
    helplines: tuple[Helpline, ...] = ()


@dataclass(frozen=True)
class Ombudsman:
    """Whom a letter names as the next door."""

    phone: str = "0300 061 0614"
    site: str = "lgo.org.uk"


@dataclass(frozen=True)
class Watcher:
    """One line of the rota: who is paged, on which days (0 Monday .. 6 Sunday) and hours (London); ends before start = over midnight.

    On bank holidays nobody is promised unless the line says `bank_holidays = true`.
    """

    email: str
    name: str = ""
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    starts: time = time(0)
    ends: time = time(0)
    bank_holidays: bool = False


@dataclass(frozen=True)
class Rota:
    """Who is woken by an urgent contact: those on duty now in order, then the named senior (practice F-01)."""

    duty: tuple[Watcher, ...] = ()
    senior: str = ""
    next_after_minutes: int = 15


@dataclass(frozen=True)
class People:
    """Staff addresses the law or the rules name: the complaints manager, the deputy, whom they report to (F-46)."""

    complaints_manager: str = ""
    deputy: str = ""
    reports_to: str = ""


@dataclass(frozen=True)
class Mail:
    host: str = ""
    port: int = 25
    security: str = "none"
    username: str = ""
    password_file: str = ""
    sender: str = ""
    envelope_sender: str = ""
    timeout: int = 30


@dataclass(frozen=True)
class Fears:
    """The start page's seven answers (F-16), set by the council's legal team; none may be empty."""

    held_against_me: str = ""
    who_will_read: str = ""
    will_my_social_worker_see: str = ""
    will_it_stop: str = ""
    finish_now: str = ""
    in_english: str = ""
    code_or_email: str = ""


@dataclass(frozen=True)
class Database:
    """Empty url: SQLite in the instance folder."""

    url: str = ""
    lock_seconds: float = 5.0
    pool: int = 8
    allow_old_sqlite: bool = False


@dataclass(frozen=True)
class Web:
    listen: str = "127.0.0.1:8000"
    workers: int = 2
    threads: int = 4
    proxies: int = 0
    debug: bool = False


@dataclass(frozen=True)
class Calendar:
    proclaimed: tuple[date, ...] = ()
    cancelled: tuple[date, ...] = ()


@dataclass(frozen=True)
class Backup:
    """Where to and for whom: the age recipient whose identity is kept off this server."""

    recipient: str = ""
    at_least_every_hours: int = 26


@dataclass(frozen=True)
class Settings:
    instance: Path
    council: Council
    team: Team = field(default_factory=Team)
    safety: Safety = field(default_factory=Safety)
    rota: Rota = field(default_factory=Rota)
    people: People = field(default_factory=People)
    ombudsman: Ombudsman = field(default_factory=Ombudsman)
    mail: Mail = field(default_factory=Mail)
    fears: Fears = field(default_factory=Fears)
    database: Database = field(default_factory=Database)
    web: Web = field(default_factory=Web)
    calendar: Calendar = field(default_factory=Calendar)
    backup: Backup = field(default_factory=Backup)
    procedures: Mapping[str, Any] = field(default_factory=dict)
    lists: Mapping[str, Any] = field(default_factory=dict)
    demo: bool = False

    @property
    def database_url(self) -> str:
        return self.database.url or f"sqlite:///{self.instance / 'heard.sqlite'}"

    @property
    def key_file(self) -> Path:
        return self.instance / "keys" / "master.keys"

    @property
    def is_loopback(self) -> bool:
        return self.web.listen.rsplit(":", 1)[0].strip("[]") in LOOPBACK

    @property
    def is_public(self) -> bool:
        """Whether others can reach it: by its own address, or through a proxy that passes requests on to loopback."""
        return not self.is_loopback or self.web.proxies > 0 or urlsplit(self.council.public_url).hostname not in LOOPBACK


def instance_folder(named: str | None = None) -> Path:
    """The instance folder: the one named, else HEARD_INSTANCE, else ./instance."""
    return Path(named or os.environ.get("HEARD_INSTANCE") or "instance").resolve()


def load(instance: Path) -> Settings:
    """Read instance/council.toml. Raises BadSettings with one plain sentence."""
    path = instance / "council.toml"
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise BadSettings(f"There is no {path}. Make one with: portal --instance {instance} init") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSettings(f"{path} cannot be read: {error}.") from None
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
    try:
        return kind(**{name: _value(hints[name], value, f"{where}: {name}") for name, value in table.items()})
    except TypeError as error:
        raise BadSettings(f"{where}: {str(error).removeprefix(kind.__name__ + '.__init__() ')}.") from None


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
        raise BadSettings(f"{where} must be a {hint.__name__}, not {value!r}.")
    return value
