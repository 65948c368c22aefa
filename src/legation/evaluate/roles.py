"""From raw sentences: type right with both the marked source and the marked target found (PLV without its marks)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from legation.engines.local import Coder
from legation.engines.tables import MARK
from legation.evaluate.plover import LONG, MERGED, is_apart, read_rows
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Document, Record
from legation.settings import Settings

Spans = list[tuple[int, int]]
NO_EVENT, NO_DYAD = "no event", "other pair"


def score(gold: Path, settings: Settings) -> Report:
    """Share of sentences with the type, the dyad, and both right in one event; events a sentence; the same by type.

    By type, precision is the share of the sentences with an event of that type in which it is the marked one: an event
    beside it, right or wrong, counts against it, so it is a lower bound.
    """
    rows = read_rows(gold)
    coder = Coder(settings)
    hits: Counter[str] = Counter()
    pairs: list[tuple[str, str]] = []
    errors: list[tuple[str, float, str]] = []
    events = 0
    coded: Counter[str] = Counter()
    for number, row in enumerate(rows):
        text, source, target = plain(row["marked_sentence"])
        record = coder.code(Document(id=str(number), text=text))
        wanted = row["gold_root"]
        events += len(record.events)
        coded.update({MERGED.get(e.type, e.type) for e in record.events})
        right = [_judge(record, i, wanted, source, target) for i in range(len(record.events))]
        hits["type"] += any(t for t, _ in right)
        hits["source and target"] += any(d for _, d in right)
        hits["all"] += any(t and d for t, d in right)
        hits[wanted] += any(t and d for t, d in right)
        pairs.append((wanted, _best(record, wanted, right)))
        name = _fault(record, source, target, right)
        if name is not None:
            sure = max((e.confidence for e in record.events), default=0.0)
            told = "" if is_apart(row["marked_sentence"]) else f"row {number + 1}: {row['marked_sentence'][:LONG]}"
            errors.append((name, sure, told))
    report = Report("roles")
    for name in ("type", "source and target", "all"):
        report.share(name, hits[name], len(rows))
    report.add("events a sentence", events / len(rows))
    counts = Counter(wanted for wanted, _ in pairs)
    report.types({t: precision_recall(hits[t], coded[t] - hits[t], n - hits[t]) for t, n in counts.items()}, counts)
    report.confusion(pairs, title="Coded as (columns) between the marked actors, by gold type")
    report.classes(errors)
    return report


def _best(record: Record, wanted: str, right: list[tuple[bool, bool]]) -> str:
    """The type of the event between the marked actors: the right one if it is there, else the surest."""
    between = [e for e, (_, dyad) in zip(record.events, right, strict=True) if dyad]
    if not between:
        return NO_DYAD if record.events else NO_EVENT
    types = [MERGED.get(e.type, e.type) for e in sorted(between, key=lambda e: (-e.confidence, e.id))]
    return wanted if wanted in types else types[0]


def _fault(record: Record, source: Spans, target: Spans, right: list[tuple[bool, bool]]) -> str | None:
    """What is wrong with the best event of a sentence, None where one is all right."""
    if any(t and d for t, d in right):
        return None
    if not record.events:
        return "no event written"
    typed = [e for e, (t, _) in zip(record.events, right, strict=True) if t]
    if not typed:
        return "pair found, other type" if any(d for _, d in right) else "neither type nor pair found"
    if any(_stands(record, e.source, source) for e in typed):
        empty = all(not e.target for e in typed)
        return "type and source right, no target" if empty else "type and source right, other target"
    if any(_stands(record, e.target or e.source, target) for e in typed):
        empty = all(not e.source for e in typed)
        return "type and target right, no source" if empty else "type and target right, other source"
    return "type right, other actors"


def rightness(gold: Path, coder: Coder, *, apart: bool) -> list[tuple[float, bool]]:
    """For each sentence with an event, the confidence of the surest one and whether its type and dyad are those marked.

    ``apart`` chooses the third of the sentences that is kept apart from error analysis, or the two others.
    """
    found = []
    for number, row in enumerate(read_rows(gold)):
        if is_apart(row["marked_sentence"]) != apart:
            continue
        text, source, target = plain(row["marked_sentence"])
        record = coder.code(Document(id=str(number), text=text))
        if record.events:
            best = max(range(len(record.events)), key=lambda i: (record.events[i].confidence, -i))
            found.append((record.events[best].confidence, all(_judge(record, best, row["gold_root"], source, target))))
    return found


def plain(marked: str) -> tuple[str, Spans, Spans]:
    """The text without marks and the marked spans; nested marks are allowed."""
    pieces: list[str] = []
    spans: dict[str, Spans] = {"s": [], "t": []}
    opened: dict[str, int] = {}
    length = last = 0
    for mark in MARK.finditer(marked):
        pieces.append(marked[last : mark.start()])
        length += mark.start() - last
        last = mark.end()
        closing, name = mark.groups()
        if closing:
            spans[name].append((opened.pop(name), length))
        else:
            opened[name] = length
    return "".join([*pieces, marked[last:]]), spans["s"], spans["t"]


def _judge(record: Record, number: int, wanted: str, source: Spans, target: Spans) -> tuple[bool, bool]:
    event = record.events[number]
    dyad = _stands(record, event.source, source) and _stands(record, event.target or event.source, target)
    return MERGED.get(event.type, event.type) == wanted, dyad


def _stands(record: Record, actors: tuple[str, ...], spans: Spans) -> bool:
    """Whether one of ``actors`` is named within one of ``spans``."""
    named = [(m.start, m.end) for a in record.actors if a.id in actors for m in a.mentions]
    return any(overlap(m, s) for m in named for s in spans)
