"""Which pages each audience sees, in order (practice F-15: the story comes before the name)."""

from collections.abc import Mapping

from portal.forms.model import Answers, Audience, Form, Heading, Page
from portal.forms.questions import child, danger, matter, person, reach
from portal.text import N_


def said_danger(answers: Answers) -> bool:
    """Someone is in danger now."""
    return answers.get("in_danger") == "yes"


def is_no_compliment(answers: Answers) -> bool:
    """There may be something to put right."""
    return answers.get("kind") != "compliment"


WHAT = Page("what", (matter.KIND,), seconds=10)
STORY = Page("story", (matter.STORY,), must=frozenset({"story"}), seconds=120)
PUT_RIGHT = Page("put_right", (matter.PUT_RIGHT,), when=is_no_compliment, seconds=30)
SAFETY = Page(
    "safety",
    (danger.IN_DANGER, danger.WAIT),
    {Audience.PARENT: Heading(N_("Danger, and what should wait"))},
)
HELP_NOW = Page(
    "help_now",
    (danger.NOW_WHAT, danger.NOW_WHERE, danger.NOW_REACH),
    {Audience.PARENT: Heading(N_("Get help now"))},
    when=said_danger,
    seconds=30,
)
YOU = Page(
    "you",
    (person.RELATION, person.NAME, person.RESPONSIBLE),
    {Audience.PARENT: Heading(N_("About you"))},
    may_autofill=True,
)
CHILD = Page(
    "child",
    (child.CHILD_NAME, child.CHILD_AGE, child.CHILD_KNOWS),
    {
        Audience.PARENT: Heading(
            N_("About the child"),
            after=(
                N_("You do not need your child’s permission to complain about how we treated you or your family."),
                N_("Please do not tell your child about this if that could put anyone at risk."),
            ),
        )
    },
)
REACH = Page(
    "reach",
    (
        reach.PHONE,
        reach.SAFE_PHONE,
        reach.BEST_TIMES,
        reach.EMAIL,
        reach.SAFE_EMAIL,
        reach.ADDRESS,
        reach.SAFE_POST,
        reach.LANGUAGE,
        reach.INTERPRETER,
    ),
    {
        Audience.PARENT: Heading(
            N_("How is it safe to reach you?"),
            before=(N_("Give as many or as few as you like. A phone number is enough."),),
        )
    },
    seconds=60,
    may_autofill=True,
)
CHECK = Page("check", heading={Audience.PARENT: Heading(N_("Check your answers"))}, seconds=20)

CATALOGUE: Mapping[Audience, Form] = {
    Audience.PARENT: Form(
        "parent",
        Audience.PARENT,
        (WHAT, STORY, PUT_RIGHT, SAFETY, HELP_NOW, YOU, CHILD, REACH, CHECK),
    ),
}

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
)
"""'I would rather talk': alone a contact, with a call back (practice F-17)."""

NOW = Form("now", Audience.PARENT, (HELP_NOW,), says={"kind": "danger", "in_danger": "yes"})
"""'Tell the team now': a contact of its own, sent before the rest is (practice F-02)."""
