"""Processor time of a request as a multiple of a bare Flask hello, both served alike and asked in turns."""

from collections.abc import Callable
from statistics import median

from tests.bench.process import Running
from tests.bench.visitor import Visitor

ROUNDS = 9


def per_request(server: Running, ask: Callable[[], object], times: int) -> float:
    """Seconds of the workers' processor time for one request."""
    before = server.cpu()
    for _ in range(times):
        ask()
    return (server.cpu() - before) / times


def times_hello(hello: Running, server: Running, asks: dict[str, Callable[[], object]], times: int = 120) -> dict[str, tuple[float, float]]:
    """For each way of asking: how many times a hello it costs, and its milliseconds; medians over rounds in which all take turns."""
    with Visitor(hello.port) as greeter:
        greet = lambda: greeter.get("/")  # noqa: E731 - asked like the others
        for ask in (greet, *asks.values()):
            per_request(server, ask, 20)
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in asks}
        for _ in range(ROUNDS):
            one = per_request(hello, greet, 3 * times)
            for name, ask in asks.items():
                cost = per_request(server, ask, times)
                found[name].append((cost / one, cost * 1000))
    return {name: (median(ratio for ratio, _ in costs), median(ms for _, ms in costs)) for name, costs in found.items()}
