"""Claims beside two baselines: ``python benchmarks/claims_baselines.py --gold FOLDER/attribution``.

The baselines find (1) what textacy's direct quotations find (if textacy is installed), and (2) what a plain list of
reporting verbs and "according to" finds: the content is the rest of the clause under the verb, the source its subject.
All three are scored alike, on the same parses (``legation evaluate claims``).
"""

from __future__ import annotations

import argparse
import contextlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from legation.evaluate.attribution import score
from legation.layers import ClaimSpan, Reading
from legation.parse.grammar import Grammar
from legation.settings import Settings
from legation.tokens import Token

SAYING = frozenset((
    "say", "tell", "add", "claim", "argue", "state", "announce", "warn", "insist", "note", "explain", "declare",
    "report", "suggest", "believe", "deny", "admit", "confirm", "write", "acknowledge", "allege", "assert",
    "complain", "contend", "maintain", "think", "hope", "fear", "predict", "promise", "stress", "remark",
    "reply",
))  # fmt: skip
Finder = Callable[[Reading], Sequence[ClaimSpan]]


def main() -> None:
    """Print content precision, recall, F1 and the share of sources right for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    finders: dict[str, Finder | None] = {"Legation": None, "cue list": cues}
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        print("textacy is not installed; its row is left out")
    else:
        finders["textacy"] = Textacy(direct_quotations)
    for name, find in finders.items():
        report = score(given.gold, Settings(), find)
        print(f"{name:<10}", "  ".join(f"{figure.name} {figure.value:.3f}" for figure in report.figures))


def cues(reading: Reading) -> list[ClaimSpan]:
    """What the cue list finds."""
    found = [_said(token) for token in reading.parsed if token.lemma_ in SAYING and token.pos_ == "VERB"]
    return [claim for claim in (*found, *_according(reading)) if claim is not None]


def _said(verb: Token) -> ClaimSpan | None:
    told = next((c for kind in ("ccomp", "xcomp", "dobj") for c in verb.children if c.dep_ == kind), None)
    if told is None:
        return None
    teller = next((c for c in verb.children if c.dep_ in ("nsubj", "agent")), None)
    return ClaimSpan(_span(told), (verb.idx, verb.idx + len(verb)), _span(teller) if teller else None, "", "CT+")


def _according(reading: Reading) -> Iterator[ClaimSpan]:
    for token in reading.parsed:
        if token.lower_ == "according" and token.i + 1 < len(reading.parsed):
            inner = next((t for t in token.subtree if t.dep_ == "pobj"), None)
            sentence = token.sent
            source = _span(inner) if inner is not None else None
            start, end = sentence.start_char, sentence.end_char
            after = token.right_edge.idx + len(token.right_edge) + 2  # the comma and the space
            content = (start, token.idx) if token.i > sentence.start else (min(after, end), end)
            yield ClaimSpan(content, (token.idx, token.idx + len(token)), source, "", "CT+")


def _span(token: Token) -> tuple[int, int]:
    return token.left_edge.idx, token.right_edge.idx + len(token.right_edge)


class Textacy:
    """textacy's direct quotations over spaCy's own parse, by paragraph: it refuses a text with an odd quotation mark."""

    def __init__(self, find: Callable[..., Iterator[Any]]) -> None:
        self._find, self._nlp = find, Grammar().nlp

    def __call__(self, reading: Reading) -> list[ClaimSpan]:
        found = []
        for paragraph in re.finditer(r"[^\n]+", reading.text):
            with contextlib.suppress(ValueError):
                quotes = list(self._find(self._nlp(paragraph.group())))
                found += [self._claim(quote, paragraph.start()) for quote in quotes]
        return found

    def _claim(self, quote: Any, offset: int) -> ClaimSpan:
        content = (quote.content.start_char + offset, quote.content.end_char + offset)
        speaker, cue = (self._words(tokens, offset) for tokens in (quote.speaker, quote.cue))
        return ClaimSpan(content, cue, speaker, "", "CT+")

    def _words(self, tokens: Any, offset: int) -> tuple[int, int] | None:
        return (tokens[0].idx + offset, tokens[-1].idx + len(tokens[-1]) + offset) if len(tokens) else None


if __name__ == "__main__":
    main()
