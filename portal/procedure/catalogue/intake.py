"""INTAKE: from the moment something arrives until somebody has chosen its procedure."""

from portal.procedure.catalogue.always import ACKNOWLEDGE, ALLOWS, ALLOWS_CLOSED, CLOCKS, PROMISE
from portal.procedure.event import CLOSINGS
from portal.procedure.model import Clock, Event, Procedure, Stage
from portal.text import N_

TRIAGE = Clock(
    key="triage",
    name=N_("Choose the procedure"),
    starts=(Event.RECEIVED,),
    stops=(Event.TRIAGED, Event.SIGNPOSTED),
    days=2,
    sooner={"urgent": 0},
    source=PROMISE,
)

INTAKE = Procedure(
    key="intake",
    name=N_("Not sorted yet"),
    stages=(
        Stage(
            key="intake",
            name=N_("Not sorted yet"),
            begins=Event.RECEIVED,
            clocks=(ACKNOWLEDGE, TRIAGE),
            allows=frozenset({Event.ACKNOWLEDGED, Event.SPLIT, Event.TRIAGED, Event.SIGNPOSTED}),
            closes_after=frozenset({Event.SIGNPOSTED}),
            main="triage",
        ),
    ),
    clocks=CLOCKS,
    allows=ALLOWS - {Event.ASSIGNED},  # who answers is decided when it is sorted
    allows_closed=ALLOWS_CLOSED,
    ends=CLOSINGS | {Event.TRIAGED, Event.SIGNPOSTED},
    counts=False,
)
