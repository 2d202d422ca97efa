"""Blacks out the names of the people on a case, for readers who may not know who they are."""

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.store.models import Case, Party

BLACK = "▇▇▇"
SHORTEST = 3  # a name's shorter parts are everyday words in other people's sentences


class Black:
    """A way to read texts of one case with its people's names blacked out; `Black(())` leaves all as it is."""

    def __init__(self, names: Iterable[str]) -> None:
        parts = sorted({part for name in names for part in re.findall(r"\w+", name or "") if len(part) >= SHORTEST}, key=len, reverse=True)
        self._found = re.compile(rf"\b(?:{'|'.join(map(re.escape, parts))})\b", re.IGNORECASE) if parts else None

    def over(self, text: Any) -> Any:
        """The text without the names; anything but a text comes back as it is."""
        return self._found.sub(BLACK, text) if self._found and isinstance(text, str) else text


def black(session: Session, case: Case, may_know: bool) -> Black:
    """Nothing is blacked out for those who may know; for the others every name on the case is."""
    if may_know:
        return Black(())
    return Black([str(party.name or "") for party in session.scalars(sa.select(Party).where(Party.case_id == case.id))])
