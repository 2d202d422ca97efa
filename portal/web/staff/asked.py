"""What an act asks of staff, declared; and what they gave, read back with a plain sentence for what is wrong."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.access.roles import Permission
from portal.casework.desk import Desk
from portal.forms.answers import UNREADABLE
from portal.store.models import Case
from portal.web.staff import staff

LONGEST = 50_000
Options = Sequence[tuple[str, str]]


class Asked(NamedTuple):
    """One field of an act. kind: line, few_lines, text, letter, one_of, any_of, select, date or number. Words are already in the reader's language.

    most: the reading grade that a letter keeps to, shown while it is typed; 0: it is not counted.
    """

    name: str
    kind: str
    ask: str
    hint: str = ""
    options: Options = ()
    value: Any = ""
    optional: bool = False
    most: int = 0

    @property
    def is_short(self) -> bool:
        """Whether its options stand side by side: a few, of a few words each."""
        return len(self.options) <= 4 and all(len(words) <= 24 for _key, words in self.options)


class Wrong(Exception):
    """A field was not filled in so that it can be used: its name and what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problems = [(field, sentence)]


class Missing(Wrong):
    """Fields were left empty: each with what to do, in the order of the page."""

    def __init__(self, problems: Sequence[tuple[str, str]]) -> None:
        super().__init__(*problems[0])
        self.problems = [*problems]


class Given:
    """What was posted (or kept from before), read by kind. Raises Wrong."""

    def __init__(self, fields: "MultiDict[str, str]") -> None:
        self.fields = fields

    def text(self, name: str) -> str:
        """Text as written, its line breaks as one newline; characters nobody can read are refused."""
        written = self.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n")
        if UNREADABLE.search(written):
            raise Wrong(name, _("There is a character in this that cannot be read. Take it out."))
        if len(written) > LONGEST:
            raise Wrong(name, _("This is too long. We can take %(limit)s characters here.", limit=f"{LONGEST:,}"))
        return written

    def one(self, name: str, options: Options) -> str:
        """One of the options, or "" when none was chosen."""
        chosen = self.fields.get(name, "")
        if chosen and chosen not in {key for key, _words in options}:
            raise Wrong(name, _("Choose from the list."))
        return chosen

    def many(self, name: str, options: Options) -> tuple[str, ...]:
        known = {key for key, _words in options}
        return tuple(key for key in dict.fromkeys(self.fields.getlist(name)) if key in known)

    def is_yes(self, name: str) -> bool:
        """Whether yes was chosen; neither yes nor no is asked again."""
        chosen = self.fields.get(name, "")
        if chosen not in ("yes", "no"):
            raise Wrong(name, _("Choose yes or no."))
        return chosen == "yes"

    def day(self, name: str, optional: bool = False) -> date | None:
        """A date from its three boxes."""
        parts = [self.fields.get(f"{name}-{part}", "").strip() for part in ("year", "month", "day")]
        if not any(parts) and optional:
            return None
        try:
            return date(*(int(part) if part.isascii() and part.isdigit() else 0 for part in parts))
        except (ValueError, OverflowError):  # too many digits for a date, or for a number
            raise Wrong(name, _("Write a real date, like 27 3 2027.")) from None

    def a_day(self, name: str) -> date:
        """A date that must be there."""
        found = self.day(name)
        assert found is not None  # noqa: S101 - day() raises Wrong unless optional
        return found


class Act(NamedTuple):
    """An act: its title and button (marked), the permission it takes, what it asks, and the verb."""

    title: str
    button: str
    permission: Permission
    asks: Callable[[Desk, Case], Sequence[Asked]]
    do: Callable[[Desk, Case, Given], object]


def posted() -> Given:
    return Given(request.form)


def refuse_empty(asked: Sequence[Asked], given: Given) -> None:
    """Raises Missing for what must be answered and was not. A date says itself what is wrong with it."""
    empty = [one for one in asked if not one.optional and one.kind != "date" and not given.text(one.name).strip()]
    if empty:
        raise Missing([(one.name, _write_or_choose(one)) for one in empty])


def _write_or_choose(one: Asked) -> str:
    if one.kind in ("one_of", "any_of", "select"):
        return _("Choose an answer: %(question)s", question=one.ask)
    return _("Write something here: %(question)s", question=one.ask)


@staff.app_template_global()
def day_parts(fields: "MultiDict[str, str] | None", name: str, default: date | None = None) -> tuple[str, str, str]:
    """(day, month, year) as they stand in the boxes."""
    if fields is not None:
        return fields.get(f"{name}-day", ""), fields.get(f"{name}-month", ""), fields.get(f"{name}-year", "")
    return (str(default.day), str(default.month), str(default.year)) if default else ("", "", "")
