"""The state that runs down the tree while factuality is composed, and the small grammar questions asked on the way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, NamedTuple

from legation.attribution.factuality_lexicon import Frames, Lexicon, Outcome, Signature, lexicon

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

VERBAL = ("VERB", "AUX")
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")


class State(NamedTuple):
    """``sign`` 1 or -1, ``degree`` 3 certain … 0 open, ``score`` in [-3, 3]; ``reported``: inside another's speech."""

    sign: int
    degree: int
    score: float
    reported: bool
    reasons: tuple[str, ...]

    @property
    def certain(self) -> bool:
        """Asserted as having happened."""
        return self.sign > 0 and self.degree == 3


START = State(1, 3, 3.0, False, ())
_SHAKY = 3.0


def govern(state: State, signature: Signature, word: str, *, present: bool = False) -> State:
    """State of what a word with ``signature`` governs, where the word itself is in ``state``."""
    reasons = (*state.reasons, f"{signature.name}: {word}")
    reported = state.reported or signature.reported
    if signature.fact:
        return State(1, 3, signature.plus.score, reported, reasons)
    held = state.sign > 0
    found: Outcome = signature.plus if held else signature.minus
    if held and present and signature.present is not None:
        found = signature.present
    return State(found.sign, min(state.degree, found.degree), weaker(found.score, state.score), reported, reasons)


def weaker(score: float, bound: float) -> float:
    """``score`` with its polarity, no surer than ``bound``: a chain is as certain as its weakest link."""
    limit = abs(bound)
    return max(-limit, min(limit, score))


def modify(state: State, found: Outcome, reason: str) -> State:
    """``state`` after an operator of the word's own: polarities multiply, the weaker certainty wins."""
    return State(
        state.sign * found.sign,
        min(state.degree, found.degree),
        weaker(state.score * found.score, min(abs(state.score), abs(found.score))),
        state.reported,
        (*state.reasons, reason),
    )


def presuppose(state: State, reason: str) -> State:
    """What is told on the side, or taken for granted, whatever becomes of the main assertion."""
    if state.certain:
        return state
    score = _SHAKY if state.degree < 3 or state.sign < 0 else 3.0
    return State(1, 3, score, state.reported, (*state.reasons, f"presupposed: {reason}"))


def affirm(state: State) -> State:
    """``state`` without its negation: what stands beside a denied event is not itself denied."""
    return state if state.sign > 0 else State(1, state.degree, abs(state.score), state.reported, state.reasons)


class Reader(ABC):
    """Grammar of one document, and the interface through which the rules ask for states higher up."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words: Lexicon = lexicon()
        self.thwarted: set[int] = set()

    @abstractmethod
    def own(self, token: Token) -> State:
        """State of ``token`` with its own operators."""

    @abstractmethod
    def context(self, token: Token) -> State:
        """State that ``token`` inherits."""

    def frames(self, governor: Token, governed: Token) -> tuple[Frames, str] | None:
        """The frames of ``governor`` in the lexicon with the words that matched, or None. Two-word entries win."""
        pos = governor.pos_
        if pos in VERBAL:
            table = self.words.verbs
        elif pos in ("NOUN", "PROPN"):
            table = self.words.nouns
        else:
            table = self.words.adjectives
        lemma = governor.lemma_.lower()
        lemma = self.words.lemmas.get(lemma, lemma)
        seconds = table.double.get(lemma)
        if seconds:
            for child in [*governor.children, *governed.lefts]:
                for word in (child.lower_, child.lemma_):
                    if word in seconds and child.i != governed.i:
                        return seconds[word], f"{lemma} {word}"
        lower = governor.lower_
        found = table.single.get(f"={lower}/{governor.tag_}") or table.single.get(lower) or table.single.get(lemma)
        return (found, lower) if found else None

    def signature(self, governor: Token, governed: Token, frame: str) -> tuple[Signature, str] | None:
        """The signature of ``governor`` for ``frame`` and the words it was found under, or None."""
        found = self.frames(governor, governed)
        if found and frame in found[0]:
            return found[0][frame], found[1]
        if governor.pos_ in VERBAL:
            single = self.words.verbs.single.get(governor.lemma_.lower())
            if single and frame in single:
                return single[frame], governor.lower_
        elif governor.tag_ in ("VBN", "VBG"):
            # a participle tagged as an adjective
            single = self.words.verbs.single.get(governor.lemma_.lower())
            if single and frame in single:
                return single[frame], governor.lower_
        return None

    def content(self, noun: Token) -> bool:
        """Whether ``noun`` is an act with a content of its own: an offer, a plan, an attempt, a claim."""
        frames = self.words.nouns.single.get(noun.lemma_.lower(), {})
        return any(not s.fact and s.plus.degree < 3 for s in frames.values())

    def definite(self, noun: Token) -> bool:
        """Whether the noun phrase takes its referent for granted (the, this, a possessor)."""
        if noun.pos_ == "PROPN" and noun.ent_type_:
            return True  # a name
        return any(
            child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in self.words.definite)
            for child in noun.lefts
        )

    def past(self, verb: Token) -> bool:
        """Whether the clause of ``verb`` is told in a past or perfect tense."""
        if verb.tag_ == "VBD":
            return True
        return any(c.dep_ in ("aux", "auxpass") and (c.tag_ == "VBD" or c.lemma_ == "have") for c in verb.lefts)

    def present(self, word: Token) -> bool:
        """Whether ``word`` (a verb, or what a copula says) stands in the simple present."""
        verb = word if word.pos_ in VERBAL else word.head
        if verb.tag_ in ("VBZ", "VBP"):
            return True
        aux = [c.tag_ for c in verb.lefts if c.dep_ in ("aux", "auxpass") and c.lemma_ != "have"]
        return bool(aux) and aux[0] in ("VBZ", "VBP") and not self.past(verb)

    def negative(self, noun: Token) -> bool:
        """``no meeting``, ``nobody``."""
        if noun.lower_ in self.words.negative_pronouns:
            return True
        if noun.lower_ in self.words.undenied:
            return False
        return any(
            c.dep_ in ("det", "neg", "preconj") and c.lower_ in self.words.negative_determiners for c in noun.lefts
        )
