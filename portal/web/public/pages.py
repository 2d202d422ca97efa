"""The pages that the law and people expect: accessibility, privacy, what happens, help, contact, security.txt; each from the council's own settings."""

from collections.abc import Callable, Container, Iterator, Mapping
from datetime import UTC, datetime, time
from typing import NamedTuple

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from portal.procedure.model import Clock, Event, Procedure, Stage, Unit
from portal.settings import Settings
from portal.text import N_
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.language import write_time
from portal.web.public import public
from portal.web.public.showing import shown_as
from portal.web.unit_of_work import council

LAWS = (
    N_("Children Act 1989, sections 24D, 26 and 26A"),
    N_("Children Act 1989 Representations Procedure (England) Regulations 2006"),
    N_("Getting the Best from Complaints: guidance of 2006"),
    N_("Complaint Handling Code of the Local Government and Social Care Ombudsman, 2024"),
    N_("Human Rights Act 1998"),
    N_("Equality Act 2010"),
    N_("Data Protection Act 2018 and UK GDPR"),
)
"""What the service works under, shown beside whose team it is (practice F-46)."""

COMMISSIONER = ("0800 528 0731", "childrenscommissioner.gov.uk")
"""Help at Hand, of the Children's Commissioner for England."""


EASS = "equalityadvisoryservice.com"
"""The Equality Advisory and Support Service, which the accessibility statement must name."""

ICO = ("0303 123 1113", "ico.org.uk")
"""The Information Commissioner."""

NAMES: Mapping[str, str] = {
    "acknowledge": N_("We tell you that we have it"),
    "triage": N_("We find out who must answer"),
    "callback": N_("We ring you, if you asked us to"),
    "freeze": N_("We ask if a decision can wait, if you asked us to"),
    "stage1": N_("We answer you"),
    "stage2_acknowledge": N_("We tell you that you can have the second stage"),
    "stage2": N_("We answer you again"),
    "panel_request": N_("You ask for the last stage"),
    "panel": N_("The three people meet"),
    "panel_report": N_("They write down what they think"),
    "panel_answer": N_("The council answers them and you"),
}
"""Clocks in the words of whoever waits for them; one that is not here is called as staff call it."""

COUNTED_FROM: Mapping[Event, str] = {
    Event.RECEIVED: N_("We count from the day we get it."),
    Event.ACKNOWLEDGED: N_("We count from the day we tell you that we have it."),
    Event.CALLBACK_ASKED: N_("We count from the day you ask."),
    Event.FREEZE_REQUESTED: N_("We count from the day you ask."),
    Event.STAGE2_REQUESTED: N_("We count from the day you ask."),
    Event.STAGE2_ACKNOWLEDGED: N_("We count from the day we tell you that we have it."),
    Event.ADJUDICATED: N_("We count from the day you get the second answer."),
    Event.PANEL_REQUESTED: N_("We count from the day you ask."),
    Event.PANEL_HELD: N_("We count from the day they meet."),
    Event.PANEL_REPORTED: N_("We count from the day they write."),
}


class Limit(NamedTuple):
    """A clock in words: what it is for, how long it may take, and who set the number."""

    name: str
    says: str
    source: str


class Step(NamedTuple):
    """A stage in words: its name, who does what, and its limits."""

    name: str
    who: str
    limits: list[Limit]


class Way(NamedTuple):
    """A procedure in words."""

    name: str
    steps: list[Step]


def _page(rule: str, name: str, facts: Callable[[Settings], dict[str, object]] = lambda _settings: {}) -> None:
    """A page that is the same for everybody who reads a language."""

    def view() -> ResponseReturnValue:
        settings = council().settings
        return look.once(name, lambda: render_template(f"public/{name}.html", settings=settings, **facts(settings)))

    public.add_url_rule(rule, name, open_to_all(view))


def _what_happens(_settings: Settings) -> dict[str, object]:
    procedures = council().procedures
    first = procedures["intake"]
    told = [*first.stages[0].clocks, *first.clocks]
    update = next((clock for clock in first.clocks if clock.is_reminder), None)
    return {
        "first": [_limit(clock) for clock in (*first.stages[0].clocks, *first.clocks) if clock.is_ours and not clock.is_reminder],
        "update": ngettext("You hear from us at least every %(num)s working day.", "You hear from us at least every %(num)s working days.", update.days)
        if update
        else "",
        "ways": [_way(procedure, told) for procedure in procedures.values() if procedure.counts],
        "laws": LAWS,
        "commissioner": COMMISSIONER,
    }


