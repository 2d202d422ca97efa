"""The points of a complaint as the person laid them out themselves; triage may start from them, and they stay as they were sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.store.models import Contact

MOST = 5
STORY = ("story", "said", "own_words")
"""Where the first point stands: in the form's own question, or in a young person's own words."""


@dataclass(frozen=True)
class ToldPoint:
    """One thing that went wrong, in the person's words: what, when (as written) and what would put it right."""

    number: int
    what: str
    when: str = ""
    put_right: str = ""


def told_points(contact: Contact) -> list[ToldPoint]:
    """The story, then the further points, in the order told; none where nothing was told yet."""
    said: Mapping[str, Any] = contact.answers or {}
    story = next((str(said[key]) for key in STORY if said.get(key)), "")
    first = ToldPoint(1, story, str(said.get("when_happened") or ""), str(said.get("put_right") or ""))
    rest = (ToldPoint(n, *(str(said.get(f"point{n}_{part}") or "") for part in ("what", "when", "put_right"))) for n in range(2, MOST + 1))
    return [point for point in (first, *rest) if point.what.strip()]
