"""Encryption at rest: a key for each contact and each case, wrapped by a master key outside the database."""

import base64
import json
import os
import secrets
import stat
import struct
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from sqlalchemy.orm import Session, object_session

BUCKET = 128  # bytes: a sealed text's length tells no more than its bucket (threat T-07e)
SINGLE = ("pepper", "cookie", "log", "network", "equality")
ADDED_LATER = ("equality",)
"""Keys that the first version did not have: an upgrade or a restore makes them."""


class BadKeys(Exception):
    """The key files are missing, unreadable or unsafe; the text is one plain sentence."""


class Erased(Exception):
    """The key of this contact or case was destroyed; its words are gone for good."""


@dataclass(frozen=True)
class Keys:
    """master: number -> 32 bytes (the highest number seals new keys); pepper, cookie, log, network and equality: 32 bytes each."""

    master: Mapping[int, bytes]
    pepper: bytes
    cookie: bytes
    log: bytes
    network: bytes
    equality: bytes

    @property
    def newest(self) -> int:
        return max(self.master)


NO_KEYS = Keys({}, b"", b"", b"", b"", b"")
"""For looking at tables only: nothing can be sealed or read with it."""


def make_keys(folder: Path) -> None:
    """Make what is missing in the key folder, readable by its owner only; what is there stays."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (folder / "master.keys").exists():
        _write(folder / "master.keys", f"1 {_fresh()}\n")
    for name in SINGLE:
        if not (folder / f"{name}.key").exists():
            _write(folder / f"{name}.key", _fresh() + "\n")


def complete_keys(folder: Path) -> None:
    """Make the keys that an older version's folder cannot have; those it should have are never made anew."""
    if (folder / "master.keys").exists():
        for name in ADDED_LATER:
            if not (folder / f"{name}.key").exists():
                _write(folder / f"{name}.key", _fresh() + "\n")


def read_keys(folder: Path) -> Keys:
    """The keys of an instance. Raises BadKeys when one is missing, malformed or open to others."""
    master = {}
    for line in _read(folder / "master.keys").splitlines():
        number, _, text = line.strip().partition(" ")
        if text:
            master[int(number)] = _decode(text, folder / "master.keys")
    if not master:
        raise BadKeys(f"{folder / 'master.keys'} holds no key.")
    return Keys(master, **{name: _decode(_read(folder / f"{name}.key"), folder / f"{name}.key") for name in SINGLE})


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> str:
    try:
        if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise BadKeys(f"Others on this machine can read {path}. Close it with: chmod 600 {path}")
        return path.read_text("ascii")
    except FileNotFoundError:
        raise BadKeys(f"The key file {path} is missing. Put it back from your key backup.") from None
    except (OSError, UnicodeDecodeError):
        raise BadKeys(f"The key file {path} cannot be read.") from None


def _decode(text: str, path: Path) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise BadKeys(f"The key file {path} is damaged. Put it back from your key backup.")
    return key


def wrap_new_key(keys: Keys) -> tuple[bytes, int]:
    """A fresh data key, wrapped, and the number of the master key that wrapped it."""
    return aes_key_wrap(keys.master[keys.newest], secrets.token_bytes(32)), keys.newest


def seal(key: bytes, plain: bytes, where: str) -> bytes:
    """AES-256-GCM over the padded text; `where` (table.column.row) is authenticated, so no value can be moved."""
    body = struct.pack("!I", len(plain)) + plain
    body += bytes(-len(body) % BUCKET)
    nonce = secrets.token_bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, body, where.encode())


def unseal(key: bytes, sealed: bytes, where: str) -> bytes:
    """The text again. Raises InvalidTag when it was changed or moved."""
    body = AESGCM(key).decrypt(sealed[:12], sealed[12:], where.encode())
    (length,) = struct.unpack("!I", body[:4])
    return body[4 : 4 + length]


def open_keys(session: Session, ids: Iterable[uuid.UUID]) -> None:
    """Unwrap many rows' keys in one select, before a list is drawn."""
    cache = _cache(session)
    wanted = [key for key in set(ids) if key not in cache]
    if not wanted:
        return
    table = sa.table("data_key", sa.column("id", sa.Uuid), sa.column("wrapped", sa.LargeBinary), sa.column("master", sa.Integer))
    keys: Keys = session.info["keys"]
    with session.no_autoflush:
        for row in session.execute(sa.select(table).where(table.c.id.in_(wanted), table.c.wrapped.is_not(None))):
            cache[row.id] = aes_key_unwrap(keys.master[row.master], row.wrapped)


def remember_key(session: Session, key_id: uuid.UUID, wrapped: bytes, master: int) -> None:
    """A key just made, so that its rows can be sealed before the first flush."""
    keys: Keys = session.info["keys"]
    _cache(session)[key_id] = aes_key_unwrap(keys.master[master], wrapped)


def _cache(session: Session) -> dict[uuid.UUID, bytes]:
    return cast(dict[uuid.UUID, bytes], session.info.setdefault("opened_keys", {}))


def key_of(row: Any) -> bytes:
    """The open data key of a row that is in a session. Raises Erased where it was destroyed."""
    session = object_session(row)
    if session is None:
        raise RuntimeError("add the row to a session before its sealed columns are read or written")
    open_keys(session, [row.key_id])
    try:
        return _cache(session)[row.key_id]
    except KeyError:
        raise Erased from None


class SealedText:
    """Reads and writes a sealed column as text: `body = SealedText()` beside the column `body_sealed`."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.column = f"{name}_sealed"

    def __get__(self, row: Any, owner: type | None = None) -> Any:
        if row is None:
            return self
        sealed = getattr(row, self.column)
        return None if sealed is None else self._load(unseal(key_of(row), sealed, self._where(row)))

    def __set__(self, row: Any, value: Any) -> None:
        setattr(row, self.column, None if value is None else seal(key_of(row), self._dump(value), self._where(row)))

    def _where(self, row: Any) -> str:
        return f"{row.__tablename__}.{self.column}.{row.id}"

    def _dump(self, value: Any) -> bytes:
        return str(value).encode("utf-8")

    def _load(self, body: bytes) -> Any:
        return body.decode("utf-8")


class SealedData(SealedText):
    """The same for a JSON value (dicts, lists, texts, numbers)."""

    def _dump(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

    def _load(self, body: bytes) -> Any:
        return json.loads(body)


__all__ = [
    "NO_KEYS",
    "BadKeys",
    "Erased",
    "InvalidTag",
    "Keys",
    "SealedData",
    "SealedText",
    "complete_keys",
    "key_of",
    "make_keys",
    "open_keys",
    "read_keys",
    "seal",
    "unseal",
]
