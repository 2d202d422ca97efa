"""Below the web and the commands nobody asks what time it is: `now` and `today` are passed in."""

import ast

from tests.guards.source import inside, short, tree

ABOVE = ("portal/web", "portal/commands", "portal/__init__.py")
ASKS = {"now", "today", "utcnow", "utcfromtimestamp", "monotonic"}


def asks(node: ast.AST) -> bool:
    """Whether this is a call such as datetime.now(), date.today() or time.time()."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    return called.rsplit(".", 1)[-1] in ASKS or called == "time.time"


def test_nobody_below_the_web_asks_the_time() -> None:
    read = sorted(set(inside("portal")) - set(inside(*ABOVE)))
    assert len(read) > 30
    assert [f"{short(path)}:{node.lineno}" for path in read for node in ast.walk(tree(path)) if isinstance(node, ast.Call) and asks(node)] == []
