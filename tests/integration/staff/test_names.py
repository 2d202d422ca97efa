"""Names are blacked out whole, whatever their case, and nothing else is."""

import pytest

from portal.casework.reading.names import BLACK, Black
from portal.casework.reading.reference import is_reference

ADA = Black(["Ada Quillfeather-Jones", "Zoë", "Jo", "", "(Bob)"])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Ada was there.", f"{BLACK} was there."),
        ("ADA QUILLFEATHER", f"{BLACK} {BLACK}"),
        ("Canada and adage stay", "Canada and adage stay"),
        ("zoë's school", f"{BLACK}'s school"),
        ("Mrs Jones-Smith", f"Mrs {BLACK}-Smith"),
        ("Jo is too short to tell from a word", "Jo is too short to tell from a word"),
        ("bob", BLACK),
        ("", ""),
        (None, None),
    ],
)
def test_a_name_is_blacked_out_whole(said: str | None, read: str | None) -> None:
    assert ADA.over(said) == read


def test_whoever_may_know_reads_everything() -> None:
    assert Black(()).over("Ada Quillfeather") == "Ada Quillfeather"


@pytest.mark.parametrize("text", ["", "-", "A B", "A\x00", "A" * 41, "Ä1", "A/B", "A.B", "٢"])
def test_what_cannot_be_a_reference_is_never_looked_for(text: str) -> None:
    assert not is_reference(text)
