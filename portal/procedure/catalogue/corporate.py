"""CORPORATE: the council's own procedure, by the ombudsman's Code or with the council's own numbers."""

from dataclasses import replace

from portal.procedure.catalogue.always import ACKNOWLEDGE, ALLOWS, ALLOWS_CLOSED, CLOCKS, WORKED
from portal.procedure.model import MOVING, Clock, Event, Ground, Procedure, Stage
from portal.text import N_

CODE = "Local Government and Social Care Ombudsman, Complaint Handling Code (2024)"
OWN = N_("Set by this council")
NOT_GIVEN = -1
"""Stands for a number of days that only the council can give; the catalogue refuses a procedure that still has it."""
GROUNDS = MOVING - {Ground.ADVOCATE}

ANSWER_1 = Clock(
    key="stage1",
    name=N_("Answer at stage 1"),
    starts=(Event.ACKNOWLEDGED,),
    stops=(Event.ANSWERED,),
    days=10,
    cap=20,
    extended_by=Event.EXTENDED,
    moved_by=GROUNDS,
    ended_by=(Event.STAGE2_REQUESTED,),
    source=CODE,
)
ACKNOWLEDGE_2 = Clock(
    key="stage2_acknowledge",
    name=N_("Say that we have the stage 2 request"),
    starts=(Event.STAGE2_REQUESTED,),
    stops=(Event.STAGE2_ACKNOWLEDGED, Event.STAGE2_ANSWERED),
    days=5,
    ended_by=(Event.STAGE2_DECLINED,),
    source=CODE,
)
ANSWER_2 = Clock(
    key="stage2",
    name=N_("Answer at stage 2"),
    starts=(Event.STAGE2_ACKNOWLEDGED,),
    stops=(Event.STAGE2_ANSWERED,),
    days=20,
    cap=40,
    extended_by=Event.EXTENDED,
    moved_by=GROUNDS,
    ended_by=(Event.STAGE2_DECLINED,),
    source=CODE,
)

STAGE_1 = Stage(
    key="stage1",
    name=N_("Stage 1"),
    begins=Event.RECEIVED,
    clocks=(replace(ACKNOWLEDGE, days=5, source=CODE), ANSWER_1),
    allows=WORKED | {Event.ACKNOWLEDGED, Event.ANSWERED, Event.STAGE2_REQUESTED},
    closes_after=frozenset({Event.ANSWERED}),
    main="stage1",
)
STAGE_2 = Stage(
    key="stage2",
    name=N_("Stage 2"),
    begins=Event.STAGE2_REQUESTED,
    clocks=(ACKNOWLEDGE_2, ANSWER_2),
    allows=WORKED | {Event.STAGE2_DECLINED, Event.STAGE2_ACKNOWLEDGED, Event.STAGE2_ANSWERED},
    closes_after=frozenset({Event.STAGE2_ANSWERED, Event.STAGE2_DECLINED}),
    main="stage2",
)

COMPLAINT_HANDLING_CODE = Procedure(
    key="corporate",
    name=N_("Complaint to the council"),
    stages=(STAGE_1, STAGE_2),
    clocks=CLOCKS,
    allows=ALLOWS,
    allows_closed=ALLOWS_CLOSED,
)

_OWN_1 = replace(ANSWER_1, starts=(Event.RECEIVED,), days=NOT_GIVEN, cap=None, source=OWN)
_OWN_2 = replace(ANSWER_2, starts=(Event.STAGE2_REQUESTED,), days=NOT_GIVEN, cap=None, source=OWN)
TWO_STAGE = replace(
    COMPLAINT_HANDLING_CODE,
    stages=(replace(STAGE_1, clocks=(ACKNOWLEDGE, _OWN_1)), replace(STAGE_2, clocks=(_OWN_2,))),
)
ONE_STAGE = replace(
    TWO_STAGE,
    stages=(replace(TWO_STAGE.stages[0], allows=STAGE_1.allows - {Event.STAGE2_REQUESTED}),),
)
