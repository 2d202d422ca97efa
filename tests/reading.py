"""How hard a page is to read: the Flesch-Kincaid grade of its visible text (figure S5)."""

import re
from html.parser import HTMLParser

import pyphen

BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "label", "legend", "button", "div", "a", "caption", "th", "td", "summary", "title"}
SILENT = {"script", "style", "textarea", "title", "select"}
_SYLLABLES = pyphen.Pyphen(lang="en_GB")

HARD = {"complaint", "complaints", "telephone", "reference", "responsible", "permission", "children’s", "interpreter"}
"""The allow-list: words of the subject that nothing shorter says; each counts as one of two syllables."""


class Visible(HTMLParser):
    """The text somebody sees; the end of a block is the end of a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag in BLOCKS - {"a"} and not re.search(r"[.!?:]\s*$", self.text):
            self.text += "."
        if tag in BLOCKS:
            self.text += " "

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text += data


def sentences(html: str) -> list[str]:
    """The sentences of a page."""
    page = Visible()
    page.feed(html)
    return [found for found in re.split(r"[.!?:]+\s+", " ".join(page.text.split())) if re.search(r"[A-Za-z]", found)]


def grade(html: str) -> float:
    """Years of school needed: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    said = sentences(html)
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", " ".join(said))
    return round(0.39 * len(words) / len(said) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59, 1)


def syllables(word: str) -> int:
    """By hyphenation or by groups of vowels, whichever is more; two for a word of the allow-list."""
    if word.lower() in HARD:
        return 2
    vowels = len(re.findall(r"[aeiouy]+", re.sub(r"(?<![aeiouyl])e$|(?<=[^td])ed$", "", word.lower())))
    return max(1, vowels, _SYLLABLES.inserted(word).count("-") + 1)
