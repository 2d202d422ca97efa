"""What the two mails that write themselves say, and above all what they do not."""

import re

import pytest

from portal.casework.letters.words import mail_words
from portal.settings import Council, Settings, Team


@pytest.fixture(params=["01234 567890", ""], ids=["with a number", "without"])
def settings(request, tmp_path):
    return Settings(instance=tmp_path, council=Council(name="Anytown Council"), team=Team(phone=request.param))


@pytest.mark.parametrize("name", ["receipt", "page"])
def test_a_mail_has_a_subject_and_a_text_and_no_way_in(settings, name):
    subject, text = mail_words(name, "en", settings)
    assert 0 < len(subject) < 60 and text.endswith("Anytown Council\n")
    assert not re.search(r"https?:|www\.|@|{|}|\n{3}", subject + text)


@pytest.mark.parametrize("word", ["complain", "complim", "child", "social", "code", "reference", "danger", "safe", "family"])
def test_the_receipt_tells_whoever_looks_over_a_shoulder_nothing(settings, word):
    assert word not in "".join(mail_words("receipt", "en", settings)).lower()


def test_the_receipt_gives_the_number_where_there_is_one(settings):
    assert ("ring 01234 567890" in mail_words("receipt", "en", settings)[1]) is bool(settings.team.phone)
