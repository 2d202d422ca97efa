"""Who is on a case, how it is safe to reach them, and who answers."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from portal.access.roles import Permission
from portal.casework.desk import Desk
from portal.casework.people.safe_contact import current
from portal.store.models import Case, Grant, Party, SafeContact
from portal.store.sealing import open_keys

Rights = Callable[[Permission], bool]

WHERE_THEY_ARE = ("meet_where", "trusted")
"""What a child said of where to meet and whom they trust: for whoever may reach them, not for whoever answers."""
CHANNELS = ("may_ring", "may_voicemail", "may_say_who", "may_text", "may_email", "may_email_letters", "may_post")
"""The channels in the order staff read them; what was not called safe is not safe."""

ORDER = ("complainant", "representative", "advocate", "child", "passed_on_by", "subject", "relative")
"""Who stands first."""

OWN_WORDS = ("now_how", "reach", "work_phone", "work_email")
"""Ways of which no channel was asked: what was written is all that is known."""

DETAILS = ("phone", "best_times", "now_how", "reach", "email", "address", "work_phone", "work_email")

NEEDS = ("interpreter", "language", "adjustments", "adjust_how")
"""What somebody needs so that they can take part; it stands before all else that is known of them."""


@dataclass(frozen=True)
class Reach:
    """How it is safe to reach somebody: channel -> yes or no; `details` is empty for readers who may not see them.

    No channels at all: they were asked of none and said it in their own words.
    """

    channels: Mapping[str, bool]
    details: Mapping[str, str]
    may_see_details: bool


@dataclass(frozen=True)
class Person:
    """Somebody on a case. name: None where the reader may not know it; about: what they said of themselves, or was said of the child.

    needs: what they need so that they can take part, shown to everybody who may read the case. speaks_for: the name of whoever they
    speak for ("": not named), None where they speak for nobody or the reader may not know. bars: codes of what stands against their
    acting as an advocate (domain: the 2004 Regulations). has_code: whether they have words to come back with; reference: of their own. is_whose: a child
    whose complaint it is, through somebody.
    """

    role: str
    relation: str | None
    name: str | None
    about: Mapping[str, Any] = field(default_factory=dict)
    reach: Reach | None = None
    has_account: bool = False
    needs: Mapping[str, Any] = field(default_factory=dict)
    speaks_for: str | None = None
    bars: tuple[str, ...] = ()
    reference: str | None = None
    has_code: bool = False
    language: str = "en"
    is_whose: bool = False


def people(desk: Desk, case: Case, may: Rights) -> list[Person]:
    """Everybody on the case today, as much of each as the reader may know."""
    rows: Sequence[Party] = desk.session.scalars(
        sa.select(Party)
        .where(Party.case_id == case.id, Party.from_on <= desk.today, sa.or_(Party.to_on.is_(None), Party.to_on > desk.today))
        .options(selectinload(Party.safe_contacts))
    ).all()
    open_keys(desk.session, [row.key_id for row in rows])
    may_know, may_reach = may(Permission.IDENTITY), may(Permission.CONTACT_DETAILS)
    rows = sorted(rows, key=lambda row: (ORDER.index(row.role) if row.role in ORDER else len(ORDER), row.id))
    names = {row.id: str(row.name or "") for row in rows} if may_know else {}
    spoken_for = frozenset(row.speaks_for_id for row in rows)
    whose = frozenset() if any(row.role == "complainant" for row in rows) else spoken_for
    return [replace(_person(desk, row, names, may_know, may_reach), is_whose=row.id in whose) for row in rows]


def reach_of(safe: SafeContact, may_see: bool) -> Reach:
    """A safe-contact record as staff read it."""
    said = safe.details or {}
    details = {key: str(said[key]) for key in DETAILS if said.get(key)} if may_see else {}
    return Reach({} if _in_own_words(said) else {channel: bool(getattr(safe, channel)) for channel in CHANNELS}, details, may_see)


def _in_own_words(said: Mapping[str, Any]) -> bool:
    """'Tell the team now' asks for no channel: a yes or no of ours beside 'text only' could send somebody to the phone."""
    return any(said.get(key) for key in OWN_WORDS) and not any(said.get(key) for key in ("phone", "email", "address"))


def _person(desk: Desk, row: Party, names: Mapping[uuid.UUID, str], may_know: bool, may_reach: bool) -> Person:
    safe = current(desk.session, row.id, desk.today) if row.safe_contacts else None
    about = row.about or {}
    return Person(
        row.role,
        row.relation,
        names.get(row.id),
        _about(about, may_reach) if may_know else {},
        reach_of(safe, may_reach) if safe else None,
        row.user_id is not None,
        {key: about[key] for key in NEEDS if about.get(key) and (may_know or key != "adjust_how")},
        names.get(row.speaks_for_id) if row.speaks_for_id else None,
        tuple(bar for bar in about.get("bars", ()) if bar != "none"),
        row.reference if may_know else None,
        row.code_hash is not None,
        row.language,
    )


def _about(about: Mapping[str, Any], may_reach: bool) -> dict[str, Any]:
    hidden = (*NEEDS, "bars", *(() if may_reach else WHERE_THEY_ARE))
    return {key: value for key, value in about.items() if key not in hidden}


def answering(desk: Desk, case: Case) -> Sequence[Grant]:
    """Who was let in to answer, and for how long: grants that have not ended."""
    return desk.session.scalars(
        sa.select(Grant)
        .where(Grant.case_id == case.id, sa.or_(Grant.to_on.is_(None), Grant.to_on >= desk.today))
        .order_by(Grant.id)
        .options(joinedload(Grant.user))
    ).all()
