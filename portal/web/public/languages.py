"""Choosing the language of the pages: kept until the browser closes; what was written stays."""

from typing import NamedTuple
from urllib.parse import urlsplit

from babel import Locale
from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.language import own_name, review_of
from portal.web.account.way import is_page_of_ours
from portal.web.guard import open_to_all
from portal.web.language import COOKIE, PSEUDO, chosen
from portal.web.public import public
from portal.web.unit_of_work import council


class Tongue(NamedTuple):
    """A language to choose: its code, what it calls itself, its direction, and whether a named person has checked it."""

    code: str
    name: str
    direction: str
    is_checked: bool


def tongues() -> list[Tongue]:
    """The languages that are on, without the tests' own."""
    known = [code for code in current_app.config["LANGUAGES"] if code != PSEUDO]
    return [Tongue(code, own_name(code), Locale.parse(code).text_direction, code == "en" or review_of(code) is not None) for code in known]


public.add_app_template_global(tongues)


@public.get("/languages")
@open_to_all
def languages() -> ResponseReturnValue:
    """The languages there are; choosing one leads back to the page the person came from."""
    to = own_path(request.args["to"]) if "to" in request.args else came_from()
    return render_template("public/languages.html", tongues=tongues(), to=to, chosen=chosen())


@public.get("/languages/<code>")
@open_to_all
def choose(code: str) -> ResponseReturnValue:
    """Take a language. A link, so that it works without scripts; it changes nothing but this browser's pages."""
    if code not in current_app.config["LANGUAGES"]:
        abort(404)
    response = redirect(own_path(request.args.get("to", "")))
    is_https = council().settings.council.public_url.startswith("https:")
    response.set_cookie(COOKIE, code, httponly=True, samesite="Lax", secure=is_https)
    return response


def came_from(otherwise: str = "public.start") -> str:
    """The path of the page that led here, if it was one of ours."""
    came = urlsplit(request.referrer or "")
    return own_path(came.path + ("?" + came.query if came.query else "") if came.netloc == request.host else "", otherwise)


def own_path(to: str, otherwise: str = "public.start") -> str:
    """A page of this site, or the one that is named instead: never another site's address, and never a link that does something."""
    return to if is_page_of_ours(to) and not to.startswith(("/languages", "/showing", "/exit")) else url_for(otherwise)
