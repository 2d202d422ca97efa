"""Questions about the child, or about each of several."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO, YES_NO_NOT_SURE
from portal.text import N_

MOST = 4

LIVES = {
    "at_home": N_("At home"),
    "relative": N_("With someone in the family"),
    "foster": N_("With a foster carer"),
    "children_home": N_("In a children’s home"),
    "other": N_("Somewhere else"),
    "not_sure": N_("I am not sure"),
}
THE_FORMS = (Audience.PARENT, Audience.ADVOCATE)
AGE = Wording(N_("How old is the child?"), N_("An age or a date of birth."))

CHILD_NAME = Question(
    "child_name",
    Kind.LINE,
    {
        **dict.fromkeys(THE_FORMS, Wording(N_("What is the child’s name?"))),
        Audience.PASS_ON: Wording(N_("Which child is it about?"), N_("A name, if you know it.")),
    },
    limit=500,
)

CHILD_AGE = Question("child_age", Kind.LINE, dict.fromkeys(THE_FORMS, AGE))

CHILD_LIVES = Question(
    "child_lives",
    Kind.ONE_OF,
    dict.fromkeys(THE_FORMS, Wording(N_("Where does the child live now?"), options=LIVES)),
    options=tuple(LIVES),
)

CHILD_KNOWS = Question(
    "child_knows",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Does the child know that you are telling us?"), options=YES_NO_NOT_SURE)},
    options=("yes", "no", "not_sure"),
)

MORE_CHILDREN = Question(
    "more_children",
    Kind.ONE_OF,
    dict.fromkeys(THE_FORMS, Wording(N_("Is it about another child too?"), options=YES_NO)),
    options=("yes", "no"),
)

CHILD_AGREES = Question(
    "child_agrees",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Does the child agree that you tell us this?"),
            N_("You can go on, whatever you answer."),
            options={**YES_NO_NOT_SURE, "too_young": N_("The child is too young to say")},
        )
    },
    options=("yes", "no", "not_sure", "too_young"),
)

_NAMES = {
    2: N_("What is the second child’s name?"),
    3: N_("What is the third child’s name?"),
    4: N_("What is the fourth child’s name?"),
}


def another(number: int) -> tuple[Question, ...]:
    """What is asked about the second, third or fourth child; of the last not whether there is one more."""
    asked = (
        Question(f"child{number}_name", Kind.LINE, dict.fromkeys(THE_FORMS, Wording(_NAMES[number])), limit=500),
        Question(f"child{number}_age", Kind.LINE, dict.fromkeys(THE_FORMS, AGE)),
        Question(
            f"child{number}_lives", Kind.ONE_OF, dict.fromkeys(THE_FORMS, Wording(N_("Where does the child live now?"), options=LIVES)), options=tuple(LIVES)
        ),
    )
    more = Question(f"child{number}_more", Kind.ONE_OF, MORE_CHILDREN.wording, options=MORE_CHILDREN.options)
    return asked if number == MOST else (*asked, more)
