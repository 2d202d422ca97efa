"""One council served for all journeys of a test process, and browsers that fail a test for anything they complain of."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response, WebError

from tests.journeys.served import AGENT_NAME, Site, served

OWN_LINE = "Failed to load resource: the server responded with a status of"

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, keys_folder: Any, sqlite_template: Any) -> Iterator[Site]:
    """The council."""
    with served(tmp_path_factory.mktemp("council"), keys_folder, sqlite_template) as running:
        yield running


@pytest.fixture
def java_script_enabled() -> bool:
    """With script, unless a test says otherwise."""
    return True


class Ear:
    """Hears what a browser complains of. Its own line about a document that was asked for and answered 4xx or 5xx is no complaint."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.refused: set[str] = set()

    def listen(self, context: BrowserContext) -> None:
        def console(message: ConsoleMessage) -> None:
            self.heard.append((message.location["url"] if message.text.startswith(OWN_LINE) else "", f"{message.type}: {message.text}"))

        def error(failure: WebError) -> None:
            self.heard.append(("", f"error: {failure.error}"))

        def response(answer: Response) -> None:
            if answer.status >= 400 and answer.request.is_navigation_request():
                self.refused.add(answer.url)

        context.on("console", console)
        context.on("weberror", error)
        context.on("response", response)

    def complaints(self) -> list[str]:
        return [said for about, said in self.heard if about not in self.refused]


@pytest.fixture(scope="session")
def _one_window(browser: Browser, site: Site) -> Iterator[tuple[Page, Ear]]:
    ear = Ear()
    context = browser.new_context(base_url=site.url, locale="en-GB", timezone_id="Europe/London", user_agent=AGENT_NAME)
    context.set_default_timeout(5_000)
    ear.listen(context)
    yield context.new_page(), ear
    context.close()


@pytest.fixture
def window(_one_window: tuple[Page, Ear]) -> Iterator[Page]:
    """For looking at many pages one by one: always the same window, without a cookie; opening a browser costs more than a page."""
    page, ear = _one_window
    page.goto("about:blank")
    page.context.clear_cookies()
    page.set_viewport_size({"width": 1280, "height": 800})
    ear.heard.clear()
    yield page
    assert ear.complaints() == []


@pytest.fixture
def open_browser(browser: Browser, site: Site, java_script_enabled: bool) -> Iterator[Open]:
    """Opens a browser of somebody else each time: open_browser(width=320)."""
    ear, opened = Ear(), []

    def another(width: int = 1280, **options: Any) -> Page:
        view = {"width": width, "height": 800}
        settings = {"locale": "en-GB", "timezone_id": "Europe/London", "viewport": view, "java_script_enabled": java_script_enabled}
        context = browser.new_context(base_url=site.url, **{**settings, **options})
        context.set_default_timeout(5_000)
        ear.listen(context)
        opened.append(context)
        return context.new_page()

    yield another
    for context in opened:
        context.close()
    assert ear.complaints() == []


@pytest.fixture
def page(open_browser: Open) -> Page:
    """Somebody's browser."""
    return open_browser()
