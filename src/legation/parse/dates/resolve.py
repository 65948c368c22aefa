"""Drafts → time expressions: each is placed by the publication date or by the dates told before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from legation.layers import TimeExpression
from legation.parse.dates import calendar
from legation.parse.dates.calendar import Period
from legation.parse.dates.choose import NO_DAY, distance, genre, grain, maker, open_unit, same_day, unknown
from legation.parse.dates.draft import Draft
from legation.parse.dates.tense import Direction, Tense

# In a narrative a month without a year lies rather after the date told last than before it.
_BACKWARD_COST = 1.6
# In a narrative a date so many years off, or a bare year, inside a sentence is a mention in passing.
_JUMP = 10
_OPENING = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s|\n)\W*(?:[A-Z]\w*\s+(?:the\s+)?){0,2}\Z")
_DURING = re.compile(r"\b(?:in|during|throughout)\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_FAR, _CLOSE = 320, 45
# How many units a vague amount (a few days ago) may cover.
_VAGUE = (2, 9)
_DAYS = {"D": 1, "W": 7, "2W": 14, "M": 31}


class Resolver:
    """Places the drafts of one text, in order. ``told`` is the date told last."""

    def __init__(self, text: str, published: date | None, tense: Tense, drafts: Sequence[Draft]) -> None:
        self.text = text
        self.published = published
        self.tense = tense
        self.narrative, self.history = (True, True) if published is None else genre(drafts, published.year)
        self.told: Period | None = None
        self.named: Period | None = None
        self.told_day: Period | None = None

    def place(self, draft: Draft) -> TimeExpression:
        """The expression that ``draft`` makes at this point of the text; remembers the date it tells."""
        if draft.kind in ("duration", "set", "reference"):
            return self._fixed(draft)
        period = {
            "calendar": self._calendar,
            "deictic": self._deictic,
            "relative": self._relative,
            "shift": self._shift,
        }[draft.kind](draft)
        if draft.kind != "shift" or period.value not in ("PAST_REF", "FUTURE_REF"):
            self._remember(period, draft)
        if draft.edge:
            period = calendar.edge(period, *draft.edge)
        if draft.mod:
            period = calendar.trim(period, draft.mod)
        kind = "TIME" if period.grain in ("part", "minute") else "DATE"
        return self._expression(draft, period, kind)

    # -- anchors ----------------------------------------------------------------------------------------------------

    def _remember(self, period: Period, draft: Draft) -> None:
        if not period.known or period.grain in ("century", "decade"):
            return
        if period.grain in ("part", "minute"):
            period = replace(period, value=period.value.partition("T")[0], grain="day")
        self.named = period
        if self.told is not None and not self._moves(period, draft):
            return
        self.told = period
        if period.grain == "day":
            self.told_day = period

    def _moves(self, period: Period, draft: Draft) -> bool:
        """Whether the story goes on from here; a year mentioned in passing does not move it."""
        if not self.narrative or draft.year is None or self.told is None or self.told.year is None:
            return True
        if _OPENING.search(self.text, max(0, draft.start - 24), draft.start):
            return True
        if abs((period.year or 0) - self.told.year) >= _JUMP:
            return False
        if period.grain != "year" or self.told.grain == "year":
            return True
        within = _DURING.search(self.text, max(0, draft.start - 24), draft.start)
        return within is not None and self.tense.direction(draft.start) == "past"

    def _speech(self) -> Period | None:
        """The moment of writing; a narrative has none of its own (its ``now`` and ``ago`` are quoted)."""
        return calendar.day(self.published) if self.published and not self.history else None

    def _day_told(self) -> Period | None:
        """The date told last, or the day told before it where that lies inside (``on 4 May … in May … that day``)."""
        told, day = self.told, self.told_day
        if told is None or day is None or day.first is None or told.first is None or told.last is None:
            return told
        return day if told.first <= day.first <= told.last else told

    def _base(self, draft: Draft) -> Period | None:
        if draft.base == "told":
            if draft.rel == 0 or draft.year_rel == 0:
                return (self._day_told() if draft.unit == "D" else self.named) or self._speech()
            return (self._day_told() if draft.unit == "D" else self.told) or self._speech()
        return self._speech()

    def _expression(self, draft: Draft, period: Period, kind: str) -> TimeExpression:
        return TimeExpression(
            start=draft.start,
            end=draft.end,
            text=self.text[draft.start : draft.end],
            value=period.value,
            type=kind,
            from_=period.first.isoformat() if period.first else None,
            to=period.last.isoformat() if period.last else None,
            grain=period.grain,
        )

    # -- expressions without an anchor -------------------------------------------------------------------------------

    def _fixed(self, draft: Draft) -> TimeExpression:
        value = draft.value or ""
        first = last = None
        grain = "unknown"
        if draft.kind == "duration" and draft.span and draft.amount and draft.unit:
            first, last = self._touching(draft)
            grain = "interval" if first else "unknown"
        elif value == "PRESENT_REF" and self.published and not self.history:
            first = last = self.published
            grain = "day"
        kind = {"duration": "DURATION", "set": "SET", "reference": "DATE"}[draft.kind]
        return self._expression(draft, Period(value, first, last, grain), kind)

    def _touching(self, draft: Draft) -> tuple[date | None, date | None]:
        base = self._speech()
        if base is None or base.first is None or base.last is None or base.grain != "day" or draft.amount is None:
            return None, None
        there = calendar.shift(base, draft.unit or "", round(draft.amount) * draft.span)
        if there is None or there.first is None or there.last is None:
            return None, None
        months = {"M": 1, "Q": 3, "Y": 12, "10Y": 120, "100Y": 1200}.get(draft.unit or "")
        other = same_day(base.first, round(draft.amount) * draft.span * months) if months else there.first
        return (other, base.last) if draft.span < 0 else (base.first, other)

    # -- calendar expressions ------------------------------------------------------------------------------------------

    def _calendar(self, draft: Draft) -> Period:
        if draft.century is not None:
            return calendar.century(abs(draft.century), before_christ=draft.century < 0)
        if draft.decade is not None:
            return self._decade(draft)
        found = self._dated(draft)
        if draft.clock or draft.part:
            found = self._timed(found, draft)
        return found

    def _decade(self, draft: Draft) -> Period:
        number = draft.decade or 0
        if draft.short:
            base = self._speech() or self.told
            number += (base.year // 100 * 100) if base and base.year else 1900
            while base and base.year and number > base.year:
                number -= 100
        return calendar.decade(number)

    def _dated(self, draft: Draft) -> Period:
        """The day, month, season, quarter or year of a draft, without its time of day."""
        number = self._year(draft)
        make = maker(draft)
        if make is None:
            if draft.weekday is not None:
                return self._weekday(draft)
            if number is not None:
                return calendar.year(number)
            return self._today()
        if number is not None:
            return make(number) or Period(unknown(draft), None, None, "unknown")
        if draft.rel is not None:
            found = self._occurrence(draft, make)
        elif self.published and not (self.narrative and self.told):
            found = self._nearest(make, self.published, self.tense.direction(draft.start), draft.weekday)
        else:
            found = self._following(make)
        return found or Period(unknown(draft), None, None, grain(draft))

    def _year(self, draft: Draft) -> int | None:
        if draft.year is not None:
            return draft.year
        if draft.year_rel is None:
            return None
        base = self._base(draft)
        return None if base is None or base.year is None else base.year + draft.year_rel

    def _today(self) -> Period:
        """The day that a bare time of day belongs to."""
        if self.told_day is not None and self.told_day is self.told:
            return self.told_day
        if self.history:
            return NO_DAY
        return calendar.day(self.published) if self.published else NO_DAY

    def _occurrence(self, draft: Draft, make: Callable[[int], Period | None]) -> Period | None:
        """``last October``, ``this summer``, ``the following March``."""
        base = self._base(draft)
        if base is None or base.year is None or base.first is None or base.last is None:
            return None if base is None or base.year is None else make(base.year + (draft.rel or 0))
        around = [found for step in (-1, 0, 1) if (found := make(base.year + step)) and found.first and found.last]
        if draft.rel == -1:
            return next((f for f in reversed(around) if f.last and f.last < base.first), None)
        if draft.rel == 1:
            return next((f for f in around if f.first and f.first > base.last), None)
        if draft.base == "speech" and self.tense.direction(draft.start) == "past":
            return next((f for f in reversed(around) if f.first and f.first <= base.last), None)
        return make(base.year)

    def _nearest(
        self, make: Callable[[int], Period | None], now: date, direction: Direction | None, weekday: int | None
    ) -> Period | None:
        """The occurrence that tense points to, from the day of writing; without tense the nearest."""
        around = [found for step in (-1, 0, 1) if (found := make(now.year + step)) and found.first and found.last]
        if weekday is not None:
            around = [f for f in around if f.first and f.first.isoweekday() == weekday] or around
        chosen: Period | None = None
        if direction == "past":
            chosen = next((f for f in reversed(around) if f.first and f.first <= calendar.plus(now, 1)), None)
        elif direction == "future":
            chosen = next((f for f in around if f.last and f.last >= now), None)
        if not around:
            return None
        near = min(around, key=lambda f: (distance(f, now), f.value))
        # A tense misread is likelier than a day a year off where another lies days away.
        if chosen is None or (chosen.grain == "day" and distance(chosen, now) > _FAR and distance(near, now) < _CLOSE):
            return near
        return chosen

    def _following(self, make: Callable[[int], Period | None]) -> Period | None:
        """In a narrative: the occurrence near the date told last, rather after it than before."""
        told = self.told
        if told is None or told.year is None:
            return None
        here = make(told.year)
        if told.month is None or here is None or here.month is None or told.year < 1:
            return here
        start = here.month + (1 if here.grain == "season" else 0)

        def cost(step: int) -> float:
            months = 12 * step + start - (told.month or 0)
            return months if months >= 0 else -months * _BACKWARD_COST

        return make(told.year + min((0, 1, -1), key=cost))

    def _weekday(self, draft: Draft) -> Period:
        wanted = draft.weekday or 1
        if draft.base == "told" or self.history:
            base = self.told_day if self.told_day is self.told else None
            if base is None and self.published:
                base = calendar.day(self.published)
            if base is None or base.first is None:
                return Period(f"XXXX-WXX-{wanted}", None, None, "day")
            ahead = (wanted - base.first.isoweekday()) % 7
            if draft.rel == -1:
                ahead = ahead - 7
            elif draft.rel == 1:
                ahead = ahead or 7
            return calendar.day(calendar.plus(base.first, ahead))
        assert self.published is not None
        ahead = (wanted - self.published.isoweekday()) % 7
        if draft.rel == 1:
            ahead = ahead or 7
        elif draft.rel == -1 or (ahead and self.tense.direction(draft.start) != "future"):
            ahead -= 7
        return calendar.day(calendar.plus(self.published, ahead))

    def _timed(self, period: Period, draft: Draft) -> Period:
        base = period.value if period.grain == "day" else "XXXX-XX-XX"
        known = period if period.grain == "day" else NO_DAY
        if draft.clock:
            return replace(known, value=f"{base}T{draft.clock}", grain="minute")
        return replace(known, value=f"{base}T{draft.part}", grain="part")

    # -- relative expressions ------------------------------------------------------------------------------------------

    def _deictic(self, draft: Draft) -> Period:
        step = draft.rel or 0
        if draft.base == "told":
            base = self._day_told()
            found = calendar.shift(base, "D", step) if base else None
        elif self.history:
            if not step and not draft.part:
                return Period("PRESENT_REF", None, None, "unknown")
            found = None
        else:
            assert self.published is not None
            found = calendar.day(calendar.plus(self.published, step))
        found = found or NO_DAY
        return self._timed(found, draft) if draft.part or draft.clock else found

    def _relative(self, draft: Draft) -> Period:
        base = self._base(draft)
        if draft.value == "free":
            base = self._speech() or self.told
        unit = draft.unit or "D"
        found = calendar.shift(base, unit, draft.rel or 0) if base else None
        if found is None:
            return Period(open_unit(unit), None, None, "unknown")
        if (
            found.first
            and unit == "WE"
            and draft.value == "free"
            and base
            and base.first
            and found.first > base.first
            and self.tense.direction(draft.start) == "past"
        ):
            return calendar.shift(base, unit, -1) or found
        return found

    def _shift(self, draft: Draft) -> Period:
        base = self._base(draft) if draft.base == "speech" else self._day_told() if draft.unit == "D" else self.told
        sign, unit = draft.rel or 1, draft.unit or "D"
        if draft.amount is None:
            return self._vague(base if draft.base == "speech" else None, unit, sign)
        count = sign * round(draft.amount)
        if draft.amount % 1 and unit in ("Y", "10Y"):
            unit, count = "M", sign * round(draft.amount * (12 if unit == "Y" else 120))
        if unit == "10Y" and abs(count) == 1:
            unit, count = "Y", 10 * count
        found = calendar.shift(base, unit, count) if base else None
        return found or Period(open_unit(unit), None, None, "unknown")

    def _vague(self, base: Period | None, unit: str, sign: int) -> Period:
        """``a few days ago``: no day, but the days it can be."""
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        if base is None or base.grain != "day" or base.first is None or unit not in _DAYS:
            return Period(value, None, None, "unknown")
        near, far = (calendar.plus(base.first, sign * count * _DAYS[unit]) for count in _VAGUE)
        return Period(value, min(near, far), max(near, far), "interval")
