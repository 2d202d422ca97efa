"""One mail to one person by SMTP: it went, it must be tried later, or it never will."""

import contextlib
import smtplib
import socket
import ssl
import threading
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.post.address import Address, named_address, one_address
from portal.post.message import BadText, Letterhead, compose
from portal.settings import Mail

LONGEST_WAIT = 60  # seconds for one answer, whatever the setting says
LONGEST_MAIL = 120  # seconds for one mail: a server that sends a byte a second must not outlive the worker's lease
NO_SENDER = "<>"


class TryLater(Exception):
    """It did not go and may go later; `reason` is a code and never anybody's words or address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):
    """It will never go; `reason` is a code and never anybody's words or address."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def send(mail: Mail, to: str, subject: str, body: str, dedupe: str, at: datetime, language: str = "") -> None:
    """Send plain text to one mailbox; returns once the server has said that it took it.

    dedupe: makes the Message-ID, the same on every try. at: becomes the Date. language: of the text, as in 'cy'.
    Raises TryLater (no connection, no answer, 4xx, TLS or log-in trouble, anything wrong with our own settings) or
    Refused (5xx to this recipient or this text, an address that is not one mailbox). Delivery is at least once: a
    server that took the mail and died before it said so gets it again.
    """
    head, envelope_sender = _ours(mail)
    person = one_address(to)
    if person is None:
        raise Refused("address")
    wire = _wire(head, person, subject, body, dedupe, at, language)
    problem = _try(mail, head, envelope_sender, person, wire)
    if problem is not None:  # a new one, raised here: it carries no trace of what the server or the library said
        raise type(problem)(problem.reason)


def _ours(mail: Mail) -> tuple[Letterhead, str]:
    """Who the mail is from, to people and to servers. A council's own mistake is never held against the recipient."""
    sender = named_address(mail.sender)
    bounces = mail.envelope_sender or (str(sender[1]) if sender else "")
    if not mail.host or sender is None or sender[1].needs_utf8:
        raise TryLater("not_set_up")
    if bounces != NO_SENDER and one_address(bounces) is None:
        raise TryLater("not_set_up")
    if mail.username and mail.security == "none":
        raise TryLater("password_needs_tls")
    return Letterhead(*sender), "" if bounces == NO_SENDER else bounces


def _wire(head: Letterhead, to: Address, subject: str, body: str, dedupe: str, at: datetime, language: str) -> bytes:
    try:
        return compose(head, to, subject, body, dedupe, at, language)
    except BadText:
        pass
    raise Refused("text")


def _try(mail: Mail, head: Letterhead, envelope_sender: str, to: Address, wire: bytes) -> TryLater | Refused | None:
    """One try, as its outcome. The library's own exceptions hold the server's words and end here."""
    client = _client(mail, head)
    clock = _Clock(client)
    try:
        with clock:
            _open(client, mail)
            return _hand_over(client, envelope_sender, to, wire)
    except (TryLater, Refused) as known:
        return known
    except ssl.SSLError:
        return TryLater("tls")
    except TimeoutError:
        return TryLater("timeout")
    except smtplib.SMTPServerDisconnected as error:
        return TryLater("timeout" if clock.is_over or isinstance(error.__context__, TimeoutError) else "dropped")
    except smtplib.SMTPException:
        return TryLater("protocol")
    except (OSError, UnicodeError):
        return TryLater("timeout" if clock.is_over else "no_connection")
    finally:
        _leave(client)


def _client(mail: Mail, head: Letterhead) -> smtplib.SMTP:
    """Not yet connected. It calls itself by the sender's domain, since asking for this machine's name may hang."""
    wait = max(1, min(mail.timeout, LONGEST_WAIT))
    if mail.security == "tls":
        return smtplib.SMTP_SSL(local_hostname=head.sender.domain, timeout=wait, context=ssl.create_default_context())
    return smtplib.SMTP(local_hostname=head.sender.domain, timeout=wait)


def _open(client: smtplib.SMTP, mail: Mail) -> None:
    """Connect, secure and log in. Whatever fails here is about the server and us, so it is always tried again."""
    client._host = mail.host  # type: ignore[attr-defined]  # TLS checks the certificate against it; only the constructor sets it
    if client.connect(mail.host, mail.port)[0] != 220:
        raise TryLater("greeting")
    client.ehlo_or_helo_if_needed()
    if mail.security == "starttls":
        _start_tls(client)
    if mail.username:
        _log_in(client, mail)


def _start_tls(client: smtplib.SMTP) -> None:
    """Never goes on in the clear: a server that offers no TLS, or breaks it off, is tried again later."""
    try:
        if client.starttls(context=ssl.create_default_context())[0] == 220:
            client.ehlo_or_helo_if_needed()
            return
    except (smtplib.SMTPException, ssl.SSLError, ConnectionError):
        pass
    raise TryLater("tls")


def _log_in(client: smtplib.SMTP, mail: Mail) -> None:
    try:
        password = Path(mail.password_file).read_text("utf-8").strip() if mail.password_file else ""
    except (OSError, UnicodeError):
        raise TryLater("password_file") from None
    try:
        client.login(mail.username, password)
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError, UnicodeError):
        raise TryLater("log_in") from None


def _hand_over(client: smtplib.SMTP, envelope_sender: str, to: Address, wire: bytes) -> TryLater | Refused | None:
    """From the envelope to the server's word that it took the mail; None when it did."""
    options = []
    if to.needs_utf8:
        if not client.has_extn("smtputf8"):
            return Refused("address")
        options = ["SMTPUTF8", "BODY=8BITMIME"]
    if client.mail(envelope_sender, options)[0] != 250:
        return TryLater("sender")  # 5xx too: the server does not want the council, whoever the mail is for
    code = client.rcpt(str(to))[0]
    if code not in (250, 251):
        return _outcome(code, "recipient")
    try:
        code = client.data(wire)[0]
    except smtplib.SMTPDataError as error:
        code = error.smtp_code
    return None if code == 250 else _outcome(code, "content")


def _outcome(code: int, about: str) -> TryLater | Refused:
    """RFC 5321 4.2.1: 5xx is for good; everything else, and every answer that is none, may change."""
    return Refused(about) if 500 <= code <= 599 else TryLater(about)


def _leave(client: smtplib.SMTP) -> None:
    """Close without waiting for a farewell: the mail went or did not, and no last word changes that."""
    with contextlib.suppress(Exception):
        if client.sock is not None:
            client.sock.sendall(b"QUIT\r\n")
    with contextlib.suppress(Exception):
        client.close()


class _Clock:
    """Hangs up after LONGEST_MAIL seconds; a socket's own timeout starts anew with every byte."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self.is_over = False
        self._client = client
        self._timer = threading.Timer(LONGEST_MAIL, self._hang_up)
        self._timer.daemon = True

    def _hang_up(self) -> None:
        self.is_over = True
        sock: socket.socket | None = self._client.sock
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "_Clock":
        self._timer.start()
        return self

    def __exit__(self, *_exception: Any) -> None:
        self._timer.cancel()
