"""A council's year comes in through the verbs of staff; the same again changes nothing, more adds only what is more."""

import csv
import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import sqlalchemy as sa

from portal.casework.chains import check_access_log, check_events
from portal.casework.intake.bring_in.folder import read_files
from portal.casework.intake.bring_in.whole import bring_in, checked
from portal.casework.queue import queue
from portal.casework.shift import Shift
from portal.procedure.catalogue import catalogue
from portal.settings import load
from portal.store.database import Database
from portal.store.models import Case, CaseEvent, Contact
from portal.store.sealing import read_keys
from tests.factories import a_user
from tests.integration.bring_in.conftest import YEAR
from tests.integration.bring_in.records import everything, numbers, portal

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
CODE = re.compile(r"[\w-]+")


@contextmanager
def opened(instance: Path) -> Iterator[Shift]:
    settings = load(instance)
    database = Database(settings, read_keys(settings.key_file.parent))
    try:
        yield Shift(database, settings, NOW)
    finally:
        database.close()


def lines(file: str) -> int:
    with (YEAR / f"{file}.csv").open(encoding="utf-8", newline="") as opened:
        return sum(1 for _ in csv.DictReader(opened))


def add(folder: Path, file: str, *more: str) -> None:
    path = folder / f"{file}.csv"
    path.write_text(path.read_text("utf-8") + "".join(f"{line}\n" for line in more), "utf-8")


def test_every_line_became_what_it_says(of_a_year: Path) -> None:
    there = numbers(of_a_year)
    assert there["case"] == lines("cases") + lines("compliments") == 138
    assert there["stage_run"] == lines("stages") and there["issue"] == lines("issues")
    for table, file in (("conciliation", "conciliations"), ("ombudsman_case", "ombudsman"), ("remedy", "remedies"), ("learning", "learning")):
        assert there[table] == lines(file), file
    assert there["context_figure"] == lines("context") and there["published_figure"] == lines("published")
    assert there["access_log"] == 1


def test_nobody_is_told_and_nothing_is_to_do_for_what_was_done_elsewhere(of_a_year: Path) -> None:
    there = numbers(of_a_year)
    assert [there[table] for table in ("outbox", "task", "alarm", "letter", "message")] == [0] * 5


def test_events_hold_codes_days_and_ids_and_say_where_it_was_done(of_a_year: Path) -> None:
    with opened(of_a_year) as shift, shift.database.reading() as session:
        details = session.scalars(sa.select(CaseEvent.details)).all()
        assert all(one["earlier"] is True for one in details)
        values = [part for one in details for value in one.values() for part in (value if isinstance(value, list) else [value])]
        assert all(isinstance(value, bool | int) or CODE.fullmatch(value) for value in values)
        assert check_events(session).broken is None
        assert check_access_log(session, shift.database.keys.log).broken is None


def test_words_are_sealed_and_what_is_counted_of_people_is_not_on_the_case(of_a_year: Path) -> None:
    lying = (of_a_year / "heard.sqlite").read_bytes()
    for words in (b"avoidable distress", b"Thank you for listening", b"Contact decided in court", b"three-cases", b"joint-13"):
        assert words not in lying, words
    with opened(of_a_year) as shift, shift.database.reading() as session:
        thanks = session.scalars(sa.select(Contact).where(Contact.kind == "compliment").order_by(Contact.received_on)).first()
        assert thanks is not None and thanks.answers["story"] == "Thank you for listening and for your help."
    assert "female" not in json.dumps(everything(of_a_year)["case"] + everything(of_a_year)["party"], default=str)
    assert numbers(of_a_year)["equality"] > 200


def test_open_ones_are_in_the_queue_with_the_day_they_are_due(year: Path) -> None:
    with opened(year) as shift, shift.desk() as desk:
        page = queue(desk.session, a_user(desk), desk.today)
        assert page.total == 5
        assert {case.state for case in page.rows} == {"open"} and all(case.due_on.year == 2015 for case in page.rows)
        assert all(case.title for case in page.rows)


