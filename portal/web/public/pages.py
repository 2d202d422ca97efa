"""The pages that the law and people expect: accessibility, privacy, what happens, help, contact, security.txt; each from the council's own settings."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from typing import NamedTuple

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import format_time, get_locale, gettext, ngettext

from portal.procedure.model import Clock, Event, Procedure, Stage, Unit
from portal.settings import Settings
from portal.text import N_
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.public import public
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


class Limit(NamedTuple):
    """A clock in words: what it is for, and how long it may take."""

    name: str
    says: tuple[str, ...]


class Step(NamedTuple):
    """A stage in words: its name, who does what, its limits, and who set the numbers."""

    name: str
    who: str
    limits: list[Limit]
    sources: list[str]


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
    update = next((clock for clock in first.clocks if clock.is_reminder), None)
    return {
        "first": [_limit(clock) for clock in (*first.stages[0].clocks, *first.clocks) if clock.is_ours and not clock.is_reminder],
        "update": ngettext("You hear from us at least every %(num)s working day.", "You hear from us at least every %(num)s working days.", update.days)
        if update
        else "",
        "ways": [_way(procedure) for procedure in procedures.values() if procedure.counts],
        "laws": LAWS,
        "commissioner": COMMISSIONER,
    }


def _way(procedure: Procedure) -> Way:
    return Way(gettext(procedure.name), [_step(stage) for stage in procedure.stages])


def _step(stage: Stage) -> Step:
    sources = dict.fromkeys(gettext(clock.source) for clock in stage.clocks)
    return Step(gettext(stage.name), gettext(_who(stage)), [_limit(clock) for clock in stage.clocks], list(sources))


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
    return Limit(gettext(clock.name), tuple(_says(clock)))


def _says(clock: Clock) -> Iterator[str]:
    """A clock's number of days, from when they count, and how far it can be put off."""
    if clock.unit is Unit.WORKING:
        yield ngettext("%(num)s working day.", "%(num)s working days.", clock.days)
    else:
        yield ngettext("%(num)s day.", "%(num)s days.", clock.days)
    yield gettext("We count from: %(event)s.", event=gettext(clock.starts[0].label).lower())
    if clock.sooner.get("urgent") is not None:
        yield gettext("The same day if someone is in danger.")
    if clock.cap:
        yield ngettext("It may take up to %(num)s working day. We tell you why.", "It may take up to %(num)s working days. We tell you why.", clock.cap)
    if not clock.is_ours:
        yield gettext("If you are late, ask all the same. We look at why.")


def _hours(settings: Settings) -> dict[str, object]:
    return {"opens": _clock_time(settings.team.opens), "closes": _clock_time(settings.team.closes)}


def _clock_time(at: time) -> str:
    """9 am, 4:30 pm: as people of the reader's language say it."""
    words: str = format_time(at, "h:mm a" if at.minute else "h a", rebase=False)
    return words.replace("\u202f", " ").lower() if str(get_locale()).startswith("en") else words.replace("\u202f", " ")


_page("/accessibility", "accessibility")
_page("/privacy", "privacy")
_page("/what-happens", "what_happens", _what_happens)
_page("/how", "how")
_page("/contact", "contact", _hours)


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
