"""Frames' candidates → events as the judge decides: type, whether there is an event at all, who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from legation.events.coding import Candidate, EventCoder
from legation.events.judge.model import Linear, load
from legation.events.judge.role_features import RoleFeatures
from legation.events.judge.type_features import NOTHING, TypeFeatures
from legation.layers import Proposition, Reading

# From which probability on. Chosen on the corpus by cross-validation (genscripts/judge.py --report).
KEPT = 0.35  # an event that a frame found stays one
FOUND = 0.55  # an event where no frame holds
TAKES_PART = 0.5
MEETING = "CONSULT"


class Decider:
    """The judge over one reading and what its frames found."""

    def __init__(self, reading: Reading, coder: EventCoder) -> None:
        self._reading = reading
        self._coder = coder
        self._known = {a.id for a in reading.actors}
        self._types, self._roles = load("type"), load("role")

    def revise(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """``candidates`` as the judge has them, in text order; unchanged where no models are installed."""
        if self._types is None or self._roles is None:
            return list(candidates)
        by_trigger = {c.trigger: c for c in candidates}
        features = TypeFeatures(
            self._reading.parsed,
            self._coder.matcher.propositions,
            by_trigger,
            self._coder.matches,
            people(self._reading),
        )
        found: dict[int, Candidate] = {}
        for proposition in self._reading.propositions:
            candidate = by_trigger.get(proposition.predicate)
            typed = self._typed(self._types, features, proposition, candidate)
            if typed is not None:
                found[proposition.predicate] = typed
        roles = RoleFeatures(self._reading)
        filled = {i: self._filled(self._roles, roles, c) for i, c in found.items()}
        return self._once(filled)

    def _typed(
        self, model: Linear, features: TypeFeatures, proposition: Proposition, candidate: Candidate | None
    ) -> Candidate | None:
        shares = model.probabilities(features.of(proposition))
        event = 1 - shares.pop(NOTHING)
        best = max(shares, key=lambda name: (shares[name], name))
        if candidate is None:
            if shares[best] < FOUND:
                return None
            return Candidate(
                trigger=proposition.predicate,
                type=best,
                mode=None,
                source=(),
                target=(),
                source_tokens=(),
                target_tokens=(),
                symmetric=best == MEETING,
                weight=shares[best],
                rule="judge",
                words=proposition.lemma,
                proposition=proposition,
            )
        if event < KEPT:
            return None
        if best == candidate.type:
            return replace(candidate, weight=shares[best])
        return replace(candidate, type=best, mode=None, weight=shares[best], rule=f"judge over {candidate.rule}")

    def _filled(self, model: Linear, roles: RoleFeatures, candidate: Candidate) -> Candidate:
        """Who takes part, by the role model; the frames' readings are among its features."""
        around = roles.near(candidate)
        source: list[tuple[float, str]] = []
        target: list[tuple[float, str]] = []
        for actor in dict.fromkeys((*candidate.source, *candidate.target, *around)):
            shares = model.probabilities(roles.of(candidate, actor, around.get(actor, []), len(around)))
            if max(shares["source"], shares["target"]) < TAKES_PART:
                continue
            (source if shares["source"] >= TAKES_PART else target).append((shares["source"], actor))
            if actor not in self._known and actor in around:
                place = around[actor][0]
                self._coder.participants.owns(actor, (place.start, place.end))
        return replace(
            candidate,
            source=tuple(a for _, a in source),
            target=tuple(a for _, a in target),
            symmetric=candidate.type == MEETING and not target,
        )

    def _once(self, found: Mapping[int, Candidate]) -> list[Candidate]:
        """A verb and its noun that tell one event ("paid a visit") count once: the surer of them."""
        dropped: set[int] = set()
        for index, candidate in found.items():
            above = candidate.proposition.parent
            other = found.get(above) if above is not None else None
            if (
                other is None
                or other.type != candidate.type
                or candidate.proposition.relation in ("relative", "coordination")
            ):
                continue
            if (other.source, other.target) == (candidate.source, candidate.target) or not (
                {*candidate.source, *candidate.target} - {*other.source, *other.target}
            ):
                dropped.add(index)
        return [c for i, c in sorted(found.items()) if i not in dropped]


def people(reading: Reading) -> dict[int, str]:
    """Token index of the head of each mention → the kind of its actor."""
    kinds = {a.id: a.kind for a in reading.actors}
    return {m.head: kinds[m.actor] for m in reading.mentions}
