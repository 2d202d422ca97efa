"""What adults who tell us something are asked, whatever it is; each is asked only what fits what they said (practice F-13, F-15)."""

from collections.abc import Callable

from portal.forms.catalogue.ends import CHECK, HELP_NOW, READ_BY, SAFETY, WRITTEN_BY
from portal.forms.model import Answers, Audience, Form, Heading, Page
from portal.forms.questions import around, child, matter, person, points, reach, thanks, together
from portal.text import N_

ME = Audience.PARENT

OTHERS = frozenset({"family", "grandparent", "friend", "professional", "other"})
"""Whoever is not on the law's list by who they are (domain 1.2): asked for whom they speak, unless they are responsible."""


def is_about_wrong(answers: Answers) -> bool:
    """There may be something to put right: it is not said to be thanks or an idea."""
    return answers.get("kind") not in ("compliment", "comment")


def is_thanks_or_idea(answers: Answers) -> bool:
    """A compliment or a comment: the short way."""
    return not is_about_wrong(answers)


def said_more(number: int) -> Callable[[Answers], bool]:
    """They said that there is a second thing, a third, and so on, one after the other."""
    asked = ("more_points", *(f"point{earlier}_more" for earlier in range(2, number)))
    return lambda answers: is_about_wrong(answers) and all(answers.get(key) == "yes" for key in asked)


def was_unfair(answers: Answers) -> bool:
    """They think that they were treated unfairly because of who they are, or may have been (practice F-42)."""
    return is_about_wrong(answers) and answers.get("unfair") in ("yes", "not_sure")


def tells_with_another(answers: Answers) -> bool:
    """Two tell us together."""
    return is_about_wrong(answers) and answers.get("together") == "yes"


def is_about_a_child(answers: Answers) -> bool:
    """There is a child to ask about: nobody who was in care as a child is asked about one."""
    return is_about_wrong(answers) and answers.get("relation") != "care_leaver"


def is_about_more_children(number: int) -> Callable[[Answers], bool]:
    """They said that there is a second child, a third, a fourth, one after the other."""
    asked = ("more_children", *(f"child{earlier}_more" for earlier in range(2, number)))
    return lambda answers: is_about_a_child(answers) and all(answers.get(key) == "yes" for key in asked)


def may_speak_for_a_child(answers: Answers) -> bool:
    """One of the others, without legal responsibility; never a parent or carer (practice F-13)."""
    return is_about_a_child(answers) and answers.get("relation") in OTHERS and answers.get("responsible") != "yes"


def speaks_for_a_child(answers: Answers) -> bool:
    """Only then is the child's agreement asked for."""
    return may_speak_for_a_child(answers) and answers.get("speaks_for") in ("child", "both")


YOUR_CHILD_NEED_NOT_KNOW = (
    N_("You do not need your child’s permission to complain about how we treated you or your family."),
    N_("Please do not tell your child about this if that could put anyone at risk."),
)

