"""PLOVER as data: types, modes, scores, quads, contexts, actor sectors, and the conversion from CAMEO.

Stated in our own words from the manual v2.0 (February 2024); the files under ``resources/plover`` hold the text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from legation import resources
from legation.record import EVENT_TYPES, Quad

MANUAL = "PLOVER 2.0"


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event is done. ``score`` is the intensity on [-10, 10], the type's own where the manual prints none."""

    name: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True)
class EventClass:
    """One of the sixteen types: its quad, base ``score`` on [-10, 10], modes, and tests against its neighbours."""

    name: str
    quad: Quad
    score: float
    recipient_required: bool
    definition: str
    modes: Mapping[str, Mode]
    neighbours: tuple[str, ...]


def _type(name: str, raw: Mapping[str, Any]) -> EventClass:
    score = float(raw["score"])
    modes = {
        mode: Mode(mode, score if item["score"] is None else float(item["score"]), item["definition"])
        for mode, item in raw["modes"].items()
    }
    return EventClass(
        name=name,
        quad=raw["quad"],
        score=score,
        recipient_required=bool(raw["recipient_required"]),
        definition=raw["definition"],
        modes=MappingProxyType(modes),
        neighbours=tuple(raw["neighbours"]),
    )


_RAW = resources.load("plover/types.yaml")
TYPES: Mapping[str, EventClass] = MappingProxyType({name: _type(name, _RAW[name]) for name in EVENT_TYPES})
"""The sixteen types by name, in PLOVER's order."""

SECTORS: Mapping[str, str] = MappingProxyType(
    {code: item["name"] for code, item in resources.load("plover/sectors.yaml")["sectors"].items()}
)
"""PLOVER's actor sectors: code → what it stands for."""

STATELESS: Mapping[str, str] = MappingProxyType(resources.load("plover/sectors.yaml")["stateless"])
"""Codes that stand in the place of a country for actors without one."""


def quad(type: str) -> Quad:
    """The quad of a type. Raises ``KeyError`` where there is no such type."""
    return TYPES[type].quad


def score(type: str, mode: str | None = None) -> float:
    """Intensity on [-10, 10] of a type, or of its mode where one is given. Raises ``KeyError`` for unknown names."""
    return TYPES[type].modes[mode].score if mode is not None else TYPES[type].score


def modes(type: str) -> tuple[str, ...]:
    """The mode names of a type, in PLOVER's order. Raises ``KeyError`` where there is no such type."""
    return tuple(TYPES[type].modes)


@cache
def contexts() -> tuple[str, ...]:
    """The names of the contexts, in the order of ``contexts.yaml``."""
    return tuple(resources.load("plover/contexts.yaml"))


def contexts_of(lemmas: Iterable[str]) -> tuple[str, ...]:
    """The contexts that a sentence's lemmas show, in the order of :func:`contexts`.

    Give the lemmas in the order of the text, so that phrases (``climate change``) can be found; of a set, which has no
    order, single words only are looked at.
    """
    ordered = isinstance(lemmas, Sequence)
    words = [lemma.lower() for lemma in lemmas]
    present = set(words)
    begins = _context_phrases()
    found: set[str] = set()
    for position, word in enumerate(words):
        for rest, names in begins.get(word, ()):
            if not rest or (ordered and tuple(words[position + 1 : position + 1 + len(rest)]) == rest):
                found |= names
        for part in word.split("-") if "-" in word else ():
            if part not in present:
                found |= {name for rest, names in begins.get(part, ()) if not rest for name in names}
    return tuple(name for name in contexts() if name in found)


@cache
def _context_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]:
    """First word → (the words that must follow, contexts shown)."""
    phrases: dict[tuple[str, ...], set[str]] = {}
    for name, listed in resources.load("plover/contexts.yaml").items():
        for phrase in listed:
            phrases.setdefault(tuple(str(phrase).split()), set()).add(name)
    found: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, names in phrases.items():
        found.setdefault(words[0], []).append((words[1:], frozenset(names)))
    return MappingProxyType({first: tuple(rest) for first, rest in found.items()})


def from_cameo(code: str) -> tuple[str, str | None] | None:
    """PLOVER type and mode of a CAMEO code (2 to 4 digits); None where PLOVER codes no such event (root 01).

    A code that is not listed takes its longest listed beginning. Raises ``ValueError`` where even the root is unknown.
    """
    table = resources.load("plover/cameo.yaml")
    digits = code.strip()
    for length in range(len(digits), 1, -1):
        if digits[:length] in table:
            pair = table[digits[:length]]
            return None if pair is None else (pair[0], pair[1])
    raise ValueError(f"{code!r} is no CAMEO code")


@cache
def version() -> str:
    """The manual's version and a hash of the files of codebook and judge: a change to one of them makes records stale."""
    digest = hashlib.sha256()
    for folder in ("plover", "frames", "judge"):
        for name in (*resources.names(folder), *resources.names(folder, ".npz")):
            digest.update(name.encode() + b"\0" + resources.read_bytes(name) + b"\0")
    return f"{MANUAL}+{digest.hexdigest()[:12]}"


def __getattr__(name: str) -> str:
    if name == "VERSION":
        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
