"""A letter's life: written, kept sealed, sent once by post or by e-mail, kept as sent."""

import sqlalchemy as sa

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.named import check_names_nobody
from portal.casework.letters.words import gaps
from portal.casework.outbox import ask
from portal.casework.people.safe_contact import Mail, safe_email
from portal.casework.stage.record import record
from portal.procedure.model import Event, Sentence
from portal.store.database import new_id
from portal.store.models import Case, Letter, Party
from portal.text import N_

POST, EMAIL = "post", "email"
KIND = "letter"


def complainant(desk: Desk, case: Case) -> Party | None:
    """The first person who complained, or else whoever speaks for them."""
    first = sa.case((Party.role == "complainant", 0), else_=1)
    roles = ("complainant", "representative", "advocate")
    select = sa.select(Party).where(Party.case_id == case.id, Party.role.in_(roles)).order_by(first, Party.id)
    return desk.session.scalars(select).first()


def channels(desk: Desk, case: Case, party: Party | None = None) -> list[str]:
    """How a letter may go to a person (the complainant unless another is named): printed (handed over, or posted where they called
    that safe), or by e-mail."""
    party = party or complainant(desk, case)
    address = safe_email(desk.session, party.id, desk.today, Mail.LETTER) if party else None
    return [POST, EMAIL] if address else [POST]


def write(desk: Desk, case: Case, kind: str, body: str, party: Party | None = None) -> Letter:
    """Keep a letter's words to a person (the complainant unless another is named), sealed under the case's key, not sent yet."""
    party = party or complainant(desk, case)
    last = desk.session.scalar(sa.select(sa.func.max(Letter.number)).where(Letter.case_id == case.id)) or 0
    letter = Letter(
        id=new_id(),
        key_id=case.key_id,
        case_id=case.id,
        number=last + 1,
        party_id=party.id if party else None,
        kind=kind,
        made_at=desk.now,
        made_by_id=desk.actor.id,
    )
    desk.session.add(letter)
    letter.body = body
    return letter


def check_whole(kind: str, body: str) -> None:
    """Raises NotAllowed while something of the template is still to be written: nobody is to read '[say why in plain words]'."""
    if left := gaps(kind, body):
        raise NotAllowed(Sentence(N_("The letter is not finished. Still to write: %(gap)s."), {"gap": left[0]}))


def send(desk: Desk, case: Case, letter: Letter, channel: str) -> Letter:
    """Send a letter once: by e-mail only where the person called that safe for letters, else printed. Kept as sent."""
    if letter.sent_at is not None:
        raise NotAllowed(N_("This letter has gone already."))
    if channel not in channels(desk, case, desk.session.get(Party, letter.party_id) if letter.party_id else None):
        raise NotAllowed(N_("The person did not say that letters may come this way."))
    check_whole(letter.kind, letter.body)
    if party := next((one for one in case.parties if one.id == letter.party_id), None):
        check_names_nobody(case, party, letter.body)
    letter.channel, letter.sent_at, letter.sent_by_id = channel, desk.now, desk.actor.id
    if channel == EMAIL:
        ask(desk, KIND, f"{KIND}:{letter.id}", {"letter": str(letter.id)}, case.key_id, case.id)
    record(desk, case, Event.LETTER_SENT, details={"letter": letter.number, "kind": letter.kind, "channel": channel})
    return letter
