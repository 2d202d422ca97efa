"""What must be settled before the public may be answered: a list of checks, each with its sentence."""

import re
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click

from portal.commands import REFUSED
from portal.commands.texts import empty_fears, empty_texts, is_contact, missing_days
from portal.language import unchecked
from portal.settings import Settings

OTHERS = stat.S_IRWXG | stat.S_IRWXO
EXAMPLE = re.compile(r"01632\s*960|@[^@]*\.(?:example|test|invalid)$", re.IGNORECASE)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_BYTES = 16  # different bytes among a key's 32; chance gives about 30

Found = Iterator[Mapping[str, str]]


@dataclass(frozen=True)
class Refusal:
    """A check: `finds` gives one mapping for each thing that is wrong; the sentence is filled from it."""

    key: str
    finds: Callable[[Settings], Found]
    sentence: str

    def sentences(self, settings: Settings) -> Iterator[str]:
        return (self.sentence.format(**found) for found in self.finds(settings))


def _if(wrong: Callable[[Settings], object]) -> Callable[[Settings], Found]:
    """A check with a yes or a no for an answer."""
    return lambda settings: iter([{}] if wrong(settings) else [])


def _raised(attempt: Callable[[Settings], object]) -> Callable[[Settings], Found]:
    """A check that is the sentence of the exception it raises."""

    def finds(settings: Settings) -> Found:
        from portal.procedure.model import UnknownSetting
        from portal.store.database import Unsafe
        from portal.store.sealing import BadKeys

        try:
            attempt(settings)
        except (BadKeys, Unsafe, UnknownSetting) as error:
            yield {"says": str(error)}

    return finds


def _read_keys(settings: Settings) -> object:
    from portal.store.sealing import read_keys

    return read_keys(settings.key_file.parent)


def _weak_keys(settings: Settings) -> Found:
    from portal.store.sealing import SINGLE, BadKeys, read_keys

    try:
        keys = read_keys(settings.key_file.parent)
    except BadKeys:
        return  # said already
    named = {f"{name}.key": getattr(keys, name) for name in SINGLE} | {f"master.keys, number {n}": key for n, key in keys.master.items()}
    seen: set[bytes] = set()
    for name, key in named.items():
        if len(set(key)) < LEAST_BYTES or key in seen:
            yield {"name": name}
        seen.add(key)


def _safe_database(settings: Settings) -> object:
    """Durable settings, a sound SQLite, tables of the revision this program knows."""
    from sqlalchemy.exc import SQLAlchemyError

    from portal.store.database import Database, Unsafe, assert_safe
    from portal.store.schema import assert_known
    from portal.store.sealing import NO_KEYS

    database = Database(settings, NO_KEYS)
    try:
        assert_safe(database)
        assert_known(database)
    except SQLAlchemyError as error:
        raise Unsafe(f"The database cannot be used ({type(error).__name__}). Is it there, and is database.url right?") from None
    finally:
        database.close()
    return None


def _open_to_others(settings: Settings) -> Found:
    for path in (settings.instance, settings.instance / "keys", settings.files_folder, *settings.instance.glob("*.sqlite*")):
        if path.exists() and path.stat().st_mode & OTHERS:
            yield {"path": str(path), "mode": "700" if path.is_dir() else "600"}


def _password_file(settings: Settings) -> Found:
    if not settings.mail.password_file:
        return
    path = Path(settings.mail.password_file)
    if not path.is_file() or path.stat().st_mode & OTHERS:
        yield {"path": str(path)}


def _unchecked(settings: Settings) -> Found:
    return ({"name": one} for one in unchecked(settings))


def _example_values(settings: Settings) -> Found:
    """Numbers kept for stories and addresses that reach nobody, left over from the example."""
    values = {
        "team.phone": settings.team.phone,
        "team.email": settings.team.email,
        "safety.worried_about_a_child": settings.safety.worried_about_a_child,
        "safety.out_of_hours": settings.safety.out_of_hours,
        "rota.senior": settings.rota.senior,
        "people.complaints_manager": settings.people.complaints_manager,
        "people.deputy": settings.people.deputy,
        "people.reports_to": settings.people.reports_to,
        "mail.sender": settings.mail.sender,
        "mail.envelope_sender": settings.mail.envelope_sender,
        "accessibility.phone": settings.accessibility.phone,
        "accessibility.email": settings.accessibility.email,
        "privacy.officer_email": settings.privacy.officer_email,
        "security.contact": settings.security.contact,
        **{f"rota.duty, line {n}": one.email for n, one in enumerate(settings.rota.duty, 1)},
    }
    return ({"name": name, "value": value} for name, value in values.items() if EXAMPLE.search(value))


