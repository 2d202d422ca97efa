"""Questions to a worker who heard something and hands it on (practice F-27)."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO_NOT_SURE
from portal.text import N_

ME = Audience.PASS_ON

THEY_ARE = {"child": N_("A child or young person"), "parent": N_("A parent"), "carer": N_("A carer"), "other": N_("Someone else")}
ROLES = {
    "social_worker": N_("Social worker"),
    "reviewing_officer": N_("Reviewing officer"),
    "carer": N_("Carer"),
    "residential": N_("Worker in a children’s home"),
    "school": N_("School staff"),
    "health": N_("Health worker"),
    "other": N_("Something else"),
}

SAID = Question(
    "said",
    Kind.TEXT,
    {ME: Wording(N_("What did they tell you?"), N_("Use their own words where you can."), missing=N_("Write a few words about what they told you"))},
    limit=50_000,
)

HEARD_ON = Question(
    "heard_on",
    Kind.DATE,
    {
        ME: Wording(
            N_("When did you first hear it?"),
            N_("For example, 27 3 2026. We count the days from this one."),
            missing=N_("Write the day when you first heard it"),
        )
    },
    is_past=True,
)

PERSON_NAME = Question("person_name", Kind.LINE, {ME: Wording(N_("Who told you?"), N_("A name, if you know it."))})

PERSON_IS = Question("person_is", Kind.ONE_OF, {ME: Wording(N_("Who are they?"), options=THEY_ARE)}, options=tuple(THEY_ARE))

PERSON_KNOWS = Question(
    "person_knows",
    Kind.ONE_OF,
    {ME: Wording(N_("Do they know that you are telling us?"), options=YES_NO_NOT_SURE)},
    options=("yes", "no", "not_sure"),
)

PERSON_REACH = Question(
    "person_reach",
    Kind.TEXT,
    {ME: Wording(N_("How is it safe to reach them?"), N_("For example: by phone after school, not at home."))},
    limit=1_000,
)

WORKER_NAME = Question("worker_name", Kind.LINE, {ME: Wording(N_("What is your name?"))}, autofill="name")

WORKER_ROLE = Question("worker_role", Kind.ONE_OF, {ME: Wording(N_("What is your job?"), options=ROLES)}, options=tuple(ROLES))

WORKER_TEAM = Question("worker_team", Kind.LINE, {ME: Wording(N_("Which team, school or home are you with?"))}, autofill="organization")

WORKER_PHONE = Question("worker_phone", Kind.PHONE, {ME: Wording(N_("What is your work phone number?"))}, limit=50, autofill="tel")

WORKER_EMAIL = Question("worker_email", Kind.EMAIL, {ME: Wording(N_("What is your work e-mail address?"))}, limit=254, autofill="email")
