"""Equality questions: the harmonised ones of the Government Statistical Service, with no box to write in and 'Prefer not to say' in each.

Ethnic groups are the nineteen of the Census 2021 (England and Wales). Whether somebody is disabled is never asked: it follows
from two answers (Equality Act 2010, section 6). Sex and gender identity are two questions.
"""

from collections.abc import Mapping

from portal.forms.model import Audience, Kind, Question, Wording
from portal.text import N_

YES, NO = N_("Yes"), N_("No")
PREFER_NOT = "prefer_not"
PREFER = N_("Prefer not to say")


def _asked(key: str, options: Mapping[str, str], of_self: str, of_child: str = "", hint: str = "", reveals: Mapping[str, Question] | None = None) -> Question:
    """A question with 'Prefer not to say' at its end; without `of_child` it is asked only of the person about themself."""
    every = {**options, PREFER_NOT: PREFER}
    wording = {Audience.SELF: Wording(of_self, hint, every)} | ({Audience.CHILD: Wording(of_child, hint, every)} if of_child else {})
    return Question(key, Kind.ONE_OF, wording, options=tuple(every), reveals={option: (under,) for option, under in (reveals or {}).items()})


AGE = _asked(
    "age",
    {
        "under_16": N_("Under 16"),
        "16_17": N_("16 or 17"),
        "18_24": N_("18 to 24"),
        "25_34": N_("25 to 34"),
        "35_44": N_("35 to 44"),
        "45_54": N_("45 to 54"),
        "55_64": N_("55 to 64"),
        "65_over": N_("65 or over"),
    },
    N_("How old are you?"),
)

AGE_OF_CHILD = _asked(
    "age",
    {
        "under_5": N_("Under 5"),
        "5_9": N_("5 to 9"),
        "10_15": N_("10 to 15"),
        "16_17": N_("16 or 17"),
        "18_over": N_("18 or over"),
    },
    N_("How old are you?"),
    N_("How old is the child?"),
)

SEX = _asked("sex", {"female": N_("Female"), "male": N_("Male")}, N_("What is your sex?"), N_("What is the child’s sex?"))

CONDITION_LIMITS = _asked(
    "condition_limits",
    {"a_lot": N_("Yes, a lot"), "a_little": N_("Yes, a little"), "not_at_all": N_("Not at all")},
    N_("Do any of your conditions or illnesses reduce your ability to carry out day to day activities?"),
    N_("Do any of the child’s conditions or illnesses reduce their ability to carry out day to day activities?"),
)
CONDITION = _asked(
    "condition",
    {"yes": YES, "no": NO},
    N_("Do you have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?"),
    N_("Does the child have any physical or mental health conditions or illnesses lasting or expected to last 12 months or more?"),
    reveals={"yes": CONDITION_LIMITS},
)

BACKGROUNDS: Mapping[str, Mapping[str, str]] = {
    "white": {
        "british": N_("English, Welsh, Scottish, Northern Irish or British"),
        "irish": N_("Irish"),
        "gypsy": N_("Gypsy or Irish Traveller"),
        "roma": N_("Roma"),
        "other": N_("Any other White background"),
    },
    "mixed": {
        "caribbean": N_("White and Black Caribbean"),
        "african": N_("White and Black African"),
        "asian": N_("White and Asian"),
        "other": N_("Any other Mixed or multiple ethnic background"),
    },
    "asian": {
        "indian": N_("Indian"),
        "pakistani": N_("Pakistani"),
        "bangladeshi": N_("Bangladeshi"),
        "chinese": N_("Chinese"),
        "other": N_("Any other Asian background"),
    },
    "black": {
        "caribbean": N_("Caribbean"),
        "african": N_("African"),
        "other": N_("Any other Black, Black British, or Caribbean background"),
    },
    "other": {"arab": N_("Arab"), "any": N_("Any other ethnic group")},
}

ETHNIC_GROUPS: Mapping[str, str] = {
    "white": N_("White"),
    "mixed": N_("Mixed or multiple ethnic groups"),
    "asian": N_("Asian or Asian British"),
    "black": N_("Black, Black British, Caribbean or African"),
    "other": N_("Other ethnic group"),
}
"""The headings under which the nineteen stand; a code begins with its heading's."""

ETHNIC = _asked(
    "ethnic",
    {f"{group}_{key}": words for group, backgrounds in BACKGROUNDS.items() for key, words in backgrounds.items()},
    N_("What is your ethnic group?"),
    N_("What is the child’s ethnic group?"),
)

RELIGION = _asked(
    "religion",
    {
        "none": N_("No religion"),
        "christian": N_("Christian, of any church"),
        "buddhist": N_("Buddhist"),
        "hindu": N_("Hindu"),
        "jewish": N_("Jewish"),
        "muslim": N_("Muslim"),
        "sikh": N_("Sikh"),
        "other": N_("Any other religion"),
    },
    N_("What is your religion?"),
    N_("What is the child’s religion?"),
)

CARING = _asked(
    "caring",
    {
        "none": NO,
        "9_or_less": N_("Yes, 9 hours a week or less"),
        "10_19": N_("Yes, 10 to 19 hours a week"),
        "20_34": N_("Yes, 20 to 34 hours a week"),
        "35_49": N_("Yes, 35 to 49 hours a week"),
        "50_over": N_("Yes, 50 hours a week or more"),
    },
    N_("Do you look after someone because they are ill, disabled or old?"),
    hint=N_("Do not count what you do as paid work."),
)

CARE_EXPERIENCE = _asked("care_experience", {"yes": YES, "no": NO}, N_("Have you ever been in care?"))

GENDER = _asked("gender", {"same": YES, "not_same": NO}, N_("Is the gender you identify with the same as your sex registered at birth?"))

ORIENTATION = _asked(
    "orientation",
    {
        "straight": N_("Heterosexual or straight"),
        "gay": N_("Gay or lesbian"),
        "bisexual": N_("Bisexual"),
        "other": N_("Other"),
    },
    N_("Which of the following best describes your sexual orientation?"),
)

MARITAL = _asked(
    "marital",
    {
        "single": N_("Never married and never registered in a civil partnership"),
        "married": N_("Married"),
        "partnership": N_("In a registered civil partnership"),
        "separated": N_("Separated, but still legally married"),
        "separated_partnership": N_("Separated, but still legally in a civil partnership"),
        "divorced": N_("Divorced"),
        "dissolved": N_("Formerly in a civil partnership which is now legally dissolved"),
        "widowed": N_("Widowed"),
        "surviving_partner": N_("Surviving partner from a registered civil partnership"),
    },
    N_("What is your legal marital or registered civil partnership status?"),
)

PREGNANCY = _asked(
    "pregnancy",
    {"yes": YES, "no": NO},
    N_("Are you pregnant, have you had a baby in the last 12 months, or are you on maternity leave?"),
)
