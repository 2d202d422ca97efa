"""After sending or saving: what we have, what comes next, the reference and the six words."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.casework.intake.draft import sent_page_read
from portal.casework.intake.remind import ask_for_reminder, is_asked
from portal.casework.intake.submit import submit
from portal.casework.people.parties import can_be_answered
from portal.casework.reading.young_people import find_own
from portal.forms.again import REMIND
from portal.forms.catalogue import TALK as TALK_FORM
from portal.forms.ways import way_of
from portal.store.models import Draft
from portal.web.guard import open_to_all
from portal.web.language import write_date
from portal.web.page_form import PageForm, page_form
from portal.web.public import public
from portal.web.public.easy import asks_easy
from portal.web.public.equality import offered
from portal.web.public.form import form_of, go_on_address
from portal.web.public.hold import FORM, HAS_ONE, TALK, held
from portal.web.public.page_of import LETTER_OF
from portal.web.public.seen import seen_now
from portal.web.unit_of_work import desk, signed_in


def sent_page(cookie: str) -> ResponseReturnValue:
    """The 'sent' page of the draft under a cookie; the start page when nothing was sent."""
    draft = held(cookie)
    if draft is None or draft.contact_id is None:
        return redirect(url_for("public.start"))
    sent = submit(desk(), draft, {}, HAS_ONE)
    asks = {"easy": asks_easy(draft, cookie), "equality": offered(draft) and not sent.is_urgent, "of": cookie}
    form = TALK_FORM if cookie == TALK else form_of(draft)
    by_when = TALK_FORM.by_when if draft.contact and draft.contact.wants_call else form.by_when  # the day is that of the call
    told = {"then": [gettext(text) for text in form.what_then(sent.kind)], "by_when": gettext(by_when, day=write_date(sent.write_by))}
    asks["own_page"] = _own_page(sent.reference)
    another = url_for("public.page", n=1, new=LETTER_OF[form.key]) if cookie == FORM else None
    facts = {"watch": seen_now(), "is_talk": cookie == TALK, "another": another, "way": way_of(draft.audience), "pictures": form.pictures}
    return render_template(f"{form.face}/sent.html", sent=sent, **facts, **told, **asks)


def _own_page(reference: str) -> str:
    """Where an advocate who is signed in finds what they sent, in place of a code."""
    is_own = signed_in() is not None and find_own(desk(), reference) is not None
    return url_for("advocate.young_person", known_as=reference) if is_own else ""


@public.get("/done")
@open_to_all
def done() -> ResponseReturnValue:
    """We have it."""
    return sent_page(FORM)


@public.post("/done")
@open_to_all
def written_down() -> ResponseReturnValue:
    """The person has written the words down: they are not kept any longer."""
    draft = held(to_write=True)
    if draft is not None and draft.contact_id is not None:
        sent_page_read(draft)
    return redirect(url_for("public.done"))


@public.get("/saved")
@open_to_all
def saved() -> ResponseReturnValue:
    """What to write down to come back to a draft; a reminder for who wants one."""
    draft = held()
    if draft is None or draft.saved_at is None or draft.contact_id is not None:
        return redirect(url_for("public.start"))
    return _saved(draft, page_form(REMIND, REMIND.pages[0], {}))


@public.post("/saved")
@open_to_all
def remind_me() -> ResponseReturnValue:
    """Remind somebody of their saved form; nothing else is ever sent to that address."""
    draft = held(to_write=True)
    if draft is None or draft.saved_at is None or draft.contact_id is not None:
        return redirect(url_for("public.start"))
    asked = page_form(REMIND, REMIND.pages[0])
    if not asked.validate():
        return _saved(draft, asked)
    ask_for_reminder(desk(), draft, str(asked.answers()["remind_email"]))
    return redirect(url_for("public.saved"))


def _saved(draft: Draft, asked: PageForm) -> str:
    facts = {"reference": draft.reference, "words": draft.words, "until": draft.expires_at, "go_on": go_on_address(draft)}
    facts |= {"has_other_way": can_be_answered(draft.answers), "face": form_of(draft).face, "way": way_of(draft.audience)}
    return render_template("public/saved.html", form=asked, is_asked=is_asked(desk().session, draft), **facts)
