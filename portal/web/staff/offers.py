"""What may be done on a case now: what its procedure allows and the reader's role carries."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from flask_babel import gettext

from portal.access.roles import Permission
from portal.procedure.model import Event
from portal.procedure.standing import Standing
from portal.text import N_
from portal.web.language import write_date


@dataclass(frozen=True)
class Offer:
    """An act: the last part of its address, the event it records, the permission it takes, the words on its button."""

    act: str
    event: Event
    permission: Permission
    words: str


OFFERS = (
    Offer("triage", Event.TRIAGED, Permission.TRIAGE, N_("Sort this")),
    Offer("answer", Event.ANSWERED, Permission.LETTER_SEND, N_("Write the answer")),
    Offer("draft", Event.ANSWERED, Permission.ANSWER, N_("Write the answer")),
    Offer("acknowledge", Event.ACKNOWLEDGED, Permission.LETTER_SEND, N_("Say that we have it")),
    Offer("call", Event.CALLED_BACK, Permission.NOTE, N_("Call note")),
    Offer("wait", Event.FREEZE_DECIDED, Permission.CLOCK_CHANGE, N_("Decide whether it can wait")),
    Offer("wait_day", Event.FREEZE_DECIDED, Permission.CLOCK_CHANGE, N_("When it is about to happen")),
    Offer("extend", Event.EXTENDED, Permission.CLOCK_CHANGE, N_("Extend")),
    Offer("hold", Event.HELD, Permission.CLOCK_CHANGE, N_("Put on hold")),
    Offer("resume", Event.RESUMED, Permission.CLOCK_CHANGE, N_("End the hold")),
    Offer("pass_on", Event.PASSED_ON, Permission.CLOCK_CHANGE, N_("Pass the thanks on")),
    Offer("assign", Event.ASSIGNED, Permission.ASSIGN, N_("Give to somebody to answer")),
    Offer("close", Event.CLOSED, Permission.CLOSE, N_("Close")),
    Offer("reopen", Event.REOPENED, Permission.CLOSE, N_("Open it again")),
    Offer("holder", Event.ASSIGNED, Permission.ASSIGN, N_("Who looks after it")),
    Offer("message", Event.MESSAGE_SENT, Permission.LETTER_SEND, N_("Write to them")),
    Offer("withdraw", Event.WITHDRAWN, Permission.CLOSE, N_("They want to stop")),
    Offer("note", Event.NOTED, Permission.NOTE, N_("Write a note")),
    Offer("subject", Event.NOTED, Permission.TRIAGE, N_("Staff complained about")),
)
"""In the order they stand on the page; the first that may be done now is the main one."""


def offers(now: Standing, may: Callable[[Permission], bool], waits_for_second: bool, without: Collection[str] = ()) -> list[tuple[str, str]]:
    """(act, words) of everything this person may do to the case now. While a second person decides, it is not sorted again.

    without: acts that the case itself rules out, such as passing thanks on against the giver's wish.
    """
    open_now = [offer for offer in OFFERS if offer.event in now.may and may(offer.permission)]
    hidden = {*without, *(("triage",) if waits_for_second else ())}
    hidden |= {"draft"} if may(Permission.LETTER_SEND) else set()
    return [(offer.act, _words(offer, now)) for offer in open_now if offer.act not in hidden]


def _words(offer: Offer, now: Standing) -> str:
    latest = next((one.latest_on for one in now.clocks if one.clock.extended_by is offer.event and one.is_open), None)
    if offer.event is Event.EXTENDED and latest:
        return gettext("Extend (up to %(latest)s)", latest=write_date(latest))
    return gettext(offer.words)
