"""`portal init` makes what is missing and never takes away."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from tests import postgres
from tests.integration.commands.instances import EXAMPLE, portal


@pytest.fixture
def empty_postgres(postgres_template: tuple[sa.URL, str]) -> Iterator[str]:
    """The address of a PostgreSQL database without tables."""
    url, _template = postgres_template
    with postgres.copy(url, "template0", f"heard_{uuid4().hex[:12]}") as address:
        yield address


def lines(instance: Path) -> dict[tuple[str, str], tuple[str, str | None]]:
    """The lists in the database: (list, code) -> (name, ended on)."""
    with sqlite3.connect(instance / "heard.sqlite") as database:
        return {(row[0], row[1]): (row[2], row[3]) for row in database.execute("SELECT list, code, name, to_on FROM choice")}


POLICY = next(line for line in EXAMPLE.read_text("utf-8").splitlines(keepends=True) if line.startswith("policy = {"))


def edit(instance: Path, old: str, new: str) -> None:
    file = instance / "council.toml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_folder_is_made_that_nobody_else_can_read(tmp_path: Path) -> None:
    instance = tmp_path / "new" / "instance"
    assert portal(instance, "init").returncode == 0
    for path in (instance, *instance.rglob("*")):
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), path
    ballast = (instance / "ballast").stat()
    assert ballast.st_size == 64 * 1024 * 1024 == ballast.st_blocks * 512
    assert ("service", "looked_after") in lines(instance)


def test_a_second_init_changes_nothing(instance: Path) -> None:
    before = {path: path.read_bytes() for path in instance.rglob("*") if path.is_file() and "sqlite" not in path.name}
    had = lines(instance)
    again = portal(instance, "init")
    assert again.returncode == 0 and "0 added, 0 changed, 0 ended" in again.stdout
    assert all(path.read_bytes() == content for path, content in before.items())
    assert lines(instance) == had


def test_a_changed_name_a_new_line_and_a_line_taken_out(instance: Path) -> None:
    edit(instance, 'name = "Early help"', 'name = "Family help"')
    edit(instance, "[lists.category]", '[lists.category]\nnoise = { name = "Noise" }')
    edit(instance, POLICY, "")
    assert "1 added, 1 changed, 1 ended" in portal(instance, "init").stdout
    now = lines(instance)
    assert now["service", "early_help"] == ("Family help", None)
    assert now["category", "noise"] == ("Noise", None)
    assert now["category", "policy"][0] == "A policy" and now["category", "policy"][1] is not None


def test_a_line_that_comes_back_is_open_again(instance: Path) -> None:
    edit(instance, POLICY, "")
    portal(instance, "init")
    edit(instance, "[lists.route_reason]", f"{POLICY}[lists.route_reason]")
    portal(instance, "init")
    assert lines(instance)["category", "policy"] == ("A policy", None)


def test_a_mistake_in_a_list_changes_nothing(instance: Path) -> None:
    edit(instance, 'name = "Early help"', 'name = ""')
    before = lines(instance)
    refused = portal(instance, "init")
    assert refused.returncode != 0 and "lists.service.early_help has no name" in refused.stderr
    assert lines(instance) == before


def test_new_keys_are_never_made_beside_an_old_database(instance: Path) -> None:
    for key in (instance / "keys").iterdir():
        key.unlink()
    refused = portal(instance, "init")
    assert refused.returncode != 0 and "key backup" in refused.stderr
    assert not list((instance / "keys").iterdir())


def test_postgresql_gets_its_tables_and_lists(instance: Path, empty_postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEARD_DATABASE_URL", empty_postgres)
    made = portal(instance, "init")
    assert made.returncode == 0 and "Made the tables." in made.stdout, made.stderr
    assert "The tables are there." in portal(instance, "init").stdout
    monkeypatch.setenv("HEARD_DATABASE_URL", "postgresql://somebody@127.0.0.1:1/nowhere")
    refused = portal(instance, "init")
    assert refused.returncode == 2 and refused.stderr.startswith("The database cannot be used: "), refused.stderr
    assert "Traceback" not in refused.stderr
