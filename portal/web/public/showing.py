"""How a young person wants to see the pages: the ground, the size of the letters, the space; kept until the browser closes."""

from typing import NamedTuple

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from portal.text import N_
from portal.web.guard import open_to_all
from portal.web.public import public
from portal.web.public.languages import came_from, own_path
from portal.web.unit_of_work import council

COOKIE = "heard_showing"
USUAL = "usual"
START = "public.young"
"""Where somebody goes who came from nowhere that we know."""


class Choice(NamedTuple):
    """One thing to choose: its field, the question, and what there is (key, words). `usual` leaves it as the sheet and the device have it."""

    field: str
    ask: str
    options: tuple[tuple[str, str], ...]

    def class_of(self, key: str) -> str:
        """The class of the sheet for a key, or "" for what is usual and for what there is not."""
        return f"heard-{self.field}-{key}" if key != USUAL and key in dict(self.options) else ""


CHOICES = (
    Choice(
        "on",
        N_("What colour is best behind the words?"),
        ((USUAL, N_("Leave it as it is")), ("cream", N_("Cream")), ("white", N_("White")), ("blue", N_("Light blue")), ("dark", N_("Dark"))),
    ),
    Choice("letters", N_("How big are the letters?"), ((USUAL, N_("Leave them as they are")), ("large", N_("Bigger")), ("largest", N_("Very big")))),
    Choice("space", N_("How much room is between the lines?"), ((USUAL, N_("Leave it as it is")), ("more", N_("More room")))),
)


def shown_as() -> str:
    """The classes of <body> for what this browser chose; nothing but our own names is ever among them."""
    return "".join(f" {name}" for choice, key in zip(CHOICES, _chosen(), strict=True) if (name := choice.class_of(key)))


public.add_app_template_global(shown_as)


@public.get("/showing")
@open_to_all
def showing() -> ResponseReturnValue:
    """What there is to choose; it leads back to the page the person came from."""
    to = own_path(request.args["to"], START) if "to" in request.args else came_from(START)
    chosen = {choice.field: key for choice, key in zip(CHOICES, _chosen(), strict=True)}
    return render_template("young/showing.html", choices=CHOICES, chosen=chosen, to=to)


@public.post("/showing")
@open_to_all
def show() -> ResponseReturnValue:
    """Keep the choice in this browser. What there is not is left as it is usual."""
    keys = [request.form.get(choice.field, USUAL) for choice in CHOICES]
    kept = ".".join(key if choice.class_of(key) else USUAL for choice, key in zip(CHOICES, keys, strict=True))
    response = redirect(own_path(request.form.get("to", ""), START), 303)
    is_https = council().settings.council.public_url.startswith("https:")
    response.set_cookie(COOKIE, kept, httponly=True, samesite="Lax", secure=is_https)
    return response


def _chosen() -> list[str]:
    """The key of each choice, by the cookie."""
    said = request.cookies.get(COOKIE, "").split(".")
    return said if len(said) == len(CHOICES) else [USUAL] * len(CHOICES)
