"""Words that no young person is to read from us, and plain words to say instead.

The letter form points them out and never blocks; tests/guards/test_young_words.py keeps them out of every text of ours.
"""

import re
from collections.abc import Mapping

from portal.text import N_

JARGON: Mapping[str, str] = {
    r"placements?": N_("where you live"),
    r"contact(?! (?:us|you|me|them|him|her|somebody|someone)\b)": N_("seeing your family"),
    r"LAC": N_("in care"),
    r"CLA": N_("in care"),
    r"looked[- ]after": N_("in care"),
    r"respite": N_("a short stay away"),
    r"siblings?": N_("brothers and sisters"),
    r"birth (?:parents?|mother|father)": N_("mum, dad or their names"),
    r"allegations?": N_("what somebody said"),
    r"procedures?": N_("how we do it"),
    r"statutory": N_("what the law says"),
    r"multi[- ]agency": N_("people who work together"),
    r"safeguarding": N_("keeping you safe"),
    r"IRO": N_("the person who runs your review"),
    r"independent reviewing officers?": N_("the person who runs your review"),
    r"PEP": N_("your school plan"),
    r"EHCP": N_("your plan for help at school"),
    r"LADO": N_("the person who checks on staff"),
    r"MASH": N_("the team that keeps children safe"),
    r"stakeholders?": N_("people"),
    r"service users?": N_("you"),
    r"complainants?": N_("you"),
    r"upheld": N_("you were right about"),
    r"investigat(?:e|es|ed|ing|ions?|ors?)": N_("look into"),
    r"assessments?": N_("finding out what you need"),
    r"interventions?": N_("help"),
    r"disclos(?:e|es|ed|ing|ures?)": N_("tell"),
    r"challenging behaviours?": N_("how you showed that you were upset"),
    r"absconded": N_("went away without telling"),
    r"peers": N_("friends, or people your age"),
    r"in accordance with": N_("as it says in"),
    r"regarding": N_("about"),
    r"stage (?:1|2|3|one|two|three)": N_("our first, second or last answer"),
    r"submit(?:s|ted|ting)?": N_("send"),
    r"invalid": N_("say what is wrong with it"),
    r"error": N_("something went wrong"),
    r"closed": N_("we have answered"),
    r"confidential": N_("say who sees it"),
    r"resolv(?:e|es|ed|ing)": N_("put right"),
    r"escalat(?:e|es|ed|ing)": N_("ask somebody else to look"),
}
"""A pattern (the same for Python and JavaScript; letters of any size) -> plain words."""

_EACH = [(re.compile(rf"\b(?:{said})\b", re.IGNORECASE), plain) for said, plain in JARGON.items()]


def found(text: str) -> list[tuple[str, str]]:
    """(the words as they stand in the text, what to say instead), each once, in the order of the text."""
    hits = sorted((hit.start(), hit.group(), plain) for one, plain in _EACH for hit in one.finditer(text))
    first: dict[str, tuple[str, str]] = {}
    for _, word, plain in hits:
        first.setdefault(word.casefold(), (word, plain))
    return list(first.values())
