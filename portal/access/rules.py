"""The case rules A-1 to A-11: may this person do this to this case, and which rule says so."""

from dataclasses import dataclass
from datetime import date

from portal.access.roles import CATALOGUE, Permission, Reach
from portal.store.models import User


@dataclass(frozen=True)
class Facts:
    """What the rules need to know of one person and one case."""

    is_subject: bool = False
    is_restricted: bool = False
    is_triaged: bool = True
    has_grant: bool = False
    is_childs_words: bool = False
    is_agreed: bool = False


@dataclass(frozen=True)
class Decision:
    allowed: bool
    rule: str

    def __bool__(self) -> bool:
        return self.allowed


def is_live(user: User, today: date) -> bool:
    """A-1: not disabled, enrolled, not past its end; external accounts open nothing without an end date."""
    role = CATALOGUE.get(user.role)
    if role is None or user.is_disabled:
        return False
    if role.is_external and user.ends_on is None:
        return False
    return user.ends_on is None or today <= user.ends_on


def has(user: User, permission: Permission, today: date) -> bool:
    """Whether the role carries the permission at all, before any case is looked at."""
    return is_live(user, today) and permission in CATALOGUE[user.role].may


def decide(user: User, permission: Permission, facts: Facts, today: date) -> Decision:
    """The rules in order, first match wins, everything else denied."""
    if not is_live(user, today):
        return Decision(False, "A-1")
    if facts.is_subject:
        return Decision(False, "A-2")
    reach = CATALOGUE[user.role].may.get(permission)
    if reach not in (Reach.ALL, Reach.GRANTED):
        return Decision(False, "role")
    if facts.is_restricted and not facts.has_grant:
        return Decision(False, "A-4")
    if not facts.is_triaged and not has(user, Permission.INTAKE, today):
        return Decision(False, "A-3")  # before triage the line of a named worker sees nothing (F-28)
    if facts.is_childs_words and not facts.is_agreed and permission is not Permission.SAFETY_PAGE and not has(user, Permission.INTAKE, today):
        return Decision(False, "A-11")  # outside the team nobody reads a child's words before the child was asked (F-04)
    if reach is Reach.GRANTED and not facts.has_grant:
        return Decision(False, "A-6")
    return Decision(True, "A-6" if reach is Reach.GRANTED else "role")
