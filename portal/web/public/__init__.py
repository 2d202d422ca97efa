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

from portal.web.public import (  # noqa: E402 - they hang their views on the blueprint
    back,  # noqa: F401
    come_back,  # noqa: F401
    easy,  # noqa: F401
    equality,  # noqa: F401
    exit,  # noqa: F401
    files,  # noqa: F401
    first,  # noqa: F401
    form,  # noqa: F401
    keeping,  # noqa: F401
    languages,  # noqa: F401
    making,  # noqa: F401
    pages,  # noqa: F401
    paper,  # noqa: F401
    place,  # noqa: F401
    print,  # noqa: F401
    sent,  # noqa: F401
    showing,  # noqa: F401
    start,  # noqa: F401
    talk,  # noqa: F401
    young,  # noqa: F401
)
