"""One line a request: which view, how it ended, how long it took; never path, query, form, address or browser."""

import logging
import secrets
import time

from flask import Flask, Response, g, request

LOG = logging.getLogger("portal.request")


def install(app: Flask) -> None:
    """Give each request an id, log it when it is answered, and send the id along for whoever rings about it."""
    app.before_request(_begin)
    app.after_request(_end)


def request_id() -> str:
    """This request's id: random, twelve letters, tells nothing."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(6)
    return str(g.request_id)


def _begin() -> None:
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    took = time.perf_counter() - g.get("began", time.perf_counter())
    facts = {"request": request_id(), "method": _method(), "route": request.endpoint, "status": response.status_code, "ms": round(took * 1000, 1)}
    LOG.info("request", extra={"facts": facts})
    response.headers["X-Request-Id"] = request_id()
    return response


def _method() -> str:
    """The method if it is a usual one: a made-up one is somebody else's text."""
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE") else "other"
