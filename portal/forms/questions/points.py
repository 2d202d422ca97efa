"""Questions about a second thing that went wrong, a third, and so on: each with its own when and what would put it right."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO
from portal.text import N_

MOST = 5
"""The story is the first."""


def point(number: int) -> tuple[Question, ...]:
    """What is asked about one thing more; the last does not ask whether there is another."""
    what = Wording(N_("What else went wrong?"), N_("A few words are enough."))
    when = Wording(N_("When did it happen?"), N_("A day, a month, or your best guess. It may still be going on."))
    asked = (
        Question(f"point{number}_what", Kind.TEXT, {Audience.PARENT: what}, limit=10_000),
        Question(f"point{number}_when", Kind.LINE, {Audience.PARENT: when}, limit=500),
        Question(f"point{number}_put_right", Kind.TEXT, {Audience.PARENT: Wording(N_("What would put it right?"))}, limit=5_000),
    )
    more = Wording(N_("Is there something else that went wrong?"), options=YES_NO)
    return asked if number == MOST else (*asked, Question(f"point{number}_more", Kind.ONE_OF, {Audience.PARENT: more}, options=("yes", "no")))
