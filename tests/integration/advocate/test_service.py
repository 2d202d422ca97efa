"""The manager of an advocacy service: adds advocates, hands young people over, covers leave, ends an account; in their own service only."""

from datetime import timedelta
from typing import Any

from portal.store.models import AccessLog, Party, User
from tests.integration.advocate.conftest import Service, boxes


def hand_over(service: Service, reference: str, **other: Any) -> dict[str, Any]:
    """The form of a hand-over to Jonah, filled in."""
    today = service.clock.now
    filled = {"young": reference, "to": str(service.jonah.id), "how_long": "for_good", "told": "in_person", "shares": "yes", "words": "Fine with me."}
    return {**filled, **boxes("starts", today), **boxes("told_on", today), **other}


def test_a_new_account_shows_its_link_once_and_belongs_to_the_service(service: Service) -> None:
    browser = service.browser(service.boss)
    made = browser.post("/advocate/service/new", data={"name": "Noa New", "email": "noa@voice.example", **boxes("ends", service.clock.now)})
    assert made.status_code == 200 and "/account/enrol/" in made.text
    user = service.rows(User, User.email == "noa@voice.example")[0]
    assert (user.role, user.organisation, user.ends_on) == ("advocate", "clear_voice", service.clock.now.date())
    again = browser.post("/advocate/service/new", data={"name": "Noa New", "email": "noa@voice.example", **boxes("ends", service.clock.now)})
    assert (again.status_code, "/account/enrol/" in again.text) == (422, False)
    assert "Noa New" in browser.get("/advocate/service").text


def test_a_new_account_needs_a_name_an_address_and_a_last_day(service: Service) -> None:
    data, browser = {"name": "Noa New", "email": "noa@voice.example", **boxes("ends", service.clock.now)}, service.browser(service.boss)
    for left_out in ("name", "email", "ends"):
        typed = {key: value for key, value in data.items() if not key.startswith(left_out)}
        assert browser.post("/advocate/service/new", data=typed).status_code == 422, left_out
    assert service.rows(User, User.email == "noa@voice.example") == []


def test_another_services_advocate_is_not_there(service: Service) -> None:
    browser = service.browser(service.boss)
    assert service.stranger.name not in browser.get("/advocate/service").text
    for rest in ("", "/hand-over", "/until", "/end", "/no-such"):
        assert browser.get(f"/advocate/service/{service.stranger.id}{rest}").status_code == 404
    assert browser.post(f"/advocate/service/{service.stranger.id}/end", data={"why": "Because"}).status_code == 404
    assert browser.post(f"/advocate/service/{service.imogen.id}/no-such").status_code == 404
    assert not service.rows(User, User.id == service.stranger.id)[0].is_disabled


def test_a_hand_over_moves_one_young_person_and_is_logged(service: Service) -> None:
    mine, stays = service.young_person(service.imogen), service.young_person(service.imogen)
    browser = service.browser(service.boss)
    page = browser.get(f"/advocate/service/{service.imogen.id}/hand-over?young={mine}").text
    assert page.count("checked") >= 1 and "Nell" in page
    done = browser.post(f"/advocate/service/{service.imogen.id}/hand-over", data=hand_over(service, mine))
    assert done.location.endswith(f"/advocate/service/{service.imogen.id}")
    assert [service.browser(one).get(f"/advocate/{mine}").status_code for one in (service.imogen, service.boss)] == [404, 404]
    assert service.browser(service.imogen).get(f"/advocate/{stays}").status_code == 200
    theirs = service.rows(Party, Party.user_id == service.jonah.id)[0].reference
    assert "Written before you: Imogen Speakwell" in service.browser(service.jonah).get(f"/advocate/{theirs}").text
    assert len(service.rows(AccessLog, AccessLog.action == "advocate.hand_over")) == 1


