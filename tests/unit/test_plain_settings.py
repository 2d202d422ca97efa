"""The short way to write council.toml means the same as the long one, and its mistakes are one plain sentence each."""

from datetime import date
from pathlib import Path

import pytest

from portal.settings import BadSettings, Helpline, Settings, load

COUNCIL = '[council]\nname = "Anytown Council"\n'
SHORT = """
[contact]
telephone = "01632 960100"
hours = "Mondays"
[[safety]]
name = "Emergency services"
number = "999"
checked_on = 2026-11-20
[[safety]]
name = "A friend"
number = "0800 100"
hours = "at night"
checked_on = 2026-11-22
[[safety]]
name = "Front door"
number = "01632 960110"
use = "worried_about_a_child"
[[groups]]
code = "care"
name = "Social care"
[[services]]
code = "front-door"
name = "Front door"
group = "care"
procedure = "statutory"
[[late_reasons]]
code = "late"
name = "Late"
[labels]
not_upheld = "No fault found"
[report]
suppress_below = 6
"""


def read(text: str, tmp_path: Path) -> Settings:
    (tmp_path / "council.toml").write_text(COUNCIL + text, "utf-8")
    return load(tmp_path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text(COUNCIL, "utf-8-sig")
    assert load(tmp_path).council.name == "Anytown Council"


def test_lists_helplines_and_contact_can_be_written_line_by_line(tmp_path: Path) -> None:
    found = read(SHORT, tmp_path)
    assert (found.team.phone, found.team.hours) == ("01632 960100", "Mondays")
    assert (found.safety.emergency, found.safety.worried_about_a_child, found.safety.checked_on) == ("999", "01632 960110", date(2026, 11, 20))
    assert found.safety.helplines == (Helpline("A friend", "0800 100", "at night", checked_on=date(2026, 11, 22)),)
    assert found.lists == {
        "group": {"care": {"name": "Social care"}},
        "service": {"front-door": {"name": "Front door", "group": "care", "procedure": "statutory"}},
        "delay_reason": {"late": {"name": "Late"}},
    }
    assert found.labels == {"not_upheld": "No fault found"} and found.report == {"suppress_below": 6}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[services]]\nname = "Front door"', "services, number 1, has no code of letters, digits, - and _."),
        ('[[tags]]\ncode = "a;b"\nname = "A"', "tags, number 1, has no code of letters, digits, - and _."),
        ('[[tags]]\ncode = "a"\nname = "A"\n[[tags]]\ncode = "a"\nname = "B"', 'tags has the code "a" twice.'),
        ('[[tags]]\ncode = "a"\nname = "A"\n[lists.tag]\nb = { name = "B" }', "council.toml says both tags and lists.tag. Keep one."),
        ('[groups]\ncode = "a"', "groups must be written as [[groups]], once for each."),
        ('[contact]\nfax = "1"', 'contact has "fax", which Heard does not know. It knows: email, telephone, address, freepost, hours.'),
        ('[contact]\nemail = "a@b"\n[team]\nemail = "a@b"', "council.toml says both contact and team. Keep one."),
        (
            '[[safety]]\nname = "A"\nnumber = "1"\nuse = "fun"',
            'safety, number 1: use is "fun"; it can be: emergency, worried_about_a_child, out_of_hours, childline.',
        ),
        ("[labels]\nupheld = 1", "labels.upheld must be a text, not 1."),
        ("[[team]]\nphone = 1", "team must be a table."),
        (
            '[[safety]]\nname = "A"\nnumber = "999"\nchecked_on = "soon"',
            "safety, number 1: checked_on must be a date like 2026-11-22, without quotation marks.",
        ),
        ('[[safety]]\nname = "A"', "council.toml: safety: helplines does not say its number."),
        ("[contact]\ntelephone = 300", "council.toml: team: phone must be a text in quotation marks, not 300."),
        ("[team]\nopens = 9", "council.toml: team: opens must be a time like 09:30:00, not 9."),
    ],
)
def test_a_mistake_is_one_plain_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as refused:
        read(text, tmp_path)
    assert str(refused.value) == sentence
