"""Heard: a feedback portal for a council's children's services."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from portal.settings import Settings


def utc_now() -> datetime:
    """The clock of a running council; tests pass their own."""
    return datetime.now(UTC)


def create_app(settings: "Settings", clock: Callable[[], datetime] = utc_now) -> "Flask":
    """The web application of one council. Raises BadKeys or Unsafe when it must not start."""
    from flask_wtf.csrf import CSRFProtect

    from portal.procedure.calendar import Calendar
    from portal.procedure.catalogue import catalogue
    from portal.store.database import Database
    from portal.store.sealing import read_keys
    from portal.web import errors, guard, headers, health, language, sign_in_state
    from portal.web.account import account
    from portal.web.advocate import advocate
    from portal.web.public import public
    from portal.web.staff import staff
    from portal.web.unit_of_work import Council, Portal, end_session

    keys = read_keys(settings.key_file.parent)
    app = Portal("portal")
    app.config.update(headers.flask_config(settings, keys))
    calendar = Calendar(settings.council.nation, settings.calendar.proclaimed, settings.calendar.cancelled)
    app.extensions["council"] = Council(settings, Database(settings, keys), calendar, catalogue(settings.procedures), clock)
    app.teardown_appcontext(end_session)
    headers.install(app, settings)
    language.install(app)
    sign_in_state.install(app)
    CSRFProtect(app)
    app.before_request(guard.check)
    errors.install(app)
    for blueprint in (public, staff, account, advocate, health.health):
        app.register_blueprint(blueprint)
    return app
