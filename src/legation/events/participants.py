"""From the tokens that fill a role to the actors that stand there."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cached_property
from typing import TYPE_CHECKING

from legation.actors.fold import slug
from legation.layers import Mention, Reading, Toponym
from legation.parse.roles import conjuncts
from legation.record import Actor, ActorMention
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

# Dependents in which the actor of a phrase may stand when its head names none ("Iran's proposal", "troops of the regime").
INNER = ("poss", "amod", "compound", "nmod", "appos")
INNER_PREPOSITIONS = ("of", "from", "by", "between", "among", "including")
WHERE = ("in", "at", "on", "inside", "near", "for", "to", "against", "across", "of", "from", "into", "over")
MEMBERS = ("including", "comprising")
MAX_DEPTH = 3
INHABITANTS = "POP"  # in the id of those who live at a place, where a group has its sector


class Participants:
    """Finds the actors at a token of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._hosts: dict[str, dict[tuple[int, int], None]] = {}
        self._peoples: dict[str, Actor] = {}
        self._found: dict[tuple[int, int], tuple[str, ...]] = {}

    @cached_property
    def _places(self) -> dict[int, Toponym]:
        """Token index of the head of each toponym → the toponym."""
        doc = self._reading.parsed
        found = {}
        for place in self._reading.places:
            span = doc.char_span(place.start, place.end, alignment_mode="expand")
            if span is not None and len(span):
                found[span.root.i] = place
        return found

    @property
    def hosts(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """States that take part only as the owners of a place (:meth:`host_at`), with the spans of those places."""
        return {state: tuple(spans) for state, spans in sorted(self._hosts.items())}

    def owns(self, state: str, place: tuple[int, int]) -> None:
        """Note that ``state`` takes part as the owner of the place at the characters ``place``."""
        self._hosts.setdefault(state, {})[place] = None

    @property
    def peoples(self) -> dict[str, Actor]:
        """Those who live at a place and take part only as such (:meth:`people_at`), by id."""
        return dict(sorted(self._peoples.items()))

    def people_at(self, index: int) -> tuple[str, ...]:
        """Those who live at the place named at token ``index``: whom a state's own forces shell in one of its towns."""
        place = self._place_at(index)
        if place is None or place.country is None:
            return ()
        made = f"{place.country}/{INHABITANTS}/{slug(place.name)}"
        mention = ActorMention(start=place.start, end=place.end, text=place.text, form="metonym")
        before = self._peoples.get(made)
        mentions = (*before.mentions, mention) if before is not None else (mention,)
        self._peoples[made] = Actor(
            id=made,
            name=place.name,
            kind="population",
            country=place.country,
            mentions=tuple(sorted(set(mentions), key=lambda m: m.start)),
        )
        return (made,)

    def host_at(self, index: int) -> tuple[str, ...]:
        """The state that owns the place named at token ``index``: whom a visit to a city goes to, whose town is taken."""
        place = self._place_at(index)
        if place is None or place.country is None:
            return ()
        self._hosts.setdefault(place.country, {})[(place.start, place.end)] = None
        return (place.country,)

    def _place_at(self, index: int) -> Toponym | None:
        """The place named at token ``index``, or the one in its phrase ("the Ghouta region", "the outskirts of Aleppo")."""
        before = (c.i for c in self._reading.parsed[index].children if c.dep_ in ("compound", "nmod", "amod"))
        place = next((self._places[i] for i in (index, *before) if i in self._places), None)
        if place is not None:
            return place
        inner = [
            t.i
            for c in self._reading.parsed[index].children
            if c.dep_ == "prep" and c.lower_ == "of"
            for t in _with_conjuncts(c)
        ]
        return next((self._places[i] for i in inner if i in self._places), None)

    @cached_property
    def _known(self) -> dict[str, Actor]:
        return {a.id: a for a in self._reading.actors}

    @cached_property
    def _by_head(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in self._reading.mentions:
            found.setdefault(mention.head, []).append(mention)
        return found

    @cached_property
    def _covering(self) -> dict[int, list[Mention]]:
        """Token index → mentions whose span covers the token, shortest first."""
        found: dict[int, list[Mention]] = {}
        doc = self._reading.parsed
        for mention in self._reading.mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in span or ():
                found.setdefault(token.i, []).append(mention)
        for mentions in found.values():
            mentions.sort(key=lambda m: (m.end - m.start, m.start, m.actor))
        return found

    def at(self, index: int, *, depth: int = 0) -> tuple[str, ...]:
        """Actor ids at the phrase headed by token ``index``: its own, else those inside the phrase, in text order."""
        found = self._found.get((index, depth))
        if found is None:
            found = self._found[index, depth] = self._at(index, depth)
        return found

    def _at(self, index: int, depth: int) -> tuple[str, ...]:
        doc: Doc = self._reading.parsed
        own = self._nations(doc[index]) or self.exactly(index)
        if own:
            return tuple(dict.fromkeys((*own, *self._members(doc[index], depth))))
        if depth >= MAX_DEPTH or doc[index].lemma_.lower() in load("events/participants.yaml")["people"]:
            return ()
        for children in self._inner(doc[index]):
            found = [actor for child in children for actor in self.at(child.i, depth=depth + 1)]
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def exactly(self, index: int) -> tuple[str, ...]:
        """Actor ids of the mentions headed by, or else covering, token ``index``."""
        headed = self._by_head.get(index)
        if headed:
            return tuple(dict.fromkeys(self.stands_for(m) for m in headed))
        covering = self._covering.get(index)
        if covering:
            shortest = covering[0].end - covering[0].start
            return tuple(dict.fromkeys(m.actor for m in covering if m.end - m.start == shortest))
        return ()

    def stands_for(self, mention: Mention) -> str:
        """Whom a state stands for in a list that a collective spans: "the ministers of Kenya and Chad" are two sides, not four."""
        for (start, end), people in self._shared.items():
            if start <= mention.start and mention.end <= end and mention.actor in people:
                return people[mention.actor]
        return mention.actor

    @cached_property
    def _shared(self) -> dict[tuple[int, int], dict[str, str]]:
        """Spans that mean several states' people → state → its people."""
        found: dict[tuple[int, int], dict[str, str]] = {}
        for mention in self._reading.mentions:
            country = self._known[mention.actor].country if mention.actor in self._known else None
            if country is not None and country != mention.actor:
                found.setdefault((mention.start, mention.end), {})[country] = mention.actor
        return {span: people for span, people in found.items() if len(people) > 1}

    def _members(self, token: Token, depth: int) -> Iterable[str]:
        """Those named as part of a group: "a delegation including X and Y"."""
        if depth >= MAX_DEPTH:
            return
        collective = token.lemma_.lower() in load("events/participants.yaml")["collectives"]
        for child in token.children:
            if child.dep_ == "prep" and (child.lower_ in MEMBERS or (collective and child.lower_ == "of")):
                for inner in _with_conjuncts(child):
                    yield from self.at(inner.i, depth=depth + 1)

    def _nations(self, token: Token) -> tuple[str, ...]:
        """The states behind a group that has no country of its own: "Iranian and Russian allies" are Iran and Russia."""
        own = [self._known[a] for a in self.exactly(token.i) if a in self._known]
        if not own or any(a.country is not None or a.kind != "group" for a in own):
            return ()
        found = []
        for child in token.children:
            for item in conjuncts(child) if child.dep_ == "amod" else ():
                state = _demonyms().get(item.lower_)
                if state is not None:
                    self._hosts.setdefault(state, {})[(item.idx, item.idx + len(item))] = None
                    found.append(state)
        return tuple(dict.fromkeys(found)) if len(found) > 1 else ()

    def all_at(self, indices: Iterable[int]) -> tuple[str, ...]:
        """Actor ids at all of ``indices``, each once, in order."""
        return tuple(dict.fromkeys(actor for i in indices for actor in self.at(i)))

    def within(self, indices: Iterable[int]) -> tuple[str, ...]:
        """Actors named as the place or owner of the things at ``indices``: "targets in Yemen", "intensive care at the clinic"."""
        doc = self._reading.parsed
        for index in indices:
            token: Token | None = doc[index]
            for _ in range(MAX_DEPTH):
                beneath = [
                    inner
                    for child in (token.children if token is not None else ())
                    if child.dep_ == "prep" and child.lower_ in WHERE
                    for inner in _with_conjuncts(child)
                ]
                found = tuple(dict.fromkeys(a for t in beneath for a in (self.at(t.i) or self.host_at(t.i))))
                if found:
                    return found
                token = beneath[0] if beneath else None
        return ()

    def _inner(self, token: Token) -> Iterable[list[Token]]:
        """Groups of dependents to look into, the most telling first."""
        children = list(token.children)
        yield [item for c in children if c.dep_ == "poss" for item in conjuncts(c)]
        yield [
            inner
            for c in children
            if c.dep_ in ("prep", "agent") and c.lower_ in INNER_PREPOSITIONS
            for inner in _with_conjuncts(c)
        ]
        if token.lemma_.lower() not in load("events/participants.yaml")["scenes"]:
            yield [item for c in children if c.dep_ in INNER and c.dep_ != "poss" for item in conjuncts(c)]


def _with_conjuncts(preposition: Token) -> list[Token]:
    return [item for c in preposition.children if c.dep_ == "pobj" for item in conjuncts(c)]


@cache
def _demonyms() -> dict[str, str]:
    """State adjectives, lower case → state id."""
    states = (s for s in load("actors/states.yaml") if not s.get("former"))
    return {
        adjective.lower(): s["id"]
        for s in states
        for adjective in s.get("adjectives", ())
        if not adjective.endswith("-")
    }
