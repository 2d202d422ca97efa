"""WALES: local resolution, then a formal investigation by somebody independent; after that the ombudsman."""

from dataclasses import replace

from portal.procedure.catalogue.always import ACKNOWLEDGE, ALLOWS, ALLOWS_CLOSED, CLOCKS, PROMISE, WORKED
from portal.procedure.model import MOVING, Clock, Event, Ground, Procedure, Stage
from portal.text import N_

REGULATIONS = "Social Services Complaints Procedure (Wales) Regulations 2014 (SI 2014/1794)"
GROUNDS = MOVING - {Ground.ADVOCATE}

LOCAL_RESOLUTION = Stage(
    key="stage1",
    name=N_("Stage 1"),
    begins=Event.RECEIVED,
    clocks=(
        replace(ACKNOWLEDGE, source=f"{REGULATIONS}, regulation 15(2)"),
        Clock(
            key="discussion",
            name=N_("Talk it through with the person"),
            starts=(Event.ACKNOWLEDGED,),
            stops=(Event.MEDIATION_HELD, Event.ANSWERED),
            days=10,
            extended_by=Event.EXTENDED,  # by agreement with the person; the regulations name no latest day
            moved_by=GROUNDS,
            ended_by=(Event.STAGE2_REQUESTED,),
            source=f"{REGULATIONS}, regulation 16(3) and (4)",
        ),
        Clock(
            key="resolution_written",
            name=N_("Write down what was agreed"),
            starts=(Event.MEDIATION_HELD,),
            stops=(Event.ANSWERED,),
            days=5,
            ended_by=(Event.STAGE2_REQUESTED,),
            source=f"{REGULATIONS}, regulation 16(5)",
        ),
    ),
    allows=WORKED | {Event.ACKNOWLEDGED, Event.ANSWERED, Event.STAGE2_REQUESTED},
    closes_after=frozenset({Event.ANSWERED}),
    main="discussion",
)

# The regulations count from the start date: the day the written record of the complaint was agreed. A later answer needs a letter that
# says why and when, and comes within six months at most; 120 working days never reach beyond six months.
FORMAL_INVESTIGATION = Stage(
    key="stage2",
    name=N_("Stage 2"),
    begins=Event.STAGE2_REQUESTED,
    clocks=(
        Clock(
            key="statement",
            name=N_("Agree what is looked into"),
            starts=(Event.STAGE2_REQUESTED,),
            stops=(Event.STATEMENT_AGREED, Event.ADJUDICATED),
            days=5,
            moved_by=GROUNDS,
            ended_by=(Event.STAGE2_DECLINED,),
            source=PROMISE,
        ),
        Clock(
            key="stage2",
            name=N_("Answer at stage 2, from the agreed statement"),
            starts=(Event.STATEMENT_AGREED,),
            stops=(Event.ADJUDICATED,),
            days=25,
            cap=120,
            extended_by=Event.EXTENDED,
            moved_by=GROUNDS,
            ended_by=(Event.STAGE2_DECLINED,),
            source=f"{REGULATIONS}, Part 4, formal investigation (from regulation 17)",
        ),
    ),
    allows=WORKED
    | {
        Event.STAGE2_DECLINED,
        Event.STAGE2_ACKNOWLEDGED,
        Event.INVESTIGATOR_APPOINTED,
        Event.INDEPENDENT_PERSON_APPOINTED,
        Event.STATEMENT_AGREED,
        Event.INVESTIGATION_REPORTED,
        Event.ADJUDICATED,
    },
    closes_after=frozenset({Event.ADJUDICATED, Event.STAGE2_DECLINED}),
    main="stage2",
)

WALES_2014 = Procedure(
    key="statutory",
    name=N_("Social services complaint"),
    stages=(LOCAL_RESOLUTION, FORMAL_INVESTIGATION),
    clocks=CLOCKS,
    allows=ALLOWS,
    allows_closed=ALLOWS_CLOSED,
)
