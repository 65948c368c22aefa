"""A phrase outside any sentence → terms, its head noun, and what follows it: the part of a parse that naming actors needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from legation.actors.fold import fold
from legation.actors.lexicon import Entry, Form, Hit, Lexicon
from legation.actors.phrases import Term
from legation.actors.vocabulary import Vocabulary, vocabulary

_PIECE = re.compile(r"[^\W_]+(?:\.[^\W_]\b)*\.?|['’]s\b|(?<=s)['’](?=\s)|[-–,]")
_POSSESSIVE = ("'s", "’s", "'", "’")
HYPHENS = ("-", "–")


@dataclass(frozen=True, slots=True)
class Phrase:
    """``front`` up to the first preposition, ``head`` the index of its head noun, ``after`` the prepositional phrases."""

    text: str
    front: list[Term]
    head: int | None
    after: list[tuple[str, list[Term]]]
    cut: bool = False
    """Whether words after the head were left out ("soldiers stationed …")."""


@cache
def _openers() -> re.Pattern[str]:
    sets = vocabulary().sets
    many = "|".join(sorted(sets["quantities"]))
    each = "|".join(sorted(sets["articles"] | sets["empty_words"]))
    return re.compile(rf"^(?:(?:{many}) of\s+|(?:{each}|\d[\d.,]*)\s+(?!of\b|who\b))", re.IGNORECASE)


def stripped(text: str) -> str:
    """``text`` without the articles, numbers and quantities that open it ("hundreds of …", "some 3,000 …")."""
    phrase = " ".join(text.split()).strip(' ,.;:"“”')
    while True:
        shorter = _openers().sub("", phrase, count=1)
        if shorter == phrase:
            return phrase
        phrase = shorter


def terms_of(phrase: str, lexicon: Lexicon, date: str | None) -> list[Term]:
    """The phrase as terms; a possessive mark sets the flag of the term before it."""
    hits: dict[int, Hit] = {}
    for hit in lexicon.scan(phrase):
        surface = phrase[hit.start : hit.end]
        if not _generic(surface, hit.forms):
            hits[hit.start] = hit
            continue
        for inner in lexicon.scan(surface[: surface.rindex(" ")]):
            start = hit.start + inner.start
            hits[start] = Hit(start, hit.start + inner.end, inner.forms)
    out: list[Term] = []
    position = 0
    for piece in _PIECE.finditer(phrase):
        if piece.start() < position:
            continue
        text = piece.group()
        if text in _POSSESSIVE:
            if out:
                out[-1] = replace(out[-1], possessive=True)
            continue
        known = hits.get(piece.start())
        forms: tuple[Form, ...] = ()
        if known is not None:
            text, position = phrase[known.start : known.end], known.end
            forms = tuple(form for form in known.forms if form.entry.existed(date)) or known.forms
        out.append(Term(text, text.lower(), lemma_of(text.lower()), forms))
    return out


def _generic(surface: str, forms: Sequence[Form]) -> bool:
    """Whether the hit is a plain description that the phrase's own words read better ("Buddhist monks")."""
    last = surface.split()[-1]
    return (
        " " in surface
        and last.islower()
        and all(form.entry.kind in ("population", "group") for form in forms)
        and lemma_of(last) in vocabulary().heads
        and lemma_of(last) != last
    )


def lemma_of(low: str) -> str:
    """The lemma under which ``low`` heads a title or a collective, else ``low`` (or its verb, for a tie)."""
    terms = vocabulary()
    for lemma in (
        low,
        low[:-3] + "y" if low.endswith("ies") else "",
        low[:-3] + "man" if low.endswith("men") else "",
        low[:-5] + "woman" if low.endswith("women") else "",
        low[:-1] if low.endswith("s") else "",
        low[:-2] if low.endswith("es") else "",
    ):
        if lemma and (lemma in terms.heads or lemma in terms.titles or lemma in terms.ties):
            return lemma
    for verb in (low[:-2], low[:-1]):
        if low.endswith("ed") and verb in terms.ties:
            return verb
    return low


def is_head(term: Term, terms: Vocabulary) -> bool:
    """Whether ``term`` is a noun that heads a title or a collective, and no part of a name."""
    return not term.forms and (term.lemma in terms.heads or term.lemma in terms.titles)


def split(text: str, terms: Sequence[Term]) -> Phrase:
    """The parts of a phrase: what stands before its first preposition, the head there, and the prepositional phrases."""
    words = vocabulary()
    rest = list(terms)
    while (
        len(rest) > 1
        and rest[0].low.rstrip(".") in words.rank_words
        and rest[1].text[0].isupper()
        and not is_head(rest[1], words)
        and not rest[1].forms[:1]
    ):
        rest = rest[1:]
    stop = next((i for i, term in enumerate(rest) if i > 0 and _ends(rest, i, words)), len(rest))
    front, tail = rest[:stop], rest[stop:]
    head = next((i for i in range(len(front) - 1, -1, -1) if is_head(front[i], words)), None)
    cut = False
    if head is not None:
        head, front, cut = _without_tail(front, head, words)
    return Phrase(text, front, head, _segments(tail, words), cut)


def _ends(terms: Sequence[Term], index: int, words: Vocabulary) -> bool:
    term = terms[index]
    if term.forms or terms[index - 1].text in HYPHENS:
        return False
    return term.text == "," or term.low in words.sets["prepositions"] or term.low in words.sets["relatives"]


def _without_tail(front: list[Term], head: int, words: Vocabulary) -> tuple[int, list[Term], bool]:
    """Cut "-elect" and a participle after the head, which say nothing of who is meant."""
    tail = front[head + 1 :]
    if not tail:
        return head, front, False
    told = [term.low for term in tail if term.text not in HYPHENS]
    if tail[0].text in HYPHENS and all(low in words.tenure for low in told):
        return head, front[: head + 1], False
    if not tail[0].forms and tail[0].text.islower() and tail[0].text not in HYPHENS:
        if tail[0].low not in words.particles:
            return head, front[: head + 1], True
    return head, front, False


def _segments(tail: Sequence[Term], words: Vocabulary) -> list[tuple[str, list[Term]]]:
    """The prepositional phrases; a relative clause or what follows a comma is left out."""
    out: list[tuple[str, list[Term]]] = []
    for term in tail:
        if not term.forms and (term.text == "," or term.low in words.sets["relatives"]):
            break
        if not term.forms and term.low in words.sets["prepositions"]:
            out.append((term.low, []))
        elif out:
            out[-1][1].append(term)
    return out


def placed(terms: Sequence[Term]) -> str | None:
    """The country of the first place among ``terms`` that the gazetteer knows, the best known of its name."""
    from legation.parse.places.gazetteer import fold as fold_place
    from legation.parse.places.gazetteer import gazetteer

    names = [term for term in terms if term.text[0].isupper() and not any(f.entry.kind == "person" for f in term.forms)]
    if not names:
        return None
    whole = " ".join(term.text for term in names)
    for name in dict.fromkeys([whole, *(term.text for term in names)]):
        found = next((place for place in gazetteer().lookup(fold_place(name)) if place.country), None)
        if found is not None and found.country:
            return found.country
    return None


def own_state(terms: Sequence[Term]) -> Entry | None:
    """The first state or territory named among ``terms``."""
    return next((entry for term in terms if (entry := term.entry("state")) is not None), None)


def is_given(term: Term) -> bool:
    """Whether ``term`` is a common given name."""
    return not term.forms and fold(term.text) in vocabulary().given
