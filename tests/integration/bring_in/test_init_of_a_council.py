"""`portal init --council FILE`: a council's own file makes its instance; another council's, or one with a mistake, changes nothing."""

import sqlite3
from pathlib import Path

import pytest

from tests.integration.bring_in.records import COUNCIL, folder, portal

FILE = COUNCIL / "council.toml"


def lines(instance: Path) -> dict[tuple[str, str], tuple[str, bool]]:
    """The lists in the database: (list, code) -> (name, whether it was ended)."""
    with sqlite3.connect(instance / "heard.sqlite") as database:
        return {(row[0], row[1]): (row[2], row[3] is not None) for row in database.execute("SELECT list, code, name, to_on FROM choice")}


def changed(instance: Path, path: Path, *changes: tuple[str, str]) -> Path:
    """A file like the folder's own but for some words."""
    text = (instance / "council.toml").read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def test_staffs_own_lists_come_from_the_example(untouched: Path) -> None:
    assert (untouched / "council.toml").read_bytes() == FILE.read_bytes()
    there = lines(untouched)
    assert {("service", "child-health-disability"), ("group", "social-care"), ("tag", "send"), ("risk", "allegation")} <= there.keys()
    assert ("service", "front_door") not in there and ("advocacy_service", "clear_voice") not in there


def test_a_newer_file_of_the_council_takes_the_place_of_the_old(empty: Path, tmp_path: Path) -> None:
    had = lines(empty)
    again = portal(empty, "init", "--council", changed(empty, tmp_path / "new.toml", ('name = "Finance"', 'name = "Money"')))
    assert "0 added, 1 changed, 0 ended" in again.output and "is now council.toml.1" in again.output
    assert lines(empty) == {**had, ("category", "finance"): ("Money", False)}
    assert (empty / "council.toml.1").read_bytes() == FILE.read_bytes()


def test_a_table_may_name_a_line_that_was_ended(empty: Path, tmp_path: Path) -> None:
    names_it = ('id = "learning"\n', 'id = "learning"\nwhere = { tag = "send" }\n')
    taken_out = ('[[tags]]\ncode = "send"\nname = "Special educational needs and disabilities (SEND)"', '[[tags]]\ncode = "other"\nname = "Other"')
    done = portal(empty, "init", "--council", changed(empty, tmp_path / "new.toml", names_it, taken_out))
    assert done.exit_code == 0 and "1 added, 0 changed, 1 ended" in done.output, done.output
    assert lines(empty)["tag", "send"][1] is True


def test_a_procedure_and_the_stages_that_cases_are_at_stay(empty: Path, tmp_path: Path) -> None:
    """Without them the queue could not say what is due."""
    more = changed(
        empty,
        tmp_path / "more.toml",
        ("[procedures.corporate]", '[procedures.extra]\npreset = "two-stage"\nstages = [{ days = 3 }, { days = 5 }]\n\n[procedures.corporate]'),
    )
    assert portal(empty, "init", "--council", more).exit_code == 0
    files = {"cases": b"ref,received_on,procedure\nA,2020-01-06,extra\n", "stages": b"case_ref,stage,requested_on\nA,2,2020-02-03\n"}
    assert portal(empty, "import", folder(tmp_path / "records", files)).exit_code == 0
    gone = portal(empty, "init", "--council", FILE)
    assert gone.exit_code == 2 and gone.output.startswith("procedures.extra is missing, and there are cases that follow it.")
    less = portal(empty, "init", "--council", changed(empty, tmp_path / "less.toml", ("{ days = 3 }, { days = 5 }", "{ days = 3 }")))
    assert less.exit_code == 2 and less.output.startswith("procedures.extra has no stage2 any more, and there are cases at it.")
    assert (empty / "council.toml").read_bytes() == more.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('name = "Bournemouth, Christchurch and Poole Council"', 'name = "Anytown Council"', 'This folder is of "Bournemouth'),
        ('group = "social-care"', 'group = "nowhere"', 'lists.service.social-care names the group "nowhere", which there is not.'),
        ('[[tags]]\ncode = "send"', '[[channels]]\ncode = "pigeon"', 'lists.channel has "pigeon"; its codes are fixed and can only be renamed: email,'),
        ('measure = "learning_actions"', 'measure = "lessons"', 'report.tables "learning"'),
        ('preset = "two-stage"', 'preset = "four-stage"', 'procedures.corporate has the preset "four-stage"'),
    ],
)
def test_another_councils_file_or_a_bad_one_changes_nothing(old: str, new: str, sentence: str, untouched: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in untouched.rglob("*") if path.is_file()}
    refused = portal(untouched, "init", "--council", changed(untouched, tmp_path / "bad.toml", (old, new)))
    assert refused.exit_code == 2 and refused.output.startswith(sentence)
    assert {path: path.read_bytes() for path in untouched.rglob("*") if path.is_file()} == before


def test_a_bad_file_makes_no_folder(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('[council]\nname = "Anytown"\n', "utf-8")
    refused = portal(tmp_path / "instance", "init", "--council", tmp_path / "bad.toml")
    assert refused.exit_code == 2 and refused.output == "lists.service is empty.\n"
    assert not (tmp_path / "instance").exists()
