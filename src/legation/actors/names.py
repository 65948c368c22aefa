"""Are two names one? (first version)"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler

from legation.actors.fold import words


@dataclass(frozen=True, slots=True)
class Match:
    score: float
    reasons: tuple[str, ...] = ()


def key(name: str) -> str:
    return "-".join(words(name))


def same(a: str, b: str) -> Match:
    return Match(JaroWinkler.similarity(" ".join(words(a)), " ".join(words(b))))
