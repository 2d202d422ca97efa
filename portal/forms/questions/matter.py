"""Questions about what somebody wants to tell us."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.text import N_

KIND = Question(
    "kind",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("What do you want to tell us?"),
            options={
                "complaint": N_("Something is wrong (a complaint)"),
                "compliment": N_("Something went well (a compliment)"),
                "comment": N_("An idea or a comment"),
                "not_sure": N_("I am not sure"),
            },
        )
    },
    options=("complaint", "compliment", "comment", "not_sure"),
)

STORY = Question(
    "story",
    Kind.TEXT,
    {
        Audience.PARENT: Wording(
            N_("What happened, in your own words?"),
            N_("Start anywhere. Spelling does not matter. A few words are enough, and you can add more later."),
            missing=N_("Write a few words about what happened"),
        )
    },
    limit=50_000,
)

PUT_RIGHT = Question(
    "put_right",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("What would put it right?"), N_("For example: say sorry, explain, change a plan, or fix a mistake."))},
    limit=10_000,
)
