"""Questions about the second of two who tell us together: who they are, and how it is safe to reach them (practice F-12).

An option of WITH_SAFE_PHONE, WITH_SAFE_EMAIL or WITH_SAFE_POST that was not ticked is not safe.
"""

from portal.forms.model import Audience, Kind, Question, Wording
from portal.forms.questions.answered import YES_NO_NOT_SURE
from portal.forms.questions.person import RELATIONS
from portal.forms.questions.reach import BEST, TICK
from portal.text import N_

ME = Audience.PARENT

ON_THE_PHONE = {
    "ring": N_("Ring them"),
    "voicemail": N_("Leave a voicemail"),
    "text": N_("Send a text"),
    "say_who": N_("Say who we are, if someone else picks up"),
}
BY_EMAIL = {"email": N_("Send a short e-mail that says nothing about them"), "email_letters": N_("E-mail our letters to them")}
BY_POST = {"post": N_("Yes, post letters to this address")}
CODES = {"show": N_("Show it here, they are with me now"), "later": N_("Give it to them yourselves, this is safer")}

WITH_NAME = Question("with_name", Kind.LINE, {ME: Wording(N_("What is their name?"))})

WITH_RELATION = Question("with_relation", Kind.ONE_OF, {ME: Wording(N_("Who are they to the child?"), options=RELATIONS)}, options=tuple(RELATIONS))

WITH_RESPONSIBLE = Question(
    "with_responsible",
    Kind.ONE_OF,
    {ME: Wording(N_("Are they legally responsible for the child?"), N_("Not sure is fine."), options=YES_NO_NOT_SURE)},
    options=tuple(YES_NO_NOT_SURE),
)

WITH_PHONE = Question("with_phone", Kind.PHONE, {ME: Wording(N_("What is their phone number?"))}, limit=50)

WITH_SAFE_PHONE = Question(
    "with_safe_phone",
    Kind.ANY_OF,
    {ME: Wording(N_("On this number, is it safe to do these things?"), TICK, options=ON_THE_PHONE)},
    options=tuple(ON_THE_PHONE),
)

WITH_BEST_TIMES = Question("with_best_times", Kind.LINE, {ME: Wording(N_("When is it safe to ring them?"), BEST)})

WITH_EMAIL = Question("with_email", Kind.EMAIL, {ME: Wording(N_("What is their e-mail address?"))}, limit=254)

WITH_SAFE_EMAIL = Question(
    "with_safe_email",
    Kind.ANY_OF,
    {ME: Wording(N_("At this e-mail address, is it safe to do these things?"), TICK, options=BY_EMAIL)},
    options=tuple(BY_EMAIL),
)

WITH_ADDRESS = Question("with_address", Kind.TEXT, {ME: Wording(N_("What is their address?"))}, limit=500)

WITH_SAFE_POST = Question(
    "with_safe_post",
    Kind.ANY_OF,
    {ME: Wording(N_("Is it safe to write to them there?"), N_("Could someone else open their post?"), options=BY_POST)},
    options=tuple(BY_POST),
)

WITH_CODE = Question(
    "with_code",
    Kind.ONE_OF,
    {ME: Wording(N_("How do they get their own code?"), N_("With it they can look without you. You cannot read what they write to us later."), options=CODES)},
    options=tuple(CODES),
)
