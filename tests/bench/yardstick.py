"""Processor time of a request as a multiple of a bare Flask hello, both served alike and asked in turns."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import median, quantiles

from tests.bench.line import Line, at_most
from tests.bench.process import Running
from tests.bench.visitor import Visitor

ROUNDS = 9


def per_request(server: Running, ask: Callable[[], object], times: int) -> float:
    """Seconds of the workers' processor time for one request."""
    before = server.cpu()
    for _ in range(times):
        ask()
    return (server.cpu() - before) / times


@dataclass(frozen=True)
class Cost:
    """Of one way of asking: how many times a hello each round cost, and the milliseconds of it and of a hello (medians)."""

    ratios: tuple[float, ...]
    milliseconds: float
    hello: float

    def lines(self, id: str, figure: str, goal: float) -> Iterator[Line]:
        """The median against the goal. A quarter of the rounds on its other side: undecided, since the yardstick moved as well."""
        low, middle, high = quantiles(self.ratios, n=4)
        line = at_most(id, figure, middle, goal, "x")
        yield replace(line, is_met=line.is_met if low > goal or high <= goal else None, measured=f"{line.measured} ({low:.1f} to {high:.1f})")
        yield Line(id, "  in milliseconds of CPU; a hello beside it", f"{self.milliseconds:.2f} ms; {self.hello:.2f} ms")


def times_hello(hello: Running, server: Running, asks: dict[str, Callable[[], object]], times: int = 120) -> dict[str, Cost]:
    """What each way of asking costs, over rounds in which all take turns with a hello."""
    with Visitor(hello.port) as greeter:
        greet = lambda: greeter.get("/")  # noqa: E731 - asked like the others
        for ask in (greet, *asks.values()):
            per_request(server, ask, 20)
        ones: list[float] = []
        found: dict[str, list[float]] = {name: [] for name in asks}
        for _ in range(ROUNDS):
            ones.append(per_request(hello, greet, 3 * 120))
            for name, ask in asks.items():
                found[name].append(per_request(server, ask, times))
    return {name: Cost(tuple(a / b for a, b in zip(costs, ones, strict=True)), median(costs) * 1000, median(ones) * 1000) for name, costs in found.items()}
