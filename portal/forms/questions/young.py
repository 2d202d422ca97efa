"""What a young person is asked, each question in three ways: in words, in words and pictures, mostly in pictures (practice F-04, F-05, F-10, F-53).

Nothing here asks for a full name, an address, an account, a social worker's name or a category.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions import danger, matter, reach
from portal.text import E_, N_

Three = Mapping[Audience, Wording]
YES_NO = {"yes": N_("Yes"), "no": N_("No")}
TICKED_IS_SAFE = N_("Tick all that are safe. We will not do the others.")


def in_three_ways(words: Wording, easy: Wording | None = None, pictures: Wording | None = None) -> Three:
    """The wording of each way; a way without words of its own has those of the way with more."""
    easy = easy or words
    return {Audience.YOUNG: words, Audience.YOUNG_EASY: easy, Audience.YOUNG_PICTURES: pictures or easy}


def as_asked(question: Question, wording: Three, **changes: Any) -> Question:
    """A question that adults are asked too: the same key, limit and kind, in a young person's words."""
    return replace(question, wording=wording, autofill="", **{"reveals": {}, **changes})


KIND = Question(
    "kind",
    Kind.ONE_OF,
    in_three_ways(
        Wording(
            N_("What do you want to tell us?"),
            N_("Is something wrong? Then you can make a complaint. It means: you tell us, we look into it, and we answer you."),
            {
                "complaint": N_("I’m not happy about something"),
                "compliment": N_("I want to say thank you"),
                "comment": N_("I have an idea"),
                "help": N_("I need help now"),
            },
            missing=N_("Choose one, then go on"),
        ),
        Wording(
            E_("What do you want to tell us?"),
            E_("Is something wrong? You can make a complaint. A complaint means: you tell us what is wrong. We look into it. Then we answer you."),
            {
                "complaint": E_("I’m not happy about something"),
                "compliment": E_("I want to say thank you"),
                "comment": E_("I have an idea"),
                "help": E_("I need help now"),
            },
            missing=E_("Choose one, then go on"),
        ),
        Wording(
            E_("What is it?"),
            "",
            {"complaint": E_("Something is wrong"), "compliment": E_("Thank you"), "comment": E_("An idea"), "help": E_("Help me now")},
            missing=E_("Choose one"),
        ),
    ),
    options=("complaint", "compliment", "comment", "help"),
    pictures={"complaint": "unhappy", "compliment": "thanks", "comment": "idea", "help": "help"},
)

STORY = as_asked(
    matter.STORY,
    in_three_ways(
        Wording(N_("Tell us about it"), N_("Use your own words. Spelling does not matter. A few words are enough.")),
        Wording(E_("Tell us about it"), E_("Use your own words. Spelling does not matter. A few words are enough.")),
        Wording(E_("Tell us"), E_("You can write here.")),
    ),
)

CALL_ME = Question(
    "call_me",
    Kind.ANY_OF,
    in_three_ways(
        Wording(N_("Would you rather talk?"), N_("We ask for your number later."), {"yes": N_("Ask someone to call me")}),
        Wording(E_("Would you rather talk?"), E_("We ask for your number later."), {"yes": E_("Ask someone to call me")}),
        Wording(E_("Or talk"), "", {"yes": E_("Call me")}),
    ),
    options=("yes",),
    pictures={"yes": "call"},
)

IN_DANGER = as_asked(
    danger.IN_DANGER,
    in_three_ways(
        Wording(N_("Are you safe right now?"), options={"no": N_("Yes, I am safe"), "not_sure": N_("I am not sure"), "yes": N_("No, I am not safe")}),
        Wording(E_("Are you safe right now?"), options={"no": E_("Yes, I am safe"), "not_sure": E_("I am not sure"), "yes": E_("No, I am not safe")}),
        Wording(E_("Are you safe now?"), options={"no": E_("Safe"), "not_sure": E_("Not sure"), "yes": E_("Not safe")}),
    ),
    options=("no", "not_sure", "yes"),
    pictures={"no": "safe", "not_sure": "not_sure", "yes": "not_safe"},
)

WAIT_WHAT = as_asked(danger.WAIT_WHAT, in_three_ways(Wording(N_("What is going to happen?")), Wording(E_("What is going to happen?")), Wording(E_("What?"))))
WAIT_WHEN = as_asked(
    danger.WAIT_WHEN, in_three_ways(Wording(N_("When?"), N_("A day, a date or your best guess.")), Wording(E_("When?"), E_("A day or your best guess.")))
)

WAIT = as_asked(
    danger.WAIT,
    in_three_ways(
        Wording(N_("Is something going to happen soon that you do not want?"), danger.CAN_IT, YES_NO),
        Wording(E_("Will something happen soon that you do not want?"), E_("We will ask if it can wait. We cannot promise that it will."), YES_NO),
        Wording(E_("Must something wait?"), E_("We will ask. We cannot promise."), YES_NO),
    ),
    reveals={"yes": (WAIT_WHAT, WAIT_WHEN)},
    pictures={"yes": "wait", "no": "no"},
)

PUT_RIGHT = as_asked(
    matter.PUT_RIGHT,
    in_three_ways(
        Wording(N_("What would make it better?"), N_("Someone could say sorry. Someone could explain. Or something could change.")),
        Wording(E_("What would make it better?"), E_("Someone could say sorry. Someone could explain. Or something could change.")),
        Wording(E_("What would make it better?")),
    ),
)

