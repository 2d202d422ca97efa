"""What the outbox tests say and see: people write, the clock moves, the worker works, the mail server misbehaves."""

import asyncio
import email
import email.message
import json
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from aiosmtpd.controller import Controller

from portal.casework.desk import Desk
from portal.casework.intake import draft as drafts
from portal.casework.intake.submit import submit
from portal.casework.work import step
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.settings import Mail, Rota, Settings, Watcher
from portal.store.database import Database, new_id
from portal.store.models import Case, CaseEvent, Outbox, Task, User, new_key
from tests.council import filled

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
FIRST, SECOND, SENIOR = "first@council.example", "second@council.example", "senior@council.example"
ADDRESS = "parent@example.org"
STORY = "Zebrafish was moved again"
SAID = {"kind": "complaint", "story": STORY, "name": "Ada Quillfeather", "relation": "mother", "email": ADDRESS, "safe_email": ["email"]}


def council_settings(folder: Path, database_url: str, port: int) -> Settings:
    """Settings of a council; also written to council.toml, for a worker in a process of its own."""
    rota = Rota((Watcher(FIRST, bank_holidays=True), Watcher(SECOND, bank_holidays=True)), SENIOR)
    mail = Mail("127.0.0.1", port, sender="feedback@council.example", envelope_sender="bounces@council.example", timeout=2)
    lines = [
        '[council]\nname = "Anytown Council"',
        f"[database]\nurl = {json.dumps(database_url)}",
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsender = "{mail.sender}"\nenvelope_sender = "{mail.envelope_sender}"\ntimeout = 20',
        f'[rota]\nsenior = "{SENIOR}"',
        *(f'[[rota.duty]]\nemail = "{one.email}"\nbank_holidays = true' for one in rota.duty),
    ]
    (folder / "council.toml").write_text("\n".join(lines))
    return replace(filled(folder, database_url), rota=rota, mail=mail)


@dataclass
class Council:
    """`now` is the only clock; `later` moves it."""

    settings: Settings
    database: Database
    now: datetime = MONDAY

    def later(self, **how: float) -> None:
        self.now += timedelta(**how)

    @contextmanager
    def desk(self, by: User | None = None) -> Iterator[Desk]:
        with self.database.transaction() as session:
            yield Desk(session, self.now, Calendar(), catalogue({}), self.settings, by)

    def send(self, **said: Any) -> uuid.UUID:
        """Somebody sends a contact; returns the id of its case. An answer of None was not given."""
        fresh = drafts.fresh_code(b"p" * 32, hasher=lambda words, pepper: "hash")
        answers = {key: value for key, value in {**SAID, **said}.items() if value is not None}
        with self.desk() as desk:
            draft, _ = drafts.start(desk, "parent")
            sent = submit(desk, draft, answers, fresh)
            return desk.session.scalars(sa.select(Case.id).where(Case.reference == sent.reference)).one()

    def work(self, most: int = 1000) -> int:
        """The worker does what is due now; returns how many pieces."""
        return next(done for done in range(most + 1) if not step(self.database, self.settings, self.now))

    def work_until(self, end: datetime, every: timedelta = timedelta(seconds=15)) -> None:
        while self.now < end:
            self.work()
            self.now += every

    def member(self, role: str) -> User:
        """A member of staff."""
        with self.database.transaction() as session:
            user = User(id=new_id(), key_id=new_key(session, self.now), email=f"{uuid.uuid4()}@c.example", name="X", role=role, made_at=self.now)
            session.add(user)
        return user

    def rows(self, kind: type[Any], *where: Any) -> list[Any]:
        with self.database.reading() as session:
            return list(session.scalars(sa.select(kind).where(*where)))

    def happened(self, case_id: uuid.UUID) -> list[str]:
        with self.database.reading() as session:
            return list(session.scalars(sa.select(CaseEvent.event).where(CaseEvent.case_id == case_id).order_by(CaseEvent.number)))

    def details(self, case_id: uuid.UUID, event: str) -> list[dict[str, Any]]:
        return [row.details for row in self.rows(CaseEvent, CaseEvent.case_id == case_id, CaseEvent.event == event)]

    def tasks(self, case_id: uuid.UUID) -> list[str]:
        return [task.kind for task in self.rows(Task, Task.case_id == case_id, Task.done_at.is_(None))]

    def jobs(self, kind: str) -> list[Outbox]:
        return self.rows(Outbox, Outbox.kind == kind)


@dataclass
class Postbox:
    """A real SMTP server. answer: what it says to every recipient ('' accepts), answers: to one. after: seconds it takes to take a mail."""

    answer: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    after: float = 0.0
    taking: int = 0
    got: list[tuple[str, email.message.Message]] = field(default_factory=list)
    port: int = 0
    controller: Controller | None = None

    def start(self) -> None:
        if not self.port:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop(no_assert=True)
            self.controller = None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:
        if said := self.answers.get(address, self.answer):
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.taking += 1
        await asyncio.sleep(self.after)
        self.got += [(to, email.message_from_bytes(envelope.content)) for to in envelope.rcpt_tos]
        return "250 OK"

    @property
    def to(self) -> list[str]:
        return [to for to, _ in self.got]

    @property
    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for _, mail in self.got]
