"""``legation classify``: a table of marked sentences in, the same table with type, quad and confidence out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import TextIO

from legation.engines import streams
from legation.engines.local import Coder
from legation.errors import InputRefused, LegationError
from legation.settings import Settings

COLUMN = "marked_sentence"
ADDED = ("type", "quad", "confidence")
MARK = re.compile(r"<(/?)([st])>")

Spans = list[tuple[int, int]]
Task = tuple[int, str, Spans, Spans]


def unmark(marked: str) -> tuple[str, Spans, Spans]:
    """``<s>A</s> met <t>B</t>`` → the plain text and the spans of source and target in it.

    Raises ``InputRefused`` where a mark is missing, left open, closed without being opened, nested or overlapping.
    """
    plain: list[str] = []
    spans: dict[str, Spans] = {"s": [], "t": []}
    length, last = 0, 0
    open_mark: tuple[str, int] | None = None
    for mark in MARK.finditer(marked):
        piece = marked[last : mark.start()]
        plain.append(piece)
        length += len(piece)
        last = mark.end()
        closing, name = mark.groups()
        if not closing:
            if open_mark is not None:
                raise InputRefused(f"<{name}> opens inside <{open_mark[0]}>; marks must not overlap or nest")
            open_mark = (name, length)
        else:
            if open_mark is None or open_mark[0] != name:
                raise InputRefused(f"</{name}> closes a mark that is not open; write <{name}>…</{name}>")
            spans[name].append((open_mark[1], length))
            open_mark = None
    if open_mark is not None:
        raise InputRefused(f"<{open_mark[0]}> is never closed")
    plain.append(marked[last:])
    text = "".join(plain)
    if not text.strip():
        raise InputRefused("the sentence is empty")
    if not any(end > start for span in spans.values() for start, end in span):
        raise InputRefused("neither source nor target is marked; put <s>…</s> and <t>…</t> around them")
    return text, spans["s"], spans["t"]


def classify(data: bytes, name: str, out: TextIO, settings: Settings) -> Iterator[InputRefused]:
    """Classify the rows of a tab-separated table (comma-separated where its first line has no tab); yield refused rows.

    Refused rows are written with empty results, so the table keeps its rows. Raises ``LegationError`` where the table
    itself cannot be read or has no column ``marked_sentence``.
    """
    from legation.read.decoding import decode

    text = decode(data, file=name) if data.strip() else ""
    first = text.split("\n", 1)[0]
    delimiter = "\t" if "\t" in first or "," not in first else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns = list(reader.fieldnames or [])
    if COLUMN not in columns:
        raise LegationError(
            f"{name}: no column {COLUMN!r} (columns: {', '.join(columns) or 'none'}); mark the sentences there"
        )
    rows = [(reader.line_num, row) for row in reader]
    writer = csv.DictWriter(
        out,
        [*columns, *(c for c in ADDED if c not in columns)],
        delimiter=delimiter,
        lineterminator="\n",
        extrasaction="ignore",
    )
    writer.writeheader()
    results = streams.in_order(_classify, _tasks(rows, name), settings)
    for (_, row), result in zip(rows, results, strict=True):
        if isinstance(result, InputRefused):
            yield result
            result = dict.fromkeys(ADDED, "")
        writer.writerow({**row, **result})


def _tasks(rows: list[tuple[int, dict[str, str]]], name: str) -> Iterator[Task | InputRefused]:
    for number, row in rows:
        try:
            yield (number, *unmark(row.get(COLUMN) or ""))
        except InputRefused as refused:
            yield InputRefused(refused.reason, file=name, line=number)


def _classify(coder: Coder, task: Task) -> dict[str, str]:
    _, text, source, target = task
    verdict = coder.classify(text, source, target)
    return {
        "type": verdict.type or "",
        "quad": verdict.quad or "",
        "confidence": f"{verdict.confidence:.3f}",
    }
