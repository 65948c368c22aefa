"""Wire copies: documents whose sentences another one has already printed. They are listed, and counted once."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

SHARE = 0.6  # of a document's sentences that an earlier one has, from which on it copies it
WORDS = 6  # a sentence of fewer words says too little to betray a copy
COMMON = 200  # documents that print a sentence, from which on it is a formula ("This is a developing story") and no sign of a copy
_SPLIT = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])|\n+")
_WORD = re.compile(r"\w+")


def copies(documents: Iterable[tuple[str, str | None, str]]) -> dict[str, str]:
    """Document → the earlier document that it copies. ``documents`` are (id, day of publication, text).

    A document copies another where at least 60 % of its sentences of six words or more stand in the other word for word,
    apart from case, punctuation and spaces. Of two the one published earlier is the original, then the one with the lesser id.
    """
    ordered = sorted(documents, key=lambda d: (d[1] or "9999", d[0]))
    where: dict[str, list[str]] = defaultdict(list)
    found: dict[str, str] = {}
    for key, _, text in ordered:
        marks = _marks(text)
        shared: dict[str, int] = defaultdict(int)
        for mark in marks:
            for other in where[mark] if len(where[mark]) < COMMON else ():
                shared[other] += 1
        if marks:
            best = max(shared, key=lambda other: (shared[other], other), default=None)
            if best is not None and shared[best] >= SHARE * len(marks):
                found[key] = found.get(best, best)
        for mark in marks:
            where[mark].append(key)
    return found


def mark(sentence: str) -> str | None:
    """A hash of a sentence's words, None where it has too few."""
    words = [w.lower() for w in _WORD.findall(sentence)]
    return hashlib.sha256(" ".join(words).encode()).hexdigest()[:16] if len(words) >= WORDS else None


def _marks(text: str) -> Mapping[str, None]:
    return dict.fromkeys(m for s in _SPLIT.split(text) if (m := mark(s)) is not None)
