"""A translation is shown as a named person checked it; what changed since is English again (practice F-06)."""

from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from portal import language
from portal.settings import Council, Settings

HELLO, MINUTES = "If someone is in danger now, ring 999.", ("About %(num)s minute left.", "About %(num)s minutes left.")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    compile_to(tmp_path, {HELLO: "Jeśli ktoś jest teraz w niebezpieczeństwie, zadzwoń pod 999."})
    return tmp_path


def compile_to(folder: Path, sentences: dict[str, str]) -> None:
    catalogue = Catalog("pl")
    for english, text in sentences.items():
        catalogue.add(english, text)
    catalogue.add(MINUTES, ("Około %(num)s minuta.", "Około %(num)s minuty.", "Około %(num)s minut."))
    path = folder / "pl" / "LC_MESSAGES"
    path.mkdir(parents=True, exist_ok=True)
    with (path / "messages.mo").open("wb") as file:
        write_mo(file, catalogue)
    language.catalogue.cache_clear()


def read(folder: Path, english: str, *, with_unchecked: bool = False) -> str:
    return language.catalogue("pl", with_unchecked=with_unchecked, folder=folder).gettext(english)


def test_what_nobody_checked_is_english_but_in_a_demonstration(folder: Path) -> None:
    assert read(folder, HELLO) == HELLO
    assert read(folder, HELLO, with_unchecked=True).startswith("Jeśli")


def test_what_a_named_person_checked_is_shown_with_all_its_plurals(folder: Path) -> None:
    assert language.write_review("pl", 'Ewa "Nowak"', date(2026, 11, 20), folder) == 2
    review = language.review_of("pl", folder)
    assert review is not None and (review.by, review.on) == ("Ewa 'Nowak'", date(2026, 11, 20))
    checked = language.catalogue("pl", with_unchecked=False, folder=folder)
    assert checked.gettext(HELLO).startswith("Jeśli")
    assert [checked.ngettext(*MINUTES, number).split()[-1] for number in (1, 2, 5, 22)] == ["minuta.", "minuty.", "minut.", "minuty."]


def test_a_translation_changed_since_waits_to_be_checked_again(folder: Path) -> None:
    language.write_review("pl", "Ewa Nowak", date(2026, 11, 20), folder)
    compile_to(folder, {HELLO: "Nie dzwoń."})
    assert read(folder, HELLO) == HELLO
    assert language.fallen_back("pl", folder) == [(HELLO, "Nie dzwoń.")]


def test_a_changed_english_sentence_is_english_until_it_is_checked(folder: Path) -> None:
    language.write_review("pl", "Ewa Nowak", date(2026, 11, 20), folder)
    changed = HELLO.replace("999", "999 or text 999")
    compile_to(folder, {changed: "Jeśli ktoś jest teraz w niebezpieczeństwie, zadzwoń pod 999 lub wyślij SMS."})
    assert read(folder, changed) == changed


def test_a_language_nobody_checked_cannot_be_switched_on(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path, council=Council(name="Anytown", languages=("xx",)))
    assert language.switched_on(settings) == ("en",)
    assert language.unchecked(settings) == ("xx",)
