"""/livez for whoever restarts the process, /readyz for whoever must be told: one word a sign, nothing about anybody."""

import threading
import time
from collections.abc import Mapping

from flask import Blueprint, Response, current_app, jsonify
from flask.typing import ResponseReturnValue

from portal.store.pulse import OK, pulse
from portal.web.guard import open_to_all
from portal.web.unit_of_work import council, now

FRESH = 5.0  # seconds: asking more often costs the database nothing

health = Blueprint("health", __name__)
_asking = threading.Lock()


@health.get("/livez")
@open_to_all
def livez() -> ResponseReturnValue:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@health.get("/readyz")
@open_to_all
def readyz() -> ResponseReturnValue:
    """Everything a council relies on works; 503 when one of it does not."""
    found = _recent()
    return jsonify(found), 200 if all(word == OK for word in found.values()) else 503


def _recent() -> Mapping[str, str]:
    """What was found, at most FRESH seconds ago; one thread of this process looks, the others wait for it."""
    running = council()
    with _asking:
        at, found = current_app.extensions.get("pulse", (0.0, {}))
        if not found or time.monotonic() - at > FRESH:
            found = pulse(running.database, running.settings, now())
            current_app.extensions["pulse"] = (time.monotonic(), found)
        return found
