"""Actor mentions and signed dyads against re3d: entities, and relations between them."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from legation.engines import assemble
from legation.engines.local import Coder
from legation.errors import LegationError
from legation.evaluate.report import Report, overlap, precision_recall
from legation.layers import Reading
from legation.record import Document, Record
from legation.settings import Settings

SIGNS = {"FightingAgainst": "-", "Dislikes": "-", "AlliesOf": "+", "CommWith": "+", "Likes": "+"}
KINDS = ("Person", "Organisation", "Nationality")
NAMED = (*KINDS, "Location")
Row = dict[str, Any]
Link = tuple[set[str], set[str], str, tuple[int, int]]


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a folder with documents.json, entities.json and relations.json, or a folder of such folders."""
    folders = [gold] if (gold / "documents.json").is_file() else sorted(f.parent for f in gold.glob("*/documents.json"))
    if not folders:
        raise LegationError(f"{gold}: holds no documents.json")
    coder = Coder(settings)
    counts = [0, 0, 0]
    entities = found = dyads = linked = right = 0
    for folder in folders:
        spans, relations = _annotation(folder)
        for row in _lines(folder / "documents.json"):
            key = str(row["_id"])
            reading = coder.read(Document(id=key, text=row["text"]))
            record = assemble.record(reading, coder.coded_by, min_confidence=settings.min_confidence)
            where = {a.id: [(m.start, m.end) for m in a.mentions] for a in record.actors}
            mine = [m for mentions in where.values() for m in mentions]
            mine += [(e.place.start, e.place.end) for e in record.events if e.place]
            wanted = [s for s, kind in spans[key].items() if kind in KINDS]
            entities += len(wanted)
            found += sum(any(overlap(m, s) for m in mine) for s in wanted)
            named = [s for s, kind in spans[key].items() if kind in NAMED]
            for i, count in enumerate(_compared(_told(record, reading), named)):
                counts[i] += count
            links = _links(record)
            for source, target, sign in relations[key]:
                if source == target or not all(_is_actor(s, spans[key]) for s in (source, target)):
                    continue
                signs = _signs(links, where, source, target)
                dyads += 1
                linked += bool(signs)
                right += bool(signs & {sign, "mixed"})
    report = Report("actors")
    report.share("mentions found", found, entities)
    right_spans, wrong_spans, missed_spans = counts
    figures = precision_recall(right_spans, wrong_spans, missed_spans)
    for name, value in zip(("precision", "recall", "F1"), figures, strict=True):
        report.add(f"entities {name}", value)
    report.share("dyads linked", linked, dyads)
    report.share("dyads with the right sign", right, dyads)
    report.share("sign right on linked", right, linked)
    return report


def _told(record: Record, reading: Reading) -> list[tuple[int, int]]:
    """Where the record and its places name somebody or some place: mentions that are no pronouns, and toponyms."""
    mentions = [(m.start, m.end) for a in record.actors for m in a.mentions if m.form != "pronoun"]
    return sorted({*mentions, *((place.start, place.end) for place in reading.places)})


def _compared(told: list[tuple[int, int]], gold: list[tuple[int, int]]) -> tuple[int, int, int]:
    """Right, wrong and missed: a span is right where it shares a character with one of the other side's.

    The set annotates entities inside entities; what of them overlaps is one, on either side.
    """
    mine, wanted = _outermost(told), _outermost(gold)
    wrong = sum(not any(overlap(m, w) for w in wanted) for m in mine)
    right = sum(any(overlap(m, w) for m in mine) for w in wanted)
    return right, wrong, len(wanted) - right


def _outermost(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """``spans`` with those that overlap joined into one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _annotation(folder: Path) -> tuple[dict[str, dict[tuple[int, int], str]], dict[str, list[tuple[Any, Any, str]]]]:
    spans: dict[str, dict[tuple[int, int], str]] = defaultdict(dict)
    for entity in _lines(folder / "entities.json"):
        spans[str(entity["documentId"])][entity["begin"], entity["end"]] = entity["type"]
    relations: dict[str, list[tuple[Any, Any, str]]] = defaultdict(list)
    for relation in _lines(folder / "relations.json"):
        if relation["type"] in SIGNS:
            source = (relation["sourceBegin"], relation["sourceEnd"])
            target = (relation["targetBegin"], relation["targetEnd"])
            relations[str(relation["documentId"])].append((source, target, SIGNS[relation["type"]]))
    return spans, relations


def _lines(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def _is_actor(span: tuple[int, int], spans: dict[tuple[int, int], str]) -> bool:
    return any(overlap(span, other) and kind in KINDS for other, kind in spans.items())


def _links(record: Record) -> list[Link]:
    links: list[Link] = []
    for event in record.events:
        sign = "-" if "conflict" in event.quad else "+"
        sentence = (event.sentence.start, event.sentence.end)
        links.append((set(event.source), set(event.target or event.source), sign, sentence))
    for relation in record.relations:
        evidence = (relation.evidence.start, relation.evidence.end)
        links.append(({relation.source}, {relation.target}, relation.sign, evidence))
    return links


def _signs(
    links: list[Link], where: dict[str, list[tuple[int, int]]], source: tuple[int, int], target: tuple[int, int]
) -> set[str]:
    a = {actor for actor, spans in where.items() if any(overlap(s, source) for s in spans)}
    b = {actor for actor, spans in where.items() if any(overlap(s, target) for s in spans)}
    return {
        sign
        for x, y, sign, text in links
        if ((a & x and b & y) or (b & x and a & y)) and (overlap(text, source) or overlap(text, target))
    }
