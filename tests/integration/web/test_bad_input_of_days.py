"""The three boxes of a day by every class of bad input: read, or shown again as it was typed."""

import pytest
from flask import Flask

from tests.integration.public.visitor import Page
from tests.integration.web.payloads import CLASSES, lengths
from tests.integration.web.shape import Shape
from tests.integration.web.test_bad_input import UNREADABLE_IN_A_LINE

BOXES = ("heard_on-day", "heard_on-month", "heard_on-year")
SHORT = 1_000


@pytest.mark.parametrize("name", ["B-01 length", *CLASSES])
def test_what_is_no_day_comes_back_as_it_was_typed(app: Flask, name: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    for text in {**CLASSES, "B-01 length": [one for one in lengths(4) if len(one) < SHORT]}[name]:
        page = Page(client.post("/f/1?as=w", data={"said": "x", **dict.fromkeys(BOXES, text)}))
        shown = UNREADABLE_IN_A_LINE.sub("�", text) if text.strip() else ""
        assert page.status == 200 and page.all("a", href="#heard_on-day"), text
        assert [page.fields[box] for box in BOXES] == [[shown]] * 3
        assert not Shape(page.html).dangers
