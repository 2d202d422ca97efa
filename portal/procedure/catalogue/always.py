"""What holds on every case whatever its procedure: the clocks that always run and the events always allowed."""

from portal.procedure.model import Clock, Event
from portal.text import N_

PROMISE = N_("A promise of this service, not a rule of law; the council can change it")

ACKNOWLEDGE = Clock(
    key="acknowledge",
    name=N_("Say that we have it"),
    starts=(Event.RECEIVED,),
    stops=(Event.ACKNOWLEDGED, Event.ANSWERED),
    days=2,
    sooner={"urgent": 0},
    ended_by=(Event.STAGE2_REQUESTED, Event.BROUGHT_IN),  # an earlier system wrote to them: nobody waits to hear that it arrived
    source=PROMISE,
)

CALLBACK = Clock(
    key="callback",
    name=N_("Call back"),
    starts=(Event.CALLBACK_ASKED,),
    stops=(Event.CALLED_BACK,),
    days=1,
    source=PROMISE,
    each=True,
)

# "I am being moved on Friday" must not sit in a ten-day clock.
FREEZE = Clock(
    key="freeze",
    name=N_("Ask whether the decision can wait"),
    starts=(Event.FREEZE_REQUESTED,),
    stops=(Event.FREEZE_DECIDED,),
    days=1,
    day_before="before",
    source=N_("A promise of this service; that a decision may have to wait is guidance: Getting the Best from Complaints (2006), 6.5.2"),
    each=True,
)

_TOLD = (Event.ACKNOWLEDGED, Event.CALLED_BACK, Event.MESSAGE_SENT, Event.LETTER_SENT)

UPDATE = Clock(
    key="update",
    name=N_("Tell the person where it stands"),
    starts=(Event.RECEIVED, *_TOLD, Event.STAGE2_REQUESTED, Event.PANEL_REQUESTED, Event.REOPENED),
    stops=_TOLD,
    days=10,
    sooner={"child": 5},
    source=PROMISE,
    each=True,
    is_reminder=True,
)

CLOCKS = (CALLBACK, FREEZE, UPDATE)

ALLOWS_CLOSED = frozenset(
    {
        Event.RISK_NOTED,
        Event.MADE_URGENT,
        Event.ALARM_PAGED,
        Event.ALARM_OPENED,
        Event.RECEIPT_MAILED,
        Event.MAIL_FAILED,
        Event.FILE_RECEIVED,
        Event.FILE_WRITTEN_DOWN,
        Event.PARTY_ADDED,
        Event.TRANSLATION_ASKED,
        Event.TRANSLATED,
        Event.CONTACT_CHANGED,
        Event.CODE_REPLACED,
        Event.CONSENT_ASKED,
        Event.CONSENT_GIVEN,
        Event.CONSENT_REFUSED,
        Event.CONSENT_WITHDRAWN,
        Event.ADVOCATE_OFFERED,
        Event.ADVOCATE_ACCEPTED,
        Event.ADVOCATE_DECLINED,
        Event.ADVOCATE_CHOSEN,
        Event.ADVOCATE_APPOINTED,
        Event.ADVOCATE_ENDED,
        Event.CHASED,
        Event.LATE_EXPLAINED,
        Event.MESSAGE_RECEIVED,
        Event.MESSAGE_SENT,
        Event.LETTER_SENT,
        Event.REMEDY_AGREED,
        Event.ACTION_DONE,
        Event.OMBUDSMAN_ASKED,
        Event.OMBUDSMAN_DECIDED,
        Event.REOPENED,
        Event.NOTED,
        Event.VOIDED,
    }
)

ALLOWS = (ALLOWS_CLOSED - {Event.REOPENED}) | {
    Event.CALLBACK_ASKED,
    Event.CALLBACK_TRIED,
    Event.CALLED_BACK,
    Event.FREEZE_REQUESTED,
    Event.FREEZE_DECIDED,
    Event.ACCOUNT_SENT,
    Event.WITHDRAWAL_ASKED,
    Event.ACCOUNT_CONFIRMED,
    Event.ASSIGNED,
    Event.CLOSED,
    Event.WITHDRAWN,
    Event.NOT_PURSUED,
    Event.NOT_ACCEPTED,
}

WORKED = frozenset(
    {
        Event.ROUTE_CHANGED,
        Event.SPLIT,
        Event.ISSUE_ADDED,
        Event.ISSUE_DROPPED,
        Event.MEDIATION_OFFERED,
        Event.MEDIATION_HELD,
        Event.EXTENDED,
        Event.HELD,
        Event.HOLD_REVIEWED,
        Event.RESUMED,
        Event.STAGE_STARTED,
        Event.FINDING_MADE,
        Event.STAGE_CONCLUDED,
    }
)
"""What may happen in any stage of a complaint that is being answered."""
