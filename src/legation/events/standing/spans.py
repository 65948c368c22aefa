"""Character spans of phrases and clauses, and who holds what is said there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.layers import ClaimSpan, Reading
from legation.record import AUTHOR, Quote, Span

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

# Clauses that hang on a phrase but say something of their own.
LOOSE = ("advcl", "parataxis", "relcl", "conj", "appos", "punct", "cc")


def clause(token: Token, *, whole: bool = False) -> tuple[int, int]:
    """First and last token index of the clause headed by ``token``; loose clauses at its edges left out unless ``whole``."""
    kept = [token.i]
    for child in token.children:
        if not whole and child.dep_ in LOOSE and (child.dep_ != "conj" or child.pos_ in ("VERB", "AUX")):
            continue
        first, last = child.left_edge.i, child.right_edge.i
        kept.extend((first, last))
    return min(kept), max(kept)


def quote(reading: Reading, first: int, last: int) -> Quote:
    """Tokens ``first`` to ``last`` as a quote, without punctuation and space at its ends."""
    doc: Doc = reading.parsed
    while first < last and (doc[first].is_space or (doc[first].is_punct and doc[first].text not in "\"'“‘(")):
        first += 1
    while last > first and (doc[last].is_space or (doc[last].is_punct and doc[last].text not in "\"'”’)")):
        last -= 1
    while (
        last + 2 < len(doc)
        and not doc[last].whitespace_
        and doc[last + 1].text == "-"
        and not doc[last + 1].whitespace_
    ):
        last += 2
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    return Quote(start=start, end=end, text=reading.document.text[start:end])


def span(reading: Reading, first: int, last: int) -> Span:
    """Like :func:`quote`, without the text."""
    found = quote(reading, first, last)
    return Span(start=found.start, end=found.end)


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def holder_at(claims: Iterable[ClaimSpan], position: int) -> str:
    """Who asserts what stands at ``position``: the innermost attribution's holder, else the author."""
    inside = [c for c in claims if c.content[0] <= position < c.content[1]]
    return min(inside, key=lambda c: (c.content[1] - c.content[0], c.content[0])).holder if inside else AUTHOR
