"""Calendar days as publications write them: ``2016-06-15``, ``Wednesday, June 15, 2016``, ``15 Jun 2016 10:30 GMT``."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from legation import resources

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)(?:[T ].*)?$", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?$")


@cache
def _months() -> dict[str, int]:
    listed = resources.load("read/origin.yaml")["months"]
    return {name: number for number, names in enumerate(listed, 1) for name in names}


@cache
def pattern() -> str:
    """A regular expression (no groups, ignore case) for a whole date with its year, weekday included."""
    data = resources.load("read/origin.yaml")
    month = "(?:" + "|".join(sorted(_months(), key=len, reverse=True)) + r")\.?"
    weekday = "(?:(?:" + "|".join(data["weekdays"]) + r")\.?,?\s+)?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:1[89]|20)\d\d"
    forms = (rf"{month}\s+{day},?\s+{year}", rf"{day}\s+(?:of\s+)?{month},?\s+{year}", rf"{day}[-/]{month}[-/]{year}",
             rf"{year}[-./]\d{{1,2}}[-./]\d{{1,2}}", rf"\d{{1,2}}[-./]\d{{1,2}}[-./]{year}")  # fmt: skip
    return rf"(?<!\w){weekday}(?:{'|'.join(forms)})(?!\d)"


@cache
def _finder() -> re.Pattern[str]:
    return re.compile(pattern(), re.IGNORECASE)


def published_day(text: str) -> str | None:
    """The ISO day that ``text`` names (a time after it is dropped), or None where it names none."""
    plain = text.strip()
    found = _ISO.match(plain) or _COMPACT.match(plain)
    if found:
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    spelled = _finder().search(plain)
    return day_of(spelled[0]) if spelled else None


def day_of(words: str) -> str | None:
    """The ISO day of a date in one of the forms of :func:`pattern`; None for ``03/04/2016``, which may be two days."""
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    names = [m for w in re.findall(r"[^\W\d_]+", words.lower()) if (m := _months().get(w))]
    year = next((n for n in numbers if n > 31), None)
    rest = [n for n in numbers if n != year]
    if year is None:
        return None
    if names and len(rest) == 1:
        return _iso(year, names[-1], rest[0])
    if len(rest) != 2:
        return None
    if numbers[0] == year:
        return _iso(year, rest[0], rest[1])
    first, second = rest
    if first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None
