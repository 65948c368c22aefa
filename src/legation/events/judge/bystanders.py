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

HEARSAY = 6  # steps up to "according to the announcement by the ministry of …"
INSIDE = ("poss", "compound", "amod", "nmod")


class Bystanders:
    """Looks at the names round the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._tokens = reading.parsed.tokens
        self._sentence = reading.parsed.sentence_of
        self._heads: dict[int, set[str]] = {}
        self._spans: dict[int, list[Mention]] = {}
        for mention in reading.mentions:
            self._heads.setdefault(mention.head, set()).add(mention.actor)
            self._spans.setdefault(self._sentence[mention.head], []).append(mention)

    def of(self, candidate: Candidate, around: Mapping[str, Sequence[Mention]]) -> frozenset[str]:
        """Actors whom no frame seats and who stand in the act's sentence only as bystanders."""
        said = {*candidate.source, *candidate.target}
        here = self._sentence[candidate.trigger]
        found = set()
        for actor, mentions in around.items():
            own = [m for m in mentions if self._sentence[m.head] == here]
            if actor not in said and own and all(self._stands_by(m) for m in own):
                found.add(actor)
        return frozenset(found)

    def idle(self, candidate: Candidate, around: Mapping[str, Sequence[Mention]]) -> frozenset[str]:
        """Actors who cannot be the doer because a war or a crisis is the verb's subject: what it did is nobody's deed.

        Whoever is named inside that subject ("Kenya's offensive displaced thousands") may be.
        """
        proposition = candidate.proposition
        own = [a.token for a in proposition.arguments if a.role == "subject" and a.via != "control"]
        things = [i for i in own if self._tokens[i].lemma_.lower() in _scenes() and i not in self._heads]
        if (
            proposition.kind != "verb"
            or proposition.passive
            or candidate.source
            or not things
            or len(things) < len(own)
        ):
            return frozenset()
        inside = {t.i for i in things for t in self._tokens[i].subtree if t.i != candidate.trigger}
        return frozenset(a for a, told in around.items() if not any(m.head in inside for m in told))

    def _stands_by(self, mention: Mention) -> bool:
        return self._part_of_another(mention) or self._looks_on(self._tokens[mention.head])

    def _part_of_another(self, mention: Mention) -> bool:
        """ "Kenya's mayor", "the ambassador to Kenya": the state in the phrase of another party."""
        if any(
            m.start <= mention.start and mention.end <= m.end and m.actor != mention.actor and m.head != mention.head
            for m in self._spans.get(self._sentence[mention.head], ())
        ):
            return True
        head, actor = self._tokens[mention.head], mention.actor
        while head.dep_ in INSIDE and head.head.i != head.i:
            head = head.head
            others = self._heads.get(head.i, set()) - {actor}
            if others:
                return True
        return False

    def _looks_on(self, token: Token) -> bool:
        """ "signed before diplomats", "according to the ministry": in whose presence a thing is done, by whose account."""
        while token.dep_ in ("conj", "appos") and token.head.i != token.i:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ in _presence():
            return True
        above = [token, *token.ancestors]
        return any(t.lower_ == "according" and t.i < token.i for t in above[:HEARSAY])


@cache
def _scenes() -> frozenset[str]:
    return frozenset(load("events/participants.yaml")["scenes"])


@cache
def _presence() -> frozenset[str]:
    return frozenset(load("events/participants.yaml")["presence"])
