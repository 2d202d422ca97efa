"""`make look`: one contact sheet of every screen that a young person meets on a phone, for each way to see them, for a person to look at."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from portal.forms.ways import WAYS, Way
from portal.store import schema
from portal.store.database import Database
from portal.store.sealing import make_keys, read_keys
from tests.browser import FLAGS, chromium
from tests.council import filled
from tests.journeys.served import Site, served

PICTURES = Path(__file__).parents[1] / "screenshots"
WIDE, HIGH, COLUMNS, GAP, NAME = 390, 844, 10, 24, 40
CHOSEN = {"kind": "help", "in_danger": "not_sure", "wait": "yes", "advocate_wanted": "more", "talk_how": "page", "now_reach": "yes"}
WRITTEN = {"story": "They moved my room and nobody asked me.", "now_what": "Somebody is shouting.", "put_right": "Ask me first.", "name": "Fox"}

LOADED = "() => Promise.all([...document.images].map(one => { one.loading = 'eager'; return one.decode().catch(() => {}) }))"
"""Pictures further down come only when somebody scrolls there; on the sheet all are wanted."""


class Album:
    """The screens of one way, each with its name, in the order they were met."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.kept: list[tuple[str, Image.Image]] = []

    def look(self, name: str) -> None:
        """Keep the screen as it is now."""
        self.page.wait_for_load_state()
        self.page.evaluate(LOADED)
        self.kept.append((f"{len(self.kept) + 1} {name}", Image.open(BytesIO(self.page.screenshot(full_page=True))).convert("RGB")))

    def open(self, address: str, name: str) -> None:
        self.page.goto(address)
        self.look(name)

    def press(self, then: str, name: str) -> None:
        """Press the button of the form with this value."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(f"button[value='{then}']").first.click()
        self.look(name)

    def answer(self, **chosen: str) -> None:
        """Answer what this screen asks."""
        for key, option in {**CHOSEN, **chosen}.items():
            for box in self.page.locator(f"[name='{key}'][value='{option}']").all():
                box.check(force=True)
        for key, text in WRITTEN.items():
            for field in self.page.locator(f"[name='{key}']:visible").all():
                field.fill(text)

    def sheet(self) -> Image.Image:
        """All screens beside and below each other."""
        rows = [self.kept[first : first + COLUMNS] for first in range(0, len(self.kept), COLUMNS)]
        heights = [max(image.height for _name, image in row) + NAME + GAP for row in rows]
        whole = Image.new("RGB", (COLUMNS * (WIDE + GAP) + GAP, sum(heights) + GAP), "#8a949e")
        pen, letters, top = ImageDraw.Draw(whole), ImageFont.load_default(24), GAP
        for row, height in zip(rows, heights, strict=True):
            for place, (name, image) in enumerate(row):
                left = GAP + place * (WIDE + GAP)
                pen.text((left, top), name, fill="#000", font=letters)
                whole.paste(image, (left, top + NAME))
            top += height
        return whole


def walk(album: Album, way: Way) -> None:
    """From the start to the answer, and what lies beside the way."""
    page = album.page
    album.open("/y", "start")
    album.open(f"/f/1?as={way.letter}", "what it is about")
    album.press("go_on", "nothing chosen")
    album.answer()
    album.press("go_on", "help now")
    album.answer()
    album.press("tell", "told")
    page.locator("a[role='button']").last.click()
    album.look("what happened")
    album.answer()
    _beside(album)
    for name in ("safety", "better", "someone on your side", "what an advocate does", "how we can talk"):
        album.press("go_on", name)
        album.answer(**({"advocate_wanted": "yes"} if name == "what an advocate does" else {}))
    album.press("go_on", "check")
    check = page.url
    album.press("save", "saved")
    page.goto(check)
    album.press("send", "sent")
    _afterwards(album)


def _beside(album: Album) -> None:
    """Recording, drawing and photos, then back to the words."""
    here = album.page.url
    for then, name in (("voice", "voice"), ("drawing", "drawing"), ("files", "photo")):
        album.press(then, name)
        album.page.goto(here)
        album.answer()


def _afterwards(album: Album) -> None:
    """What was sent, seen again with the words that were written down."""
    page = album.page
    reference = page.locator(".heard-code__one").first.inner_text()
    words = " ".join(page.locator(".heard-code__words li").all_inner_texts())
    album.open("/card", "card")
    album.open("/equality", "about you")
    album.open("/come-back", "come back")
    page.locator("[name='reference']").fill(reference)
    page.locator("[name='words']").fill(words)
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="Open it", exact=True).click()
    album.look("where it is now")
    for address in dict.fromkeys(str(link.get_attribute("href")) for link in page.locator("main a[href*='part=']").all()):
        album.open(address, address.partition("part=")[2].replace("_", " "))
    album.open("/showing", "showing")
    album.open("/y/paper", "on paper")
    album.open("/privacy/young", "privacy")


@contextmanager
def _site() -> Iterator[Site]:
    """A council of this hour's own."""
    with tempfile.TemporaryDirectory() as folder:
        keys, empty = Path(folder) / "keys", Path(folder) / "empty.sqlite"
        make_keys(keys)
        database = Database(filled(Path(folder), f"sqlite:///{empty}"), read_keys(keys))
        schema.upgrade(database)
        database.close()
        instance = Path(folder) / "council"
        instance.mkdir()
        with served(instance, keys, empty) as site:
            yield site


def _album(browser: Browser, site: Site, way: Way) -> Path:
    context = browser.new_context(base_url=site.url, locale="en-GB", viewport={"width": WIDE, "height": HIGH})
    context.set_default_timeout(10_000)
    album, file = Album(context.new_page()), PICTURES / f"look-{way.key}.png"
    try:
        walk(album, way)
    finally:  # whatever was met is there to look at
        album.sheet().save(file)
        context.close()
    return file


def main() -> None:
    """Draw the sheets and say where they are."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    PICTURES.mkdir(exist_ok=True)
    with _site() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for way in WAYS:
            print(_album(browser, site, way))
        browser.close()


if __name__ == "__main__":
    main()