def _bad_addresses(settings: Settings) -> Found:
    people = settings.people
    values = {"rota.senior": settings.rota.senior, "people.complaints_manager": people.complaints_manager, "people.deputy": people.deputy}
    values |= {f"rota.duty, line {n}": one.email for n, one in enumerate(settings.rota.duty, 1)}
    return ({"name": name, "value": value} for name, value in values.items() if value and not re.fullmatch(r"[^@\s]+@[^@\s]+", value))


def _bad_days(settings: Settings) -> Found:
    return ({"n": str(n)} for n, one in enumerate(settings.rota.duty, 1) if not one.days or not set(one.days) <= set(range(7)))


def _bad_lists(settings: Settings) -> Found:
    from portal.casework.lists import mistakes
    from portal.procedure.catalogue import catalogue
    from portal.procedure.model import UnknownSetting

    try:
        procedures = catalogue(settings.procedures)
    except UnknownSetting:
        return  # said already
    yield from ({"says": says} for says in mistakes(settings.lists, procedures))


def _procedures(settings: Settings) -> object:
    from portal.procedure.catalogue import catalogue

    return catalogue(settings.procedures)


def _calendar(settings: Settings) -> object:
    from portal.procedure.calendar import Calendar

    return Calendar(settings.council.nation, settings.calendar.proclaimed, settings.calendar.cancelled)


def _unknown_language(settings: Settings) -> bool:
    from babel import Locale, UnknownLocaleError

    try:
        Locale.parse(settings.council.language)
    except (ValueError, UnknownLocaleError):
        return True
    return False


def _is_not_https(url: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme != "https" or not parts.hostname


def _has_path(url: str) -> bool:
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query or parts.fragment or parts.username)


def _is_bad_recipient(recipient: str) -> bool:
    """Whether a backup recipient is there and no age public key."""
    if not recipient:
        return False
    import pyrage

    try:
        pyrage.x25519.Recipient.from_str(recipient)
    except Exception:  # the library's errors have no common name
        return True
    return False


def _missing(name: str) -> Callable[[Settings], Found]:
    """A setting that must not be empty: `safety.emergency`."""
    table, _, field = name.partition(".")
    return _if(lambda settings: not str(getattr(getattr(settings, table), field)).strip())


ALWAYS = (
    Refusal("keys", _raised(_read_keys), "{says}"),
    Refusal("database", _raised(_safe_database), "{says}"),
    Refusal("procedures", _raised(_procedures), "{says}"),
    Refusal("calendar", _raised(_calendar), "{says}"),
)
"""What nothing can run with, on loopback either."""

