"""Ties told by the side that an act takes: "air strikes in support of the government", "on behalf of the rebels"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from legation.events.participants import Participants
from legation.layers import Proposition, Reading
from legation.parse.roles import conjuncts, inside_preposition
from legation.record import Sign
from legation.tokens import Doc, Token

ACTING = ("subject", "agent", "possessor")
CLIMBED = 4  # steps up from the preposition to whoever acts
TIES: dict[str, tuple[Sign, str]] = {"for": ("+", "support"), "against": ("-", "rivalry"), "help": ("+", "support")}


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie between two actors, told by the predicate at a token, with the first and last token of its evidence."""

    predicate: int
    source: str
    target: str
    sign: Sign
    kind: str
    first: int
    last: int


def in_support(reading: Reading, participants: Participants) -> Iterator[Tie]:
    """Whoever acts in support of somebody, or in defiance of him, is tied to him."""
    doc: Doc = reading.parsed
    propositions = {p.predicate: p for p in reading.propositions}
    for token in doc.tokens:
        side = inside_preposition(token) if token.pos_ == "NOUN" and token.dep_ in ("pobj", "conj") else None
        if side is None:
            continue
        whose = [
            i
            for c in token.children
            if c.i == token.i + 1
            for p in c.children
            if p.dep_ == "pobj"
            for i in conjuncts(p)
        ]
        targets = tuple(dict.fromkeys(a for item in whose for a in participants.at(item.i)))
        sources, first = _acting(token, propositions, participants)
        sign, kind = TIES[side]
        for source in sources:
            for target in (t for t in targets if t != source):
                if side == "help":  # who helps supports whoever acts
                    yield Tie(token.i, target, source, sign, kind, min(first, token.i), max(i.i for i in whose))
                else:
                    yield Tie(token.i, source, target, sign, kind, min(first, token.i), max(i.i for i in whose))


def _acting(
    token: Token, propositions: dict[int, Proposition], participants: Participants
) -> tuple[tuple[str, ...], int]:
    """Who acts in the nearest act above the preposition, and the token that names him."""
    above = token.head
    for _ in range(CLIMBED):
        if above.head.i == above.i and above.i not in propositions:
            break
        told = propositions.get(above.i)
        for role in ACTING if told is not None else ():
            tokens = told.roles(role) if told is not None else ()
            found = participants.all_at(tokens)
            if found:
                return found, tokens[0]
        if above.head.i == above.i:
            break
        above = above.head
    return (), token.i
