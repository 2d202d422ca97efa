"""What a mail server can do to us: each ends as 'try later' or 'never', in time, and nobody's words are in the error."""

import logging
import socket
import ssl
import time
import traceback
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.post import smtp
from portal.post.smtp import Refused, TryLater, send

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
SECRETS = ("parent@home.example", "Quillfeather", "Grufflewick")


def attempt(settings):
    """(kind, reason) of the failure; it must name nobody, wherever it is looked at."""
    with pytest.raises((TryLater, Refused)) as failed:
        send(settings, SECRETS[0], f"To {SECRETS[1]}", f"About {SECRETS[2]}", "receipt:1", AT)
    error = failed.value
    told = "".join(traceback.format_exception_only(error)) + repr(error.args) + repr(error.__cause__) + repr(error.__context__)
    assert not [secret for secret in SECRETS if secret in told]
    return type(error), error.reason


@pytest.mark.parametrize(
    ("step", "answer", "ends"),
    [
        ("RCPT", "550 5.1.1 <parent@home.example> unknown", (Refused, "recipient")),
        ("RCPT", "553 no", (Refused, "recipient")),
        ("RCPT", "450 later", (TryLater, "recipient")),
        ("RCPT", "421 closing", (TryLater, "recipient")),
        ("RCPT", "452 full", (TryLater, "recipient")),
        ("MAIL", "550 not you", (TryLater, "sender")),
        ("MAIL", "421 closing", (TryLater, "sender")),
        ("DATA", "554 Quillfeather is spam", (Refused, "content")),
        ("DATA", "451 later", (TryLater, "content")),
        ("DATA", "421 closing", (TryLater, "content")),
    ],
)
def test_five_hundreds_are_for_good_and_four_hundreds_are_not(server, mail, caplog, step, answer, ends):
    caplog.set_level(logging.DEBUG, "portal")
    server.answers[step] = answer
    assert attempt(mail(server.port)) == ends
    assert (server.got, caplog.text) == ([], "")


def test_nobody_listens(mail):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert attempt(mail(port)) == (TryLater, "no_connection")


def until_data(connection, lines, last):
    """Say yes to everything until the text is through; then `last`."""
    connection.sendall(b"220 here\r\n")
    in_text = False
    for line in lines:
        if in_text and line == b".\r\n":
            return last()
        if not in_text:
            in_text = line.upper().startswith(b"DATA")
            connection.sendall(b"354 go on\r\n" if in_text else b"250 yes\r\n")
    return None


def test_dropped_after_the_text(script, mail):
    port = script(lambda connection, lines: until_data(connection, lines, lambda: None))
    assert attempt(mail(port)) == (TryLater, "dropped")


def test_took_it_and_never_says_so(script, mail):
    port = script(lambda connection, lines: until_data(connection, lines, lambda: time.sleep(3)))
    assert attempt(mail(port, timeout=1)) == (TryLater, "timeout")


def test_accepts_the_call_and_says_nothing(script, mail):
    port = script(lambda connection, lines: time.sleep(3))
    assert attempt(mail(port, timeout=1)) == (TryLater, "timeout")


def test_a_byte_at_a_time_does_not_outlive_the_lease(script, mail, monkeypatch):
    monkeypatch.setattr(smtp, "LONGEST_MAIL", 1)

    def slow(connection, _lines):
        for _ in range(40):
            connection.sendall(b"2")
            time.sleep(0.1)

    began = time.monotonic()
    assert attempt(mail(script(slow)))[0] is TryLater
    assert time.monotonic() - began < 2.5


@pytest.mark.parametrize(
    ("hello", "reason"), [(b"554 go away\r\n", "greeting"), (b"421 busy\r\n", "greeting"), (b"x" * 20_000 + b"\r\n", "protocol"), (b"\xff\xfe\r\n", "greeting")]
)
def test_a_strange_greeting(script, mail, hello, reason):
    port = script(lambda connection, lines: connection.sendall(hello) or next(lines, None))
    assert attempt(mail(port)) == (TryLater, reason)


def offers_tls(then):
    """Offers STARTTLS and answers it with `then`."""

    def talk(connection, lines):
        connection.sendall(b"220 here\r\n")
        for line in lines:
            starts = line.upper().startswith(b"STARTTLS")
            connection.sendall(then if starts else b"250-here\r\n250 STARTTLS\r\n")
            if starts:
                return

    return talk


@pytest.mark.parametrize("then", [b"220 go\r\n", b"220 go\r\nthis is no TLS", b"454 not now\r\n", b"501 what\r\n", b""])
def test_starttls_that_breaks_never_goes_on_in_the_clear(script, mail, then):
    assert attempt(mail(script(offers_tls(then)), security="starttls")) == (TryLater, "tls")


def test_starttls_that_is_not_offered_never_goes_on_in_the_clear(server, mail):
    assert attempt(mail(server.port, security="starttls")) == (TryLater, "tls")
    assert server.got == []


def test_tls_against_a_server_without_it(server, mail):
    assert attempt(mail(server.port, security="tls"))[0] is TryLater


def test_a_password_never_travels_in_the_clear(server, mail):
    assert attempt(mail(server.port, username="heard")) == (TryLater, "password_needs_tls")


@pytest.fixture
def certificate(tmp_path):
    """A certificate for localhost, made here, and the server's side of it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now, alternative = datetime.now(UTC), x509.SubjectAlternativeName([x509.DNSName("localhost")])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(1), now + timedelta(1)).add_extension(alternative, False)
    path = tmp_path / "both.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(private + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(path)
    return path, context


def test_a_certificate_nobody_vouches_for(serve, mail, certificate):
    server = serve(certificate[1])
    assert attempt(mail(server.port, host="localhost", security="starttls")) == (TryLater, "tls")
    assert server.got == []


def test_a_certificate_of_another_machine(serve, mail, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    server = serve(certificate[1])
    assert attempt(mail(server.port, host="127.0.0.1", security="starttls")) == (TryLater, "tls")


def test_with_a_good_certificate_the_mail_goes(serve, mail, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    server = serve(certificate[1], require_starttls=True)
    send(mail(server.port, host="localhost", security="starttls"), SECRETS[0], "Hello", "x", "receipt:1", AT)
    assert len(server.got) == 1


@pytest.mark.parametrize(("file", "reason"), [("missing", "password_file"), ("wrong", "log_in")])
def test_a_password_that_is_missing_or_wrong_is_our_mistake(serve, mail, certificate, monkeypatch, tmp_path, file, reason):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    (tmp_path / "wrong").write_text("wrong\n")
    server = serve(certificate[1], require_starttls=True)
    settings = mail(server.port, host="localhost", security="starttls", username="heard", password_file=str(tmp_path / file))
    assert attempt(settings) == (TryLater, reason)


def test_the_errors_hold_only_codes():
    assert (str(TryLater("timeout")), Refused("recipient").args) == ("timeout", ("recipient",))
