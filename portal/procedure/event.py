"""Every event that can happen to a case: its stored key and its shown name."""

from portal.procedure.word import Word
from portal.text import N_


class Event(Word):
    """What happened, in the past tense. A key is stored with a case for good: it is never renamed or reused.

    The order of this list says which of two events came first when both happened on one day, so that the order in
    which they were typed never matters. CLOSED therefore stands right after ANSWERED (somebody who asks for stage 2 on
    the day their case was closed has an open case), and REOPENED comes after every way to end one.
    """

    # arriving
    RECEIVED = "received", N_("Received")
    CALLBACK_ASKED = "callback_asked", N_("A call back was asked for")
    FREEZE_REQUESTED = "freeze_requested", N_("We were asked to wait with a decision")
    MADE_URGENT = "made_urgent", N_("Marked as urgent")
    ALARM_PAGED = "alarm_paged", N_("Somebody on the rota was told")
    ALARM_OPENED = "alarm_opened", N_("Somebody who may act opened it")
    RECEIPT_MAILED = "receipt_mailed", N_("An e-mail said that it arrived")
    FILE_RECEIVED = "file_received", N_("A file came in")
    FILE_WRITTEN_DOWN = "file_written_down", N_("What is in a file was written down")
    PARTY_ADDED = "party_added", N_("Somebody was added to the case")
    ACCOUNT_SENT = "account_sent", N_("What we wrote down was sent to the person to check")
    TRANSLATION_ASKED = "translation_asked", N_("A translation was asked for")
    TRANSLATED = "translated", N_("A translation came in")
    ACKNOWLEDGED = "acknowledged", N_("We said that we have it")
    RISK_NOTED = "risk_noted", N_("A risk was noted and passed on")
    FREEZE_DECIDED = "freeze_decided", N_("Decided whether it can wait")
    ADVOCATE_OFFERED = "advocate_offered", N_("An advocate was offered")
    ADVOCATE_ACCEPTED = "advocate_accepted", N_("They said yes to an advocate")
    ADVOCATE_DECLINED = "advocate_declined", N_("They said no to an advocate")
    ADVOCATE_CHOSEN = "advocate_chosen", N_("They have an advocate of their own")
    ADVOCATE_APPOINTED = "advocate_appointed", N_("An advocate was appointed")
    ADVOCATE_ENDED = "advocate_ended", N_("The advocate's part ended")

    # choosing the route
    TRIAGED = "triaged", N_("Sorted: the procedure was chosen")
    SPLIT = "split", N_("Part of it became a case of its own")
    SIGNPOSTED = "signposted", N_("Shown to the right place")
    ROUTE_CHANGED = "route_changed", N_("The procedure was changed")
    ISSUE_ADDED = "issue_added", N_("A point of complaint was added")
    ISSUE_DROPPED = "issue_dropped", N_("A point of complaint was taken out")
    ASSIGNED = "assigned", N_("Given to somebody to answer")
    CONSENT_ASKED = "consent_asked", N_("Consent was asked for")
    CONSENT_GIVEN = "consent_given", N_("Consent was given")
    CONSENT_REFUSED = "consent_refused", N_("Consent was refused")
    CONSENT_WITHDRAWN = "consent_withdrawn", N_("Consent was taken back")

    # working on it
    CALLBACK_TRIED = "callback_tried", N_("We tried to call back")
    CALLED_BACK = "called_back", N_("We called back")
    ACCOUNT_CONFIRMED = "account_confirmed", N_("The person agreed what we wrote down")
    MEDIATION_OFFERED = "mediation_offered", N_("Mediation was offered")
    MEDIATION_HELD = "mediation_held", N_("Mediation was held")
    EXTENDED = "extended", N_("A new date was set")
    HELD = "held", N_("Put on hold")
    HOLD_REVIEWED = "hold_reviewed", N_("The hold was reviewed")
    RESUMED = "resumed", N_("The hold ended")
    MESSAGE_RECEIVED = "message_received", N_("A message came in")
    MESSAGE_SENT = "message_sent", N_("A message was sent")
    CONTACT_CHANGED = "contact_changed", N_("How it is safe to reach the person changed")
    CODE_REPLACED = "code_replaced", N_("A new code was made")
    WITHDRAWAL_ASKED = "withdrawal_asked", N_("The person asked us to stop")
    LETTER_SENT = "letter_sent", N_("A letter was sent")
    MAIL_FAILED = "mail_failed", N_("An e-mail did not arrive")
    CHASED = "chased", N_("A late answer was chased")
    STAGE_STARTED = "stage_started", N_("Work on a stage began")
    LATE_EXPLAINED = "late_explained", N_("Written down why a stage took longer")
    FINDING_MADE = "finding_made", N_("A finding was made")
    PASSED_ON = "passed_on", N_("Passed on to the people it is about")
    ANSWERED = "answered", N_("Stage 1 was answered")
    CLOSED = "closed", N_("Closed")

    # stage 2
    STAGE2_REQUESTED = "stage2_requested", N_("Stage 2 was asked for")
    STAGE2_DECLINED = "stage2_declined", N_("Stage 2 was declined")
    STAGE2_ACKNOWLEDGED = "stage2_acknowledged", N_("We said that we have the stage 2 request")
    INVESTIGATOR_APPOINTED = "investigator_appointed", N_("An investigating officer was appointed")
    INDEPENDENT_PERSON_APPOINTED = "independent_person_appointed", N_("An independent person was appointed")
    STATEMENT_AGREED = "statement_agreed", N_("The statement of complaint was agreed")
    INVESTIGATION_REPORTED = "investigation_reported", N_("The investigation report came in")
    ADJUDICATED = "adjudicated", N_("Stage 2 was answered after the investigation")
    STAGE2_ANSWERED = "stage2_answered", N_("Stage 2 was answered")

    # stage 3 and after
    PANEL_REQUESTED = "panel_requested", N_("A review panel was asked for")
    PANEL_DECLINED = "panel_declined", N_("A review panel was declined")
    PANEL_ARRANGED = "panel_arranged", N_("The review panel was arranged")
    PANEL_HELD = "panel_held", N_("The review panel met")
    PANEL_REPORTED = "panel_reported", N_("The review panel reported")
    PANEL_ANSWERED = "panel_answered", N_("The panel's report was answered")
    REMEDY_AGREED = "remedy_agreed", N_("A remedy was agreed")
    ACTION_DONE = "action_done", N_("An agreed action was done")
    OMBUDSMAN_ASKED = "ombudsman_asked", N_("The ombudsman asked about it")
    OMBUDSMAN_DECIDED = "ombudsman_decided", N_("The ombudsman decided")

    # at any time
    STAGE_CONCLUDED = "stage_concluded", N_("A stage was finished")
    BROUGHT_IN = "brought_in", N_("Taken over from an earlier system")
    WITHDRAWN = "withdrawn", N_("Withdrawn by the person")
    NOT_PURSUED = "not_pursued", N_("Not heard from the person")
    NOT_ACCEPTED = "not_accepted", N_("Not taken on as a complaint")
    REOPENED = "reopened", N_("Opened again")
    NOTED = "noted", N_("A note was made")
    VOIDED = "voided", N_("An entry was taken back")


