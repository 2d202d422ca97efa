"""What a case becomes as facts, on both databases."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from portal.casework.desk import Desk
from portal.casework.stage import escalate, withdraw
from portal.casework.stage.find import find, issues
from portal.casework.stage.hold import Pause, hold
from portal.casework.stage.record import record
from portal.procedure.model import Event
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Case, Conciliation, ContextFigure, Learning, OmbudsmanCase, PublishedFigure, Remedy, Training, new_key
from tests import factories
from tests.integration.reports.facts_of import Rows, read

JUNE = datetime(2026, 6, 1, 10, tzinfo=ZoneInfo("Europe/London"))
PROCEDURES = {"statutory": {"stages": [{}, {"clock_starts": "statement_agreed"}, {}]}}
WHOLE = {"decided_by": "ombudsman", "kind": "financial", "agreed_on": date(2026, 8, 3)}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def of(rows: Rows, case: Case) -> Rows:
    return [row for row in rows if row["case_id"] == case.id.hex]


def said(row: Mapping[str, object], wanted: Mapping[str, object]) -> Mapping[str, object]:
    return {key: row[key] for key in wanted}


def two_stages(desk: Desk, now: datetime) -> Case:
    """Sorted in June, answered after 15 working days, looked into from an agreed statement, answered again, finished a week later."""
    case = factories.a_triaged_case(replace(desk, by=factories.a_user(desk)))
    case.tags, case.raised_by = ["send", "Café, x"], "advocate"
    points = issues(desk, case)
    points[1].service = "child_in_need"
    later = replace(desk, now=now, brings_in=True)
    one, two = (str(point.id) for point in points)
    find(later, case, {one: "upheld", two: "not_upheld"}, on=day("06-22"))
    escalate.respond(later, case, 1, day("06-22"))
    escalate.explain_late(later, case, 1, "staff_away", day("06-22"))
    escalate.request(later, case, 2, day("07-01"))
    escalate.agree_statement(later, case, day("07-08"))
    find(later, case, {one: "partly_upheld", two: "partly_upheld"}, "stage2", day("08-12"))
    escalate.respond(later, case, 2, day("08-12"), is_final=False)
    escalate.conclude(later, case, 2, day("08-19"))
    desk.session.add(Conciliation(case_id=case.id, offered_on=day("07-02"), held_on=None, result="declined"))
    return case


def test_a_case_with_two_stages(database: Database, settings: Settings, now: datetime) -> None:
    settings = replace(settings, procedures=PROCEDURES)
    with factories.a_desk(database, settings, JUNE) as desk:
        factories.the_lists(desk)
        case = two_stages(desk, now)
    found = read(settings, database)
    a_complaint(of(found["complaint"], case), case)
    its_stages(of(found["stage"], case))
    assert {(row["category"], row["issue_service"]) for row in of(found["issue"], case)} == {("communication", "looked_after"), ("delay", "child_in_need")}
    results = [(row["category"], row["service"], row["stage"], row["finding"], row["concluded_on"]) for row in of(found["finding"], case)]
    assert sorted(results) == [
        ("communication", "looked_after", "1", "upheld", day("06-22")),
        ("communication", "looked_after", "2", "partly_upheld", day("08-19")),
        ("delay", "child_in_need", "1", "not_upheld", day("06-22")),
        ("delay", "child_in_need", "2", "partly_upheld", day("08-19")),
    ]
    assert [(row["offered_on"], row["held_on"], row["result"]) for row in of(found["conciliation"], case)] == [(day("07-02"), None, "declined")]


def a_complaint(rows: Rows, case: Case) -> None:
    (complaint,) = rows
    wanted = {
        "received_on": day("06-01"),
        "procedure": "statutory",
        "service": "looked_after",
        "channel": "online_form",
        "complainant": "parent",
        "raised_by": "advocate",
        "complainants": 1,
        "status": "open",
        "tags": ["send", "Café, x"],
        "is_complaint": True,
        "first_response_on": day("06-22"),
        "gone_on_2": day("07-01"),
        "gone_on_3": None,
        "concluded_1": day("06-22"),
        "concluded_2": day("08-19"),
        "child_id": next(party.id.hex for party in case.parties if party.role == "child"),
        "complainant_id": next(party.id.hex for party in case.parties if party.role == "complainant"),
    }
    assert said(complaint, wanted) == wanted


def its_stages(rows: Rows) -> None:
    first, second = rows
    wanted = {"stage": "1", "clock_on": day("06-01"), "response_days": 15, "in_time": False, "late_reason": "staff_away", "outcome": "partly_upheld"}
    assert said(first, wanted) == wanted, "ten days, and nobody set another date"
    assert first["is_several"] is True
    wanted = {"stage": "2", "clock_on": day("07-08"), "response_days": 25, "conclusion_days": 30, "outcome": "partly_upheld", "is_several": False}
    assert said(second, wanted) == wanted


def test_how_cases_stand_and_what_is_no_complaint(database: Database, settings: Settings, now: datetime) -> None:
    with factories.a_desk(database, settings, JUNE) as desk:
        factories.the_lists(desk)
        sorting = replace(desk, by=factories.a_user(desk))
        held, stopped, refused, again, unsorted_ = (factories.a_sent_complaint(desk) for _n in range(5))
        thanks = factories.a_sent_complaint(desk, kind="compliment", praise_from="child", relation=None)
        for case in (held, stopped, refused, again):
            factories.sort(sorting, case)
        factories.sort(sorting, thanks, kind="compliment", procedure="compliment", points=())
        later = replace(desk, now=now, brings_in=True)
        hold(later, held, Pause("", (), day("12-01"), reason="court"), "", "post", on=day("06-03"))
        withdraw.withdraw(later, stopped, day("06-04"), "complainant_withdrew")
        record(later, stopped, Event.BROUGHT_IN, on=day("06-04"), details={"is_day_known": False})
        withdraw.not_accept(later, refused, day("06-05"), "out_of_time")
        withdraw.not_pursued(later, again, day("06-08"))
        taken_back = again.events[-1].id
        record(later, again, Event.VOIDED, voids=taken_back)
        withdraw.withdraw(later, again, day("06-09"))
        couple, child = factories.a_couple(desk), factories.a_young_person_s_complaint(desk)

    found = read(settings, database)
    stands = {row["case_id"]: (row["status"], row["status_reason"], row["closed_on"], row["is_complaint"]) for row in found["complaint"]}
    assert stands[held.id.hex] == ("on_hold", "court", None, True)
    assert stands[stopped.id.hex] == ("withdrawn", "complainant_withdrew", None, True)
    assert stands[refused.id.hex] == ("not_accepted", "out_of_time", day("06-05"), True)
    assert stands[again.id.hex] == ("withdrawn", "", day("06-09"), True), "what was taken back does not count"
    assert stands[unsorted_.id.hex] == ("open", "", None, False)
    assert thanks.id.hex not in stands
    assert [(row["case_id"], row["given_by"]) for row in found["compliment"]] == [(thanks.id.hex, "young_person")]
    people = {row["case_id"]: (row["complainant"], row["complainants"], row["is_child_complainant"]) for row in found["complaint"]}
    assert people[couple.id.hex] == ("parent", 2, False)
    assert people[child.id.hex] == ("young_person", 1, True)


def test_what_belongs_to_no_case(database: Database, settings: Settings, now: datetime) -> None:
    with factories.a_desk(database, settings, now) as desk:
        factories.the_lists(desk)
        case = factories.a_triaged_case(replace(desk, by=factories.a_user(desk)))
        case.tags = ["send"]
        key = new_key(desk.session, now)
        ours, other = (
            OmbudsmanCase(key_id=key, case_id=of_case, reference=reference, service=service, received_on=day("07-01"), decision="upheld")
            for of_case, reference, service in ((case.id, "A", "child_in_need"), (None, "B", "early_help"))
        )
        desk.session.add_all([ours, other])
        desk.session.flush()
        links = ({"case_id": case.id, "amount_pence": 15000}, {"ombudsman_case_id": ours.id}, {"ombudsman_case_id": other.id, "amount_pence": 99})
        desk.session.add_all([Remedy(key_id=key, **WHOLE, **link) for link in links])
        desk.session.add(Training(held_on=day("05-05"), course="x", audience="staff", attended=7))
        desk.session.add(Learning(case_id=case.id, you_said="a", we_did="b", shared_by=None, agreed_on=day("06-01")))
        desk.session.add(Learning(service="child_in_need", you_said="a", we_did="b", shared_by="training", agreed_on=day("06-01"), tags=["send"]))
        desk.session.add(ContextFigure(period="2025-26", measure="children", dimension="", value="", number=0.5))
        desk.session.add(PublishedFigure(period="2024-25", table_id="t", row_label="r", column_label="", number=3))

    found = read(settings, database)
    remedies = [(row["service"], row["procedure"], row["tags"], row["pence"]) for row in found["remedy"]]
    assert remedies == [("child_in_need", "statutory", ["send"], None), ("early_help", "corporate", [], 99), ("looked_after", "statutory", ["send"], 15000)]
    ombudsman = [(row["procedure"], row["tags"], row["ombudsman_decision"]) for row in found["ombudsman"]]
    assert ombudsman == [("statutory", ["send"], "upheld"), ("corporate", [], "upheld")]
    learning = [(row["service"], row["tags"], row["shared_by"]) for row in found["learning"]]
    assert learning == [("child_in_need", ["send"], "training"), ("looked_after", ["send"], "")]
    assert [(row["audience"], row["attended"]) for row in found["training"]] == [("staff", 7)]
    assert [row["number"] for row in (*found["context"], *found["published"])] == [0.5, 3.0]
