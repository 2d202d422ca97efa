"""What is counted of the public pages is a number a month; two people who stumble at the same place make two."""

import pytest

from portal.casework.tally import count, counts, month_of
from tests.integration.casework.conftest import Office


def test_the_same_stumble_twice_is_one_row_that_says_two(office: Office) -> None:
    session, month = office.desk.session, month_of(office.desk.today)
    for _time in range(2):
        count(session, month, "stumble", "parent", "reach", "email", "not_an_email")
    count(session, month, "stumble", "parent", "story", "story", "missing")
    count(session, "2026-10", "stumble", "parent", "story", "story", "missing")
    assert [tuple(row) for row in counts(session, "stumble", [month])] == [
        ("2026-11", "parent", "reach", "email", "not_an_email", 2),
        ("2026-11", "parent", "story", "story", "missing", 1),
    ]


def test_what_nobody_reads_is_not_counted(office: Office) -> None:
    with pytest.raises(ValueError, match="visits"):
        count(office.desk.session, "2026-11", "visits")
