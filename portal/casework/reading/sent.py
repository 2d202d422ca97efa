"""What was sent, exactly: each question in the words it was asked in, and the answer as it was given."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.access.roles import Permission
from portal.casework.reading.names import Black
from portal.forms.catalogue import CATALOGUE, NOW, TALK
from portal.forms.model import Audience, Form, Kind, Question
from portal.store.models import Case, Contact

FORMS = {"talk": TALK, "danger": NOW}
"""Kinds of contact that came by a form of their own."""

WHO = frozenset({"name", "with_name", "adv_name", "worker_name", "person_name", "child_name", *(f"child{number}_name" for number in range(2, 5))})
"""Questions that say who somebody is: only for those who may know (permission IDENTITY)."""

_WAYS = ("phone", "email", "address", "best_times")
HOW = frozenset(
    {*_WAYS, *(f"with_{way}" for way in _WAYS), *("now_how", "adv_phone", "adv_email", "worker_phone", "worker_email", "person_reach", "child_reach")}
)
"""Questions that say how to reach somebody: only for those who may (permission CONTACT_DETAILS)."""


@dataclass(frozen=True)
class Told:
    """One answer. ask: the question, marked for translation; options: the words of the options chosen, marked; text: as written; day: a date.

    is_hidden: it was answered, and the reader may not read it.
    """

    key: str
    ask: str
    text: str = ""
    options: tuple[str, ...] = ()
    is_hidden: bool = False
    day: date | None = None


def form_of(contact: Contact) -> Form:
    """The form by which a contact came."""
    return FORMS.get(contact.kind) or CATALOGUE[Audience(contact.audience)]


def sent(case: Case, black: Black, may: Callable[[Permission], bool]) -> list[Told]:
    """Every answer of the case's contact in the order it was asked, hidden or blacked out where the reader may not know who it is."""
    hidden = frozenset[str]()
    for permission, keys in ((Permission.IDENTITY, WHO), (Permission.CONTACT_DETAILS, HOW)):
        if not may(permission):
            hidden |= keys
    return told(case.contact, black, hidden)


def told(contact: Contact, black: Black, hidden: frozenset[str] = frozenset(), only: Sequence[str] | None = None) -> list[Told]:
    """The answers of a contact in the order asked; `only` these questions and in this order, if given."""
    form, answers = form_of(contact), contact.answers or {}
    keys = [key for key in (_in_order(form, answers) if only is None else only) if key in answers and key not in form.says]
    return [Told(key, _ask(form, key), is_hidden=True) if key in hidden else _told(form, key, answers, black) for key in keys]


def _in_order(form: Form, answers: Mapping[str, Any]) -> list[str]:
    """The questions as the form asks them, whatever order they were answered in; then what the form asks no more."""
    asked = [one.key for page in form.pages for one in page.asked()]
    return list(dict.fromkeys([*asked, *answers]))


def _told(form: Form, key: str, answers: Mapping[str, Any], black: Black) -> Told:
    question, answer = form.question(key), answers[key]
    if question is not None and question.kind is Kind.DATE and (day := _date(answer)):
        return Told(key, _ask(form, key), day=day)
    if question is None or not question.options:
        return Told(key, _ask(form, key), text=black.over(str(answer)))
    words = question.wording[form.audience].options
    chosen = answer if isinstance(answer, list) else [answer]
    return Told(key, _ask(form, key), options=tuple(words.get(one, one) for one in chosen))


def _date(answer: object) -> date | None:
    try:
        return date.fromisoformat(str(answer))
    except ValueError:
        return None


def _ask(form: Form, key: str) -> str:
    """The wording of a question; a question that is asked no more is named by its key."""
    question: Question | None = form.question(key)
    return question.wording[form.audience].ask if question else key
