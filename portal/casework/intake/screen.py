"""What people sent is read for words of danger, never a draft; a hit makes the case urgent and wakes the rota, and nothing is ever lowered."""

from collections.abc import Mapping
from typing import Any

from portal.casework.desk import Desk
from portal.casework.intake.alarm import raise_alarm
from portal.casework.intake.danger_words import raises
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case

WORDS = ("story", "said", "own_words", "put_right", "wait_what", "now_what", "unfair_how", *(f"point{number}_what" for number in range(2, 6)))
"""Where people write in their own words."""

KINDS = "words"
"""Under this name an event's details hold the kinds found: codes, never the words."""


def written(said: Mapping[str, Any]) -> list[str]:
    """The texts that somebody sent in their own words."""
    return [str(said[key]) for key in WORDS if said.get(key)]


def kinds_in(said: Mapping[str, Any]) -> list[str]:
    """The kinds of danger that what was sent may speak of, in a fixed order. None found means nothing."""
    return sorted(raises("\n.\n".join(written(said))))


def raise_for(desk: Desk, case: Case, text: str, of: Mapping[str, str]) -> bool:
    """Something more came in on a case, or was made readable: where its words may speak of danger, the case is urgent from now on.

    of: what it is, and its id ("message", "file" ...). Each text wakes somebody once. True where it did.
    """
    kinds = sorted(raises(text))
    if not kinds:
        return False
    record(desk, case, Event.MADE_URGENT, details={"urgent": True, KINDS: kinds, **of})
    raise_alarm(desk, case, again=True)
    return True
