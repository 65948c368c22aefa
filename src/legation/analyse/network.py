"""Signed networks: actors, and ties that are positive or negative, from events or from an imported network."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Scored(Protocol):
    """What a tie is drawn from: an event between two states with a score."""

    @property
    def source_state(self) -> str: ...
    @property
    def target_state(self) -> str: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True)
class SignedNetwork:
    """An undirected signed graph without loops or parallel ties.

    ``edges`` holds (i, j, sign) with i < j, indices into ``nodes``, sign 1 or -1, in ascending order.
    """

    nodes: tuple[str, ...]
    edges: tuple[tuple[int, int, int], ...]

    def __post_init__(self) -> None:
        seen = set()
        for i, j, sign in self.edges:
            if not 0 <= i < j < len(self.nodes) or sign not in (1, -1) or (i, j) in seen:
                raise ValueError(f"not a tie of a signed network: {(i, j, sign)}")
            seen.add((i, j))

    def neighbours(self) -> list[dict[int, int]]:
        """For each node its neighbours with the sign of the tie."""
        found: list[dict[int, int]] = [{} for _ in self.nodes]
        for i, j, sign in self.edges:
            found[i][j] = found[j][i] = sign
        return found


def network(ties: Iterable[tuple[str, str, int]], nodes: Iterable[str] = ()) -> SignedNetwork:
    """A network of named ties (a, b, sign); ``nodes`` adds actors without a tie. Names come out sorted.

    Raises ``ValueError`` for a loop, a tie given twice or a sign that is not 1 or -1.
    """
    ties = list(ties)
    names = tuple(sorted({*nodes, *(name for a, b, _ in ties for name in (a, b))}))
    index = {name: i for i, name in enumerate(names)}
    edges = [(min(index[a], index[b]), max(index[a], index[b]), sign) for a, b, sign in ties]
    return SignedNetwork(names, tuple(sorted(edges)))


def imported(raw: Mapping[str, Any]) -> SignedNetwork:
    """A network of a JSON object with ``names`` and ``edges`` ([i, j, sign] by position in ``names``)."""
    edges = sorted((min(i, j), max(i, j), sign) for i, j, sign in raw["edges"])
    return SignedNetwork(tuple(raw["names"]), tuple(edges))


def from_events(events: Iterable[Scored], *, least: int = 1, threshold: float = 0.0) -> SignedNetwork:
    """The network of events joined by dyad, both directions together.

    A tie is positive where the mean score of the dyad's events lies above ``threshold``, negative where it lies below
    ``-threshold``; between the two, and under ``least`` events, there is none.
    """
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for event in events:
        if event.source_state != event.target_state:
            a, b = sorted((event.source_state, event.target_state))
            scores[a, b].append(event.score)
    ties = []
    for (a, b), found in sorted(scores.items()):
        mean = sum(found) / len(found)
        if len(found) >= least and abs(mean) > threshold:
            ties.append((a, b, 1 if mean > 0 else -1))
    return network(ties, (name for pair in scores for name in pair))
