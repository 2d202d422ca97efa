"""What import contracts cannot say: who may know a library, and which two doors lead to equality answers."""

import ast
import sys

import pytest

from tests.guards.source import ROOT, imports, inside, short, tree

FLASK = {"flask", "flask_babel", "flask_login", "flask_wtf", "wtforms", "werkzeug"}
PURE = {"portal/procedure": {"holidays"}, "portal/forms": set(), "portal/text.py": set()}


def outside(names: set[str]) -> set[str]:
    """The libraries among some imported modules: neither Python's own nor the portal."""
    return {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"portal", "__future__"}


def test_only_the_web_knows_flask() -> None:
    below = [path for path in inside("portal") if not path.is_relative_to(ROOT / "portal" / "web") and short(path) != "portal/__init__.py"]
    assert below
    assert [short(path) for path in below if FLASK & outside(imports(path))] == []


def test_only_one_file_cleans_html() -> None:
    knowing = {short(path) for path in inside("portal") if "bleach" in outside(imports(path))}
    assert knowing <= {"portal/web/sanitise.py"}


@pytest.mark.parametrize("folder", PURE)
def test_rules_and_questions_need_nothing_but_python(folder: str) -> None:
    found = {short(path): outside(imports(path)) - PURE[folder] for path in inside(folder)}
    assert found
    assert {name: libraries for name, libraries in found.items() if libraries} == {}


def test_only_the_calendar_knows_bank_holidays() -> None:
    assert [short(path) for path in inside("portal") if "holidays" in outside(imports(path))] == ["portal/procedure/calendar.py"]


def test_letters_and_mail_know_settings_and_words_only() -> None:
    """A module may also import what stands in its own folder."""
    for path in inside("portal/post", "portal/paper", "portal/evidence"):
        own = ".".join(path.parent.relative_to(ROOT).parts)
        known = {name for name in imports(path) if name.startswith("portal.")}
        assert {name for name in known if not name.startswith(("portal.settings", "portal.text", own))} == set(), short(path)


@pytest.mark.parametrize(("folder", "may"), [("portal/casework", {"store", "forget"}), ("portal/reports", {"Figures", "Asked"})])
def test_equality_answers_are_kept_apart(folder: str, may: set[str]) -> None:
    for path in inside(folder):
        known = {name for name in imports(path) if name.startswith("portal.equality")}
        used = {name.split(".")[2] for name in known if name.count(".") == 2}
        assert used <= may, short(path)
        assert bool(known) == bool(used), f"{short(path)} imports the whole of it"


def test_only_one_file_uses_the_equality_key() -> None:
    """What makes and keeps the key names it in a list, and never reads it."""
    using = [short(path) for path in inside("portal") for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "equality"]
    assert set(using) == {"portal/equality.py"}
    assert [short(path) for path in inside("portal") if "portal.store.models.Equality" in imports(path)] == ["portal/equality.py"]
