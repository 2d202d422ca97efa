"""Has a page drawn by a child process, one at a time, and keeps what was drawn under the hash of what it was drawn from."""

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

SHEET = Path(__file__).with_name("sheet.css")
SECONDS, MEGABYTES = 60, 1024
LACKING, FAILED = 3, 4
"""Exit codes of the child: a Debian package is not there; it could not be drawn."""

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core"
HANDED = ("PATH", "HOME", "XDG_CACHE_HOME", "PYTHONPATH", "FONTCONFIG_FILE")
"""What the child is told of the environment: none of the settings' secrets."""

KEPT = 400
"""How many PDFs are kept; the oldest go first. A council with eight languages has about a hundred."""


class NoPaper(Exception):
    """There is no PDF; the text is one plain sentence for the operator."""


class NoFonts(OSError):
    """None of the fonts that Heard brings words in is installed."""


class AnotherFirst(Exception):
    """Another page is being drawn now: ask again in a few seconds."""


def pdf(html: str, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> bytes:
    """A whole page (with a title and a language) as a tagged PDF, drawn within so many seconds and megabytes.

    Raises NoPaper, which names the Debian packages where one is lacking.
    """
    command = [sys.executable, "-m", "portal.paper", str(seconds), str(megabytes)]
    environment = {"LANG": "C.UTF-8", **{name: os.environ[name] for name in HANDED if name in os.environ}}
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=seconds + 5, env=environment, check=False)  # noqa: S603 - our own
    except subprocess.TimeoutExpired:
        raise NoPaper(f"A page on paper was not drawn in {seconds} seconds.") from None
    if done.returncode == LACKING:
        raise NoPaper(f"Pages on paper need Debian packages that are lacking. Install them with: sudo apt-get install {PACKAGES}")
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise NoPaper(f"A page on paper could not be drawn (exit code {done.returncode}).")
    return done.stdout


def kept(folder: Path, html: str, seconds: int = SECONDS) -> bytes:
    """The page as a PDF: from the folder where it was drawn before, else drawn now and kept there. Nothing of a person may be in it.

    Raises AnotherFirst at once when a page is being drawn by any process of this machine, NoPaper as pdf() does.
    """
    file = folder / f"{name_of(html)}.pdf"
    if file.exists():
        return file.read_bytes()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _alone(folder):
        if not file.exists():  # somebody may have been first while the lock was free
            _put(file, pdf(html, seconds))
            _forget_oldest(folder)
        return file.read_bytes()


def name_of(html: str) -> str:
    """Under which name a page's PDF is kept: another for other words, another look or another version of what draws."""
    return sha256(f"{_drawn_with()}\0{html}".encode()).hexdigest()


@lru_cache(maxsize=1)
def _drawn_with() -> str:
    own = (SHEET.read_text("utf-8"), *(path.read_text("utf-8") for path in sorted(SHEET.parent.glob("*.py"))))
    return "\0".join((version("weasyprint"), *own))


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While nobody else draws. The system lets go of the lock of a process that dies."""
    with os.fdopen(os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600), "rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherFirst from None
        yield


def _put(file: Path, content: bytes) -> None:
    """Whole or not at all: readers come at any time."""
    descriptor, draft = tempfile.mkstemp(dir=file.parent)  # readable by its owner only
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
    Path(draft).replace(file)


def _forget_oldest(folder: Path) -> None:
    there = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime)
    for path in there[:-KEPT]:
        path.unlink(missing_ok=True)
