"""Questions to somebody who wants a form by post (seed A 4.3; practice F-10: nothing is posted where nobody said it is safe)."""

from collections.abc import Mapping

from portal.forms.model import Audience, Kind, Question, Wording
from portal.text import N_

WHICH: Mapping[str, str] = {
    Audience.PARENT: N_("For a parent, a carer or another adult"),
    Audience.ADVOCATE: N_("For an advocate, or somebody who speaks for a child"),
    Audience.PASS_ON: N_("For a worker who passes on what they heard"),
    Audience.YOUNG: N_("For a child or young person: words"),
    Audience.YOUNG_EASY: N_("For a child or young person: words and pictures"),
    Audience.YOUNG_PICTURES: N_("For a child or young person: mostly pictures"),
}
"""The forms there are to post, by the audience each is for."""

FORM = Question(
    "paper_form",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Which form do you want?"), options=WHICH, missing=N_("Choose a form"))},
    options=tuple(WHICH),
)

FORMAT = Question(
    "paper_format",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("How big should the letters be?"), options={"normal": N_("As in a letter"), "large": N_("Large print")})},
    options=("normal", "large"),
)

WHO = Question(
    "paper_who",
    Kind.ONE_OF,
    {Audience.PARENT: Wording(N_("Who is it for?"), options={"me": N_("For me"), "family": N_("For somebody I know or work with")})},
    options=("me", "family"),
)

NAME = Question(
    "paper_name",
    Kind.LINE,
    {Audience.PARENT: Wording(N_("What name should be on the envelope?"), missing=N_("Write a name for the envelope"))},
)

ADDRESS = Question(
    "paper_address",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("Where should we post it?"), N_("It can be another address, like a friend’s."), missing=N_("Write the address"))},
    limit=500,
)

SAFE = Question(
    "paper_safe",
    Kind.ONE_OF,
    {
        Audience.PARENT: Wording(
            N_("Is it safe to post it there?"),
            N_("The envelope is plain. Could somebody else open it?"),
            options={"yes": N_("Yes, it is safe"), "no": N_("No, or I am not sure")},
            missing=N_("Say whether it is safe"),
        )
    },
    options=("yes", "no"),
)

NEEDS = Question(
    "paper_needs",
    Kind.TEXT,
    {Audience.PARENT: Wording(N_("Do you need it in another way?"), N_("For example: in Braille, or in a language that is not here."))},
    limit=500,
)
