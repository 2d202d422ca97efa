"""The code and the reference: how they are drawn, typed, kept and checked."""

import threading
import time
from itertools import cycle

import pytest
from argon2 import PasswordHasher
from argon2.low_level import Type
from hypothesis import given
from hypothesis import strategies as st

from portal.access import code

PEPPER = b"p" * 32
SIX = ("acorn", "anchor", "apple", "basket", "candle", "zebra")


@pytest.fixture
def cheap(monkeypatch):
    """What a hash says, without what it costs."""
    monkeypatch.setattr(code, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def test_each_of_the_six_words_is_drawn_from_the_whole_list():
    asked = []
    words = code.new_words(lambda below: asked.append(below) or below - 1)
    assert asked == [1296] * 6
    assert words == (code.WORDS[-1],) * 6


def test_two_codes_are_never_the_same():
    assert len({code.new_words() for _ in range(200)}) == 200


@pytest.mark.parametrize(
    "typed",
    [
        "acorn anchor apple basket candle zebra",
        "  ACORN Anchor\tapple  basket\r\ncandle\n\nZebra ",
        "acorn-anchor-apple-basket-candle-zebra",
        "acorn, anchor, apple, basket, candle and zebra".replace(" and", ","),
        "1. acorn\n2. anchor\n3. apple\n4. basket\n5. candle\n6. zebra",
        "acorn\u2013anchor\u00a0apple\u200b basket; candle/zebra.",
        "ａｃｏｒｎ anchor apple basket candle zebra",
    ],
)
def test_a_code_is_read_however_it_was_typed(typed):
    assert code.normalise(typed) == SIX


def test_the_same_code_can_be_written_as_a_number():
    number = code.as_number(SIX)
    assert [len(group) for group in number.split(" ")] == [4] * 5
    for typed in (number, number.replace(" ", ""), number.replace(" ", "-"), number.translate({ord(str(n)): 0x0660 + n for n in range(10)})):
        assert code.normalise(typed) == SIX


@given(st.lists(st.sampled_from(code.WORDS), min_size=6, max_size=6), st.integers(0, 19), st.integers(1, 9))
def test_a_wrong_digit_gives_itself_away(words, at, off):
    number = code.as_number(words).replace(" ", "")
    assert code.normalise(number) == tuple(words)
    assert code.normalise(f"{number[:at]}{(int(number[at]) + off) % 10}{number[at + 1 :]}") is None


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "99999999999999999998",
        "acorn anchor apple basket candle",
        "acorn anchor apple basket candle zebra zebra",
        "acorn anchor apple basket candle zebr",
        "acornanchor apple basket candle zebra",
        "acorn anchor apple basket candle zebra" + " " * 500,
        "0000 1111 2222 3333 4445",
        "' OR 1=1 --",
        "\x00" * 6,
    ],
)
def test_what_cannot_be_a_code_is_none(typed):
    assert code.normalise(typed) is None


@given(st.text(max_size=600))
def test_nothing_typed_breaks_the_door(typed):
    assert code.normalise(typed) is None or len(code.normalise(typed)) == 6
    reference = code.normalise_reference(typed)
    assert reference is None or code.normalise_reference(reference) == reference


def test_the_right_words_open_and_no_others(cheap):
    kept = code.hash_code(SIX, PEPPER)
    assert code.verify(kept, SIX, PEPPER)
    assert not code.verify(kept, SIX[::-1], PEPPER)
    assert not code.verify(kept, (*SIX[:5], "acorn"), PEPPER)
    assert not code.verify(kept, (), PEPPER)


def test_a_stolen_database_without_the_pepper_is_no_use(cheap):
    kept = code.hash_code(SIX, PEPPER)
    assert not code.verify(kept, SIX, b"q" * 32)
    assert not any(word in kept for word in SIX)


def test_the_same_code_is_never_kept_the_same_twice(cheap):
    assert code.hash_code(SIX, PEPPER) != code.hash_code(SIX, PEPPER)


@pytest.mark.parametrize("damaged", ["", "x", "$argon2id$v=19$m=8,t=1,p=1$$", "acorn"])
def test_a_damaged_hash_opens_nothing(cheap, damaged):
    assert code.verify(damaged, SIX, PEPPER) is False


def test_a_hash_costs_a_thief_what_figure_s3_says():
    cost = code._hasher
    assert (cost.type, cost.memory_cost, cost.time_cost, cost.parallelism) == (Type.ID, 64 * 1024, 3, 1)


class Watched:
    """Stands in for the hasher and writes down who works at the same time."""

    def __init__(self):
        self.working = self.most = 0
        self.done = []

    def _work(self, what):
        self.working += 1
        self.most = max(self.most, self.working)
        time.sleep(0.005)
        self.working -= 1
        self.done.append(what)
        return True

    def hash(self, secret):
        return self._work(len(secret)) and "kept"

    def verify(self, kept, secret):
        return self._work(len(secret))


def test_a_reference_nobody_has_costs_one_hash_like_any_other(monkeypatch):
    watched = Watched()
    monkeypatch.setattr(code, "_hasher", watched)
    assert code.verify("kept", SIX, PEPPER) is True
    assert code.verify_nothing(SIX, PEPPER) is False
    assert code.verify_nothing((), PEPPER) is False
    assert watched.done == [32, 32, 32]


def test_no_more_than_two_codes_are_hashed_at_once(monkeypatch):
    watched = Watched()
    monkeypatch.setattr(code, "_hasher", watched)
    acts = cycle([lambda: code.hash_code(SIX, PEPPER), lambda: code.verify("kept", SIX, PEPPER), lambda: code.verify_nothing(SIX, PEPPER)])
    threads = [threading.Thread(target=next(acts)) for _ in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (watched.most, len(watched.done)) == (2, 9)


def test_a_reference_is_short_and_says_nothing():
    for _ in range(500):
        reference = code.new_reference()
        assert reference.startswith("H-") and len(reference) == 8
        assert not set(reference[2:]) & set("AEIOU0134LBGQSZ")


def test_a_reference_that_would_shock_is_drawn_again():
    shocking, fine = [code.SIGNS.index(sign) for sign in "2FCK55"], [code.SIGNS.index(sign) for sign in "258XKT"]
    drawn = iter(shocking + fine)
    assert code.new_reference(lambda _below: next(drawn)) == "H-258XKT"


@pytest.mark.parametrize("typed", ["H-258XKT", "h-258xkt", " H 258 XKT ", "258xkt", "H–258–XKT", "h258xkt", "H-ZSBXKT", "Ｈ-258XKT"])
def test_a_reference_is_read_however_it_was_typed(typed):
    assert code.normalise_reference(typed) == "H-258XKT"


@pytest.mark.parametrize("typed", ["", "H-", "H-258XK", "H-258XKTT", "X-258XKT", "H-258XK0", "H-258XKA", "'; DROP TABLE", "２" * 1000])
def test_what_cannot_be_a_reference_is_none(typed):
    assert code.normalise_reference(typed) is None


def test_every_new_reference_can_be_typed_back():
    for _ in range(200):
        reference = code.new_reference()
        assert code.normalise_reference(reference.lower().replace("-", "")) == reference
