"""For annotation tools: Prodigy's JSON Lines and WebAnno TSV 3.3 (INCEpTION)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from legation.export.told import Told, line
from legation.record import Document

_TOKEN = re.compile(r"\w+|[^\w\s]")
_EVENT = "webanno.custom.LegationEvent|confidence|factuality|identifier|mode|source|target|type"
_MENTION = "webanno.custom.LegationActor|identifier|kind"
# An annotation: start, end, values of the layer's columns.
Mark = tuple[int, int, tuple[str, ...]]
# The characters that mean something in a value of WebAnno TSV.
_RESERVED = re.compile(r"(->|[\\\[\]|_;*])")


def prodigy(items: Sequence[Told]) -> str:
    """One task a sentence that tells events: its text, spans (triggers by type, actors by kind), and where it stands."""
    lines = []
    for (_, start, end), group in groupby(items, key=_sentence):
        told = list(group)
        document = told[0].document
        spans = [
            {
                "start": i.event.trigger.start - start, "end": i.event.trigger.end - start, "label": i.event.type,
                "id": i.event.id, "mode": i.event.mode, "source": list(i.event.source), "target": list(i.event.target),
                "factuality": i.event.factuality, "holder": i.event.holder, "confidence": i.event.confidence,
            }
            for i in told
            if start <= i.event.trigger.start and i.event.trigger.end <= end
        ]  # fmt: skip
        spans += [
            {"start": m.start - start, "end": m.end - start, "label": f"ACTOR_{actor.kind.upper()}", "id": key}
            for key, actor in told[0].actors.items()
            for m in actor.mentions
            if start <= m.start and m.end <= end and m.form != "pronoun"
        ]
        meta = {
            "document": document.id, "start": start, "end": end, "published": document.published,
            "confidence": min(i.event.confidence for i in told),
        }  # fmt: skip
        spans.sort(key=lambda s: (s["start"], s["end"]))
        task = {"text": document.text[start:end], "spans": spans, "meta": meta}
        lines.append(json.dumps(task, ensure_ascii=False) + "\n")
    return "".join(lines)


def _sentence(item: Told) -> tuple[str, int, int]:
    return item.document.id, item.event.sentence.start, item.event.sentence.end


def webanno(items: Sequence[Told]) -> Mapping[str, str]:
    """One WebAnno TSV 3.3 file a document, whole text included, with a layer of events and one of actors."""
    found = {}
    for key, group in groupby(items, key=lambda item: item.document.id):
        found[f"{_file(key)}.tsv"] = _tsv(list(group))
    return found


def _file(key: str) -> str:
    return re.sub(r"[^\w.-]+", "_", key).strip("._") or "document"


def _tsv(told: Sequence[Told]) -> str:
    document = told[0].document
    marks = _marks(told)
    lines = ["#FORMAT=WebAnno TSV 3.3", f"#T_SP={_EVENT}", f"#T_SP={_MENTION}", ""]
    # Offsets there are counted in UTF-16 units.
    units = [0]
    for character in document.text:
        units.append(units[-1] + (2 if ord(character) > 0xFFFF else 1))
    for number, (start, end) in enumerate(_sentences(document, told), 1):
        text = document.text[start:end].replace("\\", "\\\\")
        # A sentence of several lines has as many lines of text there.
        lines += ["", *(f"#Text={part}" for part in text.replace("\r", "\\r").replace("\t", "\\t").split("\n"))]
        for place, token in enumerate(_TOKEN.finditer(document.text, start, end), 1):
            cells = [_cells(marks[layer], token.start(), token.end(), width) for layer, width in ((0, 7), (1, 2))]
            offsets = f"{units[token.start()]}-{units[token.end()]}"
            lines.append("\t".join([f"{number}-{place}", offsets, token.group(), *cells[0], *cells[1], ""]))
    return "\n".join([*lines, ""])


def _marks(
    told: Sequence[Told],
) -> tuple[list[tuple[int, int, tuple[str, ...]]], list[tuple[int, int, tuple[str, ...]]]]:
    """The annotations of the two layers: start, end, values."""
    events: list[Mark] = [
        (
            i.event.trigger.start, i.event.trigger.end,
            (
                str(i.event.confidence), i.event.factuality, i.event.id, i.event.mode or "", ", ".join(i.event.source),
                ", ".join(i.event.target), i.event.type,
            ),
        )
        for i in told
    ]  # fmt: skip
    actors: list[Mark] = sorted(
        (m.start, m.end, (key, str(actor.kind))) for key, actor in told[0].actors.items() for m in actor.mentions
    )
    return events, actors


def _cells(marks: Sequence[Mark], start: int, end: int, width: int) -> list[str]:
    """The columns of one layer at a token. A number in brackets tells which annotation a value belongs to."""
    here = [(number, values) for number, (a, b, values) in enumerate(marks, 1) if a < end and start < b]
    if not here:
        return ["_"] * width
    return ["|".join(f"{_escaped(values[c]) or '*'}[{number}]" for number, values in here) for c in range(width)]


def _escaped(value: str) -> str:
    return _RESERVED.sub(lambda match: "\\" + match.group(), line(value))


def _sentences(document: Document, told: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """The sentences that tell events, and between them the rest of the text, line by line."""
    at = 0
    spans = sorted({(item.event.sentence.start, item.event.sentence.end) for item in told})
    for start, end in [*spans, (len(document.text), len(document.text))]:
        if start < at:
            continue
        for gap in re.finditer(r"[^\n]+", document.text[at:start]):
            if gap.group().strip():
                yield at + gap.start(), at + gap.end()
        if start < end:
            yield start, end
        at = end
