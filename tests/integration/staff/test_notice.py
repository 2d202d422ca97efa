"""Who is told when somebody the complaint is about tries to open it: the mail says nothing of anybody."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from portal.casework.letters.words import mail_words
from portal.casework.reading.opening import log_refusal
from portal.settings import Settings
from portal.store.database import Database
from portal.store.models import Outbox
from tests import factories


def test_when_staff_complained_about_try_to_open_it_the_manager_is_told_without_a_word_of_it(database: Database, settings: Settings, now: datetime) -> None:
    with factories.a_desk(database, settings, now) as desk:
        officer = factories.a_user(desk)
        case = factories.a_sent_complaint(desk)
        factories.a_subject(desk, case, officer)
        for _ in range(3):
            log_refusal(replace(desk, by=officer), case.reference, "case.open", None)
        jobs = [job.body for job in desk.session.scalars(sa.select(Outbox).where(Outbox.kind == "notice"))]
    assert jobs == [{"to": settings.people.complaints_manager}]


def test_when_it_is_the_manager_who_tries_the_deputy_is_told(database: Database, settings: Settings, now: datetime) -> None:
    with factories.a_desk(database, settings, now) as desk:
        manager = factories.a_user(desk, "complaints_manager")
        manager.email = settings.people.complaints_manager
        case = factories.a_sent_complaint(desk)
        factories.a_subject(desk, case, manager)
        log_refusal(replace(desk, by=manager), case.reference, "case.open", None)
        jobs = [job.body for job in desk.session.scalars(sa.select(Outbox).where(Outbox.kind == "notice"))]
    assert jobs == [{"to": settings.people.deputy}]


def test_the_mail_names_nobody(settings: Settings) -> None:
    subject, text = mail_words("notice", "en", settings)
    assert subject == "Heard: please look"
    assert "Sign in the way you always do" in text
