"""The page of a young person who came back: their own face of it, how they want to be answered, how they are treated, and a door no parent's code opens."""

from dataclasses import replace

import pytest

from portal.access.roles import CATALOGUE, Permission
from portal.casework.people.advocacy import Speaker, add
from portal.casework.reading.beside import open_tasks
from portal.casework.reading.history import history
from portal.casework.reading.people import people
from portal.casework.reading.threads import with_news
from portal.casework.thread.message import write_out
from portal.forms.ways import WAYS
from portal.store.models import Case, Message, SafeContact, Task
from portal.web.public.back_parts import YOUNG_DO
from tests import factories
from tests.integration.public.office import Office, answered, first
from tests.integration.public.returning import come_back, do, give_codes
from tests.reading import grade, sentences

STORY = "They read my diary."


@pytest.fixture
def office(app, settings, clock):
    return Office(app, settings, clock)


@pytest.fixture
def child(office):
    """(id of the case, browser on their page) of a young person who told us in a way."""

    def tell(audience="young", **said):
        def make(desk):
            case = factories.a_sent_form(desk, audience, "en", {"kind": "complaint", "story": STORY, **said})
            return case.id, give_codes(desk, case, office.database.keys.pepper)

        case_id, (code, *_more) = office.at_the_desk(make)
        return case_id, come_back(office.app, code)

    return tell


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.key)
def test_the_page_is_in_the_way_they_used_last_and_says_where_it_is(child, way):
    _case, me = child(str(way.audience))
    page = me.page
    body = page.all("body")[0]["class"].split()
    assert "heard-young" in body and (way.key == "words" or f"heard-young--{way.key}" in body)
    (here,) = page.all("li", aria_current="step")
    assert here and "You told us We read it (it is here now) Somebody looks into it You get an answer" in page.words
    assert "We write to you by" in page.words and "closed" not in page.words.lower()
    assert "I changed my mind" in page.words and "I want someone on my side" in page.words


def test_another_way_is_kept_for_the_visit_and_gone_when_they_are_done(child):
    _case, me = child()
    assert "heard-young--pictures" in me.open("/back?as=m").html and "heard-young--pictures" in me.open("/back?part=write").html
    me.open("/back")
    me.press("done", url="/back")
    with me.client.session_transaction() as kept:
        assert "way" not in kept


def test_every_part_has_a_young_face(child):
    _case, me = child("young_easy")
    pages = {part: me.open(f"/back?part={part}") for part in YOUNG_DO}
    assert {part for part, page in pages.items() if page.status != 200 or "heard-young--easy" not in page.html} == set()
    assert "Tell me more" not in pages["side"].words and "It costs nothing." in pages["side"].words
    mains = {part: page.html.partition("<main")[2].partition("</main>")[0].partition(">")[2] for part, page in {**pages, "": me.open("/back")}.items()}
    assert {part: grade(main) for part, main in mains.items() if grade(main) > 4} == {}
    assert [one for main in mains.values() for one in sentences(main) if len(one.split()) > 12] == []


def test_answered_is_never_called_closed_and_how_it_felt_comes_after_it(child, office):
    case_id, me = child()
    assert "how it felt" not in me.page.words

    office.on(case_id, lambda desk, case: answered(desk, factories.sort(desk, case)))
    words = me.open("/back").words
    assert "We have answered. You can still come back." in words and "closed" not in words.lower()
    assert words.index("I am not happy with the answer") < words.index("Tell us how it felt")


def test_who_looks_after_it_is_a_first_name_and_only_where_the_council_says_so(child, office, settings):
    case_id, me = child()
    office.on(case_id, lambda desk, case: setattr(case, "holder_id", office.officer.id))
    assert "Olu" not in me.open("/back").words
    running = office.app.extensions["council"]
    office.app.extensions["council"] = replace(running, settings=replace(settings, team=replace(settings.team, first_names=True)))
    words = me.open("/back").words
    assert "Olu looks after this for you." in words and "Officerton" not in words


