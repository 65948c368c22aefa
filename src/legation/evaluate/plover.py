"""Event type with source and target given: a table with ``marked_sentence``, ``gold_root`` and ``gold_penta`` (PLV).

A third of the rows, chosen by a hash of the sentence, is scored apart: errors are to be looked up in the other two.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from pathlib import Path

from legation.codebook import plover
from legation.engines.local import Coder
from legation.engines.tables import unmark
from legation.errors import InputRefused
from legation.evaluate.report import Report, f1_by_label
from legation.settings import Settings

# The set has CONCEDE and RETREAT as one type, on the cooperative material side.
MERGED = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
QUADS = {"verbal cooperation": "1", "material cooperation": "2", "verbal conflict": "3", "material conflict": "4"}
NONE = "NONE"
LONG = 110  # characters of a sentence that an error shows


def read_rows(gold: Path) -> list[dict[str, str]]:
    """The rows of the table."""
    with gold.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


def score(gold: Path, settings: Settings) -> Report:
    """Macro-F1 over types and quads, figures by type, the confusion matrix, and the worst errors by class.

    The sentences of the third kept apart are counted among the errors and never shown.
    """
    rows = read_rows(gold)
    coder = Coder(settings)
    wanted, found = [r["gold_root"] for r in rows], []
    errors: list[tuple[str, float, str]] = []
    for number, row in enumerate(rows, 1):
        try:
            verdict = coder.classify(*unmark(row["marked_sentence"]))
            found.append(MERGED.get(verdict.type or NONE, verdict.type or NONE))
        except InputRefused as refused:
            found.append(NONE)
            errors.append(("refused", 1.0, f"row {number}: {refused}"))
            continue
        if found[-1] != row["gold_root"]:
            told = "" if is_apart(row["marked_sentence"]) else f"row {number}: {row['marked_sentence'][:LONG]}"
            errors.append((f"{row['gold_root']} coded as {found[-1]}", verdict.confidence, told))
    report = Report("plover")
    types = f1_by_label(wanted, found, sorted(set(wanted)))
    quads = f1_by_label([r["gold_penta"] for r in rows], [_quad(t) for t in found], list(QUADS.values()))
    report.add("macro-F1", _macro(wanted, found))
    report.add("quad macro-F1", sum(v[2] for v in quads.values()) / len(quads))
    report.add("lowest F1 of a type", min(v[2] for v in types.values()))
    for name, apart in (("two thirds", False), ("third kept apart", True)):
        chosen = [i for i, row in enumerate(rows) if is_apart(row["marked_sentence"]) == apart]
        report.add(f"macro-F1 of the {name}", _macro([wanted[i] for i in chosen], [found[i] for i in chosen]))
    report.share("accuracy", sum(a == b for a, b in zip(wanted, found, strict=True)), len(rows))
    report.types(types, Counter(wanted))
    report.confusion(zip(wanted, found, strict=True))
    report.classes(errors)
    return report


def is_apart(key: str) -> bool:
    """Whether an item belongs to the third that is kept apart, by a hash of its text or name."""
    return int(hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def _macro(wanted: list[str], found: list[str]) -> float:
    """Mean F1 over the types that stand in ``wanted``."""
    types = f1_by_label(wanted, found, sorted(set(wanted)))
    return sum(v[2] for v in types.values()) / len(types) if types else 0.0


def _quad(type_: str) -> str:
    if type_ == "YIELD":
        return "2"
    return QUADS[plover.quad(type_)] if type_ != NONE else "0"
