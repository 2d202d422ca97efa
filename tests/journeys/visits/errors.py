"""Visits to every error page, opened and after something was posted."""

from portal.web.errors import DRAWN
from tests.journeys.visits.visit import Here, Visit

VISITS: list[Visit] = []
POST = """fetched => { const form = document.createElement('form'); form.method = 'post'; form.action = fetched[0];
for (const [name, value] of [['csrf_token', fetched[1]], ['story', 'What I wrote']]) {
const field = document.createElement('input'); field.name = name; field.value = value; form.append(field); }
document.body.append(form); form.submit(); }"""


def post(here: Here, path: str, token: str = "") -> None:
    """Post a form that a page of ours might hold, from a page of ours."""
    here.page.goto("/come-back")
    token = token or here.page.locator("[name='csrf_token']").first.get_attribute("value") or ""
    with here.page.expect_navigation():
        here.page.evaluate(POST, [path, token])


def _error(status: int) -> None:
    VISITS.append(Visit(f"error-{status}", "fails", "", lambda here: here.page.goto(f"/fails/{status}")))
    VISITS.append(Visit(f"error-{status}-posted", "fails", "", lambda here: post(here, f"/fails/{status}")))


for _status in DRAWN:
    _error(_status)

VISITS.append(Visit("error-no-such-page", "", "", lambda here: here.page.goto("/no-such-page")))
VISITS.append(Visit("error-stale-form", "public.come_back", "", lambda here: post(here, "/come-back", "stale")))
