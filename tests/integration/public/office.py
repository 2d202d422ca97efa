"""What staff do behind the page of somebody who came back."""

import sqlalchemy as sa

from portal.casework.stage.answer import answer
from portal.casework.stage.find import issues
from portal.store.models import Case, CaseEvent
from tests import factories
from tests.integration.public.returning import give_codes


class Office:
    def __init__(self, app, settings, clock):
        self.app, self.settings, self.clock = app, settings, clock
        self.database = app.extensions["council"].database
        with factories.a_desk(self.database, settings, clock()) as desk:
            factories.the_lists(desk)
            self.officer = factories.a_user(desk, name="Olu Officerton")

    def at_the_desk(self, verb):
        with factories.a_desk(self.database, self.settings, self.clock(), self.officer) as desk:
            return verb(desk)

    def sent(self, **said):
        """(id of the case, codes) of a complaint that waits to be sorted."""

        def make(desk):
            case = factories.a_couple(desk, **said) if said.pop("couple", False) else factories.a_sent_complaint(desk, **said)
            return case.id, give_codes(desk, case, self.database.keys.pepper)

        return self.at_the_desk(make)

    def sorted(self, **choices):
        def make(desk):
            case = factories.a_triaged_case(desk, **choices)
            return case.id, give_codes(desk, case, self.database.keys.pepper)

        return self.at_the_desk(make)

    def on(self, case_id, verb):
        """Do something to a case: on(id, lambda desk, case: ...)."""
        return self.at_the_desk(lambda desk: verb(desk, desk.session.get(Case, case_id)))

    def rows(self, kind, *where):
        with self.database.reading() as session:
            return list(session.scalars(sa.select(kind).where(*where)))

    def happened(self, case_id):
        with self.database.reading() as session:
            return list(session.scalars(sa.select(CaseEvent.event).where(CaseEvent.case_id == case_id).order_by(CaseEvent.number)))


def answered(desk, case):
    answer(desk, case, {str(one.id): "upheld" for one in issues(desk, case)}, "Dear Ada, we found it out.", "post")


def first(desk, case, role="complainant"):
    return sorted((one for one in case.parties if one.role == role), key=lambda one: one.id)[0]
