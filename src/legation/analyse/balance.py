"""Structural balance: triads, and how far a signed network is from two coalitions.

The frustration index is the least number of ties to take away (or to turn round) until no closed path has an odd number of
negative ties, so that the actors fall into two camps, friends within and foes between (Harary 1959). It is found exactly
by integer programming (Aref, Mason and Wilson 2020) with HiGHS, which also gives the bound that proves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from legation.analyse.kernel import blocks, reduce
from legation.analyse.network import SignedNetwork

LARGEST = 4000
"""Ties of one block beyond which no proof is tried unless asked for."""


@dataclass(frozen=True, slots=True)
class Triads:
    """Closed triples by their negative ties: none and two are balanced, one and three are not."""

    none: int
    one: int
    two: int
    three: int

    @property
    def balanced(self) -> int:
        return self.none + self.two

    @property
    def unbalanced(self) -> int:
        return self.one + self.three

    @property
    def share(self) -> float | None:
        """The share that is balanced; None where there is no triad."""
        total = self.balanced + self.unbalanced
        return self.balanced / total if total else None


@dataclass(frozen=True, slots=True)
class Frustration:
    """What is known of the frustration index: it lies in ``lower`` … ``upper``, and is exact where the two meet.

    ``sides`` names the two camps found, each sorted, the one with the first actor first; ``frustrated`` the ties
    (a, b, sign) that contradict them, ``upper`` in number.
    """

    lower: int
    upper: int
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    frustrated: tuple[tuple[str, str, int], ...]
    edges: int

    @property
    def proved(self) -> bool:
        return self.lower == self.upper

    @property
    def index(self) -> int | None:
        """The index, where it is proved."""
        return self.upper if self.proved else None

    @property
    def normalised(self) -> float | None:
        """1 - 2L/m (Aref and Wilson 2018): 1 for perfect balance; of a bound, at least this much."""
        return 1 - 2 * self.upper / self.edges if self.edges else None

    @property
    def statement(self) -> str:
        """What may be said of it, in words."""
        if self.proved:
            return f"frustration index {self.upper} of {self.edges} ties, proved optimal"
        return f"frustration index not proved: a bound only, at least {self.lower} and at most {self.upper} of {self.edges} ties"


def triads(network: SignedNetwork) -> Triads:
    """The triads of ``network``, counted once each."""
    near = network.neighbours()
    counts = [0, 0, 0, 0]
    for i, j, sign in network.edges:
        for k in near[i].keys() & near[j].keys():
            if k > j:
                counts[(sign < 0) + (near[i][k] < 0) + (near[j][k] < 0)] += 1
    return Triads(*counts)


def frustration(network: SignedNetwork, *, largest: int = LARGEST, nodes: int = 20_000) -> Frustration:
    """The frustration index with its two camps.

    Blocks of more than ``largest`` ties are not proved but bounded: from above by local search, from below by unbalanced
    triads that share no tie. ``nodes`` bounds HiGHS's search tree a block (not the clock, so that the answer is the same
    on every machine); a search cut short also leaves a bound, and :attr:`Frustration.statement` says so.
    """
    from legation.analyse.solving import solve

    kernel = reduce(network.edges)
    lower = kernel.paid
    relative: dict[int, list[tuple[int, int]]] = {}
    for ties in blocks(kernel.graph):
        solved = solve(ties, largest=largest, nodes=nodes)
        lower += solved.lower
        for i, j, _ in ties:
            differ = solved.sides[i] ^ solved.sides[j]
            relative.setdefault(i, []).append((j, differ))
            relative.setdefault(j, []).append((i, differ))
    full = kernel.restore(_joined(relative))
    side = [full.get(node, 0) for node in range(len(network.nodes))]
    if side and side[0]:
        side = [1 - s for s in side]
    wrong = tuple(
        (network.nodes[i], network.nodes[j], sign) for i, j, sign in network.edges if (sign < 0) != (side[i] != side[j])
    )
    camps = [tuple(sorted(n for n, s in zip(network.nodes, side, strict=True) if s == which)) for which in (0, 1)]
    return Frustration(lower, len(wrong), (camps[0], camps[1]), wrong, len(network.edges))


def disjoint_triads(ties: list[tuple[int, int, int]]) -> int:
    """A lower bound: the summed weight of unbalanced triads packed greedily without using a tie's weight twice."""
    near: dict[int, dict[int, int]] = {}
    left: dict[tuple[int, int], int] = {}
    for i, j, weight in ties:
        near.setdefault(i, {})[j] = near.setdefault(j, {})[i] = weight
        left[i, j] = abs(weight)
    packed = 0
    for i, j, weight in sorted(ties, key=lambda tie: (tie[2] > 0, tie)):
        for k in sorted(near[i].keys() & near[j].keys()):
            if weight * near[i][k] * near[j][k] < 0:
                pairs = [(min(a, b), max(a, b)) for a, b in combinations((i, j, k), 2)]
                least = min(left[pair] for pair in pairs)
                packed += least
                for pair in pairs:
                    left[pair] -= least
    return packed


def _joined(relative: dict[int, list[tuple[int, int]]]) -> dict[int, int]:
    """Sides of all nodes from whether neighbours differ; blocks meet in single nodes, so that no tie contradicts."""
    side: dict[int, int] = {}
    for root in sorted(relative):
        if root in side:
            continue
        side[root] = 0
        waiting = [root]
        while waiting:
            node = waiting.pop()
            for other, differ in relative[node]:
                if other not in side:
                    side[other] = side[node] ^ differ
                    waiting.append(other)
    return side
