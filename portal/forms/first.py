"""'Before we show it to anybody': what we ask a child, or whoever speaks for them, before somebody else sees their words (practice F-04)."""

from collections.abc import Mapping

from portal.forms.model import Audience, Form, Heading, Kind, Page, Question, Wording
from portal.text import N_

KEY, WORDS = "agree", "agree_words"
OPTIONS: Mapping[str, str] = {
    "yes": N_("Yes"),
    "part": N_("Yes, but only part of it"),
    "with_advocate": N_("Only with my advocate there"),
    "no": N_("No, not them"),
    "stop": N_("Stop, I do not want to go on"),
}
"""The five answers, in the child's words."""

TITLE = N_("Before we show it to anybody")
SOME_NEED = N_(
    "Some people may need to know so that we can sort it out. We will tell you who before we tell them, unless we think you or someone else could be hurt."
)
ONLY_THESE = N_("They see only the words you write here.")

AGREE_WORDS = Question(
    WORDS, Kind.TEXT, {Audience.PARENT: Wording(N_("What may we show them?"), ONLY_THESE, missing=N_("Write what we may show"))}, limit=50_000
)
AGREE = Question(
    KEY,
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Is it OK if they see what you told us?"),
            N_("You can change your mind. Come back here and tell us."),
            options=OPTIONS,
            missing=N_("Choose an answer"),
        )
    },
    options=tuple(OPTIONS),
    reveals={"part": (AGREE_WORDS,)},
)
PAGE = Page("first", (AGREE,), {Audience.PARENT: Heading(TITLE)}, must=frozenset({KEY, WORDS}))
FORMS: Mapping[str, Form] = {face: Form("first", Audience.PARENT, (PAGE,), face=face) for face in ("public", "young")}
"""The same question in the face of everybody's pages, and of young people's."""
