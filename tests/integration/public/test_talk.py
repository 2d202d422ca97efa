"""'I would rather talk': a number alone is a contact (practice F-17)."""


def test_a_number_is_enough(visitor, contacts):
    visitor.open("/talk")
    page = visitor.press(phone="01632 960005")
    assert "We have it" in page.words
    assert "will ring you" in page.words
    assert [answers for _reference, answers in contacts()] == [{"kind": "talk", "phone": "01632 960005"}]


def test_without_a_number_nobody_could_ring(visitor, contacts):
    visitor.open("/talk")
    page = visitor.press(best_times="after 6")
    assert "Write a number that we can ring" in page.words
    assert page.fields["best_times"] == ["after 6"]
    assert contacts() == []


def test_pressing_twice_asks_once(visitor, contacts):
    page = visitor.open("/talk")
    first = visitor.press(phone="01632 960005").words
    visitor.page = page
    assert visitor.press(phone="01632 960005").words == first
    assert len(contacts()) == 1


def test_another_number_sent_from_the_same_page_is_not_dropped(visitor, contacts):
    page = visitor.open("/talk")
    visitor.press(phone="01632 960005")
    for _ in range(2):
        visitor.page = page
        assert "We have it" in visitor.press(phone="01632 960006").words
    assert [answers["phone"] for _reference, answers in contacts()] == ["01632 960005", "01632 960006"]


def test_a_page_left_open_for_days_still_sends(visitor, contacts, clock):
    page = visitor.open("/talk")
    visitor.press(phone="01632 960005")
    clock.move(hours=30)
    visitor.page = page
    assert "We have it" in visitor.press(phone="01632 960006").words
    assert len(contacts()) == 2


def test_a_form_begun_is_still_there_after_asking_for_a_call(visitor):
    visitor.open("/f/1")
    visitor.press(kind="complaint")
    visitor.open("/talk")
    visitor.press(phone="01632 960005")
    assert visitor.open("/f/1").fields["kind"] == ["complaint"]


def test_a_made_up_mark_is_not_used(visitor, contacts):
    visitor.open("/talk")
    visitor.press(phone="01632 960005", once="x")
    assert contacts() == []


def test_the_way_to_talk_stands_beside_start_and_on_the_story(visitor):
    assert visitor.open("/").all("a", href="/talk")[0]["class"] == visitor.page.all("a", href="/f/1?as=p")[0]["class"]
    visitor.open("/f/1")
    assert visitor.press().all("a", href="/talk")
