"""What a record says comes to the codes of the questions, and back to the words that reports write."""

import pytest

from portal.forms.equality import ABOUT_CHILD, ABOUT_YOU, FORMS, ONLY_RECORDED, RECORD, kept
from portal.forms.model import Audience
from portal.forms.questions.equality import ETHNIC, PREFER_NOT
from portal.forms.recorded import _CODES, LABELS, _written, age_code, ethnic_code


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("White British", "white_british"),
        ("White: Any other White background", "white_other"),
        ("Mixed: White and Black Caribbean", "mixed_caribbean"),
        ("asian:  indian ", "asian_indian"),
        ("Asian, Asian British or Asian Welsh: Chinese", "asian_chinese"),
        ("White: English, Welsh, Scottish, Northern Irish or British", "white_british"),
        ("Black: African", "black_african"),
        ("African", "black_african"),
        ("Other: Any other ethnic group", "other_any"),
        ("Prefer not to say", "prefer_not"),
        ("White", None),
        ("Asian: Irish", None),
        ("Asian: ", None),
        ("Martian", None),
        ("", None),
    ],
)
def test_a_group_is_known_by_the_census_labels_and_no_heading_alone_is_a_group(label, code):
    assert ethnic_code(label) == code


def test_no_two_groups_are_written_alike_and_each_label_leads_back():
    written = list(_written())
    assert len(_CODES) == len({(words.casefold(), code) for words, code in written})
    groups = [code for code in ETHNIC.options if code != PREFER_NOT]
    assert [ethnic_code(LABELS[code]) for code in groups] == groups
    assert (LABELS["white_british"], LABELS["white_irish"], LABELS["black_african"]) == ("White British", "White: Irish", "Black: African")


@pytest.mark.parametrize(("about", "years", "band"), [(Audience.SELF, 15, "under_16"), (Audience.SELF, 60, "55_64"), (Audience.CHILD, 4, "under_5")])
def test_an_age_falls_in_a_band_of_its_question(about, years, band):
    assert age_code(about, years) == band
    assert {age_code(about, one) for one in range(120)} == set(FORMS[about].question("age").options) - {PREFER_NOT}


def test_what_no_page_offers_is_kept_from_a_record_alone():
    assert kept(RECORD[Audience.SELF], {"sex": "transgender", "disabled": "yes"}, ONLY_RECORDED) == {"sex": "transgender", "disabled": "yes"}
    assert kept(RECORD[Audience.CHILD], {"disabled": "yes", "condition": "no"}, ONLY_RECORDED)["disabled"] == "no"
    for form in (ABOUT_YOU, ABOUT_CHILD, *RECORD.values()):
        with pytest.raises(ValueError, match="has no sex"):
            kept(form, {"sex": "transgender"})
