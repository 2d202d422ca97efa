"""Every word a template shows is marked for translation."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import nodes

from tests.guards.source import short, template_tree, templates

WORD = re.compile(r"[A-Za-z]{2}")
SENTENCE = re.compile(r"^[A-Z][a-z]+( |$)|[a-z]{2} [a-z]{2,} [a-z]{2}")
HOLES = re.compile(r"[a-z-]+=\"\x00*\"")  # an attribute that a macro adds to somebody's tag, without words of its own
SHOWN = {"alt", "title", "placeholder", "aria-label", "label"}
MARKS = {"_", "gettext", "ngettext", "pgettext", "npgettext"}


class Words(HTMLParser):
    """Collects what a person would read or hear."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in SHOWN and value and WORD.search(value)]

    def handle_data(self, data: str) -> None:
        if WORD.search(text := HOLES.sub("", data)):
            self.found.append(text.strip())


def pieces(node: nodes.Node) -> Iterator[str]:
    """A template's own text in its order; a hole stands for whatever is drawn there. The block `side` is a class name."""
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Output):
        for one in node.nodes:
            yield from pieces(one) if isinstance(one, nodes.TemplateData) else "\x00"
    elif not (isinstance(node, nodes.Block) and node.name == "side"):
        for child in node.iter_child_nodes():
            yield from pieces(child)


def fixed_text(tree: nodes.Template) -> list[str]:
    """Text written straight into the template, as a person would read or hear it."""
    words = Words()
    words.feed("".join(pieces(tree)))
    words.close()
    return words.found


def fixed_arguments(node: nodes.Node) -> Iterator[str]:
    """Text handed to a macro without a mark, such as button("Next")."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in MARKS:
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and SENTENCE.search(node.value):
        yield node.value
    for child in node.iter_child_nodes():
        yield from fixed_arguments(child)


@pytest.mark.parametrize("path", [pytest.param(path, id=short(path)) for path in templates()])
def test_every_word_can_be_translated(path: Path) -> None:
    tree = template_tree(path)
    assert fixed_text(tree) == []
    assert list(fixed_arguments(tree)) == []
