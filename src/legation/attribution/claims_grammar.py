"""What attribution needs of the dependency tree: subjects, carried-over subjects, edges of complements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.attribution.claims_cues import Cue

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "csubjpass"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
# Children that set a verb in time, place or manner and hold no content.
SETTING = frozenset({"aux", "auxpass", "neg", "advmod", "npadvmod", "punct", "prt", "dative", "intj", "meta", "dep"})
_TRIM_RIGHT = " \t\r\n\u00a0.,;:—–-―("
_TRIM_LEFT = " \t\r\n\u00a0.,;:—–-―)"


@dataclass(frozen=True, slots=True)
class Raw:
    """An attribution before its holder is known. Spans are characters, ``cue_token``/``source_token`` tokens.

    ``head`` is the token of the content that carries its certainty. ``nested`` marks one that stands in another.
    """

    content: tuple[int, int]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    kind: str
    entry: Cue | None = None
    cue_token: int | None = None
    source_token: int | None = None
    head: int | None = None
    negated: bool = False
    certainty: str | None = None
    clausal: bool = True


def subject_of(verb: Token) -> Token | None:
    """The active subject of ``verb``: its own, else the one it shares by coordination, control or participle."""
    seen = 0
    while seen < 6:
        for child in verb.children:
            if child.dep_ in SUBJECT:
                return child
        if any(child.dep_ in PASSIVE_SUBJECT for child in verb.children):
            return None
        upper = _carrier(verb)
        if upper is None:
            return None
        if upper.pos_ not in ("VERB", "AUX"):
            return upper
        verb = upper
        seen += 1
    return None


def _carrier(verb: Token) -> Token | None:
    """The verb (or noun, for participles after a noun) whose subject an own-subject-less verb carries over."""
    head = verb.head
    if head.i == verb.i:
        return None
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep", "parataxis") and head.pos_ in ("VERB", "AUX"):
        passive = [child for child in head.children if child.dep_ in PASSIVE_SUBJECT]
        return passive[0] if passive else head
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return head
    if verb.dep_ == "relcl" and head.pos_ in NOMINAL:
        return None
    if verb.dep_ == "pcomp" and head.head.pos_ in ("VERB", "AUX"):
        return head.head
    if verb.dep_ in ("xcomp", "acomp") and head.pos_ == "ADJ":
        return head.head if head.head.pos_ in ("VERB", "AUX") else None
    return None


def agent_of(verb: Token) -> Token | None:
    """The by-phrase of a passive."""
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    return inner
    return None


def is_passive(verb: Token) -> bool:
    """A past participle with a passive auxiliary, or one that modifies a noun by itself."""
    if verb.tag_ != "VBN":
        return False
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.head.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children):
        return is_passive(verb.head)
    return verb.dep_ == "acl"


def is_finite(verb: Token) -> bool:
    """Whether ``verb`` is tensed, by itself or by an auxiliary."""
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(child.dep_ == "aux" and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in verb.children)


def left(token: Token) -> int:
    """Index of the first token of the subtree of ``token``."""
    return int(token.left_edge.i)


def right(token: Token) -> int:
    """Index of the last token of the subtree of ``token``."""
    return int(token.right_edge.i)


def phrase(token: Token) -> tuple[int, int]:
    """Token range (end exclusive) of a noun phrase without its relative clause."""
    end = right(token)
    for child in token.children:
        if child.dep_ in ("relcl", "parataxis") and child.i > token.i:
            end = min(end, left(child) - 1)
    return left(token), max(end, token.i) + 1


def chars(doc: Doc, first: int, end: int) -> tuple[int, int]:
    """Characters of the tokens ``first`` to ``end`` (exclusive), without punctuation and space at their edges."""
    base, words = doc[first].idx, doc[first:end].text
    start, stop = trim(words, 0, len(words))
    return base + start, base + stop


def trim(text: str, start: int, stop: int) -> tuple[int, int]:
    """The span without white space, commas and final stops at its edges; quotation marks stay."""
    while start < stop and text[start] in _TRIM_LEFT:
        start += 1
    while stop > start and text[stop - 1] in _TRIM_RIGHT:
        stop -= 1
    return start, stop


def after(verb: Token) -> Iterator[Token]:
    """Children of ``verb`` to its right, in order."""
    return (child for child in verb.children if child.i > verb.i)


def sentence_range(token: Token) -> tuple[int, int]:
    """Token range of the sentence of ``token``, without space tokens at its edges."""
    sent = token.sent
    start, end = sent.start, sent.end
    while end - 1 > start and sent.doc[end - 1].is_space:
        end -= 1
    return start, end
