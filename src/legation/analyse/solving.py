"""The frustration index of one block: local search from above, a cutting-plane relaxation and HiGHS from below.

The frustrated ties are the cheapest set that meets every negative cycle. The relaxation asks of each cycle found so far that
its ties sum to one or more; a shortest path in the graph doubled by sign finds a cycle that falls short. Its value, rounded
up, is a bound; where local search meets it, that is the proof, else branch and bound over sides and ties ends it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tie = tuple[int, int, int]
Floats = NDArray[np.float64]
ROUNDS, SLACK = 60, 1e-6


@dataclass(frozen=True, slots=True)
class Solved:
    """Side (0 or 1) of each node, and a proved lower bound on the weight of frustrated ties."""

    sides: dict[int, int]
    lower: int


def solve(ties: list[Tie], *, largest: int, nodes: int) -> Solved:
    """Divide the nodes of a block; ``ties`` are (i, j, signed weight)."""
    from legation.analyse.balance import disjoint_triads

    names = sorted({node for i, j, _ in ties for node in (i, j)})
    place = {name: k for k, name in enumerate(names)}
    local = [(place[i], place[j], weight) for i, j, weight in ties]
    side = _searched(len(names), local, np.zeros(len(local)))
    lower = disjoint_triads(local)
    if len(local) <= largest and lower < _cost(local, side):
        cycles, value, point = _relaxed(len(names), local)
        lower = max(lower, math.ceil(value - SLACK))
        side = min(side, _searched(len(names), local, point), key=lambda found: _cost(local, found))
        if lower < _cost(local, side):
            other, bound = _branched(len(names), local, cycles, nodes)
            lower = max(lower, bound)
            if other is not None:
                side = min(side, other, key=lambda found: _cost(local, found))
    return Solved({name: side[k] for name, k in place.items()}, lower)


def _cost(ties: list[Tie], side: list[int]) -> int:
    return sum(abs(weight) for i, j, weight in ties if (weight < 0) != (side[i] != side[j]))


def _searched(size: int, ties: list[Tie], point: Floats) -> list[int]:
    """A good division: along a spanning tree of the ties least frustrated at ``point``, from several roots, then moves of
    one node as long as they help."""
    near: list[list[tuple[int, int]]] = [[] for _ in range(size)]
    for i, j, weight in ties:
        near[i].append((j, weight))
        near[j].append((i, weight))
    order = sorted(range(len(ties)), key=lambda e: (round(float(point[e]), 6), -abs(ties[e][2]), e))
    best: list[int] | None = None
    for start in range(8):
        side = _climbed(_along(size, ties, order[start:] + order[:start]), near)
        if best is None or _cost(ties, side) < _cost(ties, best):
            best = side
    assert best is not None
    return best


def _along(size: int, ties: list[Tie], order: list[int]) -> list[int]:
    """Sides that satisfy the spanning tree which Kruskal's rule picks in ``order``."""
    group = [[node] for node in range(size)]
    member, side = list(range(size)), [0] * size
    for e in order:
        i, j, weight = ties[e]
        a, b = member[i], member[j]
        if a == b:
            continue
        if len(group[a]) < len(group[b]):
            a, b = b, a
        flip = (side[i] ^ side[j]) ^ (weight < 0)
        for node in group[b]:
            member[node] = a
            side[node] ^= flip
        group[a] += group[b]
        group[b] = []
    return side


def _climbed(side: list[int], near: list[list[tuple[int, int]]]) -> list[int]:
    """Move single nodes over as long as one helps."""
    moved = True
    while moved:
        moved = False
        for node, ties in enumerate(near):
            if sum(weight if side[node] == side[other] else -weight for other, weight in ties) < 0:
                side[node] ^= 1
                moved = True
    return side


