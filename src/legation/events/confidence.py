"""How likely a human coder would accept an event's type, source and target."""

from __future__ import annotations

from legation.events.coding import Candidate
from legation.events.joining import Telling


def confidence(candidate: Candidate, telling: Telling) -> float:
    """A probability in [0.05, 0.97] from the frame's weight and what stands in its roles."""
    score = 0.9 * candidate.weight
    if not candidate.source:
        score *= 0.5
    if not candidate.target and not candidate.symmetric:
        score *= 0.68
    if candidate.symmetric and len(candidate.source) < 2:
        score *= 0.7
    if candidate.proposition.kind == "noun":
        score *= 0.92
    if telling.again:
        score = 1 - (1 - score) * 0.9
    return round(min(0.97, max(0.05, score)), 3)
