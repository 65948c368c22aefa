"""Dates that an event takes over from the sentences before it.

Narration goes on at the time it has set (the narrative container of Pustejovsky and Stubbs 2011): an undated past event takes
the date of the last dated one in its paragraph, if that is near, no coarser than a month, and nothing in between moves the time.
Else a report on recent days is bounded: what it tells in the past, without a time of its own, lies between the last recent day
that it has named and its publication.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from legation.events.joining import Telling
from legation.layers import Reading, TimeExpression

REACH = 2  # sentences that a date carries on
RECENT = timedelta(days=45)  # how far before its publication a report's time may lie to bound what follows
AFTER = ("after", "following", "since")  # what stands under these lies behind
LEAD = 4  # sentences, headings counted, that open a report
SPAN = re.compile(r"P(\d+)([DWM])")
DAYS = {"D": 1, "W": 7, "M": 30}
GRAINS = ("minute", "hour", "part", "day", "week", "weekend", "month")


def carry_dates(reading: Reading, tellings: Sequence[Telling]) -> None:
    """Give undated past events of ``tellings`` (in text order) the date that their paragraph has set."""
    doc = reading.parsed
    paragraphs = sorted(block.start for block in reading.blocks)
    timed = _sentences_with_times(reading)
    last: tuple[int, int, TimeExpression] | None = None
    for telling in tellings:
        start = doc[telling.candidate.trigger].idx
        paragraph = bisect_right(paragraphs, start)
        if telling.date is not None:
            last = (paragraph, telling.sentence, telling.date)
            continue
        if not _goes_on(telling):
            continue
        if last is None or last[0] != paragraph or last[2].grain not in GRAINS:
            telling.date = _bounded(reading, telling, paragraphs)
            continue
        between = timed & set(range(last[1] + 1, telling.sentence + 1))
        if 0 <= telling.sentence - last[1] <= REACH and not between and _past(reading, last[2]):
            telling.date = last[2]
        else:
            telling.date = _bounded(reading, telling, paragraphs)


def _bounded(reading: Reading, telling: Telling, paragraphs: Sequence[int]) -> TimeExpression | None:
    """From the last recent day named before a past act until publication; None where the paragraph speaks of older times."""
    published = reading.document.published
    if published is None or not telling.factuality.startswith("CT") or not _told_as_past(reading, telling):
        return None
    start = reading.parsed[telling.candidate.trigger].idx
    named = [t for t in reading.times if t.start < start and t.type in ("DATE", "TIME") and t.from_ and t.to]
    past = [t for t in named if str(t.to) < published and t.grain in GRAINS and _sets_the_time(reading, t)]
    recent = [t for t in past if date.fromisoformat(published) - date.fromisoformat(str(t.to)) <= RECENT]
    recent += [t for t in _leading_spans(reading, published) if t.start < start]
    recent.sort(key=lambda t: t.start)
    here = bisect_right(paragraphs, start)
    own = [t for t in named if bisect_right(paragraphs, t.start) == here and str(t.to) < published]
    if not recent or any(t not in recent for t in own):
        return None
    return replace(recent[-1], value=f"{recent[-1].from_}/{published}", to=published, grain="interval")


def _goes_on(telling: Telling) -> bool:
    proposition = telling.candidate.proposition
    happened = telling.factuality in ("CT+", "CT-", "PR+")
    return happened and (proposition.kind == "noun" or proposition.tense in ("past", None))


def _sets_the_time(reading: Reading, time: TimeExpression) -> bool:
    """Whether a time hangs on a verb; one inside a noun phrase ("the murder two weeks ago") moves only that noun."""
    span = reading.parsed.char_span(time.start, time.end, alignment_mode="expand")
    if span is None or not len(span):
        return False
    above = span.root.head
    while above.pos_ in ("ADP", "NUM", "ADV") and above.head.i != above.i:
        above = above.head
    return bool(above.pos_ in ("VERB", "AUX"))


def _leading_spans(reading: Reading, published: str) -> list[TimeExpression]:
    """ "A week of talks ended": a span of time that a report opens with is the one before its publication."""
    doc = reading.parsed
    opening = [sentence.end_char for sentence in doc.sents][:LEAD]
    found = []
    for time in reading.times:
        size = SPAN.fullmatch(time.value) if time.type == "DURATION" and opening and time.start < opening[-1] else None
        words = doc.char_span(time.start, time.end, alignment_mode="expand") if size else None
        if size and words is not None and len(words) and words.root.dep_ in ("nsubj", "nsubjpass"):
            since = date.fromisoformat(published) - timedelta(days=int(size[1]) * DAYS[size[2]])
            found.append(replace(time, from_=since.isoformat(), to=published))
    return found


def _told_as_past(reading: Reading, telling: Telling) -> bool:
    """Whether the verb of an act, or the one over its noun or participle, is in a past tense, or "after" stands over it."""
    proposition = telling.candidate.proposition
    token = reading.parsed[telling.candidate.trigger]
    if any(a.lower_ in AFTER for a in token.ancestors if a.pos_ in ("ADP", "SCONJ", "VERB")):
        return True
    if proposition.kind == "verb" and token.tag_ != "VBG":
        return proposition.tense == "past"
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX") and a.tag_ != "VBG"), None)
    if verb is None:
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    open_ = any(c.tag_ == "MD" for c in helpers)
    return not open_ and (verb.tag_ in ("VBD", "VBN") or any(c.tag_ == "VBD" for c in helpers))


def _past(reading: Reading, time: TimeExpression) -> bool:
    published = reading.document.published
    return published is None or (time.from_ is not None and time.from_ <= published)


def _sentences_with_times(reading: Reading) -> set[int]:
    """Numbers of the sentences that place themselves in time."""
    placed = [t.start for t in reading.times if t.type in ("DATE", "TIME") and t.from_]
    return {
        number
        for number, sentence in enumerate(reading.parsed.sents)
        if any(sentence.start_char <= start < sentence.end_char for start in placed)
    }
