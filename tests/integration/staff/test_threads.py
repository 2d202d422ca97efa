"""What staff do about one person: write to them, a new code, how to reach them, and stopping."""

import pytest
import sqlalchemy as sa

from portal.access.code import verify
from portal.casework.thread import visit
from portal.casework.thread.message import WITHDRAWAL, write_in
from portal.store.models import Case, CaseEvent, Draft, KeptText, Letter, Message, Outbox, Party, SafeContact, Task, Visit
from tests import factories


@pytest.fixture
def database_url(sqlite_url):
    return sqlite_url


@pytest.fixture
def scene(app, database, settings, clock):
    return Scene(app, database, settings, clock)


class Scene:
    def __init__(self, app, database, settings, clock):
        app.config["WTF_CSRF_ENABLED"] = False
        self.app, self.database, self.settings, self.clock = app, database, settings, clock
        with factories.a_desk(database, settings, clock()) as desk:
            factories.the_lists(desk)
            self.officer = factories.a_user(desk)
        self.browser = factories.signed_in(app, self.officer, clock())

    def case(self, **said):
        with self.desk() as desk:
            return factories.a_triaged_case(desk, said=said).reference

    def desk(self):
        return factories.a_desk(self.database, self.settings, self.clock(), self.officer)

    def people(self, reference):
        with self.database.reading() as session:
            case = session.scalars(sa.select(Case).where(Case.reference == reference)).one()
            return session.scalars(sa.select(Party).where(Party.case_id == case.id, Party.reference.is_not(None)).order_by(Party.id)).all()

    def post(self, reference, act, **fields):
        return self.browser.post(f"/cases/{reference}/{act}", data={"seen": "999", **fields})

    def rows(self, kind, *where):
        with self.database.reading() as session:
            return list(session.scalars(sa.select(kind).where(*where)))

    def happened(self):
        return [(one.event, one.details) for one in sorted(self.rows(CaseEvent), key=lambda one: one.number)]


def test_a_message_goes_to_the_one_person_chosen_and_only_a_safe_e_mail_says_so(scene):
    reference = scene.case(**factories.COUPLE, safe_email=None)
    ada, bruno = scene.people(reference)
    page = scene.browser.get(f"/cases/{reference}/message?to={bruno.reference}").text
    assert f'value="{bruno.id}" checked' in page and "Ring)" in page.replace("\n", "")
    assert scene.post(reference, "message", party=str(bruno.id), words="Dear Bruno").status_code == 302
    assert scene.post(reference, "message", party=str(ada.id), words="Dear Ada").status_code == 302
    with scene.database.reading() as session:
        found = {one.party_id: one.body for one in session.scalars(sa.select(Message))}
        jobs = [one.body for one in session.scalars(sa.select(Outbox).where(Outbox.kind == "news"))]
        assert found == {ada.id: "Dear Ada", bruno.id: "Dear Bruno"}
        assert len(jobs) == 1, "Ada did not call e-mail safe"


def test_the_case_page_keeps_two_people_s_threads_apart(scene):
    reference = scene.case(**factories.COUPLE)
    ada, _bruno = scene.people(reference)
    with scene.desk() as desk:
        write_in(desk, desk.session.get(Party, ada.id), "Please write, do not ring.", "once")
    page = scene.browser.get(f"/cases/{reference}").text
    hers, his = page.split('id="thread-2"')
    assert "Please write, do not ring." in hers and "Please write, do not ring." not in his
    assert "to read" in scene.browser.get("/cases").text


def test_a_manager_who_answers_reads_no_thread(scene):
    reference = scene.case()
    with scene.desk() as desk:
        manager = factories.a_user(desk, "service_manager")
        case = desk.session.scalars(sa.select(Case).where(Case.reference == reference)).one()
        factories.a_grant(desk, case, manager)
        write_in(desk, desk.session.get(Party, scene.people(reference)[0].id), "Canary words", "once")
    page = factories.signed_in(scene.app, manager, scene.clock()).get(f"/cases/{reference}").text
    assert "Canary words" not in page and "Messages with" not in page


def test_somebody_who_writes_after_the_end_stands_on_the_queue(scene):
    reference = scene.case()
    scene.post(reference, "withdraw", **stop(scene, reference))
    assert reference not in scene.browser.get("/cases").text
    with scene.desk() as desk:
        write_in(desk, desk.session.get(Party, scene.people(reference)[0].id), "I changed my mind.", "once")
    assert f"finished: {reference}" in " ".join(scene.browser.get("/cases").text.replace("<", " <").replace(">", "> ").split()).replace(
        f'<a class="govuk-link" href="/cases/{reference}"> ', ""
    )


CHECK = {"asked": "The name of the school, and she knew it.", "sure": "sure", "way": "phone"}


def test_a_new_code_kills_the_old_one_and_every_page_it_opened(scene):
    reference = scene.case()
    (ada,) = scene.people(reference)
    with scene.desk() as desk:
        visit.begin(desk, desk.session.get(Party, ada.id))
    assert all(one.token_hash for one in scene.rows(Draft, Draft.reference == reference)), "the browser that sent it still lists its files"
    made = scene.post(reference, "new_code", party=str(ada.id), **CHECK)
    assert made.location == f"/cases/{reference}/code"
    page = scene.browser.get(made.location).text
    words = page.split("Six words</dt><dd>")[1].split("</dd>")[0]
    (after,) = scene.people(reference)
    assert after.reference == ada.reference and after.reference in page
    assert verify(after.code_hash, words.split(), scene.database.keys.pepper) and after.code_hash != ada.code_hash
    assert after.code_made_on == scene.clock().date()
    assert all(one.ended_at for one in scene.rows(Visit))
    assert [one.token_hash for one in scene.rows(Draft, Draft.reference == reference)] == [None]
    assert scene.happened()[-1] == ("code_replaced", {"party": str(ada.id), "way": "phone"})
    scene.browser.post(f"/cases/{reference}/code")
    assert scene.browser.get(f"/cases/{reference}/code").status_code == 302
    assert scene.rows(KeptText) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"sure": "doubt"}, "In doubt there is no new code"),
        ({"asked": "  "}, "Write something here"),
        ({"way": "letter"}, "Give the code only by a way they called safe"),
    ],
)
def test_in_doubt_there_is_no_code(scene, given, said):
    reference = scene.case()
    (ada,) = scene.people(reference)
    answered = scene.post(reference, "new_code", party=str(ada.id), **{**CHECK, **given})
    assert answered.status_code == 422 and said in answered.text
    assert scene.people(reference)[0].code_hash == ada.code_hash
    assert scene.rows(KeptText) == []


