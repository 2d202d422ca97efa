"""The pages of an advocacy service: an advocate's own young people, and the service's advocates as its manager keeps them."""

from flask import Blueprint

advocate = Blueprint("advocate", __name__, url_prefix="/advocate")

from portal.web.advocate import files, first, own, place, referrals  # noqa: E402, F401  (they add their views)
