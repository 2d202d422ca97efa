"""Codes of the second factor against the published example values."""

from datetime import UTC, datetime

import pytest

from portal.access.factor import secret_for, step_of

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B; its eight digits end in our six


@pytest.mark.parametrize(("at", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")])
def test_codes_are_those_of_the_standard(at: int, code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(at, UTC), 0) == at // 30


@pytest.mark.parametrize("code", ["", "28708", "2870822", "28708a", "２８７０８２", "287 083", "-87082"])
def test_anything_else_is_no_code(code: str) -> None:
    assert step_of(SECRET, code, datetime.fromtimestamp(59, UTC), 0) is None


def test_a_code_may_be_typed_in_two_halves() -> None:
    assert step_of(SECRET, "287 082", datetime.fromtimestamp(59, UTC), 0) == 1


def test_a_used_step_and_those_before_it_are_refused() -> None:
    assert step_of(SECRET, "287082", datetime.fromtimestamp(59, UTC), 1) is None


def test_a_secret_belongs_to_one_token_and_one_council() -> None:
    assert len({secret_for(b"a" * 32, "one"), secret_for(b"a" * 32, "two"), secret_for(b"b" * 32, "one")}) == 3
