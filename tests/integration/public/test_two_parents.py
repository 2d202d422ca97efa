"""Whatever happens on their case and in whatever order, two parents of one child never see a word, a name or an address of each other."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.casework.desk import NotAllowed
from portal.casework.letters.readers import Writing, must_be_told
from portal.casework.outbox import claim
from portal.casework.stage.answer import answer
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.find import issues
from portal.casework.stage.hold import Pause, hold
from portal.casework.thread import statement, visit
from portal.casework.thread.message import WITHDRAWAL, write_in, write_out
from portal.casework.thread.safe_way import ask_for_call, change
from portal.casework.thread.withdrawal import Stop, withdraw
from portal.casework.work import WORK
from portal.store.models import Case, Letter
from portal.web.public.back import DO
from portal.web.public.hold import BACK
from tests import factories
from tests.sizes import size

ADA, BRUNO = 0, 1
NAMES = ("Quillfeather", "Marchbanks")
PAUSE = {"ground": "consent", "issues": ()}


@dataclass
class World:
    """A couple's case and every word that was written to or by each of the two."""

    case: Case
    now: object
    numbers: object = field(default_factory=lambda: count(1))

    def word(self, who):
        """A word that stands nowhere else: whose it is can be read in it."""
        return f"{('adaword', 'brunoword')[who]}{next(self.numbers)}"


def both(desk, world, send):
    """One act that tells both, each in a letter of their own."""
    first, second = must_be_told(desk, world.case)
    send(f"Dear you, {world.word(ADA)}.", (Writing(str(second.id), f"Dear you, {world.word(BRUNO)}.", "email"),))
    assert first is not second


def letters_of_extension(desk, world, _who):
    latest = clock_to_extend(desk, world.case).latest_on
    both(desk, world, lambda body, also: extend(desk, world.case, latest, "complex", body, "post", also))


def letters_of_hold(desk, world, _who):
    pause = Pause(**PAUSE, review_on=desk.calendar.add(desk.today, 5))
    both(desk, world, lambda body, also: hold(desk, world.case, pause, body, "post", also))


def letters_of_answer(desk, world, _who):
    found = {str(one.id): "upheld" for one in issues(desk, world.case)}
    both(desk, world, lambda body, also: answer(desk, world.case, found, body, "post", also=also))


def ways(desk, world, who):
    return {"email": f"{world.word(who)}@example.org", "safe_email": ["email", "email_letters"], "phone": f"01632 {world.word(who)}", "safe_phone": ["ring"]}


ACTS = {
    "writes": lambda desk, world, who: write_in(desk, party(world, who), world.word(who), "once"),
    "is written to": lambda desk, world, who: write_out(desk, party(world, who), world.word(who)),
    "changes how to reach them": lambda desk, world, who: change(desk, party(world, who), ways(desk, world, who), world.word(who)),
    "asks for a call": lambda desk, world, who: ask_for_call(desk, party(world, who), {"phone": f"01632 {world.word(who)}"}),
    "asks to stop": lambda desk, world, who: write_in(desk, party(world, who), world.word(who), "once", WITHDRAWAL),
    "is stopped for": lambda desk, world, who: withdraw(desk, party(world, who), Stop(world.word(who), "no", True, world.word(who)), world.word(who), "post"),
    "gets an account to check": lambda desk, world, who: statement.send_to_check(desk, world.case, party(world, who), world.word(who), statement.PAGE),
    "a new date": letters_of_extension,
    "on hold": letters_of_hold,
    "the answer": letters_of_answer,
}


def party(world, who):
    return sorted((one for one in world.case.parties if one.role == "complainant"), key=lambda one: one.id)[who]


@pytest.fixture
def site(app, settings, clock):
    with factories.a_desk(app.extensions["council"].database, settings, clock()) as desk:
        factories.the_lists(desk)
        officer = factories.a_user(desk)
    return app, settings, clock, officer


def play(site, history):
    """Play a history; returns the case's id, the visits of the two and the mails that go out."""
    app, council, clock, officer = site
    with factories.a_desk(app.extensions["council"].database, council, clock(), officer) as desk:
        said = {**factories.COUPLE, "safe_email": ["email", "email_letters"]}
        world = World(factories.a_triaged_case(desk, said=said), clock())
        for act, who in history:
            nested = desk.session.begin_nested()
            try:
                ACTS[act](desk, world, who)
                nested.commit()
            except NotAllowed:
                nested.rollback()
        desk.session.flush()
        tokens = [visit.begin(desk, party(world, who)) for who in (ADA, BRUNO)]
        numbers = [one.number for one in desk.session.query(Letter).filter_by(case_id=world.case.id)]
        mails = []
        while job := claim(desk.session, desk.now + timedelta(days=1)):
            if (message := WORK[job.kind].prepare(desk, job)) is not None:
                mails.append((job.case_id, message))
        return world.case.id, tokens, numbers, mails


HISTORIES = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.sampled_from((ADA, BRUNO))), min_size=2, max_size=8)


@settings(max_examples=size(80), suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(HISTORIES)
def test_two_parents_of_one_child_never_see_a_word_of_each_other(site, history):
    case_id, tokens, numbers, mails = play(site, history)
    own, other = ("adaword", "brunoword"), ("brunoword", "adaword")
    for who, token in enumerate(tokens):
        browser = site[0].test_client()
        browser.set_cookie(BACK, token)
        pages = ["/back", *(f"/back?part={part}" for part in DO), *(f"/back?part=letter&n={number}" for number in numbers)]
        seen = " ".join(browser.get(page, follow_redirects=True).text for page in pages)
        assert not re.search(f"{other[who]}|{NAMES[1 - who]}", seen), history
        assert browser.get("/back").status_code == 200, "the page was there to be looked at"
        said_to = [act for act, whom in history if act == "is written to" and whom == who]
        assert not said_to or own[who] in seen, "what is theirs they do see"
    for of, mail in mails:
        if of == case_id:
            whose = BRUNO if mail.to.startswith(("bruno", "brunoword")) else ADA
            assert other[whose] not in f"{mail.subject} {mail.text}", history
            assert NAMES[1 - whose] not in mail.text, history
