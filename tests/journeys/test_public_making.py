"""Somebody records and draws in a real browser: by finger, by keys, without script, and where the microphone stays shut."""

import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
import sqlalchemy as sa
from PIL import Image
from playwright.sync_api import Page, expect

from portal.casework.desk import Desk
from portal.casework.intake.draft import fresh_code
from portal.casework.intake.submit import submit
from portal.evidence.child import look
from portal.store import files
from portal.store.models import Draft, File
from portal.store.sealing import key_of
from tests.browser import axe
from tests.journeys.conftest import Open
from tests.journeys.parent import press
from tests.journeys.served import AGENT_NAME, Site

SHUT = "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
TARGETS = "main button, main label:has(input[type=radio]), main .heard-way"
RED, GREEN, PAPER = (179, 38, 30), (27, 107, 58), (255, 255, 255)


def button(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status").get_by_text(words)).to_be_visible()


def newest(site: Site) -> tuple[File, bytes, str]:
    """The file that came last: its row, its bytes, and what its safe copy is."""
    with site.database.reading() as session:
        file = session.scalars(sa.select(File).order_by(File.made_at.desc()).limit(1)).one()
        folder, key, name = site.council.settings.files_folder, key_of(file), file.details["name"]
    original = b"".join(files.read(folder, file.original, key))
    return file, original, str(look(name.rpartition(".")[2], [original], bytearray().extend).media)


def record(page: Page) -> None:
    button(page, "Start recording")
    says(page, "We are recording.")
    page.wait_for_timeout(300)  # of sound


def test_a_voice_is_recorded_heard_deleted_and_kept_before_anything_is_written(open_browser: Open, site: Site) -> None:
    before, drafts = site.count(File), site.count(Draft)
    page = open_browser(width=320)
    page.clock.install()
    page.goto("/files/voice?as=p")
    expect(page.get_by_text("This makes a noise. Use headphones or go where nobody can hear.")).to_be_visible()
    assert axe(page) == [] and axe(page, ["color-contrast-enhanced"]) == []
    record(page)
    page.clock.fast_forward("02:01")
    says(page, "You have about 1 minute left.")
    page.clock.fast_forward("01:00")
    says(page, "3 minutes are over")
    assert page.evaluate("document.querySelector('audio').paused")
    button(page, "Hear it")
    page.wait_for_function("document.querySelector('audio').currentTime > 0")
    button(page, "Stop the sound")
    button(page, "Delete it")
    button(page, "Yes, delete it")
    says(page, "It is deleted.")
    assert (site.count(File), site.count(Draft)) == (before, drafts)
    record(page)
    button(page, "Stop recording")
    button(page, "Keep this")
    says(page, "We have kept it.")
    file, sound, copy = newest(site)
    assert site.count(File) == before + 1 and site.count(Draft) == drafts + 1
    assert (file.kind, file.media, copy) == ("recording", "audio/webm", "audio/webm") and sound[:4] == b"\x1aE\xdf\xa3"
    assert axe(page) == []


def test_leaving_while_it_records_sends_nothing(page: Page, site: Site) -> None:
    before = site.count(File)
    site.holds_a_draft(page.context, {"kind": "complaint"})
    page.goto("/files/voice")
    record(page)
    button(page, "Exit this page")
    page.wait_for_url(lambda url: not url.startswith(f"{site.url}/files"))
    assert site.count(File) == before


def test_where_the_microphone_stays_shut_it_says_what_else_there_is(page: Page) -> None:
    page.add_init_script(SHUT)
    page.goto("/files/voice?as=p")
    button(page, "Start recording")
    says(page, "The microphone did not start. That is OK.")
    expect(page.get_by_role("button", name="Start recording")).to_be_enabled()
    expect(page.get_by_role("link", name="Ask someone to call me")).to_have_attribute("href", "/talk")


def by_touch(page: Page) -> None:
    """A finger goes from left to right over the middle of the paper."""
    page.locator("#paper").scroll_into_view_if_needed()
    box = page.locator("#paper").bounding_box()
    assert box
    finger = page.context.new_cdp_session(page)
    for kind, part in (("touchStart", 0.2), ("touchMove", 0.5), ("touchMove", 0.8), ("touchEnd", 0.8)):
        points = [] if kind == "touchEnd" else [{"x": box["x"] + box["width"] * part, "y": box["y"] + box["height"] / 2}]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def by_keys(page: Page) -> None:
    """The pen starts in the middle, is put down, and goes left and right of it."""
    page.locator("#paper").focus()
    page.keyboard.press("Space")
    says(page, "The pen is down.")
    for key in ["ArrowLeft"] * 10 + ["ArrowRight"] * 20:
        page.keyboard.press(key)
    page.keyboard.press("Space")
    says(page, "The pen is up.")


@pytest.mark.parametrize("hand", [by_touch, by_keys])
def test_a_picture_is_drawn_undone_cleared_and_kept(open_browser: Open, site: Site, hand: Callable[[Page], None]) -> None:
    before = site.count(File)
    page = open_browser(width=320, has_touch=True)
    page.goto("/files/drawing?as=p")
    button(page, "Keep this")
    says(page, "There is nothing on the paper yet.")
    page.get_by_label("Green").check()
    hand(page)
    button(page, "Clear the paper")
    button(page, "Yes, clear it")
    says(page, "The paper is empty.")
    page.get_by_label("Red").check()
    page.get_by_label("Thick").check()
    hand(page)
    page.get_by_label("Green").check()
    hand(page)
    button(page, "Undo")
    assert axe(page, ["color-contrast-enhanced"]) == []
    assert page.evaluate(f"[...document.querySelectorAll({TARGETS!r})].filter(one => one.checkVisibility() && one.offsetHeight < 48).length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    button(page, "Keep this")
    says(page, "We have kept it.")
    _file, drawn, copy = newest(site)
    with Image.open(BytesIO(drawn)) as picture:
        colours = {colour for _count, colour in picture.convert("RGB").getcolors(100_000) or []}
        assert picture.size == (1200, 900) and picture.convert("RGB").getpixel((600, 450)) == RED
    assert site.count(File) == before + 1 and copy.startswith("image/") and PAPER in colours and GREEN not in colours


@pytest.mark.parametrize("java_script_enabled", [False], ids=["no-script"])
@pytest.mark.parametrize("what", ["voice", "drawing"])
def test_without_script_there_is_a_box_for_files_and_somebody_to_ring(page: Page, site: Site, what: str) -> None:
    before = site.count(File)
    page.goto(f"/files/{what}?as=p")
    expect(page.get_by_text("You can do one of these.")).to_be_visible()
    expect(page.get_by_role("button", name="Keep this")).to_be_hidden()
    expect(page.get_by_role("link", name="Ask someone to call me")).to_be_visible()
    page.locator("#files").set_input_files([{"name": "words.txt", "mimeType": "text/plain", "buffer": b"They never rang back."}])
    press(page, "Add these")
    expect(page.get_by_text("It is here. It goes with what you send.")).to_be_visible()
    assert site.count(File) == before + 1


def test_staff_hear_what_a_child_recorded(open_browser: Open, site: Site) -> None:
    page = open_browser(width=320)
    site.holds_a_draft(page.context, {"kind": "complaint"}, "young")
    page.goto("/files/voice")
    record(page)
    button(page, "Stop recording")
    button(page, "Keep this")
    says(page, "We have kept it.")
    case, file_id = site.do(checked_and_sent)
    officer = open_browser(user_agent=AGENT_NAME)
    site.signs_in(officer.context, site.first("complaints_officer"))
    officer.goto(f"/cases/{case}/files/{file_id}/open")
    expect(officer.get_by_text("This makes a noise. Use headphones or go where nobody can hear.")).to_be_visible()
    assert officer.evaluate("(sound => sound.paused && sound.networkState)(document.querySelector('audio'))") in (0, 1)
    officer.evaluate("document.querySelector('audio').play()")
    officer.wait_for_function("document.querySelector('audio').currentTime > 0")
    officer.get_by_label("What did you hear or read?").fill("I want to [?] stay with Nan.")
    press(officer, "Keep it beside the file")
    expect(officer.get_by_text("It may not be exact.")).to_be_visible()


def checked_and_sent(desk: Desk) -> tuple[str, uuid.UUID]:
    """What the worker and the last page would do: the newest file is checked, and its draft is sent."""
    file = desk.session.scalars(sa.select(File).order_by(File.made_at.desc()).limit(1)).one()
    folder, draft = desk.settings.files_folder, desk.session.get_one(Draft, file.draft_id)
    with files.Sealing(folder, key_of(file)) as copy:
        looked = look("weba", files.read(folder, file.original, key_of(file)), copy.write)
        copy.keep()
    file.state, file.copy, file.copy_media = "ready", copy.name, looked.media
    return submit(desk, draft, {"kind": "complaint"}, fresh_code(b"pepper")).reference, file.id
