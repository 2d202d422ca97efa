"""A sealed file gives back what was put in, or nothing: cutting, moving, repeating, swapping and other keys are all found (T-07c)."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.store import files
from portal.store.files import CHUNK, TAG, Damaged, Sealing

KEY, OTHER = b"k" * 32, b"o" * 32
SIZES = (0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5)


def put(folder: Path, plain: bytes, key: bytes = KEY, piece: int = 10_000) -> str:
    return files.write(folder, key, (plain[at : at + piece] for at in range(0, len(plain), piece))).name


def got(folder: Path, name: str, key: bytes = KEY) -> bytes:
    return b"".join(files.read(folder, name, key))


@pytest.mark.parametrize("size", SIZES)
def test_what_is_put_in_comes_out_and_its_length_is_known(tmp_path: Path, size: int) -> None:
    plain = os.urandom(size)
    name = put(tmp_path / "files", plain)
    assert got(tmp_path / "files", name) == plain and files.size_of(tmp_path / "files", name) == size
    lies = tmp_path / "files" / name
    assert stat.S_IMODE(lies.stat().st_mode) == 0o600 and stat.S_IMODE(lies.parent.stat().st_mode) == 0o700
    assert size < 50 or plain[:50] not in lies.read_bytes()


def test_every_change_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "files"
    first, second = put(folder, os.urandom(3 * CHUNK + 5)), put(folder, os.urandom(3 * CHUNK + 5))
    sealed, another, one = (folder / first).read_bytes(), (folder / second).read_bytes(), CHUNK + TAG
    changed = {
        "cut at a chunk": sealed[: 3 * one],
        "cut anywhere": sealed[:-3],
        "the first chunk gone": sealed[one:],
        "two chunks changed places": sealed[one : 2 * one] + sealed[:one] + sealed[2 * one :],
        "a chunk twice": sealed[:one] + sealed[:one] + sealed[2 * one :],
        "another file's chunk": another[:one] + sealed[one:],
        "another file": another,
        "more at the end": sealed + b"x",
        "the last chunk twice": sealed + sealed[3 * one :],
        "nothing": b"",
        "a bit": sealed[:100] + bytes([sealed[100] ^ 1]) + sealed[101:],
    }
    for what, bad in changed.items():
        (folder / first).write_bytes(bad)
        with pytest.raises(Damaged):
            print(what, len(got(folder, first)))
    (folder / first).write_bytes(sealed)
    with pytest.raises(Damaged):
        got(folder, first, OTHER)
    for name in ("0" * 32, "../keys", "x"):
        with pytest.raises(Damaged):
            got(folder, name)


def test_what_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), Sealing(tmp_path / "files", KEY) as file:
        file.write(b"x" * 3 * CHUNK)
        assert [path.suffix for path in (tmp_path / "files").iterdir()] == [".part"]
        raise OSError("full")
    assert not any((tmp_path / "files").iterdir())


def test_what_nobody_names_leaves_a_day_later_and_a_backup_still_finds_it(tmp_path: Path) -> None:
    folder, now = tmp_path / "files", datetime(2026, 11, 23, 10, tzinfo=UTC)
    old, new, broken = put(folder, b"old"), put(folder, b"new"), folder / f"{'a' * 32}.part"
    broken.write_bytes(b"x")
    for path, age in ((folder / old, 3700), (folder / new, 60), (broken, 3700)):
        os.utime(path, (now.timestamp() - age,) * 2)
    assert files.old_names(folder, now) == [old]
    assert files.sweep(folder, [old], now) == 1 and not broken.exists()
    assert not files.is_there(folder, old) and files.sealed_bytes(folder, old)
    assert files.sweep(folder, [], now.replace(day=24)) == 1 and files.sealed_bytes(folder, old) is None
    assert got(folder, new) == b"new"
