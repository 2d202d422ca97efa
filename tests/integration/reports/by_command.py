"""The `portal` command as an operator runs it."""

import os
import subprocess
import sys
from pathlib import Path


def portal(instance: Path, *words: str, fails: bool = False) -> str:
    """What the command prints; a failure shows what it said. With `fails` the failure is expected and what it said is returned."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HEARD_")}
    done = subprocess.run(
        [sys.executable, "-m", "portal.commands", "--instance", str(instance), *words], capture_output=True, text=True, env=environment, check=False
    )
    assert (done.returncode != 0) is fails, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stderr + done.stdout if fails else done.stdout
