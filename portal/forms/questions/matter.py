"""Questions about what somebody wants to tell us."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO
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
        ),
        Audience.ADVOCATE: Wording(
            N_("What does the child or young person want to tell us?"),
            N_("Start anywhere. A few words are enough, and you can add more later."),
            missing=N_("Write a few words about what happened"),
        ),
    },
    limit=50_000,
)

OWN_WORDS = Question(
    "own_words",
    Kind.TEXT,
    {Audience.ADVOCATE: Wording(N_("What did they say, in their own words?"), N_("Write it just as they said it. We keep their words apart from yours."))},
    limit=50_000,
)

WHEN_HAPPENED = Question(
    "when_happened",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("When did it happen?"), N_("A day, a month, or your best guess. It may still be going on."))},
    limit=500,
)

PUT_RIGHT = Question(
    "put_right",
    Kind.TEXT,
    {
        Audience.PARENT: Wording(N_("What would put it right?"), N_("For example: say sorry, explain, change a plan, or fix a mistake.")),
        Audience.ADVOCATE: Wording(N_("What would put it right for them?"), N_("For example: say sorry, explain, change a plan, or fix a mistake.")),
    },
    limit=10_000,
)

MORE_POINTS = Question(
    "more_points",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Is there something else that went wrong?"), N_("You can tell us each thing by itself. Up to five."), options=YES_NO)},
    options=("yes", "no"),
)
