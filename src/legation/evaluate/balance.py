"""Signed networks with a known frustration index: how many are proved optimal with the value given (Aref and others)."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from legation.evaluate.report import Report
from legation.settings import Settings


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a folder with ``networks.json`` (by window: names, edges) and ``frustration.csv``."""
    from legation.analyse.balance import frustration, triads
    from legation.analyse.network import imported

    networks = json.loads((gold / "networks.json").read_text(encoding="utf-8"))
    with (gold / "frustration.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    proved = equal = counted = 0
    errors: list[tuple[str, float, str]] = []
    for row in rows:
        window, wanted = row["window"], round(float(row["frustration_index_exact"]))
        found = frustration(imported(networks[window]))
        closed = triads(imported(networks[window]))
        proved += found.proved
        equal += found.index == wanted
        right = closed.balanced + closed.unbalanced == int(row["triangles"]) and (
            abs((closed.share or 0.0) - float(row["balanced_triangle_share"])) < 1e-3
        )
        counted += right
        if found.index != wanted:
            errors.append(("not the index given", 1.0, f"{window}: {found.statement}; given {wanted}"))
        if not right:
            errors.append(("not the triads given", 1.0, f"{window}: {closed}"))
    report = Report("balance")
    report.share("proved optimal", proved, len(rows))
    report.share("index as given", equal, len(rows))
    report.share("triads as given", counted, len(rows))
    report.classes(errors)
    del settings
    return report
