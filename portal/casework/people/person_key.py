"""Which cases are of one person, where only an earlier system or the ombudsman says so: a keyed hash, never the name it came from."""

import hashlib
import hmac

from portal.casework.desk import Desk


def person_key(desk: Desk, said: str) -> str | None:
    """The hash of what somebody is known by elsewhere; the same for the same text. None where nothing was said.

    Under the pepper, which is outside the database: who has only the database cannot try names against it.
    """
    return hmac.new(desk.session.info["keys"].pepper, b"person:" + said.encode(), hashlib.sha256).hexdigest() if said else None
