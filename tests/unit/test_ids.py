"""Ids: later ones sort later, also within one millisecond."""

from portal.store.database import new_id


def test_ids_made_one_after_the_other_are_in_order_and_of_version_seven() -> None:
    ids = [new_id() for _ in range(5000)]
    assert ids == sorted(set(ids))
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
