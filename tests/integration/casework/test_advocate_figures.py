"""The figures of the advocate offer, on both databases."""

from dataclasses import replace
from datetime import timedelta

from portal.casework.people import referral
from portal.casework.people.offer import Answer, offer_again
from portal.casework.reading.advocate_figures import Figures, advocate_figures
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.store.models import Case
from tests.factories import a_sent_complaint, a_young_person_s_complaint
from tests.integration.casework.conftest import Office


def test_each_case_counts_once_and_what_was_taken_back_not_at_all(office: Office) -> None:
    desk, today = office.desk, office.desk.today
    sent = [a_young_person_s_complaint(desk, **said) for said in ({}, {}, {}, *({"advocate_wanted": one} for one in ("no", "more", "have_one")))]
    a_young_person_s_complaint(desk, advocate_wanted="no", with_adult="yes")
    a_sent_complaint(desk)
    offer_again(desk, sent[3], sent[3].parties[0], Answer("no"))
    chosen = next(row for row in sent[5].events if row.event == "advocate_chosen")
    record(desk, sent[5], Event.VOIDED, voids=chosen.id)
    for case, days, answer in ((sent[0], 1, referral.TAKEN), (sent[1], 2, referral.NOT_TAKEN)):
        _answered(office, case, days, answer)
    later = office.later(3)
    assert advocate_figures(later, today, today) == Figures(7, 3, 2, 1, 0, referrals=3, in_time=1, late=2)
    _answered(office, sent[2], 0, referral.WITHDRAWN)
    assert advocate_figures(later, today, today) == Figures(7, 3, 2, 1, 0, referrals=2, in_time=1, late=1)
    assert advocate_figures(later, today + timedelta(days=1), later.today) == Figures(0, 0, 0, 0, 0, 0, 0, 0)


def _answered(office: Office, case: Case, days: int, answer: str) -> None:
    referral.settle(replace(office.desk, now=office.desk.now + timedelta(days=days)), case.parties[0], answer)
