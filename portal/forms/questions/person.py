"""Questions about who is telling us."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.text import N_

RELATION = Question(
    "relation",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Who are you to the child?"),
            options={
                "parent": N_("Mum, dad or step-parent"),
                "foster_carer": N_("Foster carer"),
                "grandparent": N_("Grandparent"),
                "family": N_("Someone else in the family"),
                "other": N_("Someone else"),
            },
        )
    },
    options=("parent", "foster_carer", "grandparent", "family", "other"),
)

NAME = Question(
    "name",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("What is your name?"), N_("The name you want us to use."))},
    autofill="name",
)

RESPONSIBLE = Question(
    "responsible",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Are you legally responsible for the child?"),
            N_("The law calls this parental responsibility. Not sure is fine."),
            options={"yes": N_("Yes"), "no": N_("No"), "not_sure": N_("I am not sure")},
        )
    },
    options=("yes", "no", "not_sure"),
)
