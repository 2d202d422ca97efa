"""The grade of a letter: the formula's own numbers, syllables as a dictionary divides them, long words and jargon pointed out."""

import re

import pyphen
import pytest

from portal.casework.letters.grade import KNOWN, WORD, grade, reading, sentences, syllables
from portal.casework.letters.jargon import JARGON, found
from tests.reading import TEXTS

DIVIDED = {
    "cat": 1, "home": 1, "asked": 1, "wanted": 2, "people": 2, "review": 2, "going": 2, "advocate": 3, "family": 3, "guardian": 3,
    "accommodation": 5, "complaint": 2, "reference": 2, "various": 3, "the": 1, "H": 1,
}  # fmt: skip


@pytest.mark.parametrize("word", DIVIDED)
def test_syllables_are_those_that_are_heard(word: str) -> None:
    assert syllables(word) == DIVIDED[word]


def test_the_formula_is_flesch_and_kincaid_s() -> None:
    assert grade("The cat sat on the mat. We asked the family about it.") == round(0.39 * 6 + 11.8 * 15 / 12 - 15.59, 1)
    assert grade("") == grade("01234 5.\n\n2026") == 0


@pytest.mark.parametrize("text", TEXTS)
def test_counting_vowels_comes_close_to_hyphenation(text: str) -> None:
    """An independent count: where a dictionary of hyphens sees more parts than groups of vowels, it is right."""
    hyphens = pyphen.Pyphen(lang="en_GB")
    said = sentences(text)
    words = [word for one in said for word in WORD.findall(one)]
    parts = sum(syllables(word) if word.lower() in KNOWN else max(syllables(word), hyphens.inserted(word).count("-") + 1) for word in words)
    assert abs(max(0, 0.39 * len(words) / len(said) + 11.8 * parts / len(words) - 15.59) - grade(text)) <= 0.8  # a syllable in 15 words


def test_hard_words_are_pointed_out_once_with_plain_words_beside_them() -> None:
    shown = reading("Your Placement was moved. The placement is unsatisfactory. Unsatisfactory! [say why in statutory words]").hard
    assert shown == (("Placement", "where you live"), ("unsatisfactory", ""))


@pytest.mark.parametrize(("text", "hard"), [("Contact with your mum", True), ("No contact.", True), ("You can contact us", False), ("We contact you.", False)])
def test_contact_is_jargon_as_a_thing_and_not_as_something_done(text: str, hard: bool) -> None:
    assert bool(found(text)) is hard


def test_the_patterns_mean_the_same_in_a_browser() -> None:
    """No lookbehind (old Safari knows none), no names, no flags; each is found in its own plain form."""
    for said in JARGON:
        assert not re.search(r"\(\?(?![:!])", said), said
