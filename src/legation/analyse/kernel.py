"""Reductions of a signed graph that keep its frustration index: what is left is the hard kernel.

One rule does for bridges, leaves, nodes of degree two and more: where a tie of ``v`` weighs at least as much as all
other ties of ``v`` together, some best division leaves it satisfied, so ``v`` goes with its neighbour. Parallel ties of
one sign add up; of opposite signs the lighter one is frustrated in any division and counts at once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

Weighted = dict[int, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Kernel:
    """``graph[v][u]`` is the signed weight of the tie, ``paid`` what the reductions already cost, ``followed`` the
    nodes taken out in order, each as (node, leader, sign)."""

    graph: Weighted
    paid: int
    followed: tuple[tuple[int, int, int], ...]

    def restore(self, side: dict[int, int]) -> dict[int, int]:
        """The sides (0 or 1) of all nodes from those of the kernel's; nodes left alone come out 0."""
        full = dict(side)
        for node, leader, sign in reversed(self.followed):
            full[node] = full.setdefault(leader, 0) ^ (sign < 0)
        return full


def reduce(edges: Iterable[tuple[int, int, int]]) -> Kernel:
    """The kernel of the ties (i, j, sign)."""
    graph: Weighted = {}
    for i, j, sign in edges:
        graph.setdefault(i, {})[j] = sign
        graph.setdefault(j, {})[i] = sign
    paid, followed = 0, []
    waiting = deque(sorted(graph))
    queued = set(waiting)
    while waiting:
        node = waiting.popleft()
        queued.discard(node)
        ties = graph.get(node)
        if ties is None:
            continue
        if not ties:
            del graph[node]
            continue
        leader = min(ties, key=lambda other: (-abs(ties[other]), other))
        if 2 * abs(ties[leader]) < sum(abs(weight) for weight in ties.values()):
            continue
        sign = 1 if ties[leader] > 0 else -1
        followed.append((node, leader, sign))
        touched = sorted(ties)
        for other in touched:
            weight = graph[other].pop(node)
            if other != leader:
                paid += _merge(graph, leader, other, weight * sign)
        del graph[node]
        for other in touched:
            if other not in queued:
                waiting.append(other)
                queued.add(other)
    return Kernel(graph, paid, tuple(followed))


def _merge(graph: Weighted, a: int, b: int, weight: int) -> int:
    """Lay a tie beside the one between ``a`` and ``b``; what the two cost in any division."""
    old = graph[a].pop(b, 0)
    graph[b].pop(a, None)
    if old + weight:
        graph[a][b] = graph[b][a] = old + weight
    return min(abs(old), abs(weight)) if old * weight < 0 else 0


def blocks(graph: Weighted) -> list[list[tuple[int, int, int]]]:
    """The ties (i, j, signed weight; i < j) of each biconnected block: the index is the sum over blocks.

    Hopcroft and Tarjan's depth-first search, without recursion.
    """
    found: list[list[tuple[int, int, int]]] = []
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    for root in sorted(graph):
        if root in order:
            continue
        order[root] = low[root] = len(order)
        walked: list[tuple[int, int]] = []
        stack = [(root, -1, iter(sorted(graph[root])))]
        while stack:
            node, parent, rest = stack[-1]
            other = next(rest, None)
            if other is not None:
                if other == parent:
                    continue
                if other not in order:
                    walked.append((node, other))
                    order[other] = low[other] = len(order)
                    stack.append((other, node, iter(sorted(graph[other]))))
                elif order[other] < order[node]:
                    walked.append((node, other))
                    low[node] = min(low[node], order[other])
                continue
            stack.pop()
            if stack:
                low[parent] = min(low[parent], low[node])
                if low[node] >= order[parent]:
                    cut = walked.index((parent, node))
                    found.append(sorted((min(a, b), max(a, b), graph[a][b]) for a, b in walked[cut:]))
                    del walked[cut:]
    return found
