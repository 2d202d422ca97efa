"""The web server of one council: gunicorn, with one program loaded once and shared by its workers."""

import gc
import logging
import os
import signal
from collections.abc import Callable
from typing import Any

from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]
from gunicorn.glogging import Logger  # type: ignore[import-untyped]

from portal import create_app
from portal.commands.patience import Patience
from portal.settings import Settings

GRACE = 30  # seconds a request in hand may still take when the server stops
REQUESTS_PER_WORKER = 20_000  # then a fresh one takes over, so that memory stays flat (figure P6)


class OwnLog(Logger):  # type: ignore[misc]
    """gunicorn's log joins the process's JSON lines; it keeps no access log (web/request_log.py does, without addresses)."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self.error_log.propagate = True
        self.error_log.setLevel(logging.WARNING)
        self.access_log.disabled = True

    @property
    def access_log_enabled(self) -> bool:
        return False

    def access(self, *_args: Any, **_more: Any) -> None:
        return

    def reopen_files(self) -> None:
        return


class CalmArbiter(Arbiter):  # type: ignore[misc]
    """Ctrl-C is an orderly stop too: whoever is sending something gets their answer."""

    def handle_int(self) -> None:
        self.handle_term()


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn for one council."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in gunicorn_settings(self.settings).items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        app = Patience(create_app(self.settings))
        gc.freeze()  # what is loaded stays, and stays shared between the workers (figure P6)
        gc.enable()
        return app

    def run(self) -> None:
        CalmArbiter(self).run()


def gunicorn_settings(settings: Settings) -> dict[str, Any]:
    """What differs from gunicorn's own choice. Headers may take 16 KiB; the proxy in front is believed by web/headers.py alone."""
    shared_memory = "/dev/shm"  # noqa: S108 - a heartbeat file on a disk would stall a worker when the disk does
    return {
        "bind": settings.web.listen,
        "worker_class": "gthread",
        "workers": settings.web.workers,
        "threads": settings.web.threads,
        "preload_app": True,
        "max_requests": REQUESTS_PER_WORKER,
        "max_requests_jitter": REQUESTS_PER_WORKER // 10,
        "timeout": 60,
        "graceful_timeout": GRACE,
        "keepalive": 5,
        "limit_request_line": 4094,
        "limit_request_fields": 64,
        "limit_request_field_size": 8190,
        "umask": 0o077,
        "worker_tmp_dir": shared_memory if os.access(shared_memory, os.W_OK) else None,
        "secure_scheme_headers": {},
        "forwarded_allow_ips": "",
        "control_socket_disable": True,
        "logger_class": OwnLog,
        "post_worker_init": _leave_ctrl_c_to_the_arbiter,
    }


def _leave_ctrl_c_to_the_arbiter(_worker: Any) -> None:
    """A terminal sends Ctrl-C to every process; a worker must not drop what it is doing for it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
