"""Failed tries: counted in rows under keyed hashes, so that every worker of every machine sees the same lock."""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.insert import insert_of
from portal.store.models import Attempt


@dataclass(frozen=True)
class Limit:
    """So many failures within a time lock for a quarter of an hour; every further failure doubles it, a day at most."""

    failures: int
    within: timedelta
    first: timedelta = timedelta(minutes=15)
    longest: timedelta = timedelta(hours=24)

    def lock(self, failures: int) -> timedelta | None:
        """How long this many failures lock; None below the limit."""
        if failures < self.failures:
            return None
        doublings = min(failures - self.failures, 10)
        return min(self.first * (1 << doublings), self.longest)


ONE = Limit(5, within=timedelta(hours=24))  # one account, or one reference
NETWORK = Limit(10, within=timedelta(hours=1))
OFFICE = Limit(100, within=timedelta(hours=1))  # a council's staff come from one address


def key_for_one(key: bytes, kind: str, name: str) -> str:
    """The row of an account or a reference: 'account' or 'reference' and its name under the network key."""
    return _keyed(key, f"{kind}:{name}")


def key_for_one_from(key: bytes, kind: str, name: str, address: str) -> str:
    """The row of an account as tried from one network: a stranger elsewhere who knows an address locks nobody out."""
    return _keyed(key, f"{kind}:{name}:{_network(address)}")


def key_for_network(key: bytes, address: str, today: date) -> str:
    """The row of a network, other every day: who came from where cannot be read back or followed (T-06e)."""
    return _keyed(key, f"network:{today.isoformat()}:{_network(address)}")


def _network(address: str) -> str:
    """One line of a household or an office: the whole of an old address, the first half of a new one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return address
    return address if ip.version == 4 else str(ipaddress.ip_network((ip, 64), strict=False))


def _keyed(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def locked_until(session: Session, now: datetime, *keys: str) -> datetime | None:
    """The latest end of a lock on any of these, or None where none is locked."""
    return session.scalar(sa.select(sa.func.max(Attempt.locked_until)).where(Attempt.key.in_(keys), Attempt.locked_until > now))


def count_failure(session: Session, now: datetime, limit: Limit, key: str) -> datetime | None:
    """Count one failed try and return the end of the lock it brings, if any. Call it in a transaction of its own (store/side.py)."""
    insert = insert_of(session)
    fresh = insert(Attempt).values(key=key, failures=0, first_at=now, last_at=now).on_conflict_do_nothing()
    session.execute(fresh)  # two workers may meet a key's first failure together
    row = session.get_one(Attempt, key, with_for_update=True, populate_existing=True)
    if _is_over(row, limit, now):
        row.failures, row.first_at = 0, now
    row.failures += 1
    row.last_at = now
    lock = limit.lock(row.failures)
    row.locked_until = now + lock if lock else None
    session.flush()
    return row.locked_until


def _is_over(row: Attempt, limit: Limit, now: datetime) -> bool:
    """Below the limit the time runs from the first failure; after a lock only quiet time makes us forget."""
    since = row.first_at if row.failures < limit.failures else (row.locked_until or row.last_at)
    return now - since > limit.within


def forgive(session: Session, *keys: str) -> None:
    """The try just counted was right: one account starts again from nothing."""
    session.execute(sa.delete(Attempt).where(Attempt.key.in_(keys)))


def take_back(session: Session, key: str) -> None:
    """The try just counted was right: a network loses that one only, or an own account would wash away the rest."""
    row = session.get(Attempt, key, with_for_update=True)
    if row is None:
        return
    row.failures = max(0, row.failures - 1)
    row.locked_until = None  # a try can only be right where no lock stood before it
