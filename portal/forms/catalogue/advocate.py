"""What somebody is asked who speaks for a child or young person: their own words apart, and only the consent that matters now (practice F-30)."""

from portal.forms.catalogue.ends import CHECK, HELP_NOW, READ_BY, SAFETY, WRITTEN_BY
from portal.forms.catalogue.parent import CHILD as PARENTS_CHILD
from portal.forms.catalogue.parent import CHILDREN as PARENTS_CHILDREN
from portal.forms.catalogue.parent import NEEDS as PARENTS_NEEDS
from portal.forms.catalogue.parent import REACH as PARENTS_REACH
from portal.forms.model import Audience, Form, Heading, Page
from portal.forms.questions import advocate, child, matter
from portal.text import N_

ME = Audience.ADVOCATE


STORY = Page(
    "story",
    (matter.STORY, matter.OWN_WORDS, matter.PUT_RIGHT),
    {ME: Heading(N_("What they want to tell us"))},
    must=frozenset({"story"}),
    seconds=150,
)
YOU = Page(
    "you",
    (advocate.ADV_NAME, advocate.ADV_ORGANISATION, advocate.ADV_ROLE, advocate.INSTRUCTED, advocate.THE_BARS),
    {ME: Heading(N_("About you"))},
    seconds=30,
    may_autofill=True,
)
CHILD = Page(
    PARENTS_CHILD.key,
    (child.CHILD_NAME, child.CHILD_AGE, child.CHILD_LIVES, advocate.CHILD_STATUS, advocate.CHILD_REACH, advocate.MUST_NOT_SEE, child.MORE_CHILDREN),
    {ME: Heading(N_("About the child or young person"))},
    seconds=45,
)
CHILDREN = tuple(Page(page.key, page.questions, {ME: Heading(N_("About another child"))}, when=page.when, seconds=20) for page in PARENTS_CHILDREN)
CONSENT = Page("consent", (advocate.CONSENT_COMPLAIN,), {ME: Heading(N_("What the child or young person agreed to"))})
REACH = Page(
    PARENTS_REACH.key,
    PARENTS_REACH.questions,
    {ME: Heading(N_("How is it safe to reach you?"), before=(N_("Give as many or as few as you like. A phone number is enough."),))},
    seconds=40,
    may_autofill=True,
)
NEEDS = Page(
    PARENTS_NEEDS.key, (advocate.ANSWER_HOW, *PARENTS_NEEDS.questions), {ME: Heading(N_("How to answer, and what would help"))}, seconds=15, may_autofill=True
)

ADVOCATE = Form(
    "advocate",
    ME,
    (STORY, SAFETY, HELP_NOW, YOU, CHILD, *CHILDREN, CONSENT, REACH, NEEDS, CHECK),
    says={"kind": "complaint"},
    then={"": READ_BY},
    by_when=WRITTEN_BY,
)
