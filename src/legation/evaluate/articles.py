"""Whole articles against their full annotation: recall of every layer of the record, and how much is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from legation.engines.local import Coder
from legation.errors import LegationError
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Actor, Document, Event, Record
from legation.settings import Settings

WEIGHTS = {"key events": 3, "absences": 2}
LISTS = ("events", "claims", "relations", "interests", "forecasts")
NOTHING = "no event"
LONG = 90  # characters of a quote that an error shows
ENOUGH = 0.6  # share of an event's participants that must be found
Item = dict[str, Any]


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a folder of annotations; the texts are looked for in ``../articles`` and ``../../articles`` beside it."""
    files = sorted(gold.glob("*.yaml")) if gold.is_dir() else [gold]
    if not files:
        raise LegationError(f"{gold}: holds no annotation (*.yaml)")
    coder = Coder(settings)
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    written: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    read = _Read()
    for file in files:
        annotation = yaml.safe_load(file.read_text(encoding="utf-8"))
        record = coder.code(_document(file, annotation))
        _Article(annotation, record).count(total, hit, read)
        for name in LISTS:
            written[name] += len(getattr(record, name))
            wanted[name] += len(annotation.get(name) or [])
    report = Report("articles")
    weights = {name: WEIGHTS.get(name, 1) for name in total}
    report.add("weighted recall", sum(weights[n] * hit[n] / total[n] for n in total) / sum(weights.values()))
    for name in total:
        report.share(name, hit[name], total[name])
    for name in LISTS:
        report.add(f"{name} written per annotated", written[name] / max(1, wanted[name]))
    figures = {
        t: precision_recall(read.right[t], read.written[t] - read.right[t], read.annotated[t] - read.found[t])
        for t in sorted({*read.annotated, *read.written})
    }
    report.types(figures, read.annotated)
    report.confusion(read.pairs, title="Coded as (columns) in the sentence, by annotated type")
    report.classes(read.errors)
    return report


@dataclass(slots=True)
class _Read:
    """What the events of the articles add up to, by type, and what is wrong with those missed."""

    annotated: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    pairs: list[tuple[str, str]] = field(default_factory=list)
    errors: list[tuple[str, float, str]] = field(default_factory=list)


def rightness(gold: Path, coder: Coder) -> list[tuple[float, bool]]:
    """Every event written over the annotated articles: its confidence, and whether an annotated event answers to it.

    It does where its type is one of the annotated event's, it stands in a sentence of its quotes, and at least
    ``ENOUGH`` of the participants are there.
    """
    found = []
    for file in sorted(gold.glob("*.yaml")):
        annotation = yaml.safe_load(file.read_text(encoding="utf-8"))
        record = coder.code(_document(file, annotation))
        article = _Article(annotation, record)
        found += [(e.confidence, any(article.answers(a, e) for a in annotation["events"])) for e in record.events]
    return found


def _document(file: Path, annotation: Item) -> Document:
    name = f"{annotation['document']}.txt"
    for folder in (file.parent.parent / "articles", file.parent.parent.parent / "articles"):
        if (folder / name).is_file():
            text = (folder / name).read_text(encoding="utf-8")
            published = annotation.get("published")
            return Document(id=str(annotation["document"]), text=text, published=published, published_basis="given")
    raise LegationError(f"{file}: its text {name} is not beside it; expected in {file.parent.parent / 'articles'}")


