"""What the frame of every page needs: its style sheet with the council's colour, its script, the council's name and numbers, the reader's language."""

import re
from collections.abc import Callable, Hashable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from flask import Flask, Response, abort, current_app, get_template_attribute, url_for
from flask_babel import get_locale
from markupsafe import Markup

from portal.settings import Settings
from portal.web.language import chosen
from portal.web.unit_of_work import council

STATIC = Path(__file__).parent.parent / "static"
SHEETS = {
    "public.css": ("public.css",),
    "staff.css": ("public.css", "staff.css"),
    **{name: ("files.js", name) for name in ("voice.js", "drawing.js")},
    **{name: (name,) for name in ("files.js", "heard.js", "staff.js", "young.css", "young.js", "making.css")},
}
BROUGHT = {path.name: path for folder in ("fonts", "pictures") for path in (STATIC / folder).iterdir() if path.suffix in (".woff2", ".svg")}
"""Letters and pictures, by the names that are served; static/manifest.toml says whose they are."""
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


class Reader(NamedTuple):
    """language: as in <html lang>; direction: ltr or rtl."""

    language: str
    direction: str


def install(app: Flask) -> None:
    """Give every template what its frame needs."""
    app.extensions["drawn"] = {}
    app.jinja_env.globals.update(
        council_name=lambda: _settings().council.name,
        council_settings=_settings,
        fixed=fixed,
        look=look,
        reader=reader,
    )


def look(name: str) -> str:
    """The address of a style sheet, script, font or picture; it changes when the content does, so browsers may keep it for good."""
    return url_for("public.sheet", name=name, v=_version(name, _settings().council.colour))


def sheet(name: str) -> Response:
    """A style sheet or script, joined from its parts; a font or a picture."""
    if name not in SHEETS and name not in BROUGHT:
        abort(404)
    response = Response(_content(name, _settings().council.colour), mimetype=KINDS[Path(name).suffix])
    response.cache_control.public, response.cache_control.max_age, response.cache_control.immutable = True, 31_536_000, True
    return response


def reader() -> Reader:
    """Language and direction of this request."""
    locale = get_locale()
    return Reader(chosen().replace("_", "-"), locale.text_direction if locale else "ltr")


def fixed(template: str, macro: str) -> Markup:
    """A part of the frame that is the same for everybody who reads a language: drawn once, given the settings."""
    return Markup(once((template, macro), lambda: get_template_attribute(template, macro)(_settings())))  # noqa: S704 - a template's own output


def once(name: Hashable, draw: Callable[[], str]) -> str:
    """What `draw` gives, drawn once a language. It must hold nothing of a person and nothing of a time."""
    drawn: dict[Hashable, str] = current_app.extensions["drawn"]
    key = (name, chosen())
    if key not in drawn:
        drawn[key] = draw()
    return drawn[key]


def _settings() -> Settings:
    return council().settings


@lru_cache(maxsize=128)
def _content(name: str, colour: str) -> bytes:
    """What is served, as bytes."""
    return BROUGHT[name].read_bytes() if name in BROUGHT else _joined(name, colour).encode()


def _joined(name: str, colour: str) -> str:
    """The parts joined, without comments and indentation; a sheet ends with the council's colour."""
    text = "".join((STATIC / part).read_text("utf-8") for part in SHEETS[name])
    if name.endswith(".js"):
        return re.sub(r"^\s*//.*\n|^\s+", "", text, flags=re.MULTILINE)
    bare = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))
    return re.sub(r" ?([{};,>]) ?", r"\1", bare).replace(": ", ":").replace(";}", "}") + f":root{{--council:{colour}}}"


@lru_cache(maxsize=128)
def _version(name: str, colour: str) -> str:
    return sha256(_content(name, colour)).hexdigest()[:12]
