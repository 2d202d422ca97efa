"""What a child was asked and said about who may see their words, as the complaints team reads it; and the words somebody is shown in part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from portal.access.roles import Permission
from portal.access.visible import shown_in_part
from portal.casework.desk import Desk
from portal.casework.people import must_not_see
from portal.casework.people.agreement import of_case, waits_for
from portal.casework.people.who import whose_words
from portal.casework.reading.people import answering
from portal.store.models import Agreement, Case
from portal.store.sealing import open_keys
from portal.store.side import Look, log_access

SHOWN = "agreement.part"


@dataclass(frozen=True)
class Asking:
    """rows: what counts today. not_to_see: who must not see it, as written, while the manager has not settled it (`is_settled`).

    child: the name of the child, or "". waiting: the accounts that were granted the case and do not see it yet.
    """

    rows: Sequence[Agreement]
    not_to_see: Sequence[str]
    is_settled: bool
    child: str
    waiting: frozenset[UUID]


def asking(desk: Desk, case: Case, may: Callable[[Permission], bool]) -> Asking | None:
    """For the complaints team; None for everybody else, and where nobody need be asked."""
    written = must_not_see.words(case)
    if not may(Permission.INTAKE) or not (case.is_childs_words or written):
        return None
    child = whose_words(case) if case.is_childs_words else None
    waiting = frozenset(grant.user_id for grant in answering(desk, case) if waits_for(desk, case, grant.user))
    return Asking(of_case(desk.session, case), written, not must_not_see.waits(case), str(child.name or "") if child else "", waiting)


def parts_shown(desk: Desk) -> Sequence[tuple[Case, Agreement]]:
    """(case, agreement): of whoever acts, the words that a child lets them see and nothing else."""
    found = [(case, agreed) for case, agreed in desk.session.execute(shown_in_part(desk.actor, desk.today).order_by(Case.reference))]
    open_keys(desk.session, [agreed.key_id for _case, agreed in found])
    return found


def log_parts(desk: Desk, session_hash: str | None) -> None:
    """Each is in the access log before it is shown. `desk` is a transaction of its own."""
    for case, _agreed in parts_shown(desk):
        log_access(desk.session, Look(SHOWN, object="case", object_id=case.id, rule="A-11"), desk.now, desk.actor, session_hash)
