"""Small questions of grammar that decide what a phrase takes for granted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.attribution.factuality_state import Reader

if TYPE_CHECKING:
    from legation.tokens import Token

FINITE = ("VBD", "VBZ", "VBP", "MD")


def asks(clause: Token) -> bool:
    """Whether ``clause`` opens with a question word: who, why, how, where."""
    return any(c.tag_ in ("WP", "WRB", "WP$") and c.dep_ != "mark" for c in clause.lefts)


def among(reader: Reader, noun: Token) -> bool:
    """``one of the few banks``, ``the first banks``: of those that did it, not of those that are to do it."""
    if any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.rights) and noun.lower_ in reader.words.few:
        return True
    first = reader.words.adjectives.single["first"]["to"]
    return any(reader.words.adjectives.single.get(c.lower_, {}).get("to") is first for c in noun.lefts)


def given(reader: Reader, noun: Token) -> bool:
    """Whether ``noun``, or the noun whose ``of`` leads to it, is taken for granted."""
    return reader.definite(noun) or reader.definite(noun.head.head)


def told_of(noun: Token) -> bool:
    """``has not seen a suit filed in May``: a participle or a relative clause tells of the thing."""
    return any(c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBN") for c in noun.rights)


def finite(verb: Token) -> bool:
    """Whether ``verb`` or the first of its auxiliaries bears a tense."""
    return verb.tag_ in FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in verb.lefts)
