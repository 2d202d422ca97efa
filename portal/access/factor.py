"""The second factor: six digits from an app on the person's phone, each code good once (TOTP, RFC 6238)."""

import base64
import hashlib
import hmac
from datetime import datetime

import pyotp

STEP = 30  # seconds
DRIFT = 1  # steps a phone's clock may be early or late


def secret_for(pepper: bytes, token: str) -> str:
    """A fresh secret for whoever holds this link or session: 160 bits, base32.

    Made from the token instead of kept, so that looking at the page again shows the same picture and nothing
    is stored until a code has proved that the phone has it. The token itself is kept nowhere.
    """
    digest = hmac.new(pepper, f"second factor:{token}".encode("utf-8", "replace"), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode("ascii")


def address(secret: str, email: str, council: str) -> str:
    """What the picture says to the phone's app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=f"Heard, {council}")


def step_of(secret: str, code: str, now: datetime, used: int) -> int | None:
    """The time step whose code this is, or None: wrong, more than a step away, or not after the last step used."""
    digits = code.replace(" ", "")
    if not (digits.isascii() and digits.isdigit()):
        return None
    current = int(now.timestamp()) // STEP
    otp = pyotp.TOTP(secret)
    found = None
    for step in range(current - DRIFT, current + DRIFT + 1):  # all of them, always: no early way out to measure
        if hmac.compare_digest(otp.generate_otp(step), digits) and step > used:
            found = step
    return found
