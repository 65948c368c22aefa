"""The smallest parts of a frame: an entry's words, a condition, an example sentence with its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["verb", "noun", "adjective"]
KINDS: tuple[Kind, ...] = ("verb", "noun", "adjective")

# In a noun entry the head stands before the first of these ("vote of confidence"), else it is the last word.
_NOUN_LINKS = frozenset({
    "of", "for", "to", "against", "with", "in", "on", "over", "from", "between", "by", "at", "without", "into", "under",
    "about",
})  # fmt: skip
_MARK = re.compile(r"<(/?)([st])>")


@dataclass(frozen=True, slots=True)
class Words:
    """One entry: ``head`` is the predicate's lemma, ``others`` the words that must stand among its dependents."""

    kind: Kind
    head: str
    others: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Condition:
    """One test of a proposition.

    ``test`` is ``lemma`` (the role's head lemma is in ``lemmas``; several fillers: any of them), ``present`` (the role
    is filled) or ``sector`` (``role`` is ``target_is`` or ``source_is``: a PLOVER sector of that participant is in
    ``lemmas``).
    """

    role: str
    test: Literal["lemma", "present", "sector"]
    lemmas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of ours without its marks; ``source`` and ``target`` are character spans in ``text``."""

    text: str
    source: tuple[tuple[int, int], ...] = ()
    target: tuple[tuple[int, int], ...] = ()


def words(kind: Kind, text: str) -> Words:
    """Take an entry apart.

    The head of ``call for`` is ``call``, of the noun ``peace talk`` ``talk``, of ``vote of confidence`` ``vote``.
    A ``to`` that other words follow (``refuse to meet``, ``bow to pressure``) is not asked for: they are enough.
    Hyphens part words, as spaCy does: ``cease-fire`` is ``fire`` with ``cease`` among its dependents.
    """
    first, *_ = text.split() or [""]
    parts = text.lower().replace("-", " ").split()
    if kind == "verb":
        head = first.count("-")
        parts = [part for i, part in enumerate(parts) if part != "to" or i in (0, len(parts) - 1)]
    else:
        head = next((i for i, part in enumerate(parts) if part in _NOUN_LINKS), len(parts)) - 1 if kind == "noun" else 0
        head = max(head, 0)
    return Words(kind, parts[head], tuple(parts[:head] + parts[head + 1 :]), text.lower())


def example(marked: str) -> Example:
    """Read ``<s>France</s> warned <t>Mali</t>.`` into the plain sentence and the spans of its marks.

    Raises ``ValueError`` where a mark is opened or closed twice or left open.
    """
    plain: list[str] = []
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    length = last = 0
    for mark in _MARK.finditer(marked):
        piece = marked[last : mark.start()]
        plain.append(piece)
        length += len(piece)
        last = mark.end()
        closing, name = mark.groups()
        if bool(closing) != (name in opened):
            raise ValueError(f"marks do not match in {marked!r}")
        if closing:
            spans[name].append((opened.pop(name), length))
        else:
            opened[name] = length
    if opened:
        raise ValueError(f"a mark is left open in {marked!r}")
    plain.append(marked[last:])
    return Example("".join(plain), tuple(spans["s"]), tuple(spans["t"]))


def as_list(value: Any) -> list[str]:
    """A YAML value that may be missing, one string or a list of strings, as a list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(part) for part in value]
