"""A person's account: what staff first wrote down beside what the person agreed or changed, and translations beside their originals."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.access.roles import Permission
from portal.casework.desk import Desk, london_date
from portal.casework.reading.names import Black
from portal.casework.reading.sent import HOW, WHO, Told, form_of, told
from portal.casework.thread import statement, translation
from portal.forms.model import Form, Kind
from portal.store.models import Case, Letter, Message, Statement, Translation

WRITTEN = frozenset({Kind.TEXT, Kind.LINE})
SHOWN_TO = {translation.LETTER: Permission.IDENTITY, translation.MESSAGE: Permission.INTAKE}
"""A translation of these is shown to whoever may read the original: the letters' readers, and the complaints team for messages."""


@dataclass(frozen=True)
class Checked:
    """One statement. answer: asked, yes or changed; first: what staff wrote down; text: what the person agreed to or changed it into."""

    answer: str
    how: str
    on: date | None
    sent_on: date
    first: Sequence[Told]
    text: str


@dataclass(frozen=True)
class Beside:
    """A translation beside its original. of: contact, message, statement or letter; number: of a letter. read_back: None where nobody said."""

    of: str
    number: int
    original: Sequence[Told]
    language: str
    who: str
    made_on: date
    text: str
    read_back: bool | None
    minutes: int | None
    pence: int | None


def account_keys(form: Form) -> frozenset[str]:
    """The questions whose answers are somebody's account: what they wrote themselves, not who and where they are."""
    pages = [page for page in form.pages if not page.may_autofill]
    return frozenset(asked.key for page in pages for asked in page.asked() if asked.kind in WRITTEN and asked.key not in WHO | HOW)


def checked(desk: Desk, case: Case, black: Black) -> list[Checked]:
    """The statements of a case, the newest first."""
    keys = account_keys(form_of(case.contact))
    first = [one for one in told(case.contact, black) if one.key in keys]
    rows = reversed(statement.of_case(desk.session, case))
    return [Checked(one.answer, one.how or "", one.on, london_date(one.at), first, str(black.over(one.body))) for one in rows]


def translations(desk: Desk, case: Case, black: Black, may: Callable[[Permission], bool]) -> list[Beside]:
    """The translations the reader may see, oldest first, each with its original."""
    rows = [one for one in translation.of_case(desk, case) if one.of not in SHOWN_TO or may(SHOWN_TO[one.of])]
    return [_beside(desk, case, one, black) for one in rows]


def _beside(desk: Desk, case: Case, one: Translation, black: Black) -> Beside:
    original = _original(desk, case, one, black)
    number = desk.session.get_one(Letter, one.of_id).number if one.of == translation.LETTER else 0
    text = str(black.over(one.body))
    return Beside(one.of, number, original, one.language, str(one.who), one.made_on, text, one.read_back, one.minutes, one.pence)


def _original(desk: Desk, case: Case, one: Translation, black: Black) -> Sequence[Told]:
    if one.of == translation.CONTACT:
        keys = account_keys(form_of(case.contact))
        return [answer for answer in told(case.contact, black) if answer.key in keys]
    table = {translation.MESSAGE: Message, translation.STATEMENT: Statement, translation.LETTER: Letter}[one.of]
    row: Any = desk.session.get_one(table, one.of_id)
    return [Told("", "", str(black.over(row.body)))]
