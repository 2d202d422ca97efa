"""Which passwords are refused, and how the others are kept."""

import threading
import time

import pytest

from portal.access import password
from portal.access.password import TOO_COMMON, TOO_LONG, TOO_SHORT, hash_password, is_password, why_refused

KNOWN = ("Anytown Council", "Nia Price", "nia@anytown.example")


@pytest.mark.parametrize(
    "guessable",
    [
        "passwordpassword", "Password123456", "Anytown Council 2026", "anytown!2026!!", "aaaaaaaaaaaaaaaa", "Nia Price 12345!", "nia@anytown.example",
        "qwertyuiop123", "123456789012", "Childrens-Services1", "SummerWinter2026", "letmein-welcome",
    ],
)  # fmt: skip
def test_what_many_would_guess_is_refused(guessable: str) -> None:
    assert why_refused(guessable, *KNOWN) == TOO_COMMON


@pytest.mark.parametrize("good", ["copper kettle walks north", "violet ladder hums", "тёплый чайник утром", "x7#kQ2!vPz9w", "my password is a blue heron"])
def test_length_counts_and_nothing_about_kinds_of_characters(good: str) -> None:
    assert why_refused(good, *KNOWN) is None


def test_too_short_and_too_long() -> None:
    assert why_refused("x7#kQ2!vPz9") == TOO_SHORT
    assert why_refused("copper kettle " * 20) == TOO_LONG


def test_a_password_is_kept_as_argon2id_of_64_mib_with_three_passes() -> None:
    kept = hash_password("copper kettle walks north")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,")
    assert password._DUMMY.rsplit("$", 2)[0] == kept.rsplit("$", 2)[0]
    assert is_password("copper kettle walks north", kept)
    assert not is_password("copper kettle walks south", kept)


def test_nothing_kept_is_never_right() -> None:
    assert not is_password("", None)
    assert not is_password("copper kettle walks north", "damaged")


def test_no_more_than_two_are_hashed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    now, most = 0, 0
    lock = threading.Lock()

    class Slow:
        def hash(self, _typed: str) -> str:
            nonlocal now, most
            with lock:
                now += 1
                most = max(most, now)
            time.sleep(0.02)
            with lock:
                now -= 1
            return ""

    monkeypatch.setattr(password, "_hasher", Slow())
    threads = [threading.Thread(target=hash_password, args=("x",)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2
