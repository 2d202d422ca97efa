"""Which language a page is in, and how it writes dates."""

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, cast

import flask_babel
from babel import Locale
from flask import Flask, current_app, g, request

from portal.casework.desk import LONDON, london_date
from portal.language import catalogue, switched_on
from portal.settings import TRANSLATIONS, Settings
from portal.web.pseudo import Pseudo
from portal.web.unit_of_work import now

COOKIE = "heard_language"
PSEUDO = "en_XA"


def install(app: Flask) -> None:
    """Choose the language of each request, and give templates the filters `date` and `datetime`."""
    settings = cast(Settings, app.extensions["council"].settings)
    app.config["LANGUAGES"] = (*switched_on(settings), *([PSEUDO] if settings.demo else []))
    babel = flask_babel.Babel(app, default_translation_directories=str(TRANSLATIONS), default_locale=settings.council.language, locale_selector=_locale)
    babel.__dict__["domain_instance"] = Domain()  # Flask-Babel has no argument for it
    app.jinja_env.filters.update(date=write_date, datetime=write_datetime)


def chosen() -> str:
    """The language of this request: the one chosen (cookie), else the best the browser asks for, else the council's."""
    if "language" not in g:
        known = cast(tuple[str, ...], current_app.config["LANGUAGES"])
        cookie = request.cookies.get(COOKIE)
        g.language = cookie if cookie in known else request.accept_languages.best_match([one for one in known if one != PSEUDO], known[0])
    return cast(str, g.language)


def _locale() -> str:
    return "en" if chosen() == PSEUDO else chosen()


class Domain(flask_babel.Domain):  # type: ignore[misc]
    """The translations of a request, looked up once; the pseudo language is made from the English as it goes."""

    def get_translations(self) -> Any:
        if "translations" not in g:
            is_pseudo = flask_babel.get_locale() is not None and g.get("language") == PSEUDO
            is_demo = current_app.extensions["council"].settings.demo
            g.translations = Pseudo() if is_pseudo else catalogue(chosen(), with_unchecked=is_demo)
        return g.translations


@lru_cache(maxsize=32)
def _pattern(language: str, with_year: bool) -> str:
    """Weekday, day and month in the order of the language; English has no comma."""
    if language.startswith("en"):
        return "EEEE d MMMM y" if with_year else "EEEE d MMMM"
    short = str(Locale.parse(language).datetime_skeletons["yMMMEd" if with_year else "MMMEd"])
    return re.sub(r"MMM+|LLL+", "MMMM", re.sub(r"E+|ccc+", "EEEE", short))  # the language's order, its words in full


def write_date(day: date | datetime | None, with_year: bool | None = None) -> str:
    """A date as people say it: 'Monday 23 November'; the year is written where it is not this one. An instant's date is London's."""
    if day is None:
        return ""
    on = london_date(day) if isinstance(day, datetime) else day
    year = on.year != london_date(now()).year if with_year is None else with_year
    return flask_babel.format_date(on, _pattern(_locale(), year), rebase=False)


def write_time(at: time) -> str:
    """An hour of London's clocks as people of the reader's language write it: 9 am, 4:30 pm; 09:00."""
    if not _locale().startswith("en"):
        return flask_babel.format_time(at, "short", rebase=False)
    words = flask_babel.format_time(at, "h:mm a" if at.minute else "h a", rebase=False)
    return words.replace("\u202f", " ").lower()


def write_datetime(at: datetime | None) -> str:
    """An instant as London's clocks showed it: 'Monday 23 November, 14:05'."""
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return flask_babel.gettext("%(day)s, %(time)s", day=write_date(at), time=f"{local:%H:%M}")
