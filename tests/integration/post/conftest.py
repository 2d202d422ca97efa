"""A real mail server that can be told what to answer, and a raw one that breaks off in the middle of a talk."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from aiosmtpd.controller import Controller

from portal.settings import Mail


@dataclass
class Server:
    """answers: what it says instead of yes to MAIL, RCPT or DATA."""

    answers: dict[str, str] = field(default_factory=dict)
    got: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    port: int = 0

    async def handle_MAIL(self, _server, _session, envelope, address, options):
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.got.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


class Local(Controller):
    """Asks the system for a free port and says which it got."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """serve(starttls=context, utf8=True) starts a server of its own."""
    running = []

    def start(tls: ssl.SSLContext | None = None, utf8: bool = True, **options) -> Server:
        server = Server()
        controller = Local(server, hostname="127.0.0.1", port=0, tls_context=tls, enable_SMTPUTF8=utf8, **options)
        controller.start()
        running.append(controller)
        server.port = controller.port
        return server

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def server(serve) -> Server:
    return serve()


@pytest.fixture
def script() -> Iterator[Callable[..., int]]:
    """script(talk) runs talk(connection, lines) for one caller and returns the port; lines reads what the caller says."""
    listeners = []

    def start(talk: Callable[[socket.socket, Iterator[bytes]], None]) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def run() -> None:
            try:
                connection, _ = listener.accept()
                with connection:
                    talk(connection, iter(connection.makefile("rb")))
            except OSError:
                return

        threading.Thread(target=run, daemon=True).start()
        return listener.getsockname()[1]

    yield start
    for listener in listeners:
        listener.close()


@pytest.fixture
def mail() -> Callable[..., Mail]:
    def settings(port: int, **changed) -> Mail:
        ours = {"sender": "Anytown Council <no-reply@anytown.example>", "envelope_sender": "bounces@anytown.example", "timeout": 5}
        return Mail(**{"host": "127.0.0.1", "port": port, **ours, **changed})

    return settings