class _Article:
    """One annotation beside one record."""

    def __init__(self, annotation: Item, record: Record) -> None:
        self.gold, self.record = annotation, record
        self.text = record.document.text
        self.keys: dict[str, Item] = {a["key"]: a for a in annotation["actors"]}
        self.actors: dict[str, Actor] = {a.id: a for a in record.actors}

    def count(self, total: Counter[str], hit: Counter[str], read: _Read) -> None:
        """Add this article's counts."""
        for actor in self.gold["actors"]:
            total["actors"] += 1
            hit["actors"] += any(self.same(actor["key"], found) for found in self.actors)
        for event in self.gold["events"]:
            self._event(event, total, hit, read)
        for written in self.record.events:
            read.written[written.type] += 1
            read.right[written.type] += any(self.answers(e, written) for e in self.gold["events"])
        for claim in self.gold.get("claims") or []:
            total["claims"] += 1
            span = self._span(claim["quote"])
            hit["claims"] += any(overlap((c.content.start, c.content.end), span) for c in self.record.claims)
        for name in ("agreements", "relations", "interests", "forecasts"):
            for item in self.gold.get(name) or []:
                total[name] += 1
                span = self._span(item["quote"])
                hit[name] += any(overlap(e, span) for found in getattr(self.record, name) for e in _evidence(found))

    def same(self, key: str, found: str) -> bool:
        """Whether an annotated actor and one of the record are the same, by a name in the text or by state."""
        a, b = self.keys.get(key), self.actors.get(found)
        if a is None or b is None:
            return False
        forms = {form.lower() for form in (a["name"], *(a.get("also") or []))}
        if b.name.lower() in forms or any(m.text.lower() in forms for m in b.mentions):
            return True
        return bool(a["kind"] == "state" and b.kind == "state" and b.country == a.get("country"))

    def _event(self, event: Item, total: Counter[str], hit: Counter[str], read: _Read) -> None:
        there = [e for e in self.record.events if self._there(event, e)]
        good = [e for e in there if self.answers(event, e)]
        layer = "key events" if event.get("importance") == "key" else "minor events"
        total[layer] += 1
        hit[layer] += bool(good)
        read.annotated[event["type"]] += 1
        read.found[event["type"]] += bool(good)
        surest = max(good or there, key=lambda e: (e.confidence, e.id), default=None)
        coded = event["type"] if good else surest.type if surest is not None else NOTHING
        read.pairs.append((event["type"], coded))
        if not good:
            what = f"{layer[:-1]} {event['id']} of {self.gold['document']}, {event['type']}: {event['quote'][:LONG]}"
            read.errors.append((self._fault(event, there), surest.confidence if surest else 0.0, what))
        if event.get("absent"):
            total["absences"] += 1
            hit["absences"] += any(
                self._is(key, absent)
                for key in event["absent"]
                for e in self.record.events
                if e in there or e.type == event["type"]
                for absent in e.absent
            )
        if event.get("date") and good:
            total["dates"] += 1
            hit["dates"] += any(_same_date(str(event["date"]), e) for e in good)
        if event.get("factuality") and good:
            total["factuality"] += 1
            value = event["factuality"]
            hit["factuality"] += any(e.factuality[:2] == value[:2] and e.factuality[-1] == value[-1] for e in good)

    def _fault(self, event: Item, there: list[Event]) -> str:
        """What is wrong with the events written in the sentences of an annotated one that none of them answers."""
        types = (event["type"], *(event.get("also_type") or []))
        if not there:
            return "no event in its sentence"
        if any(e.type in types for e in there):
            return "type right, participants not"
        if any(self._participants(event, e) for e in there):
            return "participants right, type not"
        return "other events in its sentence"

    def _there(self, event: Item, found: Event) -> bool:
        spans = [self._span(q) for q in (event["quote"], *(event.get("again") or []))]
        return any(overlap((found.sentence.start, found.sentence.end), s) for s in spans)

    def answers(self, event: Item, found: Event) -> bool:
        """Whether ``found`` is the annotated ``event``: sentence, type, and enough of the participants."""
        types = [event["type"], *(event.get("also_type") or [])]
        return self._there(event, found) and found.type in types and self._participants(event, found)

    def _participants(self, event: Item, found: Event) -> bool:
        wanted = [*(event.get("source") or []), *(event.get("target") or [])]
        have = (*found.source, *found.target)
        right = sum(any(self._is(key, actor) for actor in have) for key in wanted)
        return right >= ENOUGH * len(wanted)

    def _is(self, key: str, found: str) -> bool:
        country = (self.keys.get(key) or {}).get("country")
        actor = self.actors.get(found)
        return self.same(key, found) or (country is not None and actor is not None and actor.country == country)

    def _span(self, quote: str) -> tuple[int, int]:
        start = self.text.find(quote)
        return start, start + len(quote)


def _same_date(wanted: str, event: Event) -> bool:
    if event.date is None or event.date.from_ is None:
        return False
    first, last = wanted.split("/")[0], wanted.split("/")[-1]
    start = event.date.from_[: len(first)]
    return start <= last[:10] and start == first[: len(event.date.from_)]


def _evidence(found: Any) -> list[tuple[int, int]]:
    value = getattr(found, "evidence", None) or found.content
    return [(v.start, v.end) for v in (value if isinstance(value, tuple) else (value,))]
