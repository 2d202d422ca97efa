"""Instance folders for tests: one that may face the public, and ways to spoil it."""

import shutil
import socket
import subprocess
from pathlib import Path

import pyrage

from tests.started import portal_command

EXAMPLE = Path(__file__).parents[3] / "portal" / "commands" / "council.example.toml"


def portal(instance: Path, *words: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """Run `portal` as a person would."""
    return portal_command("--instance", str(instance), *words, seconds=seconds)


def fit_for_the_public() -> str:
    """council.toml with nothing left to settle."""
    text = EXAMPLE.read_text("utf-8")
    for old, new in (
        ("01632 960", "01234 567"),
        ("anytown.example", "anytown.gov.uk"),
        ("http://127.0.0.1:8000", "https://heard.anytown.gov.uk"),
        ('recipient = ""', f'recipient = "{pyrage.x25519.Identity.generate().to_public()}"'),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def copy_of(instance: Path, to: Path) -> Path:
    shutil.copytree(instance, to, ignore=shutil.ignore_patterns("ballast"))
    return to


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
