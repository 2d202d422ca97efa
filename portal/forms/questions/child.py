"""Questions about the child."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.text import N_

CHILD_NAME = Question(
    "child_name",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("What is the child’s name?"), N_("If there is more than one child, write all their names."))},
    limit=500,
)

CHILD_AGE = Question(
    "child_age",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("How old is the child?"), N_("An age or a date of birth."))},
)

CHILD_KNOWS = Question(
    "child_knows",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Does the child know that you are telling us?"),
            options={"yes": N_("Yes"), "no": N_("No"), "not_sure": N_("I am not sure")},
        )
    },
    options=("yes", "no", "not_sure"),
)
