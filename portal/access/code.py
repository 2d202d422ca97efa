"""The six words a person keeps to come back, and the reference that stands beside them.

The reference finds the row and is no secret; the words prove who holds it (a selector and a verifier, OWASP ASVS 6.5.2).
Six of 1,296 words are 62 bits (figure S3): too many to guess under the lock, and slow to guess from a stolen database,
where each guess also needs the pepper that is not in it.
"""

import hashlib
import hmac
import re
import secrets
import threading
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

COUNT = 6
DIGITS = 20
LONGEST_TYPED = 500  # characters; six words and everything people put between them
WORDS = tuple(Path(__file__).with_name("code_words.txt").read_text("ascii").split())
_KNOWN = frozenset(WORDS)

SIGNS = "256789CDFJKMNPRTVWXY"
"""Of a reference: no vowel and no 3 or 4 that reads as one, so that few words can be spelt; nothing that looks like another sign; no H,
which always is the reference's first letter."""
LENGTH = 6
LOOKS_LIKE = str.maketrans({"B": "8", "G": "6", "S": "5", "U": "V", "Z": "2"})
_ABBREVIATED = ("CNT", "DCK", "FCK", "FKN", "KKK", "PRCK", "TWT", "WTF", "XXX")

_hasher = PasswordHasher(time_cost=3, memory_cost=65536, parallelism=1)  # Argon2id, 64 MiB, t=3 (figure S3)
_turn = threading.BoundedSemaphore(2)  # 64 MiB each: more at once would let strangers take the machine's memory (T-06b)

Randbelow = Callable[[int], int]


def new_words(randbelow: Randbelow = secrets.randbelow) -> tuple[str, ...]:
    """Six words, each drawn evenly from all 1,296; a word may come twice."""
    return tuple(WORDS[randbelow(len(WORDS))] for _ in range(COUNT))


def normalise(text: str) -> tuple[str, ...] | None:
    """The six words of what somebody typed, or None where it cannot be a code.

    Capitals do not matter, nor what stands between the words: spaces, line breaks, commas, hyphens, even '1.' to '6.'.
    A word with a typing mistake is not put right. The twenty digits of `as_number`, in the digits of any script, are the words too.
    """
    if len(text) > LONGEST_TYPED:
        return None
    digits = "".join(str(unicodedata.decimal(one)) for one in text if one.isdecimal())
    if len(digits) == DIGITS and not re.search(r"[^\W\d_]", text):
        return _from_number(digits)
    words = tuple(re.findall(r"[a-z]+", unicodedata.normalize("NFKC", text).casefold()))
    return words if len(words) == COUNT and _KNOWN.issuperset(words) else None


def as_number(words: Sequence[str]) -> str:
    """The same code as five groups of four digits, for whoever does not read the words (practice F-18): 19 digits and one that
    gives a typing mistake away (Luhn)."""
    number = 0
    for word in words:
        number = number * len(WORDS) + WORDS.index(word)
    digits = f"{number:019d}"
    digits += str(-_luhn(digits + "0") % 10)
    return " ".join(digits[at : at + 4] for at in range(0, DIGITS, 4))


def _from_number(digits: str) -> tuple[str, ...] | None:
    if _luhn(digits) % 10:
        return None
    number, words = int(digits[:-1]), []
    for _ in range(COUNT):
        number, index = divmod(number, len(WORDS))
        words.append(WORDS[index])
    return tuple(reversed(words)) if number == 0 else None


def _luhn(digits: str) -> int:
    """Every second digit from the right counts double (ISO/IEC 7812-1)."""
    return sum(int(one) if at % 2 == 0 else sum(divmod(2 * int(one), 10)) for at, one in enumerate(reversed(digits)))


def hash_code(words: Sequence[str], pepper: bytes) -> str:
    """What is kept of a code. Takes about a sixth of a second, so never inside a transaction; a third caller waits for its turn."""
    with _turn:
        return _hasher.hash(_peppered(words, pepper))


def verify(kept: str, words: Sequence[str], pepper: bytes) -> bool:
    """Whether these are the words that were hashed. A kept hash that is damaged is never right."""
    with _turn:
        try:
            return _hasher.verify(kept, _peppered(words, pepper))
        except (VerificationError, InvalidHashError):
            return False


def verify_nothing(words: Sequence[str], pepper: bytes) -> bool:
    """Never right, and as slow as `verify`: for a reference nobody has, or words that cannot be a code (T-06d)."""
    hash_code(words, pepper)
    return False


def _peppered(words: Sequence[str], pepper: bytes) -> bytes:
    return hmac.new(pepper, " ".join(words).encode(), hashlib.sha256).digest()


def new_reference(randbelow: Randbelow = secrets.randbelow) -> str:
    """'H-' and six signs, one of 64 million. It may already be taken: the row's unique column says so."""
    while True:
        signs = "".join(SIGNS[randbelow(len(SIGNS))] for _ in range(LENGTH))
        if not any(word in signs for word in _ABBREVIATED):
            return f"H-{signs}"


def normalise_reference(text: str) -> str | None:
    """A reference as it is kept, from how somebody typed or heard it; None where it cannot be one. 'h 2s8-xkt' is H-258XKT."""
    signs = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text[:LONGEST_TYPED])).upper()
    signs = signs.removeprefix("H").translate(LOOKS_LIKE)
    return f"H-{signs}" if len(signs) == LENGTH and set(signs) <= set(SIGNS) else None
