"""SIGNPOSTED: something another place must answer; we tell the person where, and why."""

from portal.procedure.catalogue.always import ACKNOWLEDGE, ALLOWS, ALLOWS_CLOSED, CALLBACK, FREEZE, PROMISE
from portal.procedure.model import Clock, Event, Procedure, Stage
from portal.text import N_

TELL = Clock(
    key="tell",
    name=N_("Write where it belongs, and why"),
    starts=(Event.SIGNPOSTED,),
    stops=(Event.LETTER_SENT, Event.MESSAGE_SENT, Event.CALLED_BACK),
    days=2,
    source=PROMISE,
)

SIGNPOSTED = Procedure(
    key="signposted",
    name=N_("Shown to the right place"),
    stages=(
        Stage(
            key="signposted",
            name=N_("Shown to the right place"),
            begins=Event.RECEIVED,
            clocks=(ACKNOWLEDGE, TELL),
            allows=frozenset({Event.ACKNOWLEDGED, Event.SIGNPOSTED, Event.ROUTE_CHANGED}),
            closes_after=frozenset({Event.LETTER_SENT, Event.MESSAGE_SENT, Event.CALLED_BACK}),
            main="tell",
        ),
    ),
    clocks=(CALLBACK, FREEZE),
    allows=ALLOWS,
    allows_closed=ALLOWS_CLOSED,
    counts=False,
)
