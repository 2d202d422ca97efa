"""Password and second factor: set by a single-use link the first time, changed by their owner later."""

import sqlalchemy as sa

from portal.access.factor import step_of
from portal.access.rules import is_live
from portal.access.token import token_hash
from portal.casework.account import sessions
from portal.casework.account.account import DEMO, ENROL
from portal.casework.desk import Desk, NotAllowed
from portal.store.models import SignInLink, User
from portal.store.side import Look, log_access
from portal.text import N_


def open_link(desk: Desk, token: str, kind: str) -> SignInLink | None:
    """The link of a token if it may still be used, with its account; changes nothing."""
    link = desk.session.scalar(sa.select(SignInLink).where(SignInLink.token_hash == token_hash(token), SignInLink.kind == kind))
    if link is None or link.used_at is not None or link.expires_at <= desk.now:
        return None
    return link if is_live(link.user, desk.today) else None


def set_first_password(desk: Desk, link: SignInLink, hashed: str) -> None:
    """The first half of enrolling. Nobody can sign in with it before the second factor is there."""
    if link.user.totp_sealed is not None:
        raise NotAllowed(N_("This account has its password already."))
    link.user.password_hash = hashed


def enrol(desk: Desk, link: SignInLink, secret: str, code: str) -> bool:
    """The second half: a good code proves that the phone has the secret; then the link is used up. Signs nobody in."""
    user = link.user
    step = step_of(secret, code, desk.now, user.totp_used)
    if step is None or user.password_hash is None or not _use_up(desk, link):
        return False
    user.totp, user.totp_used = secret, step
    user.epoch += 1
    _note(desk, "account.enrol", user)
    return True


def demo_sign_in(desk: Desk, link: SignInLink) -> tuple[User, str] | None:
    """Who it is and the token of a session for a demo link, which is used up. The caller makes sure that this is a demo on loopback."""
    if link.kind != DEMO or not desk.settings.demo or not desk.settings.is_loopback or not _use_up(desk, link):
        return None
    token = sessions.start(desk.session, link.user, desk.now)
    log_access(desk.session, Look("sign_in.demo"), desk.now, link.user, token_hash(token))
    return link.user, token


def change_password(desk: Desk, hashed: str) -> tuple[User, str]:
    """Another password for whoever is signed in; every session ends, and the token of a new one is returned."""
    user = desk.session.get_one(User, desk.actor.id, with_for_update=True)
    user.password_hash = hashed
    return _go_on(desk, user, "account.password")


def change_factor(desk: Desk, secret: str, code: str) -> tuple[User, str] | None:
    """Another phone for whoever is signed in, proved by a code; every session ends, and the token of a new one is returned."""
    user = desk.session.get_one(User, desk.actor.id, with_for_update=True)
    step = step_of(secret, code, desk.now, 0)
    if step is None:
        return None
    user.totp, user.totp_used = secret, step
    return _go_on(desk, user, "account.factor")


def _go_on(desk: Desk, user: User, action: str) -> tuple[User, str]:
    user.epoch += 1
    _note(desk, action, user)
    return user, sessions.start(desk.session, user, desk.now)


def _use_up(desk: Desk, link: SignInLink) -> bool:
    """Once only, also when two browsers press at the same time."""
    used = sa.update(SignInLink).where(SignInLink.id == link.id, SignInLink.used_at.is_(None)).values(used_at=desk.now)
    return bool(desk.session.execute(used).rowcount)  # type: ignore[attr-defined]


def _note(desk: Desk, action: str, user: User) -> None:
    log_access(desk.session, Look(action, object="user", object_id=user.id), desk.now, user)


__all__ = ["DEMO", "ENROL", "change_factor", "change_password", "demo_sign_in", "enrol", "open_link", "set_first_password"]
