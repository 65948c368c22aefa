"""Dates, times, durations and sets in a text, as TimeML annotates them, with the days they cover.

Words and grammar stand in ``resources/dates``; values follow TIMEX3 (TimeML 1.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legation.layers import Reading, TimeExpression
from legation.parse.dates import calendar
from legation.parse.dates.bounds import Bounds, bounds, weigh
from legation.parse.dates.draft import Draft
from legation.parse.dates.readings import Reader
from legation.parse.dates.resolve import Resolver
from legation.parse.dates.scan import matches, tokenise
from legation.parse.dates.tense import Tense

# A date line stands within so many characters of the top, after at most a label (Published on:).
_TOP = 600
_LABEL = re.compile(r"\s*(?:[A-Z]\w+(?: \w+){0,2}\s*[:|–—-]\s*)?")

__all__ = ["Bounds", "bounds", "find", "weigh"]


def find(reading: Reading) -> tuple[TimeExpression, ...]:
    """The time expressions of ``reading.text`` outside its boilerplate, in order of the text.

    Relative ones are placed by ``document.published``, else by the nearest date told before them; a text that tells
    history (mostly years other than its own) is placed by the dates it tells even where it has a publication date.
    A full date alone on a line at the top stands in for a publication date that is not given. What no date fixes has
    ``X`` in its value and no days. ``reading.doc`` may be None: then tense decides nothing.
    """
    tokens, codes = tokenise(reading.text, (block.start for block in reading.blocks))
    tense = Tense(reading.doc)
    reader = Reader(tokens, codes, tense)
    skipped = reading.boilerplate
    drafts = [
        draft
        for made in matches(codes, reader.read)
        for draft in made
        if not any(draft.start < end and start < draft.end for start, end in skipped)
    ]
    resolver = Resolver(reading.text, _published(reading) or _dateline(reading.text, drafts), tense, drafts)
    given = reading.document.text  # resolved on the normalised text, quoted from the given one
    placed = (resolver.place(draft) for draft in drafts)
    return tuple(replace(time, text=given[time.start : time.end]) for time in placed)


def _published(reading: Reading) -> date | None:
    stated = reading.document.published
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:  # a year or a month alone places nothing to the day
        return None


def _dateline(text: str, drafts: Sequence[Draft]) -> date | None:
    """The full date that stands alone on one of the first lines."""
    for draft in drafts:
        if draft.start > _TOP:
            return None
        if not (draft.year and draft.year > 0 and draft.month and draft.day):
            continue
        line = text[text.rfind("\n", 0, draft.start) + 1 : draft.start]
        rest = text[draft.end :].partition("\n")[0]
        if _LABEL.fullmatch(line) and not rest.strip(" \t\xa0.|,-–—"):
            found = calendar.ymd(draft.year, draft.month, draft.day)
            return found.first if found else None
    return None
