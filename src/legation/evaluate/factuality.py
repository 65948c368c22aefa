"""Factuality on the [-3, 3] scale: mean absolute error and Pearson's r (JSON lines of tokens with labelled spans).

The gold sets share the scale, not its use. UW's crowd weighs each event by degrees: what is planned, promised or meant
lies between. The annotators of MEANTIME (Minard et al. 2016) mark certainty, polarity and time word by word: an event is
certain unless a word of its own says that it is possible or denies it, and goals, plans and reports leave it certain. A
set whose labels all lie on MEANTIME's seven steps is therefore also scored with our FactBank value read on those steps
(:data:`STEPS`). The steps were chosen by that reading of the guidelines and checked against the label medians of
MEANTIME's training half (certain, probable and uncommitted 3, possible 0.75, certainly not -3; the other denials are too
few there to tell); nothing else is fitted. The figures "MAE" and "r" use the scores as ``legation annotate factuality``
writes them.
"""

from __future__ import annotations

import json
from pathlib import Path

from legation.attribution.factuality import judge_span
from legation.engines.local import Coder
from legation.evaluate.report import Report
from legation.record import Document
from legation.settings import Settings

# What MEANTIME's annotators write for an event that we give this FactBank value.
STEPS = {"CT+": 3.0, "PR+": 3.0, "Uu": 3.0, "PS+": 0.75, "PS-": -0.75, "PR-": -3.0, "CT-": -3.0}
_MEANTIME = frozenset((-3.0, -1.5, -0.75, 0.0, 0.75, 1.5, 3.0))


def score(gold: Path, settings: Settings) -> Report:
    """``text`` is tokens joined by spaces; ``targets`` hold ``span1`` (token range) and ``label``."""
    coder = Coder(settings)
    wanted: list[float] = []
    found: list[float] = []
    stepped: list[float] = []
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
            judged = judge_span(doc, spans[first][0], spans[last - 1][1])
            found.append(judged.score)
            stepped.append(STEPS[judged.value])
    report = Report("factuality")
    count = len(wanted)
    report.add("events", count)
    report.add("MAE", sum(abs(a - b) for a, b in zip(wanted, found, strict=True)) / count)
    report.add("r", pearson(wanted, found))
    if set(wanted) <= _MEANTIME:
        report.add(
            "MAE of values on MEANTIME's steps", sum(abs(a - b) for a, b in zip(wanted, stepped, strict=True)) / count
        )
        report.add("r of values on MEANTIME's steps", pearson(wanted, stepped))
    report.add("MAE of all-certain", sum(abs(a - 3.0) for a in wanted) / count)
    return report


def pearson(a: list[float], b: list[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    spread = (sum((x - mean_a) ** 2 for x in a) * sum((y - mean_b) ** 2 for y in b)) ** 0.5
    return sum((x - mean_a) * (y - mean_b) for x, y in zip(a, b, strict=True)) / spread if spread else 0.0
