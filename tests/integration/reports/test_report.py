"""`portal report` as an operator runs it: every form of it, for the public and not, logged."""

import csv
import io
import json
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result

from portal.commands import Office, main
from portal.store.models import AccessLog
from tests.unit.reports.test_printed import texts_of

COUNCIL = """
[council]
name = "=Anytown"
nation = "england"
languages = ["en"]
[[groups]]
code = "care"
name = "+Care"
[[services]]
code = "fostering"
name = "=cmd|' /C calc'!A0"
group = "care"
procedure = "statutory"
[[services]]
code = "adoption"
name = "@Adoption"
group = "care"
procedure = "statutory"
[[categories]]
code = "delay"
name = "-Delay"
[procedures.statutory]
preset = "children-act-1989"
[[report.tables]]
id = "by-service"
title = "＝By service"
measure = "complaints_received"
rows = "service"
columns = "quarter"
total = "both"
[[report.tables]]
id = "sex"
title = "Sex"
measure = "complaints_received"
rows = "subject_sex"
[[report.tables]]
id = "issues"
title = "Issues"
measure = "issues_decided_stage_1"
rows = "category"
columns = "finding"
"""
CASES = 12


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A council whose words are formulas, with twelve complaints of 2024-25."""
    records = tmp_path_factory.mktemp("records")
    (records / "council.toml").write_text(COUNCIL, "utf-8")
    cases = ["ref,received_on,channel,procedure,service,complainant,status,closed_on,subject_identified,subject_sex"]
    stages, issues = ["case_ref,stage,started_on,first_response_on,concluded_on"], ["case_ref,category,stage_1_finding"]
    for number in range(CASES):
        on = date(2024, 4 + number // 2, 3)
        ref, service = f"C{number}", "fostering" if number < 8 else "adoption"
        cases.append(f"{ref},{on},email,statutory,{service},parent,closed,{on.replace(day=20)},yes,{'female' if number % 3 else 'male'}")
        stages.append(f"{ref},1,{on},{on.replace(day=10)},{on.replace(day=12)}")
        issues.append(f"{ref},delay,{'upheld' if number % 2 else 'not_upheld'}")
    for name, lines in {"cases": cases, "stages": stages, "issues": issues}.items():
        (records / f"{name}.csv").write_text("\n".join(lines), "utf-8")
    made = tmp_path_factory.mktemp("instance") / "instance"
    assert portal(made, "init", "--council", str(records / "council.toml")).exit_code == 0
    brought_in = portal(made, "import", str(records))
    assert brought_in.exit_code == 0, brought_in.output
    return made


def portal(instance: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--instance", str(instance), *words])


def report(instance: Path, *words: str) -> str:
    done = portal(instance, "report", *words)
    assert done.exit_code == 0, done.output
    return done.stdout


def cells(printed: str) -> dict[str, dict[str, list[Any]]]:
    return {table["id"]: {label: numbers for label, *numbers in table["rows"]} for table in json.loads(printed)["tables"]}


YEAR = ("annual", "--year", "2024-25")


def test_the_annual_report_in_each_form(instance: Path, tmp_path: Path) -> None:
    found = cells(report(instance, *YEAR, "--format", "json"))
    assert found["by-service"] == {"=cmd|' /C calc'!A0": [6, 2, 0, 0, 8], "@Adoption": [0, 4, 0, 0, 4], "Total": [6, 6, 0, 0, 12]}
    assert {label: numbers for label, numbers in found["sex"].items() if any(numbers)} == {"Female": [8], "Male": [4]}
    assert "Counted: received in the period" in report(instance, *YEAR)
    lines = list(csv.reader(io.StringIO(report(instance, *YEAR, "--format", "csv"))))
    assert "'=cmd|' /C calc'!A0" in {line[6] for line in lines}
    assert not [cell for line in lines for cell in line if cell[:1] in tuple("=+-@＝")]
    out = tmp_path / "report.ods"
    report(instance, *YEAR, "--format", "ods", "--out", str(out))
    assert "=cmd|' /C calc'!A0" in texts_of(out.read_bytes())
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_for_the_public_small_numbers_are_null(instance: Path) -> None:
    found = cells(report(instance, *YEAR, "--public", "--format", "json"))
    assert found["by-service"]["@Adoption"][1] is None and found["sex"]["Male"] == [None]
    text = report(instance, *YEAR, "--public")
    assert "small numbers are hidden" in text and "\nc  " in text


def test_a_table_of_ones_own_and_the_other_reports(instance: Path) -> None:
    table = ("table", "--measure", "complaints_received", "--year", "2024-25", "--format", "json")
    assert cells(report(instance, *table, "--rows", "service", "--where", "subject_sex=male", "--total", "rows"))["table"]["Total"] == [4]
    both = cells(report(instance, *table, "--rows", "service,subject_sex", "--where", "service!=adoption", "--where", "subject_sex=female,male"))["table"]
    assert {label: one for label, one in both.items() if any(one)} == {"=cmd|' /C calc'!A0: Female": [5], "=cmd|' /C calc'!A0: Male": [3]}
    assert json.loads(report(instance, *table, "--columns", "year", "--years", "2"))["tables"][0]["rows"] == [["Total", 12, 0]]
    assert "2024-25 Q1" in report(instance, "quarterly", "--quarter", "2024-25 Q1")
    assert "2024-04-01 to 2024-04-07" in report(instance, "weekly", "--week", "2024-04-07")
    for name in ("annual", "quarterly", "weekly"):
        assert "Period: 20" in report(instance, name)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("annual", "--year", "2024"), "is no year"),
        (("quarterly", "--quarter", "Q1"), "is no quarter"),
        (("weekly", "--week", "today"), "is no day"),
        (("table", "--measure", "happiness"), "Heard does not know"),
        (("table", "--measure", "complaints_received", "--year", "2024-25", "--week", "2024-04-07"), "Give one of"),
        (("table", "--measure", "complaints_received", "--where", "service"), 'has no "="'),
        (("table", "--measure", "complaints_received", "--where", "service=adoption", "--where", "service=fostering"), "twice"),
        (("table", "--measure", "complaints_received", "--rows", "finding"), "complaints do not have"),
        (("annual", "--out", "/nowhere/report"), "cannot be written"),
        (("annual", "--check", "--public"), "goes with neither"),
    ],
)
def test_a_wrong_word_is_answered_in_a_sentence(instance: Path, words: tuple[str, ...], says: str) -> None:
    done = portal(instance, "report", *words)
    assert done.exit_code and says in done.output and "Traceback" not in done.output


def test_each_check_is_printed_with_its_two_numbers(instance: Path) -> None:
    lines = report(instance, *YEAR, "--check").splitlines()
    assert any(line.startswith("Right: The parts by service") and line.endswith(": 12 = 12") for line in lines)
    assert lines[-1] == f"{len(lines) - 1} checks: {len(lines) - 1} right, 0 restated, 0 wrong."


def test_who_prints_is_in_the_access_log(instance: Path) -> None:
    report(instance, *YEAR, "--public", "--format", "csv")
    database = Office(instance).database()
    with database.reading() as session:
        last = session.scalars(sa.select(AccessLog).order_by(AccessLog.number.desc())).first()
        assert last is not None
        assert (last.action, last.object, last.reason) == ("report", "annual", "2024-25 csv public")
    database.close()
