"""What speaks for the type of event between a marked source and a marked target of one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from legation.events.candidate import Candidate
from legation.events.judge.paths import path, shown
from legation.events.judge.type_features import TypeFeatures, listed
from legation.layers import Proposition

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

CONTENT = {"VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX", "PART", "PROPN"}
BUCKETS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)


class PairFeatures:
    """Features of a sentence with its marked actors; ``ranked`` is what the frames found, best first."""

    def __init__(
        self,
        doc: Doc,
        propositions: Mapping[int, Proposition],
        features: TypeFeatures,
        ranked: Sequence[tuple[float, Candidate]],
        sources: Sequence[int],
        targets: Sequence[int],
        marked: frozenset[int],
    ) -> None:
        """``sources`` and ``targets`` are head tokens; ``marked`` all tokens inside the marks, whose words count nothing."""
        self._doc = doc
        self._propositions = propositions
        self._features = features
        self._ranked = ranked
        self._sources, self._targets, self._marked = sources, targets, marked

    def all(self) -> list[str]:
        """The features of the sentence."""
        return ["bias", *self._verdict(), *self._between(), *self._clause(), *self._words()]

    def _verdict(self) -> Iterable[str]:
        if not self._ranked:
            yield "verdict=none"
            return
        best, first = self._ranked[0]
        size = sum(best >= b for b in BUCKETS)
        yield f"verdict={first.type}"
        yield f"verdict={first.type} score={size}"
        yield f"verdict={first.type} negated={first.proposition.negated:d} modal={first.proposition.modal}"
        yield f"verdict rule={first.rule}"
        yield f"verdict words={first.words}"
        for score, other in self._ranked[1:3]:
            yield f"verdict={first.type} then={other.type} close={score > best - 1:d}"
        for _, candidate in self._ranked:
            yield f"found={candidate.type}"

    def _between(self) -> Iterable[str]:
        """The path between the two, and the features of each predicate on it, nearest to the source first."""
        steps = self._nearest()
        if steps is None:
            yield "path=apart"
            return
        source, target = steps
        yield f"path={shown(path(self._doc, source, target))}"
        on_path = [i for i in self._tokens(source, target) if i not in self._marked]
        for i in on_path:
            token = self._doc[i]
            yield f"on={token.lemma_.lower()}"
            proposition = self._propositions.get(i)
            if proposition is not None:
                for name in listed(proposition):
                    yield f"on listed={name}"
        yield "on=" + " ".join(self._doc[i].lemma_.lower() for i in on_path[:4])

    def _clause(self) -> Iterable[str]:
        """The features of the best candidate's predicate, and of the verbs over the source and the target."""
        seen = set()
        for name, index in (
            ("best", self._ranked[0][1].trigger if self._ranked else None),
            ("over source", self._over(self._sources)),
            ("over target", self._over(self._targets)),
        ):
            if index is None or index not in self._propositions:
                continue
            proposition = self._propositions[index]
            for feature in self._features.of(proposition):
                yield f"{name} {feature}"
                if index not in seen:
                    yield f"near {feature}"
            seen.add(index)

    def _over(self, heads: Sequence[int]) -> int | None:
        for head in heads:
            token: Token = self._doc[head]
            for above in token.ancestors:
                if above.pos_ in ("VERB", "AUX") or (above.i in self._propositions and above.pos_ == "NOUN"):
                    return int(above.i)
        return None

    def _words(self) -> Iterable[str]:
        lemmas = [
            t.lemma_.lower() for t in self._doc if t.i not in self._marked and t.pos_ in CONTENT and not t.ent_type_
        ]
        yield from (f"word={lemma}" for lemma in lemmas)
        for mark in ("not", "n't", "will", "would", "could", "may", "must", "should", "if", "to"):
            if any(t.lower_ == mark for t in self._doc if t.i not in self._marked):
                yield f"mark={mark}"
        proposition_types = {
            name for p in self._propositions.values() if p.predicate not in self._marked for name in listed(p)
        }
        yield from (f"somewhere listed={name}" for name in sorted(proposition_types))
        if self._sources and self._targets:
            first, last = sorted((self._sources[0], self._targets[0]))
            inside = [t.lemma_.lower() for t in self._doc[first + 1 : last] if t.i not in self._marked]
            yield from (f"inside={lemma}" for lemma in inside[:12])
            yield from (f"inside={a} {b}" for a, b in pairwise(inside))
            yield f"source first={self._sources[0] < self._targets[0]:d}"

    def _nearest(self) -> tuple[int, int] | None:
        found = [
            (len(steps), s, t)
            for s in self._sources
            for t in self._targets
            if (steps := path(self._doc, s, t)) is not None
        ]
        return min(found)[1:] if found else None

    def _tokens(self, start: int, end: int) -> list[int]:
        """Tokens on the path between two, ends left out, in path order."""
        up = [start, *(t.i for t in self._doc[start].ancestors)]
        down = [end, *(t.i for t in self._doc[end].ancestors)]
        meet = next(i for i in down if i in up)
        return [*up[1 : up.index(meet) + 1], *reversed(down[1 : down.index(meet)])]
