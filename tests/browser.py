"""A real Chromium, driven as a person would; a message on its console or an error of a page fails the test."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, WebError, sync_playwright
from werkzeug.serving import make_server

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox",  # root in a container has no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --no-maglev",  # no page lives long enough to repay the compilers
    "--use-fake-device-for-media-stream",  # a microphone that beeps, and nobody who must be asked
    "--use-fake-ui-for-media-stream",
]


def chromium() -> str:
    """Debian's Chromium without windows: the same engine for half the processor's time; a whole one serves where only that is installed."""
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, "chromium-headless-shell is lacking: deploy/debian-packages test installs it"
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for each test process."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def java_script_enabled(request: pytest.FixtureRequest) -> bool:
    """Every journey runs with and without script; a test of one of them parametrises this itself."""
    return bool(request.param)


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The application served on a free port of this machine."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join(10)


@pytest.fixture
def context_options(java_script_enabled: bool) -> dict[str, Any]:
    """What a browser context is opened with; override for 320 px, another language or forced colours."""
    return {"java_script_enabled": java_script_enabled, "locale": "en-GB", "timezone_id": "Europe/London", "viewport": {"width": 1024, "height": 900}}


@pytest.fixture
def complaints_of_the_browser() -> list[str]:
    """What the browser said; a test that expects a message removes it."""
    return []


@pytest.fixture
def context(browser: Browser, address: str, context_options: dict[str, Any], complaints_of_the_browser: list[str]) -> Iterator[BrowserContext]:
    """A clean browser context that fails the test for anything on the console."""
    said = complaints_of_the_browser

    def console(message: ConsoleMessage) -> None:
        said.append(f"{message.type}: {message.text}")

    def error(failure: WebError) -> None:
        said.append(f"error: {failure.error}")

    opened = browser.new_context(base_url=address, **context_options)
    opened.set_default_timeout(10_000)
    opened.on("console", console)
    opened.on("weberror", error)
    yield opened
    opened.close()
    assert said == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def axe(page: Page, rules: list[str] | None = None, level: str = "AA") -> list[str]:
    """What axe finds wrong with the page: each rule, and where; all rules of AXE_TAGS, or those named. It needs a context with script.

    level: "AAA" asks for the stronger contrast of young people's pages too.
    """
    page.evaluate(AXE)
    asked = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    more = {"color-contrast-enhanced": {"enabled": level == "AAA"}} if not rules else {}
    found = page.evaluate("([asked, rules]) => axe.run(document, {runOnly: asked, rules, resultTypes: ['violations']})", [asked, more])
    return [f"{broken['id']}: {', '.join(' '.join(node['target']) for node in broken['nodes'])}" for broken in found["violations"]]
