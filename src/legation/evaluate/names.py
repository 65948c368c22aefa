"""Pairs of names, same or not: precision, recall and F1 of :func:`legation.actors.names.same` (nomenklatura name_bench)."""

from __future__ import annotations

import csv
from pathlib import Path

from legation.evaluate.report import Report, precision_recall
from legation.settings import Settings

SAME = 0.7  # what legation.actors.names.Match calls a match worth making
TRUE = {"true", "1", "yes", "y", "match"}


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is the benchmark's CSV: two names and whether they are one."""
    from legation.actors.names import same

    with gold.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    right = wrong = missed = 0
    for row in rows:
        is_same = row["is_match"].strip().lower() in TRUE
        found = same(row["name1"], row["name2"]).score >= SAME
        right += is_same and found
        wrong += found and not is_same
        missed += is_same and not found
    report = Report("names")
    for figure, value in zip(("precision", "recall", "F1"), precision_recall(right, wrong, missed), strict=True):
        report.add(figure, value)
    del settings
    return report
