"""A few cases of each kind, on both databases: how they end, who is on them, and the stages as an earlier system has them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.procedure.model import Event
from portal.settings import load
from portal.store.database import Database
from portal.store.models import Case, Equality, Learning, OmbudsmanCase, Party, Remedy, StageRun
from portal.store.sealing import read_keys
from tests import postgres
from tests.integration.bring_in.records import folder, made, portal

FILES = {
    "cases": """
ref,received_on,procedure,service,status,status_reason,closed_on,complainant,complainants,raised_by,channel,subject_identified,subject_age,complainant_sex
2019/20-1,2020-01-06,statutory,social-care,closed,,2020-03-02,parent,2,,,yes,9,female
W,2020-01-06,statutory,social-care,withdrawn,complainant_withdrew,,,,,,,,
P,2020-01-06,statutory,social-care,not_pursued,,2020-02-03,,,,,,,
N,2020-01-06,statutory,social-care,not_accepted,court,,,,,,,,
H,2020-01-06,statutory,social-care,on_hold,complainant_request,,young_person,,advocate,telephone,,,
O,2020-01-06,,social-care,,,,,,,,no,,
""",
    "stages": """
stage,case_ref,requested_on,started_on,statement_agreed_on,due_on,extended_to,first_response_on,concluded_on,late_reason,outcome
1,2019/20-1,2020-01-06,2020-01-07,,2020-01-21,2020-02-04,2020-02-05,2020-02-10,service-delay,
2,2019/20-1,,,2020-02-12,,,2020-03-02,2020-03-02,,upheld
1,W,,,2020-01-13,,,2020-01-20,,,
1,O,,,,,,,,,
""",
    "issues": "case_ref,category,service,stage_1_finding\n2019/20-1,delay,inclusion-family,partly_upheld",
    "conciliations": "case_ref,offered_on,held_on,result\n2019/20-1,2020-01-08,,declined",
    "ombudsman": "ref,case_ref,received_on,decided_on,recommended_amount,decision\nL-1,W,2019-12-01,2020-05-01,,\nL-2,,2020-05-01,,99.50,upheld",
    "remedies": """
