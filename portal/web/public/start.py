"""The start page: the fears answered, then two ways in of the same size."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.forms import journey
from portal.forms.catalogue import PARENT
from portal.text import N_
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.unit_of_work import council

FEARS = (
    ("held_against_me", N_("Will this be held against me?")),
    ("who_will_read", N_("Who will read it?")),
    ("will_my_social_worker_see", N_("Will my social worker see it?")),
    ("will_it_stop", N_("Will it stop what is happening?")),
    ("finish_now", N_("Do I have to finish now?")),
    ("in_english", N_("Do I have to write in English?")),
    ("code_or_email", N_("Do I need a code or an e-mail?")),
)
"""What decides whether someone starts (practice F-16); the answers are the council's, from its settings."""


@public.get("/")
@open_to_all
def start() -> ResponseReturnValue:
    """Start, or talk instead."""
    answers = council().settings.fears
    fears = [(asked, getattr(answers, name)) for name, asked in FEARS]
    minutes = journey.minutes_left(PARENT, {}, PARENT.pages[0])
    return look.once("start", lambda: render_template("public/start.html", fears=fears, minutes=minutes))
