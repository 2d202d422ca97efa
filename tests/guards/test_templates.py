"""Templates escape what people wrote, keep script and style out of the page, and import only what they draw with."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.guards.source import short, template_tree, templates

INLINE = re.compile(r"<style|<script(?![^>]*\ssrc=)|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
UNESCAPED = {"safe", "forceescape"}
ALL = [pytest.param(path, id=short(path)) for path in templates()]


def test_there_are_templates() -> None:
    assert len(ALL) > 20


@pytest.mark.parametrize("path", ALL)
def test_nothing_is_called_safe(path: Path) -> None:
    tree = template_tree(path)
    assert [found.lineno for found in tree.find_all(nodes.Filter) if found.name in UNESCAPED] == []
    assert [found.lineno for found in tree.find_all(nodes.ScopedEvalContextModifier)] == []
    assert "Markup" not in path.read_text("utf-8")


@pytest.mark.parametrize("path", ALL)
def test_no_script_or_style_is_inside_the_page(path: Path) -> None:
    assert INLINE.findall(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", ALL)
def test_every_import_is_drawn_with(path: Path) -> None:
    tree = template_tree(path)
    named = [name for found in tree.find_all(nodes.FromImport) for name in found.names]
    imported = {name[1] if isinstance(name, tuple) else name for name in named} | {found.target for found in tree.find_all(nodes.Import)}
    used = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}
    assert imported - used == set()
