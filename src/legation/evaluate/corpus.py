"""The corpus of labelled sentences (``corpus/*.txt``, format in ``corpus/GUIDE.md``) → passages with their events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from legation.errors import InputRefused
from legation.record import EventType

Span = tuple[int, int]
TYPES = tuple(get_args(EventType))


@dataclass(frozen=True, slots=True)
class Labelled:
    """One event as its labeller wrote it; all spans are characters of the passage."""

    type: str
    mode: str | None
    trigger: Span
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    factuality: str
    holder: Span | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, the events that it tells (none, where it tells none) and where it stands (``file:line``)."""

    text: str
    events: tuple[Labelled, ...]
    where: str


def passages(folder: Path) -> list[Passage]:
    """Every passage of every file of ``folder``, by file name, then line. Raises ``InputRefused`` naming file and line."""
    return [p for file in sorted(folder.glob("*.txt")) for p in _of_file(file)]


def _of_file(file: Path) -> Iterator[Passage]:
    text, where, events = "", "", list[Labelled]()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        here = f"{file.name}:{number}"
        if line.startswith("T "):
            if text:
                yield Passage(text, tuple(events), where)
            text, where, events = line[2:].strip(), here, []
        elif line.startswith("E ") and text:
            events.append(_event(line[2:], text, here))
        elif line.strip() and not line.startswith("#"):
            raise InputRefused(f"{here}: a line starts with T, E or #")
    if text:
        yield Passage(text, tuple(events), where)


def _event(line: str, text: str, here: str) -> Labelled:
    fields = [part.strip() for part in line.split("|")]
    if len(fields) not in (5, 6):
        raise InputRefused(f"{here}: {len(fields)} fields; an event has type, trigger, sources, targets, factuality, holder")
    type, _, mode = fields[0].partition("-")
    if type not in TYPES:
        raise InputRefused(f"{here}: no event type {type!r}")
    trigger = _span(fields[1], text, here)
    return Labelled(
        type=type,
        mode=mode or None,
        trigger=trigger,
        source=_spans(fields[2], text, here),
        target=_spans(fields[3], text, here),
        factuality=fields[4],
        holder=_span(fields[5], text, here) if len(fields) > 5 and fields[5] else None,
    )


def _spans(field: str, text: str, here: str) -> tuple[Span, ...]:
    return tuple(_span(part.strip(), text, here) for part in field.split(";") if part.strip())


def _span(words: str, text: str, here: str) -> Span:
    """Where ``words`` stand; ``words#2`` is their second occurrence."""
    words, _, which = words.partition("#")
    words, start = words.strip(), -1
    for _ in range(int(which) if which.strip().isdigit() else 1):
        start = text.find(words, start + 1)
        if start < 0 or not words:
            raise InputRefused(f"{here}: {words!r} does not stand in the passage")
    return start, start + len(words)
