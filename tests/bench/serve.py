"""Serves the portal, or the yardstick, by the very server of `portal run`: python -m tests.bench.serve WHAT INSTANCE PORT."""

import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from portal.commands import logs
from portal.commands.server import Server
from portal.settings import load
from tests.bench.council import listening


class Hello(Server):
    """The same server, workers and threads around a bare Flask application."""

    def load(self) -> Callable[..., Any]:
        from tests.bench.hello import hello

        gc.freeze()
        return hello


class Unhashed(Server):
    """The portal without the Argon2id hash of a fresh code, which is measured by itself: its tenth of a second would hide the rest."""

    def load(self) -> Callable[..., Any]:
        from portal.casework.intake import draft

        def no_hash(_words: Sequence[str], _pepper: bytes) -> str:
            return "not hashed: the bench measures the hash by itself"

        draft.fresh_code.__defaults__ = (no_hash,)
        return super().load()


SERVERS = {"hello": Hello, "portal": Server, "unhashed": Unhashed}

if __name__ == "__main__":
    what, instance, port = sys.argv[1:]
    logs.to_stderr()
    SERVERS[what](listening(load(Path(instance)), int(port))).run()
