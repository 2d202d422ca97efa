"""What young people are asked: seven short pages at most, one idea a page, only the first answer needed; three ways to see them (practice C)."""

from collections.abc import Mapping

from portal.forms.catalogue.ends import CHECK
from portal.forms.model import Answers, Audience, Form, Heading, Page
from portal.forms.questions import young
from portal.forms.ways import WAYS, YOUNG_ONES
from portal.text import E_, N_


def needs_help(answers: Answers) -> bool:
    """They chose 'I need help now'."""
    return answers.get("kind") == "help"


def is_not_safe(answers: Answers) -> bool:
    """They said so on the page about being safe, and have not seen the page of help yet."""
    return answers.get("in_danger") == "yes" and not needs_help(answers)


def is_about_wrong(answers: Answers) -> bool:
    """Something may have to get better."""
    return answers.get("kind") in ("complaint", "help")


def may_want_someone(answers: Answers) -> bool:
    """Somebody on their side is offered to all who want something looked into or changed (2004 Regulations; domain 1.14)."""
    return answers.get("kind") != "compliment"


def wants_to_know_more(answers: Answers) -> bool:
    """They want to know what an advocate is before they say yes or no."""
    return may_want_someone(answers) and answers.get("advocate_wanted") == "more"


def _heading(words: str, easy: str, pictures: str, before: tuple[str, ...] = (), short: tuple[str, ...] = ()) -> Mapping[Audience, Heading]:
    return {
        Audience.YOUNG: Heading(words, before),
        Audience.YOUNG_EASY: Heading(easy, short or before),
        Audience.YOUNG_PICTURES: Heading(pictures, short or before),
    }


WE_TELL_YOU = N_(
    "Some people may need to know so that we can sort it out. We will tell you who before we tell them, unless we think you or someone else could be hurt."
)
ADVOCATE = N_("An advocate is someone on your side. They help you say what you want, and they do nothing without asking you first.")

MORE_OF_ADVOCATES = (
    N_("They do not work with the people you are not happy with."),
    N_("They are on your side. They can come with you when you talk to people."),
    N_("It costs nothing. You can stop when you like."),
    N_("Ask them what they keep to themselves, and what they must tell."),
)

_HELP = (young.NOW_WHAT, young.NOW_WHERE, young.NOW_REACH)
_HELP_HEADING = _heading(N_("Get help now"), E_("Get help now"), E_("Get help now"))
HELP_FIRST = Page("help_first", _HELP, _HELP_HEADING, when=needs_help, seconds=30, is_help=True)
HELP_NOW = Page("help_now", _HELP, _HELP_HEADING, when=is_not_safe, seconds=30, is_help=True)

PAGES = (
    Page("what", (young.KIND,), must=frozenset({"kind"}), seconds=15),
    HELP_FIRST,
    Page("story", (young.STORY, young.CALL_ME), _heading(N_("What happened?"), E_("What happened?"), E_("What happened?")), seconds=60),
    Page("safety", (young.IN_DANGER, young.WAIT), _heading(N_("Are you safe?"), E_("Are you safe?"), E_("Are you safe?")), seconds=20),
    HELP_NOW,
    Page("better", (young.PUT_RIGHT,), when=is_about_wrong, seconds=30),
    Page(
        "side",
        (young.ADVOCATE_WANTED,),
        _heading(
            N_("Someone on your side"),
            E_("Someone on your side"),
            E_("Someone on your side"),
            (ADVOCATE,),
            (E_("An advocate is someone on your side."), E_("They help you say what you want."), E_("They ask you before they do anything.")),
        ),
        when=may_want_someone,
        picture="side",
        seconds=20,
    ),
    Page(
        "side_more",
        (young.ADVOCATE_WANTED,),
        _heading(N_("What an advocate does"), E_("What an advocate does"), E_("What an advocate does"), MORE_OF_ADVOCATES),
        when=wants_to_know_more,
        picture="side",
        seconds=20,
    ),
    Page(
        "reach",
        (young.NAME, young.TALK_HOW, young.MUST_NOT_SEE),
        _heading(
            N_("How we can talk to you"),
            E_("How we can talk to you"),
            E_("Talk to you"),
            (WE_TELL_YOU,),
            (E_("Some people may need to know."), E_("We tell you who before we tell them."), E_("We may not wait if someone could be hurt.")),
        ),
        seconds=40,
    ),
    CHECK,
)

THEN = (
    (N_("The complaints team reads it first. They work for the council."), "team"),
    (WE_TELL_YOU, "who_sees"),
    (
        N_("You are allowed to tell us. Nobody should punish you or treat you worse for it. If anybody does, tell us or your advocate and we will act on it."),
        "worse",
    ),
    (N_("You can change your mind. You can add more, or ask us to stop."), "change_mind"),
)
THEN_SHORT = (
    (E_("The complaints team reads it first. They work for the council."), "team"),
    (E_("Some people may need to know. We tell you who before we tell them."), "who_sees"),
    (E_("We may not wait if someone could be hurt."), "not_safe"),
    (E_("You are allowed to tell us. Nobody should treat you worse for it."), "worse"),
    (E_("If anybody does, tell us. We will act on it."), "talk"),
    (E_("You can change your mind. You can add more. You can ask us to stop."), "change_mind"),
)
"""What happens once it is sent, each sentence with its picture."""

YOUNG, YOUNG_EASY, YOUNG_PICTURES = (
    Form(
        str(way.audience),
        way.audience,
        PAGES,
        then={"": tuple(text for text, _ in said)},
        pictures=tuple(picture for _, picture in said),
        by_when=N_("Somebody will write to you by %(day)s. You can read it here with your code."),
        face="young",
        has_steps=True,
    )
    for way, said in zip(WAYS, (THEN, THEN_SHORT, THEN_SHORT), strict=True)
)

__all__ = ["YOUNG", "YOUNG_EASY", "YOUNG_ONES", "YOUNG_PICTURES"]