def test_a_way_that_was_changed_today_is_no_way_for_a_new_code(scene):
    """Whoever rings to have the number changed may ring again for the code (F-11)."""
    reference = scene.case()
    (ada,) = scene.people(reference)
    ways = {"phone": "01632 960 666", "safe_phone": "ring", "how": "She rang."}
    assert scene.post(reference, "safe_ways", party=str(ada.id), language="en", **ways).status_code == 302
    assert scene.post(reference, "new_code", party=str(ada.id), **CHECK).status_code == 422
    scene.clock.move(hours=24)
    scene.browser = factories.signed_in(scene.app, scene.officer, scene.clock())
    assert scene.post(reference, "new_code", party=str(ada.id), **CHECK).status_code == 302


def test_the_second_of_two_gets_a_first_code_where_none_was_shown(scene):
    reference = scene.case(**{**factories.COUPLE, "with_code": "later"})
    _ada, bruno = scene.people(reference)
    assert bruno.code_hash is None
    refused = scene.post(reference, "message", party=str(bruno.id), words="Dear Bruno")
    assert refused.status_code == 422 and "They have no code" in refused.text
    assert scene.post(reference, "new_code", party=str(bruno.id), **{**CHECK, "way": "in_person"}).status_code == 302
    assert scene.people(reference)[1].code_hash


def test_what_was_safe_before_stands_on_the_page_that_changes_it(scene):
    reference = scene.case()
    (ada,) = scene.people(reference)
    page = scene.browser.get(f"/cases/{reference}/safe_ways").text
    assert "01632 960 111" in page and 'value="ring" checked' in page and 'value="post" checked' not in page
    scene.post(reference, "safe_ways", party=str(ada.id), phone="", how="She wrote.", language="en")
    assert [one.may_ring for one in scene.rows(SafeContact)] == [True, False]


def test_the_second_of_two_is_written_to_in_their_own_language_once_staff_know_it(scene):
    reference = scene.case(**factories.COUPLE)
    ada, bruno = scene.people(reference)
    before = len(scene.rows(SafeContact))
    ways = {"phone": factories.COUPLE["with_phone"], "safe_phone": factories.COUPLE["with_safe_phone"]}
    ways |= {"email": factories.COUPLE["with_email"], "safe_email": factories.COUPLE["with_safe_email"]}
    assert scene.post(reference, "safe_ways", party=str(bruno.id), how="He said so.", language="pl", **ways).status_code == 302
    assert {one.id: one.language for one in scene.people(reference)} == {ada.id: "en", bruno.id: "pl"}
    assert scene.happened()[-1] == ("contact_changed", {"party": str(bruno.id), "language": "pl"})
    assert len(scene.rows(SafeContact)) == before, "what is safe is as old as it was"


def stop(scene, reference, **more):
    (ada, *_rest) = scene.people(reference)
    letter = "We stop, as you asked."
    return {"party": str(ada.id), "words": "I am tired.", "pushed": "no", "goes_on": "no", "why": "Mia: no.", "letter": letter, "channel": "post", **more}


def test_stopping_keeps_their_words_and_sends_a_letter(scene):
    reference = scene.case()
    (ada,) = scene.people(reference)
    with scene.desk() as desk:
        write_in(desk, desk.session.get(Party, ada.id), "I am so tired of it.", "once", WITHDRAWAL)
    assert "I am so tired of it." in scene.browser.get(f"/cases/{reference}/withdraw").text
    assert scene.post(reference, "withdraw", **stop(scene, reference)).status_code == 302
    event, details = scene.happened()[-1]
    assert (event, details["pushed"], details["goes_on"]) == ("withdrawn", "no", False)
    assert [(one.kind, one.party_id) for one in scene.rows(Letter)] == [("withdrawn", ada.id)]
    assert scene.rows(Task, Task.done_at.is_(None)) == []


@pytest.mark.parametrize("asked", [{"pushed": ""}, {"goes_on": ""}, {"why": " "}, {"words": " "}, {"letter": " "}])
def test_nothing_stops_while_a_question_is_open(scene, asked):
    reference = scene.case()
    assert scene.post(reference, "withdraw", **stop(scene, reference, **asked)).status_code == 422
    assert "withdrawn" not in [event for event, _details in scene.happened()]


def test_one_of_two_who_stops_stops_for_themselves_only(scene):
    reference = scene.case(**factories.COUPLE)
    assert scene.post(reference, "withdraw", **stop(scene, reference)).status_code == 302
    assert "withdrawn" not in [event for event, _details in scene.happened()]
    _ada, bruno = scene.people(reference)
    assert scene.post(reference, "withdraw", **stop(scene, reference, party=str(bruno.id))).status_code == 302
    assert scene.happened()[-1][0] == "withdrawn"
