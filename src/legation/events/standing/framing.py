"""Frames of ``resources/standing`` against a text, with the arguments that a standing tie may take.

An event's noun takes its participants from a light verb only. What stands is said more widely: with the copula ("X is an
ally of Y"), by apposition ("X, an ally of Y"), before a name ("its ally X"), by having and keeping ("X keeps its grip on Y").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from legation.codebook.frames import index_of
from legation.events.matching import Match, Matcher
from legation.layers import Argument, Proposition, Reading
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Token

# Dependents that are the noun's own name for what its head names ("its ally Iran", "Iran, an ally").
NAMING = ("compound", "nmod", "appos", "amod")
# Roles that the first of coordinated nouns holds for the others ("a leader and mediator such as X").
SHARED = ("apposition", "prep:as", "prep:such", "prep:like", "possessor")


def framed(reading: Reading, file: str) -> Iterator[tuple[Proposition, list[Match]]]:
    """The propositions of ``reading`` whose lemma a frame of ``file`` names, each with its matches."""
    matcher = Matcher(reading.parsed, reading.propositions, (file,))
    known = _lemmas(file)
    for proposition in (*reading.propositions, *_naming(reading, matcher, known)):
        first = proposition.lemma.split(" ", 1)[0]
        if (proposition.kind, first) not in known:
            continue
        matches = matcher.matches(proposition)
        if not matches:
            continue
        if proposition.kind == "noun":
            matches = [replace(m, arguments=_arguments(reading, matcher, m)) for m in matches]
        yield proposition, matches


def _naming(reading: Reading, matcher: Matcher, known: frozenset[tuple[str, str]]) -> Iterator[Proposition]:
    """Nouns before a name ("the arch enemies presidents X and Y"), which stand in no proposition of their own."""
    for token in reading.parsed:
        if token.pos_ == "NOUN" and token.dep_ in NAMING and token.i not in matcher.propositions:
            lemma = token.lemma_.lower()
            if ("noun", lemma) in known:
                yield Proposition(predicate=token.i, lemma=lemma, kind="noun", arguments=())


def _arguments(reading: Reading, matcher: Matcher, match: Match) -> tuple[Argument, ...]:
    """The arguments of a noun: its own, those of a verb that lets it stand, who bears it, and itself."""
    proposition = match.proposition
    token = reading.parsed[proposition.predicate]
    found = list(match.arguments)
    names = "self" in match.frame.source["noun"] or "self" in match.frame.target["noun"]
    above = matcher.propositions.get(proposition.parent) if proposition.parent is not None else None
    if above is not None:
        if names and proposition.relation == "object":
            found = [a for a in found if a.via != "light"]
        elif _carried(proposition, above):
            found.extend(a for a in proposition.arguments if a.via == "light" and a not in found)
        if proposition.relation == "prep:during":
            found.extend(a for a in above.arguments if a.role == "subject")
        if proposition.relation == "subject" and above.lemma in ("be", "remain", "become"):
            found.extend(a for a in above.arguments if a.role in ("clause", "attribute", "prep:for"))
    bearer = _bearer(token)
    if bearer is not None:
        found.append(Argument("bearer", bearer.i))
        borne = matcher.propositions.get(bearer.i)
        if borne is not None and token.dep_ != "appos":
            found.extend(a for a in borne.arguments if a.role in ("possessor", "apposition") and a not in found)
    if token.dep_ == "conj" and token.head.i in matcher.propositions:
        shared = matcher.propositions[token.head.i].arguments
        found.extend(a for a in shared if a.role in SHARED and a.token != token.i and a not in found)
    found.append(Argument("self", token.i))
    return tuple(found)


def _carried(proposition: Proposition, above: Proposition) -> bool:
    """Whether the verb over a noun says that the noun is there, or is true of the verb's subject."""
    carriers: dict[str, list[str]] = load("standing/carriers.yaml")["roles"]
    verbs = carriers.get(proposition.relation or "", ())
    return above.kind == "verb" and above.lemma.split(" ", 1)[0] in verbs


def _bearer(token: Token) -> Token | None:
    """The noun that a noun stands before or beside: "arch enemies presidents", "X, the patron of Y"."""
    if token.dep_ not in NAMING or token.head.pos_ not in ("NOUN", "PROPN"):
        return None
    above = token.head
    while above.dep_ == "compound" and above.head.i != above.i:
        above = above.head
    return above


@cache
def _lemmas(file: str) -> frozenset[tuple[str, str]]:
    return frozenset(index_of((file,)))


def hedged(token: Token) -> bool:
    """Whether a predicate is held back by a word like ``partly`` or ``to some extent``."""
    data: dict[str, Any] = load("standing/carriers.yaml")
    hedges = data["hedges"]
    return any(c.lower_ in hedges or (c.dep_ == "prep" and _of_extent(c, data["extents"])) for c in token.children)


def _of_extent(preposition: Token, extents: list[str]) -> bool:
    return any(c.lemma_.lower() in extents for c in preposition.children if c.dep_ == "pobj")
