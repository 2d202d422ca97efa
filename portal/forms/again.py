"""What we ask somebody who has come back: one short page for each thing they can do, and the reminder of a saved form."""

from collections.abc import Mapping

from portal.forms.catalogue.young import ADVOCATE
from portal.forms.model import Audience, Form, Heading, Kind, Page, Question, Wording
from portal.forms.questions import reach
from portal.text import N_

LONGEST = 50_000
NOT_AT_ONCE = N_("We do not read messages at once. If someone is in danger, ring 999.")

MESSAGE = Question(
    "message",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("What do you want to tell us?"), N_("Spelling does not matter."), missing=N_("Write something here"))},
    limit=LONGEST,
)
ADDITION = Question(
    "addition",
    Kind.TEXT,
    {
        Audience.PARENT: Wording(
            N_("What do you want to add?"), N_("What you told us before stays as it was. This goes with it."), missing=N_("Write something here")
        )
    },
    limit=LONGEST,
)
WHY_STOP = Question(
    "why_stop", Kind.TEXT, {Audience.PARENT: Wording(N_("Do you want to say why?"), N_("In your own words. We keep them as they are."))}, limit=LONGEST
)
WHY_NEXT = Question(
    "why_next",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("Do you want to say what is still wrong?"), N_("You do not need to give a reason."))},
    limit=LONGEST,
)
FELT = Question(
    "felt",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("How did it feel to tell us?"),
            N_("Nobody can see that this came from you."),
            options={"good": N_("Good"), "neither": N_("Not good and not bad"), "bad": N_("Bad")},
        )
    },
    options=("good", "neither", "bad"),
)
TOLD_TEXT = Question(
    "told_text",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("How should it be?"), N_("Change the text as you like. We keep both."))},
    limit=LONGEST,
)
TOLD = Question(
    "told",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Is this what you told us?"), options={"yes": N_("Yes"), "changed": N_("No, change this")}, missing=N_("Choose yes, or change it")
        )
    },
    options=("yes", "changed"),
    reveals={"changed": (TOLD_TEXT,)},
)
SINCE = Question(
    "since",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Has anyone treated you, or the child you speak for, differently since you told us?"),
            N_("You are allowed to tell us. Nobody should punish you or treat you worse for it. If anybody does, tell us and we will act on it."),
            options={"better": N_("Better"), "same": N_("The same"), "worse": N_("Worse"), "rather_not": N_("I’d rather not say")},
            missing=N_("Choose an answer"),
        )
    },
    options=("better", "same", "worse", "rather_not"),
)
WITH_ADULT = Question(
    "with_adult",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Is a grown-up with you right now?"), options={"yes": N_("Yes"), "no": N_("No")})},
    options=("yes", "no"),
)
ADVOCATE_NAME = Question("advocate_name", Kind.LINE, {Audience.PARENT: Wording(N_("Who is it?"), N_("A first name is enough."))})
ADVOCATE_WANTED = Question(
    "advocate_wanted",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Would you like someone on your side now?"),
            options={"yes": N_("Yes, please"), "no": N_("No"), "have_one": N_("I have one")},
            missing=N_("Choose an answer"),
        )
    },
    options=("yes", "no", "have_one"),
    reveals={"no": (WITH_ADULT,), "have_one": (ADVOCATE_NAME,)},
)
REMIND_EMAIL = Question(
    "remind_email",
    Kind.EMAIL,
    {
        Audience.PARENT: Wording(
            N_("An e-mail address that nobody else reads"),
            N_("We send one short e-mail, 7 days before the end. It does not say what this is about."),
            missing=N_("Write an e-mail address"),
        )
    },
    limit=254,
)


def _form(key: str, questions: tuple[Question, ...], title: str, before: tuple[str, ...], must: frozenset[str] = frozenset()) -> Form:
    return Form(key, Audience.PARENT, (Page(key, questions, {Audience.PARENT: Heading(title, before)}, must=must),))


PARTS: Mapping[str, Form] = {
    one.key: one
    for one in (
        _form(
            "write",
            (MESSAGE,),
            N_("Write to us"),
            (N_("A person in the complaints team reads it by the next working day."), NOT_AT_ONCE),
            frozenset({"message"}),
        ),
        _form("add", (ADDITION,), N_("Add something"), (NOT_AT_ONCE,), frozenset({"addition"})),
        _form(
            "reach",
            (reach.PHONE, reach.SAFE_PHONE, reach.BEST_TIMES, reach.EMAIL, reach.SAFE_EMAIL, reach.ADDRESS, reach.SAFE_POST),
            N_("How is it safe to reach you?"),
            (
                N_("Write down all that is safe now. It takes the place of what you told us before."),
                N_("We tell nobody that it changed. We send nothing to the old number or address."),
                N_("Leave it all empty if nothing is safe. You can still look here."),
            ),
        ),
        _form(
            "talk",
            (reach.PHONE, reach.BEST_TIMES),
            N_("I would rather talk"),
            (N_("We ring you by the next working day. We do not leave a voicemail unless you told us that is safe."),),
            frozenset({"phone"}),
        ),
        _form(
            "next",
            (WHY_NEXT,),
            N_("Ask for the next stage"),
            (N_("You have the right to ask. Somebody who has had no part in this so far looks at it."),),
        ),
        _form(
            "unhappy",
            (WHY_NEXT,),
            N_("You are not happy with the answer"),
            (N_("There is no other stage with us. If you write to us, a person reads it and answers you."),),
        ),
        _form(
            "stop",
            (WHY_STOP,),
            N_("I want to stop"),
            (
                N_("You can stop at any time. We ask you first if somebody told you to stop."),
                N_("If somebody may not be safe, we must still act on that."),
                N_("You can change your mind. Come back here and write to us."),
            ),
        ),
        _form("told", (TOLD,), N_("What we wrote down"), (), frozenset({"told"})),
        _form(
            "helper",
            (),
            N_("Who speaks for you"),
            (
                N_("You can change who speaks for you at any time. You do not have to say why."),
                N_("From that moment they can see nothing of this any more."),
                N_("We ask you by the next working day if you want somebody else."),
            ),
        ),
        _form(
            "side",
            (ADVOCATE_WANTED,),
            N_("Someone on your side"),
            (ADVOCATE, N_("You can say yes or no. You can change your mind at any time.")),
            frozenset({"advocate_wanted"}),
        ),
        _form("since", (SINCE,), N_("Since you told us"), (), frozenset({"since"})),
        _form("felt", (FELT,), N_("How did it feel?"), ()),
    )
}
"""What can be done on the page of somebody who came back; the key stands in the address, so it names no topic."""

REMIND = _form("remind", (REMIND_EMAIL,), N_("Remind me"), (), frozenset({"remind_email"}))
"""A reminder of a saved form: only for who asks for it."""
