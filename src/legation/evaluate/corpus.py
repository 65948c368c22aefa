"""The corpus of labelled sentences (``corpus/*.txt``, format in ``corpus/GUIDE.md``) → passages with their events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from zlib import crc32

from legation.engines.local import Coder
from legation.errors import InputRefused
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Document, Event, EventType, Record
from legation.settings import Settings

Span = tuple[int, int]
TYPES = tuple(get_args(EventType))
SHARE = 10


@dataclass(frozen=True, slots=True)
class Labelled:
    """One event as its labeller wrote it; all spans are characters of the passage."""

    type: str
    mode: str | None
    trigger: Span
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    factuality: str
    holder: Span | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage, the events that it tells (none, where it tells none) and where it stands (``file:line``)."""

    text: str
    events: tuple[Labelled, ...]
    where: str


def passages(folder: Path) -> list[Passage]:
    """Every passage of every file of ``folder``, by file name, then line. Raises ``InputRefused`` naming file and line."""
    return [p for file in sorted(folder.glob("*.txt")) for p in _of_file(file)]


def _of_file(file: Path) -> Iterator[Passage]:
    text, where, events = "", "", list[Labelled]()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        here = f"{file.name}:{number}"
        if line.startswith("T "):
            if text:
                yield Passage(text, tuple(events), where)
            text, where, events = line[2:].strip(), here, []
        elif line.startswith("E ") and text:
            events.append(_event(line[2:], text, here))
        elif line.strip() and not line.startswith("#"):
            raise InputRefused(f"{here}: a line starts with T, E or #")
    if text:
        yield Passage(text, tuple(events), where)


def _event(line: str, text: str, here: str) -> Labelled:
    fields = [part.strip() for part in line.split("|")]
    if len(fields) not in (5, 6):
        raise InputRefused(
            f"{here}: {len(fields)} fields; an event has type, trigger, sources, targets, factuality, holder"
        )
    type, _, mode = fields[0].partition("-")
    if type not in TYPES:
        raise InputRefused(f"{here}: no event type {type!r}")
    trigger = _span(fields[1], text, here)
    return Labelled(
        type=type,
        mode=mode or None,
        trigger=trigger,
        source=_spans(fields[2], text, here),
        target=_spans(fields[3], text, here),
        factuality=fields[4],
        holder=_span(fields[5], text, here) if len(fields) > 5 and fields[5] else None,
    )


def _spans(field: str, text: str, here: str) -> tuple[Span, ...]:
    return tuple(_span(part.strip(), text, here) for part in field.split(";") if part.strip())


def _span(words: str, text: str, here: str) -> Span:
    """Where ``words`` stand; ``words#2`` is their second occurrence."""
    words, _, which = words.partition("#")
    words, start = words.strip(), -1
    for _ in range(int(which) if which.strip().isdigit() else 1):
        start = text.find(words, start + 1)
        if start < 0 or not words:
            raise InputRefused(f"{here}: {words!r} does not stand in the passage")
    return start, start + len(words)


def held_out(passage: Passage) -> bool:
    """Whether a passage is one of the tenth that no model is trained on (by its text, so that new passages move none)."""
    return crc32(passage.text.encode()) % SHARE == 0


def rightness(gold: Path, coder: Coder) -> list[tuple[float, bool]]:
    """The confidence of each event of the held-out passages, and whether its type, source and target all are right."""
    return [
        (event.confidence, label is not None and label.type == event.type and _same_parties(record, event, label))
        for label, event, _, record in _counted(_read(gold, coder))
    ]


def _read(gold: Path, coder: Coder) -> list[tuple[Passage, Record]]:
    return [(p, coder.code(Document(id=p.where, text=p.text))) for p in passages(gold) if held_out(p)]


def _counted(found: Sequence[tuple[Passage, Record]]) -> list[tuple[Labelled | None, Event, Passage, Record]]:
    """Written events with the labelled one on whose words they stand; without those that may tell one in other words."""
    judged = [(_labelled(p, e), e, p, r) for p, r in found for e in r.events]
    return [j for j in judged if j[0] is not None or j[1].type not in {x.type for x in j[2].events}]


def score(gold: Path, settings: Settings) -> Report:
    """Events of the held-out passages of the corpus in the folder ``gold``: type right, and type, source and target right.

    A written event is right in type where it stands on a labelled one's words and has its type. One that stands elsewhere but
    has the type of a labelled event of its passage may tell that event in other words and counts neither way.
    """
    report = Report("corpus")
    found = _read(gold, Coder(settings))
    total = sum(len(p.events) for p, _ in found)
    counted = _counted(found)
    typed = [j for j in counted if j[0] is not None and j[0].type == j[1].type]
    right = [j for j in typed if _same_parties(j[3], j[1], j[0])]
    for name, hits in (("type", typed), ("type, source and target", right)):
        report.share(f"{name}: precision", len(hits), len(counted))
        report.share(f"{name}: recall", len({(j[2].where, j[0]) for j in hits}), total)
    same_mode = [j for j in typed if j[0] is not None and j[0].mode == j[1].mode]
    report.share("mode right where the type is", len(same_mode), len(typed))
    silent = [(p, r) for p, r in found if not p.events]
    report.share("passages without event left without", sum(not r.events for _, r in silent), len(silent))
    wanted: Counter[str] = Counter(e.type for p, _ in found for e in p.events)
    hit: Counter[str] = Counter(j[1].type for j in typed)
    written: Counter[str] = Counter(j[1].type for j in counted)
    names = sorted({*wanted, *written})
    report.types({t: precision_recall(hit[t], written[t] - hit[t], wanted[t] - hit[t]) for t in names}, wanted)
    report.confusion((g.type if g is not None else "no event", e.type) for g, e, _, _ in counted)
    report.classes(
        (f"{g.type if g else 'no event'} coded as {e.type}", e.confidence, f"{p.where}: {e.trigger.text!r}")
        for g, e, p, _ in counted
        if g is None or g.type != e.type
    )
    return report


def _labelled(passage: Passage, event: Event) -> Labelled | None:
    """The labelled event on whose words ``event`` stands, one of its own type before others."""
    over = [e for e in passage.events if overlap(e.trigger, (event.trigger.start, event.trigger.end))]
    return min(over, key=lambda e: (e.type != event.type, e.trigger), default=None)


def _same_parties(record: Record, event: Event, labelled: Labelled | None) -> bool:
    """Whether every labelled source and target is in its role, and nobody else is."""
    where = {a.id: [(m.start, m.end) for m in a.mentions] for a in record.actors}

    def same(actors: tuple[str, ...], spans: tuple[Span, ...]) -> bool:
        named = [{i for i, s in enumerate(spans) if any(overlap(m, s) for m in where.get(a, ()))} for a in actors]
        return all(named) and set().union(*named) == set(range(len(spans)))

    return labelled is not None and same(event.source, labelled.source) and same(event.target, labelled.target)
