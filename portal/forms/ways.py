"""Three ways for a young person to see the same questions; each keeps the answers of the others (practice F-53)."""

from dataclasses import dataclass

from portal.forms.model import Audience
from portal.text import N_


@dataclass(frozen=True)
class Way:
    """How the pages look: `key` names its pictures and style, `letter` its address; the name is chosen by looking, not by age."""

    key: str
    audience: Audience
    letter: str
    name: str


WAYS = (
    Way("words", Audience.YOUNG, "y", N_("Words")),
    Way("easy", Audience.YOUNG_EASY, "e", N_("Words and pictures")),
    Way("pictures", Audience.YOUNG_PICTURES, "m", N_("Mostly pictures")),
)

YOUNG_ONES = frozenset(str(way.audience) for way in WAYS)
"""The audiences by which a child or young person tells us something themselves."""


def way_of(audience: str) -> Way | None:
    """The way of a young person's audience, or None: then it is an adult's."""
    return next((way for way in WAYS if way.audience == audience), None)
