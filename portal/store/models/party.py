"""People on a case, how it is safe to reach them, and who was let in."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.store.models.row import STRICT, Row, id_column, key_column
from portal.store.models.staff import User
from portal.store.sealing import SealedData, SealedText


class Party(Row):
    """role: complainant, child, representative, advocate or subject (of the complaint: staff); from .. to.

    A complainant, and somebody who speaks for one, has a reference and a code of their own; a couple are two complainants.
    A subject who has an account here is named by `user_id`, which shuts them out of the case (rule A-2); an advocate of a service
    is named by it too, which lets them in to their own thread. speaks_for_id: the child or adult they speak for.
    """

    __tablename__ = "party"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    role: Mapped[str]
    relation: Mapped[str | None]
    user_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    reference: Mapped[str | None] = mapped_column(index=True, unique=True)
    code_hash: Mapped[str | None]
    code_made_on: Mapped[date | None]
    speaks_for_id: Mapped[uuid.UUID | None]
    language: Mapped[str] = mapped_column(default="en", server_default="en")
    name_sealed: Mapped[bytes | None]
    about_sealed: Mapped[bytes | None]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    name: Any = SealedText()
    about: Any = SealedData()
    safe_contacts: Mapped[list["SafeContact"]] = relationship(order_by="SafeContact.id")

    __table_args__ = (sa.Index("ix_party_subject", "user_id", "case_id"), STRICT)


class SafeContact(Row):
    """How it is safe to reach a party, from .. to; a channel that was not called safe is never used."""

    __tablename__ = "safe_contact"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"), index=True)
    may_ring: Mapped[bool] = mapped_column(default=False)
    may_voicemail: Mapped[bool] = mapped_column(default=False)
    may_text: Mapped[bool] = mapped_column(default=False)
    may_email: Mapped[bool] = mapped_column(default=False)
    may_email_letters: Mapped[bool] = mapped_column(default=False)
    may_post: Mapped[bool] = mapped_column(default=False)
    may_say_who: Mapped[bool] = mapped_column(default=False)
    details_sealed: Mapped[bytes | None]
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    details: Any = SealedData()


class Grant(Row):
    """A case opened to one person for one stage, from .. to (rule A-6)."""

    __tablename__ = "grant"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    stage: Mapped[str]
    by_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])

    __table_args__ = (sa.Index("ix_grant_user", "user_id", "case_id"), STRICT)


class Referral(Row):
    """Somebody said yes to an advocate, and the service that the council has a contract with was asked (practice F-30).

    party_id: who wants one. organisation: the service, as the list of services names it; "" where the council has none here.
    answer: taken, not_taken, or withdrawn when they changed their mind. chased_on: the last day on which the service was asked again.
    """

    __tablename__ = "referral"

    id: Mapped[uuid.UUID] = id_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"))
    organisation: Mapped[str]
    made_on: Mapped[date]
    answer: Mapped[str | None]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    chased_on: Mapped[date | None]

    __table_args__ = (sa.Index("ix_referral_inbox", "organisation", "answer"), STRICT)


class Agreement(Row):
    """Before somebody outside the complaints team sees a child's words, the child is asked (practice F-04, rule A-11).

    party_id: the child, who answers themselves or through whoever speaks for them. about_user_id: who would see it; why: the reason
    they are told. answer: yes, part, with_advocate, no or stop; overridden by the complaints manager; None while it waits. only: the
    words that may be shown (part), what was said, or the reason of an override. answered_how: page, advocate or said (the team wrote
    it down). A later answer, or being asked again, makes a new row: only the one that is_current counts.
    """

    __tablename__ = "agreement"

    id: Mapped[uuid.UUID] = id_column()
    key_id: Mapped[uuid.UUID] = key_column()
    case_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("case.id"), index=True)
    party_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("party.id"))
    about_user_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("user.id"))
    is_current: Mapped[bool] = mapped_column(default=True)
    why_sealed: Mapped[bytes | None]
    asked_on: Mapped[date]
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))
    answer: Mapped[str | None]
    only_sealed: Mapped[bytes | None]
    answered_on: Mapped[date | None]
    answered_how: Mapped[str | None]
    decided_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user.id"))

    why: Any = SealedText()
    only: Any = SealedText()
    about: Mapped[User] = relationship(foreign_keys=[about_user_id])

    __table_args__ = (sa.Index("ix_agreement_about", "about_user_id", "case_id", "answer"), STRICT)