ADVOCATE_NAME = Question(
    "advocate_name",
    Kind.LINE,
    in_three_ways(Wording(N_("Who is it?"), N_("A first name is enough.")), Wording(E_("Who is it?"), E_("A first name is enough."))),
)
WITH_ADULT = Question(
    "with_adult",
    Kind.ONE_OF,
    in_three_ways(Wording(N_("Is a grown-up with you right now?"), N_("If so, we ask you again another time."), YES_NO)),
    options=("yes", "no"),
)
ADVOCATE_WANTED = Question(
    "advocate_wanted",
    Kind.ONE_OF,
    in_three_ways(
        Wording(
            N_("Would you like someone on your side?"),
            options={"yes": N_("Yes, please"), "no": N_("No"), "more": N_("Tell me more first"), "have_one": N_("I have one")},
        ),
        Wording(
            E_("Would you like someone on your side?"),
            options={"yes": E_("Yes, please"), "no": E_("No"), "more": E_("Tell me more first"), "have_one": E_("I have one")},
        ),
        Wording(E_("Do you want one?"), options={"yes": E_("Yes"), "no": E_("No"), "more": E_("Tell me more"), "have_one": E_("I have one")}),
    ),
    options=("yes", "no", "more", "have_one"),
    reveals={"no": (WITH_ADULT,), "have_one": (ADVOCATE_NAME,)},
    pictures={"yes": "yes", "no": "no", "more": "question", "have_one": "side"},
)

NAME = Question(
    "name",
    Kind.LINE,
    in_three_ways(
        Wording(N_("What can we call you?"), N_("Any name is fine.")),
        Wording(E_("What can we call you?"), E_("Any name is fine.")),
    ),
)

_BY_PHONE, _BY_EMAIL = ("talk_how", "phone"), ("talk_how", "email")
_ON_THE_PHONE = {
    "ring": N_("Ring me"),
    "voicemail": N_("Leave a voicemail"),
    "text": N_("Send a text"),
    "say_who": N_("Say who you are, if someone else picks up"),
}
_IN_A_MAIL = {"email": N_("Send a short e-mail that says nothing about me"), "email_letters": N_("E-mail your letters to me")}

PHONE = as_asked(reach.PHONE, in_three_ways(Wording(N_("What is your number?"))), only_with=_BY_PHONE)
SAFE_PHONE = as_asked(reach.SAFE_PHONE, in_three_ways(Wording(N_("What is safe on this number?"), TICKED_IS_SAFE, _ON_THE_PHONE)), only_with=_BY_PHONE)
BEST_TIMES = as_asked(
    reach.BEST_TIMES, in_three_ways(Wording(N_("When is it safe to ring you?"), N_("For example: after school, before 5 pm."))), only_with=_BY_PHONE
)
EMAIL = as_asked(reach.EMAIL, in_three_ways(Wording(N_("What is your e-mail address?"), N_("Can anyone else read it?"))), only_with=_BY_EMAIL)
SAFE_EMAIL = as_asked(reach.SAFE_EMAIL, in_three_ways(Wording(N_("What is safe at this address?"), TICKED_IS_SAFE, _IN_A_MAIL)), only_with=_BY_EMAIL)
TRUSTED = Question(
    "trusted",
    Kind.LINE,
    in_three_ways(Wording(N_("Who is it, and how can we reach them?"), N_("We ask you first what we may tell them."))),
    limit=500,
    only_with=("talk_how", "someone"),
)

TALK_HOW = Question(
    "talk_how",
    Kind.ANY_OF,
    in_three_ways(
        Wording(
            N_("How can we talk to you?"),
            TICKED_IS_SAFE,
            {"page": N_("I will look here"), "phone": N_("By phone"), "email": N_("By e-mail"), "someone": N_("Through someone I trust")},
        ),
        Wording(
            E_("How can we talk to you?"),
            E_("Tick all that are safe. We will not use the others."),
            {"page": E_("I will look here"), "phone": E_("By phone"), "email": E_("By e-mail"), "someone": E_("Through someone I trust")},
        ),
        Wording(E_("How can we talk?"), "", {"page": E_("Here"), "phone": E_("Phone"), "email": E_("E-mail"), "someone": E_("Someone I trust")}),
    ),
    options=("page", "phone", "email", "someone"),
    reveals={"phone": (PHONE, SAFE_PHONE, BEST_TIMES), "email": (EMAIL, SAFE_EMAIL), "someone": (TRUSTED,)},
    pictures={"page": "look_here", "phone": "phone", "email": "email", "someone": "side"},
)

MUST_NOT_SEE = Question(
    "must_not_see",
    Kind.TEXT,
    in_three_ways(
        Wording(N_("Who must not see this?"), N_("For example: a worker, a carer or someone in your family.")),
        Wording(E_("Who must not see this?"), E_("A worker? A carer? Someone in your family?")),
        Wording(E_("Who must not see it?")),
    ),
    limit=2_000,
)

NOW_WHAT = as_asked(danger.NOW_WHAT, in_three_ways(Wording(N_("What is happening?"), N_("A few words are enough.")), None, Wording(E_("What is happening?"))))
NOW_WHERE = as_asked(danger.NOW_WHERE, in_three_ways(Wording(N_("Where are you?"), N_("We cannot find you or contact you unless you tell us how."))))
NOW_HOW = as_asked(
    danger.NOW_HOW, in_three_ways(Wording(N_("How can we reach you, and when is it safe?"), N_("For example: text 01632 960 001, not after 6 pm.")))
)
NOW_REACH = as_asked(
    danger.NOW_REACH,
    in_three_ways(Wording(N_("Do you want us to contact you about this?"), options={"yes": N_("Yes"), "no": N_("No, do not contact me")})),
    reveals={"yes": (NOW_HOW,)},
    pictures={"yes": "talk", "no": "no"},
)
