"""The `portal` command as an operator runs it."""

from pathlib import Path

from tests.started import portal_command


def portal(instance: Path, *words: str, fails: bool = False) -> str:
    """What the command prints; a failure shows what it said. With `fails` the failure is expected and what it said is returned."""
    done = portal_command("--instance", str(instance), *words, seconds=300)
    assert (done.returncode != 0) is fails, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stderr + done.stdout if fails else done.stdout
