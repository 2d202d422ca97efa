"""Questions about what stands around a complaint: unfair treatment (practice F-42), whom they told, courts, and how long ago."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO, YES_NO_NOT_SURE
from portal.text import N_

PROTECTED = {
    "age": N_("Age"),
    "disability": N_("Disability"),
    "gender_reassignment": N_("Being trans"),
    "marriage": N_("Being married or in a civil partnership"),
    "pregnancy": N_("Being pregnant or having a baby"),
    "race": N_("Race, colour or where you come from"),
    "religion": N_("Religion or belief"),
    "sex": N_("Being a man or a woman"),
    "sexual_orientation": N_("Being gay, lesbian, bi or straight"),
}
"""The nine protected characteristics of the Equality Act 2010, section 4, in plain words."""

COURTS = {
    "family_court": N_("The family court"),
    "tribunal": N_("A tribunal, for example about a school"),
    "police": N_("The police"),
    "other_court": N_("Another court"),
    "disciplinary": N_("An employer who looks at what a worker did"),
}

UNFAIR_BECAUSE = Question(
    "unfair_because",
    Kind.ANY_OF,
    {Audience.PARENT: Wording(N_("What was it because of?"), N_("Tick all that fit."), options=PROTECTED)},
    options=tuple(PROTECTED),
)

UNFAIR_HOW = Question("unfair_how", Kind.TEXT, {Audience.PARENT: Wording(N_("How were you treated?"))}, limit=5_000)

UNFAIR = Question(
    "unfair",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Do you think you were treated unfairly because of who you are?"), options=YES_NO_NOT_SURE)},
    options=("yes", "no", "not_sure"),
)

TOLD_WHOM = Question("told_whom", Kind.LINE, {Audience.PARENT: Wording(N_("Who did you tell?"), N_("A name or a team."))}, limit=500)

TOLD_SAID = Question("told_said", Kind.TEXT, {Audience.PARENT: Wording(N_("What did they say or do?"))}, limit=5_000)

TOLD_BEFORE = Question(
    "told_before",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Have you told anyone about this before?"), options=YES_NO)},
    options=("yes", "no"),
    reveals={"yes": (TOLD_WHOM, TOLD_SAID)},
)

COURT = Question(
    "court",
    Kind.ANY_OF,
    {
        Audience.PARENT: Wording(
            N_("Is any of this with one of these now?"),
            N_("It does not stop you. It helps us to see what we can look at now."),
            options=COURTS,
        )
    },
    options=tuple(COURTS),
)

COURT_WHAT = Question(
    "court_what",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("If so, what is it about? Is there a date?"))},
    limit=500,
)

YEAR_WHY = Question("year_why", Kind.TEXT, {Audience.PARENT: Wording(N_("What made it hard to tell us before?"))}, limit=5_000)

OVER_A_YEAR = Question(
    "over_a_year",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Did it happen more than a year ago?"), N_("Tell us all the same. We may still be able to look at it."), options=YES_NO_NOT_SURE
        )
    },
    options=("yes", "no", "not_sure"),
    reveals={"yes": (YEAR_WHY,)},
)
