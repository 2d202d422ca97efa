"""Every public sentence stands in every language, with its gaps and all its plural forms."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ar", "cy", "pl", "ro", "uk", "ur")
MARKS = {"N_": None, "_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "_l": None, "lazy_gettext": None}
GAP = re.compile(r"%\(\w+\)[sd]|%%")
MARKUP = re.compile(r"</?\w+[^>]*>")


@cache
def english() -> dict[str, tuple[str, ...]]:
    """Each sentence that the public can read, as translations/babel.cfg says from where; with its plural."""
    with (ROOT / "translations" / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords=MARKS, directory_filter=lambda path: "/." not in path and "/tests" not in path)
    sentences = {}
    for _, _, message, _, _ in found:
        forms = (message,) if isinstance(message, str) else tuple(one for one in message if one)
        sentences[forms[0]] = max(forms, sentences.get(forms[0], ()), key=len)
    return sentences


@cache
def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def forms_of(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_sentence_is_missing(language: str) -> None:
    assert len(english()) > 400
    missing = [first for first in english() if not (found := catalogue(language).get(first)) or not all(forms_of(found)) or found.fuzzy]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_gaps_and_markup_are_those_of_the_english(language: str) -> None:
    wrong = []
    for message in catalogue(language):
        first = message.id[0] if isinstance(message.id, tuple) else message.id
        if not first:
            continue
        wanted = {*GAP.findall("".join(english().get(first, (first,))))}
        for form in forms_of(message):
            has = set(GAP.findall(form))
            may_leave_out = isinstance(message.id, tuple)  # "one minute" needs no number
            if not (has <= wanted and (may_leave_out or has == wanted)) or sorted(MARKUP.findall(form)) != sorted(MARKUP.findall(first)):
                wrong.append((first, form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_as_many_plurals_as_the_language_has(language: str) -> None:
    known = catalogue(language)
    assert known.plural_forms == Catalog(language).plural_forms
    assert all(len(forms_of(message)) == known.num_plurals for message in known if isinstance(message.id, tuple))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_in_its_own_script(language: str) -> None:
    """A catalogue of English sentences, or of another language's letters, is no translation."""
    own = {"ar": "\u0600-\u06ff", "ur": "\u0600-\u06ff", "uk": "\u0400-\u04ff"}.get(language)
    texts = [form for message in catalogue(language) for form in forms_of(message) if len(form) > 25 and message.id]
    if own:
        assert [text for text in texts if not re.search(f"[{own}]", text)] == []
    plain = [message for message in catalogue(language) if isinstance(message.id, str) and len(message.id) > 25]
    same = [message.id for message in plain if message.id == message.string]
    assert same == []