def _relaxed(size: int, ties: list[Tie]) -> tuple[list[tuple[int, ...]], float, Floats]:
    """Negative cycles (as positions of their ties), the relaxation's value over them, and its point."""
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    weights = np.array([abs(weight) for _, _, weight in ties], dtype=float)
    point = np.zeros(len(ties))
    cycles: dict[tuple[int, ...], None] = {}
    value = 0.0
    for _ in range(ROUNDS):
        new = [cycle for cycle in _short_cycles(size, ties, point) if cycle not in cycles]
        if not new:
            break
        cycles.update(dict.fromkeys(new))
        rows = [row for row, cycle in enumerate(cycles) for _ in cycle]
        columns = [e for cycle in cycles for e in cycle]
        matrix = csr_matrix((-np.ones(len(rows)), (rows, columns)), shape=(len(cycles), len(ties)))
        result = linprog(weights, A_ub=matrix, b_ub=-np.ones(len(cycles)), bounds=(0, 1), method="highs-ds")
        if result.status != 0:
            break
        value, point = float(result.fun), np.asarray(result.x)
    return list(cycles), value, point


def _short_cycles(size: int, ties: list[Tie], point: Floats) -> list[tuple[int, ...]]:
    """For each node the shortest negative closed walk through it, cut to a simple cycle, if shorter than one at ``point``."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    index = {(i, j): e for e, (i, j, _) in enumerate(ties)}
    rows, columns, lengths = [], [], []
    for e, (i, j, weight) in enumerate(ties):
        cross = size if weight < 0 else 0
        length = max(float(point[e]), 0.0) + 1e-7
        for a, b in ((i, j + cross), (i + size, (j + size + cross) % (2 * size))):
            rows += [a, b]
            columns += [b, a]
            lengths += [length, length]
    graph = csr_matrix((lengths, (rows, columns)), shape=(2 * size, 2 * size))
    distance, before = dijkstra(graph, indices=np.arange(size), return_predecessors=True, limit=1.0)
    found: dict[tuple[int, ...], None] = {}
    for node in range(size):
        if distance[node, node + size] < 1 - SLACK:
            walk = [node + size]
            while walk[-1] != node:
                walk.append(int(before[node, walk[-1]]))
            found[_simple([step % size for step in walk], index, ties)] = None
    return list(found)


def _simple(walk: list[int], index: dict[tuple[int, int], int], ties: list[Tie]) -> tuple[int, ...]:
    """The ties of a simple negative cycle inside a closed negative walk: one of the cycles it falls into is negative."""
    path: list[int] = []
    for node in walk:
        if node in path:
            cut = path.index(node)
            cycle = [*path[cut:], node]
            edges = [index[min(a, b), max(a, b)] for a, b in pairwise(cycle)]
            if sum(ties[e][2] < 0 for e in edges) % 2:
                return tuple(sorted(edges))
            del path[cut:]
        path.append(node)
    raise AssertionError("a negative closed walk holds a negative cycle")


def _branched(size: int, ties: list[Tie], cycles: list[tuple[int, ...]], nodes: int) -> tuple[list[int] | None, int]:
    """Branch and bound over sides and ties with the cycles as cuts: a division, if found, and the proved bound."""
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_matrix

    entries: list[tuple[int, int, float]] = []
    floor: list[float] = []
    for e, (i, j, weight) in enumerate(ties):
        # Frustrated if the sides differ on a positive tie, or agree on a negative one.
        for sign in (1.0, -1.0):
            row = len(floor)
            entries += [(row, size + e, 1.0), (row, i, sign), (row, j, -sign if weight > 0 else sign)]
            floor.append(0.0 if weight > 0 else sign)
    for cycle in cycles:
        entries += [(len(floor), size + e, 1.0) for e in cycle]
        floor.append(1.0)
    rows, columns, values = zip(*entries, strict=True)
    matrix = coo_matrix((values, (rows, columns)), shape=(len(floor), size + len(ties))).tocsc()
    degree = np.bincount([node for i, j, _ in ties for node in (i, j)], minlength=size)
    ceiling = np.ones(size + len(ties))
    ceiling[int(degree.argmax())] = 0.0  # one side is named, else every division counts twice
    result: Any = milp(
        np.array([0.0] * size + [float(abs(weight)) for _, _, weight in ties]),
        integrality=np.array([1] * size + [0] * len(ties)),
        bounds=Bounds(0.0, ceiling),
        constraints=LinearConstraint(matrix, lb=np.array(floor)),
        options={"mip_rel_gap": 0.0, "node_limit": nodes},
    )
    bound = 0 if result.mip_dual_bound is None else math.ceil(float(result.mip_dual_bound) - SLACK)
    side = None if result.x is None else [round(float(value)) for value in result.x[:size]]
    return side, max(bound, 0)
