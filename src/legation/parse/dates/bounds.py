"""When an undated document can have been written, by the dates it tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from legation.layers import TimeExpression
from legation.parse.dates.lexicon import lexicon

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“‘(]?[A-Z])|\n\s*\n")
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"\b[12]\d{3}\b")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and latest publication day that a text allows (ISO, or None), each with the date that says so."""

    earliest: str | None = None
    latest: str | None = None
    earliest_because: TimeExpression | None = None
    latest_because: TimeExpression | None = None


def weigh(text: str, times: Sequence[TimeExpression]) -> Bounds:
    """Bounds of the publication day of ``text``.

    An event told as past on a date that the text fixes was over when the text was written: the latest such date is
    the earliest bound. An event told as still ahead on a fixed date gives the latest bound. A latest bound that lies
    before the earliest one is dropped, since a plan of the past can be told in a later text.
    """
    past: TimeExpression | None = None
    ahead: TimeExpression | None = None
    for time in times:
        if time.type not in ("DATE", "TIME") or time.from_ is None or time.to is None or not _YEAR.search(time.text):
            continue
        told = _told(text, time)
        if told == "past" and (past is None or past.from_ is None or time.from_ > past.from_):
            past = time
        elif told == "future" and (ahead is None or ahead.to is None or time.to < ahead.to):
            ahead = time
    earliest = past.from_ if past else None
    latest = ahead.to if ahead else None
    if earliest and latest and latest < earliest:
        latest, ahead = None, None
    return Bounds(earliest, latest, past, ahead)


def bounds(document_text: str, times: Sequence[TimeExpression]) -> tuple[str | None, str | None]:
    """The earliest and latest publication day of ``document_text`` as ISO days or None; see :func:`weigh` for why."""
    found = weigh(document_text, times)
    return found.earliest, found.latest


def _told(text: str, time: TimeExpression) -> str | None:
    """``past`` or ``future`` by the cue nearest to the date in its sentence; None without a cue."""
    lists = lexicon().lists
    start = max((m.end() for m in _SENTENCE_END.finditer(text, max(0, time.start - 600), time.start)), default=0)
    stop = _SENTENCE_END.search(text, time.end)
    end = stop.start() if stop else len(text)
    best: tuple[int, str] | None = None
    for word in _WORD.finditer(text, start, end):
        if time.start <= word.start() < time.end:
            continue
        lower = word[0].lower()
        if lower in lists["bound_future"]:
            side = "future"
        elif lower in lists["bound_past"] or (lower.endswith("ed") and len(lower) > 4):
            side = "past"
        else:
            continue
        gap = time.start - word.end() if word.end() <= time.start else word.start() - time.end
        if best is None or gap < best[0]:
            best = (gap, side)
    return best[1] if best else None
