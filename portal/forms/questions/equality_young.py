"""Equality questions in a young person's words: the same keys and codes as the harmonised ones, shorter sentences.

The options are those of the harmonised questions, so that answers can be counted together (domain 6.2); the age bands are those a
young person can be in.
"""

from collections.abc import Mapping
from dataclasses import replace

from portal.forms.model import Audience, Question, Wording
from portal.forms.questions import equality as asks
from portal.text import N_


def _in_their_words(question: Question, ask: str, hint: str = "", options: tuple[str, ...] = (), reveals: Mapping[str, Question] | None = None) -> Question:
    """A question asked more simply; `options`: fewer of them, where not all can be theirs."""
    kept = (*options, asks.PREFER_NOT) if options else question.options
    known = question.wording[Audience.SELF].options
    under = {option: (one,) for option, one in (reveals or {}).items()}
    return replace(question, wording={Audience.SELF: Wording(ask, hint, {key: known[key] for key in kept})}, options=kept, reveals=under)


AGE = _in_their_words(asks.AGE, N_("How old are you?"), options=("under_16", "16_17", "18_24"))
SEX = _in_their_words(asks.SEX, N_("What is your sex?"))
CONDITION_LIMITS = _in_their_words(asks.CONDITION_LIMITS, N_("Does it make it harder to do things each day?"))
CONDITION = _in_their_words(
    asks.CONDITION,
    N_("Do you have an illness or health problem that lasts a year or more?"),
    N_("It can be of your body or of your mind."),
    reveals={"yes": CONDITION_LIMITS},
)
ETHNIC = _in_their_words(asks.ETHNIC, N_("What is your ethnic group?"), N_("This is about where your family comes from. Choose what fits you best."))
RELIGION = _in_their_words(asks.RELIGION, N_("What is your religion?"), N_("It means what you believe in. It is fine to have none."))
CARING = _in_their_words(asks.CARING, N_("Do you look after someone who is ill, disabled or old?"), N_("Do not count a job you are paid for."))
CARE_EXPERIENCE = _in_their_words(asks.CARE_EXPERIENCE, N_("Have you ever been in care?"), N_("For example, in a foster home or a children’s home."))
GENDER = _in_their_words(asks.GENDER, N_("Is your gender the same as the sex you were given at birth?"), N_("Gender is who you feel you are."))
ORIENTATION = _in_their_words(asks.ORIENTATION, N_("Which of these fits you best?"), N_("This is about who you might fall in love with."))
MARITAL = _in_their_words(asks.MARITAL, N_("Are you married or in a civil partnership?"), N_("Choose what the law would say."))
PREGNANCY = _in_their_words(asks.PREGNANCY, N_("Are you having a baby, or did you have one in the last 12 months?"))
