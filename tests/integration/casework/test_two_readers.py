"""Two who complain together: each is told, in a letter of their own that names nobody else; a child's advocate and the child likewise."""

import pytest
import sqlalchemy as sa

from portal.casework.desk import NotAllowed
from portal.casework.letters.first_words import first_words
from portal.casework.letters.named import named
from portal.casework.letters.readers import Writing, must_be_told, readers
from portal.casework.stage.acknowledge import acknowledge
from portal.casework.stage.answer import answer
from portal.casework.stage.extend import clock_to_extend, extend
from portal.casework.stage.find import issues
from portal.casework.thread.withdrawal import Stop, withdraw
from portal.store.models import Case, Letter, Party
from tests import factories
from tests.integration.casework.conftest import Office


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is sent and told is the same on both."""
    return sqlite_url


def sorted_couple(office: Office) -> tuple[Case, Party, Party]:
    case = factories.a_triaged_case(office.desk, responder=office.manager, said=dict(factories.COUPLE))
    ada, bruno = must_be_told(office.desk, case)
    return case, ada, bruno


def sent(office: Office, case: Case) -> list[tuple[str, str, str | None]]:
    rows = office.desk.session.scalars(sa.select(Letter).where(Letter.case_id == case.id).order_by(Letter.number))
    return [(str(row.party_id), row.body, row.channel) for row in rows]


def test_an_answer_goes_to_each_by_a_way_each_called_safe(office: Office) -> None:
    case, ada, bruno = sorted_couple(office)
    found = {str(issue.id): "upheld" for issue in issues(office.desk, case)}
    answer(office.desk, case, found, "Dear Ada Quillfeather, sorry.", "post", also=(Writing(str(bruno.id), "Dear Bruno Marchbanks, sorry.", "email"),))
    assert sent(office, case) == [(str(ada.id), "Dear Ada Quillfeather, sorry.", "post"), (str(bruno.id), "Dear Bruno Marchbanks, sorry.", "email")]


def test_what_the_second_called_safe_is_not_safe_for_the_first(office: Office) -> None:
    case, _ada, bruno = sorted_couple(office)
    latest = clock_to_extend(office.desk, case).latest_on
    assert latest is not None
    with pytest.raises(NotAllowed):
        extend(office.desk, case, latest, "complex", "Dear Ada", "email", (Writing(str(bruno.id), "Dear Bruno", "email"),))


@pytest.mark.parametrize("also", [(), ("  ",)], ids=["left out", "empty"])
def test_nobody_who_complained_is_forgotten(office: Office, also: tuple[str, ...]) -> None:
    case, _ada, bruno = sorted_couple(office)
    latest = clock_to_extend(office.desk, case).latest_on
    assert latest is not None
    with pytest.raises(NotAllowed):
        extend(office.desk, case, latest, "complex", "Dear Ada", "post", tuple(Writing(str(bruno.id), body) for body in also))


def test_a_letter_goes_to_nobody_who_is_not_on_the_case(office: Office) -> None:
    case, _ada, bruno = sorted_couple(office)
    other = factories.a_sent_complaint(office.desk).parties[0]
    latest = clock_to_extend(office.desk, case).latest_on
    assert latest is not None
    with pytest.raises(NotAllowed):
        extend(office.desk, case, latest, "complex", "Dear Ada", "post", (Writing(str(bruno.id), "Dear Bruno"), Writing(str(other.id), "Dear you")))


def test_each_is_told_that_we_have_it_by_a_safe_way_of_their_own(office: Office) -> None:
    case, _ada, bruno = sorted_couple(office)
    for also in ({}, {str(bruno.id): "phone"}):
        with pytest.raises(NotAllowed):
            acknowledge(office.desk, case, "phone", office.desk.today, also=also)
    acknowledge(office.desk, case, "phone", office.desk.today, also={str(bruno.id): "email"})
    assert case.events[-1].details == {"way": "phone", "also": {str(bruno.id): "email"}}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("We spoke to Bruno Marchbanks.", "Bruno Marchbanks"),
        ("We spoke to BRUNO  MARCHBANKS.", "BRUNO  MARCHBANKS"),
        ("Bruno told us.", "Bruno"),
        ("Mr Marchbanks told us.", "Marchbanks"),
        ("Dear Ada Quillfeather, we looked at what happened to Zebedee.", None),
        ("We will say more about the brunost.", None),
    ],
)
def test_a_letter_names_its_reader_and_the_child_and_nobody_else(office: Office, body: str, found: str | None) -> None:
    case = factories.a_couple(office.desk)
    assert named(case, case.parties[0], body) == found


@pytest.mark.parametrize(("name", "body", "found"), [("Will May", "We will write in May. Will you come?", None), ("Will May", "Will May said so.", "Will May")])
def test_a_name_that_is_an_everyday_word_names_nobody_alone(office: Office, name: str, body: str, found: str | None) -> None:
    case = factories.a_couple(office.desk, with_name=name)
    assert named(case, case.parties[0], body) == found


def test_a_family_name_that_the_reader_has_too_gives_nobody_away(office: Office) -> None:
    case = factories.a_couple(office.desk, with_name="Bruno Quillfeather")
    assert named(case, case.parties[0], "Dear Ms Quillfeather") is None
    assert named(case, case.parties[0], "Bruno said") == "Bruno"


def test_a_letter_that_names_the_other_is_not_sent(office: Office) -> None:
    case, _ada, bruno = sorted_couple(office)
    latest = clock_to_extend(office.desk, case).latest_on
    assert latest is not None
    with pytest.raises(NotAllowed):
        extend(office.desk, case, latest, "complex", "Dear Ada, as Bruno asked", "post", (Writing(str(bruno.id), "Dear Bruno"),))


def test_every_template_names_its_own_reader_only(office: Office) -> None:
    case, ada, bruno = sorted_couple(office)
    for kind in ("route", "extension", "hold", "answer"):
        for reader in (ada, bruno):
            words = first_words(office.desk, case, kind, party=reader)
            assert str(reader.name) in words
            assert named(case, reader, words) is None


def test_a_child_s_advocate_must_be_told_and_the_child_may_be_written_to(office: Office) -> None:
    case = factories.an_advocate_s_complaint(office.desk)
    assert [party.role for party in must_be_told(office.desk, case)] == ["advocate"]
    assert [party.role for party in readers(office.desk, case)] == ["advocate", "child"]
    child = readers(office.desk, case)[1]
    assert named(case, child, "Imogen Speakwell can explain this to you.") is None


def test_what_a_worker_passed_on_is_answered_to_the_person_and_never_names_the_worker(office: Office) -> None:
    case = factories.passed_on(office.desk)
    assert [party.name for party in readers(office.desk, case)] == ["Kit Ashgrove"]
    assert named(case, readers(office.desk, case)[0], "Walt told us") == "Walt"


def test_whoever_stopped_while_the_other_goes_on_need_not_be_told(office: Office) -> None:
    case, ada, bruno = sorted_couple(office)
    withdraw(office.desk, ada, Stop("I want no more of this.", "no", False, "The head of service"), "Dear Ada", "post")
    assert [party.name for party in must_be_told(office.desk, case)] == ["Bruno Marchbanks"]
    assert [party.name for party in readers(office.desk, case)] == ["Bruno Marchbanks", "Ada Quillfeather"]
    found = {str(issue.id): "upheld" for issue in issues(office.desk, case)}
    answer(office.desk, case, found, "Dear Bruno", "post")
    assert sent(office, case)[-1] == (str(bruno.id), "Dear Bruno", "post")
