"""Equality answers: stored, forgotten and counted under a token that only the equality key can make; a row never leaves this file.

The only importer of the equality key. Casework may call `store` and `forget`, reports `count` (tests/guards/test_layers.py).
Nothing here is written to an event, a log, a case or a contact.
"""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.forms.equality import ALSO, FORMS, FROM_16, ONLY_RECORDED, RECORD, kept
from portal.forms.model import Answers, Audience
from portal.store.insert import insert_of
from portal.store.models import Equality, EqualitySlip
from portal.store.sealing import Keys

SELF, CHILD = Audience.SELF, Audience.CHILD
OWN, SLIP, FROM_RECORD = "self", "slip", "record"
"""Whose word it is: the person's on a page, the person's on paper, or the social care record's. None ever replaces another's."""

NUMBER_DIGITS = 12
AT_ONCE = 5_000  # tokens in one select


@dataclass(frozen=True)
class Counted:
    """How many people a code was kept of, by question, source and whom it is about."""

    about: str
    source: str
    question: str
    code: str
    number: int


def token_of(keys: Keys, party_id: uuid.UUID) -> str:
    """The person's token: HMAC-SHA256 of the party's id under the equality key. Without the key nothing leads back."""
    return hmac.new(keys.equality, party_id.bytes, hashlib.sha256).hexdigest()


def store(session: Session, keys: Keys, party_id: uuid.UUID, about: Audience, source: str, answers: Answers) -> None:
    """Keep what was answered. A question answered again replaces the same source's earlier answer; one left empty changes nothing.

    Raises ValueError for a question or option that this form does not have.
    """
    _put(session, token_of(keys, party_id), about, source, answers)


def forget(session: Session, keys: Keys, party_id: uuid.UUID, about: Audience | None = None) -> None:
    """Delete everything kept under a person's token, or only what is about one of the two; what a slip of theirs could add too."""
    for table in (Equality, EqualitySlip):
        rows = sa.delete(table).where(table.token == token_of(keys, party_id))
        session.execute(rows.where(table.about == about) if about else rows)


def count(session: Session, keys: Keys, party_ids: Iterable[uuid.UUID]) -> list[Counted]:
    """How often each code was kept of these people. Numbers only: small ones are hidden by whoever shows them."""
    tokens = [token_of(keys, one) for one in party_ids]
    columns = (Equality.about, Equality.source, Equality.question, Equality.code)
    found: dict[tuple[str, str, str, str], int] = {}
    for start in range(0, len(tokens), AT_ONCE):
        rows = sa.select(*columns, sa.func.count()).where(Equality.token.in_(tokens[start : start + AT_ONCE])).group_by(*columns)
        for about, source, question, code, number in session.execute(rows):
            found[about, source, question, code] = found.get((about, source, question, code), 0) + number
    return [Counted(*key, number) for key, number in sorted(found.items())]


def slip(session: Session, keys: Keys, party_id: uuid.UUID, about: Audience, today: date) -> str:
    """A number for a slip of paper, in groups of four: typed in once, it leads to this person's token. Only its hash is kept."""
    digits = f"{secrets.randbelow(10**NUMBER_DIGITS):0{NUMBER_DIGITS}d}"
    # An id by chance, as below: one that counts time would stand beside the log of whoever opened the case to ask for it.
    session.add(EqualitySlip(id=uuid.uuid4(), number_hash=_number_hash(keys, digits), token=token_of(keys, party_id), about=about, made_on=today))
    return " ".join(digits[at : at + 4] for at in range(0, NUMBER_DIGITS, 4))


def store_slip(session: Session, keys: Keys, typed: str, about: Audience, answers: Answers, today: date) -> bool:
    """Keep what stands on a slip. False, and nothing kept, where the number is wrong, was used, or belongs to the other slip."""
    used = sa.update(EqualitySlip).where(*_unused(keys, typed, about)).values(used_on=today).returning(EqualitySlip.token)
    token = session.scalar(used)
    if token is None:
        return False
    _put(session, token, about, SLIP, answers)
    return True


def _unused(keys: Keys, typed: str, about: Audience) -> tuple[sa.ColumnElement[bool], ...]:
    digits = "".join(one for one in typed if one.isascii() and one.isdigit())
    return EqualitySlip.number_hash == _number_hash(keys, digits), EqualitySlip.about == about, EqualitySlip.used_on.is_(None)


def _number_hash(keys: Keys, digits: str) -> str:
    return hmac.new(keys.equality, b"slip:" + digits.encode(), hashlib.sha256).hexdigest()


def _put(session: Session, token: str, about: Audience, source: str, answers: Answers) -> None:
    codes = kept(RECORD[about], answers, ONLY_RECORDED) if source == FROM_RECORD else kept(FORMS[about], answers)
    mine = (Equality.token == token, Equality.about == about, Equality.source == source)
    if _is_under_16(session, mine, codes):
        codes = {question: code for question, code in codes.items() if question not in FROM_16}
        session.execute(sa.delete(Equality).where(*mine, Equality.question.in_(FROM_16)))
    if not codes:
        return
    replaced = {also for question in codes for also in ALSO.get(question, (question,))}
    session.execute(sa.delete(Equality).where(*mine, Equality.question.in_(replaced)))
    # By chance, not by time: an id that counts time would stand beside the contact that was sent a minute before.
    rows = [{"id": uuid.uuid4(), "token": token, "about": about, "source": source, "question": q, "code": code} for q, code in codes.items()]
    session.execute(insert_of(session)(Equality).values(rows).on_conflict_do_nothing())  # a button pressed twice


def _is_under_16(session: Session, mine: tuple[sa.ColumnElement[bool], ...], codes: Mapping[str, str]) -> bool:
    """Whether the person said so, now or before: of nobody under 16 is more kept than may be asked of them."""
    if "age" in codes or not FROM_16 & codes.keys():
        return codes.get("age") == "under_16"
    return bool(session.scalar(sa.select(sa.exists().where(*mine, Equality.question == "age", Equality.code == "under_16"))))
