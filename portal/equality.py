"""Equality answers: stored, forgotten and counted under a token that only the equality key can make; a row never leaves this file.

The only importer of the equality key. Casework may call `store` and `forget`, reports `count` (tests/guards/test_layers.py).
Nothing here is written to an event, a log, a case or a contact.
"""

import hashlib
import hmac
import secrets
import uuid
from array import array
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Generic, TypeVar

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

ORDER = (OWN, SLIP, FROM_RECORD)

NUMBER_DIGITS = 12
AT_ONCE = 5_000  # tokens in one select, or rows fetched at a time
LOOKED_UP = 200_000  # tokens; from there on reading four million rows is quicker
IN_MEMORY = 1_000_000  # people
BLOCK = hashlib.sha256().block_size


@dataclass(frozen=True)
class Asked:
    """A question to count by. looks: whose answer counts, the first that there is: which of the ids given of somebody, and about whom."""

    question: str
    looks: tuple[tuple[int, Audience], ...]


Cell = TypeVar("Cell", bound=Hashable)
Person = tuple[Cell, Sequence[str]]
"""Where somebody counts, and the ids of parties who may have answered: 32 hex digits, or "" for nobody; as many ids for each."""


def token_of(keys: Keys, party_id: uuid.UUID) -> str:
    """The person's token: HMAC-SHA256 of the party's id under the equality key. Without the key nothing leads back."""
    return hmac.digest(keys.equality, party_id.bytes, "sha256").hex()


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


def count(session: Session, keys: Keys, asked: Sequence[Asked], people: Iterable[Person[Cell]]) -> Counter[tuple[Cell, tuple[str, ...]]]:
    """How many people of each cell gave which codes, one for each question asked; "" where there is no answer.

    Of two answers from the same person the one given on a page counts, then that on a slip, then the record's: 'prefer not to say'
    stands before what a record knows. Numbers only: small ones are hidden by whoever shows them. A million people take a few
    seconds and some 250 MB, more people no more memory.
    """
    found: Counter[tuple[Cell, tuple[str, ...]]] = Counter()
    everybody = iter(people)
    while (some := _People.of(islice(everybody, IN_MEMORY), keys)).cells:
        found.update(_count_some(session, asked, some))
    return found


@dataclass
class _People(Generic[Cell]):
    """So many people at a time, as numbers that stand for their cells and tokens; 0 stands for nobody."""

    tokens: dict[str, int]
    cells: dict[Cell, int]
    rows: "array[int]"
    wide: int

    @classmethod
    def of(cls, people: Iterable[Person[Cell]], keys: Keys) -> "_People[Cell]":
        token, tokens, wide = _tokens(keys), {"": 0}, 0
        cells: dict[Cell, int] = {}
        rows = array("L")
        for cell, ids in people:
            wide = 1 + len(ids)
            rows.append(cells.setdefault(cell, len(cells)))
            rows.extend([tokens.setdefault(token(one), len(tokens)) if one else 0 for one in ids])
        return cls(tokens, cells, rows, wide)

    def alike(self, said: Sequence[int]) -> Counter[tuple[int, ...]]:
        """(cell, what is said under each token) -> how many."""
        cells, *whose = (self.rows[at :: self.wide] for at in range(self.wide))
        return Counter(zip(cells, *(map(said.__getitem__, which) for which in whose), strict=True))


def _count_some(session: Session, asked: Sequence[Asked], people: _People[Cell]) -> Counter[tuple[Cell, tuple[str, ...]]]:
    """Everything somebody said is one text, and few texts differ: people are counted by text, and each text is read once."""
    texts = {"": 0}
    said = array("L", bytes(array("L").itemsize * len(people.tokens)))
    for token, text in _said(session, asked, people.tokens):
        if place := people.tokens.get(token):
            said[place] = texts.setdefault(text, len(texts))
    read, cells = [_read(text) for text in texts], list(people.cells)
    found: Counter[tuple[Cell, tuple[str, ...]]] = Counter()
    for (cell, *which), number in people.alike(said).items():
        found[cells[cell], tuple(_answer(one, [read[text] for text in which]) for one in asked)] += number
    return found


def _said(session: Session, asked: Sequence[Asked], tokens: Collection[str]) -> Iterator[tuple[str, str]]:
    """token -> what was said under it. Few tokens are looked up, of many the whole index is read in order: that is quicker from there on."""
    part = Equality.about + ":" + Equality.question + ":" + Equality.source + ":" + Equality.code
    rows = sa.select(Equality.token, sa.func.aggregate_strings(part, " "))
    rows = rows.where(Equality.question.in_({one.question for one in asked})).group_by(Equality.token)
    if len(tokens) > LOOKED_UP:
        yield from session.connection().execute(rows.execution_options(yield_per=AT_ONCE))
        return
    wanted = iter(sorted(tokens))
    while some := list(islice(wanted, AT_ONCE)):
        yield from session.connection().execute(rows.where(Equality.token.in_(some)))


def _read(text: str) -> dict[tuple[str, str], str]:
    """(about, question) -> code, by the word that comes first of OWN, SLIP and FROM_RECORD."""
    parts = [part.split(":") for part in text.split()]
    return {(about, question): code for about, question, _source, code in sorted(parts, key=lambda part: ORDER.index(part[2]), reverse=True)}


def _answer(asked: Asked, said: Sequence[Mapping[tuple[str, str], str]]) -> str:
    return next((code for which, about in asked.looks if (code := said[which].get((about, asked.question)))), "")


def _tokens(keys: Keys) -> Callable[[str], str]:
    """token_of for many: HMAC (RFC 2104) with the key's two blocks hashed once, which is three times as quick."""
    key = keys.equality.ljust(BLOCK, b"\0")
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in key)) for pad in (0x36, 0x5C))

    def token(party_id: str) -> str:
        first, last = inner.copy(), outer.copy()
        first.update(bytes.fromhex(party_id))
        last.update(first.digest())
        return last.hexdigest()

    return token


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