PLACE: dict[Event, int] = {event: place for place, event in enumerate(Event)}
CLOSINGS = frozenset({Event.CLOSED, Event.WITHDRAWN, Event.NOT_PURSUED, Event.NOT_ACCEPTED})
OPENINGS = frozenset({Event.STAGE2_REQUESTED, Event.PANEL_REQUESTED, Event.REOPENED})

ONCE = frozenset(
    {
        Event.RECEIVED,
        Event.ACKNOWLEDGED,
        Event.TRIAGED,
        Event.SIGNPOSTED,
        Event.ANSWERED,
        Event.STAGE2_REQUESTED,
        Event.STAGE2_DECLINED,
        Event.STAGE2_ACKNOWLEDGED,
        Event.STATEMENT_AGREED,
        Event.INVESTIGATION_REPORTED,
        Event.ADJUDICATED,
        Event.STAGE2_ANSWERED,
        Event.PANEL_REQUESTED,
        Event.PANEL_DECLINED,
        Event.PANEL_HELD,
        Event.PANEL_REPORTED,
        Event.PANEL_ANSWERED,
    }
)
"""What happens to a case at most once; a wrong entry is voided, then made again."""

NEEDS: dict[Event, Event] = {
    Event.CALLBACK_TRIED: Event.CALLBACK_ASKED,
    Event.CALLED_BACK: Event.CALLBACK_ASKED,
    Event.FREEZE_DECIDED: Event.FREEZE_REQUESTED,
    Event.ADVOCATE_ACCEPTED: Event.ADVOCATE_OFFERED,
    Event.ADVOCATE_DECLINED: Event.ADVOCATE_OFFERED,
    Event.ADVOCATE_CHOSEN: Event.ADVOCATE_OFFERED,
    Event.ADVOCATE_ENDED: Event.ADVOCATE_APPOINTED,
    Event.CONSENT_WITHDRAWN: Event.CONSENT_GIVEN,
    Event.TRANSLATED: Event.TRANSLATION_ASKED,
    Event.MEDIATION_HELD: Event.MEDIATION_OFFERED,
    Event.STAGE2_DECLINED: Event.STAGE2_REQUESTED,
    Event.STAGE2_ACKNOWLEDGED: Event.STAGE2_REQUESTED,
    Event.STATEMENT_AGREED: Event.STAGE2_REQUESTED,
    Event.INVESTIGATION_REPORTED: Event.INVESTIGATOR_APPOINTED,
    Event.PANEL_DECLINED: Event.PANEL_REQUESTED,
    Event.PANEL_ARRANGED: Event.PANEL_REQUESTED,
    Event.PANEL_REPORTED: Event.PANEL_HELD,
    Event.PANEL_ANSWERED: Event.PANEL_REPORTED,
    Event.ACTION_DONE: Event.REMEDY_AGREED,
    Event.OMBUDSMAN_DECIDED: Event.OMBUDSMAN_ASKED,
}
"""What must have happened before."""