case_ref,ombudsman_ref,decided_by,kind,amount,agreed_on
O,,stage_1,financial,100.5,2019-12-02
O,,stage_1,offer,0,2020-02-03
,L-2,,apology,,2020-06-01
,,,,,2020-06-01
""",
    "learning": "case_ref,agreed_on,tags\nO,2020-06-01,send",
    "compliments": "ref,received_on\nW,2020-06-01\nT,2020-06-01",
}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "postgres":
            server, template = request.getfixturevalue("postgres_template")
            with postgres.copy(server, template, "heard_bring_in") as url:
                patch.setenv("HEARD_DATABASE_URL", url)
                yield from _brought_in(tmp_path_factory.mktemp("small"))
        else:
            yield from _brought_in(tmp_path_factory.mktemp("small"))


def _brought_in(path: Path) -> Iterator[Session]:
    instance = made(path / "instance")
    done = portal(instance, "import", folder(path / "records", {name: content.lstrip().encode() for name, content in FILES.items()}))
    assert done.exit_code == 0, done.output
    settings = load(instance)
    database = Database(settings, read_keys(settings.key_file.parent))
    with database.reading() as session:
        yield session
    database.close()


def case(session: Session, reference: str) -> Case:
    return session.scalars(sa.select(Case).where(Case.reference == reference)).one()


def test_complaints_and_thanks_may_be_numbered_alike(session: Session) -> None:
    assert sorted(session.scalars(sa.select(Case.reference).where(Case.kind == "compliment"))) == ["T", "W-2"]


def said(one: Case, event: Event) -> dict[str, object]:
    return [row.details for row in one.events if row.event == event][-1]


def test_each_ends_as_it_ended(session: Session) -> None:
    ended = {one.reference: (one.state, one.closed_on) for one in session.scalars(sa.select(Case))}
    assert ended == {
        "2019-20-1": ("closed", date(2020, 3, 2)),
        "W": ("closed", date(2020, 1, 20)),
        "P": ("closed", date(2020, 2, 3)),
        "N": ("closed", date(2020, 1, 6)),
        "H": ("held", None),
        "O": ("open", None),
        **dict.fromkeys(("W-2", "T"), ("closed", date(2020, 6, 1))),
    }
    withdrawn = {"status": "withdrawn", "status_reason": "complainant_withdrew", "is_day_known": False, "earlier": True}
    assert said(case(session, "W"), Event.BROUGHT_IN) == withdrawn
    assert said(case(session, "P"), Event.BROUGHT_IN) == {"status": "not_pursued", "earlier": True}
    assert said(case(session, "N"), Event.NOT_ACCEPTED)["reason"] == "court"
    assert said(case(session, "H"), Event.HELD)["reason"] == "complainant_request"
    assert case(session, "O").due_clock == "stage1"  # that it arrived was said in the earlier system


def test_stages_are_as_the_earlier_system_has_them(session: Session) -> None:
    runs = {(run.stage, run.case_id): run for run in session.scalars(sa.select(StageRun))}
    one, first = case(session, "2019-20-1"), runs["stage1", case(session, "2019-20-1").id]
    assert (first.requested_on, first.started_on, first.due_on) == (date(2020, 1, 6), date(2020, 1, 7), date(2020, 1, 21))
    assert first.extended_to == date(2020, 2, 4)
    assert (first.first_response_on, first.concluded_on, first.late_reason) == (date(2020, 2, 5), date(2020, 2, 10), "service-delay")
    second = runs["stage2", one.id]
    assert (second.requested_on, second.started_on, second.statement_agreed_on, second.outcome) == (None, None, date(2020, 2, 12), "upheld")
    assert second.first_response_on == second.concluded_on == date(2020, 3, 2)
    unfinished = runs["stage1", case(session, "W").id]
    assert (unfinished.statement_agreed_on, unfinished.first_response_on, unfinished.concluded_on) == (date(2020, 1, 13), date(2020, 1, 20), None)
    assert runs["stage1", case(session, "O").id].started_on is None
    assert len(runs) == 4


def test_who_is_on_a_case(session: Session) -> None:
    parties = {one.reference: [(party.role, party.relation) for party in one.parties] for one in session.scalars(sa.select(Case))}
    assert parties["2019-20-1"] == [("complainant", "parent"), ("complainant", "parent"), ("child", None)]
    assert parties["H"] == [("complainant", "child"), ("advocate", None)]
    spoken_for, advocate = case(session, "H").parties
    assert advocate.speaks_for_id == spoken_for.id and case(session, "H").is_childs_words and not case(session, "O").is_childs_words
    assert (case(session, "H").contact.channel, case(session, "H").raised_by) == ("phone", "advocate")
    open_one = case(session, "O")
    assert (open_one.procedure, open_one.raised_by, open_one.is_subject_identified) == ("statutory", "", False)
    assert session.scalars(sa.select(Party.reference).where(Party.reference.is_not(None)).order_by(Party.reference)).all() == [
        "2019-20-1",
        "H",
        "N",
        "O",
        "P",
        "W",
    ]
    assert {(row.about, row.question, row.code) for row in session.scalars(sa.select(Equality))} == {("child", "age", "5_9"), ("self", "sex", "female")}


def test_what_stands_beside_the_cases(session: Session) -> None:
    asked = {one.reference: one for one in session.scalars(sa.select(OmbudsmanCase))}
    assert (asked["L-1"].case_id, asked["L-1"].decided_on, asked["L-1"].decision) == (case(session, "W").id, date(2020, 5, 1), None)
    assert (asked["L-2"].recommended_pence, asked["L-2"].decided_on, asked["L-2"].decision) == (9950, None, "upheld")
    remedies = {(one.kind, one.amount_pence): (one.case_id, one.ombudsman_case_id) for one in session.scalars(sa.select(Remedy))}
    assert remedies.pop(("offer", 0)) == (case(session, "O").id, None)
    assert remedies == {("financial", 10050): (case(session, "O").id, None), ("apology", None): (None, asked["L-2"].id), ("", None): (None, None)}
    assert session.scalars(sa.select(Learning)).one().case_id == case(session, "O").id
