"""A paper form is posted within two working days; the same asked twice is posted once, and addresses are not kept for good."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from portal.casework.desk import NotAllowed
from portal.casework.intake.paper_form import KEPT_DAYS, Counts, To, ask_for, counts, forget_addresses, how_many_wait, mark_sent, waiting
from portal.store.models import DataKey, PaperRequest
from tests.integration.casework.conftest import Office

TO = To("Ada Quillfeather", "12 Canary Row\nAnytown")


def asked(office: Office, once: str = "once", to: To = TO, days: int = 0) -> PaperRequest:
    return ask_for(office.later(days), once, "parent", "large", "en", to, is_safe=True)


def test_a_form_asked_for_on_monday_is_due_on_wednesday(office: Office) -> None:
    one = asked(office)
    assert (one.asked_on, one.due_on, one.sent_on, one.channel) == (date(2026, 11, 23), date(2026, 11, 25), None, "web")
    assert one.to == {"name": "Ada Quillfeather", "address": "12 Canary Row\nAnytown", "who": "", "needs": "", "how": "post"}


def test_one_asked_for_before_christmas_waits_for_the_holidays_to_pass(office: Office) -> None:
    assert asked(office, days=31).due_on == date(2026, 12, 30)  # Thursday 24; 25 and the 28th are bank holidays


def test_the_same_twice_is_one_form_and_something_else_from_the_same_page_is_another(office: Office) -> None:
    first = asked(office)
    assert asked(office).id == first.id
    assert asked(office, to=To("Ada Quillfeather", "14 Canary Row")).id != first.id
    assert how_many_wait(office.desk.session) == 2


def test_nothing_is_posted_where_nobody_said_it_is_safe(office: Office) -> None:
    with pytest.raises(NotAllowed):
        ask_for(office.desk, "once", "parent", "normal", "en", TO, is_safe=False)
    assert waiting(office.desk.session) == []


def test_posting_it_takes_it_off_the_list_and_the_first_day_stands(office: Office) -> None:
    one, session = asked(office), office.desk.session
    mark_sent(office.later(1), one, office.later(1).today)
    mark_sent(office.later(2), one, office.later(2).today)
    assert (one.sent_on, one.sent_by_id) == (date(2026, 11, 24), office.officer.id)
    assert waiting(session) == [] and how_many_wait(session) == 0


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_before_it_was_asked_for_or_still_to_come_is_refused(office: Office, days: int) -> None:
    one = asked(office)
    with pytest.raises(NotAllowed):
        mark_sent(office.desk, one, office.desk.today + timedelta(days=days))


def test_asked_sent_and_late_are_counted_by_the_month_they_were_asked_in(office: Office) -> None:
    session = office.desk.session
    in_time, late, waits = asked(office, "1"), asked(office, "2"), asked(office, "3")
    asked(office, "4", days=8)
    mark_sent(office.later(2), in_time, office.later(2).today)
    mark_sent(office.later(3), late, office.later(3).today)
    assert waits.sent_on is None
    assert counts(session, "2026-11", office.later(2).today) == Counts(asked=3, sent=2, late=1)
    assert counts(session, "2026-11", office.later(3).today) == Counts(asked=3, sent=2, late=2)
    assert counts(session, "2026-12", office.later(8).today) == Counts(asked=1, sent=0, late=0)
    assert counts(session, "2027-01", office.later(8).today) == Counts(asked=0, sent=0, late=0)


def test_an_address_is_forgotten_four_weeks_after_posting_and_the_count_stays(office: Office) -> None:
    one, session = asked(office), office.desk.session
    mark_sent(office.desk, one, office.desk.today)
    assert forget_addresses(session, office.later(KEPT_DAYS).today) == 0
    assert forget_addresses(session, office.later(KEPT_DAYS + 1).today) == 1
    session.flush()
    assert one.to is None
    assert session.scalars(sa.select(DataKey.wrapped).where(DataKey.id == one.key_id)).one() is None
    assert counts(session, "2026-11", office.desk.today).asked == 1
