"""Somebody adds files in a real browser: with script one after the other with how far each is, without it all at once; then sends and adds more."""

import pytest
from playwright.sync_api import Page, expect

from portal.store.models import File
from tests.browser import axe
from tests.journeys.parent import press
from tests.journeys.served import Site


def chosen(*names: str, size: int = 800_000) -> list[dict[str, object]]:
    return [{"name": name, "mimeType": "application/octet-stream", "buffer": b"They never rang back.\n" * (size // 22 + 1)} for name in names]


def add(page: Page, has_script: bool) -> None:
    """With script the page stays."""
    if has_script:
        page.get_by_role("button", name="Add these").click()
    else:
        press(page, "Add these")


@pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])
def test_files_are_added_from_the_story_taken_out_and_go_with_it(page: Page, site: Site, java_script_enabled: bool) -> None:
    before = site.count(File)
    site.holds_a_draft(page.context, {"kind": "complaint"})
    page.goto("/f/2")
    press(page, "Add a photo or a recording")
    page.get_by_label("Choose files, or take a photo").set_input_files(chosen("letter.txt", "more.txt"))
    add(page, java_script_enabled)
    expect(page.get_by_text("It is here. It goes with what you send.")).to_be_visible()
    assert site.count(File) == before + 2
    page.get_by_role("button", name="Take it out letter.txt").click()
    expect(page.get_by_text("letter.txt")).to_have_count(0)
    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_url(f"{site.url}/f/2")


@pytest.mark.parametrize("java_script_enabled", [True])
def test_an_upload_can_be_stopped_and_leaves_nothing(page: Page, site: Site) -> None:
    before = site.count(File)
    site.holds_a_draft(page.context, {"kind": "complaint"})
    page.goto("/files")
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    slow.send("Network.emulateNetworkConditions", {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 20_000})
    page.get_by_label("Choose files, or take a photo").set_input_files([*chosen("page.html", size=10), *chosen("letter.txt")])
    add(page, True)
    expect(page.get_by_role("listitem").filter(has_text="We cannot take this kind of file.")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Stop: letter.txt").click()
    expect(page.get_by_role("status").get_by_text("letter.txt: Stopped. Nothing of it was kept.")).to_be_visible()
    assert page.get_by_role("button", name="Add these").is_enabled()
    assert site.count(File) == before
