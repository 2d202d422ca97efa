"""Whether somebody on duty can read what was written: by the page's language, by its letters and, for English, by its everyday words.

It decides one thing only: words that may be in a language nobody reads are looked at now (practice F-07). A wrong guess costs a look.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from babel import Locale

SCRIPTS = {
    **dict.fromkeys(("ar", "fa", "ku", "ps", "sd", "ug", "ur"), "ARABIC"),
    **dict.fromkeys(("be", "bg", "kk", "mk", "mn", "ru", "sr", "uk"), "CYRILLIC"),
    **{"am": "ETHIOPIC", "bn": "BENGALI", "el": "GREEK", "gu": "GUJARATI", "he": "HEBREW", "hi": "DEVANAGARI", "ja": "CJK", "ko": "HANGUL"},
    **{"ne": "DEVANAGARI", "pa": "GURMUKHI", "si": "SINHALA", "ta": "TAMIL", "te": "TELUGU", "th": "THAI", "ti": "ETHIOPIC", "zh": "CJK"},
}
"""The letters of languages that are not written in Latin ones, by the first word of their Unicode names."""

OWN_LETTERS = {"pl": "ąćęłńóśźż", "ro": "ăâîșşțţ", "cy": "âêîôûŵŷáéíóúẃýàèìòùẁỳäëïöüẅÿ"}
"""What some languages in Latin letters add to A to Z; English adds none."""

EVERYDAY = frozenset(
    """all an and are as at be been but by can could did do does for from had has have he her him his how i if in is it me my no not of on or our
    out said she so that the their them then there they this to told up us want was we went were what when which who why will with would you your""".split()
)
FEW_WORDS = 10
"""Fewer words than this say nothing of their language."""

_WORD = re.compile(r"[^\W\d_]+")


def is_unreadable(language: str, texts: Iterable[str], reads: Collection[str]) -> bool:
    """Whether nobody who reads only `reads` (language codes) can be expected to read this. `language`: of the page it was written on."""
    if _code(language) not in {_code(one) for one in reads}:
        return True
    text = " ".join(texts)
    return _has_strange_script(text, reads) or _has_strange_latin(text, reads) or _has_no_everyday_words(text, reads)


def language_said(text: str) -> str | None:
    """The code of the one language that somebody named in English or in its own name ('Polish', 'po polsku' is not one), or None."""
    named = _names()
    whole = " ".join(text.casefold().split())
    found = {named[whole]} if whole in named else {named[word] for word in _WORD.findall(whole) if word in named}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    english = Locale.parse("en").languages
    own = {code: Locale.parse(code).get_display_name(code) or code for code in ("ar", "cy", "pl", "ro", "uk", "ur")}
    return {**{name.casefold(): code for code, name in english.items() if "_" not in code}, **{name.casefold(): code for code, name in own.items()}}


def _code(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _has_strange_script(text: str, reads: Collection[str]) -> bool:
    """A tenth of the letters, and at least ten, are of a script that nobody reads."""
    read = {"LATIN", *(SCRIPTS.get(_code(one), "LATIN") for one in reads)}
    letters = sum(1 for sign in text if sign.isalpha())
    strange = sum(1 for sign in text if not sign.isascii() and sign.isalpha() and unicodedata.name(sign, "LATIN").split()[0] not in read)
    return strange >= 10 and strange * 10 >= letters


def _has_strange_latin(text: str, reads: Collection[str]) -> bool:
    """One word in six, and at least three, holds a letter that no language somebody reads has; a name or two does not."""
    known = set("".join(OWN_LETTERS.get(_code(one), "") for one in reads))
    words = _WORD.findall(text.lower())
    strange = [word for word in words if any(not sign.isascii() and sign not in known for sign in word)]
    return len(strange) >= 3 and len(strange) * 6 >= len(words)


def _has_no_everyday_words(text: str, reads: Collection[str]) -> bool:
    """Hardly a word of everyday English. Where somebody reads another language in Latin letters too, this says nothing."""
    if any(_code(one) != "en" and _code(one) not in SCRIPTS for one in reads):
        return False
    words = _WORD.findall(text.lower())
    return len(words) >= FEW_WORDS and sum(word in EVERYDAY for word in words) * 10 < len(words)