def test_treated_worse_is_asked_after_ten_working_days_and_is_the_complaints_manager_s_alone(child, office, clock):
    case_id, me = child()
    assert "treated you differently" not in me.page.words
    clock.move(days=14)
    me = come_back_again(office, case_id)
    assert "Has anyone treated you differently since you told us?" in me.page.words
    page = do(me, "since", since="worse")
    assert "Your answer goes to the person in charge of complaints." in page.words and "Childline" in page.words
    assert "Tell us how it has been" not in page.words
    assert [one.kind for one in office.rows(Task, Task.kind == "treated_worse")] == ["treated_worse"]
    for role in CATALOGUE:
        user = office.at_the_desk(lambda desk, role=role: factories.a_user(desk, role))
        with factories.a_desk(office.database, office.settings, clock(), user) as desk:
            case = desk.session.get(Case, case_id)
            tasks = [one.kind for one in open_tasks(desk, case)]
            events = [one.details for one in history(desk, case, None, may_read_notes=False) if "treated" in one.details]
            mark = with_news(desk, [case_id])
        knows = role == "complaints_manager"
        assert ("treated_worse" in tasks, bool(events), bool(mark)) == (knows, knows, knows), role


def come_back_again(office, case_id):
    """With new words, in a browser of their own."""
    (code, *_more) = office.on(case_id, lambda desk, case: give_codes(desk, case, office.database.keys.pepper))
    return come_back(office.app, code)


def test_how_they_want_the_answer_is_kept_and_only_what_they_called_safe_is_safe(child, office):
    case_id, me = child(phone="01632 960 111", safe_phone=["text"])
    do(me, "answer", answer_how="meeting", meet_where="At school, after lunch")
    assert office.on(case_id, lambda desk, case: first(desk, case).about)["answer_how"] == ["meeting"]
    do(me, "answer", answer_how="letter", address="1 Canary Row")
    now = standing(office)
    assert (now.may_post, now.may_text, now.may_ring) == (False, True, False), "an address alone is not safe; what was safe before stays"
    do(me, "answer", answer_how="call", phone="01632 960 222")
    now = standing(office)
    assert (now.may_ring, now.may_text, now.may_voicemail) == (True, False, False), "of another number nothing else was called safe"
    do(me, "answer", answer_how="letter", address="1 Canary Row", safe_post=["post"])
    assert standing(office).may_post and "Canary" not in me.open("/back").html


def standing(office):
    return next(one for one in office.rows(SafeContact) if one.to_on is None)


def test_a_parent_s_code_never_opens_a_child_s_contact(office, child):
    """Their own page, every part of it and the files, whatever is asked for: no word of the child's."""
    case_id, me = child(name="Zebracub", must_not_see="My mum")
    do(me, "write", message="Zebraword of mine")
    office.on(case_id, lambda desk, case: write_out(desk, first(desk, case), "Zebraword to you"))
    _own, (parent,) = office.sent()
    hers = come_back(office.app, parent)
    beside = office.on(case_id, lambda desk, case: add(desk, case, Speaker(first(desk, case), "They asked for her.", "Mum Example", role="representative")).id)
    her_own = office.on(case_id, lambda desk, case: give_codes(desk, case, office.database.keys.pepper))[-1]
    on_the_case = come_back(office.app, her_own)
    assert beside and on_the_case.page.url == "/back"
    for browser in (hers, on_the_case):
        for address in ("/back", *(f"/back?part={part}" for part in (*YOUNG_DO, "letter&n=1")), "/files?of=back", "/done", "/card", "/code.png"):
            page = browser.open(address)
            assert not any(word in page.html for word in ("Zebra", STORY, "My mum", "heard-young")), address
    assert len(office.rows(Message)) == 2


def test_a_child_s_reference_opens_nothing_with_a_parent_s_words(office, child):
    def make(desk):
        cases = [factories.a_sent_form(desk, "young", "en", {"kind": "complaint", "story": STORY}), factories.a_sent_complaint(desk)]
        return [give_codes(desk, case, office.database.keys.pepper)[0] for case in cases]

    mine, hers = office.at_the_desk(make)
    assert "We cannot open that" in come_back(office.app, replace(hers, reference=mine.reference, words="acorn " * 6)).page.words


def test_where_to_meet_a_child_and_whom_they_trust_is_for_whoever_may_reach_them(child, office):
    case_id, me = child(trusted="Auntie Bo, 01632 960 777")
    do(me, "answer", answer_how="meeting", meet_where="At school, after lunch")
    for role, seen in (("complaints_officer", True), ("service_manager", False)):
        user = office.at_the_desk(lambda desk, role=role: factories.a_user(desk, role))
        with factories.a_desk(office.database, office.settings, office.clock(), user) as desk:
            shown = people(desk, desk.session.get(Case, case_id), lambda permission, seen=seen: permission is not Permission.CONTACT_DETAILS or seen)
        assert ({"meet_where", "trusted"} <= shown[0].about.keys()) == seen and "answer_how" in shown[0].about
