"""Pages that several forms have: danger and what should wait, the last look; and the two forms of one page."""

from portal.forms.model import Answers, Audience, Form, Heading, Page
from portal.forms.questions import danger, reach
from portal.text import N_

ALL = (Audience.PARENT, Audience.ADVOCATE, Audience.PASS_ON)
THE_YOUNG = (Audience.YOUNG, Audience.YOUNG_EASY, Audience.YOUNG_PICTURES)
READ_BY = (N_("The complaints team reads it first. Then the manager who has to answer. We tell you who."),)
WRITTEN_BY = N_("Somebody will write to you by %(day)s, if you told us a safe way.")


def said_danger(answers: Answers) -> bool:
    """Someone is in danger now."""
    return answers.get("in_danger") == "yes"


SAFETY = Page(
    "safety",
    (danger.IN_DANGER, danger.WAIT),
    dict.fromkeys((Audience.PARENT, Audience.ADVOCATE), Heading(N_("Danger, and what should wait"))),
    seconds=15,
)

HELP_NOW = Page(
    "help_now",
    (danger.NOW_WHAT, danger.NOW_WHERE, danger.NOW_REACH),
    dict.fromkeys(ALL, Heading(N_("Get help now"))),
    when=said_danger,
    seconds=30,
    is_help=True,
)

CHECK = Page(
    "check",
    heading={**dict.fromkeys(ALL, Heading(N_("Check your answers"))), **dict.fromkeys(THE_YOUNG, Heading(N_("Check and send")))},
    seconds=20,
)

TALK = Form(
    "talk",
    Audience.PARENT,
    (
        Page(
            "talk",
            (reach.PHONE, reach.BEST_TIMES, reach.LANGUAGE, reach.INTERPRETER),
            {Audience.PARENT: Heading(N_("I would rather talk"))},
            must=frozenset({"phone"}),
        ),
    ),
    says={"kind": "talk"},
    then={"": (N_("Somebody from the complaints team will ring you, at the times you said are safe."),)},
    by_when=N_("We will try to ring you by %(day)s. We try three times."),
)
"""'I would rather talk': alone a contact, with a call back (practice F-17)."""

NOW = Form("now", Audience.PARENT, (HELP_NOW,), says={"kind": "danger", "in_danger": "yes"}, then={"": READ_BY}, by_when=WRITTEN_BY)
"""'Tell the team now': a contact of its own, sent before the rest is (practice F-02)."""
