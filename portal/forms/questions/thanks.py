"""Questions about thanks and ideas: whom they are for, who gives them, and what we may do with them."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO
from portal.text import N_

FROM = {
    "family": N_("A parent, a carer or someone in the family"),
    "child": N_("A child or young person"),
    "professional": N_("Someone who works with families"),
    "court": N_("Someone at a court"),
    "other": N_("Someone else"),
}

PRAISE_FOR = Question("praise_for", Kind.LINE, {Audience.PARENT: Wording(N_("Who is it about?"), N_("A name, a team or a place."))}, limit=500)

PRAISE_FROM = Question("praise_from", Kind.ONE_OF, {Audience.PARENT: Wording(N_("Who are you?"), options=FROM)}, options=tuple(FROM))

MAY_PASS_ON = Question(
    "may_pass_on",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("May we pass on what you said to them?"),
            options={"with_name": N_("Yes, with my name"), "without_name": N_("Yes, but without my name"), "no": N_("No")},
        )
    },
    options=("with_name", "without_name", "no"),
)

MAY_PUBLISH = Question(
    "may_publish",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("May we print your words in a report?"), N_("We never print your name or a child’s name."), options=YES_NO)},
    options=("yes", "no"),
)
