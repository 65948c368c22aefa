"""From raw sentences: type right with both the marked source and the marked target found (PLV without its marks)."""

from __future__ import annotations

from pathlib import Path

from legation.engines.local import Coder
from legation.engines.tables import MARK
from legation.evaluate.plover import MERGED, is_apart, read_rows
from legation.evaluate.report import Report, overlap
from legation.record import Document, Record
from legation.settings import Settings

Spans = list[tuple[int, int]]


def score(gold: Path, settings: Settings) -> Report:
    """Share of sentences with the type, the dyad, and both right in one event; events a sentence."""
    rows = read_rows(gold)
    coder = Coder(settings)
    hits = {"type": 0, "source and target": 0, "all": 0}
    events = 0
    for number, row in enumerate(rows):
        text, source, target = plain(row["marked_sentence"])
        record = coder.code(Document(id=str(number), text=text))
        events += len(record.events)
        right = [_judge(record, i, row["gold_root"], source, target) for i in range(len(record.events))]
        hits["type"] += any(t for t, _ in right)
        hits["source and target"] += any(d for _, d in right)
        hits["all"] += any(t and d for t, d in right)
    report = Report("roles")
    for name, hit in hits.items():
        report.share(name, hit, len(rows))
    report.add("events a sentence", events / len(rows))
    return report


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
    where = {a.id: [(m.start, m.end) for m in a.mentions] for a in record.actors}

    def stands(actors: tuple[str, ...], spans: Spans) -> bool:
        return any(overlap(m, s) for a in actors for m in where.get(a, []) for s in spans)

    dyad = stands(event.source, source) and stands(event.target or event.source, target)
    return MERGED.get(event.type, event.type) == wanted, dyad
