"""Which languages there are, who checked them, and which sentences of each are checked (practice F-06)."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from babel import Locale
from babel.support import NullTranslations, Translations

from portal.settings import TRANSLATIONS, Settings

SOURCE = "en"


@dataclass(frozen=True)
class Review:
    """Who checked a language and when, and the marks of the sentences as they then stood."""

    by: str
    on: date
    marks: frozenset[str]


def there_are() -> tuple[str, ...]:
    """The languages that have a catalogue, by code."""
    return tuple(sorted(path.parents[1].name for path in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po")))


def switched_on(settings: Settings) -> tuple[str, ...]:
    """The languages a page may be in, the council's own first. A demonstration shows every one, checked or not."""
    chosen = there_are() if settings.demo else [one for one in settings.council.languages if review_of(one)]
    return tuple(dict.fromkeys([settings.council.language, SOURCE, *chosen]))


def unchecked(settings: Settings) -> tuple[str, ...]:
    """Languages the council switched on that nobody has checked: the portal does not answer the public with them."""
    wanted = dict.fromkeys([settings.council.language, *settings.council.languages])
    return tuple(one for one in wanted if one != SOURCE and review_of(one) is None)


def own_name(language: str) -> str:
    """What a language calls itself."""
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=64)
def review_of(language: str, folder: Path = TRANSLATIONS) -> Review | None:
    """What translations/<language>/REVIEWED says, or None where nobody has checked it."""
    path = folder / language / "REVIEWED"
    if not path.exists():
        return None
    table = tomllib.loads(path.read_text("utf-8"))
    return Review(table["by"], table["on"], frozenset(table["sentences"]))


def write_review(language: str, by: str, on: date, folder: Path = TRANSLATIONS) -> int:
    """Write that a named person checked every sentence as it stands now; returns how many."""
    marks = sorted(marks_of(_read(language, folder)).values())
    lines = [f"by = {_quoted(by)}", f"on = {on.isoformat()}", "sentences = [", *(f'  "{one}",' for one in marks), "]", ""]
    (folder / language / "REVIEWED").write_text("\n".join(lines), "utf-8")
    review_of.cache_clear()
    return len(marks)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "").replace('"', "'").replace("\n", " ") + '"'


@lru_cache(maxsize=64)
def catalogue(language: str, *, with_unchecked: bool, folder: Path = TRANSLATIONS) -> NullTranslations:
    """A language's sentences. One that was changed, in English or in the language, since somebody checked it is not among
    them: the English stands there until it is checked again."""
    translations = _read(language, folder)
    if with_unchecked or not isinstance(translations, Translations):
        return translations
    review = review_of(language, folder)
    good = review.marks if review else frozenset()
    bad = {key for key, mark in marks_of(translations).items() if mark not in good}
    kept = {key: text for key, text in _sentences(translations) if _english(key) not in bad}
    translations._catalog = kept  # gettext has no other way to leave a sentence out
    return translations


def marks_of(translations: NullTranslations) -> dict[str, str]:
    """A mark for each sentence: it changes when the English or the translation, in any of its plural forms, does."""
    forms: dict[str, list[str]] = {}
    for key, text in sorted(_sentences(translations), key=lambda one: (_english(one[0]), one[0] if isinstance(one[0], tuple) else ())):
        forms.setdefault(_english(key), []).append(text)
    return {english: sha256("\0".join([english, *texts]).encode()).hexdigest()[:16] for english, texts in forms.items()}


def fallen_back(language: str, folder: Path = TRANSLATIONS) -> list[tuple[str, str]]:
    """The sentences that wait to be checked again: the English, and the translation that is not shown."""
    translations, review = _read(language, folder), review_of(language, folder)
    good = review.marks if review else frozenset()
    waiting = {key for key, mark in marks_of(translations).items() if mark not in good}
    return [(_english(key), text) for key, text in _sentences(translations) if _english(key) in waiting]


def _read(language: str, folder: Path) -> NullTranslations:
    return Translations.load(folder, [language])


Key = str | tuple[str, int]


def _sentences(translations: NullTranslations) -> Iterator[tuple[Key, str]]:
    """Without the catalogue's own head, whose key is empty."""
    pairs: Iterable[tuple[Key, str]] = getattr(translations, "_catalog", {}).items()
    return (pair for pair in pairs if pair[0])


def _english(key: Key) -> str:
    return key[0] if isinstance(key, tuple) else key
