"""How likely a human coder would accept an event's type, source and target: a calibrated probability.

A logistic regression over what the judge and the frames say of the event, fitted on passages that the judge had not seen
(``genscripts/judge.py``), then scaled on development gold (``genscripts/calibrate.py``; Platt 1999). Without the judge's
models a rule of thumb stands in.
"""

from __future__ import annotations

import math
from functools import cache

from legation.events.candidate import Candidate
from legation.events.joining import Telling
from legation.resources import load

FLOOR, CEILING = 0.02, 0.98


def confidence(candidate: Candidate, telling: Telling) -> float:
    """A probability in [0.02, 0.98]."""
    if candidate.judged is None:
        return _by_thumb(candidate, telling)
    weights = _weights()
    score = weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in measures(candidate).items())
    scale = load("judge/platt.yaml")
    score = scale["slope"] * score + scale["intercept"]
    return round(min(CEILING, max(FLOOR, 1 / (1 + math.exp(-score)))), 3)


def measures(candidate: Candidate) -> dict[str, float]:
    """What the confidence of a judged event rests on, by name."""
    judged = candidate.judged
    assert judged is not None
    everybody = len({*candidate.source, *candidate.target})
    return {
        "event": _logit(judged.event),
        "type": _logit(judged.type),
        "frame": candidate.weight if not candidate.rule.startswith("judge") else 0.0,
        "least sure part": _logit(min(judged.parts, default=0.5)),
        "beside": _logit(judged.beside),
        "source": float(bool(candidate.source)),
        "target": float(bool(candidate.target) or (candidate.symmetric and everybody > 1)),
        "supplied source": float("source" in judged.supplied),
        "supplied target": float("target" in judged.supplied),
        "fetched": float(judged.fetched),
        "many": float(everybody > 2),
        "noun": float(candidate.proposition.kind == "noun"),
    }


def _logit(share: float) -> float:
    share = min(0.995, max(0.005, share))
    return math.log(share / (1 - share))


@cache
def _weights() -> dict[str, float]:
    return dict(load("judge/confidence.yaml")["weights"])


def _by_thumb(candidate: Candidate, telling: Telling) -> float:
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
    return round(min(CEILING, max(FLOOR, score)), 3)
