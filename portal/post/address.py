"""What one e-mail address looks like, so that a mail can never reach a second person."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 254  # octets; RFC 5321 4.5.3.1.3 less the angle brackets
LONGEST_LOCAL = 64
ENCODED = "=?"
"""Opens an encoded word (RFC 2047). The standard library decodes what it finds inside a header's text, line breaks too,
and up to Python 3.11.9 writes them out as a new header; so no header of ours is made from text that holds one."""
_ASCII_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]"
_LOCAL = re.compile(rf"(?:{_ASCII_ATOM}|[^\x00-\x7f])+(?:\.(?:{_ASCII_ATOM}|[^\x00-\x7f])+)*")  # a dot-atom: no quotes, comments or spaces
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
_NAMED = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
# The codec knows the rules of 2003. These four mean another domain since 2008, so a mail could reach a stranger.
_OTHER_DOMAIN = frozenset("ßς\u200c\u200d")
_NO_LETTER = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})


@dataclass(frozen=True)
class Address:
    """One mailbox: the local part as written, the domain in ASCII (RFC 5890)."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"

    @property
    def needs_utf8(self) -> bool:
        """Whether only a server with SMTPUTF8 (RFC 6531) can take it."""
        return not self.local.isascii()


def one_address(text: str) -> Address | None:
    """The one mailbox the text names, or None for lists, comments, quoted parts, line breaks, literals and over 254 octets."""
    if len(text) > LONGEST or ENCODED in text or any(unicodedata.category(sign) in _NO_LETTER for sign in text):
        return None
    local, _, written = text.partition("@")
    domain = _ascii_domain(written)
    if domain is None or not _LOCAL.fullmatch(local) or len(local.encode()) > LONGEST_LOCAL:
        return None
    address = Address(local, domain)
    return address if len(str(address).encode()) <= LONGEST else None


def is_one_address(text: str) -> bool:
    """Whether a mail to this text could only ever reach one mailbox."""
    return one_address(text) is not None


def named_address(text: str) -> tuple[str, Address] | None:
    """The name and mailbox of 'Name <address>' or of a bare address; None when there is not exactly one."""
    named = _NAMED.fullmatch(text.strip())
    address = one_address(named["address"].strip() if named else text.strip())
    name = named["name"].strip().strip('"') if named else ""
    if address is None or ENCODED in name or any(unicodedata.category(sign) in _NO_LETTER - {"Zs"} for sign in name):
        return None
    return name, address


def _ascii_domain(written: str) -> str | None:
    if _OTHER_DOMAIN & set(written):
        return None
    try:
        domain = written.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return None
    return domain if all(_LABEL.fullmatch(label) for label in domain.split(".")) else None
