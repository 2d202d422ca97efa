"""What hostile or careless people type, by the classes of the bad-input catalogue; each text is short enough for most fields."""

from collections.abc import Iterator, Mapping
from itertools import chain, product

from tests.sizes import size

WORD = 100
TAGS = (
    "script",
    "img src=x",
    "svg",
    "iframe src=javascript:alert(1)",
    "details open",
    "math",
    "style",
    "a href=javascript:alert(1)",
    "body",
    "input autofocus",
)
HANDLERS = ("", " onerror=alert(1)", " onload=alert(1)", " onclick=alert(1)", " ontoggle=alert(1)", " onfocus=alert(1)", " style=x:expression(alert(1))")
BEFORE = ("", '"', "'", "</textarea>", '">', "--></title>", "]]>")
TEMPLATES = (
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "{% for a in b %}",
    "{{config}}",
    "{0.__class__}",
    "{a!r}",
    "%s%n%(x)s",
    "%(day)s",
    "{{''.__class__}}",
    "*{7*7}",
    "@(7*7)",
)
QUERIES = (
    "' OR '1'='1",
    "'; DROP TABLE contact;--",
    '" OR ""="',
    "1) UNION SELECT 1--",
    "%",
    "_",
    "\\",
    "%' ESCAPE '\\",
    "' AND sleep(5)--",
    "x'||pg_sleep(5)||'",
    "/**/",
    ":name",
    "?",
    "$1",
)
LINES = ("a\r\nBcc: x@evil.example", "a\nSet-Cookie: x=1", "a%0d%0aX: 1", "a\u2028X: 1", "a\u2029b", "a\u560a\u560dX: 1", "a\rb", "\r\n\r\n<html>", "a\u0085b")
LOGS = ('x\n{"level":"info","event":"forged"}', '","forged":"1', "\\u000a", "x\ty", "[2026-11-23] INFO all is well")
TONGUES = (
    "ŵŷ Llanfair", "Zażółć gęślą jaźń", "میری بیٹی کو", "لم يخبرنا أحد", "ንግግር ትግርኛ", "👩‍👩‍👧‍👦👋🏽", "é e\u0301", "Ångström \u212b",
    "\ufeffBOM", "ﬁ ﬀ ſ", "İıIi", "𝒜𝔅", "+AGEAYg-",
    "q\u0323\u0307", "ß ẞ", "ไม่มีใคร", "各自", "\u3000wide", "ΌΣΟΣ ς",
)  # fmt: skip
UNSEEN = (
    "a\u202eb\u202cc",
    "\u2066x\u2069",
    "\u2067y\u2069",
    "a\u200bb\u200cc\u200dd",
    "\U000e0041\U000e0042",
    "so\u00adft",
    "a" + "\u0301" * 100,
    "\u061c\u200e\u200f",
    "\u115f\u3164",
    "\u2800",
)
SEEN_BY_NOBODY = (0xFFFE, 0xFFFF)


def _every_plane() -> Iterator[str]:
    """Twenty thousand points of the seventeen planes, forty a text: what Unicode calls characters, controls and surrogates left out."""
    points = [point for point in range(0xA0, 0x110000, 55) if not 0xD800 <= point <= 0xDFFF and point & 0xFFFF not in SEEN_BY_NOBODY]
    return ("".join(map(chr, points[start : start + 40])) for start in range(0, len(points), 40))


def _markup() -> Iterator[str]:
    return (f"{before}<{tag}{handler}>alert(1)" for tag, handler, before in product(TAGS, HANDLERS, BEFORE))


def _controls() -> Iterator[str]:
    return (f"a{chr(point)}b" for point in chain(range(0x20), range(0x7F, 0xA0), SEEN_BY_NOBODY))


WHOLE: Mapping[str, tuple[str, ...]] = {
    "B-02 Unicode": (*TONGUES, *_every_plane()),
    "B-03 bidi and invisible": UNSEEN,
    "B-04 controls": tuple(_controls()),
    "B-05 markup": tuple(_markup()),
    "B-06 templates": TEMPLATES,
    "B-07 queries": QUERIES,
    "B-09 line breaks": LINES,
    "B-10 log lines": LOGS,
}


def of_class(name: str) -> tuple[str, ...]:
    """The texts of a class: all of a short list, of a long one every tenth in `make test`."""
    whole = WHOLE[name]
    return whole if len(whole) <= WORD else whole[:: max(1, len(whole) // size(len(whole)))]


CLASSES: Mapping[str, tuple[str, ...]] = {name: of_class(name) for name in WHOLE}


def lengths(limit: int) -> tuple[str, ...]:
    """B-01: nothing, one letter, around the limit, far beyond it; many lines, and one word that never ends."""
    return ("", "x", "x" * (limit - 1), "x" * limit, "x" * (limit + 1), "é" * limit, "ab " * 70_000, "x\n" * 100_000, "x" * 1024 * 1024)


RAW = (
    b"\xc0\xaf",
    b"\xe0\x80\xaf",
    b"\xf0\x82\x82\xac",
    b"\xed\xa0\x80",
    b"\xed\xbf\xbf",
    b"\xf4\x90\x80\x80",
    b"\xff\xfe",
    b"a\xe2\x82",
    b"\x80",
    b"\xfe\xff\x00a",
    b"+ADw-script+AD4-",
)
"""B-02: bytes that are no UTF-8: overlong, cut short, surrogates, beyond the last plane, UTF-16 and UTF-7."""
