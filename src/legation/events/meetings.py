"""Who was missing: absences that a text asserts, each with the meeting it is an absence from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from legation.events.participants import Participants
from legation.layers import Proposition, Reading
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

MEETING_ROLES = ("prep:from", "prep:to", "prep:at", "prep:in", "prep:of", "prep:during", "prep:on")


@dataclass(frozen=True, slots=True)
class Absence:
    """``actors`` were missing, by the words at token ``cue``; ``meeting`` is the meeting noun's token where one is named.

    Where somebody kept them out (``proposition`` is then the act), ``by`` says who, if the text does.
    """

    cue: int
    actors: tuple[str, ...]
    meeting: int | None
    by: tuple[str, ...] = ()
    proposition: Proposition | None = None


def absences(reading: Reading, participants: Participants) -> list[Absence]:
    """Every absence that the text asserts, in text order."""
    doc = reading.parsed
    found: list[Absence] = []
    for proposition in reading.propositions:
        if proposition.kind == "verb":
            found.extend(_by_verb(doc, proposition, participants))
            found.extend(_by_copula(doc, proposition, participants))
        elif proposition.kind == "noun" and proposition.lemma in _lexicon()["nouns"]:
            named = (*proposition.roles("possessor"), *proposition.roles("prep:of"))
            actors = tuple(dict.fromkeys(a for i in named for a in participants.exactly(i)))
            if actors:
                found.append(Absence(proposition.predicate, actors, _meeting(doc, proposition)))
    found.extend(_without(doc, participants))
    return sorted(found, key=lambda a: a.cue)


def _by_verb(doc: Doc, proposition: Proposition, participants: Participants) -> Iterable[Absence]:
    head, _, particle = proposition.lemma.partition(" ")
    for entry, negated in _verbs().get(head, ()):
        rest = entry["words"].get(head, ())
        if negated != proposition.negated or not all(_has(doc, proposition, word) for word in rest):
            continue
        if particle and particle not in rest:
            continue
        actors: tuple[str, ...] = ()
        for role in entry["absent"]:
            tokens = [i for i in proposition.roles(role) if doc[i].lemma_.lower() not in _lexicon()["meetings"]]
            actors = actors or participants.all_at(tokens)
        meeting = _meeting(doc, proposition, tuple(entry.get("meeting", ())))
        if actors and (meeting is not None or "meeting" not in entry):
            kept_out = entry["absent"][0] == "object"
            by = participants.all_at(proposition.roles("subject", "agent")) if kept_out else ()
            yield Absence(proposition.predicate, actors, meeting, by, proposition if kept_out else None)
            return


def _by_copula(doc: Doc, proposition: Proposition, participants: Participants) -> Iterable[Absence]:
    """ "Russia was not present", "X was absent", "at the meeting there was no Russian military"."""
    if proposition.lemma != "be":
        return
    attributes = [doc[i] for i in proposition.roles("attribute")]
    lexicon = _lexicon()
    existential = any(child.dep_ == "expl" for child in doc[proposition.predicate].children)
    for attribute in attributes:
        lemma = attribute.lemma_.lower()
        if (lemma in lexicon["present"] and proposition.negated) or (
            lemma in lexicon["absent"] and not proposition.negated
        ):
            actors = participants.all_at(proposition.roles("subject"))
            if actors:
                yield Absence(attribute.i, actors, _meeting(doc, proposition))
        elif existential and any(c.dep_ == "det" and c.lower_ == "no" for c in attribute.children):
            actors = participants.at(attribute.i)
            meeting = _meeting(doc, proposition)
            if actors and meeting is not None:
                yield Absence(attribute.i, actors, meeting)


def _without(doc: Doc, participants: Participants) -> Iterable[Absence]:
    """ "talks on Syria without Iran": the preposition must hang on a meeting noun or on a verb of meeting."""
    lexicon = _lexicon()
    for token in doc:
        if token.lower_ not in lexicon["without"] or token.dep_ != "prep":
            continue
        meeting = _meeting_above(token.head)
        if meeting is None:
            continue
        actors = participants.all_at(c.i for c in token.children if c.dep_ == "pobj")
        if actors:
            yield Absence(token.i, actors, meeting)


def _meeting_above(head: Token) -> int | None:
    """The meeting that ``head`` names, or holds as its object ("held talks without")."""
    meetings = _lexicon()["meetings"]
    if head.lemma_.lower() in meetings or head.lemma_.lower() == "meet":
        return int(head.i)
    held = (c for c in head.children if c.dep_ in ("dobj", "nsubjpass") and c.lemma_.lower() in meetings)
    return next((int(c.i) for c in held), None)


def _meeting(doc: Doc, proposition: Proposition, roles: tuple[str, ...] = ()) -> int | None:
    for role in (*roles, *MEETING_ROLES):
        for i in proposition.roles(role):
            if doc[i].lemma_.lower() in _lexicon()["meetings"]:
                return i
    return None


def _has(doc: Doc, proposition: Proposition, word: str) -> bool:
    token: Token = doc[proposition.predicate]
    return any(child.lower_ == word for child in token.children)


@cache
def _lexicon() -> dict[str, Any]:
    raw = load("events/absence.yaml")
    return {**raw, **{key: frozenset(raw[key]) for key in ("present", "absent", "nouns", "without", "meetings")}}


@cache
def _verbs() -> dict[str, list[tuple[dict[str, Any], bool]]]:
    """Head verb → (entry, whether the verb must be negated)."""
    found: dict[str, list[tuple[dict[str, Any], bool]]] = {}
    for key, negated in (("excluding", False), ("including", True)):
        for entry in _lexicon()[key]:
            words = {verb.split()[0]: tuple(verb.split()[1:]) for verb in entry["verb"]}
            for head in words:
                found.setdefault(head, []).append(({**entry, "words": words}, negated))
    return found
