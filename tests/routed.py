"""The addresses of every application that tests make are compiled once in a run: compiling them anew was nine tenths of making one."""

from collections.abc import Callable

import pytest
from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]
_original = Rule._compile_builder
_kept: dict[tuple[object, ...], Builder] = {}


def _compile_builder(self: Rule, append_unknown: bool = True) -> Builder:
    """The function that builds an address: it knows the rule's text and defaults, and is given the rule itself when called."""
    key = (self.rule, tuple(self._trace), repr(self.defaults), append_unknown)
    if key not in _kept:
        _kept[key] = _original(self, append_unknown)
    return _kept[key]


def pytest_configure(config: pytest.Config) -> None:
    Rule._compile_builder = _compile_builder  # type: ignore[method-assign]
