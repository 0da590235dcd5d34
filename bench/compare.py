"""Asks the same address of servers that run side by side, in turns, and tells what one answer cost each of them."""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from servers import WORKERS, Server, cpu_of, used

# At least and at most so many requests in one turn.
FEWEST, MOST = 3, 400
# Requests at once, twice, so that each worker has made the page before it is counted.
WARM_UPS = 2
# What a worker does after its answer is counted too.
AFTER = 0.003
ROOT = "/"


@dataclass(frozen=True)
class Side:
    """The servers of one comparison; without `bare` and `plain` only kept answers are compared."""

    empty: Server
    kept: Server
    bare: Server | None = None
    plain: Server | None = None
    # Processes of the database or of Redis, which are not among the server's own.
    beside: Callable[[], list[int]] = list


@dataclass
class Costs:
    """What one address cost in every turn, in milliseconds of CPU, by what was asked."""

    name: str
    path: str
    status: int = 0
    own: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    beside: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    problem: str = ""

    def ratio(self, what, to):
        """The median over the turns, each compared within its own turn; None where one was not asked."""
        pairs = zip(self.own[what], self.own[to], strict=False)
        return statistics.median(a / b for a, b in pairs) if self.own[what] and self.own[to] else None

    def ratio_with_beside(self):
        """A kept answer with what the database or Redis did for it, as a multiple of the empty view."""
        turns = zip(self.own["kept"], self.beside["kept"], self.own["empty"], strict=False)
        ratios = [(own + beside) / empty for own, beside, empty in turns]
        return statistics.median(ratios) if ratios else None


def compare(pages, sizes, side, rounds, seconds) -> list[Costs]:
    """The costs of each (name, path) of `pages`; `sizes` has the bytes that each address is known to have."""
    found = [Costs(name, path) for name, path in pages]
    for costs in found:
        _look(costs, sizes.get(costs.path), side)
    for _round in range(rounds):
        for costs in found:
            if not costs.problem:
                _turn(costs, side, seconds)
    return found


def _look(costs, size, side):
    """One look before anything counts: what answers, and with how many bytes."""
    wanted = 404 if costs.name == "not found" else 200
    for server in filter(None, (side.plain, side.kept)):
        answer = server.ask(costs.path)
        costs.status = answer.status
        if answer.status != wanted:
            costs.problem = f"{server.name} answers {answer.status}"
        elif size is not None and len(answer.body) != size:
            costs.problem = f"{server.name} sends {len(answer.body)} bytes instead of {size}"


def _turn(costs, side, seconds):
    """All sides one after the other; the bare page twice, which shows what chance does."""
    etag = side.kept.ask(costs.path).headers["ETag"]  # of this minute: it may hold what the clock says
    sent = {"If-None-Match": etag} if etag else None
    turns = [
        ("empty", side.empty, ROOT, None, seconds / 2),
        ("bare", side.bare, ROOT, None, seconds / 2),
        ("plain", side.plain, costs.path, None, seconds),
        ("bare again", side.bare, ROOT, None, seconds / 2),
        ("kept", side.kept, costs.path, None, seconds / 2),
        ("304", side.kept if sent else None, costs.path, sent, seconds / 2),
    ]
    for what, server, path, headers, length in turns:
        if server is None:
            continue
        wanted = 304 if what == "304" else costs.status if path == costs.path else 200
        own, beside, wrong = _clock(server, path, headers, length, side.beside, wanted)
        if not wrong:
            costs.own[what].append(own)
            costs.beside[what].append(beside)
        elif what != "304":  # an ETag that is not known again leaves no figure in its column
            costs.problem = f"{server.name}: {wrong}"
            return


def _clock(server, path, headers, seconds, beside, wanted):
    """CPU per request in ms, of the server and of what is beside it, and the answer that was not as it should be."""
    with ThreadPoolExecutor(WORKERS) as pool:
        for _time in range(WARM_UPS):
            list(pool.map(lambda _number: server.ask(path, headers), range(WORKERS)))
    time.sleep(AFTER)
    wrong = ""
    others = beside()
    own_before, beside_before = cpu_of(server.processes()), cpu_of(others)
    end, asked = time.perf_counter() + seconds, 0
    while asked < FEWEST or (asked < MOST and time.perf_counter() < end):
        answer = server.ask(path, headers)
        asked += 1
        if answer.status != wanted:
            wrong = f"answers {answer.status} instead of {wanted}"
    time.sleep(AFTER)
    own, other = used(own_before, cpu_of(server.processes())), used(beside_before, cpu_of(others))
    return 1000 * own / asked, 1000 * other / asked, wrong


def noise(found: list[Costs]) -> tuple[float, float, float]:
    """The bare page against itself in the same turn: the median, and between which nine in ten are."""
    ratios = sorted(
        again / once for costs in found for once, again in zip(costs.own["bare"], costs.own["bare again"], strict=False)
    )
    if not ratios:
        return 1, 1, 1
    tail = len(ratios) // 20
    return statistics.median(ratios), ratios[tail], ratios[-1 - tail]
