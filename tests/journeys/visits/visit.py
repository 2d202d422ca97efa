"""A visit: which view it looks at, as whom, and how somebody gets there."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from portal.store.models import User
from tests.journeys.served import Site


class Here(NamedTuple):
    """A browser at a council; `me` is who is signed in, or None."""

    page: Page
    site: Site
    me: User | None


class Visit(NamedTuple):
    """role: whose browser it is, empty for the public."""

    name: str
    endpoint: str
    role: str
    go: Callable[[Here], object]


def collect(visits: list[Visit]) -> Callable[..., Callable[..., Callable[[Here], object]]]:
    """A decorator that adds a function to a list of visits, under the function's name."""

    def visit(endpoint: str, role: str = "") -> Callable[..., Callable[[Here], object]]:
        def add(go: Callable[[Here], object]) -> Callable[[Here], object]:
            visits.append(Visit(go.__name__.replace("_", "-"), endpoint, role, go))
            return go

        return add

    return visit
