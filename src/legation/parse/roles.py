"""The arguments that hang on a word: prepositional phrases, coordination, relative pronouns replaced by their nouns."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from legation.layers import Argument
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Token

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
RELATIVE_TAGS = {"WDT", "WP", "WP$"}
SUBJECTS = {"nsubj", "csubj"}


def conjuncts(token: Token) -> tuple[Token, ...]:
    """``token`` and what is coordinated with it, in the order of the text; not what it is itself coordinated to."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return tuple(found)


def prepositions(token: Token, via: str = "direct") -> Iterable[Argument]:
    for child in token.children:
        if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.pos_ == "ADP"):
            yield from preposition(child, via)


def preposition(prep: Token, via: str) -> Iterable[Argument]:
    for inner in prep.children:
        whole = inside_preposition(inner)
        if whole is not None:
            last = next((c for c in inner.children if c.i == inner.i + 1), None)
            for item in last.children if last is not None else ():
                if item.dep_ == "pobj":
                    yield from (replace(a, via=via) for a in spread(f"prep:{whole}", item))
        elif inner.dep_ == "pobj":
            for argument in spread(f"prep:{prep.lower_}", inner):
                yield replace(argument, via=via if argument.via == "direct" else argument.via)
        elif inner.dep_ == "pcomp":
            yield Argument(f"prep:{prep.lower_}", inner.i, via)
        elif inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.pos_ == "ADP"):
            yield from preposition(inner, via)


def company(subject: Token) -> Iterable[Argument]:
    """Who does it with the subject: "Kenya, along with Ethiopia, attacked", "Kenya together with Ethiopia attacked"."""
    words: list[str] = load("parse/control.yaml")["company"]
    verb = subject.head
    for child in (*subject.children, *(c for c in verb.children if subject.i < c.i < verb.i)):
        if child.dep_ != "prep":
            continue
        with_ = next((c for c in child.children if c.dep_ == "prep" and c.lower_ == "with"), child)
        before = subject.doc[with_.i - 1].lower_
        if child.lower_ in words or (with_.lower_ == "with" and before in words):
            for inner in with_.children:
                if inner.dep_ == "pobj":
                    yield from (replace(a, via="coordination") for a in spread("subject", inner))
    verbs = conjuncts(verb)
    for clause in (c for v in verbs for c in v.children):  # "called for calm, as did the mayor"
        echoes = clause.dep_ == "advcl" and clause.lemma_ == "do" and clause.i > verb.i
        if echoes and any(c.dep_ == "mark" and c.lower_ == "as" for c in clause.children):
            for child in clause.children:
                if child.dep_ in SUBJECTS and child.i > clause.i:
                    yield from (replace(a, via="coordination") for a in spread("subject", child))


def inside_preposition(noun: Token) -> str | None:
    """The plain preposition for the one of several words in which ``noun`` stands ("in support of" is for), if it does."""
    if noun.i == 0 or noun.i + 1 >= len(noun.doc) or noun.dep_ not in ("pobj", "conj"):
        return None
    before = noun.nbor(-1)
    if before.lower_ == "the" and noun.i > 1:
        before = noun.nbor(-2)
    if before.i != noun.head.i:
        return None
    table: dict[str, str] = load("parse/control.yaml")["complex_prepositions"]
    return table.get(f"{before.lower_} {noun.lower_} {noun.nbor(1).lower_}")


def spread(role: str, token: Token, via: str = "direct") -> Iterable[Argument]:
    """``token`` and its conjuncts in ``role``; a relative pronoun gives way to its antecedent."""
    noun = antecedent(token)
    if noun is not None:
        token, via = noun, "relative"
    for i, item in enumerate(conjuncts(token)):
        if item.pos_ in NOMINAL or item.pos_ in ("ADJ", "DET", "VERB") or i == 0:
            yield Argument(role, item.i, via if i == 0 else ("coordination" if via == "direct" else via))


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.tag_ not in RELATIVE_TAGS and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return None
    clause = token.head
    while clause.dep_ in ("prep", "pobj", "pcomp", "conj", "dobj", "xcomp", "ccomp") and clause.head.i != clause.i:
        if clause.dep_ == "relcl":
            break
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    head: Token = clause.head
    if token.lower_ == "who" and head.ent_type_ in ("GPE", "LOC") and head.dep_ == "pobj":
        above = head.head.head  # "troops from Chad, who fired": who are the troops
        if above.pos_ == "NOUN":
            return above
    return head


def unique(arguments: Iterable[Argument]) -> Iterable[Argument]:
    seen: set[tuple[str, int]] = set()
    for argument in arguments:
        key = (argument.role, argument.token)
        if key not in seen:
            seen.add(key)
            yield argument
