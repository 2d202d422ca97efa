"""Every date can be drawn day by day, with the reason for each day that did not count."""

from datetime import date

from portal.procedure.calendar import Calendar
from portal.procedure.explain import Day, Mark, Working, explain
from tests.unit.procedure.story import CORPORATE, ENGLAND, day, happened, stands

RECEIVED = happened("received", "2026-12-18")


def working(*more: object, today: str = "2026-12-20", calendar: Calendar = ENGLAND) -> Working:
    main = stands(RECEIVED, *more, today=today, calendar=calendar).main  # type: ignore[arg-type]
    assert main
    return explain(main, calendar)


def on(found: Working, text: str) -> Day:
    return next(one for one in found.days if one.on == day(text))


def said(found: Working) -> list[str]:
    return [str(sentence) for sentence in found.sentences]


def test_the_days_run_from_day_0_to_the_due_date() -> None:
    found = working()
    assert (found.days[0].on, found.days[0].number, found.days[0].marks) == (day("2026-12-18"), 0, {Mark.START})
    assert (found.days[-1].on, found.days[-1].number, found.days[-1].marks) == (day("2027-01-06"), 10, {Mark.DUE})


def test_a_day_that_does_not_count_says_why() -> None:
    found = working()
    assert {text: on(found, text).reason for text in ("2026-12-19", "2026-12-25", "2026-12-28", "2026-12-29")} == {
        "2026-12-19": "Saturday",
        "2026-12-25": "Christmas Day",
        "2026-12-28": "Boxing Day (substitute day)",
        "2026-12-29": None,
    }


def test_the_working_names_its_rule_and_says_it_in_sentences() -> None:
    found = working()
    assert "regulation 14" in found.source
    assert said(found) == [
        "Counting starts on 2026-12-18, which is day 0.",
        "It is due on 2027-01-06, which is day 10.",
        "Only working days count: not Saturdays, Sundays or bank holidays.",
        "The date cannot be put off beyond 2027-01-20.",
    ]


def test_an_extension_is_marked_on_its_day_and_said() -> None:
    found = working(happened("extended", "2026-12-22", clock="stage1", due="2027-01-13"))
    assert Mark.EXTENDED in on(found, "2026-12-22").marks
    assert "On 2026-12-22 a new date was set: 2027-01-13." in said(found)


def test_an_extension_that_came_too_late_says_so() -> None:
    found = working(happened("extended", "2027-01-07", clock="stage1", due="2027-01-13"), today="2027-01-08")
    assert "On 2027-01-07 a new date was set, 2027-01-13, but the old date had passed, so it was missed." in said(found)


def test_days_on_hold_are_drawn_as_such() -> None:
    found = working(happened("held", "2026-12-21", ground="agreed"), happened("resumed", "2026-12-23"), today="2026-12-29")
    assert (on(found, "2026-12-22").reason, on(found, "2026-12-22").marks) == ("On hold", {Mark.HELD})
    assert "2 days were not counted because of a hold." in said(found)


def test_a_hold_of_years_is_one_line() -> None:
    found = working(happened("held", "2026-12-21", ground="agreed"), today="2029-12-21")
    held = [one for one in found.days if one.reason == "On hold"]
    assert [(one.on, one.until is not None) for one in held] == [(day("2026-12-22"), True)]
    assert held[0].has(day("2028-02-29")) and len(found.days) < 40


def test_a_hold_without_an_end_says_that_the_date_may_change() -> None:
    assert "The date may change: the hold may go on." in said(working(happened("held", "2026-12-21", ground="agreed"), today="2026-12-23"))


def test_a_late_answer_is_drawn_up_to_the_day_it_came() -> None:
    found = working(happened("answered", "2027-01-08"), today="2027-01-08")
    assert (found.days[-1].on, found.days[-1].number, found.days[-1].marks) == (day("2027-01-08"), 12, {Mark.STOPPED})


def test_a_bank_holiday_proclaimed_during_a_case_is_named_in_its_working() -> None:
    calendar = Calendar("england", proclaimed=[date(2026, 12, 30)])
    found = working(calendar=calendar)
    assert (found.days[-1].on, on(found, "2026-12-30").reason) == (day("2027-01-07"), "Bank holiday (proclaimed)")


def test_a_clock_that_has_not_started_says_what_its_date_is_counted_from() -> None:
    main = stands(RECEIVED, today="2026-12-18", procedure=CORPORATE).main
    assert main
    found = explain(main, ENGLAND)
    assert said(found)[0].startswith("What it counts from has not happened. We count from the day by which that is due, 2026-12-29.")


def test_a_clock_without_a_date_says_so() -> None:
    clock = stands(RECEIVED, happened("stage2_requested", "2026-12-18"), today="2026-12-18").clock("stage2_from_statement")
    assert clock
    found = explain(clock, ENGLAND)
    assert (found.days, said(found)) == ((), ["This has no date yet: what it counts from has not happened."])


def test_a_date_beyond_the_announced_holidays_says_that_it_may_change() -> None:
    main = stands(happened("received", "2028-12-18"), today="2028-12-18").main
    assert main and main.is_provisional
    assert "The date may change: bank holidays after 2028-12-31 have not all been announced." in said(explain(main, ENGLAND))
