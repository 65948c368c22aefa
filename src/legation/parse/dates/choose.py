"""What a draft could name, and what kind of text it stands in: helpers of the resolver."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from legation.parse.dates import calendar
from legation.parse.dates.calendar import Period
from legation.parse.dates.draft import Draft
from legation.parse.dates.lexicon import lexicon

# A text is a narrative where it tells at least so many years other than its own, and many more of them than days around
# it; it tells history where so many lie farther off than _OWN_YEARS, and fewer within.
_NARRATIVE_YEARS = 8
_HISTORY_YEARS = 3
_OWN_YEARS = 2

NO_DAY = Period("XXXX-XX-XX", None, None, "day")


def genre(drafts: Sequence[Draft], year: int) -> tuple[bool, bool]:
    """Whether a text is a narrative (it dates its events by year, hardly by its own day), and whether it tells history.

    History is a narrative of years mostly away from its own: its ``today`` and ``ago`` are quoted.
    """
    other = sum(1 for d in drafts if d.year is not None and d.year != year)
    far = sum(1 for d in drafts if d.year is not None and abs(d.year - year) > _OWN_YEARS)
    own = sum(1 for d in drafts if d.year is not None and abs(d.year - year) <= _OWN_YEARS)
    near = sum(
        1
        for d in drafts
        if (d.kind in ("deictic", "shift") and d.base == "speech")
        or (d.kind == "relative" and d.base == "speech" and d.value != "free")
        or (d.kind == "calendar" and d.weekday is not None and d.month is None)
    )
    history = far >= (_HISTORY_YEARS if near or own else 2) and far > 4 * near and far > own
    return history or (other >= _NARRATIVE_YEARS and other > 4 * near), history


def maker(draft: Draft) -> Callable[[int], Period | None] | None:
    """The calendar unit of a draft as a function of its year; None for a year or a weekday."""
    if draft.holiday is not None:
        rule = lexicon().holidays[draft.holiday]
        return lambda number: calendar.holiday(rule, number)
    if draft.month is not None and draft.day is not None:
        month, day = draft.month, draft.day
        return lambda number: calendar.ymd(number, month, day)
    if draft.month is not None:
        month = draft.month
        return lambda number: calendar.month(number, month)
    if draft.season is not None:
        season = draft.season
        return lambda number: calendar.season(number, season)
    if draft.quarter is not None:
        quarter = draft.quarter
        return lambda number: calendar.quarter(number, quarter)
    return None


def unknown(draft: Draft) -> str:
    if draft.month is not None:
        return f"XXXX-{draft.month:02d}" + (f"-{draft.day:02d}" if draft.day else "")
    if draft.season is not None:
        return f"XXXX-{draft.season}"
    return f"XXXX-Q{draft.quarter}" if draft.quarter else "XXXX-XX-XX"


def grain(draft: Draft) -> str:
    if draft.day is not None or draft.holiday is not None:
        return "day"
    return "month" if draft.month is not None else "season" if draft.season is not None else "quarter"


def open_unit(unit: str) -> str:
    return {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}.get(unit, "XXXX")


def distance(period: Period, now: date) -> int:
    assert period.first is not None and period.last is not None
    if period.first <= now <= period.last:
        return 0
    return (period.first - now).days if period.first > now else (now - period.last).days


def same_day(start: date, months: int) -> date | None:
    number, index = divmod(start.year * 12 + start.month - 1 + months, 12)
    if not 1 <= number <= 9999:
        return None
    last = calendar.month(number, index + 1).last
    return min(calendar.plus(date(number, index + 1, 1), start.day - 1), last) if last else None
