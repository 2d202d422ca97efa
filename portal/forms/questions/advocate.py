"""Questions to somebody who speaks for a child or young person (domain: who may not, and what the child agreed to)."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO
from portal.text import N_

ROLES = {
    "advocate": N_("Advocate"),
    "solicitor": N_("Solicitor"),
    "relative": N_("Someone in the family"),
    "friend": N_("Friend"),
    "carer": N_("Carer"),
    "other": N_("Someone else"),
}
BARS = {
    "subject": N_("It is about me, or it may be"),
    "manages_them": N_("I manage someone it is about"),
    "manages_service": N_("I manage the service it is about"),
    "controls_money": N_("I decide about the money of that service"),
    "will_decide": N_("I will help to decide on it for the council"),
    "none": N_("None of these"),
}
STATUSES = {
    "looked_after": N_("The child is in care"),
    "in_need": N_("There is a child in need plan"),
    "protection": N_("There is a child protection plan"),
    "care_leaver": N_("They have left care"),
    "other": N_("Something else"),
    "not_sure": N_("I am not sure"),
}
ANSWERS = {
    "letter": N_("In a letter"),
    "message": N_("In a message on this site"),
    "call": N_("In a phone call"),
    "meeting": N_("At a meeting"),
    "through_me": N_("Through me"),
}
GIVEN = {"written": N_("In writing"), "spoken": N_("They said so"), "recorded": N_("It was recorded"), "other": N_("In another way")}

ADV_NAME = Question("adv_name", Kind.LINE, {Audience.ADVOCATE: Wording(N_("What is your name?"))}, autofill="name")

ADV_ORGANISATION = Question(
    "adv_organisation",
    Kind.LINE,
    {Audience.ADVOCATE: Wording(N_("Who do you work for?"), N_("Leave it empty if you do this by yourself."))},
    autofill="organization",
)

ADV_ROLE = Question("adv_role", Kind.ONE_OF, {Audience.ADVOCATE: Wording(N_("What are you to the child?"), options=ROLES)}, options=tuple(ROLES))

THE_BARS = Question(
    "bars",
    Kind.ANY_OF,
    {
        Audience.ADVOCATE: Wording(
            N_("Is any of this true of you?"),
            N_("The law does not let some people speak for a child. We look at what you tell us, whatever you tick."),
            options=BARS,
        )
    },
    options=tuple(BARS),
)

INSTRUCTED = Question(
    "instructed",
    Kind.ONE_OF,
    {
        Audience.ADVOCATE: Wording(
            N_("Did the child or young person ask you to tell us this?"),
            options={
                "yes": N_("Yes"),
                "best_interests": N_("No. They cannot say what they want, so I do what is best for them"),
                "not_sure": N_("I am not sure"),
            },
        )
    },
    options=("yes", "best_interests", "not_sure"),
)

CHILD_STATUS = Question(
    "child_status",
    Kind.ONE_OF,
    {Audience.ADVOCATE: Wording(N_("Which of these fits the child best?"), options=STATUSES)},
    options=tuple(STATUSES),
)

CHILD_REACH = Question(
    "child_reach",
    Kind.TEXT,
    {Audience.ADVOCATE: Wording(N_("How is it safe to reach the child or young person?"), N_("For example: through you only. We use no other way."))},
    limit=1_000,
)

MUST_NOT_SEE = Question(
    "must_not_see",
    Kind.TEXT,
    {
        Audience.ADVOCATE: Wording(
            N_("Who must not see this?"),
            N_(
                "Some people may need to know so that we can sort it out. "
                "We will tell you who before we tell them, unless we think you or someone else could be hurt."
            ),
        )
    },
    limit=2_000,
)

CONSENT_HOW = Question("consent_how", Kind.ONE_OF, {Audience.ADVOCATE: Wording(N_("How did they agree?"), options=GIVEN)}, options=tuple(GIVEN))

CONSENT_ON = Question("consent_on", Kind.DATE, {Audience.ADVOCATE: Wording(N_("On which day?"), N_("For example, 27 3 2026."))}, is_past=True)

CONSENT_UNTIL = Question(
    "consent_until", Kind.DATE, {Audience.ADVOCATE: Wording(N_("Until which day does it count?"), N_("Leave it empty if there is no last day."))}
)

CONSENT_COMPLAIN = Question(
    "consent_complain",
    Kind.ONE_OF,
    {
        Audience.ADVOCATE: Wording(
            N_("Does the child or young person agree to this complaint?"),
            N_("If you cannot say yet, go on. We do not turn it away."),
            options={**YES_NO, "not_yet": N_("Not yet")},
        )
    },
    options=("yes", "no", "not_yet"),
    reveals={"yes": (CONSENT_HOW, CONSENT_ON, CONSENT_UNTIL)},
)

ANSWER_HOW = Question(
    "answer_how",
    Kind.ANY_OF,
    {Audience.ADVOCATE: Wording(N_("How do they want our answer?"), N_("Tick all that are fine."), options=ANSWERS)},
    options=tuple(ANSWERS),
)
