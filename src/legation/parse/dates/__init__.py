"""Dates, times, durations and sets in a text, as TimeML annotates them, with the days they cover.

Words and grammar stand in ``resources/dates``; values follow TIMEX3 (TimeML 1.2.1).
"""

from __future__ import annotations

from datetime import date

from legation.layers import Reading, TimeExpression
from legation.parse.dates.bounds import Bounds, bounds, weigh
from legation.parse.dates.readings import Reader
from legation.parse.dates.resolve import Resolver
from legation.parse.dates.scan import matches, tokenise
from legation.parse.dates.tense import Tense

__all__ = ["Bounds", "bounds", "find", "weigh"]


def find(reading: Reading) -> tuple[TimeExpression, ...]:
    """The time expressions of ``reading.text`` outside its boilerplate, in order of the text.

    Relative ones are placed by ``document.published``, else by the nearest date told before them; a text that tells
    history (mostly years other than its own) is placed by the dates it tells even where it has a publication date.
    What no date fixes has ``X`` in its value and no days. ``reading.doc`` may be None: then tense decides nothing.
    """
    tokens, codes = tokenise(reading.text, (block.start for block in reading.blocks))
    tense = Tense(reading.doc)
    reader = Reader(tokens, codes, tense.is_date)
    skipped = reading.boilerplate
    drafts = [
        draft
        for made in matches(codes, reader.read)
        for draft in made
        if not any(draft.start < end and start < draft.end for start, end in skipped)
    ]
    resolver = Resolver(reading.text, _published(reading), tense, drafts)
    return tuple(resolver.place(draft) for draft in drafts)


def _published(reading: Reading) -> date | None:
    stated = reading.document.published
    return date.fromisoformat(stated[:10]) if stated else None
