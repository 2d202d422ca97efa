"""However a young person wants to be answered and whatever they change: nothing is posted, mailed, texted or left on a voicemail that was not agreed."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.casework.desk import Desk, NotAllowed
from portal.casework.letters.letter import EMAIL, channels, send, write
from portal.casework.outbox import claim
from portal.casework.people.safe_contact import CHANNELS, current
from portal.casework.stage.acknowledge import SAFE_WHERE, safe_ways
from portal.casework.thread.answer_how import choose, reach
from portal.casework.thread.message import write_out
from portal.casework.thread.safe_way import WAYS, ask_for_call, check_way
from portal.casework.work import WORK
from portal.store.database import Database
from portal.store.models import Party
from tests import factories
from tests.sizes import size

PHONES = ("01632 960 111", "01632 960 222")
ON_THE_PHONE = {"ring": "may_ring", "voicemail": "may_voicemail", "text": "may_text", "say_who": "may_say_who"}
BY_EMAIL = {"email": "may_email", "email_letters": "may_email_letters"}

TICKS = st.sets(st.sampled_from(sorted(ON_THE_PHONE)))
CALL = st.fixed_dictionaries({"phone": st.sampled_from(("", *PHONES)), "safe_phone": TICKS.map(sorted)})
LETTER = st.fixed_dictionaries({"address": st.sampled_from(("", "1 Canary Row")), "safe_post": st.sampled_from(([], ["post"]))})
MAIL = st.fixed_dictionaries({"email": st.sampled_from(("", "zebra@child.example")), "safe_email": st.sets(st.sampled_from(sorted(BY_EMAIL))).map(sorted)})
ACTS = st.one_of(
    st.tuples(st.just("message"), st.just({})),
    st.tuples(st.just("meeting"), st.just({"meet_where": "At school"})),
    st.tuples(st.just("letter"), LETTER),
    st.tuples(st.just("call"), CALL),
    st.tuples(st.just("reach"), st.builds(lambda phone, mail: {**phone, **mail}, CALL, MAIL)),
    st.tuples(st.just("talk"), st.sampled_from(PHONES).map(lambda number: {"phone": number})),
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


class Agreed:
    """What was agreed, said again in the plainest way: the newest word about each channel and the number it was said of."""

    def __init__(self) -> None:
        self.open: set[str] = set()
        self.phone = ""

    def hear(self, act: str, said: dict[str, Any]) -> None:
        phone = {ON_THE_PHONE[tick] for tick in said.get("safe_phone", ())}
        if act == "reach":
            self.open, self.phone = phone | {BY_EMAIL[tick] for tick in said["safe_email"]}, said["phone"]
        elif act == "letter":
            self.open = (self.open - {"may_post"}) | ({"may_post"} if said["safe_post"] else set())
        elif act == "call" and (said["phone"] or (self.phone and phone)):
            self.open = (self.open - set(ON_THE_PHONE.values())) | phone | {"may_ring"}
            self.phone = said["phone"] or self.phone
        elif act == "talk":
            of_another = said["phone"] != self.phone
            self.open = (self.open - ({"may_voicemail", "may_text", "may_say_who"} if of_another else set())) | {"may_ring"}
            self.phone = said["phone"]


def do(desk: Desk, party: Party, act: str, said: dict[str, Any]) -> None:
    if act == "reach":
        reach(desk, party, said)
    elif act == "talk":
        ask_for_call(desk, party, said)
    else:
        choose(desk, party, {"answer_how": act, **said})


def test_the_number_we_know_stays_when_only_the_times_or_the_ticks_change(database: Database, settings: Any, now: Any) -> None:
    with factories.a_desk(database, settings, now) as desk:
        case = factories.a_sent_form(desk, "young", "en", {"kind": "complaint", "talk_how": ["phone"], "phone": PHONES[0], "safe_phone": ["ring", "voicemail"]})
        party = next(one for one in case.parties if one.reference)
        for said, voicemail in (({"best_times": "After school"}, True), ({"safe_phone": ["ring"]}, False)):
            choose(desk, party, {"answer_how": "call", **said})
            safe = current(desk.session, party.id, desk.today)
            assert safe is not None and safe.details["phone"] == PHONES[0] and (safe.may_ring, safe.may_voicemail) == (True, voicemail)


@settings(max_examples=size(200), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(ACTS, max_size=5))
def test_no_sender_uses_a_channel_that_was_not_agreed(database: Database, settings: Any, now: Any, history: list[tuple[str, dict[str, Any]]]) -> None:
    agreed = Agreed()
    with factories.a_desk(database, settings, now) as desk:
        desk = Desk(desk.session, desk.now, desk.calendar, desk.procedures, desk.settings, factories.a_user(desk))
        case = factories.a_sent_form(desk, "young", "en", {"kind": "complaint", "story": "They read my diary."})
        party = next(one for one in case.parties if one.reference)
        for act, said in history:
            do(desk, party, act, said)
            agreed.hear(act, said)
        safe = current(desk.session, party.id, desk.today)
        assert {one for one in CHANNELS if getattr(safe, one, False)} <= agreed.open, history
        for way in safe_ways(desk, case, party):
            assert not SAFE_WHERE[way] or agreed.open & set(SAFE_WHERE[way]), (way, history)
        for way, column in WAYS.items():
            try:
                check_way(desk, party, way)
            except NotAllowed:
                continue
            assert not column or column in agreed.open, (way, history)
        assert EMAIL not in channels(desk, case, party) or "may_email_letters" in agreed.open
        write_out(desk, party, "We look into it.")
        for channel in channels(desk, case, party):
            send(desk, case, write(desk, case, "hold", "Dear you,\n\nWe wait.\n\nYours", party), channel)
        desk.session.flush()
        while job := claim(desk.session, desk.now + timedelta(days=1)):
            message = WORK[job.kind].prepare(desk, job) if job.case_id == case.id else None
            if message is not None and "child.example" in message.to:
                assert agreed.open & set(BY_EMAIL.values()), history
        desk.session.rollback()
