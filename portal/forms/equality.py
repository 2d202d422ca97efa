"""The equality forms: about the person, shorter for whoever is under 16, in a young person's words, about the child; and what is kept of their answers.

Offered after sending and never needed. Nobody under 16 is asked more than age, sex, ethnic group, health and religion.
"""

from collections.abc import Mapping
from types import MappingProxyType

from portal.forms.model import Answers, Audience, Form, Heading, Page, Question
from portal.forms.questions import equality as asks
from portal.forms.questions import equality_young as young
from portal.text import N_

SIXTEEN = N_("If you are 16 or over")


def _pages(audience: Audience, *pages: tuple[str, tuple[Question, ...], str]) -> tuple[Page, ...]:
    return tuple(Page(key, questions, {audience: Heading(title)} if title else {}, seconds=15) for key, questions, title in pages)


HEALTH = ("health", (asks.CONDITION,), "")
ETHNIC = ("ethnic", (asks.ETHNIC,), "")
RELIGION = ("religion", (asks.RELIGION,), "")
YOU = ("you", (asks.AGE, asks.SEX), N_("About you"))

ABOUT_YOU = Form(
    "equality",
    Audience.SELF,
    _pages(
        Audience.SELF,
        YOU,
        HEALTH,
        ETHNIC,
        RELIGION,
        ("care", (asks.CARING, asks.CARE_EXPERIENCE), N_("Care")),
        ("gender", (asks.GENDER, asks.ORIENTATION), SIXTEEN),
        ("family", (asks.MARITAL, asks.PREGNANCY), SIXTEEN),
    ),
)
UNDER_16 = Form("equality_under_16", Audience.SELF, _pages(Audience.SELF, YOU, HEALTH, ETHNIC, RELIGION))
_YOUNG_PAGES = _pages(
    Audience.SELF,
    ("young_you", (young.AGE, young.SEX), N_("About you")),
    ("young_health", (young.CONDITION,), ""),
    ("young_ethnic", (young.ETHNIC,), ""),
    ("young_religion", (young.RELIGION,), ""),
    ("young_care", (young.CARE_EXPERIENCE, young.CARING), N_("Care")),
    ("young_gender", (young.GENDER, young.ORIENTATION), N_("About you")),
    ("young_family", (young.MARITAL, young.PREGNANCY), N_("Family")),
)
YOUNG = Form("equality_young", Audience.SELF, _YOUNG_PAGES[:4], face="young")
YOUNG_FROM_16 = Form("equality_young_16", Audience.SELF, _YOUNG_PAGES, face="young")
"""A child or young person is asked what may be asked of anybody; the rest only after they said that they are 16 or over."""

IS_16 = frozenset(young.AGE.options) - {"under_16", asks.PREFER_NOT}
ABOUT_CHILD = Form(
    "equality_child",
    Audience.CHILD,
    _pages(Audience.CHILD, ("child", (asks.AGE_OF_CHILD, asks.SEX), N_("About the child")), HEALTH, ETHNIC, RELIGION),
)
RECORD: Mapping[Audience, Form] = {
    Audience.SELF: Form("equality_record", Audience.SELF, _pages(Audience.SELF, YOU, HEALTH, ETHNIC)),
    Audience.CHILD: Form("equality_record_child", Audience.CHILD, ABOUT_CHILD.pages[:3]),
}
"""What the social care record may add: age band, sex, health and ethnic group (practice F-41)."""

FORMS: Mapping[Audience, Form] = {Audience.SELF: ABOUT_YOU, Audience.CHILD: ABOUT_CHILD}

DISABLED, ETHNIC_GROUP = "disabled", "ethnic_group"
_HEALTH = ("condition", "condition_limits", DISABLED)
ALSO: Mapping[str, tuple[str, ...]] = {"condition": _HEALTH, DISABLED: _HEALTH, "ethnic": ("ethnic", ETHNIC_GROUP)}
"""A question answered again takes these with it; what is derived from it is kept beside it."""

ONLY_RECORDED: Mapping[str, frozenset[str]] = {"sex": frozenset({"transgender"}), DISABLED: frozenset({"yes", "no"})}
"""What an earlier system kept and no page offers: kept from a record as it stands there."""

NOTHING: Mapping[str, frozenset[str]] = MappingProxyType({})

FROM_16 = frozenset(asked.key for page in ABOUT_YOU.pages[len(UNDER_16.pages) :] for asked in page.asked())
"""What is kept of nobody who said that they are under 16."""


def kept(form: Form, answers: Answers, beside: Mapping[str, frozenset[str]] = NOTHING) -> dict[str, str]:
    """Question -> code of the form's answers that were given, and what follows from them.

    beside: codes that may be kept without being offered. Questions left empty are not in it, so that an earlier answer stays.
    Raises ValueError for what the form does not ask.
    """
    given = {key: str(code) for key, code in answers.items() if code}
    for key, code in given.items():
        question = form.question(key)
        if code not in (question.options if question else ()) and code not in beside.get(key, ()):
            raise ValueError(f"{form.key} has no {key} {code}")
    if ethnic := given.get("ethnic"):
        given[ETHNIC_GROUP] = ethnic if ethnic == asks.PREFER_NOT else ethnic.partition("_")[0]
    if given.get("condition") != "yes":
        given.pop("condition_limits", None)
    if disabled := _disabled(given):
        given[DISABLED] = disabled
    return _of_age(given)


def _disabled(given: Mapping[str, str]) -> str:
    """Equality Act 2010, section 6: a lasting condition that reduces what somebody can do; "" where it cannot be known.
    What a record says of it stands where the two questions were not answered."""
    condition, limits = given.get("condition", ""), given.get("condition_limits", "")
    if condition == "yes":
        return {"a_lot": "yes", "a_little": "yes", "not_at_all": "no", asks.PREFER_NOT: asks.PREFER_NOT}.get(limits, "")
    return condition or given.get(DISABLED, "")


def _of_age(given: dict[str, str]) -> dict[str, str]:
    return {key: code for key, code in given.items() if key not in FROM_16} if given.get("age") == "under_16" else given
