"""Event type of a sentence whose source and target are given, with the marked spans as its only actors.

The frames put forward the candidate whose roles hold the marked source and target; where none does, the one that stands
nearest to both on the dependency tree. A log-linear model over the sentence (``genscripts/judge.py``) weighs it against the other
types, the less the better the frames' candidate fits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from legation.codebook import plover
from legation.events.candidate import Candidate
from legation.events.coding import EventCoder
from legation.events.judge.model import load
from legation.events.judge.pair_features import BUCKETS, PairFeatures
from legation.events.judge.type_features import TypeFeatures
from legation.layers import Mention, Proposition, Reading
from legation.record import Actor

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

COOPERATIVE = ("CONSULT", "SUPPORT", "COOPERATE", "AID")
YIELDING = ("CONCEDE", "RETREAT")
HOSTILE = ("SANCTION", "COERCE", "PROTEST", "ASSAULT")
SOURCE, TARGET = "source", "target"
# What a candidate is worth by where the marked spans stand in it.
BOTH_RIGHT, BOTH_TURNED, SOURCE_RIGHT, TARGET_RIGHT, ELSEWHERE = 4.0, 2.6, 2.4, 2.0, 0.6
YIELD = "YIELD"  # CONCEDE and RETREAT, one label of the model; which of the two, the frames say
TRUST = 0.7  # log-odds for the frames' type by each step of its score; chosen on PLV's two thirds
ON_PATH = 1.0  # the trigger lies on the path between source and target
FAR = 0.06  # a step further from the source


@dataclass(frozen=True, slots=True)
class Verdict:
    """The type chosen (None where no frame holds), its mode, a confidence in [0, 1], and the candidates in order."""

    type: str | None
    mode: str | None
    confidence: float
    ranked: tuple[tuple[float, Candidate], ...]

    @property
    def quad(self) -> str | None:
        """The quad of the type."""
        return plover.quad(self.type) if self.type else None


def classify(reading: Reading, source: list[tuple[int, int]], target: list[tuple[int, int]]) -> Verdict:
    """Classify a parsed sentence with propositions; ``source`` and ``target`` are character spans in its text."""
    ranked, features = weigh(reading, source, target)
    model = load("pair")
    if model is None:
        return _by_frames(ranked)
    shares = model.probabilities(features.all())
    if ranked:
        score, first = ranked[0]
        weight = math.exp(TRUST * sum(score >= low for low in BUCKETS))
        shares = {name: share * (weight if name == _merged(first.type) else 1) for name, share in shares.items()}
    best = max(shares, key=lambda name: (shares[name], name))
    chosen = next((c for _, c in ranked if _merged(c.type) == best), None)
    type = chosen.type if chosen else "RETREAT" if best == YIELD else best
    confidence = round(shares[best] / sum(shares.values()), 3)
    return Verdict(type, chosen.mode if chosen else None, confidence, ranked)


def _merged(type: str) -> str:
    return YIELD if type in YIELDING else type


def _by_frames(ranked: tuple[tuple[float, Candidate], ...]) -> Verdict:
    """The verdict of the frames alone."""
    if not ranked:
        return Verdict(None, None, 0.0, ())
    best, candidate = ranked[0]
    return Verdict(candidate.type, candidate.mode, _confidence(best, candidate, ranked), ranked)


def weigh(
    reading: Reading, source: list[tuple[int, int]], target: list[tuple[int, int]]
) -> tuple[tuple[tuple[float, Candidate], ...], PairFeatures]:
    """What the frames find between the marked spans, best first, and the features of the pair."""
    doc = reading.parsed
    reading.actors = (_actor(SOURCE), _actor(TARGET))
    reading.mentions = tuple(
        mention
        for role, spans in ((SOURCE, source), (TARGET, target))
        for start, end in spans
        if (mention := _mention(doc, role, start, end)) is not None
    )
    heads = {role: [m.head for m in reading.mentions if m.actor == role] for role in (SOURCE, TARGET)}
    path = _path(doc, heads[SOURCE], heads[TARGET])
    coder = EventCoder(reading)
    candidates = [_promised(candidate, coder.matcher.propositions) for candidate in coder.candidates()]
    found = [(_score(doc, candidate, heads, path), candidate) for candidate in candidates]
    ranked = tuple(sorted(found, key=lambda pair: (-pair[0], pair[1].trigger)))
    by_trigger = {c.trigger: c for c in candidates}
    people = {m.head: m.actor for m in reading.mentions}
    propositions = coder.matcher.propositions
    features = TypeFeatures(doc, propositions, by_trigger, coder.matches, people)
    marked = frozenset(t.i for t in doc for m in reading.mentions if m.start <= t.idx < m.end)
    pair = PairFeatures(doc, propositions, features, ranked, heads[SOURCE], heads[TARGET], marked)
    return ranked, pair


def _promised(candidate: Candidate, propositions: Mapping[int, Proposition]) -> Candidate:
    """A future act as the manual codes it where a sentence has one type: a promise, a threat, a refusal, a demand.

    In a record the act keeps its type and its factuality says that it lies ahead.
    """
    proposition = (
        propositions.get(candidate.carrier, candidate.proposition) if candidate.carrier else candidate.proposition
    )
    if proposition.kind != "verb":
        return candidate
    ahead = proposition.tense == "future" or proposition.modal in ("will", "would", "shall")
    if ahead and proposition.negated and candidate.type in (*COOPERATIVE, *YIELDING):
        return replace(candidate, type="REJECT", mode=None)
    if candidate.words.count("›"):  # a promise, a demand already
        return candidate
    if ahead and not proposition.negated and candidate.type in (*COOPERATIVE, *YIELDING):
        return replace(candidate, type="AGREE", mode=None)
    if ahead and not proposition.negated and candidate.type in HOSTILE:
        return replace(candidate, type="THREATEN", mode=None)
    if proposition.modal in ("must", "should") and candidate.type in (*COOPERATIVE, *YIELDING):
        return replace(candidate, type="REQUEST", mode=None)
    return candidate


def _actor(role: str) -> Actor:
    return Actor(id=role, name=role, kind="group")


def _mention(doc: Doc, role: str, start: int, end: int) -> Mention | None:
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    return Mention(start, end, span.text, "name", role, span.root.i)


def _score(doc: Doc, candidate: Candidate, heads: dict[str, list[int]], path: frozenset[int]) -> float:
    has_source, has_target = SOURCE in candidate.source, TARGET in candidate.target
    everybody = {*candidate.source, *candidate.target}
    if (has_source and has_target) or (candidate.symmetric and everybody == {SOURCE, TARGET}):
        score = BOTH_RIGHT
    elif everybody == {SOURCE, TARGET}:
        score = BOTH_TURNED
    elif has_source:
        score = SOURCE_RIGHT
    elif has_target:
        score = TARGET_RIGHT
    else:
        score = ELSEWHERE
    if candidate.trigger in path:
        score += ON_PATH
    score *= 0.5 + 0.5 * candidate.weight
    return score - FAR * _steps(doc, candidate.trigger, heads[SOURCE])


def _confidence(best: float, candidate: Candidate, ranked: tuple[tuple[float, Candidate], ...]) -> float:
    rival = next((score for score, other in ranked[1:] if other.type != candidate.type), 0.0)
    margin = max(0.0, best - rival) / (BOTH_RIGHT + ON_PATH)
    return round(min(0.97, 0.35 + 0.12 * best + 0.2 * margin), 3)


def _path(doc: Doc, sources: list[int], targets: list[int]) -> frozenset[int]:
    """Tokens on the dependency path between the marked heads."""
    found: set[int] = set()
    for s in sources:
        for t in targets:
            up, down = _ancestors(doc[s]), _ancestors(doc[t])
            common = next((i for i in up if i in down), None)
            if common is not None:
                found.update(up[: up.index(common) + 1])
                found.update(down[: down.index(common) + 1])
    return frozenset(found)


def _ancestors(token: Token) -> list[int]:
    return [token.i, *(ancestor.i for ancestor in token.ancestors)]


def _steps(doc: Doc, trigger: int, heads: list[int]) -> int:
    if not heads:
        return 0
    up = _ancestors(doc[trigger])
    best = 30
    for head in heads:
        other = _ancestors(doc[head])
        common = next((i for i in up if i in other), None)
        if common is not None:
            best = min(best, up.index(common) + other.index(common))
    return best
