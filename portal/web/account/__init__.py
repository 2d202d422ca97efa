"""Signing in and out, enrolling, and what everybody on the staff may do with their own account."""

from flask import Blueprint

account = Blueprint("account", __name__, url_prefix="/account")

from portal.web.account import demo, enrol, factor, keep, own, password, roles, sign_in  # noqa: E402, F401  (they add their views)
