"""Where a case stands, in the words its person reads: a plain sentence for each state, stage and clock.

Nothing here says what somebody else on the case did: two parents of one child may read it side by side (practice F-12).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.procedure.model import Event, Ground
from portal.text import N_


@dataclass(frozen=True)
class Place:
    """A sentence, and when it is true: the case was closed by, waits on, is in this stage, and this has happened (each if given)."""

    says: str
    closed_by: Event | None = None
    waits_for: Ground | None = None
    stage: str = ""
    after: Event | None = None


@dataclass(frozen=True)
class Next:
    """What happens next, while there is time and when it is late; `%(day)s` is the day."""

    in_time: str
    late: str


STOPPED = N_("You asked us to stop, and we have stopped. You can still come back.")

HEARS_NOTHING = N_("We may tell you nothing more. The person you speak for has not agreed to it, or has changed their mind.")

PLACES = (
    Place(STOPPED, closed_by=Event.WITHDRAWN),
    Place(N_("We did not hear from you, so we stopped. Write to us, and we go on."), closed_by=Event.NOT_PURSUED),
    Place(N_("We do not look into this as a complaint. Our letter says why, and what you can do. You can still come back."), closed_by=Event.NOT_ACCEPTED),
    Place(N_("We told you who can help with this. You can still come back."), closed_by=Event.CLOSED, stage="signposted"),
    Place(N_("We have passed your thanks on. You can still come back."), stage="compliment", after=Event.PASSED_ON),
    Place(N_("We have answered. You can still come back."), closed_by=Event.CLOSED),
    Place(N_("Part of this waits, because of a court or something like it. We told you what we still answer."), waits_for=Ground.PROCEEDINGS),
    Place(N_("This waits, as we agreed with you."), waits_for=Ground.AGREED),
    Place(N_("This waits until there is an advocate."), waits_for=Ground.ADVOCATE),
    Place(N_("We are asking if it is all right to look into this. The days go on counting."), waits_for=Ground.CONSENT),
    Place(N_("We are waiting for a translation. The days go on counting."), waits_for=Ground.TRANSLATION),
    Place(N_("Somebody we need is away. The days go on counting."), waits_for=Ground.ABSENCE),
    Place(N_("Something else has to be done too. The days go on counting."), waits_for=Ground.OTHER_PROCESS),
    Place(N_("We need to ask you what you mean. The days go on counting."), waits_for=Ground.UNCLEAR),
    Place(N_("We have answered what the review panel said. You can still come back."), stage="stage3", after=Event.PANEL_ANSWERED),
    Place(N_("There will be no review panel. Our letter says why, and what you can do."), stage="stage3", after=Event.PANEL_DECLINED),
    Place(N_("The review panel has met and written down what it thinks. We must answer it now."), stage="stage3", after=Event.PANEL_REPORTED),
    Place(N_("The review panel has met. It writes down what it thinks."), stage="stage3", after=Event.PANEL_HELD),
    Place(N_("A review panel will look at how we dealt with this."), stage="stage3"),
    Place(N_("We have answered at stage 2. You can still come back."), stage="stage2", after=Event.ADJUDICATED),
    Place(N_("We have answered at stage 2. You can still come back."), stage="stage2", after=Event.STAGE2_ANSWERED),
    Place(N_("We will not look into it again at stage 2. Our letter says why, and what you can do."), stage="stage2", after=Event.STAGE2_DECLINED),
    Place(N_("This is at stage 2: somebody new looks into it from the start."), stage="stage2"),
    Place(N_("We have answered. You can still come back."), stage="stage1", after=Event.ANSWERED),
    Place(N_("A manager looks into it, and then you get an answer."), stage="stage1"),
    Place(N_("Thank you. We are passing it on to the people it is for."), stage="compliment"),
    Place(N_("Others can help with this. We write to tell you who, and why."), stage="signposted"),
    Place(N_("We have it. The complaints team reads it first."), stage="intake"),
)
"""The first that is true is what the page says."""

NEXT: Mapping[str, Next] = {
    "acknowledge": Next(
        N_("Somebody will write to you by %(day)s, if you told us a safe way."),
        N_("Somebody should have written by %(day)s. If nobody did, ring us and say your reference."),
    ),
    "triage": Next(N_("By %(day)s we decide who looks into it."), N_("We should have decided by %(day)s who looks into it.")),
    "callback": Next(
        N_("We will try to ring you by %(day)s. We try three times."),
        N_("Somebody should have tried to ring you by %(day)s. If nobody did, ring us and say your reference."),
    ),
    "freeze": Next(
        N_("By %(day)s we ask whether it can wait. We cannot promise that it will."),
        N_("We should have asked by %(day)s whether it can wait."),
    ),
    "stage1": Next(N_("You get our answer by %(day)s."), N_("You should have had our answer by %(day)s.")),
    "discussion": Next(N_("By %(day)s we talk with you about it."), N_("We should have talked with you about it by %(day)s.")),
    "resolution_written": Next(N_("By %(day)s we write down for you what we agreed."), N_("We should have written down by %(day)s what we agreed.")),
    "statement": Next(
        N_("By %(day)s we write down with you what we look into."),
        N_("We should have written down with you by %(day)s what we look into."),
    ),
    "stage2_acknowledge": Next(
        N_("By %(day)s we write to say how the next stage goes."),
        N_("We should have written by %(day)s to say how the next stage goes."),
    ),
    "stage2": Next(N_("You get our answer at stage 2 by %(day)s."), N_("You should have had our answer at stage 2 by %(day)s.")),
    "panel": Next(N_("The review panel meets by %(day)s."), N_("The review panel should have met by %(day)s.")),
    "panel_report": Next(N_("The panel writes down what it thinks by %(day)s."), N_("The panel should have written down what it thinks by %(day)s.")),
    "panel_answer": Next(N_("We answer the panel by %(day)s, and tell you."), N_("We should have answered the panel by %(day)s.")),
    "pass_on": Next(N_("We pass your thanks on by %(day)s."), N_("We should have passed your thanks on by %(day)s.")),
    "tell": Next(N_("By %(day)s we write to tell you who can help."), N_("We should have written by %(day)s to tell you who can help.")),
}
"""A clock of ours -> what the person reads of it."""

FOR_A_CHILD: Mapping[str, Next] = {
    **NEXT,
    "acknowledge": Next(
        N_("We write to you by %(day)s. You can always read it here."),
        N_("We should have written by %(day)s. If we did not, ring us and say your number."),
    ),
    "callback": Next(
        N_("We will try to ring you by %(day)s. We try three times."),
        N_("We should have tried to ring you by %(day)s. If we did not, ring us and say your number."),
    ),
    "stage2": Next(N_("You get our next answer by %(day)s."), N_("You should have had our next answer by %(day)s.")),
}
"""The same for a child or young person, in shorter words where it has longer ones."""

NOT_SHOWN = frozenset({"stage2_from_statement"})
"""Clocks kept for the figures beside another that says the same to the person."""

ANSWERS = {"stage1": (Event.ANSWERED,), "stage2": (Event.ADJUDICATED, Event.STAGE2_ANSWERED), "stage3": (Event.PANEL_ANSWERED,)}
"""What answers a stage."""

BAD_NEWS = frozenset({Event.STAGE2_DECLINED, Event.PANEL_DECLINED, Event.NOT_ACCEPTED})
"""After these nobody is asked how it felt (practice F-29)."""
