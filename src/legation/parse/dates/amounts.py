"""Numbers, clock times and TIMEX3 durations as words tell them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_UNIT = re.compile(r"(T?)(\d*)(\w+)")
# What half of a unit is in the next finer one.
_HALVES = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "10Y": "P5Y", "100Y": "P50Y", "TM": "PT30S"}


def number(words: Sequence[tuple[str, Any]]) -> float | None:
    """The number that ``words`` (text, class value) tell; None where it is vague; ``a`` is one.

    ``twenty-five``, ``a hundred and two``, ``two and a half``, ``5 1/2``, ``half a``.
    """
    total = 0.0
    seen = False
    article = False
    for text, value in words:
        if value == "X":
            return None
        if value == "A":
            article = True
        elif "/" in text and len(text) > 1:
            over, under = text.split("/")
            total, seen = total + int(over) / max(int(under), 1), True
        elif isinstance(value, str) and value[0] == "x":
            total, seen = (total or 1) * int(value[1:]), True
        elif isinstance(value, (int, float)) and value:
            total, seen = total + value, True
    return total if seen else 1.0 if article else None


def ordinal(words: Sequence[tuple[str, Any]]) -> int | None:
    """``nineteenth``, ``twenty-first``, ``19th``; None where the words name no century."""
    total = 0
    for text, value in words:
        digits = re.sub(r"\D", "", text)
        total += int(digits) if digits else 2 if value == "TS" else int(value) if isinstance(value, int) else 0
    return total if 1 <= total <= 30 else None


def duration(amount: float | None, unit: str) -> str:
    """The TIMEX3 value: ``P6Y``, ``PT5H30M``, ``PXW`` where the amount is vague. Decades and centuries are years."""
    if unit == "NI":
        unit = "D"
    if amount == 0.5 and unit in _HALVES:
        return _HALVES[unit]
    found = _UNIT.fullmatch(unit)
    assert found is not None
    clock, times, letter = found.groups()
    if letter == "Q":
        times, letter = "3", "M"
    if amount is None:
        return f"P{clock}X{letter}"
    count = amount * int(times or 1)
    if clock and letter == "H" and count % 1:
        return f"PT{int(count)}H{round(count % 1 * 60)}M"
    return f"P{clock}{count:g}{letter}" if count < 1e6 else f"P{clock}{count:.0f}{letter}"


def clock(words: Sequence[str], value: Any) -> str | None:
    """``9 a.m.``, ``10:57``, ``three o'clock`` as ``HH:MM``; None where it is no time of day."""
    head = words[0] if not isinstance(value, str) else value
    hour, minute = (int(part) for part in head.split(":")) if ":" in head else (int(value), 0)
    tail = words[-1].lower().replace(".", "") if len(words) > 1 else ""
    if tail == "pm" and hour < 12:
        hour += 12
    elif tail == "am" and hour == 12:
        hour = 0
    return f"{hour:02d}:{minute:02d}" if hour < 25 and minute < 60 else None
