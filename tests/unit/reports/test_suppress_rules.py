"""What is hidden in what is public, rule by rule: each table is made of people who are put into it for the purpose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import duckdb

from portal.reports.count import count_report
from portal.reports.counting import Counting
from portal.reports.declare import one_table
from portal.reports.facts.schema import CODE, CODES, DAY, FACTS
from portal.reports.model import Counted
from portal.reports.period import year
from portal.reports.suppress.hide import hide_small_numbers
from tests.unit.reports.world import WORDS

SPRING, SUMMER, EARLIER = date(2023, 4, 20), date(2023, 8, 1), date(2022, 8, 1)
RECEIVED = {"measure": "complaints_received"}
USUAL = {CODE: "", CODES: [], DAY: None}

Rows = dict[str, list[tuple[int, dict[str, Any]]]]


def report(rows: Rows, *said: dict[str, Any]) -> tuple[Counted, ...]:
    """Tables over so many facts of each kind."""
    connection = duckdb.connect()
    for fact in FACTS:
        connection.execute(fact.made)
        every = [{"is_complaint": True, **one} for number, one in rows.get(fact.key, []) for _ in range(number)]
        if every:
            with connection.appender(fact.key) as appender:
                appender.append_rows([row.get(name, USUAL.get(kind)) for name, kind in fact.columns] for row in every)
    tables = [one_table({"id": f"t{number}", **one}, WORDS) for number, one in enumerate(said)]
    return count_report(Counting(connection, WORDS), tables, year(2023))


def read(tables: Sequence[Counted], number: int = 0) -> dict[str, list[Any]]:
    """Rows that are not all zero, with c for what is hidden."""
    found = {row.label or "-": ["c" if cell.hidden else cell.value for cell in row.cells] for row in tables[number].rows}
    return {label: cells for label, cells in found.items() if any(cells)}


def public(rows: Rows, *said: dict[str, Any], number: int = 0) -> dict[str, list[Any]]:
    return read(hide_small_numbers(report(rows, *said)), number)


def complaints(*some: tuple[int, dict[str, Any]]) -> Rows:
    return {"complaint": [(number, {"received_on": SUMMER, **one}) for number, one in some]}


def by(dimension: str, **numbers: int) -> Rows:
    return complaints(*((number, {dimension: code}) for code, number in numbers.items()))


def test_one_to_five_are_hidden_and_none_and_six_are_not() -> None:
    table = {**RECEIVED, "rows": "channel"}
    assert public(by("channel", email=1, letter=5, telephone=6), table) == {"Email": ["c"], "Letter": ["c"], "Telephone": [6]}
    numbers = [row.cells[0].value for row in hide_small_numbers(report(by("channel", email=6), table))[0].rows]
    assert numbers == [6, 0, 0, 0, 0, 0, 0]


def test_where_the_line_is_drawn_is_a_setting() -> None:
    counted = report(by("channel", email=9, letter=10), {**RECEIVED, "rows": "channel"})
    assert read(hide_small_numbers(counted, 10)) == {"Email": ["c"], "Letter": [10]}


def test_the_next_smallest_goes_with_it_and_the_total_stays() -> None:
    table = {**RECEIVED, "rows": "channel", "total": "rows"}
    found = public(by("channel", email=3, letter=30, telephone=20, in_person=40), table)
    assert found == {"Email": ["c"], "Letter": [30], "Telephone": ["c"], "In person": [40], "Total": [93]}


def test_a_total_that_stands_in_another_table() -> None:
    parts, whole = {**RECEIVED, "rows": "channel"}, {"rows": "lines", "lines": [{"label": "All", **RECEIVED}]}
    rows = by("channel", email=3, letter=30, telephone=20)
    assert public(rows, parts) == {"Email": ["c"], "Letter": [30], "Telephone": [20]}
    assert public(rows, parts, whole) == {"Email": ["c"], "Letter": [30], "Telephone": ["c"]}


def test_a_total_that_nobody_prints_and_two_tables_share() -> None:
    rows = complaints(
        (3, {"channel": "email", "status": "open"}), (20, {"channel": "letter", "status": "open"}), (7, {"channel": "letter", "status": "closed"})
    )
    found = [public(rows, {**RECEIVED, "rows": "channel"}, {**RECEIVED, "rows": "status"}, number=number) for number in (0, 1)]
    assert sum(cell == "c" for table in found for row in table.values() for cell in row) >= 2


def test_what_is_not_shown_is_a_number_too() -> None:
    table = {**RECEIVED, "rows": "lines", "lines": [{"label": "Open", "where": {"status": "open"}}, {"label": "Every"}]}
    assert public(by("status", open=20, closed=4), table) == {"Open": ["c"], "Every": [24]}
    assert public(by("status", open=20, closed=6), table) == {"Open": [20], "Every": [26]}


def test_a_sub_population_and_the_others() -> None:
    rows = complaints((20, {"tags": ["send"]}), (4, {}))
    every, send = (
        {"rows": "lines", "lines": [{"label": "All", **RECEIVED}]},
        {"rows": "lines", "lines": [{"label": "SEND", **RECEIVED}], "sub_population": "send"},
    )
    assert "c" in (*public(rows, every, send)["All"], *public(rows, every, send, number=1)["SEND"])


def test_some_of_a_measure_that_another_counts_whole() -> None:
    rows = complaints((20, {}), (3, {"first_response_on": SUMMER}))
    lines = [{"label": "All", **RECEIVED}, {"label": "Waiting", "measure": "unanswered_at_end"}]
    assert public(rows, {"rows": "lines", "lines": lines}) == {"All": [23], "Waiting": ["c"]}


def test_groups_of_services_and_quarters_of_months() -> None:
    rows = complaints((3, {"service": "fostering"}), (9, {"service": "closed-down"}), (20, {"service": "transport"}))
    found = public(rows, {**RECEIVED, "rows": "service"}, {**RECEIVED, "rows": "group"})
    assert found == {"Fostering": ["c"], "Transport": [20], "Closed down": ["c"]}
    rows = complaints((3, {"received_on": date(2023, 4, 2)}), (9, {"received_on": date(2023, 5, 2)}), (20, {"received_on": date(2023, 6, 2)}))
    found = public(rows, {**RECEIVED, "rows": "month"}, {**RECEIVED, "rows": "quarter"})
    assert found == {"2023-04": ["c"], "2023-05": ["c"], "2023-06": [20]}


def test_percentages_of_few_and_of_all_but_few() -> None:
    table = {**RECEIVED, "rows": "lines", "lines": [{"label": "Open", "where": {"status": "open"}, "percent": True}]}
    for is_open, closed, printed in ((3, 97, "c"), (97, 3, "c"), (50, 50, 50), (0, 4, "c"), (0, 40, 0), (40, 0, 100)):
        found = hide_small_numbers(report(by("status", open=is_open, closed=closed), table))[0].rows[0].cells[0]
        assert ("c" if found.hidden else found.value) == printed


def test_a_hidden_row_has_no_percentage() -> None:
    table = {**RECEIVED, "rows": "channel", "percent": "column", "total": "rows"}
    found = public(by("channel", email=3, letter=30, telephone=20), table)
    assert found == {"Email": ["c", "c"], "Letter": [30, 56], "Telephone": ["c", "c"], "Total": [53, 100]}


def test_a_percentage_tells_how_many() -> None:
    """60% of 10 are 6, so that the other 4 are known."""
    shares = {**RECEIVED, "rows": "lines", "lines": [{"label": "Letter", "where": {"channel": "letter"}, "percent": True}]}
    assert public(by("channel", email=4, letter=6), shares, {**RECEIVED, "rows": "channel", "total": "rows"})["Letter"] == ["c"]


def test_averages_of_few_and_of_a_hidden_number() -> None:
    answered = {"stage": "1", "response_on": SUMMER, "response_days": 9}
    rows: Rows = {"stage": [(5, {**answered, "service": "fostering"}), (8, {**answered, "service": "transport"}), (9, {**answered, "service": "advice"})]}
    for measure in ("average", "median", "longest"):
        table = {"measure": f"{measure}_days_to_first_response", "rows": "service", "total": "rows"}
        assert public(rows, table) == {"Fostering": ["c"], "Transport": ["c"], "Advice": [9], "Total": [9]}


def test_money_is_as_telling_as_its_payments() -> None:
    paid = {"agreed_on": SUMMER, "remedy": "financial"}
    rows: Rows = {"remedy": [(1, {**paid, "decided_by": "stage_1", "pence": 3515000}), (7, {**paid, "decided_by": "stage_2", "pence": 10000})]}
    lines = [{"label": "Payments", "measure": "payments"}, {"label": "Pounds", "measure": "pounds"}]
    table = {"rows": "decided_by", "columns": "lines", "lines": lines}
    assert public(rows, table) == {"Stage 1": ["c", "c"], "Stage 2": [7, 700]}
    assert public(rows, {**table, "total": "rows"}) == {"Stage 1": ["c", "c"], "Stage 2": ["c", "c"], "Total": [8, 35850]}


def test_a_small_number_is_hidden_whatever_it_counts() -> None:
    rows: Rows = {"learning": [(2, {"agreed_on": SUMMER, "service": "advice"})], "training": [(1, {"held_on": SUMMER, "audience": "staff", "attended": 3})]}
    assert public(rows, {"measure": "learning_actions", "rows": "service"}) == {"Advice": ["c"]}
    assert public(rows, {"measure": "people_trained", "rows": "audience"}) == {"Staff": ["c"]}


def test_the_order_of_hidden_rows_tells_nothing() -> None:
    table = {**RECEIVED, "rows": "channel", "order": "count", "omit_zero": True}
    assert list(public(by("channel", email=1, letter=2, telephone=20, in_person=30), table)) == ["In person", "Telephone", "Email", "Letter"]


def test_ones_whose_total_is_small_are_not_told_by_their_number() -> None:
    """Three signs and a total that is a sign: no more than five. A zero stands behind a sign as well, where nothing else can."""
    table = {**RECEIVED, "rows": "channel", "total": "rows", "show": {"channel": ["email", "letter", "telephone", "in_person", "other"]}}
    found = public(by("channel", email=1, letter=1, telephone=1, in_person=1, other=1), table)
    assert set(found) == {"Email", "Letter", "Telephone", "In person", "Other", "Total"}
    table["show"] = {"channel": ["email", "letter", "telephone", "in_person", "other", "online_form"]}
    assert public(by("channel", email=1, letter=1, telephone=1, in_person=1, other=1), table)["Online form"] == ["c"]


def test_what_was_published_is_known() -> None:
    """Last year's letters cannot be hidden any more: another number has to go."""
    rows = complaints((20, {"channel": "email"}), (20, {"channel": "letter"}))
    old = [(3, {"channel": "email"}), (9, {"channel": "letter"}), (30, {"channel": "telephone"})]
    rows["complaint"] += [(number, {"received_on": EARLIER, **one}) for number, one in old]
    counted = report(rows, {**RECEIVED, "rows": "channel", "columns": "year", "years": 2, "total": "rows"})
    assert [row[1] for row in read(hide_small_numbers(counted)).values()] == ["c", "c", 30, 42]
    letters = counted[0].rows[1]
    known = replace(letters, cells=(letters.cells[0], replace(letters.cells[1], published=True, own=9)))
    table = replace(counted[0], rows=(counted[0].rows[0], known, *counted[0].rows[2:]))
    assert [row[1] for row in read(hide_small_numbers([table])).values()] == ["c", 9, "c", 42]


def test_last_years_report_is_out() -> None:
    """It showed its total: this year's table must not print of last year what gives its hidden numbers away."""
    rows = complaints((20, {"channel": "email"}), (30, {"channel": "letter"}))
    rows["complaint"] += [(number, {"received_on": EARLIER, "channel": code}) for code, number in (("email", 3), ("letter", 30), ("telephone", 20))]
    said = {**RECEIVED, "rows": "channel", "columns": "year", "years": 2}
    now = report(rows, said)
    before = tuple(
        replace(one, columns=one.columns[1:], rows=tuple(replace(row, cells=row.cells[1:]) for row in one.rows))
        for one in report(rows, {**said, "total": "rows"})
    )
    assert [row[1] for row in read(hide_small_numbers(now)).values()] == ["c", 30, 20]
    assert [row[1] for row in read(hide_small_numbers(now, before=before)).values()] == ["c", 30, "c"]


def test_nothing_of_a_hidden_cell_is_left_in_it() -> None:
    found = hide_small_numbers(report(by("channel", email=3), {**RECEIVED, "rows": "channel", "percent": "column"}))[0].rows[0]
    assert [(cell.value, cell.of_value, cell.base_value, cell.own) for cell in found.cells] == [(None, None, None, None)] * 2
