"""Attributions by cue nouns and adjectives: "the claim that …", "his vow to …", "is confident that …", "critical of"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.attribution.claims_cues import Cue, Cues
from legation.attribution.claims_frames import build, is_infinitive, match
from legation.attribution.claims_grammar import (
    PASSIVE_SUBJECT,
    Raw,
    after,
    agent_of,
    is_passive,
    left,
    right,
    subject_of,
)

if TYPE_CHECKING:
    from legation.tokens import Doc, Token


def noun_frames(doc: Doc, lexicon: Cues) -> Iterator[Raw]:
    """Attributions of cue nouns: "the claim that …", "his vow to …", "accusations of …", "the question is whether …"."""
    for token in doc:
        if token.pos_ != "NOUN":
            continue
        entry = match(token, lexicon.nouns.get(token.lemma_.lower(), ()))
        if entry is None:
            continue
        cue, last = entry
        if cue.needs and not any(child.lower_ in cue.needs for child in token.children):
            continue
        content = _noun_content(token, cue)
        if content is None:
            continue
        source = noun_source(token)
        if content[3] and source is None and not cue.needs and not _existential(token):
            continue
        raw = build(token, cue, (token.i, last), content[:3], source)
        if raw is not None:
            yield raw


def _noun_content(noun: Token, cue: Cue) -> tuple[int, int, int, bool] | None:
    """First, end, head of the content, and whether it counts only with a source (a preposition's object)."""
    for child in after(noun):
        if child.dep_ in ("acl", "ccomp", "relcl", "advcl") and child.left_edge.lower_ in ("that", "whether"):
            subject = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.lower_ != "that" for c in child.children)
            if cue.takes("clause") and subject and not _relative(child):
                return left(child), right(child) + 1, child.i, False
        if child.dep_ in ("acl", "xcomp", "relcl", "advcl") and is_infinitive(child):
            mark = child.left_edge if child.left_edge.dep_ == "mark" else None
            if mark is not None and mark.lower_ in cue.prepositions:
                return mark.i + 1, right(child) + 1, child.i, False
            if cue.takes("to") and child.dep_ != "advcl":
                return left(child), right(child) + 1, child.i, False
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                return left(inner[0]), right(child) + 1, inner[0].i, inner[0].dep_ == "pobj"
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.pos_ == "VERB":
        for child in after(verb):
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if child.dep_ == "prep" and child.lower_ in cue.prepositions and inner and child.i == verb.i + 1:
                return left(inner[0]), right(child) + 1, inner[0].i, cue.label != "claim"
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        for child in after(verb):
            if child.dep_ in ("ccomp", "xcomp") and (cue.takes("clause") or cue.takes("to")):
                return left(child), right(child) + 1, child.i, True
    return None


def _existential(noun: Token) -> bool:
    """Whether the noun is what "there is": nobody in particular holds it."""
    return noun.dep_ in ("attr", "nsubj", "dobj") and any(child.dep_ == "expl" for child in noun.head.children)


def _relative(clause: Token) -> bool:
    """Whether the opening *that* is an argument of the clause, as in a relative clause."""
    edge = clause.left_edge
    return edge.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "attr")


def noun_source(noun: Token) -> Token | None:
    """Who holds what a cue noun names: its possessor, its by- or from-phrase, the subject of the verb it is object of."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("by", "from", "among"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    verb = noun.head
    if noun.dep_ == "conj":
        verb = verb.head
    if noun.dep_ == "dobj" and verb.pos_ == "VERB":
        return agent_of(verb) if is_passive(verb) else subject_of(verb)
    for child in noun.children:
        if child.dep_ in ("compound", "amod", "nmod") and child.pos_ == "PROPN":
            return child
    return None


def adjective_frames(doc: Doc, lexicon: Cues) -> Iterator[Raw]:
    """Attributions of predicative adjectives: "is confident that …", "critical of …"."""
    for token in doc:
        if token.dep_ not in ("acomp", "attr", "conj", "oprd", "ROOT", "ccomp") or token.pos_ not in ("ADJ", "VERB"):
            continue
        entry = match(token, lexicon.adjectives.get(token.lemma_.lower(), ()))
        if entry is None:
            continue
        cue, last = entry
        content = _adjective_content(token, cue)
        verb = token.head if token.dep_ in ("acomp", "attr", "oprd", "conj") else token
        source = subject_of(verb)
        if source is None:
            source = next((child for child in verb.children if child.dep_ in PASSIVE_SUBJECT), None)
        if content is None or source is None or source.lower_ in ("it", "there", "this", "that"):
            continue
        raw = build(token, cue, (token.i, last), content, source)
        if raw is not None:
            yield raw


def _adjective_content(adjective: Token, cue: Cue) -> tuple[int, int, int] | None:
    for child in after(adjective):
        if child.dep_ in ("ccomp", "xcomp", "advcl"):
            if is_infinitive(child):
                if cue.takes("to"):
                    return left(child), right(child) + 1, child.i
            elif cue.takes("clause"):
                return left(child), right(child) + 1, child.i
        if child.dep_ in ("prep", "agent") and child.lower_ in cue.prepositions:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                return left(inner[0]), right(child) + 1, inner[0].i
    return None
