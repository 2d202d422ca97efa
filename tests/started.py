"""Runs a `portal` command in a process of its own that begins with Heard read in already: 30 ms of a processor instead of half a second.

The process is a child, forked before it has read a word of the command, of one that has read in every subcommand; it ends as any other does.
How `python -m portal.commands` starts by itself is shown by tests/integration/commands/test_run.py and tests/faults.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from importlib import import_module
from pathlib import Path
from select import select

ROOT = Path(__file__).parents[1]


def portal_command(*words: str, seconds: float = 60) -> subprocess.CompletedProcess[str]:
    """`portal WORD...` with this process's environment of now. Raises TimeoutExpired."""
    ready = _ready()
    assert ready.stdin and ready.stdout
    with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
        ready.stdin.write(json.dumps([words, out.name, err.name, os.getcwd(), dict(os.environ)]) + "\n")
        ready.stdin.flush()
        if not select([ready.stdout], [], [], seconds)[0]:
            ready.kill()
            _ready.cache_clear()
            raise subprocess.TimeoutExpired(list(words), seconds)
        code = int(ready.stdout.readline())
        return subprocess.CompletedProcess(list(words), code, Path(out.name).read_text("utf-8"), Path(err.name).read_text("utf-8"))


@cache
def _ready() -> "subprocess.Popen[str]":
    """One for each test process; it ends when its input does."""
    return subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def _fork_for_each() -> list[str]:
    """Reads commands until there are none: returns in each child with its words, and in the first process with none."""
    for line in sys.stdin:
        words, out, err, folder, environment = json.loads(line)
        child = os.fork()
        if not child:
            for descriptor, path in enumerate((os.devnull, out, err)):
                os.dup2(os.open(path, os.O_RDWR | os.O_APPEND), descriptor)
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            return list(words)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return []


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    from portal.commands import main

    for name in main.list_commands(None):  # type: ignore[arg-type]  # it asks nothing of what it is given
        main.get_command(None, name)  # type: ignore[arg-type]
    import_module("portal.web")
    gc.freeze()  # else the end of each child looks through all that was read in
    if given := _fork_for_each():
        main(given, prog_name="portal")
