"""Who is named beside an act and plainly takes no part in it, whatever the model thinks likely.

The model sees where a name stands, but few examples of each construction; grammar knows these: a name inside another party's
("Nairobi's mayor"), and those in whose presence a thing is done. The subjects of other clauses were tried too: there the
model knows better.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from legation.events.candidate import Candidate
from legation.layers import Mention, Reading
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Token

INSIDE = ("poss", "compound", "amod", "nmod")


class Bystanders:
    """Looks at the names round the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._tokens = reading.parsed.tokens
        self._sentence = reading.parsed.sentence_of
        self._heads: dict[int, set[str]] = {}
        for mention in reading.mentions:
            self._heads.setdefault(mention.head, set()).add(mention.actor)

    def of(self, candidate: Candidate, around: Mapping[str, Sequence[Mention]]) -> frozenset[str]:
        """Actors whom no frame seats and who stand in the act's sentence only as bystanders."""
        said = {*candidate.source, *candidate.target}
        here = self._sentence[candidate.trigger]
        found = set()
        for actor, mentions in around.items():
            own = [self._tokens[m.head] for m in mentions if self._sentence[m.head] == here]
            if actor not in said and own and all(self._part_of_another(t, actor) or self._looks_on(t) for t in own):
                found.add(actor)
        return frozenset(found)

    def _part_of_another(self, token: Token, actor: str) -> bool:
        """ "Kenya's mayor": the state in the phrase of another party."""
        head = token
        while head.dep_ in INSIDE and head.head.i != head.i:
            head = head.head
            others = self._heads.get(head.i, set()) - {actor}
            if others:
                return True
        return False

    def _looks_on(self, token: Token) -> bool:
        """ "signed before diplomats": those in whose presence a thing is done."""
        while token.dep_ in ("conj", "appos") and token.head.i != token.i:
            token = token.head
        return token.dep_ == "pobj" and token.head.lower_ in _presence()


@cache
def _presence() -> frozenset[str]:
    return frozenset(load("events/participants.yaml")["presence"])
