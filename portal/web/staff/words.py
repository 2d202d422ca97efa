"""What stored codes are called on the staff's screens."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext

from portal.access.roles import CATALOGUE as ROLES
from portal.procedure.explain import Mark
from portal.procedure.model import Ground, Sentence
from portal.text import N_
from portal.web.language import write_date
from portal.web.staff import staff
from portal.web.staff.advocate_words import ADVOCATE_WORDS
from portal.web.staff.outcome_words import OUTCOME_WORDS
from portal.web.staff.people_words import PEOPLE_WORDS
from portal.web.unit_of_work import council

WORDS: Mapping[str, Mapping[str, str]] = {
    **PEOPLE_WORDS,
    **ADVOCATE_WORDS,
    **OUTCOME_WORDS,
    "audience": {
        "parent": N_("A parent, a carer, a friend or anybody for themselves"),
        "advocate": N_("An advocate, or somebody else who speaks for a child"),
        "pass_on": N_("A worker who passes on what they heard"),
        "young": N_("A child or young person"),
        "young_easy": N_("A child or young person, in words and pictures"),
        "young_pictures": N_("A child or young person, mostly in pictures"),
    },
    "kind": {
        "complaint": N_("Complaint"),
        "compliment": N_("Compliment"),
        "comment": N_("Comment"),
        "enquiry": N_("Enquiry"),
        "not_sure": N_("Not sure what it is"),
        "talk": N_("Would rather talk"),
        "danger": N_("Danger now"),
        "help": N_("Needs help now"),
    },
    "channel": {
        "may_ring": N_("Ring"),
        "may_voicemail": N_("Leave a voicemail"),
        "may_say_who": N_("Say who we are, if somebody else picks up"),
        "may_text": N_("Send a text"),
        "may_email": N_("Send a short e-mail that says nothing"),
        "may_email_letters": N_("Send our letters by e-mail"),
        "may_post": N_("Send letters by post"),
    },
    "detail": {
        "phone": N_("Phone number"),
        "best_times": N_("When it is safe to ring"),
        "now_how": N_("How and when to reach them about the danger"),
        "email": N_("E-mail address"),
        "address": N_("Address"),
        "reach": N_("How it is safe to reach them, as it was written down"),
        "work_phone": N_("Phone number at work"),
        "work_email": N_("E-mail address at work"),
    },
    "finding": {
        "upheld": N_("Upheld"),
        "partly_upheld": N_("Partly upheld"),
        "not_upheld": N_("Not upheld"),
        "undetermined": N_("Unable to be determined"),
    },
    "task": {
        "subject_tried": N_("Somebody this complaint is about tried to open it"),
        "alarm_not_opened": N_("Everybody on the rota was told, and nobody opened it"),
        "answer_handed_in": N_("A manager handed in the answer: check it and send it"),
        "check_heard": N_("The day it was heard cannot be right: ask, and write a note"),
        "mail_failed": N_("An e-mail did not arrive: find another safe way"),
        "read_message": N_("They wrote to us: read it"),
        "withdrawal": N_("They want to stop: ask whether anyone asked them to"),
        "treated_worse": N_("They are treated worse since they told us: act today"),
        "tell_next_stage": N_("Tell them, by a way that is safe, that they can ask for the next stage now"),
        "next_stage": N_("They ask for the next stage: tell them how it goes on"),
        "translate": N_("Get a translation: nobody here may be able to read it"),
        "consent": N_("Ask again whether the young person agrees to the complaint"),
        "consent_back": N_("Consent was taken back: ask the young person what they want now"),
        "agreement": N_("Hear from the young person whether somebody may see it, and write it down"),
        "agreement_said": N_("The young person said who may see it: look, and do as they said"),
        "advocate_ended": N_("Nobody speaks for the young person now: ask whom they want"),
        "refer_by_hand": N_("They want an advocate: refer them to the service by hand"),
        "chase_referral": N_("The advocacy service has not answered: ring it today"),
        "find_advocate": N_("The advocacy service cannot take it: find another advocate"),
        "own_advocate": N_("They have an advocate of their own: ask how to reach them, and link them"),
        "read_back": N_("Ask them: is this what you told us?"),
        "look_at_file": N_("A file came in: look at it today"),
        "file_virus": N_("A file has something harmful in it: nobody can open it, ask for it in another way"),
        "file_refused": N_("A file could not be taken: ask for it in another way"),
    },
    "letter": {
        "route": N_("Which way it goes"),
        "extension": N_("A new date"),
        "hold": N_("On hold"),
        "answer": N_("The answer"),
        "withdrawn": N_("We stop, as you asked"),
        "account": N_("What we wrote down, to check"),
    },
    "original": {
        "contact": N_("What was sent"),
        "message": N_("A message"),
        "statement": N_("What they agreed"),
        "letter": N_("A letter"),
    },
    "checked": {
        "asked": N_("Not checked yet"),
        "yes": N_("They agreed it"),
        "changed": N_("They changed it"),
    },
    "checked_how": {
        "read_back": N_("when it was read to them"),
        "page": N_("on their own page"),
        "letter": N_("by letter"),
        "email": N_("by e-mail"),
    },
    "message": {"addition": N_("added to what they told us"), "withdrawal": N_("asked us to stop")},
    "code_way": {
        "phone": N_("on the phone: ring them"),
        "text": N_("by text"),
        "letter": N_("by post"),
        "in_person": N_("in person"),
    },
    "sent_by": {"post": N_("printed, for the post"), "email": N_("by e-mail")},
    "act": {"route": N_("Take it out of its usual route")},
    "ground": {ground.value: ground.label for ground in Ground},
    "mark": {
        Mark.START.value: N_("counting starts"),
        Mark.DUE.value: N_("due"),
        Mark.EXTENDED.value: N_("a new date was set"),
        Mark.STOPPED.value: N_("done"),
        Mark.HELD.value: N_("on hold"),
        Mark.LATEST.value: N_("latest possible date"),
    },
    "stage": {
        "intake": N_("Not sorted yet"),
        "stage1": N_("Stage 1"),
        "stage2": N_("Stage 2"),
        "stage3": N_("Stage 3"),
    },
    "later": {
        "message": N_("They wrote"),
        "statement": N_("They changed what we wrote down"),
        "transcript": N_("Written down from a file"),
        "translation": N_("Translated"),
    },
    "way": {
        "phone": N_("by phone"),
        "letter": N_("by letter"),
        "email": N_("by e-mail"),
        "in_person": N_("in person"),
        "text": N_("by text"),
        "web": N_("online"),
        "other": N_("in another way"),
    },
}


def word(list_name: str, code: str | None) -> str:
    """What a code of a list is called; a code nobody named is shown as it is, so that nothing is hidden."""
    if not code:
        return ""
    text = WORDS[list_name].get(code)
    return gettext(text) if text else _own(code) if list_name == "from" else code


def _own(code: str) -> str:
    """Who complains, in a word of the council's own (an earlier system's records may have more of them than our forms)."""
    return str(council().settings.lists.get("complainant", {}).get(code, {}).get("name", code))


def role_name(code: str) -> str:
    """What a role is called."""
    return gettext(ROLES[code].name) if code in ROLES else code


def said(sentence: Sentence) -> str:
    """A sentence of the procedure rules in the reader's language, its dates written as people write them."""
    values = {
        name: write_date(value) if isinstance(value, date) else gettext(value) if isinstance(value, str) else value for name, value in sentence.values.items()
    }
    return gettext(sentence.text, **values)


@staff.app_template_filter("said")
def _said(sentence: Sentence) -> str:
    return said(sentence)


@staff.app_template_filter("iso_date")
def _iso_date(text: str) -> str:
    return write_date(date.fromisoformat(text))
