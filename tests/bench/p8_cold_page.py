"""P8: what a cold public page brings over the wire, and whether it needs scripts."""

import gzip
import socket
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.bench import council
from tests.bench.line import Line, at_most, shown, so_it_is
from tests.bench.process import portal_run
from tests.bench.visitor import CHECK, LONGEST, PAGES, Visitor

KB = 1_000
HTML, TOTAL, REQUESTS = 14, 24, 3


class Fetched(HTMLParser):
    """What a browser fetches beside a page, and whether all of it can be used without scripts: forms and links only."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.also: list[str] = []
        self.works_bare = True
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        address = said.get("src") if tag in ("script", "img", "iframe") else said.get("href") if tag == "link" else None
        if address and not address.startswith("data:"):
            self.also.append(address)
        if any(name.startswith("on") for name in said) or (tag == "a" and (said.get("href") or "").startswith("javascript:")):
            self.works_bare = False
        if tag == "button" and said.get("type") == "button":
            self.works_bare = False


def measure() -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        council.make(Path(folder))
        with portal_run(Path(folder)) as portal, Visitor(portal.port) as visitor:
            visitor.fill_in(*(number for number in PAGES if number != LONGEST))
            for what, path, cookies in (("the first page", "/", ""), ("the longest page", f"/f/{LONGEST}", _as_sent(visitor))):
                yield from _cold(portal.port, what, path, cookies)
            visitor.page(LONGEST)  # a browser without scripts comes to the end of the form
            visitor.page(CHECK, then="send")
            yield so_it_is("P8", "a complaint sent without scripts: the page after it", visitor.get("/done")[0], 200)


def _as_sent(visitor: Visitor) -> str:
    return "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())


def _cold(port: int, what: str, path: str, cookies: str) -> Iterator[Line]:
    head, body = _answer(port, path, cookies)
    fetched = Fetched(body.decode("utf-8"))
    answers = [(head, body), *(_answer(port, address, "") for address in fetched.also)]
    plain = sum(len(head) + len(body) for head, body in answers)
    packed = sum(len(head) + len(gzip.compress(body, 6)) for head, body in answers)
    yield at_most("P8", f"{what}: HTML, not compressed", (len(head) + len(body)) / KB, HTML, "KB")
    yield at_most("P8", f"{what}: all a cold browser fetches, with headers, not compressed", plain / KB, TOTAL, "KB")
    yield Line("P8", "  the same through a proxy that compresses (gzip 6)", shown(packed / KB, "KB"))
    yield at_most("P8", f"{what}: requests", len(answers), REQUESTS)
    yield so_it_is("P8", f"{what}: forms and links only, no handler in the page", fetched.works_bare, True)


def _answer(port: int, path: str, cookies: str) -> tuple[bytes, bytes]:
    """Head and body of an answer, byte for byte."""
    asked = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nAccept-Encoding: gzip, br\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall((asked + (f"Cookie: {cookies}\r\n" if cookies else "") + "\r\n").encode())
        whole = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = whole.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n")[0]:
        raise RuntimeError(f"{path}: {head[:60]!r}")
    return head + b"\r\n\r\n", body
