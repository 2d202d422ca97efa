"""Paper is drawn by a child process with limits, once for all its readers, and says what the operator must install."""

import fcntl
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.paper import pdf as drawing
from portal.paper.pdf import AnotherFirst, NoPaper, kept, name_of, pdf

PAGE = '<!doctype html><html lang="en"><head><title>Tell us</title></head><body><h1>Tell us</h1><p>{}</p></body></html>'


@pytest.fixture
def draws(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What is handed to the child, which answers at once."""
    asked: list[str] = []

    def draw(html: str, _seconds: int) -> bytes:
        asked.append(html)
        return b"%PDF-" + html.encode()

    monkeypatch.setattr(drawing, "pdf", draw)
    yield asked


def test_the_second_reader_waits_for_nothing(tmp_path: Path, draws: list[str]) -> None:
    folder = tmp_path / "print"
    assert kept(folder, PAGE) == kept(folder, PAGE) == b"%PDF-" + PAGE.encode()
    assert draws == [PAGE]
    kept(folder, PAGE + " ")
    assert len(draws) == 2


def test_only_its_owner_reads_the_folder(tmp_path: Path, draws: list[str]) -> None:
    kept(tmp_path / "print", PAGE)
    assert {path: stat.S_IMODE(path.stat().st_mode) for path in [tmp_path / "print", *(tmp_path / "print").iterdir()]} == {
        tmp_path / "print": 0o700,
        tmp_path / "print" / "lock": 0o600,
        tmp_path / "print" / f"{name_of(PAGE)}.pdf": 0o600,
    }


def test_two_first_readers_do_not_start_two(tmp_path: Path, draws: list[str]) -> None:
    (tmp_path / "lock").touch()
    with (tmp_path / "lock").open() as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(AnotherFirst):
            kept(tmp_path, PAGE)
    assert draws == []
    assert kept(tmp_path, PAGE)


def test_the_oldest_go_when_there_are_too_many(tmp_path: Path, draws: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing, "KEPT", 3)
    for number in range(5):
        kept(tmp_path, f"{PAGE}{number}")
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    assert len(draws) == 5 and kept(tmp_path, f"{PAGE}4") and len(draws) == 5


def test_a_page_fetches_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)  # tests of sheets draw in this process
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    made = pdf(PAGE.format(f'<a rel="attachment" href="{secret.as_uri()}">x</a><img src="{secret.as_uri()}" alt="x">'))
    assert b"canary" not in made
    assert "weasyprint" not in sys.modules  # P6: it is never in this process


@pytest.mark.parametrize(("seconds", "megabytes"), [(0, 1024), (10, 80)], ids=["time", "memory"])
def test_it_may_not_take_more_than_it_is_given(seconds: int, megabytes: int) -> None:
    with pytest.raises(NoPaper) as refused:
        pdf(PAGE, seconds, megabytes)
    assert "apt-get" not in str(refused.value)


@pytest.mark.parametrize("module", ["weasyprint", "portal_without_fonts"])
def test_what_lacks_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    if module == "weasyprint":  # what it says on a machine without Pango
        (tmp_path / "weasyprint.py").write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    else:  # a machine whose fonts are others
        (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig><dir>/usr/share/fonts/truetype/dejavu</dir></fontconfig>')
        monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    with pytest.raises(NoPaper, match=r"apt-get install libpango-1\.0-0 .*fonts-noto-core"):
        pdf(PAGE)
