"""A table is read from council.toml, or refused in one plain sentence that names it and says what is possible."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.procedure.model import UnknownSetting
from portal.reports.catalogue.measures import MEASURES
from portal.reports.declare import KEYS, LINE_KEYS, REPORT_KEYS, one_table, standard_tables, tables_of
from portal.reports.labels import bands_of
from tests.unit.reports.world import WORDS

LINES = [{"label": "One", "measure": "complaints_received"}, {"label": "Two", "measure": "compliments_received"}]


def refused(**said: Any) -> str:
    with pytest.raises(UnknownSetting) as error:
        tables_of({"tables": [{"id": "x", **said}]}, WORDS)
    text = str(error.value)
    assert text.startswith('report.tables "x"') and text.endswith(".")
    return text


def received(**said: Any) -> dict[str, Any]:
    return {"measure": "complaints_received", **said}


MISTAKES = [
    (received(colour="red"), 'has "colour", which Heard does not know. It knows: column, columns'),
    ({"measure": "complaints"}, 'the measure "complaints", which Heard does not know. It knows: complaints_received'),
    (received(rows="serviec"), 'the dimension "serviec", which Heard does not know. It knows: service'),
    (received(rows="finding"), "asks complaints_received for finding, which complaints do not have. They have: service, group"),
    ({"measure": "people_trained", "sub_population": "send"}, "asks people_trained for tag"),
    (received(rows="service", show={"service": ["fosterin"]}), 'names "fosterin", which is no service. It can be: "fostering", "transport"'),
    (received(where={"status": "gone"}), 'names "gone", which is no status. It can be: "open"'),
    (received(where={"month": "April"}), "a month such as 2024-04"),
    (received(where={"subject_ethnicity": "White Britsh"}), 'names "White Britsh", which is no subject_ethnicity. It can be: an ethnic group'),
    (received(where={"status": {"nor": ["open"]}}), "status is a code, a list of codes, or { not = [codes] }"),
    (received(where={"status": []}), "status is a code in quotation marks, or a list of codes"),
    ({"measure": "stage_1_answered", "rows": "response_band", "show": {"response_band": ["0-9"]}}, 'It can be: "0-10", "11-20", "Over 20"'),
    (received(sub_population="sen"), 'names "sen", which is no tag'),
    (received(rows=["service", "group", "channel"]), "must be one dimension or a list of two"),
    (received(rows="service", columns="service"), 'has "service" twice in its rows and columns'),
    (received(rows="lines"), 'says "lines" but has no lines'),
    ({"lines": LINES}, 'has lines, but neither rows nor columns say "lines"'),
    ({"rows": "service"}, "has no measure"),
    ({"rows": "lines", "lines": [{"label": "One"}]}, "line 1 needs a measure"),
    (received(rows="lines", lines=[{"measure": "withdrawn"}]), "line 1 needs a label"),
    (received(rows="lines", lines=[{"label": "One"}, {"label": "One"}]), 'two lines labelled "One"'),
    (received(rows="lines", lines=[{"label": "One", "shared": True}]), 'line 1 has "shared", which Heard does not know'),
    (received(rows="lines", lines=[{"label": "One", "percent": True, "percent_of": "withdrawn"}]), "percent or percent_of, not both"),
    ({"rows": "lines", "lines": [{"label": "One", "measure": "share_in_time", "percent": True}]}, "which cannot be added up"),
    ({"rows": "lines", "lines": LINES, "total": "rows"}, "a Total over lines of different measures"),
    ({"rows": "lines", "lines": LINES, "percent": "column"}, "has percent, which needs one measure"),
    (received(rows="service", columns="channel", percent="column"), "which is for a table of one column"),
    (received(rows="service", percent="row"), "needs columns that are parts of one whole"),
    (received(rows="service", columns="year", percent="row"), "percent over years"),
    (received(rows="service", total="all"), 'total is "all"; it can be: "rows", "columns", "both"'),
    (received(rows="service", order="name"), 'order is "name"; it can be: "count"'),
    (received(rows="service", omit_zero="yes"), "omit_zero must be true or false"),
    (received(rows="service", years=3), 'has years = 3, but neither rows nor columns say "year"'),
    (received(columns="year", years=0), "years must be a number from 1 to 50"),
    (received(merge={"All": ["*"]}), "merge needs rows of one dimension"),
    (received(rows="channel", merge={"A": ["email"], "B": ["email"]}), 'has "email" in two rows'),
    (received(rows="channel", merge={"A": ["emial", "*"]}), 'names "emial", which is no channel'),
    (received(rows="service", show={"channel": ["email"]}), 'names "channel", which is in neither rows nor columns'),
    (received(labels={"email": 1}), "must be a table of codes and texts"),
    (received(rows="channel", labels={"emial": "E-mail"}), 'labels has "emial", which is no code of channel'),
    (received(title=3), "title must be a text"),
]


@pytest.mark.parametrize(("said", "why"), MISTAKES, ids=lambda one: one if isinstance(one, str) else "")
def test_a_mistake_is_one_sentence(said: dict[str, Any], why: str) -> None:
    assert why in refused(**said)


def test_an_ethnic_group_is_known_however_it_is_written() -> None:
    written = ["Indian", "White: White British", "unknown"]
    table = one_table(received(rows="subject_ethnicity", show={"subject_ethnicity": written}, labels={"Indian": "Indians"}), WORDS)
    assert table.show["subject_ethnicity"] == ("Asian: Indian", "White British", "unknown")
    assert table.labels == {"Asian: Indian": "Indians", "White British": "White: White British"}
    (condition,) = one_table(received(where={"complainant_ethnicity": {"not": ["Indian"]}}), WORDS).where
    assert condition.codes == {"Asian: Indian"}


def test_a_wrong_period_says_how_a_year_is_written() -> None:
    with pytest.raises(UnknownSetting, match=r'^The table: "2019" is no year\. A year is written as 2019-20'):
        one_table(received(period="2019"), WORDS)


def test_tables_need_an_id_of_their_own() -> None:
    with pytest.raises(UnknownSetting, match=r"report\.tables, number 1 has no id"):
        tables_of({"tables": [received()]}, WORDS)
    with pytest.raises(UnknownSetting, match='has the id "a" twice'):
        tables_of({"tables": [received(id="a"), received(id="a")]}, WORDS)
    with pytest.raises(UnknownSetting, match=r"must be written as \[\[report.tables\]\]"):
        tables_of({"tables": {"a": 1}}, WORDS)


def test_the_rest_of_the_report_is_read_too() -> None:
    for said, why in (
        ({"tabels": []}, 'report has "tabels", which Heard does not know'),
        ({"percent": "up"}, 'percent is "up"; it can be: "largest-remainder"'),
        ({"several_findings": 1}, "several_findings must be a text"),
        ({"suppress_below": 1}, "report.suppress_below must be a whole number from 2"),
    ):
        with pytest.raises(UnknownSetting, match=why):
            tables_of(said, WORDS)
    with pytest.raises(UnknownSetting, match=r'report\.sub_populations names "sen", which is no tag'):
        tables_of({}, replace(WORDS, sub_populations=("sen",)))


def test_standard_tables_come_again_for_a_sub_population() -> None:
    tables = {one.id: one for one in standard_tables("annual", replace(WORDS, sub_populations=("send",)))}
    assert (tables["send:received"].title, tables["send:received"].sub_population) == ("SEND: Complaints and compliments received", "send")
    assert "training" in tables and "send:training" not in tables
    assert not any(":" in one.id for one in standard_tables("quarterly", replace(WORDS, sub_populations=("send",))))


def test_bands_grow() -> None:
    with pytest.raises(UnknownSetting, match=r"report\.bands must be a table"):
        bands_of({"bands": 3})
    assert bands_of({"bands": {"stage_2": [25, 65]}})["2"] == (25, 65)
    for bands in ({"stage_4": [1]}, {"1": [1]}, {"stage_1": [20, 10]}, {"stage_1": []}, {"stage_1": 3}, []):
        with pytest.raises(UnknownSetting, match=r"report\.bands"):
            bands_of({"bands": bands})


def test_every_key_reaches_the_table() -> None:
    line = {"label": "One", "measure": "withdrawn", "where": {"tag": ["send", ""]}, "percent_of": "complaints_received"}
    said = {"id": "a", "title": "A", "rows": "channel", "columns": ["lines", "year"], "lines": [line], "where": {"service": {"not": [""]}}, "years": 2}
    said |= {"show": {"channel": ["letter", "email"]}, "merge": {"Written": ["letter", "*"]}, "labels": {"0": "Now"}, "order": "count", "omit_zero": True}
    said |= {"total": "rows", "period": "2019-20", "sub_population": "send", "row": "Row", "column": "Column", "measure": "complaints_received"}
    assert KEYS - set(said) == {"percent"} and LINE_KEYS - set(line) == {"percent"}
    (table,) = tables_of({"tables": [said]}, WORDS)
    assert (table.id, table.title, table.rows, table.columns, table.years, table.row, table.column) == (
        "a",
        "A",
        ("channel",),
        ("lines", "year"),
        2,
        "Row",
        "Column",
    )
    assert table.measure is MEASURES["complaints_received"] and table.period and table.period.label == "2019-20"
    assert (table.is_by_count, table.omits_zero, table.total_rows, table.total_columns) == (True, True, True, False)
    assert table.show == {"channel": ("letter", "email")} and table.merge == {"Written": ("letter", "*")} and table.labels == {"0": "Now"}
    (one,) = table.lines
    assert one.share_of is MEASURES["complaints_received"] and one.where[0].codes == {"send", ""} and table.where[0].is_not


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-1, 3)
    | st.sampled_from(["", "*", "service", "lines", "year", "rows", "complaints_received", "2019-20", "send", "not"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["label", "measure", "where", "service", "not", "percent", "*"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(KEYS)), anything, max_size=6))
def test_whatever_is_declared_is_a_table_or_a_sentence(said: dict[str, Any]) -> None:
    try:
        assert one_table(said, WORDS).measures
    except UnknownSetting as refused:
        assert str(refused).endswith(".") and "\n" not in str(refused)


def test_the_page_on_tables_names_every_key_and_its_example_is_read() -> None:
    page = (Path(__file__).parents[3] / "docs" / "report-tables.md").read_text("utf-8")
    table, line, rest = page.split("\n## ")[1:]
    for part, keys in ((table, KEYS), (line, LINE_KEYS), (rest, REPORT_KEYS)):
        assert set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE)) == keys
    assert len(tables_of(tomllib.loads(page.split("```toml")[1].split("```")[0])["report"], WORDS)) == 3
