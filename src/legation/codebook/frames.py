"""Frames: which words, in which surroundings, mean which event; data from ``resources/frames``.

A frame groups words of one pattern under one PLOVER type and mode. Files that are not lists of frames:
``classes*.yaml`` (named lemma classes, ``@name``), ``shifts.yaml`` (what a governing predicate makes of an embedded
event) and ``light.yaml`` (verbs that leave the meaning to a noun). The format stands in the README of that folder; what
a file may not hold, :mod:`legation.codebook.lint` says. Loading is lenient, so that one bad line stops no reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from legation import resources
from legation.codebook.entries import KINDS, Condition, Example, Kind, Words, as_list, example, words

__all__ = [
    "DEFAULT_SOURCE", "DEFAULT_TARGET", "FOLDER", "KINDS", "Condition", "Example", "Frame", "Kind", "Light", "Shift",
    "Words", "as_list", "candidates", "class_files", "classes", "example", "expand", "frame_files", "frames", "index",
    "index_of", "lights", "problems", "shifts", "words",
]  # fmt: skip

FOLDER = "frames"
# Beginnings of the names of files that hold something else than frames.
SPECIAL = (f"{FOLDER}/classes", f"{FOLDER}/light.", f"{FOLDER}/shifts.")

# Argument roles tried in this order where a frame names none.
DEFAULT_SOURCE: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "verb": ("subject", "agent"),
        "noun": ("subject", "agent", "prep:by", "possessor", "modifier", "prep:of", "prep:from"),
        "adjective": ("subject",),
    }
)
DEFAULT_TARGET: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        "verb": ("object", "recipient", "prep:to", "prep:with", "prep:against", "prep:on", "prep:at"),
        "noun": ("recipient", "prep:with", "prep:to", "prep:on", "prep:against", "prep:at"),
        "adjective": ("prep:of", "prep:with", "prep:to", "prep:about", "prep:towards", "prep:toward", "prep:at"),
    }
)
# Roles added to a symmetric noun: everybody in "talks between A, B and C" takes part.
BETWEEN = ("prep:between", "prep:among")


@dataclass(frozen=True, slots=True)
class Frame:
    """What some words mean where ``when`` all hold and none of ``unless`` does.

    ``source`` and ``target`` give, by kind of predicate, the argument roles to try in turn; a role may be a path
    (``object/possessor``: the possessor of what fills the object). ``weight`` (0.1–1) is how surely the words mean
    this; ``quantity`` the kind of quantity that a number among the arguments counts; ``jointly`` the type it has where
    several states do it together (a drill of one state is MOBILIZE, of two COOPERATE).
    """

    id: str
    type: str
    mode: str | None
    entries: tuple[Words, ...]
    source: Mapping[Kind, tuple[str, ...]]
    target: Mapping[Kind, tuple[str, ...]]
    symmetric: bool
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...]
    weight: float
    quantity: str | None
    jointly: str | None
    examples: tuple[Example, ...]
    not_examples: tuple[Example, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Shift:
    """What a governing predicate makes of an event embedded under it (a promise of aid is AGREE, no AID).

    ``relation`` says how the event hangs on the predicate: ``clause``, ``infinitive``, ``object`` or ``prep:WORD``.
    ``embedded`` holds ``TYPE`` or ``TYPE/mode``, ``modes`` the resulting mode by embedded type (key ``*``: any other).
    ``target`` is ``inherit`` (the embedded event's target) or ``own`` (the governing predicate's object or addressee,
    for a request the one who is to act). ``keep_embedded`` is the factuality with which the embedded event is kept as
    one of its own, None where it is not kept. ``negated`` asks that the governing predicate be negated, ``modal`` that one of
    these modals stand in the embedded clause ("said that Y must go"), whose subject then is the target.
    """

    id: str
    entries: tuple[Words, ...]
    relation: tuple[str, ...]
    embedded: tuple[str, ...]
    becomes: str
    modes: Mapping[str, str | None]
    target: Literal["inherit", "own"]
    keep_embedded: str | None
    negated: bool
    modal: tuple[str, ...]
    weight: float
    examples: tuple[Example, ...]
    not_examples: tuple[Example, ...]

    def takes(self, type: str, mode: str | None) -> bool:
        """Whether an embedded event of this type and mode is one this shift speaks of."""
        return type in self.embedded or f"{type}/{mode}" in self.embedded

    def mode(self, type: str, mode: str | None) -> str | None:
        """The mode of the resulting event for an embedded event of this type and mode."""
        for key in (f"{type}/{mode}", type, "*"):
            if key in self.modes:
                return self.modes[key]
        return None


@dataclass(frozen=True, slots=True)
class Light:
    """A verb that leaves the meaning to a noun: in ``hold talks`` the noun is the event and takes over the arguments.

    ``roles`` says where the noun stands (``object``, ``subject``, ``prep:in`` …), ``nouns`` the noun lemmas it does so
    with (None: any event noun), ``aspect`` what it says of the event's course, ``negates`` that the event stops or
    fails to come about, ``swap`` that the verb's subject undergoes the event (``face criticism``: its target).
    """

    words: Words
    roles: tuple[str, ...]
    nouns: frozenset[str] | None
    aspect: Literal["begin", "continue", "resume", "end", "cause", "prevent", "plan"] | None
    negates: bool
    swap: bool


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """The named lemma classes of ``classes*.yaml``, without the ``@``; a class may include others."""
    raw: dict[str, list[str]] = {}
    for file in class_files():
        raw |= resources.load(file)

    def members(name: str, above: tuple[str, ...]) -> frozenset[str]:
        found: set[str] = set()
        for item in raw.get(name, ()):
            if not item.startswith("@"):
                found.add(item)
            elif item[1:] not in above:
                found |= members(item[1:], (*above, item[1:]))
        return frozenset(found)

    return MappingProxyType({name: members(name, (name,)) for name in raw})


def expand(items: Iterable[str]) -> frozenset[str]:
    """Lemmas with every ``@class`` replaced by its members; an unknown class adds nothing (the linter reports it)."""
    found: set[str] = set()
    for item in items:
        found |= classes().get(item[1:], frozenset()) if item.startswith("@") else {item}
    return frozenset(found)


@cache
def frames() -> tuple[Frame, ...]:
    """All frames, by file name and in the order of the files."""
    found = []
    for name in frame_files():
        found += [_frame(item, name) for item in resources.load(name)]
    return tuple(found)


@cache
def frame_files() -> tuple[str, ...]:
    """The resource names of the files that hold frames, sorted."""
    return tuple(name for name in resources.names(FOLDER) if not name.startswith(SPECIAL))


@cache
def class_files() -> tuple[str, ...]:
    """The resource names of the files that hold lemma classes, sorted."""
    return tuple(name for name in resources.names(FOLDER) if name.startswith(f"{FOLDER}/classes"))


@cache
def index_of(files: tuple[str, ...]) -> Mapping[tuple[str, str], tuple[tuple[Frame, Words], ...]]:
    """Like :func:`index`, for frame files outside this folder (standing relations and interests are written as frames)."""
    return _indexed(_frame(item, name) for name in files for item in resources.load(name))


@cache
def index() -> Mapping[tuple[str, str], tuple[tuple[Frame, Words], ...]]:
    """``(kind, head lemma)`` → frames with the entry that holds it, the most particular first.

    More words go before fewer, then more conditions before fewer, then the higher weight, then the order of the files.
    """
    return _indexed(frames())


def _indexed(items: Iterable[Frame]) -> Mapping[tuple[str, str], tuple[tuple[Frame, Words], ...]]:
    found: dict[tuple[str, str], list[tuple[Frame, Words]]] = {}
    for frame in items:
        for entry in frame.entries:
            found.setdefault((entry.kind, entry.head), []).append((frame, entry))
    for pairs in found.values():
        pairs.sort(key=lambda pair: (-len(pair[1].others), -len(pair[0].when), -pair[0].weight))
    return MappingProxyType({key: tuple(pairs) for key, pairs in found.items()})


def candidates(kind: str, lemma: str) -> tuple[tuple[Frame, Words], ...]:
    """Frames that may hold for a predicate, the most particular first; ``lemma`` may hold a particle."""
    return index().get((kind, lemma.split(" ", 1)[0].lower()), ())


@cache
def shifts() -> Mapping[tuple[str, str], tuple[tuple[Shift, Words], ...]]:
    """``(kind, head lemma)`` of the governing predicate → shifts, the most particular first."""
    found: dict[tuple[str, str], list[tuple[Shift, Words]]] = {}
    for item in resources.load(f"{FOLDER}/shifts.yaml"):
        shift = _shift(item)
        for entry in shift.entries:
            found.setdefault((entry.kind, entry.head), []).append((shift, entry))
    for pairs in found.values():
        pairs.sort(
            key=lambda pair: (-len(pair[1].others), not (pair[0].negated or pair[0].modal), len(pair[0].embedded))
        )
    return MappingProxyType({key: tuple(pairs) for key, pairs in found.items()})


@cache
def lights() -> Mapping[str, tuple[Light, ...]]:
    """Head lemma of a light, aspectual or causal verb → its uses, those with particles and named nouns first."""
    found: dict[str, list[Light]] = {}
    for item in resources.load(f"{FOLDER}/light.yaml"):
        for light in _lights(item):
            found.setdefault(light.words.head, []).append(light)
    for uses in found.values():
        uses.sort(key=lambda use: (-len(use.words.others), use.nouns is None))
    return MappingProxyType({key: tuple(uses) for key, uses in found.items()})


def problems() -> list[str]:
    """What the linter finds wrong with the files of this folder; empty where all is well."""
    from legation.codebook import lint

    return lint.problems()


def _entries(item: Mapping[str, Any]) -> tuple[Words, ...]:
    return tuple(words(kind, text) for kind in KINDS for text in as_list(item.get(kind)))


def _conditions(raw: Mapping[str, Any] | None) -> tuple[Condition, ...]:
    found = []
    for role, value in (raw or {}).items():
        if value is True:
            found.append(Condition(role, "present"))
        elif role in ("target_is", "source_is"):
            found.append(Condition(role, "sector", frozenset(as_list(value))))
        else:
            found.append(Condition(role, "lemma", expand(as_list(value))))
    return tuple(found)


def _examples(item: Mapping[str, Any], key: str) -> tuple[Example, ...]:
    found = []
    for marked in as_list(item.get(key)):
        try:
            found.append(example(marked))
        except ValueError:  # the linter reports it
            continue
    return tuple(found)


def _roles(
    item: Mapping[str, Any], key: str, defaults: Mapping[Kind, tuple[str, ...]]
) -> Mapping[Kind, tuple[str, ...]]:
    given = tuple(as_list(item.get(key))) if key in item else None
    roles = {kind: given if given is not None else defaults[kind] for kind in KINDS}
    if key == "source" and item.get("symmetric", False):
        roles["noun"] += tuple(role for role in BETWEEN if role not in roles["noun"])
    return MappingProxyType(roles)


def _frame(item: Mapping[str, Any], file: str) -> Frame:
    return Frame(
        id=str(item.get("id", "")),
        type=str(item.get("type", "")),
        mode=item.get("mode"),
        entries=_entries(item),
        source=_roles(item, "source", DEFAULT_SOURCE),
        target=_roles(item, "target", DEFAULT_TARGET),
        symmetric=bool(item.get("symmetric", False)),
        when=_conditions(item.get("when")),
        unless=_conditions(item.get("unless")),
        weight=float(item.get("weight", 1.0)),
        quantity=item.get("quantity"),
        jointly=item.get("jointly"),
        examples=_examples(item, "examples"),
        not_examples=_examples(item, "not_examples"),
        file=file,
    )


def _shift(item: Mapping[str, Any]) -> Shift:
    mode = item.get("mode")
    return Shift(
        id=str(item.get("id", "")),
        entries=_entries(item),
        relation=tuple(as_list(item.get("relation"))),
        embedded=tuple(as_list(item.get("embedded"))),
        becomes=str(item.get("becomes", "")),
        modes=MappingProxyType(dict(mode) if isinstance(mode, dict) else {"*": mode}),
        target="own" if item.get("target") == "own" else "inherit",
        keep_embedded=item.get("keep_embedded"),
        negated=bool(item.get("negated", False)),
        modal=tuple(as_list(item.get("modal"))),
        weight=float(item.get("weight", 1.0)),
        examples=_examples(item, "examples"),
        not_examples=_examples(item, "not_examples"),
    )


def _lights(item: Mapping[str, Any]) -> list[Light]:
    nouns = item.get("nouns", "any")
    return [
        Light(
            words=words("verb", verb),
            roles=tuple(as_list(item.get("roles", "object"))),
            nouns=None if nouns == "any" else expand(as_list(nouns)),
            aspect=item.get("aspect"),
            negates=bool(item.get("negates", False)),
            swap=bool(item.get("swap", False)),
        )
        for verb in as_list(item.get("verb"))
    ]
