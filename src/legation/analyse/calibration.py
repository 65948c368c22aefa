"""How good holders' forecasts were: Brier score and calibration, once ten are decided.

The Brier score (Brier 1950) is the mean square of probability minus outcome: 0 is perfect, 0.25 is what always saying one in
two earns. ``expected`` is the score a holder would have on average if the probabilities were right. A forecast that several
documents repeat in the same words counts once.
"""

from __future__ import annotations

from typing import Any

from legation.analyse.forecasts import DECIDED, outcomes
from legation.analyse.forecasts import find as ledger
from legation.archive.queries import Filters, Row, View
from legation.record import AUTHOR, HOLDERS

ENOUGH = 10
EVERYBODY = "all holders"


def find(view: View, filters: Filters) -> list[Row]:
    """One row a holder with a decided forecast, all of them together first."""
    groups: dict[str, list[Row]] = {}
    names: dict[str, str] = {EVERYBODY: EVERYBODY}
    seen: set[tuple[str, str]] = set()
    for row in ledger(view, filters):
        if row["status"] != DECIDED or outcomes()[row["outcome"]] is None:
            continue
        same = (row["holder_key"], " ".join((row["quote"] or "").lower().split()))
        if same in seen:
            continue
        seen.add(same)
        groups.setdefault(EVERYBODY, []).append(row)
        if row["holder_id"] == AUTHOR or row["holder_id"] not in HOLDERS:  # "anonymous" is not one holder
            names[row["holder_key"]] = row["holder"]
            groups.setdefault(row["holder_key"], []).append(row)
    ordered = sorted(groups.items(), key=lambda item: (item[0] != EVERYBODY, -len(item[1]), item[0]))
    if not ordered:
        how = "'legation outcome ID yes|no|partly|void --by NAME'"
        view.notes.append(f"no forecast is decided yet; {how} decides one, and {ENOUGH} are the least to tell anything")
    return [_row(names[key], key, rows) for key, rows in ordered]


def _row(name: str, key: str, rows: list[Row]) -> Row:
    pairs = [(row["probability"], float(outcomes()[row["outcome"]] or 0.0)) for row in rows]
    n = len(pairs)
    enough = n >= ENOUGH
    brier = sum((p - o) ** 2 for p, o in pairs) / n
    return {
        "holder": name, "decided": n, "mean_probability": round(sum(p for p, _ in pairs) / n, 3) if enough else None,
        "share_true": round(sum(o for _, o in pairs) / n, 3) if enough else None, "brier": round(brier, 4) if enough else None,
        "expected": round(sum(p * (1 - p) for p, _ in pairs) / n, 4) if enough else None,
        "said": _said(pairs) if enough else f"too little to tell: {n} of {ENOUGH} decided",
        "calibration": _bins(pairs) if enough else [], "holder_key": key, "forecast_ids": [row["id"] for row in rows],
    }  # fmt: skip


def _bins(pairs: list[tuple[float, float]]) -> list[dict[str, Any]]:
    """One line a probability stated: how often it was stated, and how often it came true."""
    found = []
    for stated in sorted({p for p, _ in pairs}):
        outcomes = [o for p, o in pairs if p == stated]
        found.append({"probability": stated, "n": len(outcomes), "share_true": round(sum(outcomes) / len(outcomes), 3)})
    return found


def _said(pairs: list[tuple[float, float]]) -> str:
    return "; ".join(
        f"{b['probability']:g} stated {b['n']} times, came true {b['share_true']:.0%}" for b in _bins(pairs)
    )
