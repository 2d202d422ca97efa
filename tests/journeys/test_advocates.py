"""An advocacy service in real browsers: its manager hands a young person over, the new advocate reads and writes, and is out when it ends."""

import pytest

from portal.store.models import User
from tests.journeys.conftest import Open
from tests.journeys.officer import enter
from tests.journeys.parent import press, words
from tests.journeys.served import Site
from tests.journeys.visits.advocates import a_young_person, of_service
from tests.journeys.visits.visit import Here

WAYS = pytest.mark.parametrize("java_script_enabled", [True, False], ids=["script", "no-script"])


@WAYS
def test_a_young_person_is_handed_over_and_the_new_advocate_writes_for_them(open_browser: Open, site: Site) -> None:
    iris, tam = (site.someone("advocate", f"{name} {site.count(User)}", organisation="clear_voice") for name in ("Iris", "Tam"))
    boss, new = open_browser(), open_browser(width=320)
    reference = a_young_person(Here(boss, site, None), iris)
    enter(boss, site, of_service(Here(boss, site, None), "Mina Organiser"))
    assert boss.url.endswith("/advocate/service")
    boss.get_by_role("link", name=iris.name, exact=True).click()
    boss.get_by_role("link", name="Hand over " + reference).click()
    assert boss.get_by_label(f"Nell, {reference}").is_checked()
    boss.get_by_label("Who speaks for them then?").select_option(label=tam.name)
    for choice in ("For good", "By phone", "Yes"):
        boss.get_by_label(choice, exact=True).check()
    boss.get_by_label("What did they say?").fill("She knows Tam from the group.")
    press(boss, "Hand over")
    assert "Nobody now." in words(boss)
    enter(new, site, tam)
    assert new.url.endswith("/advocate/")
    new.get_by_role("main").get_by_role("table").get_by_role("link").click()
    new.get_by_text("Written before you: Imogen Speakwell").click()
    assert "She wants to know whether her brother can come to her birthday." in words(new)
    new.get_by_label("Your message").fill("Nell has decided.\nShe wants to go on.")
    press(new, "Send this to the complaints team")
    assert "We have it. A person reads it by the next working day." in words(new) and "She wants to go on." in words(new)
    boss.goto("/advocate/service")
    boss.get_by_role("link", name=tam.name, exact=True).click()
    boss.get_by_role("button", name="End this account").click()
    boss.get_by_label("Why does it end?").fill("Has left us")
    press(boss, "End it now")
    new.goto("/advocate/")
    assert "/account/sign-in" in new.url
