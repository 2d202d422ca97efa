"""The project's own files, as the guard tests read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import jinja2
from jinja2 import nodes

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "portal" / "templates"
_TREES = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


@cache
def files(*suffixes: str) -> list[Path]:
    """Every file that git keeps or would keep; with suffixes, those of these kinds."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    found = sorted({ROOT / name for name in listed.stdout.split("\0") if name})
    return [path for path in found if path.is_file() and (not suffixes or path.suffix in suffixes)]


def inside(*folders: str) -> list[Path]:
    """The Python files of some folders (or single files) of the project."""
    return [path for path in files(".py") if any(path.is_relative_to(ROOT / folder) for folder in folders)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> set[str]:
    """Every module a file imports, in full; `from portal.store import side` is both portal.store and portal.store.side."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def templates() -> list[Path]:
    return [path for path in files() if path.is_relative_to(TEMPLATES)]


@cache
def template_tree(path: Path) -> nodes.Template:
    return _TREES.parse(path.read_text("utf-8"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
