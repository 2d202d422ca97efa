"""STATUTORY: the three stages of the Children Act 1989 representations procedure (England)."""

from portal.procedure.catalogue.always import ACKNOWLEDGE, ALLOWS, ALLOWS_CLOSED, CLOCKS, WORKED
from portal.procedure.model import MOVING, Clock, Event, Ground, Procedure, Stage
from portal.text import N_

REGULATIONS = "Children Act 1989 Representations Procedure (England) Regulations 2006 (SI 2006/1738)"
GUIDANCE = "Getting the Best from Complaints (DfES, 2006)"
# An advocate is waited for at stage 1 only; later stages can stand still for proceedings or by agreement.
AFTER_STAGE_1 = MOVING - {Ground.ADVOCATE}

STAGE_1 = Stage(
    key="stage1",
    name=N_("Stage 1"),
    begins=Event.RECEIVED,
    clocks=(
        ACKNOWLEDGE,
        Clock(
            key="stage1",
            name=N_("Answer at stage 1"),
            starts=(Event.RECEIVED,),
            stops=(Event.ANSWERED,),
            days=10,
            cap=20,
            extended_by=Event.EXTENDED,
            moved_by=MOVING,
            ended_by=(Event.STAGE2_REQUESTED,),
            source=f"{REGULATIONS}, regulation 14; {GUIDANCE}, 3.5",
        ),
    ),
    allows=WORKED | {Event.ACKNOWLEDGED, Event.ANSWERED, Event.STAGE2_REQUESTED},
    closes_after=frozenset({Event.ANSWERED}),
    main="stage1",
)

# When this clock starts is contested, so both are kept: the ombudsman has counted from the request, many councils and some
# decisions from the agreed statement. The request always comes first and is the one that warns.
STAGE_2 = Stage(
    key="stage2",
    name=N_("Stage 2"),
    begins=Event.STAGE2_REQUESTED,
    clocks=(
        Clock(
            key="stage2",
            name=N_("Answer at stage 2, from the request"),
            starts=(Event.STAGE2_REQUESTED,),
            stops=(Event.ADJUDICATED,),
            days=25,
            cap=65,
            extended_by=Event.EXTENDED,
            moved_by=AFTER_STAGE_1,
            ended_by=(Event.STAGE2_DECLINED,),
            source=f"{REGULATIONS}, regulation 17; {GUIDANCE}, 3.6 to 3.10",
        ),
        Clock(
            key="stage2_from_statement",
            name=N_("Answer at stage 2, from the agreed statement"),
            starts=(Event.STATEMENT_AGREED,),
            stops=(Event.ADJUDICATED,),
            days=25,
            cap=65,
            extended_by=Event.EXTENDED,
            extended_as="stage2",
            moved_by=AFTER_STAGE_1,
            ended_by=(Event.STAGE2_DECLINED,),
            source=f"{REGULATIONS}, regulations 16 and 17; {GUIDANCE}, 3.6 to 3.10",
        ),
        Clock(
            key="panel_request",
            name=N_("Time to ask for a review panel"),
            starts=(Event.ADJUDICATED,),
            stops=(Event.PANEL_REQUESTED,),
            days=20,
            source=f"{REGULATIONS}, regulation 18",
            is_ours=False,
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
        Event.PANEL_REQUESTED,
    },
    closes_after=frozenset({Event.ADJUDICATED, Event.STAGE2_DECLINED}),
    main="stage2",
)

STAGE_3 = Stage(
    key="stage3",
    name=N_("Stage 3"),
    begins=Event.PANEL_REQUESTED,
    clocks=(
        Clock(
            key="panel",
            name=N_("Hold the review panel"),
            starts=(Event.PANEL_REQUESTED,),
            stops=(Event.PANEL_HELD,),
            days=30,
            moved_by=AFTER_STAGE_1,
            ended_by=(Event.PANEL_DECLINED,),
            source=f"{REGULATIONS}, regulation 19(4)",
        ),
        Clock(
            key="panel_report",
            name=N_("The panel's report"),
            starts=(Event.PANEL_HELD,),
            stops=(Event.PANEL_REPORTED,),
            days=5,
            moved_by=AFTER_STAGE_1,
            ended_by=(Event.PANEL_DECLINED,),
            source=f"{REGULATIONS}, regulation 20",
        ),
        Clock(
            key="panel_answer",
            name=N_("Answer the panel's report"),
            starts=(Event.PANEL_REPORTED,),
            stops=(Event.PANEL_ANSWERED,),
            days=15,
            moved_by=AFTER_STAGE_1,
            ended_by=(Event.PANEL_DECLINED,),
            source=f"{REGULATIONS}, regulation 20",
        ),
    ),
    allows=WORKED
    | {
        Event.PANEL_DECLINED,
        Event.PANEL_ARRANGED,
        Event.PANEL_HELD,
        Event.PANEL_REPORTED,
        Event.PANEL_ANSWERED,
    },
    closes_after=frozenset({Event.PANEL_ANSWERED, Event.PANEL_DECLINED}),
)

CHILDREN_ACT_1989 = Procedure(
    key="statutory",
    name=N_("Children's social care complaint"),
    stages=(STAGE_1, STAGE_2, STAGE_3),
    clocks=CLOCKS,
    allows=ALLOWS,
    allows_closed=ALLOWS_CLOSED,
)
