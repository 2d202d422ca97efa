"""What a mail looks like on the wire: its headers, each exactly once, and its text."""

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from portal.post.address import ENCODED, Address

LONGEST_SUBJECT = 250  # characters
_BREAKS = frozenset({"Cc", "Cs", "Zl", "Zp"})
_POLICY = SMTP.clone(cte_type="7bit")  # so that no server on the way has reason to change the text


class BadText(Exception):
    """The subject or text cannot travel; the exception never repeats it."""


@dataclass(frozen=True)
class Letterhead:
    """What all mails of a council share: the name and mailbox people see."""

    name: str
    sender: Address


def message_id(dedupe: str, domain: str) -> str:
    """The same for every try at the same piece of work, so that a second copy can be known as one; it tells nothing of the work."""
    return f"<{hashlib.sha256(dedupe.encode('utf-8', 'replace')).hexdigest()[:40]}@{domain}>"


def compose(head: Letterhead, to: Address, subject: str, body: str, dedupe: str, at: datetime, language: str = "") -> bytes:
    """The mail as bytes. Raises BadText for a subject that is empty, too long or hides a line break, and for text that is no Unicode."""
    if not 0 < len(subject) <= LONGEST_SUBJECT or ENCODED in subject or any(unicodedata.category(sign) in _BREAKS for sign in subject):
        raise BadText
    mail = EmailMessage(policy=_POLICY.clone(utf8=to.needs_utf8))
    mail["From"] = Mailbox(head.name, addr_spec=str(head.sender))
    mail["To"] = Mailbox(addr_spec=str(to)) if not to.needs_utf8 else str(to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id(dedupe, head.sender.domain)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday reply comes back to it
    try:
        mail.set_content(body, charset="utf-8")
    except UnicodeEncodeError:
        raise BadText from None
    if language:
        mail["Content-Language"] = language
    return mail.as_bytes()
