"""The process that looks at a file can open nothing, reach nobody, write nothing and start nothing, and it is told no secret (T-05e)."""

import os
import subprocess
import sys

import pytest

from portal.evidence.child import CannotLook, look
from portal.evidence.kinds import SORTS, Reason, ending

TRIES = {
    "open a file": "open('/etc/passwd')",
    "write a file": "os.open('/tmp/x', os.O_CREAT | os.O_WRONLY)",
    "open a connection": "socket.socket()",
    "start a program": "subprocess.run(['true'])",
    "lift its own limits": "resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))",
    "take a gigabyte": "bytearray(2**30)",
}


@pytest.mark.parametrize("what", TRIES)
def test_it_cannot(what: str) -> None:
    code = f"""
import os, resource, socket, subprocess
from portal.evidence.__main__ import confine
os.closerange(3, 256)
confine(2, 512)
try:
    {TRIES[what]}
except (OSError, MemoryError, ValueError):
    print("could not", flush=True)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "could not\n", done.stderr


def test_it_works_no_longer_than_it_may() -> None:
    code = "from portal.evidence.__main__ import confine\nconfine(1, 512)\nwhile True: pass"
    assert subprocess.run([sys.executable, "-c", code], timeout=20, check=False).returncode < 0


def test_it_is_told_no_setting_and_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[dict[str, str]] = []
    started = subprocess.Popen

    def starting(*command: object, **more: object) -> object:
        handed.append(dict(more["env"]))  # type: ignore[call-overload]
        return started(*command, **more)  # type: ignore[call-overload]

    monkeypatch.setenv("HEARD_DATABASE_URL", "postgresql://somebody:secret@nowhere")
    monkeypatch.setattr(subprocess, "Popen", starting)
    assert look("txt", [b"words"], len).media == "text/plain"
    assert set(handed[0]) <= {"LANG", "MALLOC_ARENA_MAX", "PATH", "PYTHONPATH"} and "secret" not in str(handed)


def test_without_a_library_nothing_is_called_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]) -> None:
    """libmagic is lacking: the file is to wait."""
    with open(os.path.join(tmp_path, "magic.py"), "w") as lacking:
        lacking.write("raise ImportError('failed to find libmagic')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(CannotLook, match="libmagic1"):
        look("txt", [b"words"], len)


def test_what_is_taken_is_one_table() -> None:
    assert set(SORTS) == set("jpg jpeg png gif webp heic heif pdf docx doc odt rtf txt mp3 m4a aac wav ogg oga opus weba webm mp4 mov 3gp".split())
    for name, found in {"a.JPG": "jpg", "a.b.pdf": "pdf", "a": "", ".jpg": "", "a.": "", "x\\y.txt": "txt", "a.txt ": "txt "}.items():
        assert ending(name) == found
    assert all(reason.value.islower() for reason in Reason)
