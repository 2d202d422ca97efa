"""`portal due` prints a date, how it was counted, and one plain sentence when it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.commands import main

COUNCIL = '[council]\nname = "Somewhere"\n[calendar]\nproclaimed = [2026-12-21]\n'


def due(instance: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--instance", str(instance), "due", *arguments])


def test_ten_working_days_over_christmas(tmp_path: Path) -> None:
    assert due(tmp_path, "--from", "2026-12-18", "--days", "10").output == "2027-01-06 Wednesday\n"


def test_it_explains_each_day(tmp_path: Path) -> None:
    lines = due(tmp_path, "--from", "2026-12-24", "--days", "1", "--nation", "wales", "--explain").output.splitlines()
    assert lines == [
        "2026-12-24 Thu  day 0",
        "2026-12-25 Fri  not counted: Christmas Day",
        "2026-12-26 Sat  not counted: Saturday",
        "2026-12-27 Sun  not counted: Sunday",
        "2026-12-28 Mon  not counted: Boxing Day (substitute day)",
        "2026-12-29 Tue  day 1",
        "2026-12-29 Tuesday",
    ]


def test_it_says_when_a_date_lies_beyond_the_announced_holidays(tmp_path: Path) -> None:
    lines = due(tmp_path, "--from", "2028-12-18", "--days", "10").output.splitlines()
    assert lines == ["2029-01-04 Thursday", "Provisional: the bank holidays after 2028-12-31 have not all been announced."]


def test_it_counts_with_the_days_the_council_proclaimed(tmp_path: Path) -> None:
    (tmp_path / "council.toml").write_text(COUNCIL, "utf-8")
    assert due(tmp_path, "--from", "2026-12-18", "--days", "1").output == "2026-12-22 Tuesday\n"
    assert due(tmp_path, "--from", "2026-12-18", "--days", "1", "--nation", "wales").output == "2026-12-21 Monday\n"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--from", "2026-02-30", "--days", "1"], '"2026-02-30" is not a date written as YYYY-MM-DD.'),
        (["--from", "2026-02-03", "--days", "-1"], "-1 is not in the range 0<=x<=1000."),
        (["--from", "9999-12-20", "--days", "20"], "20 working days after 9999-12-20 is later than any date Heard can count."),
        (["--days", "1"], "Missing option '--from'."),
        (["--from", "2026-02-03", "--days", "1", "--nation", "france"], "'france' is not one of 'england', 'wales'."),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path: Path, arguments: list[str], sentence: str) -> None:
    result = due(tmp_path, *arguments)
    assert (result.exit_code, result.output.count("\n")) == (2, 1)
    assert sentence in result.output


def test_it_starts_without_flask_or_a_database() -> None:
    code = "import sys, portal.commands.due; sys.exit(bool({'flask', 'sqlalchemy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