def _way(procedure: Procedure, told: Container[Clock]) -> Way:
    return Way(gettext(procedure.name), [_step(stage, told) for stage in procedure.stages])


def _step(stage: Stage, told: Container[Clock]) -> Step:
    """What was told at the top is not said again; a second count of what another clock counts already is the council's own."""
    limits = [_limit(clock) for clock in stage.clocks if not clock.extended_as and clock not in told]
    return Step(gettext(stage.name), gettext(_who(stage)), limits)


def _who(stage: Stage) -> str:
    """Who does what in a stage, from what may happen in it."""
    if stage.begins is Event.PANEL_REQUESTED:
        return N_(
            "You can ask for this if the second answer is not right for you. Three people who do not work for the council meet you and us. "
            "They say what they think should be done. Then the council writes to you."
        )
    if Event.INVESTIGATOR_APPOINTED in stage.allows:
        return N_(
            "You can ask for this if the first answer is not right for you, or comes too late. Somebody who had no part in it looks into it and "
            "talks with you. A second person, who does not work for the council, checks that this is fair. Then a senior manager writes to you."
        )
    if stage.begins is Event.STAGE2_REQUESTED:
        return N_("You can ask for this if the first answer is not right for you. Somebody else looks at it again and writes to you.")
    return N_("A manager answers you. It is not somebody you complain about.")


def _limit(clock: Clock) -> Limit:
    return Limit(gettext(NAMES.get(clock.key, clock.name)), " ".join(_says(clock)), gettext(clock.source))


def _says(clock: Clock) -> Iterator[str]:
    """A clock's number of days, from when they count, and how far it can be put off."""
    yield _days(clock)
    start = clock.starts[0]
    yield gettext(COUNTED_FROM[start]) if start in COUNTED_FROM else gettext("We count from: %(event)s.", event=gettext(start.label))
    if clock.sooner.get("urgent") is not None:
        yield gettext("The same day if someone is in danger.")
    if clock.cap:
        yield ngettext("It may take up to %(num)s working day. We tell you why.", "It may take up to %(num)s working days. We tell you why.", clock.cap)
    if not clock.is_ours:
        yield gettext("If you are late, ask all the same. We look at why.")


def _days(clock: Clock) -> str:
    if not clock.is_ours:
        return ngettext("You have %(num)s working day.", "You have %(num)s working days.", clock.days)
    if clock.unit is Unit.WORKING:
        return ngettext("Within %(num)s working day.", "Within %(num)s working days.", clock.days)
    return ngettext("Within %(num)s day.", "Within %(num)s days.", clock.days)


def _hours(settings: Settings) -> dict[str, object]:
    return {"opens": write_time(settings.team.opens), "closes": write_time(settings.team.closes)}


_page("/accessibility", "accessibility", lambda _settings: {"eass": EASS})
_page("/privacy", "privacy", lambda _settings: {"ico": ICO})
_page("/what-happens", "what_happens", _what_happens)
_page("/how", "how")
_page("/contact", "contact", _hours)


@public.get("/privacy/young")
@open_to_all
def privacy_young() -> ResponseReturnValue:
    """The privacy notice for young people, as this browser wants to see it."""
    settings = council().settings
    return look.once(("privacy_young", shown_as()), lambda: render_template("young/privacy.html", settings=settings, ico=ICO))


@public.get("/.well-known/security.txt")
@open_to_all
def security_txt() -> ResponseReturnValue:
    """Where a hole in this service is told (RFC 9116); 404 while the council has not said."""
    settings = council().settings
    security = settings.security
    if not security.contact or security.expires_on is None:
        abort(404)
    end = datetime.combine(security.expires_on, time(0), UTC)
    lines = [f"Contact: {security.contact}", f"Expires: {end:%Y-%m-%dT%H:%M:%SZ}"]
    lines += [f"Preferred-Languages: {', '.join(settings.team.reads)}"]
    lines += [f"Canonical: {settings.council.public_url.rstrip('/')}/.well-known/security.txt"]
    lines += [f"Policy: {security.policy}"] if security.policy else []
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
