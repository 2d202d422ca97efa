"""Equality answers: stored, forgotten and counted under a token that only the equality key can make; a row never leaves this file.

The only importer of the equality key. Casework may call `store` and `forget`, reports `Figures` (tests/guards/test_layers.py).
Nothing here is written to an event, a log, a case or a contact.
"""

import hashlib
import hmac
import secrets
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.forms.equality import ALSO, FORMS, FROM_16, ONLY_RECORDED, RECORD, kept
from portal.forms.model import Answers, Audience
from portal.store.insert import insert_of
from portal.store.models import Equality, EqualitySlip
from portal.store.sealing import Keys

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SELF, CHILD = Audience.SELF, Audience.CHILD
OWN, SLIP, FROM_RECORD = "self", "slip", "record"
"""Whose word it is: the person's on a page, the person's on paper, or the social care record's. None ever replaces another's."""

ORDER = (OWN, SLIP, FROM_RECORD)

NUMBER_DIGITS = 12
AT_ONCE = 5_000  # tokens in one select, or rows fetched at a time
LOOKED_UP = 200_000  # tokens; from there on reading four million rows is quicker
BLOCK = hashlib.sha256().block_size


@dataclass(frozen=True)
class Asked:
    """A question to count by. looks: whose answer counts, the first that there is: which of the ids given of somebody, and about whom."""

    question: str
    looks: tuple[tuple[int, Audience], ...]


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


class Figures:
    """How many people gave which answer, for one report after another table of it.

    What was said is read once. Tokens and answers stand in temporary tables of a cursor of this object's own, which no other can
    see, and end with it; only numbers come out. Small ones are hidden by whoever shows them.
    """

    def __init__(self, session: Session, keys: Keys, facts: "DuckDBPyConnection", questions: Collection[str]) -> None:
        self._session, self._questions = session, sorted(questions)
        key = keys.equality.ljust(BLOCK, b"\0")
        self._pads = {name: bytes(byte ^ pad for byte in key) for name, pad in (("inner", 0x36), ("outer", 0x5C))}
        self._has_all = False
        self._duck = facts.cursor()
        self._duck.execute("CREATE TEMP TABLE known (id VARCHAR, text VARCHAR); CREATE TEMP TABLE said (token VARCHAR, text VARCHAR)")

    def close(self) -> None:
        self._duck.close()

    def count(self, asked: Sequence[Asked], people: str, values: Mapping[str, Any], ids: int) -> list[tuple[Any, ...]]:
        """The cells of `people`, a code for each question asked ("" where there is no answer), and how many, in groups.

        people: a select of the facts. Its last columns, i0 to as many as `ids` says, are who may have answered: party ids as 32 hex
        digits or NULL; all before are the cell. Of two answers of one person the one given on a page counts, then that on a slip,
        then the record's: 'prefer not to say' stands before what a record knows.
        """
        self._duck.execute(f"CREATE OR REPLACE TEMP TABLE people AS {people}", values or None)
        looked_at = sorted({which for one in asked for which, _about in one.looks})
        self._know(looked_at)
        pairs = list(dict.fromkeys((about, one.question) for one in asked for _which, about in one.looks))
        self._tell(pairs)
        codes = [f"coalesce({', '.join(f'told{which}.c{pairs.index((about, one.question))}' for which, about in one.looks)}, '')" for one in asked]
        joined = " ".join(_JOINED.format(number) for number in looked_at)
        without = ", ".join(f"i{number}" for number in range(ids))
        return self._duck.execute(f"SELECT people.* EXCLUDE ({without}), {', '.join(codes)}, count(*) FROM people {joined} GROUP BY ALL").fetchall()  # noqa: S608 - numbers only

    def _know(self, ids: Sequence[int]) -> None:
        """What everybody new has said, under their id."""
        everybody = " UNION ".join(f"SELECT i{number} AS id FROM people" for number in ids)  # noqa: S608 - numbers only
        self._duck.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {_FRESH.format(everybody)}", self._pads)
        if not self._has_all:
            self._hear()
        self._duck.execute("INSERT INTO known SELECT id, text FROM fresh LEFT JOIN said USING (token)")
        if not self._has_all:
            self._duck.execute("DELETE FROM said")

    def _hear(self) -> None:
        """Read what was said under the new tokens, or under all."""
        ((number,),) = self._duck.execute("SELECT count(*) FROM fresh").fetchall()
        part = Equality.about + ":" + Equality.question + ":" + Equality.source + ":" + Equality.code
        rows = sa.select(Equality.token, sa.func.aggregate_strings(part, " ")).where(Equality.question.in_(self._questions)).group_by(Equality.token)
        if number > LOOKED_UP:
            self._has_all = True
            self._read(rows)
            return
        tokens = iter([token for (token,) in self._duck.execute("SELECT token FROM fresh ORDER BY token").fetchall()])
        while some := list(islice(tokens, AT_ONCE)):
            self._read(rows.where(Equality.token.in_(some)))

    def _read(self, rows: sa.Select[str, str]) -> None:
        """Straight from the driver's cursor: a named row around each of a million would take as long again as reading it."""
        with self._session.connection().execute(rows) as found, self._duck.appender("said") as appender:
            while found.cursor is not None and (some := found.cursor.fetchmany(AT_ONCE)):
                appender.append_rows(some)

    def _tell(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Everything somebody said is one text, and few texts differ: each is read once, into the code of each pair (about, question)."""
        columns = ", ".join(f"c{number} VARCHAR" for number in range(len(pairs)))
        self._duck.execute(f"CREATE OR REPLACE TEMP TABLE told (text VARCHAR, {columns})")
        texts = self._duck.execute("SELECT DISTINCT text FROM known WHERE text IS NOT NULL").fetchall()
        if texts:
            with self._duck.appender("told") as appender:
                appender.append_rows([(text, *map(_codes(text).get, pairs)) for (text,) in texts])


_FRESH = """
SELECT id, sha256($outer::BLOB || unhex(sha256($inner::BLOB || unhex(id)))) AS token
FROM ({}) WHERE id <> '' AND id NOT IN (SELECT id FROM known)
"""
"""token_of for many: HMAC (RFC 2104) in its own words."""

_JOINED = """
LEFT JOIN known AS known{0} ON known{0}.id = people.i{0}
LEFT JOIN told AS told{0} ON told{0}.text = known{0}.text
"""


def _codes(text: str) -> dict[tuple[str, str], str]:
    """(about, question) -> code, by the word that comes first of OWN, SLIP and FROM_RECORD."""
    parts = [part.split(":") for part in text.split()]
    return {(about, question): code for about, question, _source, code in sorted(parts, key=lambda part: ORDER.index(part[2]), reverse=True)}
