"""Guessing under the lock: the arithmetic of figure S3."""

from datetime import timedelta

import pytest

from portal.access.attempts import NETWORK, ONE
from portal.access.code import COUNT, WORDS
from portal.access.lock import ALARM_AT, ALARM_WITHIN, rings

CODES = len(WORDS) ** COUNT
YEAR = timedelta(days=365)


def tries(limit, during):
    """How many guesses fit in a time when each is made as soon as the lock ends."""
    made, passed = 0, timedelta()
    while passed <= during:
        made += 1
        passed += limit.lock(made) or timedelta()
    return made


def test_there_are_more_codes_than_two_to_the_sixty_second():
    assert CODES > 2**62


@pytest.mark.parametrize(("failures", "minutes"), [(4, None), (5, 15), (6, 30), (7, 60), (8, 120)])
def test_the_fifth_wrong_code_on_a_reference_locks_a_quarter_of_an_hour_and_each_more_doubles_it(failures, minutes):
    assert ONE.lock(failures) == (timedelta(minutes=minutes) if minutes else None)


def test_one_network_may_be_wrong_ten_times_an_hour():
    assert (NETWORK.failures, NETWORK.within) == (10, timedelta(hours=1))
    assert NETWORK.lock(9) is None and NETWORK.lock(10)


def test_a_year_of_guessing_at_one_reference_is_a_few_hundred_tries():
    assert tries(ONE, YEAR) < 400


def test_a_year_of_guessing_at_a_hundred_thousand_references_finds_none():
    assert 100_000 * tries(ONE, YEAR) / CODES < 1e-10


def test_a_stolen_database_with_the_pepper_still_costs_centuries_for_one_code():
    guesses_a_second = 10_000 / 0.16  # ten thousand machines like ours, a sixth of a second each
    assert CODES / 2 / guesses_a_second > 1_000_000 * YEAR.total_seconds()


def test_fifty_wrong_codes_an_hour_over_all_references_ring():
    assert ALARM_WITHIN == timedelta(hours=1)
    assert [count for count in range(160) if rings(count)] == [ALARM_AT, 2 * ALARM_AT, 3 * ALARM_AT] == [50, 100, 150]
