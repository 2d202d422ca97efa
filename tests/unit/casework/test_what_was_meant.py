"""Which language words are in, which language was asked for, and which day 'on Friday' is."""

from datetime import date

import pytest

from portal.casework.intake.day_said import day_said
from portal.casework.intake.readable import is_unreadable, language_said
from portal.commands.demo.stories import IDEAS, TALES, THANKS

TODAY = date(2026, 11, 25)  # a Wednesday
POLISH = "Od trzech tygodni nikt nie oddzwania. Nie rozumiem listu, który dostałam."
BARE_ROMANIAN = "Nu stiu ce sa fac, nimeni nu imi raspunde la telefon de trei saptamani si copilul plange"


@pytest.mark.parametrize("text", [f"{tale.story} {tale.put_right}" for tale in (*TALES, *THANKS, *IDEAS)])
def test_whoever_reads_english_reads_english(text: str) -> None:
    assert not is_unreadable("en", [text], ["en"])


@pytest.mark.parametrize(
    "text",
    [
        "No food. No heating. No visits since May. Social worker never came.",
        "Zoë Łukasik came with José to the house and said that we have to be in the office at nine on Monday",
        "Rang twice",
        "",
    ],
    ids=["short sentences", "names from elsewhere", "two words", "nothing"],
)
def test_few_words_and_foreign_names_are_no_foreign_language(text: str) -> None:
    assert not is_unreadable("en", [text], ["en"])


@pytest.mark.parametrize(
    "text",
    [POLISH, BARE_ROMANIAN, "لا أحد يرد على الهاتف منذ ثلاثة أسابيع", "Ніхто не відповідає на дзвінки", "Bună, nimeni nu îmi răspunde şi fără să ştiu"],
    ids=["Polish", "Romanian without its letters", "Arabic", "Ukrainian", "Romanian"],
)
def test_another_language_on_an_english_page_is_seen(text: str) -> None:
    assert is_unreadable("en", [text], ["en"])


def test_what_somebody_on_duty_reads_is_readable() -> None:
    assert not is_unreadable("pl", [POLISH], ["en", "pl"])
    assert is_unreadable("pl", ["Nikt"], ["en"]), "the page's own language counts where there are few words"


@pytest.mark.parametrize(("said", "code"), [("Polish", "pl"), ("polski", "pl"), ("Urdu please", "ur"), ("English or Urdu", None), ("any", None), ("", None)])
def test_a_language_is_known_by_its_name(said: str, code: str | None) -> None:
    assert language_said(said) == code


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("1/12/2026", date(2026, 12, 1)),
        ("27.3.27", date(2027, 3, 27)),
        ("27 March", date(2027, 3, 27)),
        ("on the 27th of March 2027, I think", date(2027, 3, 27)),
        ("March 27th", date(2027, 3, 27)),
        ("tomorrow morning", date(2026, 11, 26)),
        ("On Friday", date(2026, 11, 27)),
        ("Wednesday", TODAY),
        ("not Friday but Monday", None),
        ("31 February", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_day_is_read_where_it_can_only_be_one(said: str, day: date | None) -> None:
    assert day_said(said, TODAY) == day
