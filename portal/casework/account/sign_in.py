"""Signing in with address, password and code: every wrong way looks, counts and lasts the same (G-12)."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.access import attempts
from portal.access.factor import step_of
from portal.access.password import is_password
from portal.access.rules import is_live
from portal.access.token import token_hash
from portal.casework.account import sessions
from portal.casework.account.account import normal
from portal.casework.desk import london_date
from portal.store.database import Database, new_id
from portal.store.models import User
from portal.store.sealing import open_keys
from portal.store.side import Look, aside, log_access

# For an address without an account: the same sums, thrown away.
NOBODYS_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  (opens nothing)


@dataclass(frozen=True)
class Credentials:
    """What somebody typed, and the network they came from."""

    email: str
    password: str
    code: str
    network: str


@dataclass(frozen=True)
class _Proof:
    """Who it was, if anybody, and the time step of a good code; nothing is written yet."""

    user: User | None
    step: int | None


def sign_in(database: Database, typed: Credentials, now: datetime) -> tuple[User, str] | None:
    """Who it is and the token of a new session, or None: whoever asks cannot tell why.

    The try is counted before it is checked, so that many at once do not slip past the lock; the password is hashed
    outside any transaction.
    """
    keys = _attempt_keys(database, normal(typed.email), typed.network, now)
    is_locked = _count(database, keys, now)
    proof = _check(database, typed, now)
    with aside(database) as session:
        user = _take_step(session, proof) if not is_locked else None
        if user is None:
            log_access(session, Look("sign_in.locked" if is_locked else "sign_in.failed", allowed=False), now, proof.user)
            return None
        _was_right(session, keys)
        token = sessions.start(session, user, now)
        log_access(session, Look("sign_in"), now, user, token_hash(token))
        return user, token


def is_really(database: Database, user: User, password: str, network: str, now: datetime) -> bool:
    """Whether the person at a signed-in browser knows the account's password; guesses count as at sign-in."""
    keys = _attempt_keys(database, user.email, network, now)
    is_locked = _count(database, keys, now)
    is_right = is_password(password, user.password_hash) and not is_locked
    with aside(database) as session:
        if is_right:
            _was_right(session, keys)
        else:
            log_access(session, Look("password.failed", allowed=False), now, user)
    return is_right


def _attempt_keys(database: Database, email: str, network: str, now: datetime) -> tuple[str, str]:
    key = database.keys.network
    return attempts.key_for_one_from(key, "account", email, network), attempts.key_for_network(key, network, london_date(now))


def _count(database: Database, keys: tuple[str, str], now: datetime) -> bool:
    """Count the try as failed unless a lock stands; returns whether one stands."""
    account, network = keys
    with aside(database) as session:
        if attempts.locked_until(session, now, account, network):
            return True
        attempts.count_failure(session, now, attempts.ONE, account)
        attempts.count_failure(session, now, attempts.OFFICE, network)
        return False


def _was_right(session: Session, keys: tuple[str, str]) -> None:
    account, network = keys
    attempts.forgive(session, account)
    attempts.take_back(session, network)


def _check(database: Database, typed: Credentials, now: datetime) -> _Proof:
    """The same selects, one hash and the same codes, whether there is such an account or not."""
    with database.reading() as session:
        user = session.scalar(sa.select(User).where(User.email == normal(typed.email)))
        open_keys(session, [user.key_id if user else new_id()])
        kept = user.password_hash if user else None
        secret = (user.totp if user else None) or NOBODYS_SECRET
    is_right = is_password(typed.password, kept)
    step = step_of(secret, typed.code, now, user.totp_used if user else 0)
    may = user is not None and user.totp_sealed is not None and is_live(user, london_date(now))
    return _Proof(user, step if is_right and may else None)


def _take_step(session: Session, proof: _Proof) -> User | None:
    """Use the code up; the second of two who bring the same one comes too late."""
    user, step = proof.user, proof.step
    if user is None or step is None:
        return None
    known = (User.id == user.id, User.epoch == user.epoch, User.totp_used < step)
    taken = session.execute(sa.update(User).where(*known).values(totp_used=step))
    return session.get_one(User, user.id) if taken.rowcount else None  # type: ignore[attr-defined]
