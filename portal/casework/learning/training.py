"""Courses about complaints: for whom, and how many came."""

from datetime import date

from portal.casework.desk import Desk, NotAllowed
from portal.store.database import new_id
from portal.store.models import Training
from portal.text import N_


def hold_course(desk: Desk, held_on: date, course: str, audience: str, attended: int) -> Training:
    """A course was held. audience: the council's code. Raises NotAllowed without a name or an audience, or for a number or day that cannot be."""
    if not desk.brings_in and not (course.strip() and audience):
        raise NotAllowed(N_("Write what the course was, and who it was for."))
    if attended < 0:
        raise NotAllowed(N_("Write how many people came."))
    if held_on > desk.today:
        raise NotAllowed(N_("What happened cannot be dated in the future."))
    row = Training(id=new_id(), held_on=held_on, course=course, audience=audience, attended=attended)
    desk.session.add(row)
    return row
