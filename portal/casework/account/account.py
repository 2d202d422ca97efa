"""An account from its making to its end: one role, perhaps a service or an advocacy service, an end date for people from outside."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access.roles import CATALOGUE, Role
from portal.access.token import new_token, token_hash
from portal.casework.choices import choices
from portal.casework.desk import Desk, NotAllowed
from portal.store.database import new_id
from portal.store.models import SignInLink, User, new_key
from portal.store.side import Look, log_access
from portal.text import N_

ENROL = "enrol"
DEMO = "demo"
LIVES = {ENROL: timedelta(days=7), DEMO: timedelta(minutes=15)}


def normal(email: str) -> str:
    """An address as it is kept and compared: trimmed, in small letters, without the one sign that PostgreSQL cannot read."""
    return email.replace("\0", "").strip().lower()


def find(desk: Desk, email: str) -> User:
    """The account of an address. Raises NotAllowed where there is none."""
    user = desk.session.scalar(sa.select(User).where(User.email == normal(email)))
    if user is None:
        raise NotAllowed(f"There is no account for {normal(email)}.")
    return user


@dataclass(frozen=True)
class Part:
    """What somebody is here: their role, their service (the council's own) or organisation (an advocacy service), their last day."""

    role: str
    service: str | None = None
    ends_on: date | None = None
    organisation: str | None = None


def add(desk: Desk, email: str, name: str, part: Part) -> tuple[User, str]:
    """A new account and the token of its enrolment link, good once, for 7 days. Raises NotAllowed."""
    address = _address(email)
    if not name.strip():
        raise NotAllowed(N_("An account needs the person's name."))
    _check(desk, part)
    if desk.session.scalar(sa.select(User.id).where(User.email == address)):
        raise NotAllowed(f"There is an account for {address} already.")
    key_id = new_key(desk.session, desk.now)
    user = User(id=new_id(), key_id=key_id, email=address, name=name.strip(), epoch=1, made_at=desk.now)
    _take_part(user, part)
    desk.session.add(user)
    desk.session.flush()
    _note(desk, "account.add", user)
    return user, give_link(desk, user, ENROL)


def give_link(desk: Desk, user: User, kind: str) -> str:
    """The token of a single-use link: `enrol` (7 days) or `demo` (15 minutes). Only its hash is kept."""
    token = new_token()
    row = SignInLink(token_hash=token_hash(token), user_id=user.id, kind=kind, expires_at=desk.now + LIVES[kind])
    desk.session.add(row)
    desk.session.flush()
    return token


def start_again(desk: Desk, user: User) -> str:
    """A new enrolment link for a lost phone or a forgotten password: the old ones and older links are dead from now on."""
    if user.is_disabled:
        raise NotAllowed(f"The account of {user.email} is disabled. Enable it first.")
    _void_links(desk, user)
    user.password_hash, user.totp_sealed, user.totp_used = None, None, 0
    user.epoch += 1
    _note(desk, "account.start_again", user)
    return give_link(desk, user, ENROL)


def change_role(desk: Desk, user: User, part: Part) -> None:
    """Give the account another role; every session ends at its next request. Raises NotAllowed."""
    _check(desk, part)
    _take_part(user, part)
    user.epoch += 1
    _note(desk, "account.role", user)


def disable(desk: Desk, user: User) -> None:
    """Nobody signs in with it any more; every session ends at its next request, every link is dead."""
    user.is_disabled = True
    user.epoch += 1
    _void_links(desk, user)
    _note(desk, "account.disable", user)


def enable(desk: Desk, user: User) -> None:
    """Open a disabled account again, with the password and the factor it had."""
    user.is_disabled = False
    user.epoch += 1
    _note(desk, "account.enable", user)


def forget_old_links(session: Session, now: datetime) -> None:
    """Delete links that nobody can use any more; the nightly round calls it."""
    session.execute(sa.delete(SignInLink).where(SignInLink.expires_at < now))


def _void_links(desk: Desk, user: User) -> None:
    desk.session.execute(sa.update(SignInLink).where(SignInLink.user_id == user.id, SignInLink.used_at.is_(None)).values(used_at=desk.now))


def _note(desk: Desk, action: str, user: User) -> None:
    """In the same transaction: the log says what was done, not what was tried."""
    log_access(desk.session, Look(action, object="user", object_id=user.id), desk.now, desk.by)


def _address(email: str) -> str:
    address = normal(email)
    name, _, domain = address.rpartition("@")
    if not name or "." not in domain or any(c.isspace() or not c.isprintable() for c in address) or len(address) > 254:
        raise NotAllowed(f'"{address}" is not an e-mail address.')
    return address


def _take_part(user: User, part: Part) -> None:
    user.role, user.service, user.ends_on, user.organisation = part.role, part.service, part.ends_on, part.organisation


def _check(desk: Desk, part: Part) -> None:
    if part.role not in CATALOGUE:
        raise NotAllowed(f'There is no role "{part.role}". The roles are: {", ".join(sorted(CATALOGUE))}.')
    role = CATALOGUE[part.role]
    if role.is_external and part.ends_on is None:
        raise NotAllowed(f"{role.name} is a role for people from outside: it needs a date on which the account ends.")
    if part.ends_on is not None and part.ends_on < desk.today:
        raise NotAllowed(N_("The account would have ended already."))
    if part.service is not None and not _is_on_list(desk, "service", part.service):
        raise NotAllowed(f'There is no service "{part.service}" in the list of services.')
    _check_organisation(desk, role, part.organisation)


def _check_organisation(desk: Desk, role: Role, organisation: str | None) -> None:
    """An advocate belongs to a service, and whoever works for the council to none (Children Act 1989, s26A: advocates act for the child)."""
    if not role.is_of_advocacy_service:
        if organisation is not None:
            raise NotAllowed(f"{role.name} is not a role of an advocacy service: leave the organisation out.")
        return
    if organisation is None or not _is_on_list(desk, "advocacy_service", organisation):
        codes = ", ".join(line.code for line in choices(desk.session, "advocacy_service", desk.today)) or "none yet"
        raise NotAllowed(f"{role.name} belongs to an advocacy service: name its code as the organisation. The list has: {codes}.")


def _is_on_list(desk: Desk, name: str, code: str) -> bool:
    return any(line.code == code for line in choices(desk.session, name, desk.today))
