"""What people send as files: sealed chunk by chunk while it arrives, read the same way; never on the disk as it was."""

import hashlib
import hmac
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 64 * 1024
TAG = 16
"""Bytes that sealing adds to each chunk."""
NAME = re.compile(r"[0-9a-f]{32}")
ARRIVING, LEAVING = ".part", ".gone"
"""Still arriving; named by no row any more, but maybe by a backup that is being written."""
ABANDONED = 60 * 60.0  # seconds without a byte, or without a row
LEAVES_AFTER = 24 * 60 * 60.0  # seconds: longer than a backup takes


class Damaged(Exception):
    """A file is missing, cut short, changed or another's: nothing of it may be believed."""


class Sealing:
    """A file being written: `with Sealing(folder, key) as file: file.write(...)`, then `file.keep()`; without it nothing stays.

    STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a key made for this name, a nonce of the chunk's number and a mark on the
    last, the name authenticated; so no chunk can be cut off, moved, repeated or put into another file.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        _make(folder)
        self.name = secrets.token_hex(16)
        self.size = 0
        self.digest = hashlib.sha256()
        self._folder = folder
        self._path = folder / f"{self.name}{ARRIVING}"
        self._cipher = _cipher(key, self.name)
        self._rest = bytearray()
        self._number = 0
        self._out = os.fdopen(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", buffering=0)

    def __enter__(self) -> "Sealing":
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._out.close()
        self._path.unlink(missing_ok=True)

    def write(self, plain: bytes) -> None:
        """Seal what has come. Raises OSError when the disk is full."""
        self.size += len(plain)
        self.digest.update(plain)
        self._rest += plain
        while len(self._rest) > CHUNK:  # the last chunk is held back: it carries the mark
            self._seal(bytes(self._rest[:CHUNK]), is_last=False)
            del self._rest[:CHUNK]

    def keep(self) -> None:
        """Seal the end, and let it stand under its name; safe in a power cut once this returns."""
        self._seal(bytes(self._rest), is_last=True)
        os.fsync(self._out.fileno())
        self._path.rename(self._folder / self.name)
        _sync(self._folder)

    def _seal(self, plain: bytes, *, is_last: bool) -> None:
        sealed = memoryview(self._cipher.encrypt(_nonce(self._number, is_last), plain, self.name.encode()))
        while sealed:
            sealed = sealed[self._out.write(sealed) or 0 :]
        self._number += 1


def write(folder: Path, key: bytes, parts: Iterable[bytes]) -> Sealing:
    """Seal a whole file and keep it; returns what was written, with its name and size."""
    with Sealing(folder, key) as file:
        for part in parts:
            file.write(part)
        file.keep()
    return file


def read(folder: Path, name: str, key: bytes) -> Iterator[bytes]:
    """The file again, in parts. Raises Damaged where it is not whole, at the first part that is not."""
    cipher, number, is_last = _cipher(key, name), 0, False
    try:
        with _path(folder, name).open("rb") as sealed:
            ahead = sealed.read(CHUNK + TAG)
            while not is_last:
                here, ahead = ahead, sealed.read(CHUNK + TAG)
                is_last = not ahead
                yield cipher.decrypt(_nonce(number, is_last), here, name.encode())
                number += 1
    except (InvalidTag, OSError):
        raise Damaged from None


def size_of(folder: Path, name: str) -> int:
    """How many bytes reading it gives. Raises Damaged where it is missing."""
    try:
        sealed = _path(folder, name).stat().st_size
    except OSError:
        raise Damaged from None
    return sealed - TAG * max(1, -(-sealed // (CHUNK + TAG)))


def is_there(folder: Path, name: str) -> bool:
    """Whether the file of a row is in the folder."""
    return _path(folder, name).is_file()


def sealed_bytes(folder: Path, name: str) -> bytes | None:
    """The file as it lies there, for a backup; also one that has begun to leave. None where it is missing."""
    for path in (_path(folder, name), folder / f"{name}{LEAVING}"):
        try:
            return path.read_bytes()
        except FileNotFoundError:
            continue
    return None


def put_back(folder: Path, name: str, sealed: bytes) -> bool:
    """A file from a backup, where it is missing; whether it was."""
    if not NAME.fullmatch(name) or is_there(folder, name):
        return False
    _make(folder)
    with os.fdopen(os.open(folder / f"{name}{ARRIVING}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    (folder / f"{name}{ARRIVING}").rename(folder / name)
    _sync(folder)
    return True


def old_names(folder: Path, now: datetime) -> list[str]:
    """Files that have stood for an hour: whichever of them no row names is nobody's."""
    if not folder.is_dir():
        return []
    since = now.timestamp() - ABANDONED
    return [entry.name for entry in os.scandir(folder) if NAME.fullmatch(entry.name) and entry.stat().st_mtime < since]


def sweep(folder: Path, nobodys: Collection[str], now: datetime) -> int:
    """Let these leave, and delete what left a day ago or stopped arriving an hour ago. Returns how many were deleted.

    Their keys went with their rows: what still lies here can be read by nobody.
    """
    at = now.timestamp()
    for name in nobodys:
        path = folder / f"{name}{LEAVING}"
        _path(folder, name).rename(path)
        os.utime(path, (at, at))
    gone = [path for path in folder.glob(f"*{LEAVING}") if path.stat().st_mtime <= at - LEAVES_AFTER] if folder.is_dir() else []
    gone += [path for path in folder.glob(f"*{ARRIVING}") if path.stat().st_mtime <= at - ABANDONED] if folder.is_dir() else []
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)


def room(folder: Path) -> int:
    """Bytes free where files are kept."""
    _make(folder)
    return shutil.disk_usage(folder).free


def _make(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sync(folder.parent)


def _path(folder: Path, name: str) -> Path:
    if not NAME.fullmatch(name):
        raise Damaged
    return folder / name


def _cipher(key: bytes, name: str) -> AESGCM:
    """Of a key made from the file's own for this name alone, so that no nonce is ever used twice."""
    return AESGCM(hmac.digest(key, f"file:{name}".encode(), "sha256"))


def _nonce(number: int, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([is_last])


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
