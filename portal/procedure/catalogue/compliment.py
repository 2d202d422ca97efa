"""COMPLIMENT: thanks that reach the people they are meant for."""

from portal.procedure.catalogue.always import ACKNOWLEDGE, ALLOWS, ALLOWS_CLOSED, CALLBACK, PROMISE
from portal.procedure.model import Clock, Event, Procedure, Stage
from portal.text import N_

PASS_ON = Clock(
    key="pass_on",
    name=N_("Pass the thanks on"),
    starts=(Event.RECEIVED,),
    stops=(Event.PASSED_ON,),
    days=10,
    source=PROMISE,
)

COMPLIMENT = Procedure(
    key="compliment",
    name=N_("Compliment"),
    stages=(
        Stage(
            key="compliment",
            name=N_("Compliment"),
            begins=Event.RECEIVED,
            clocks=(ACKNOWLEDGE, PASS_ON),
            allows=frozenset({Event.ACKNOWLEDGED, Event.PASSED_ON, Event.ROUTE_CHANGED}),
            closes_after=frozenset({Event.PASSED_ON, Event.ACKNOWLEDGED}),  # not everybody wants their thanks passed on
            main="pass_on",
        ),
    ),
    clocks=(CALLBACK,),
    allows=ALLOWS,
    allows_closed=ALLOWS_CLOSED,
    counts=False,
)
