"""What speaks for the type of an event at a predicate: its frames, its words, what stands round it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from legation.codebook.frames import index
from legation.events.candidate import Candidate
from legation.events.matching import Match
from legation.layers import Proposition

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

NOTHING = "NONE"
TOLD = ("dobj", "prep", "xcomp", "ccomp", "acomp", "attr", "advmod", "prt", "agent", "advcl")
SPOKEN = ('"', "“", "”", "''", "``")


class TypeFeatures:
    """Features of the predicates of one parsed text.

    ``candidates`` are what the frames found, by trigger; ``people`` the tokens at which actors stand, with their kind.
    """

    def __init__(
        self,
        doc: Doc,
        propositions: Mapping[int, Proposition],
        candidates: Mapping[int, Candidate],
        matches: Mapping[int, Sequence[Match]],
        people: Mapping[int, str],
    ) -> None:
        self._tokens = doc.tokens
        self._propositions = propositions
        self._candidates = candidates
        self._matches = matches
        self._people = people

    def of(self, proposition: Proposition) -> list[str]:
        """The features of one predicate."""
        token = self._tokens[proposition.predicate]
        return [
            *self._frames(proposition),
            *self._grammar(proposition, token),
            *self._words(proposition, token),
            *self._roles(proposition),
            *self._above(proposition, token),
        ]

    def _frames(self, proposition: Proposition) -> Iterable[str]:
        candidate = self._candidates.get(proposition.predicate)
        matches = self._matches.get(proposition.predicate, ())
        for name in sorted({m.frame.type for m in matches}):
            yield f"match={name}"
        for name in listed(proposition):
            yield f"listed={name}"
        if candidate is None:
            yield "candidate=none" if matches else "frame=none"
            return
        filled = f"{bool(candidate.source):d}{bool(candidate.target):d}{len(candidate.source) > 1:d}"
        yield f"type={candidate.type}"
        yield f"type={candidate.type}-{candidate.mode}"
        yield f"rule={candidate.rule}"
        yield f"filled={filled}"
        yield f"type={candidate.type} filled={filled}"
        yield f"type={candidate.type} kind={proposition.kind} relation={proposition.relation}"
        yield f"type={candidate.type} negated={proposition.negated:d}"
        yield f"type={candidate.type} modal={proposition.modal} tense={proposition.tense}"
        yield f"weight={round(candidate.weight * 4)}"
        if matches and matches[0].frame.type != candidate.type:
            yield f"shifted={matches[0].frame.type}>{candidate.type}"

    def _grammar(self, proposition: Proposition, token: Token) -> Iterable[str]:
        yield f"kind={proposition.kind}"
        yield f"dep={proposition.kind}:{token.dep_}"
        yield f"tag={token.tag_}"
        yield f"tense={proposition.tense} modal={proposition.modal}"
        if proposition.negated:
            yield "negated"
        if proposition.passive:
            yield "passive"
        if proposition.question:
            yield "question"
        for child in token.children:
            if child.dep_ in ("det", "aux", "mark", "neg", "expl"):
                yield f"{proposition.kind} {child.dep_}={child.lower_}"
        if token.ent_type_:
            yield f"entity={token.ent_type_}"

    def _words(self, proposition: Proposition, token: Token) -> Iterable[str]:
        lemma = proposition.lemma
        yield f"lemma={lemma}/{proposition.kind}"
        if proposition.negated:
            yield f"lemma=not {lemma}"
        for child in token.children:
            if child.dep_ not in TOLD:
                continue
            word = child.lemma_.lower()
            if child.dep_ == "prep":
                yield f"lemma={lemma} {word}"
                yield f"prep={word}"
                for inner in child.children:
                    if inner.dep_ in ("pobj", "pcomp"):
                        yield f"{word}={self._word(inner)}"
                        yield f"lemma={lemma} {word}={self._word(inner)}"
            else:
                yield f"{child.dep_}={self._word(child)}"
                yield f"lemma={lemma} {child.dep_}={self._word(child)}"
                if child.dep_ == "xcomp":
                    yield from (f"xcomp dobj={self._word(c)}" for c in child.children if c.dep_ == "dobj")
        for child in token.children:
            if child.dep_ in ("amod", "compound"):
                yield f"{proposition.kind} {child.dep_}={self._word(child)}"
        for n, near in ((-1, "before"), (1, "after")):
            if 0 <= token.i + n < len(self._tokens):
                yield f"{near}={self._tokens[token.i + n].lower_}"

    def _word(self, token: Token) -> str:
        """The lemma of a word; of an actor only what kind of actor it is."""
        kind = self._people.get(token.i)
        return f"<{kind}>" if kind else str(token.lemma_.lower())

    def _roles(self, proposition: Proposition) -> Iterable[str]:
        for argument in proposition.arguments:
            kind = self._people.get(argument.token)
            if kind:
                yield f"{proposition.kind} {argument.role}:{kind}"
            elif argument.role == "subject":
                yield f"subject={self._tokens[argument.token].lemma_.lower()}"

    def _above(self, proposition: Proposition, token: Token) -> Iterable[str]:
        relation = proposition.relation or token.dep_
        head = self._tokens[proposition.parent] if proposition.parent is not None else token.head
        if head.i == token.i:
            yield "root"
            return
        yield f"above={head.lemma_.lower()} {relation}"
        yield f"relation={relation}"
        other = self._candidates.get(head.i)
        if other is not None:
            yield f"above:{other.type} {relation}"
            own = self._candidates.get(token.i)
            if own is not None:
                yield f"above:{other.type}>{own.type}"


@cache
def _listed() -> dict[tuple[str, str], tuple[str, ...]]:
    return {key: tuple(sorted({frame.type for frame, _ in pairs})) for key, pairs in index().items()}


def listed(proposition: Proposition) -> tuple[str, ...]:
    """The types that frames list the predicate's word under, whatever their conditions."""
    return _listed().get((proposition.kind, proposition.lemma.split(" ", 1)[0]), ())
