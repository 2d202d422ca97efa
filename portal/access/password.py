"""Staff passwords: which are refused, how they are hashed, and that no more than two are hashed at once."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.text import N_

SHORTEST = 12  # characters; length instead of composition rules (NCSC password guidance; OWASP ASVS 6.2)
LONGEST = 256
# The beginnings people reach for when they need twelve characters; compared without case, spaces, digits and signs.
COMMON = (
    "password", "passw", "qwerty", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefgh", "abcdefghijkl", "letmein", "welcome", "iloveyou", "admin",
    "administrator", "changeme", "monkey", "football", "liverpool", "arsenal", "chelsea", "sunshine", "princess", "superman", "batman", "dragon",
    "master", "secret", "summer", "winter", "spring", "autumn", "january", "december", "monday", "friday", "complaints", "complaint", "council",
    "childrensservices", "children", "socialworker", "safeguarding", "heard", "feedback", "portal", "letmeinplease", "trustnoone", "whatever",
)  # fmt: skip
TOO_SHORT = N_("Use at least 12 characters. Three or four words you can remember work well.")
TOO_LONG = N_("Use at most 256 characters.")
TOO_COMMON = N_("Too many people would guess that. Choose words that have nothing to do with your work.")

_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)  # Argon2id, 64 MiB (figure S3)
_turn = threading.BoundedSemaphore(2)  # 64 MiB each: more at once would let strangers take the machine's memory
_DUMMY = "$argon2id$v=19$m=65536,t=3,p=4$aGVhcmQtaGVhcmQtaGVhcg$3q2+796tvu/erb7v3q2+796tvu/erb7v3q2+796tvu8"


def why_refused(password: str, *known: str) -> str | None:
    """The plain reason a password may not be used, marked for translation, or None. known: the council's name, the person's own."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if len(password) > LONGEST:
        return TOO_LONG
    return TOO_COMMON if _is_guessable(password, known) else None


def _is_guessable(password: str, known: tuple[str, ...]) -> bool:
    """Nothing but one or two common words, their digits and signs; or fewer than five different characters."""
    letters = _letters(password)
    for word in sorted({*COMMON, *(_letters(part) for name in known for part in (name, *name.split()))}, key=len, reverse=True):
        if len(word) > 2:
            letters = letters.replace(word, "")
    return len(letters) < 4 or len(set(password)) < 5


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalpha())


def hash_password(password: str) -> str:
    """Argon2id with a salt of its own; takes about a sixth of a second, so never inside a transaction."""
    with _turn:
        return _hasher.hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Whether it is the one kept; with nothing kept it takes as long and is never right."""
    with _turn:
        try:
            return _hasher.verify(kept or _DUMMY, password[:LONGEST]) and kept is not None
        except (VerificationError, InvalidHashError):
            return False
