"""Questions about danger now, and about what should wait (practice F-02, F-05)."""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO, YES_NO_NOT_SURE
from portal.text import N_

ALL = (Audience.PARENT, Audience.ADVOCATE, Audience.PASS_ON)
CAN_IT = N_("We will ask whether it can wait. We cannot promise that it will.")

IN_DANGER = Question(
    "in_danger",
    Kind.ONE_OF,
    dict.fromkeys(ALL, Wording(N_("Is anyone in danger now?"), options=YES_NO_NOT_SURE)),
    options=("yes", "no", "not_sure"),
)

WAIT_WHAT = Question(
    "wait_what",
    Kind.TEXT,
    dict.fromkeys(ALL, Wording(N_("What is about to happen?"), N_("For example: a child is moving, or a visit will stop."))),
    limit=2_000,
)

WAIT_WHO = Question(
    "wait_who",
    Kind.LINE,
    dict.fromkeys(ALL, Wording(N_("Who decided it, if you know?"), N_("A name or a team."))),
)

WAIT_WHEN = Question(
    "wait_when",
    Kind.LINE,
    dict.fromkeys(ALL, Wording(N_("When?"), N_("A day, a date or your best guess."))),
)

WAIT = Question(
    "wait",
    Kind.ONE_OF,
    {
        **dict.fromkeys(
            (Audience.PARENT, Audience.ADVOCATE),
            Wording(N_("Is something about to happen that you want us to stop or wait with?"), CAN_IT, options=YES_NO),
        ),
        Audience.PASS_ON: Wording(N_("Is something about to happen that should wait?"), CAN_IT, options=YES_NO),
    },
    options=("yes", "no"),
    reveals={"yes": (WAIT_WHAT, WAIT_WHO, WAIT_WHEN)},
)

NOW_WHAT = Question(
    "now_what",
    Kind.TEXT,
    dict.fromkeys(ALL, Wording(N_("What is happening?"), N_("A few words are enough."))),
    limit=2_000,
)

NOW_WHERE = Question(
    "now_where",
    Kind.LINE,
    dict.fromkeys(ALL, Wording(N_("Where is the person who is in danger?"), N_("We cannot find you or contact you unless you tell us how."))),
    limit=500,
)

NOW_HOW = Question(
    "now_how",
    Kind.LINE,
    dict.fromkeys(ALL, Wording(N_("How can we reach you, and when is it safe?"), N_("For example: ring 01632 960 001, not after 6 pm."))),
    limit=500,
)

NOW_REACH = Question(
    "now_reach",
    Kind.ONE_OF,
    dict.fromkeys(ALL, Wording(N_("Do you want us to contact you about this?"), options={"yes": N_("Yes"), "no": N_("No, do not contact me")})),
    options=("yes", "no"),
    reveals={"yes": (NOW_HOW,)},
)
