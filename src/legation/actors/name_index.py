"""Many names against many: an index that finds, among a million names, those that may be one with a given name.

Names are blocked by keys, so that :func:`legation.actors.names.same` is asked of a few only. Keys are made of the
consonant keys of a name's words (:func:`legation.actors.names.key`): all words, two words together, one word with the first or the
last letters of another (an initial, a slip of the pen), and each word by itself. A key under which too many names stand
is passed over. The index is two arrays of numbers, some 100 bytes a name.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from zlib import crc32

import numpy as np

from legation.actors.names import key, same

SURE = 0.7  # the score of ``same`` from which two names are worth joining
MOST = 60  # candidates of which ``same`` is asked, those with the most keys in common
CROWDED = 600  # a key under which more names stand tells too little
_ALL, _WHOLE, _PART = "=", " ", "|"
_WORTH = ((_ALL, 4), (_WHOLE, 3), (_PART, 2), ("", 1))  # what a shared key of each kind counts


@dataclass(frozen=True, slots=True)
class Found:
    """A name of the index that matches: its position there, the score of ``same`` and its reasons."""

    position: int
    name: str
    score: float
    reasons: tuple[str, ...]


class NameIndex:
    """``names`` by their keys. Positions are those of the list given; equal names have positions of their own."""

    def __init__(self, names: Iterable[str]) -> None:
        """Index ``names``; those without a letter are kept in the list and found by nobody."""
        self.names: list[str] = list(names)
        blocks, positions = array("I"), array("I")
        for position, name in enumerate(self.names):
            for block in _blocks(name):
                blocks.append(crc32(block.encode()))
                positions.append(position)
        keys = np.frombuffer(blocks, dtype=np.uint32) if blocks else np.zeros(0, np.uint32)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._positions = (np.frombuffer(positions, dtype=np.uint32) if positions else keys)[order]

    def __len__(self) -> int:
        return len(self.names)

    def candidates(self, name: str, *, most: int = MOST) -> list[int]:
        """Positions of the names that share a key with ``name``, those that share most first, ``most`` at the most."""
        shared: Counter[int] = Counter()
        for block in _blocks(name):
            number = np.uint32(crc32(block.encode()))
            first = int(np.searchsorted(self._keys, number))
            last = int(np.searchsorted(self._keys, number, side="right"))
            if block.startswith(_ALL):
                last = min(last, first + most)
            elif last - first > CROWDED:
                continue
            for position in self._positions[first:last].tolist():
                shared[position] += next(worth for mark, worth in _WORTH if mark in block)
        ranked = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        return [position for position, _ in ranked[:most]]

    def matches(self, name: str, *, threshold: float = SURE, most: int = MOST, company: bool = False) -> list[Found]:
        """The names that are one with ``name`` from ``threshold`` on (0 to 1), the surest first."""
        found = []
        for position in self.candidates(name, most=most):
            match = same(name, self.names[position], company=company)
            if match.score >= threshold:
                found.append(Found(position, self.names[position], match.score, match.reasons))
        return sorted(found, key=lambda item: (-item.score, item.position))

    def best(self, name: str, *, threshold: float = SURE, company: bool = False) -> Found | None:
        """The surest match, None where no name reaches ``threshold``."""
        return next(iter(self.matches(name, threshold=threshold, company=company)), None)


def _blocks(name: str) -> Sequence[str]:
    """The keys of ``name``."""
    words = sorted(dict.fromkeys(filter(None, key(name).split("-"))))
    long = [word for word in words if len(word) > 1]
    pairs = [f"{a}{_WHOLE}{b}" for a, b in combinations(long, 2)]
    parts = [
        f"{word}{_PART}{part}"
        for word in long
        for other in words
        if other is not word
        for part in dict.fromkeys((other[0], f"{other[:2]}-", f"-{other[-2:]}"))
    ]
    return list(dict.fromkeys([f"{_ALL}{'-'.join(words)}", *pairs, *parts, *long] if words else ()))
