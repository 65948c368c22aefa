"""Lines → units: paragraphs with their hard-wrapped lines joined, headings, list items, each on its own."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass

_NEWLINE = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
_BULLET = re.compile(r"(?:[-*•·‣▪◦●–+]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])[ \t\xa0]+\S|[*•·‣▪◦●]\S|>|#{1,6}[ \t]")
_ENUMERATOR = re.compile(r"\(?\d{1,2}[.)]\s+(?=\S)")
# Something to see: no space, no zero-width character, no control character.
_INK = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_FIRST_WORD = re.compile(r"\S+")
_STOPS = (".", "!", "?", ":", ";", '"', ")", "]")
# Longer lines are paragraphs, not lines of a wrapped one.
_WIDEST, _NARROWEST = 140, 40
_WRAPPED_SHARE = 0.4
_TIGHT_SHARE = 0.25
# A heading is no longer than this.
_HEADING_CHARACTERS, _HEADING_WORDS = 130, 20
_LABEL_WORDS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: the span of its content, its normalised words, what stands before it."""

    start: int
    end: int
    text: str
    indent: int
    raw: str
    blank_before: bool


@dataclass(slots=True)
class Unit:
    """One or more lines that belong together. ``tight``: no blank line between this unit and the one before."""

    start: int
    end: int
    text: str
    lines: tuple[Line, ...]
    tight: bool
    bullet: bool
    marked: bool
    """A Markdown heading: ``# Title``, or a line underlined with ``===`` or ``---``, or all bold."""


def split(given: str, plain: str) -> list[Line]:
    """The lines of ``given`` that hold more than space, with their words as ``plain`` (same length) has them."""
    lines: list[Line] = []
    start, blank = 0, True
    ends = [(m.start(), m.end()) for m in _NEWLINE.finditer(given)]
    for end, after in [*ends, (len(given), len(given))]:
        words = plain[start:end]
        raw = given[start:end]
        if _INK.search(raw):
            left = len(words) - len(words.lstrip())
            right = len(words.rstrip())
            if right <= left:  # only marks that normalisation blanked, such as a lone bullet
                left, right = len(raw) - len(raw.lstrip()), len(raw.rstrip())
            text = " ".join(words.split())
            lines.append(Line(start + left, start + right, text, len(raw) - len(raw.lstrip()), raw.strip(), blank))
            blank = False
        else:
            blank = True
        start = after
    return lines


def units(lines: list[Line], alone: Callable[[Line], bool]) -> list[Unit]:
    """Lines joined where a paragraph was wrapped. ``alone`` says which lines never join (bylines, debris)."""
    width = _width(lines)
    singles = [alone(line) for line in lines]
    found: list[Unit] = []
    group: list[Line] = []
    previous = False
    for line, single in zip(lines, singles, strict=True):
        if group and (single or previous or not _joins(group[-1], line, width)):
            found.append(_unit(group))
            group = []
        group.append(line)
        previous = single
    if group:
        found.append(_unit(group))
    return _underlined(found)


def _width(lines: list[Line]) -> int | None:
    """The column at which the text was wrapped, or None where its lines are whole paragraphs."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.blank_before]
    short = [(a, b) for a, b in pairs if len(a.text) <= _WIDEST]
    if len(short) < max(1, 0.8 * len(pairs)):
        return None
    width = max(len(a.text) for a, _ in short)
    running = sum(b.text[:1].islower() for _, b in short)
    return width if width >= _NARROWEST and running >= _WRAPPED_SHARE * len(short) else None


def _joins(before: Line, line: Line, width: int | None) -> bool:
    if line.blank_before or _BULLET.match(line.raw) or before.raw.startswith("#"):
        return False
    if not before.text or not line.text:
        return False
    if line.text[0].islower() and not before.text.endswith(_STOPS):
        return True
    if width is None or line.indent > before.indent + 1:
        return False
    first = _FIRST_WORD.match(line.text)
    return len(before.text) + 1 + (first.end() if first else 0) > width


def _unit(lines: list[Line]) -> Unit:
    raw = lines[0].raw
    bold = len(lines) == 1 and len(raw) > 4 and raw[:2] == raw[-2:] and raw[:2] in ("**", "__") and raw[2] not in "*_"
    return Unit(
        start=lines[0].start,
        end=lines[-1].end,
        text=lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines),
        lines=tuple(lines),
        tight=not lines[0].blank_before,
        bullet=bool(_BULLET.match(raw)) and not raw.startswith("#") and not bold,
        marked=(raw.startswith("#") and len(lines) == 1) or bold,
    )


def _underlined(found: list[Unit]) -> list[Unit]:
    for unit, under in itertools.pairwise(found):
        mark = under.lines[0].raw
        if under.tight and len(unit.lines) == 1 and len(mark) >= 3 and set(mark) in ({"="}, {"-"}):
            unit.marked = True
    return found


def enumerator(unit: Unit, plain: str) -> int:
    """How many characters of ``1. `` or ``(2) `` stand at the start of a unit."""
    found = _ENUMERATOR.match(plain, unit.start, unit.end)
    return found.end() - unit.start if found else 0


def is_prose(text: str) -> bool:
    """Whether ``text`` reads as running prose: twelve words or more, or six that end with a stop."""
    words = text.count(" ") + 1
    return words >= 12 or (words >= 6 and text.rstrip("\"')]").endswith((".", "!", "?")))


def headings(found: list[Unit]) -> list[bool]:
    """Which units are headings: short lines without a final stop, apart from what is round them, with text below."""
    tight_document = sum(u.tight for u in found[1:]) > _TIGHT_SHARE * max(1, len(found) - 1)
    flags = [False] * len(found)
    text_below = False
    for index in range(len(found) - 1, -1, -1):
        unit = found[index]
        if unit.marked:
            flags[index] = True
        elif text_below and _may_head(unit, first=index == 0):
            after = found[index + 1]
            apart = index == 0 or tight_document or not (unit.tight or after.tight)
            flags[index] = apart and not (unit.bullet and (after.bullet or unit.text.count(" ") >= _LABEL_WORDS))
        text_below = text_below or not flags[index]
    return flags


def _may_head(unit: Unit, *, first: bool) -> bool:
    text = unit.text
    words = text.split()
    if len(text) > _HEADING_CHARACTERS or len(words) > _HEADING_WORDS or not any(c.isalpha() for c in text):
        return False
    if text[0].islower() or text[0] in "(*[":
        return False
    if text.endswith("?"):
        return len(words) <= _HEADING_WORDS and text.count("?") == 1 and ". " not in text
    if text.endswith("."):
        return first and len(words) >= 3 and (_titled(words) or text.endswith("..."))
    return not text.rstrip("\"')]").endswith((".", "!", ":", ";", ",", "?")) or (first and text.endswith("!"))


def _titled(words: list[str]) -> bool:
    """Headline style: nearly all long words begin with a capital."""
    long = [w for w in words if len(w.strip("\"'.,")) >= 4 and w.strip("\"'(")[:1].isalpha()]
    return len(long) >= 2 and sum(w.strip("\"'(")[0].isupper() for w in long) >= 0.75 * len(long)