def test_the_same_again_changes_nothing(year: Path) -> None:
    before = everything(year)
    again = portal(year, "import", YEAR)
    assert again.exit_code == 0 and "cases: 0 brought in, 107 there already" in again.output
    assert again.output.splitlines()[-1] == "Everything was there already. Nothing was changed."
    assert everything(year) == before


def test_more_adds_only_what_is_more(year: Path, tmp_path: Path) -> None:
    """A stage of a case brought in before, two equal points of it, thanks, and a lesson equal to one that is there."""
    folder = copytree(YEAR, tmp_path / "more")
    ref = "CB15-083"
    add(folder, "stages", f"{ref},2,2015-03-30,,2015-03-31,,,,,,")
    add(folder, "issues", f"{ref},communication,,not_upheld,,", f"{ref},communication,,not_upheld,,")
    add(folder, "compliments", "CBC-99,2015-01-05,adoption,parent,Thank you.,no,")
    add(folder, "learning", (YEAR / "learning.csv").read_text("utf-8").splitlines()[1])
    before = numbers(year)
    done = portal(year, "import", folder)
    assert done.exit_code == 0, done.output
    added = {name: number - before[name] for name, number in numbers(year).items()}
    wanted = {"case": 1, "issue": 2, "finding": 2, "stage_run": 1, "learning": 1, "brought_in": 5, "access_log": 1}
    assert {name: added[name] for name in wanted} == wanted
    with opened(year) as shift, shift.database.reading() as session:
        case = session.scalars(sa.select(Case).where(Case.reference == ref)).one()
        assert (case.stage, case.state) == ("stage2", "open")
        assert check_events(session).broken is None
    assert portal(year, "import", folder).output.splitlines()[-1] == "Everything was there already. Nothing was changed."


def test_another_content_under_a_known_ref_is_refused(year: Path, tmp_path: Path) -> None:
    folder = copytree(YEAR, tmp_path / "changed")
    cases = (folder / "cases.csv").read_text("utf-8")
    (folder / "cases.csv").write_text(cases.replace("CB15-001,2014-04-16,telephone", "CB15-001,2014-04-16,email"), "utf-8")
    before = everything(year)
    refused = portal(year, "import", folder)
    assert refused.exit_code == 2
    assert 'cases.csv, line 2, column ref: "CB15-001" was brought in before and said something else.' in refused.output
    assert everything(year) == before


def test_a_process_killed_in_the_middle_leaves_nothing(untouched: Path, tmp_path: Path) -> None:
    instance = copytree(untouched, tmp_path / "killed")
    before = everything(instance)
    child = os.fork()
    if child == 0:
        _die_after(200, instance)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert everything(instance) == before


def test_who_gets_no_turn_to_write_is_told_to_try_again(empty: Path) -> None:
    settings = empty / "council.toml"
    settings.write_text(f"{settings.read_text('utf-8')}\n[database]\nlock_seconds = 0.1\n", "utf-8")
    with opened(empty) as shift, shift.desk() as desk:
        desk.session.connection()  # has its turn to write
        refused = portal(empty, "import", YEAR.parent / "bcp-2019-20")
    assert refused.exit_code == 2 and "Nothing was brought in: try again." in refused.output


def _die_after(lines: int, instance: Path) -> None:
    """Bring the folder in and stop without another word at one of its lines, after much of it went to the database."""
    left = iter(range(lines))

    def tick() -> None:
        if next(left, None) is None:
            os._exit(9)

    with opened(instance) as shift:
        with shift.database.reading() as session:
            records = checked(session, catalogue(shift.settings.procedures), NOW.date(), read_files(YEAR.parent / "bcp-2019-20"))
        with shift.desk() as desk:
            bring_in(replace(desk, brings_in=True), records, tick)
    os._exit(0)
