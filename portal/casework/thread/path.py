"""The path of a complaint as a child sees it: told us, we read it, somebody looks into it, an answer; where it is now, each step with a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.text import N_


@dataclass(frozen=True)
class Mark:
    """A step: its picture and its words (marked); whether it is behind them, or where it is now."""

    picture: str
    says: str
    is_done: bool = False
    is_now: bool = False


_BEGINS = (Mark("send", N_("You told us")), Mark("team", N_("We read it")))
PATHS: Mapping[str, Sequence[Mark]] = {
    "": (*_BEGINS, Mark("in_charge", N_("Somebody looks into it")), Mark("answer", N_("You get an answer"))),
    "compliment": (*_BEGINS, Mark("thanks", N_("We pass on your thanks"))),
    "signposted": (*_BEGINS, Mark("side", N_("We tell you who can help"))),
}
"""The path by stage; all that is not named has the first."""
PLACES: Mapping[str, int] = {"intake": 1, "stage1": 2, "stage2": 2, "stage3": 2, "compliment": 2, "signposted": 2}
"""How far a stage is by itself; an answer is the end."""


def path(stage: str, is_at_the_end: bool) -> tuple[Mark, ...]:
    """The steps with where it is now. is_at_the_end: it has been answered, or the last step was made."""
    marks = PATHS.get(stage, PATHS[""])
    now = len(marks) - 1 if is_at_the_end else min(PLACES.get(stage, 1), len(marks) - 1)
    return tuple(Mark(one.picture, one.says, place < now or is_at_the_end, place == now) for place, one in enumerate(marks))
