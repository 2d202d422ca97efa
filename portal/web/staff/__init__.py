"""The staff's pages: the queue, a case, what was sent, the safety page, and what may be done."""

from flask import Blueprint

staff = Blueprint("staff", __name__)

from portal.web.staff import act, case, letter, menu, proposal, queue, safety, triage  # noqa: E402, F401  (they add their views)
