"""What a match says before it is placed in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["calendar", "deictic", "relative", "shift", "duration", "set", "reference"]
# What an expression counts from: the day of writing, or the date told last.
Base = Literal["speech", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One expression, delimited and read, not yet anchored. Fields that it does not state are None.

    ``year`` is negative before Christ; ``rel`` counts units or occurrences from ``base`` (-1 last, 0 this, 1 next);
    ``amount`` is None where it is vague (``a few``); ``value`` is a TIMEX3 value that needs no anchor.
    """

    start: int
    end: int
    kind: Kind
    year: int | None = None
    year_rel: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    decade: int | None = None
    century: int | None = None
    holiday: str | None = None
    clock: str | None = None
    part: str | None = None
    mod: str | None = None
    rel: int | None = None
    base: Base = "speech"
    unit: str | None = None
    amount: float | None = None
    value: str | None = None
    span: int = 0
    """For a stretch of time that touches the moment of writing: -1 it ends there, 1 it begins there."""
    edge: tuple[int, str, int] | None = None
    """Which stretch of a month is meant: its number (-1 the last), a unit, how many of them."""
    short: bool = False
    """A decade without its century (``the sixties``), to be placed by its anchor."""
