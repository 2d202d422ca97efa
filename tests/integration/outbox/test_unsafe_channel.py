"""Whatever was said about safe channels and whenever it changed: no mail goes to an address that is not safe now."""

from datetime import timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.casework.desk import Desk
from portal.casework.intake.acknowledge import ask_for_acknowledgement
from portal.casework.outbox import ask, claim
from portal.casework.work import WORK
from portal.procedure.calendar import Calendar
from portal.procedure.catalogue import catalogue
from portal.store.database import new_id
from portal.store.models import Case, Letter, Message, Party, SafeContact

FLAG = {"acknowledge": "may_email", "letter": "may_email_letters", "news": "may_email"}
CHANNELS = ("may_ring", "may_voicemail", "may_text", "may_email", "may_email_letters", "may_post", "may_say_who")

DAYS = st.integers(-3, 3)
RECORDS = st.fixed_dictionaries(
    {
        "from_on": DAYS,
        "to_on": st.none() | DAYS,
        "email": st.sampled_from(["a@x.example", "b@x.example", "c@x.example", "", "  ", None]),
        **dict.fromkeys(CHANNELS, st.booleans()),
    }
)
OPEN = {**dict.fromkeys(CHANNELS, True), "from_on": -3, "to_on": None, "email": "a@x.example"}
SHUT = {**dict.fromkeys(CHANNELS, False), "from_on": 0, "to_on": None, "email": "a@x.example"}


def allowed(history, left, kind):
    """The one address a mail may go to, said again in the plainest way: what stands of the newest day decides, if it agrees."""
    begun = [one for one in history if one["from_on"] <= 0]
    if not begun or (left is not None and left <= 0):
        return None
    day = max(one["from_on"] for one in begun)
    standing = [one for one in begun if one["from_on"] == day and (one["to_on"] is None or one["to_on"] > 0)]
    said = {tuple(one[name] for name in (*CHANNELS, "email")) for one in standing}
    if len(said) != 1 or not standing[0][FLAG[kind]]:
        return None
    return (standing[0]["email"] or "").strip() or None


def write_down(desk, case, history, left):
    """Replace how it is safe to reach the complainant, and ask for a receipt at every stage of the history."""
    party = desk.session.scalars(sa.select(Party).where(Party.case_id == case.id, Party.role == "complainant")).one()
    desk.session.execute(sa.delete(SafeContact).where(SafeContact.party_id == party.id))
    party.to_on = None if left is None else desk.today + timedelta(days=left)
    for one in history:
        safe = SafeContact(id=new_id(), key_id=case.key_id, party_id=party.id, **{name: one[name] for name in CHANNELS})
        safe.from_on = desk.today + timedelta(days=one["from_on"])
        safe.to_on = None if one["to_on"] is None else desk.today + timedelta(days=one["to_on"])
        desk.session.add(safe)
        safe.details = {"email": one["email"], "phone": "01632 960000", "address": "1 High Street"}
        desk.session.flush()
        ask_for_acknowledgement(desk, case, safe)
    return party


def ask_for_a_letter(desk, case, party):
    letter = Letter(id=new_id(), key_id=case.key_id, case_id=case.id, number=1, party_id=party.id, kind="answer", made_at=desk.now)
    desk.session.add(letter)
    letter.body = "We looked at it."
    ask(desk, "letter", f"letter:{letter.id}", {"letter": str(letter.id)}, case.key_id, case.id)


def write_to_them(desk, case, party):
    """A message on their page; the mail that says so is asked for whatever is safe now."""
    message = Message(id=new_id(), key_id=case.key_id, case_id=case.id, party_id=party.id, direction="out", sent_once=str(new_id()), at=desk.now)
    desk.session.add(message)
    message.body = "We looked at it."
    ask(desk, "news", f"news:{message.id}", {"message": str(message.id)}, case.key_id, case.id)


def sent_to(desk):
    """Every address that any kind of work would write to now, by kind."""
    found = {}
    while job := claim(desk.session, desk.now):
        message = WORK[job.kind].prepare(desk, job)
        if message is not None:
            found.setdefault(job.kind, set()).add(message.to)
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDS, min_size=1, max_size=4), st.none() | DAYS)
@example([OPEN, SHUT], None)
@example([OPEN], 0)
@example([OPEN, {**OPEN, "to_on": 0, "email": "b@x.example"}], None)
@example([OPEN, {**OPEN, "may_email": False, "may_email_letters": False}], None)
@example([{**OPEN, "to_on": 0}, {**OPEN, "email": "b@x.example"}], None)
def test_no_mail_goes_to_a_channel_that_is_not_safe_now(council, history, left):
    if not council.rows(Case):
        council.send(safe_email=None)
    with council.database.writing() as session:
        desk = Desk(session, council.now, Calendar(), catalogue({}), council.settings)
        case = session.scalars(sa.select(Case)).one()
        party = write_down(desk, case, history, left)
        ask_for_a_letter(desk, case, party)
        write_to_them(desk, case, party)
        found = sent_to(desk)
        session.rollback()
    for kind in FLAG:
        expected = allowed(history, left, kind)
        assert found.get(kind, set()) <= {expected} - {None}, kind
    if (letter := allowed(history, left, "letter")) is not None:
        assert found["letter"] == {letter}, "what is safe does arrive"


def test_every_kind_of_mail_to_a_person_is_in_this_test():
    """Staff are told by page and notice, an advocacy service by referral; what is done by the day sends nothing itself; a reminder goes to
    the address given for it alone (test_reminder.py)."""
    mails = {kind for kind, work in WORK.items() if work.do is None}  # the rest is done here and goes to nobody
    assert mails - {"page", "notice", "referral", "remind", "hourly", "daily", "held", "twenty_days"} == set(FLAG)
