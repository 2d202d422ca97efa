"""A page in other languages: nothing unmarked shows in the pseudo language, and nothing breaks from right to left."""

from dataclasses import fields, is_dataclass
from typing import Any

from playwright.sync_api import Page

from tests.journeys.served import Site

TEXTS = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (parent.closest('script, style, bdi, [translate=no], [dir=auto], [lang]:not(html), .heard-own')) continue;
    const text = node.textContent.replace(/\\s+/g, ' ').trim();
    if (text) found.push(text);
  }
  return found;
}"""
"""Every text of the page but what somebody wrote (dir=auto, bdi), another language's name, and the council's own texts."""
PLAIN = frozenset("aceginorsuy")
COOKIE = "heard_language"


def unmarked(page: Page, site: Site) -> list[str]:
    """The texts of a public page that stay English when it is drawn in the pseudo language."""
    _in(page, site, "en_XA")
    own = sorted(set(_texts(site.council.settings)), key=len, reverse=True)
    return [text for text in map(str, page.evaluate(TEXTS)) if _is_plain(text, own)]


def from_right_to_left(page: Page, site: Site) -> list[str]:
    """What is wrong with the page in Arabic on a small screen."""
    page.set_viewport_size({"width": 320, "height": 800})
    _in(page, site, "ar")
    wide = page.evaluate("document.documentElement.scrollWidth")
    direction = page.evaluate("document.documentElement.dir")
    return [*([f"Arabic: {wide} px wide"] if wide > 320 else []), *([f"Arabic: direction {direction}"] if direction != "rtl" else [])]


def _in(page: Page, site: Site, language: str) -> None:
    page.context.add_cookies([{"name": COOKIE, "value": language, "url": site.url}])
    page.reload()


def _is_plain(text: str, own: list[str]) -> bool:
    """Whether a text has words whose letters the pseudo language would have accented."""
    for one in own:
        text = text.replace(one, "")
    words = [word for word in text.replace("’", "").split() if word.isalpha() and word.isascii() and len(word) > 2 and word.lower() == word]
    return any(PLAIN & set(word) for word in words)


def _texts(value: Any) -> list[str]:
    """Every text in the council's settings: its own names, numbers and sentences are not ours to translate."""
    if isinstance(value, str):
        return [line.strip() for line in value.splitlines() if len(line.strip()) > 1]
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for one in value for text in _texts(one)]
    return []
