"""Which kinds of danger a text may speak of, by the lists danger_words.toml and danger_phrases.toml. It only raises: no kind found says nothing at all."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from portal.text import N_

LIST = Path(__file__).with_name("danger_words.toml")
PHRASES = Path(__file__).with_name("danger_phrases.toml")

NAMES: Mapping[str, str] = {
    "hurt": N_("somebody is hurt or hit"),
    "sexual": N_("sexual harm"),
    "self": N_("suicide or self-harm"),
    "run": N_("running away, missing or shut out"),
    "threat": N_("a threat"),
    "neglect": N_("no food, left alone, or locked in"),
    "fear": N_("fear"),
    "help": N_("a call for help"),
    "secret": N_("told to keep a secret"),
    "weapon": N_("a weapon"),
    "drugs": N_("drugs or alcohol"),
    "exploit": N_("exploitation or force"),
    "abroad": N_("taken abroad, forced marriage or cutting"),
}
"""The kinds of the list, as staff read them."""

NEAR = 3
FAR = 6
"""Words that may stand in between where the list writes '..' or '...'."""

LONG, LONGEST = 7, 20
"""A word of so many letters is also found with one of them wrong; one that is longer than the second is no word."""

STEM = 3
"""The shortest beginning of a word that the list may give with a '*'."""

_APOSTROPHES = str.maketrans("", "", "'’‘`´ʼ")
_SIGNS = re.compile(r"(?<=[a-z])[0134@$*]+(?=[a-z])")
_SIGN = str.maketrans("0134@$", "oieaas", "*")
_SPELT = re.compile(r"\b[a-z](?:[ .\-][a-z]){2,}\b")
_TWICE = re.compile(r"([a-z])\1+")
_TOKEN = re.compile(r"[a-z0-9]+|[.!?;]")
_END = frozenset(".!?;")


@dataclass
class _List:
    """The list as bits: a place of a phrase is a bit, and what a word stands for are the bits of the places it may fill.

    words, stems: the bits by whole word and by beginning. others: the bits of places that take any word but some (without).
    starts: first places; ends: last ones, by kind. gaps: the places after which one, two ... words may come between.
    """

    words: dict[str, int] = field(default_factory=dict)
    stems: dict[str, int] = field(default_factory=dict)
    without: dict[str, int] = field(default_factory=dict)
    near: dict[str, int] = field(default_factory=dict)
    others: int = 0
    starts: int = 0
    ends: dict[str, int] = field(default_factory=dict)
    gaps: list[int] = field(default_factory=lambda: [0] * FAR)
    size: int = 0
    meant: frozenset[str] = frozenset()


def raises(text: str) -> frozenset[str]:
    """The codes of the kinds (NAMES) that a text may speak of. Negation is not read. Time grows with the length of the text alone."""
    known = _list()
    seen: dict[str, int] = {}
    before = [0] * (FAR + 1)  # the places filled by the word before, the one before that, and so on
    filled = 0
    for word in _words(text):
        if word not in seen:
            seen[word] = known.others if word in _END else _places(known, word)
        ready = before[0]
        for places, gap in zip(before[1:], known.gaps, strict=True):
            ready |= places & gap
        now = (ready << 1 | known.starts) & seen[word]
        filled |= now
        before = [0] * (FAR + 1) if word in _END else [now, *before[:-1]]
    return frozenset(kind for kind, ends in known.ends.items() if filled & ends)


def _words(text: str) -> Iterator[str]:
    """The words of a text in the form of the list, and the signs that end a phrase."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES)
    if not plain.isascii():
        plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    plain = _SIGNS.sub(lambda found: found[0].translate(_SIGN), plain)
    plain = _SPELT.sub(lambda found: re.sub(r"[^a-z]", "", found[0]), plain)
    return (found[0] for found in _TOKEN.finditer(_TWICE.sub(r"\1", plain) + "."))


def _fold(word: str) -> str:
    return _TWICE.sub(r"\1", word.translate(_APOSTROPHES))


def _places(known: _List, word: str) -> int:
    """The places that a word may fill."""
    places = known.words.get(word, 0)
    for length in range(STEM, min(len(word), LONGEST) + 1):
        places |= known.stems.get(word[:length], 0)
    if not places and LONG <= len(word) <= LONGEST and word not in known.meant:
        for near in _one_wrong(word):
            places |= known.near.get(near, 0)
    return places | (known.others & ~known.without.get(word, 0))


def _one_wrong(word: str) -> Iterator[str]:
    """The word, and the word without each of its letters but the first: two words that share one of these differ by about one letter."""
    yield word
    for place in range(1, len(word)):
        yield word[:place] + word[place + 1 :]


@lru_cache(maxsize=1)
def _list() -> _List:
    told: dict[str, Any] = tomllib.loads(LIST.read_text("utf-8"))
    groups = {name: words.split() for name, words in told["groups"].items()}
    known = _List(meant=frozenset(_fold(word) for word in told["meant"].split()))
    for kind, phrases in tomllib.loads(PHRASES.read_text("utf-8")).items():
        for phrase in phrases:
            _add(known, kind, phrase.split(), groups)
    for word, places in list(known.words.items()):
        if len(word) >= LONG:
            for near in _one_wrong(word):
                known.near[near] = known.near.get(near, 0) | places
    return known


def _add(known: _List, kind: str, phrase: Iterable[str], groups: Mapping[str, list[str]]) -> None:
    """One phrase: its places follow one another."""
    known.starts |= 1 << known.size
    for part in phrase:
        if set(part) == {"."}:
            for gap in range(NEAR if part == ".." else FAR):
                known.gaps[gap] |= 1 << known.size - 1
            continue
        _place(known, part, groups)
        known.size += 1
    known.ends[kind] = known.ends.get(kind, 0) | 1 << known.size - 1


def _place(known: _List, part: str, groups: Mapping[str, list[str]]) -> None:
    bit = 1 << known.size
    words, by_word = part, known.words
    if part.startswith("not:"):
        words, by_word = part.removeprefix("not:"), known.without
        known.others |= bit
    for word in _spread(words, groups):
        by, one = (known.stems, _fold(word[:-1])) if word.endswith("*") else (by_word, _fold(word))
        by[one] = by.get(one, 0) | bit


def _spread(part: str, groups: Mapping[str, list[str]]) -> Iterator[str]:
    for word in part.split("/"):
        if word.startswith("{"):
            yield from groups[word.strip("{}")]
        else:
            yield word
