"""Stretches of the calendar: TIMEX3 values with the days they cover, and arithmetic on them.

Years before Christ are negative numbers here (44 BC is -44); ISO days exist from the year 1 on, so such a
:class:`Period` has a value but no days.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date

SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# Of coarser to finer, as TIMEX3 values and event dates can be ordered.
FINENESS = {
    "century": 0,
    "decade": 1,
    "year": 2,
    "season": 3,
    "quarter": 3,
    "month": 4,
    "week": 5,
    "weekend": 6,
    "day": 7,
}
_THIRDS = {"START": (0, 3), "MID": (1, 3), "END": (2, 3), "HALF1": (0, 2), "HALF2": (1, 2)}


@dataclass(frozen=True, slots=True)
class Period:
    """A named stretch of time. ``first`` and ``last`` are days, or None where the value does not fix them."""

    value: str
    first: date | None
    last: date | None
    grain: str
    year: int | None = None
    month: int | None = None

    @property
    def known(self) -> bool:
        """Whether the value names one stretch of the calendar and not a kind of stretch (``XXXX-12``)."""
        return self.year is not None


def _counted(number: int) -> bool:
    """Whether days of a year (and of the season that runs into the next) can be told as ISO days."""
    return 1 <= number <= 9998


def plus(when: date, days: int) -> date:
    """``days`` after a day, kept within the years 1 to 9999."""
    return date.fromordinal(min(max(when.toordinal() + days, 1), date.max.toordinal()))


def year_text(year: int) -> str:
    """The TIMEX3 form of a year: four digits, ``BC`` before them where it is negative."""
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def day(when: date) -> Period:
    return Period(when.isoformat(), when, when, "day", when.year, when.month)


def ymd(year: int, month: int, number: int) -> Period | None:
    """The day ``number`` of a month, or None where the month has no such day."""
    if not _counted(year):
        return Period(f"{year_text(year)}-{month:02d}-{number:02d}", None, None, "day", year, month)
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def week(when: date) -> Period:
    """The ISO week around a day."""
    iso = when.isocalendar()
    first = plus(when, 1 - iso.weekday)
    return Period(f"{iso.year}-W{iso.week:02d}", first, plus(first, 6), "week", when.year, when.month)


def weekend(when: date) -> Period:
    """Saturday and Sunday of the ISO week around a day."""
    whole = week(when)
    assert whole.last is not None
    return Period(f"{whole.value}-WE", plus(whole.last, -1), whole.last, "weekend", when.year, when.month)


def month(year: int, number: int) -> Period:
    value = f"{year_text(year)}-{number:02d}"
    if not _counted(year):
        return Period(value, None, None, "month", year, number)
    last = calendar.monthrange(year, number)[1]
    return Period(value, date(year, number, 1), date(year, number, last), "month", year, number)


def year(number: int) -> Period:
    return _years(year_text(number), number, 1, "year")


def season(number: int, name: str) -> Period:
    """A season by the months of the northern hemisphere; a winter belongs to the year in which it begins."""
    value = f"{year_text(number)}-{name}"
    if not _counted(number):
        return Period(value, None, None, "season", number)
    start = SEASON_START[name]
    return _months(value, number, start, 3, "season")


def quarter(number: int, which: int) -> Period:
    value = f"{year_text(number)}-Q{which}"
    return (
        _months(value, number, 3 * which - 2, 3, "quarter")
        if _counted(number)
        else Period(value, None, None, "quarter", number)
    )


def decade(number: int) -> Period:
    """The ten years that hold the year ``number`` (1990 to 1999): value ``199``."""
    start = abs(number) // 10
    if number < 1:
        return Period(f"BC{start:03d}", None, None, "decade", -start * 10)
    return _years(f"{start:03d}", start * 10, 10, "decade")


def century(ordinal: int, *, before_christ: bool = False) -> Period:
    """The nth century: value ``18`` for the nineteenth; its days run from 1 January 1801 to 31 December 1900."""
    if before_christ:
        return Period(f"BC{ordinal - 1:02d}", None, None, "century", -(ordinal - 1) * 100)
    return replace(_years(f"{ordinal - 1:02d}", ordinal * 100 - 99, 100, "century"), year=ordinal * 100 - 99)


def _years(value: str, start: int, count: int, grain: str) -> Period:
    if start < 1 or start + count > 9999:
        return Period(value, None, None, grain, start)
    return Period(value, date(start, 1, 1), date(start + count - 1, 12, 31), grain, start)


def _months(value: str, number: int, start: int, count: int, grain: str) -> Period:
    last_year, last = divmod(number * 12 + start - 1 + count - 1, 12)
    end = date(last_year, last + 1, calendar.monthrange(last_year, last + 1)[1])
    return Period(value, date(number, start, 1), end, grain, number, start)


def trim(period: Period, part: str) -> Period:
    """The early, middle or late third (``START MID END``) or a half of a period's days; the value stays whole."""
    if period.first is None or period.last is None or period.grain == "day" or part not in _THIRDS:
        return period
    which, of = _THIRDS[part]
    total = (period.last - period.first).days + 1
    start = plus(period.first, total * which // of)
    end = plus(period.first, total * (which + 1) // of - 1)
    return replace(period, first=start, last=end)


def edge(period: Period, which: int, unit: str, count: int) -> Period:
    """The ``which``-th ``count`` units of a period's days (``the last two weeks``: -1); the value stays whole.

    The week of a day is the ISO week round it.
    """
    if period.grain == "day" and unit == "W" and period.first is not None:
        return week(period.first)
    size = {"D": 1, "W": 7, "2W": 14}.get(unit, 0) * count
    if period.first is None or period.last is None or not size:
        return period
    if which < 0:
        return replace(period, first=max(period.first, plus(period.last, 1 - size)))
    start = min(period.last, plus(period.first, size * (which - 1)))
    return replace(period, first=start, last=min(period.last, plus(start, size - 1)))


def shift(base: Period, unit: str, count: int) -> Period | None:
    """``count`` units (``D W WE 2W M Q Y 10Y 100Y``) from ``base``, at the grain of the unit.

    A base coarser than the unit leaves the finer part open (``1915-XX``). None where the unit is no calendar unit.
    """
    if base.year is None:
        return None
    fine = FINENESS.get(base.grain, 7) >= 5 and base.first is not None
    if unit in ("D", "W", "WE", "2W"):
        return _shift_days(base, unit, count) if fine else _open(base, unit)
    if unit in ("M", "Q"):
        step = count * (3 if unit == "Q" else 1)
        if base.month is None:
            return Period(f"{year_text(base.year)}-XX", None, None, "month")
        number, index = divmod(base.year * 12 + base.month - 1 + step, 12)
        return month(number, index + 1) if unit == "M" else quarter(number, index // 3 + 1)
    if unit == "Y":
        return year(_no_zero(base.year, count))
    if unit == "10Y":
        return decade(_no_zero(base.year, 10 * count))
    if unit == "100Y":
        there = _no_zero(base.year, 100 * count)
        return century((abs(there) - 1) // 100 + 1, before_christ=there < 0)
    return None


def _shift_days(base: Period, unit: str, count: int) -> Period | None:
    assert base.first is not None
    days = count * {"D": 1, "W": 7, "WE": 7, "2W": 14}[unit]
    start = base.last if count > 0 and base.last is not None else base.first
    there = plus(start, days)
    if unit == "D":
        return day(there)
    return weekend(there) if unit == "WE" else week(there)


def _open(base: Period, unit: str) -> Period | None:
    """The value where the base is coarser than the unit: only its year or month is kept."""
    assert base.year is not None
    if unit != "D":
        return Period(f"{year_text(base.year)}-WXX", None, None, "week")
    inner = f"-{base.month:02d}-XX" if base.month is not None and base.grain == "month" else "-XX-XX"
    return Period(f"{year_text(base.year)}{inner}", None, None, "day")


def _no_zero(start: int, step: int) -> int:
    there = start + step
    return there if (there > 0) == (start > 0) and there != 0 else there - 1 if start > 0 else there + 1


def holiday(rule: dict[str, int], number: int) -> Period | None:
    """The day of a holiday in a year, by its rule in ``words.yaml``."""
    if not _counted(number):
        return None
    if "easter" in rule:
        return day(plus(_easter(number), rule["easter"]))
    if "weekday" not in rule:
        return ymd(number, rule["month"], rule["day"])
    days = [
        when
        for when in calendar.Calendar().itermonthdates(number, rule["month"])
        if when.month == rule["month"] and when.isoweekday() == rule["weekday"]
    ]
    if "from" in rule:
        return day(next(when for when in days if when.day >= rule["from"]))
    return day(days[rule["nth"] - 1 if rule["nth"] > 0 else rule["nth"]])


def _easter(number: int) -> date:
    """Easter Sunday of a Gregorian year (anonymous Gregorian computus, Meeus 1991)."""
    a, b, c = number % 19, number // 100, number % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    index = h + el - 7 * m + 114
    return date(number, index // 31, index % 31 + 1)
