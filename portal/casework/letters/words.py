"""Words for letters and mail in a person's language, drawn without a request."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from portal.language import catalogue
from portal.settings import Settings
from portal.text import N_

WHICH_WAY = N_("[say which way]")
GAP = re.compile(r"\[[^\]]+\]")
TEMPLATES = Path(__file__).parents[2] / "templates"
MORE_THAN_ONE_GAP = re.compile(r"\n{3,}")  # left where a line held only a tag


def render(template: str, language: str, **values: Any) -> str:
    """The text of a template of portal/templates, ending in one line break. Raises jinja2.UndefinedError for a value it lacks."""
    text = _environment(language).get_template(template).render(**values)
    return MORE_THAN_ONE_GAP.sub("\n\n", text).strip() + "\n"


@lru_cache(maxsize=32)
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        autoescape=False,  # noqa: S701 - plain text: nothing to escape
    )
    environment.install_gettext_translations(catalogue(language, with_unchecked=False), newstyle=True)  # type: ignore[attr-defined]
    environment.globals["language"] = language
    return environment


def template_of(kind: str, young: bool) -> str:
    """The template of a kind of letter: one that speaks to a young person, where there is one."""
    name = f"letters/{kind}_young.txt"
    return name if young and (TEMPLATES / name).exists() else f"letters/{kind}.txt"


def gaps(kind: str, text: str) -> list[str]:
    """The [brackets] of a letter's templates that still stand in a text; brackets of the writer's own are theirs. Letters are in English so far."""
    templates = [path for young in (False, True) if (path := TEMPLATES / template_of(kind, young)).exists()]
    ours = [gap for path in templates for gap in GAP.findall(path.read_text("utf-8"))]
    return [gap for gap in dict.fromkeys([WHICH_WAY, *ours]) if gap in text]


def long_date(day: date, language: str) -> str:
    """'Monday 23 November 2026', in the order and words of the language."""
    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return format_date(day, "EEEE d MMMM y" if locale.language == "en" else "full", locale=locale)


def mail_words(name: str, language: str, settings: Settings) -> tuple[str, str]:
    """Subject and text of a mail of templates/mail: its first line is the subject. It is given nothing of any case."""
    subject, _, text = render(f"mail/{name}.txt", language, council=settings.council, team=settings.team).partition("\n")
    return subject.strip(), text.strip() + "\n"