OFF_LOOPBACK = (
    Refusal("debug", _if(lambda s: s.web.debug), "web.debug is on: an error page would show people's words. Take it out."),
    Refusal("demo", _if(lambda s: s.demo), "demo is on: made-up people and sign-in links for anybody. It runs on this machine only."),
    Refusal("weak keys", _weak_keys, "The key {name} was not made by chance, or is another key's double. Put the right one back from your key backup."),
    Refusal("open files", _open_to_others, "Others on this machine can read {path}. Close it with: chmod {mode} {path}"),
    Refusal("https", _if(lambda s: _is_not_https(s.council.public_url)), "council.public_url must begin with https:// and name a host."),
    Refusal("path", _if(lambda s: _has_path(s.council.public_url)), "council.public_url must be a host alone, without a path or a name before it."),
    Refusal("exit", _if(lambda s: _is_not_https(s.council.exit_url)), "council.exit_url must be an https:// address: it is where Exit leads."),
    Refusal("name", _missing("council.name"), "council.name is empty."),
    Refusal("colour", _if(lambda s: not COLOUR.fullmatch(s.council.colour)), "council.colour must look like #1d4f91."),
    Refusal("language", _if(_unknown_language), "council.language is no language we know; English is en, Welsh is cy."),
    Refusal("unchecked", _unchecked, "{name} is switched on, and nobody has checked its translation. See: portal language list"),
    Refusal("emergency", _missing("safety.emergency"), "safety.emergency is empty: whom does somebody in danger ring?"),
    Refusal("front door", _missing("safety.worried_about_a_child"), "safety.worried_about_a_child is empty: whom does somebody worried about a child ring?"),
    Refusal("out of hours", _missing("safety.out_of_hours"), "safety.out_of_hours is empty: whom does somebody ring at night?"),
    Refusal("childline", _missing("safety.childline"), "safety.childline is empty."),
    Refusal("team phone", _missing("team.phone"), "team.phone is empty: every page says how to ring the complaints team."),
    Refusal("team hours", _if(lambda s: s.team.opens >= s.team.closes), "team.opens must be before team.closes."),
    Refusal("fears", empty_fears, "fears.{name} is empty: the start page must answer it."),
    Refusal("texts", empty_texts, "{name} is empty: {page} must say it."),
    Refusal("days of pages", missing_days, "{name} says no day; write one like 2026-11-02."),
    Refusal("security address", _if(lambda s: not is_contact(s.security.contact)), "security.contact must begin with mailto:, https:// or tel: (RFC 9116)."),
    Refusal("rota", _if(lambda s: not s.rota.duty), "rota.duty is empty: nobody would be woken when a child is in danger."),
    Refusal("senior", _missing("rota.senior"), "rota.senior is empty: nobody is told when the people on duty do not answer."),
    Refusal("rota days", _bad_days, "rota.duty, line {n}: days must be numbers from 0 (Monday) to 6 (Sunday)."),
    Refusal("complaints manager", _missing("people.complaints_manager"), "people.complaints_manager is empty."),
    Refusal("deputy", _missing("people.deputy"), "people.deputy is empty: nobody could decide when the complaints manager is away or complained about."),
    Refusal("own deputy", _if(lambda s: s.people.deputy and s.people.deputy == s.people.complaints_manager), "people.deputy is the complaints manager."),
    Refusal("reports to", _missing("people.reports_to"), "people.reports_to is empty: say to whom the complaints manager reports."),
    Refusal("addresses", _bad_addresses, '{name} is "{value}", which is no e-mail address.'),
    Refusal("example", _example_values, '{name} is still the example\'s "{value}", which reaches nobody.'),
    Refusal("mail host", _missing("mail.host"), "mail.host is empty: nobody could be woken or written to."),
    Refusal("mail sender", _missing("mail.sender"), "mail.sender is empty."),
    Refusal(
        "mail in clear",
        _if(lambda s: s.mail.security == "none" and s.mail.host not in ("", "localhost", "127.0.0.1", "::1")),
        "mail.security is none: letters would cross the network unsealed. Say starttls or tls.",
    ),
    Refusal("mail password", _password_file, "mail.password_file {path} is missing, or others can read it."),
    Refusal("lists", _bad_lists, "{says}"),
    Refusal(
        "advocacy service",
        _if(lambda s: s.advocacy.service and s.advocacy.service not in s.lists.get("advocacy_service", {})),
        "advocacy.service stands not in lists.advocacy_service: a young person's yes to an advocate would reach nobody's inbox.",
    ),
    Refusal("backup", _missing("backup.recipient"), "backup.recipient is empty: what is lost could not be brought back. See: portal backup --help"),
    Refusal("backup key", _if(lambda s: _is_bad_recipient(s.backup.recipient)), "backup.recipient is no age public key; it begins with age1."),
    Refusal("workers", _if(lambda s: s.web.workers < 1 or s.web.threads < 1), "web.workers and web.threads must be at least 1."),
    Refusal("pool", _if(lambda s: s.database.pool < s.web.threads), "database.pool must be at least web.threads."),
    Refusal("patience", _if(lambda s: not 0 < s.database.lock_seconds <= 30), "database.lock_seconds must be between 0 and 30."),
)
"""What the public must not meet."""


def refusals(settings: Settings) -> list[str]:
    """One plain sentence for each thing to settle before the public may be answered."""
    return [sentence for check in ALWAYS + OFF_LOOPBACK for sentence in check.sentences(settings)]


def refuse_or_go_on(settings: Settings) -> None:
    """Say what is wrong and end with a code that is not 0, before anything listens; on loopback only what nothing can run with."""
    checks = ALWAYS + OFF_LOOPBACK if settings.is_public else ALWAYS
    wrong = [sentence for check in checks for sentence in check.sentences(settings)]
    for sentence in wrong:
        click.echo(sentence, err=True)
    if wrong:
        raise SystemExit(REFUSED)
