"""What staff do in a browser: sign in, open a case, press what it offers."""

import pyotp
from playwright.sync_api import Page

from portal.store.models import Case, User
from tests.journeys.parent import press
from tests.journeys.served import Site

PASSWORD = "copper kettle walks north"


def enter(page: Page, site: Site, user: User) -> Page:
    """Sign in by a demo's link."""
    page.goto(site.demo_link(user))
    page.get_by_role("button", name="Sign in as").click()
    return page


def enrol(page: Page, site: Site, user: User) -> pyotp.TOTP:
    """Choose a password, set up a phone; returns what the phone shows."""
    page.goto(site.enrol_link(user))
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Go on")
    page.get_by_text("I cannot scan the picture").click()
    phone = pyotp.TOTP(page.locator("code").inner_text().replace(" ", ""))
    page.get_by_label("Code", exact=True).fill(phone.at(site.clock()))
    press(page, "Finish")
    return phone


def sign_in(page: Page, site: Site, user: User, phone: pyotp.TOTP) -> None:
    """With the next code of the phone: the last one is used up."""
    site.clock.move(seconds=30)
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code", exact=True).fill(phone.at(site.clock()))
    press(page, "Sign in")


def open_case(page: Page, case: Case) -> None:
    """From the queue to a case, on whichever page of it the case stands."""
    page.goto("/cases")
    line = page.get_by_role("link", name=case.reference, exact=True)
    while not line.count():
        page.get_by_role("link", name="Next page").click()
    line.click()


def act(page: Page, case: Case, words: str) -> None:
    """Press what a case offers."""
    page.goto(f"/cases/{case.reference}")
    page.get_by_role("button", name=words).click()
