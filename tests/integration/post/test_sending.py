"""What reaches the mail server: one mail, to one person, with the headers we mean and no others."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest

from portal.post.address import is_one_address
from portal.post.smtp import Refused, TryLater, send

AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
TO = "parent@home.example"
OURS = ["from", "to", "subject", "date", "message-id", "auto-submitted", "content-type", "content-transfer-encoding", "mime-version"]


def names(raw: bytes) -> list[str]:
    """A second reader of headers, as simple as a mail server's: a line that does not begin with a space starts one."""
    lines = raw.split(b"\r\n\r\n")[0].split(b"\r\n")
    return [line.split(b":")[0].decode().lower() for line in lines if line[:1] not in b" \t"]


def read(raw: bytes):
    return message_from_bytes(raw, policy=policy.default)


def test_a_mail_arrives_as_it_was_meant(server, mail):
    send(mail(server.port), TO, "We have your message", "It has reached us.\n", "receipt:1", AT)
    ((sender, to, raw),) = server.got
    letter = read(raw)
    assert (sender, to) == ("bounces@anytown.example", [TO])
    assert sorted(names(raw)) == sorted(OURS)
    assert (letter["From"], letter["To"]) == ("Anytown Council <no-reply@anytown.example>", TO)
    assert (letter["Auto-Submitted"], letter["Date"].datetime) == ("auto-generated", AT)
    assert letter.get_content() == "It has reached us.\r\n"


def test_the_message_id_is_the_same_on_every_try_and_tells_nothing(server, mail):
    for dedupe in ("receipt:1", "receipt:1", "receipt:2"):
        send(mail(server.port), TO, "Hello", "x", dedupe, AT)
    first, again, other = [read(raw)["Message-ID"] for _, _, raw in server.got]
    assert first == again != other
    assert first.endswith("@anytown.example>") and "receipt" not in first


def test_any_language_arrives_unharmed(server, mail):
    subject, body = "Mae eich neges gennym: ŵŷ رسالتك " + "é" * 60, "שלום\n.\n..dots\nFrom here\n" + "漢" * 2000 + "\n"
    send(mail(server.port), TO, subject, body, "receipt:1", AT, "cy")
    raw = server.got[0][2]
    assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) < 998
    assert (read(raw)["Subject"], read(raw).get_content().replace("\r\n", "\n"), read(raw)["Content-Language"]) == (subject, body, "cy")


@pytest.mark.parametrize(
    "evil",
    [
        "\r\nBcc: x@evil.example",
        "\nBcc: x@evil.example",
        "\r",
        "\x00",
        "\u2028Bcc: x@evil.example",
        "\u0085",
        "\ud80d",
        "x" * 1_000_000,
        "=?utf-8?q?=0D=0ABcc:_x?=",
    ],
)
def test_a_subject_never_makes_a_second_header(server, mail, evil):
    with pytest.raises(Refused) as refused:
        send(mail(server.port), TO, "Hello" + evil, "x", "receipt:1", AT)
    assert (refused.value.reason, server.got) == ("text", [])


@pytest.mark.parametrize("evil", ["%0d%0aBcc: x@evil.example", "\u560aBcc: x@evil.example"])
def test_what_only_looks_like_a_line_break_stays_in_the_subject(server, mail, evil):
    send(mail(server.port), TO, "Hello" + evil, "x", "receipt:1", AT)
    assert sorted(names(server.got[0][2])) == sorted(OURS)


BAD = [
    "",
    "x",
    "@",
    "a@",
    "@b.example",
    "a@b.example,c@d.example",
    "a@b.example c@d.example",
    "a@b.example;c@d.example",
    "<a@b.example>",
    "Name <a@b.example>",
    "a(comment)@b.example",
    "a@b.example (comment)",
    '"a b"@b.example',
    '"\\n"@x.example',
    '"\n"@x',
    "a@b.example\r\nRCPT TO:<c@d.example>",
    "a@b.example\n",
    "a@b@c.example",
    "a..b@c.example",
    ".a@c.example",
    "a@-b.example",
    "a@b..example",
    "a@[127.0.0.1]",
    "a%b@c.example>",
    "a@stra\u00dfe.example",
    "a@b\u200d.example",
    "a\u202e@b.example",
    "a\x00@b.example",
    "a@b.example\u2028",
    "x" * 65 + "@b.example",
    "x" * 308 + "@b.example",
    "a@" + "b" * 64 + ".example",
    "a@" + ".".join(["b" * 60] * 5),
    "x" * 1_000_000,
    "a@b.example\ud800",
    "=?utf-8?q?=0D=0ABcc=3A_x?=@b.example",
    "=?utf-8?q?=0D=0A?=@b.example",
]


@pytest.mark.parametrize("to", BAD, ids=range(len(BAD)))
def test_what_is_not_one_address_gets_nothing(server, mail, to):
    assert not is_one_address(to)
    with pytest.raises(Refused) as refused:
        send(mail(server.port), to, "Hello", "x", "receipt:1", AT)
    assert (refused.value.reason, server.got) == ("address", [])


@pytest.mark.parametrize(
    ("to", "reached"), [("o'brien+x@b.example", "o'brien+x@b.example"), ("a@Bücher.example", "a@xn--bcher-kva.example"), ("jörg@b.example", "jörg@b.example")]
)
def test_unusual_addresses_of_real_people_are_reached(server, mail, to, reached):
    send(mail(server.port), to, "Hellö", "x", "receipt:1", AT)
    ((_, recipients, raw),) = server.got
    assert recipients == [reached]
    assert sorted(names(raw)) == sorted(OURS)


def test_an_address_the_server_cannot_write_is_refused(serve, mail):
    server = serve(utf8=False)
    with pytest.raises(Refused, match="address"):
        send(mail(server.port), "jörg@b.example", "Hello", "x", "receipt:1", AT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"host": ""},
        {"sender": ""},
        {"sender": "A\r\nBcc: x@y.example <a@b.example>"},
        {"sender": "=?utf-8?q?=0D=0ABcc:_x?= <a@b.example>"},
        {"sender": "a@b.example,c@d.example"},
        {"envelope_sender": "x"},
    ],
)
def test_our_own_mistake_is_never_held_against_the_person(server, mail, wrong):
    with pytest.raises(TryLater, match="not_set_up"):
        send(mail(server.port, **wrong), TO, "Hello", "x", "receipt:1", AT)


def test_bounces_may_go_nowhere(server, mail):
    send(mail(server.port, envelope_sender="<>"), TO, "Hello", "x", "receipt:1", AT)
    assert server.got[0][0] == "<>"
