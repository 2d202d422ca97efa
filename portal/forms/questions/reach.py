"""Questions about how it is safe to reach somebody, each channel with an answer of its own (practice F-10), and what they need.

An option of SAFE_PHONE, SAFE_EMAIL or SAFE_POST that was not ticked is not safe.
"""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO
from portal.text import N_

THE_FORMS = (Audience.PARENT, Audience.ADVOCATE)
TICK = N_("Tick all that are safe. We will not do the others.")
BEST = N_("For example: on weekdays before 3 pm.")

ON_THE_PHONE = {
    "ring": N_("Ring you"),
    "voicemail": N_("Leave a voicemail"),
    "text": N_("Send a text"),
    "say_who": N_("Say who we are, if someone else picks up"),
}
BY_EMAIL = {
    "email": N_("Send a short e-mail that says nothing about you"),
    "email_letters": N_("E-mail our letters to you"),
}
BY_POST = {"post": N_("Yes, post letters to this address")}

PHONE = Question(
    "phone",
    Kind.PHONE,
    dict.fromkeys(THE_FORMS, Wording(N_("What is your phone number?"), missing=N_("Write a number that we can ring"))),
    limit=50,
    autofill="tel",
)

SAFE_PHONE = Question(
    "safe_phone",
    Kind.ANY_OF,
    dict.fromkeys(THE_FORMS, Wording(N_("On this number, is it safe to do these things?"), TICK, options=ON_THE_PHONE)),
    options=tuple(ON_THE_PHONE),
)

BEST_TIMES = Question("best_times", Kind.LINE, dict.fromkeys(THE_FORMS, Wording(N_("When is it safe to ring you?"), BEST)))

EMAIL = Question("email", Kind.EMAIL, dict.fromkeys(THE_FORMS, Wording(N_("What is your e-mail address?"))), limit=254, autofill="email")

SAFE_EMAIL = Question(
    "safe_email",
    Kind.ANY_OF,
    dict.fromkeys(THE_FORMS, Wording(N_("At this e-mail address, is it safe to do these things?"), TICK, options=BY_EMAIL)),
    options=tuple(BY_EMAIL),
)

ADDRESS = Question("address", Kind.TEXT, dict.fromkeys(THE_FORMS, Wording(N_("What is your address?"))), limit=500, autofill="street-address")

SAFE_POST = Question(
    "safe_post",
    Kind.ANY_OF,
    dict.fromkeys(THE_FORMS, Wording(N_("Is it safe to write to you there?"), N_("Could someone else open your post?"), options=BY_POST)),
    options=tuple(BY_POST),
)

LANGUAGE = Question("language", Kind.LINE, dict.fromkeys(THE_FORMS, Wording(N_("Which language do you want to use?"))), limit=100, autofill="language")

INTERPRETER = Question(
    "interpreter",
    Kind.ONE_OF,
    dict.fromkeys(THE_FORMS, Wording(N_("Do you want an interpreter?"), N_("It is free."), options=YES_NO)),
    options=("yes", "no"),
)

EASIER = {
    "large_print": N_("Large print"),
    "braille": N_("Braille"),
    "audio": N_("Audio"),
    "easy_read": N_("Short words and pictures"),
    "bsl": N_("British Sign Language (BSL)"),
    "help_reading": N_("Help with reading"),
    "help_writing": N_("Help with writing"),
    "quiet_place": N_("A quiet place to meet"),
    "other": N_("Something else"),
}

ADJUST_HOW = Question("adjust_how", Kind.TEXT, dict.fromkeys(THE_FORMS, Wording(N_("What would help?"))), limit=2_000)

ADJUSTMENTS = Question(
    "adjustments",
    Kind.ANY_OF,
    {
        Audience.PARENT: Wording(N_("What would make it easier for you?"), N_("Tick all that would help."), options=EASIER),
        Audience.ADVOCATE: Wording(N_("What would make it easier for you or the child?"), N_("Tick all that would help."), options=EASIER),
    },
    options=tuple(EASIER),
    reveals={"other": (ADJUST_HOW,)},
)
