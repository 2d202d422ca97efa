"""How hard a page is to read: the Flesch-Kincaid grade of its visible text (figure S5)."""

import re
from html.parser import HTMLParser

from portal.casework.letters.grade import KNOWN, grade_of

BLOCKS = {"h1", "h2", "h3", "p", "li", "dt", "dd", "label", "legend", "button", "div", "a", "caption", "th", "td", "summary", "title"}
SILENT = {"script", "style", "textarea", "title", "select"}
HARD = KNOWN


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
    """Years of school needed, counted as the product counts a letter's."""
    return grade_of(sentences(html))


TEXTS = (
    "You told us that nobody came to see you. We are sorry. We will put it right.",
    "We looked at the placement. Contact with your siblings was arranged by the independent reviewing officer.",
    "Dear Kit,\n\nYou told us about something on Monday 23 November 2026.\nThank you for telling us.",
    "In accordance with the statutory procedure, the allegation was investigated and a multi-agency assessment was completed.",
    "We found: your social worker did not ring you back. She says sorry. She will ring you every Friday at 4 pm.",
    "Accommodation arrangements were unsatisfactory; consequently, responsibility for communication has been transferred.",
    "What happens now\n\n1.\nYou get your bike back. 2.\nWe talk to Ms Quillfeather-Jones about being late.",
    "Do you want one? Ring us! We’ll listen: that’s what we are here for.",
    "The reference on your complaint is H-222222, and you can go to lgo.org.uk or ring 0300 061 0614.",
    "[say what you looked at and who you talked to] We are going to see you. Christian and Lesley-Ann liked the various people.",
)
"""Ten texts as an officer might write to a young person, good and bad."""
