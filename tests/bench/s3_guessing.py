"""S3: how strong the six words are, and what guessing them would take."""

import math
import time
from collections.abc import Iterator

from portal.access.attempts import NETWORK, ONE, Limit
from portal.access.code import COUNT, WORDS, hash_code, new_words
from tests.bench.line import Line, at_least, so_it_is

YEAR = 365.25 * 86_400  # seconds
PROCESSORS = 10_000


def measure() -> Iterator[Line]:
    codes = len(WORDS) ** COUNT
    yield so_it_is("S3", "words of the list, and words of a code", f"{len(set(WORDS)):,}; {COUNT}", "1,296; 6")
    yield at_least("S3", "strength of a code", math.log2(codes), 62, "bits")
    tries = _tries_a_year(ONE)
    yield Line("S3", f"online, one reference: {ONE.failures} tries, then locks that double to a day: tries a year", f"{tries:,}")
    yield Line("S3", "  chance that somebody who keeps at it for a year is in", f"1 in {codes / tries:.1e}")
    yield Line("S3", f"online, one network: {NETWORK.failures} tries an hour, then the same locks: tries a year", f"{_tries_a_year(NETWORK):,}")
    seconds = _one_try()
    years = codes * seconds / PROCESSORS / YEAR
    yield Line("S3", f"offline, with the pepper stolen too: years for all codes on {PROCESSORS:,} processors like this", f"{years:.1e}")
    yield Line("S3", "offline, without the pepper: codes and peppers to try", f"2^{math.log2(codes) + 256:.0f}")


def _tries_a_year(limit: Limit) -> int:
    """Failures somebody can make in a year who tries again at the very end of each lock."""
    passed, failures = 0.0, 0
    while passed < YEAR:
        failures += 1
        lock = limit.lock(failures)
        passed += lock.total_seconds() if lock else 0.0
    return failures


def _one_try() -> float:
    """Seconds of processor time of one Argon2id hash (64 MiB, t=3)."""
    began = time.thread_time()
    hash_code(new_words(), bytes(32))
    return time.thread_time() - began
