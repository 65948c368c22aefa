"""The writer's own evaluative and hedged assertions: stance words, judgements, rhetorical questions.

Stance markers follow Hyland (2005): hedges, boosters and attitude markers. A sentence gives at most one claim, and only
where a cue of the lexicon stands outside what others are quoted or reported to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from legation.attribution.claims_frames import clause_range
from legation.attribution.claims_grammar import chars, sentence_range
from legation.layers import ClaimSpan, Reading
from legation.record import AUTHOR, FactualityValue
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Span, Token

_STRONG, _WEAK = 2, 1
_ORDER = ("PS", "PR", "CT")
_MIN_TOKENS = 4
_PREDICATE = frozenset({"acomp", "attr", "oprd", "appos"})


@dataclass(frozen=True, slots=True)
class Stance:
    """One cue of stance: token range, strength, and the certainty it gives."""

    first: int
    end: int
    weight: int
    certainty: str


@dataclass(frozen=True, slots=True)
class _Lexicon:
    adverbs: dict[str, tuple[str, int]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    verbs: dict[str, str]
    predicates: dict[str, str]
    modals: dict[str, str]


def find_author(reading: Reading, claims: tuple[ClaimSpan, ...]) -> tuple[ClaimSpan, ...]:
    """The author's own claims in ``reading``, one a sentence at most, beside ``claims`` (from ``find``).

    Headings count only as questions. Kind is ``author``; ``cue`` is the strongest word of stance.
    """
    doc = reading.parsed
    lexicon = _lexicon()
    taken = _taken(claims, reading.text)
    found = []
    for sent in doc.sents:
        claim = _in_sentence(doc, sent, lexicon, taken)
        if claim is not None:
            found.append(claim)
    return tuple(found)


def _taken(claims: tuple[ClaimSpan, ...], text: str) -> list[bool]:
    """Per character whether it stands in what someone else says, or is the cue for it."""
    mask = [False] * len(text)
    for claim in claims:
        if claim.holder == AUTHOR:
            continue
        for start, end in (claim.content, claim.cue or claim.content):
            mask[start:end] = [True] * (end - start)
    return mask


def _in_sentence(doc: Doc, sent: Span, lexicon: _Lexicon, taken: list[bool]) -> ClaimSpan | None:
    if len(sent) < _MIN_TOKENS:
        return None
    best: dict[int, list[Stance]] = {}
    for stance in _stances(doc, sent, lexicon):
        at = doc[stance.first].idx
        if taken[at]:
            continue
        node = _clause_head(doc[stance.first])
        best.setdefault(node, []).append(stance)
    question = _rhetorical(sent, taken)
    ranked = sorted(best.items(), key=lambda item: (-sum(s.weight for s in item[1]), item[0]))
    if not question and (not ranked or sum(s.weight for s in ranked[0][1]) < _STRONG):
        return None
    if not ranked:
        start, end = sentence_range(sent[0])
        return ClaimSpan(chars(doc, start, end), None, None, AUTHOR, "Uu", "author")
    stances = ranked[0][1]
    cue = max(stances, key=lambda s: (s.weight, -s.first))
    start, end = clause_range(doc[cue.first])
    if end - start < _MIN_TOKENS:
        start, end = sentence_range(sent[0])
    span = chars(doc, start, end)
    value = "Uu" if question else _value(doc, stances, ranked[0][0])
    last = doc[cue.end - 1]
    return ClaimSpan(span, (doc[cue.first].idx, last.idx + len(last)), None, AUTHOR, value, "author")


def _clause_head(token: Token) -> int:
    node = token
    while node.dep_ not in ("ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis") and node.head.i != node.i:
        node = node.head
    return int(node.i)


def _value(doc: Doc, stances: list[Stance], head: int) -> FactualityValue:
    level = min((s.certainty for s in stances), key=_ORDER.index)
    negated = any(child.dep_ == "neg" for child in doc[head].children)
    values: dict[tuple[str, bool], FactualityValue] = {
        ("CT", False): "CT+", ("PR", False): "PR+", ("PS", False): "PS+",
        ("CT", True): "CT-", ("PR", True): "PR-", ("PS", True): "PS-",
    }  # fmt: skip
    return values[level, negated]


def _rhetorical(sent: Span, taken: list[bool]) -> bool:
    """A question in nobody's mouth."""
    last = next((token for token in reversed(sent) if not token.is_space and not token.is_quote), None)
    return last is not None and last.text == "?" and not taken[last.idx - 1] and not taken[sent.start_char]


