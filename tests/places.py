"""Where a page of a form stands, by its key, so that no test counts pages."""

from portal.forms.catalogue import CATALOGUE
from portal.forms.model import Audience


def number(key: str, audience: str = "parent") -> int:
    """The n of /f/<n>."""
    return [page.key for page in CATALOGUE[Audience(audience)].pages].index(key) + 1


def at(key: str, audience: str = "parent") -> str:
    """The address of a page: at("story") is /f/2."""
    return f"/f/{number(key, audience)}"
