"""What a worker is asked who hands on what they heard: two pages, two minutes, no account (practice F-27)."""

from portal.forms.catalogue.ends import CHECK, HELP_NOW
from portal.forms.model import Audience, Form, Heading, Page
from portal.forms.questions import child, danger, pass_on
from portal.text import N_

ME = Audience.PASS_ON

HEARD = Page(
    "heard",
    (pass_on.SAID, pass_on.HEARD_ON, danger.IN_DANGER, danger.WAIT),
    {ME: Heading(N_("Pass on what you heard"))},
    must=frozenset({"said", "heard_on"}),
    seconds=55,
)
WORKER = Page(
    "worker",
    (
        *(pass_on.PERSON_NAME, pass_on.PERSON_IS, pass_on.PERSON_KNOWS, pass_on.PERSON_REACH, child.CHILD_NAME),
        *(pass_on.WORKER_NAME, pass_on.WORKER_ROLE, pass_on.WORKER_TEAM, pass_on.WORKER_PHONE, pass_on.WORKER_EMAIL),
    ),
    {ME: Heading(N_("About them, and about you"), before=(N_("We may have a question. You do not have to tell us who you are."),))},
    seconds=40,
    may_autofill=True,
)

PASS_ON = Form(
    "pass_on",
    ME,
    (HEARD, HELP_NOW, WORKER, CHECK),
    then={
        "": (
            N_("The complaints team reads it first. They get in touch with the person in the way you said is safe."),
            N_("The time to answer runs from the day you heard it."),
            N_("Tell the person that you passed it on, if that is safe."),
        )
    },
    by_when=N_("Somebody will write to them by %(day)s, if there is a safe way."),
)