def test_leave_is_covered_and_goes_back_by_itself(service: Service) -> None:
    reference, today = service.young_person(service.imogen), service.clock.now
    browser = service.browser(service.boss)
    address = f"/advocate/service/{service.imogen.id}/hand-over"
    assert browser.post(address, data=hand_over(service, reference, how_long="away")).status_code == 422, "a last day is needed"
    away = hand_over(service, reference, how_long="away", **boxes("last", today + timedelta(days=4)))
    assert browser.post(address, data=away).status_code == 302
    assert "until Friday 27 November" in browser.get(f"/advocate/service/{service.jonah.id}").text
    assert "from Saturday 28 November" in browser.get(f"/advocate/service/{service.imogen.id}").text
    seen = {}
    for days in (0, 4, 5):
        service.clock.now = today + timedelta(days=days)
        seen[days] = ["Nell" in service.browser(one).get("/advocate/").text for one in (service.imogen, service.jonah)]
    assert seen == {0: [False, True], 4: [False, True], 5: [True, False]}


def test_whoever_comes_back_from_leave_reads_their_own_words_again_and_no_others(service: Service) -> None:
    reference, today = service.young_person(service.imogen), service.clock.now
    service.browser(service.imogen).post(f"/advocate/{reference}", data={"part": "write", "words": "Words of Imogen", "once": "x"})
    away = hand_over(service, reference, how_long="away", shares="no", **boxes("last", today + timedelta(days=4)))
    assert service.browser(service.boss).post(f"/advocate/service/{service.imogen.id}/hand-over", data=away).status_code == 302
    theirs = service.rows(Party, Party.user_id == service.jonah.id)[0].reference
    service.browser(service.jonah).post(f"/advocate/{theirs}", data={"part": "write", "words": "Words of Jonah", "once": "y"})
    assert "Words of Imogen" not in service.browser(service.jonah).get(f"/advocate/{theirs}").text
    service.clock.now = today + timedelta(days=5)
    again = max(service.rows(Party, Party.user_id == service.imogen.id), key=lambda one: one.from_on).reference
    page = service.browser(service.imogen).get(f"/advocate/{again}").text
    assert "Words of Imogen" in page and "Words of Jonah" not in page


def test_young_people_of_an_account_that_ran_out_are_not_forgotten(service: Service) -> None:
    reference, browser = service.young_person(service.imogen), service.browser(service.boss)
    with service.desk() as desk:
        desk.session.get_one(User, service.imogen.id).ends_on = service.clock.now.date() - timedelta(days=1)
    page = browser.get(f"/advocate/service/{service.imogen.id}").text
    assert "Nell" in page and "This account has ended." in page
    assert browser.post(f"/advocate/service/{service.imogen.id}/hand-over", data=hand_over(service, reference)).status_code == 302
    assert "Nell" in service.browser(service.jonah).get("/advocate/").text


def test_a_hand_over_that_lacks_something_keeps_what_was_written(service: Service) -> None:
    reference, browser = service.young_person(service.imogen), service.browser(service.boss)
    long_ago, nobody = {"starts-day": "1", "starts-month": "1"}, {"to": "x"}
    for wrong in (*({name: ""} for name in ("young", "to", "told", "shares", "how_long", "told_on-day")), long_ago, nobody):
        refused = browser.post(f"/advocate/service/{service.imogen.id}/hand-over", data=hand_over(service, reference, **wrong))
        assert (refused.status_code, "Fine with me." in refused.text) == (422, True), wrong
    assert service.browser(service.imogen).get(f"/advocate/{reference}").status_code == 200


def test_what_cannot_be_done_is_said(service: Service) -> None:
    browser = service.browser(service.boss)
    assert "speaks for nobody now" in browser.get(f"/advocate/service/{service.jonah.id}/hand-over").text
    own = browser.post(f"/advocate/service/{service.boss.id}/end", data={"why": "Tired"})
    assert (own.status_code, "cannot end your own account" in own.text) == (422, True)
    longer = browser.post(f"/advocate/service/{service.boss.id}/until", data=boxes("ends", service.clock.now + timedelta(days=900)))
    assert (longer.status_code, "cannot change your own last day" in longer.text) == (422, True), "the council says until when"


def test_the_last_day_of_an_account_can_be_made_later(service: Service) -> None:
    browser, later = service.browser(service.boss), service.clock.now + timedelta(days=300)
    assert browser.post(f"/advocate/service/{service.imogen.id}/until", data=boxes("ends", later)).status_code == 302
    assert service.rows(User, User.id == service.imogen.id)[0].ends_on == later.date()
    past = browser.post(f"/advocate/service/{service.imogen.id}/until", data=boxes("ends", service.clock.now - timedelta(days=1)))
    assert past.status_code == 422
