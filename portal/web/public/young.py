"""Where young people start: what Exit does, and three ways to see the same questions, chosen by looking."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.forms import journey
from portal.forms.catalogue import CATALOGUE
from portal.forms.ways import WAYS
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.showing import shown_as


@public.get("/y")
@open_to_all
def young() -> ResponseReturnValue:
    """Choose a way and start; the address says nothing of what it is about."""
    form = CATALOGUE[WAYS[0].audience]
    minutes = journey.minutes_left(form, {}, form.pages[0])
    return look.once(("young", shown_as()), lambda: render_template("young/start.html", ways=WAYS, minutes=minutes))
