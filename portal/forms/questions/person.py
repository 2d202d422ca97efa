"""Questions about who is telling us."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO, YES_NO_NOT_SURE
from portal.text import N_

RELATIONS = {
    "parent": N_("Mum or dad"),
    "step_parent": N_("Step-parent"),
    "foster_carer": N_("Foster carer"),
    "grandparent": N_("Grandparent"),
    "family": N_("Someone else in the family"),
    "special_guardian": N_("Special guardian"),
    "adopter": N_("Adoptive parent"),
    "care_leaver": N_("I was in care myself as a child"),
    "friend": N_("A friend"),
    "professional": N_("Someone who works with the child"),
    "other": N_("Someone else"),
}

RELATION = Question(
    "relation",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Who are you to the child?"), options=RELATIONS)},
    options=tuple(RELATIONS),
)

NAME = Question(
    "name",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("What is your name?"), N_("The name you want us to use."))},
    autofill="name",
    unless=("stay_anonymous", "yes"),
)

STAY_ANONYMOUS = Question(
    "stay_anonymous",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Do you want to give your name?"),
            N_("We look at what you tell us without a name too. But we can only answer if you give us a safe way to reach you."),
            options={"no": N_("Yes, I will give my name"), "yes": N_("No, I will not give my name")},
        )
    },
    options=("no", "yes"),
    reveals={"no": (NAME,)},
)

RESPONSIBLE = Question(
    "responsible",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Are you legally responsible for the child?"),
            N_("The law calls this parental responsibility. Not sure is fine."),
            options=YES_NO_NOT_SURE,
        )
    },
    options=("yes", "no", "not_sure"),
)

TOGETHER = Question(
    "together",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Is somebody telling us this with you?"), N_("For example, both parents."), options=YES_NO)},
    options=("yes", "no"),
)

SPEAKS_FOR = Question(
    "speaks_for",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Who are you telling us this for?"),
            options={"self": N_("For myself"), "child": N_("For the child"), "both": N_("For both of us")},
        )
    },
    options=("self", "child", "both"),
)
