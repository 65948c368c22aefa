"""Factuality on the [-3, 3] scale: mean absolute error and Pearson's r (JSON lines of tokens with labelled spans)."""

from __future__ import annotations

import json
from pathlib import Path

from legation.attribution.factuality import judge_span
from legation.engines.local import Coder
from legation.evaluate.report import Report
from legation.record import Document
from legation.settings import Settings


def score(gold: Path, settings: Settings) -> Report:
    """``text`` is tokens joined by spaces; ``targets`` hold ``span1`` (token range) and ``label``."""
    coder = Coder(settings)
    wanted: list[float] = []
    found: list[float] = []
    for number, line in enumerate(gold.read_text(encoding="utf-8").splitlines()):
        if not line.strip():
            continue
        row = json.loads(line)
        at, spans = 0, []
        for token in row["text"].split(" "):
            spans.append((at, at + len(token)))
            at += len(token) + 1
        doc = coder.read(Document(id=str(number), text=row["text"]), only="factuality").parsed
        for target in row["targets"]:
            first, last = target["span1"]
            wanted.append(float(target["label"]))
            found.append(judge_span(doc, spans[first][0], spans[last - 1][1]).score)
    report = Report("factuality")
    count = len(wanted)
    report.add("events", count)
    report.add("MAE", sum(abs(a - b) for a, b in zip(wanted, found, strict=True)) / count)
    report.add("r", pearson(wanted, found))
    report.add("MAE of all-certain", sum(abs(a - 3.0) for a in wanted) / count)
    return report


def pearson(a: list[float], b: list[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    spread = (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5
    return sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / spread if spread else 0.0
