"""The public side: one file per family of pages."""

from typing import cast

from flask import Blueprint, Flask

from portal.access.code import as_number
from portal.web import look
from portal.web.guard import open_to_all
from portal.web.public.seen import clock_words

public = Blueprint("public", __name__)
public.record_once(lambda state: look.install(cast(Flask, state.app)))
public.add_app_template_global(clock_words)
public.add_app_template_global(as_number)
public.add_url_rule("/look/<name>", "sheet", open_to_all(look.sheet))

from portal.web.public import come_back, exit, form, languages, sent, start, talk  # noqa: E402, F401 - they hang their views on the blueprint
