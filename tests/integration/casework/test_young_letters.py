"""Letters to a child or young person speak to them, at a grade that most nine-year-olds can read."""

import pytest

from portal.casework.desk import NotAllowed
from portal.casework.letters.first_words import KINDS, first_words
from portal.casework.letters.grade import CHILD, reading
from portal.casework.letters.letter import check_whole
from portal.casework.stage.find import issues
from portal.store.models import Case, Party
from tests import factories
from tests.integration.casework.conftest import Office, acknowledged


def young(case: Case) -> Party:
    """The complainant, as somebody who told us in a young person's way."""
    party = case.parties[0]
    party.relation = "child"
    return party


def test_each_kind_speaks_to_the_young_person_in_plain_words(office: Office) -> None:
    case = acknowledged(office)
    reader = young(case)
    points = [issue.words for issue in issues(office.desk, case)]
    for kind in KINDS:
        words = first_words(office.desk, case, kind, party=reader)
        assert words.startswith("Hello Ada,") and "Dear" not in words and "Example" not in words
        assert "Someone on your side" in words
        ours = words.replace(str(reader.reference or case.reference), "").partition(office.desk.settings.council.name)[0]
        for point in points:
            ours = ours.replace(point, "")
        assert reading(ours).grade <= CHILD and reading(ours).hard == (), kind


def test_the_answer_has_each_point_and_what_comes_next_and_goes_only_when_it_is_written(office: Office) -> None:
    case = acknowledged(office)
    words = first_words(office.desk, case, "answer", party=young(case))
    for said in ("We looked at: ", "We found: ", "We are sorry that ", "What happens now", "If you are not happy with this answer"):
        assert said in words
    assert words.count("You told us: ") == len(issues(office.desk, case))
    with pytest.raises(NotAllowed, match="Still to write"):
        check_whole("answer", words)


def test_a_grown_up_and_a_child_on_one_case_each_get_their_own(office: Office) -> None:
    case = factories.an_advocate_s_complaint(office.desk)
    advocate, child = (next(one for one in case.parties if one.role == role) for role in ("advocate", "child"))
    assert first_words(office.desk, case, "answer", party=advocate).startswith("Dear")
    assert first_words(office.desk, case, "answer", party=child).startswith("Hello")
