"""`portal run`: checks that it is safe, then starts the web server and the worker, and keeps both."""

import gc
import os
import socket
import time
from dataclasses import replace
from typing import NoReturn
from urllib.parse import urlsplit

import click

from portal.commands import REFUSED, Office
from portal.commands.processes import Process, Processes
from portal.settings import Settings

PATIENCE = 30.0  # seconds a start may take


@click.command("run")
@click.option("--listen", help="ADDRESS:PORT instead of web.listen of council.toml.")
@click.pass_obj
def command(office: Office, listen: str | None) -> None:
    """Start the web server and the worker; stop them with Ctrl-C or SIGTERM."""
    from portal.commands import logs
    from portal.commands.refusals import refuse_or_go_on

    os.umask(0o077)
    gc.disable()  # nothing made while starting is rubbish; each child switches it on again
    logs.to_stderr()
    settings = office.settings
    if listen:
        settings = replace(settings, web=replace(settings.web, listen=listen))
    refuse_or_go_on(settings)
    _refuse_taken_port(settings)
    processes = Processes()
    processes.watch()
    web = processes.start("web", lambda: _serve(settings))
    try:
        if not _wait_until_answering(processes, web, settings):
            _give_up(processes)
        processes.start("worker", lambda: _work(office))
        click.echo(_where(settings))
        processes.keep_alive()
    finally:
        processes.stop(grace=_grace())


def _give_up(processes: Processes) -> NoReturn:
    if processes.is_stopping:
        raise SystemExit(0)
    click.echo("Heard could not start; the log above says where it went wrong.", err=True)
    raise SystemExit(REFUSED)


def _serve(settings: Settings) -> None:
    from portal.commands.server import Server

    Server(settings).run()


def _work(office: Office) -> None:
    from portal.commands import main

    gc.enable()
    main.main(["--instance", str(office.instance), "worker"], prog_name="portal")


def _grace() -> float:
    from portal.commands.server import GRACE

    return GRACE + 5.0


def _where(settings: Settings) -> str:
    if not settings.is_public:
        return f"Heard answers at http://{settings.web.listen} - stop it with Ctrl-C."
    return f"Heard answers at {settings.council.public_url}, listening on {settings.web.listen}."


def _address(settings: Settings) -> tuple[str, int]:
    """Where this machine itself can reach the server."""
    host, _, port = settings.web.listen.rpartition(":")
    host = host.strip("[]")
    return {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), int(port)  # noqa: S104 - compared, not bound


def _refuse_taken_port(settings: Settings) -> None:
    try:
        socket.create_connection(_address(settings), timeout=1).close()
    except OSError:
        return
    click.echo(f"Something else listens on {settings.web.listen} already.", err=True)
    raise SystemExit(REFUSED)


def _wait_until_answering(processes: Processes, web: Process, settings: Settings) -> bool:
    """Ask /livez until it answers. False when the server ended, somebody asked to stop, or it took too long."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if _is_answering(settings):
            return True
        if not processes.wait(0.02) or not web.pid:
            return False
    return False


def _is_answering(settings: Settings) -> bool:
    host = urlsplit(settings.council.public_url).netloc
    try:
        with socket.create_connection(_address(settings), timeout=5) as connection:
            connection.sendall(f"GET /livez HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
            return b" 200 " in connection.recv(64)
    except OSError:
        return False
