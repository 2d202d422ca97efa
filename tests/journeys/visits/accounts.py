"""Visits to the pages about signing in and one's own account."""

from tests.journeys.officer import PASSWORD
from tests.journeys.parent import press
from tests.journeys.visits.visit import Here, Visit, collect

VISITS: list[Visit] = []
visit = collect(VISITS)
OFFICER = "complaints_officer"


@visit("account.sign_in")
def sign_in(here: Here) -> None:
    here.page.goto("/account/sign-in?to=/cases")


@visit("account.try_to_sign_in")
def sign_in_wrong(here: Here) -> None:
    here.page.goto("/account/sign-in")
    here.page.get_by_label("E-mail address").fill("nobody@anytown.example")
    press(here.page, "Sign in")


@visit("account.sign_in")
def signed_out(here: Here) -> None:
    here.page.goto("/account/sign-in?out=yes&kept=yes&ready=yes")


@visit("account.demo")
def demo_link(here: Here) -> None:
    here.page.goto(here.site.demo_link(here.site.someone(OFFICER)))


@visit("account.demo")
def link_over(here: Here) -> None:
    here.page.goto("/account/demo/used-long-ago")


@visit("account.enrol")
def enrol_password(here: Here) -> None:
    here.page.goto(here.site.enrol_link(here.site.someone(OFFICER)))


@visit("account.choose_password")
def enrol_password_too_short(here: Here) -> None:
    enrol_password(here)
    here.page.get_by_label("Password").fill("short")
    press(here.page, "Go on")


@visit("account.enrol")
def enrol_phone(here: Here) -> None:
    enrol_password(here)
    here.page.get_by_label("Password").fill(PASSWORD)
    press(here.page, "Go on")
    here.page.get_by_text("I cannot scan the picture").click()


@visit("account.prove_factor")
def enrol_phone_wrong_code(here: Here) -> None:
    enrol_phone(here)
    here.page.get_by_label("Code", exact=True).fill("000000")
    press(here.page, "Finish")


@visit("account.account", OFFICER)
def account(here: Here) -> None:
    here.page.goto("/account/?changed=password")


@visit("account.password", OFFICER)
def password(here: Here) -> None:
    here.page.goto("/account/password")


@visit("account.password", OFFICER)
def password_wrong(here: Here) -> None:
    here.page.goto("/account/password")
    press(here.page, "Change the password")


@visit("account.factor", OFFICER)
def factor(here: Here) -> None:
    here.page.goto("/account/factor")


@visit("account.factor", OFFICER)
def factor_wrong(here: Here) -> None:
    here.page.goto("/account/factor")
    press(here.page, "Use this phone from now on")


@visit("account.roles", OFFICER)
def roles(here: Here) -> None:
    here.page.goto("/account/roles")