def _stances(doc: Doc, sent: Span, lexicon: _Lexicon) -> Iterator[Stance]:
    for token in sent:
        word = token.lower_
        for words, certainty in lexicon.phrases.get(word, ()):
            end = token.i + len(words)
            if end <= sent.end and tuple(t.lower_ for t in doc.tokens[token.i : end]) == words:
                yield Stance(token.i, end, _STRONG, certainty)
                break
        if word in lexicon.adverbs and token.pos_ != "ADJ":
            certainty, weight = lexicon.adverbs[word]
            yield Stance(token.i, token.i + 1, weight, certainty)
        elif token.pos_ in ("VERB", "AUX") and token.lemma_ in lexicon.verbs and _impersonal(token):
            yield Stance(token.i, token.i + 1, _STRONG, lexicon.verbs[token.lemma_])
        elif token.tag_ == "MD" and word in lexicon.modals:
            yield Stance(token.i, token.i + 1, _WEAK, lexicon.modals[word])
        elif token.tag_ in ("JJS", "RBS") and not (token.i and token.nbor(-1).lower_ == "at") and not _counts(token):
            yield Stance(token.i, token.i + 1, _STRONG if token.tag_ == "JJS" else _WEAK, "CT")
        elif token.pos_ in ("ADJ", "NOUN") and token.lemma_.lower() in lexicon.predicates:
            weight = _STRONG if token.dep_ in _PREDICATE else _WEAK if token.pos_ == "ADJ" else 0
            if weight:
                yield Stance(token.i, token.i + 1, weight, lexicon.predicates[token.lemma_.lower()])


def _counts(token: Token) -> bool:
    """Whether a superlative before a plural counts its noun and judges nothing ("most traders")."""
    noun = token.head
    determined = any(c.dep_ in ("det", "poss") or c.tag_ == "PDT" for c in noun.children)
    return token.tag_ == "JJS" and token.dep_ == "amod" and noun.tag_ in ("NNS", "NNPS") and not determined


def _impersonal(verb: Token) -> bool:
    """Whether the subject is no person or name: an event, a thing, "it", a clause."""
    if verb.dep_ in ("advcl", "acl") and verb.tag_ == "VBG":
        return True
    for child in verb.children:
        if child.dep_ in ("nsubj", "csubj", "expl"):
            return child.dep_ != "nsubj" or child.pos_ in ("NOUN", "DET", "VERB") or child.lower_ in _NEUTER
    return False


_NEUTER = frozenset({"it", "this", "that", "which", "these", "those", "what"})


@cache
def _lexicon() -> _Lexicon:
    data = load("attribution/claims/author.yaml")
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for certainty, group in data["phrases"].items():
        for phrase in group:
            words = tuple(phrase.split())
            phrases.setdefault(words[0], []).append((words, certainty))
    strengths = (("weak", _WEAK), ("strong", _STRONG))
    return _Lexicon(
        adverbs={
            word: (certainty, weight)
            for name, weight in strengths
            for certainty, words in data["adverbs"][name].items()
            for word in words
        },
        phrases={first: tuple(sorted(group, key=lambda p: -len(p[0]))) for first, group in phrases.items()},
        verbs=_flat(data["verbs"]),
        predicates=_flat(data["predicates"]),
        modals=_flat(data["modals"]),
    )


def _flat(groups: dict[str, list[str]]) -> dict[str, str]:
    return {word: certainty for certainty, words in groups.items() for word in words}
