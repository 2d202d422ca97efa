"""Questions to a young person who wants a form on paper: nothing is posted before they said that post is safe for them (practice F-10)."""

from collections.abc import Mapping
from dataclasses import replace

from portal.forms.model import Audience, Question, Wording
from portal.forms.questions import paper
from portal.forms.ways import WAYS
from portal.text import N_


def of_the_young(question: Question, ask: str, hint: str = "", missing: str = "", options: Mapping[str, str] | None = None) -> Question:
    """A question of the page for everybody, in words for young people."""
    said = options or {}
    return replace(question, wording={Audience.YOUNG: Wording(ask, hint, said, missing)}, options=tuple(said))


FORM = of_the_young(
    paper.FORM,
    N_("Which form do you want?"),
    missing=N_("Choose a form"),
    options={str(way.audience): way.name for way in WAYS},
)
FORMAT = of_the_young(paper.FORMAT, N_("How big should the letters be?"), options={"normal": N_("Big"), "large": N_("Very big")})

MY_NAME = of_the_young(paper.NAME, N_("What name should be on the envelope?"), N_("Any name that gets it to you."), N_("Write a name for the envelope"))
MY_ADDRESS = of_the_young(paper.ADDRESS, N_("Where should we post it?"), missing=N_("Write the address"))

THEIR_NAME = of_the_young(paper.NAME, N_("Who do you trust?"), N_("Ask them first, if you can. Their name goes on the envelope."), N_("Write their name"))
THEIR_ADDRESS = of_the_young(paper.ADDRESS, N_("Where should we post it?"), N_("It can be a school, an office or a home."), N_("Write the address"))

CALLED = of_the_young(paper.NAME, N_("What name will you say when you come?"), N_("Any name is fine."), N_("Write a name"))
