"""Questions about how it is safe to reach somebody: each channel has an answer of its own (practice F-10).

An option of SAFE_PHONE, SAFE_EMAIL or SAFE_POST that was not ticked is not safe.
"""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.text import N_

PHONE = Question(
    "phone",
    Kind.PHONE,
    {Audience.PARENT: Wording(N_("What is your phone number?"), missing=N_("Write a number that we can ring"))},
    limit=50,
    autofill="tel",
)

SAFE_PHONE = Question(
    "safe_phone",
    Kind.ANY_OF,
    {
        Audience.PARENT: Wording(
            N_("On this number, is it safe to do these things?"),
            N_("Tick all that are safe. We will not do the others."),
            options={
                "ring": N_("Ring you"),
                "voicemail": N_("Leave a voicemail"),
                "text": N_("Send a text"),
                "say_who": N_("Say who we are, if someone else picks up"),
            },
        )
    },
    options=("ring", "voicemail", "text", "say_who"),
)

EMAIL = Question(
    "email",
    Kind.EMAIL,
    {Audience.PARENT: Wording(N_("What is your e-mail address?"))},
    limit=254,
    autofill="email",
)

SAFE_EMAIL = Question(
    "safe_email",
    Kind.ANY_OF,
    {
        Audience.PARENT: Wording(
            N_("At this e-mail address, is it safe to do these things?"),
            N_("Tick all that are safe. We will not do the others."),
            options={
                "email": N_("Send a short e-mail that says nothing about you"),
                "email_letters": N_("E-mail our letters to you"),
            },
        )
    },
    options=("email", "email_letters"),
)

ADDRESS = Question(
    "address",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("What is your address?"))},
    limit=500,
    autofill="street-address",
)

SAFE_POST = Question(
    "safe_post",
    Kind.ANY_OF,
    {
        Audience.PARENT: Wording(
            N_("Is it safe to write to you there?"),
            N_("Could someone else open your post?"),
            options={"post": N_("Yes, post letters to this address")},
        )
    },
    options=("post",),
)

BEST_TIMES = Question(
    "best_times",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("When is it safe to ring you?"), N_("For example: on weekdays before 3 pm."))},
)

LANGUAGE = Question(
    "language",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("Which language do you want to use?"))},
    limit=100,
    autofill="language",
)

INTERPRETER = Question(
    "interpreter",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Do you want an interpreter?"), N_("It is free."), options={"yes": N_("Yes"), "no": N_("No")})},
    options=("yes", "no"),
)
