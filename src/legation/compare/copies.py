"""Wire copies: documents whose words another one has already printed. They are listed, and counted once.

What two texts share is told by their shingles, runs of four words (Broder 1997, "On the resemblance and containment of documents"),
so that a copy with words changed, sentences cut or a paragraph added is one all the same. Of long texts every eighth shingle
is kept, chosen by its hash: the same ones in every text.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

SHARE = 0.5  # of a document's shingles that an earlier one has, from which on it copies it
LEAST = 3  # shingles in common that say anything
RUN = 4  # words a shingle
LONG, KEPT = 400, 8  # words from which on one shingle in KEPT is enough
COMMON = 200  # documents that print a shingle, from which on it is a formula ("this is a developing story") and no sign of a copy
_WORD = re.compile(r"\w+")

Shingles = frozenset[int]


def copies(documents: Iterable[tuple[str, str | None, str]]) -> dict[str, str]:
    """Document → the earlier document that it copies. ``documents`` are (id, day of publication, text).

    A document copies another where at least half of its runs of four words stand in the other, apart from case, punctuation and
    spaces. Of two the one published earlier is the original, then the one with the lesser id.
    """
    ordered = sorted(documents, key=lambda d: (d[1] or "9999", d[0]))
    where: dict[int, list[str]] = defaultdict(list)
    long: set[str] = set()
    found: dict[str, str] = {}
    for key, _, text in ordered:
        marks = shingles(text)
        sample = [mark for mark in marks if mark % KEPT == 0]
        best = _fullest(marks, sample, where, long)
        if best is not None:
            found[key] = found.get(best, best)
        if len(marks) >= LONG:
            long.add(key)
        for mark in sample if len(marks) >= LONG else marks:
            where[mark].append(key)
    return found


def _fullest(
    marks: Shingles, sample: Sequence[int], where: Mapping[int, Sequence[str]], long: Collection[str]
) -> str | None:
    """The earlier document that holds most of ``marks``, if it holds half of them; of long ones only the sample is known."""
    shared: dict[str, int] = defaultdict(int)
    kept = set(sample)
    for mark in marks:
        others = where.get(mark, ())
        for other in others if len(others) < COMMON else ():
            shared[other] += mark in kept if other in long else 1
    share = {other: n / len(sample if other in long else marks) for other, n in shared.items() if n >= LEAST}
    best = max(share, key=lambda other: (share[other], other), default=None)
    return best if best is not None and share[best] >= SHARE else None


def shingles(text: str) -> Shingles:
    """Hashes of the runs of four words in ``text``; of a shorter one the hash of all its words."""
    words = [w.lower() for w in _WORD.findall(text)]
    runs = [words[i : i + RUN] for i in range(max(1, len(words) - RUN + 1))] if words else []
    return frozenset(zlib.crc32(" ".join(run).encode()) for run in runs)