WHAT = Page("what", (matter.KIND,), seconds=10)
STORY = Page("story", (matter.STORY,), must=frozenset({"story"}), seconds=120)
PUT_RIGHT = Page(
    "put_right",
    (matter.WHEN_HAPPENED, matter.PUT_RIGHT, matter.MORE_POINTS),
    {ME: Heading(N_("More about what happened"))},
    when=is_about_wrong,
    seconds=30,
)
POINTS = tuple(
    Page(f"point{number}", points.point(number), {ME: Heading(N_("Something else that went wrong"))}, when=said_more(number), seconds=60)
    for number in range(2, points.MOST + 1)
)
AROUND = Page(
    "around",
    (around.UNFAIR, around.TOLD_BEFORE, around.COURT, around.COURT_WHAT, around.OVER_A_YEAR),
    {ME: Heading(N_("What else we should know"))},
    when=is_about_wrong,
    seconds=30,
)
UNFAIR = Page("unfair", (around.UNFAIR_BECAUSE, around.UNFAIR_HOW), {ME: Heading(N_("How you were treated"))}, when=was_unfair, seconds=30)
YOU = Page(
    "you",
    (person.RELATION, person.RESPONSIBLE, person.STAY_ANONYMOUS, person.TOGETHER),
    {ME: Heading(N_("About you"))},
    when=is_about_wrong,
    may_autofill=True,
)
TOGETHER = Page(
    "together",
    (together.WITH_NAME, together.WITH_RELATION, together.WITH_RESPONSIBLE, together.WITH_CODE),
    {
        ME: Heading(
            N_("About the other person"),
            before=(N_("We write to each of you apart. We never show one of you what the other writes later."),),
        )
    },
    when=tells_with_another,
    seconds=30,
)
WITH_REACH = Page(
    "with_reach",
    (
        together.WITH_PHONE,
        together.WITH_SAFE_PHONE,
        together.WITH_BEST_TIMES,
        together.WITH_EMAIL,
        together.WITH_SAFE_EMAIL,
        together.WITH_ADDRESS,
        together.WITH_SAFE_POST,
    ),
    {ME: Heading(N_("How is it safe to reach the other person?"), before=(N_("Ask them what is safe. Skip what you do not know."),))},
    when=tells_with_another,
    seconds=45,
)
CHILD = Page(
    "child",
    (child.CHILD_NAME, child.CHILD_AGE, child.CHILD_LIVES, child.CHILD_KNOWS, child.MORE_CHILDREN),
    {ME: Heading(N_("About the child"), after=YOUR_CHILD_NEED_NOT_KNOW)},
    when=is_about_a_child,
)
CHILDREN = tuple(
    Page(f"child{number}", child.another(number), {ME: Heading(N_("About another child"))}, when=is_about_more_children(number), seconds=20)
    for number in range(2, child.MOST + 1)
)
SPEAKS = Page("speaks", (person.SPEAKS_FOR,), when=may_speak_for_a_child, seconds=10)
AGREES = Page(
    "agrees",
    (child.CHILD_AGREES,),
    {ME: Heading(N_("What the child thinks"), before=YOUR_CHILD_NEED_NOT_KNOW)},
    when=speaks_for_a_child,
    seconds=10,
)
THANKS = Page(
    "thanks",
    (thanks.PRAISE_FOR, thanks.PRAISE_FROM, person.NAME, thanks.MAY_PASS_ON, thanks.MAY_PUBLISH),
    {ME: Heading(N_("Who it is about, and who you are"))},
    when=is_thanks_or_idea,
    seconds=30,
    may_autofill=True,
)
REACH = Page(
    "reach",
    (reach.PHONE, reach.SAFE_PHONE, reach.BEST_TIMES, reach.EMAIL, reach.SAFE_EMAIL, reach.ADDRESS, reach.SAFE_POST),
    {
        ME: Heading(
            N_("How is it safe to reach you?"),
            before=(N_("Give as many or as few as you like. A phone number is enough."),),
        )
    },
    seconds=45,
    may_autofill=True,
)
NEEDS = Page(
    "needs",
    (reach.LANGUAGE, reach.INTERPRETER, reach.ADJUSTMENTS),
    {ME: Heading(N_("What would help you"))},
    when=is_about_wrong,
    seconds=10,
    may_autofill=True,
)

PARENT = Form(
    "parent",
    ME,
    (
        WHAT,
        STORY,
        PUT_RIGHT,
        *POINTS,
        SAFETY,
        HELP_NOW,
        AROUND,
        UNFAIR,
        YOU,
        TOGETHER,
        WITH_REACH,
        CHILD,
        *CHILDREN,
        SPEAKS,
        AGREES,
        THANKS,
        REACH,
        NEEDS,
        CHECK,
    ),
    then={
        "": READ_BY,
        "compliment": (N_("The complaints team reads it first. Then those you thank read it, if you said we may."),),
        "comment": (N_("The complaints team reads it first. Then the team it is about."),),
    },
    by_when=WRITTEN_BY,
)
