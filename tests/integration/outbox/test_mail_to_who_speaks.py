"""Whoever speaks for another is never written to once their part, their account or the consent for it is over, in whatever order that came."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.casework.desk import Desk
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.store.database import new_id
from portal.store.models import Case, Consent, Party
from tests.factories import a_user, an_advocate_s_complaint
from tests.integration.outbox.test_unsafe_channel import ask_for_a_letter, sent_to, write_to_them

DAYS = st.none() | st.integers(-3, 3)
CONSENTS = st.fixed_dictionaries(
    {"kind": st.sampled_from(["complain", "receive", "records"]), "answer": st.sampled_from(["yes", "no", "not_yet"]), "until": DAYS, "back": DAYS}
)
ACCOUNTS = st.sampled_from(["none", "open", "disabled", "ended"])
YES = {"kind": "complain", "answer": "yes", "until": None, "back": None}


@pytest.fixture
def database_url(sqlite_url):
    """The rule is Python's; its selects are tried on both databases in tests/integration/casework."""
    return sqlite_url


def is_written_to(consents, left, account):
    """The same rule in the plainest words."""
    if account in ("disabled", "ended") or (left is not None and left <= 0):
        return False
    for kind in ("complain", "receive"):
        newest = next((one for one in reversed(consents) if one["kind"] == kind and one["answer"] != "not_yet"), None)
        if newest is None:
            continue  # nobody was asked, or the answer is awaited: that stops nothing
        if newest["answer"] == "no":
            if kind == "complain":
                return False
        elif (newest["back"] is not None and newest["back"] <= 0) or (newest["until"] is not None and newest["until"] < 0):
            return False
    return True


def write_down(desk, case, consents, left, account):
    """Make everything so; the account's last day was yesterday where it has ended."""
    party = desk.session.scalars(sa.select(Party).where(Party.case_id == case.id, Party.role == "advocate")).one()
    party.to_on = None if left is None else desk.today + timedelta(days=left)
    if account != "none":
        user = a_user(desk, "advocate", organisation="clear_voice", ends_on=desk.today - timedelta(days=account == "ended"))
        user.is_disabled, party.user_id = account == "disabled", user.id
    for minutes, one in enumerate(consents):
        row = Consent(id=new_id(), key_id=case.key_id, case_id=case.id, party_id=party.id, kind=one["kind"], answer=one["answer"])
        row.at = desk.now - timedelta(minutes=60 - minutes)
        row.expires_on = None if one["until"] is None else desk.today + timedelta(days=one["until"])
        row.withdrawn_on = None if one["back"] is None else desk.today + timedelta(days=one["back"])
        desk.session.add(row)
    desk.session.flush()
    return party


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CONSENTS, max_size=4), DAYS, ACCOUNTS)
@example([], None, "none")
@example([YES, {**YES, "answer": "not_yet"}], None, "open")
@example([{**YES, "back": 0}, {**YES, "answer": "not_yet"}], None, "open")
@example([{**YES, "until": -1}, YES], None, "open")
@example([{**YES, "until": 0}], None, "none")
def test_nothing_goes_to_whoever_may_hear_nothing_more(council, consents, left, account):
    if not council.rows(Case):
        with council.database.writing() as session:
            an_advocate_s_complaint(Desk(session, council.now, Calendar(), catalogue({}), council.settings), consent_complain=None)
            session.commit()
    with council.database.writing() as session:
        desk = Desk(session, council.now, Calendar(), catalogue({}), council.settings)
        case = session.scalars(sa.select(Case)).one()
        party = write_down(desk, case, consents, left, account)
        ask_for_a_letter(desk, case, party)
        write_to_them(desk, case, party)
        found = sent_to(desk)
        session.rollback()
    expected = {"imogen@voices.example"} if is_written_to(consents, left, account) else set()
    assert {to for kind in ("letter", "news", "acknowledge") for to in found.get(kind, set())} == expected
