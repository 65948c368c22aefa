"""Scale the confidence of events on development gold: ``python genscripts/calibrate.py [--gold FOLDER]``.

Platt scaling (Platt 1999) of the judge's log-odds over the events of the corpus' held-out tenth and the surest event of each PLV
sentence of the two thirds that are looked at. PLV alone would make it too sure: each of its sentences was chosen because it
tells an act of one actor on another. The annotated articles are shown beside it but do not count: their measure is more
lenient. Writes ``resources/judge/platt.yaml`` and ``docs/CALIBRATION.md`` with its diagram; the page's figures on PLV are those
of the third kept apart.
"""

from __future__ import annotations

import argparse
import math
import sys
from itertools import pairwise
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from legation.engines.local import Coder
from legation.evaluate import articles, corpus, roles
from legation.resources import load
from legation.settings import Settings

ROOT = Path(__file__).parent.parent
SCALE = ROOT / "src" / "legation" / "resources" / "judge" / "platt.yaml"
PAGE = ROOT / "docs" / "CALIBRATION.md"
DIAGRAM = ROOT / "docs" / "reliability.svg"
EDGES = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0)
CUTS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Points = list[tuple[float, bool]]


def logit(share: float) -> float:
    """Log-odds of a confidence."""
    share = min(0.98, max(0.02, share))
    return math.log(share / (1 - share))


def fit(points: Points) -> tuple[float, float]:
    """Slope and intercept that make the confidences of ``points`` probabilities."""
    model = LogisticRegression(C=1e4).fit([[logit(c)] for c, _ in points], [r for _, r in points])
    return float(model.coef_[0][0]), float(model.intercept_[0])


def scaled(points: Points, slope: float, intercept: float) -> Points:
    """The points with their confidences scaled."""
    return [(1 / (1 + math.exp(-(slope * logit(c) + intercept))), right) for c, right in points]


def bins(points: Points) -> list[tuple[str, int, float, float]]:
    """Confidence from–to, events, mean confidence, share right."""
    found = []
    for low, high in pairwise(EDGES):
        inside = [(c, r) for c, r in points if low <= c < high]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            found.append((f"{low:.2f}-{high:.2f}", len(inside), mean, sum(r for _, r in inside) / len(inside)))
    return found


def cuts(points: Points) -> list[tuple[float, int, float, float]]:
    """Cut, events left, share right of them, share of all right ones that are left."""
    all_right = max(1, sum(r for _, r in points))
    found = []
    for cut in CUTS:
        left = [r for c, r in points if c >= cut]
        found.append((cut, len(left), sum(left) / max(1, len(left)), sum(left) / all_right))
    return found


def diagram(sets: dict[str, Points]) -> str:
    """The reliability diagram as SVG: mean confidence against share right, a line a set, size by number of events."""
    size, edge = 320, 40
    inks = ("#1f4e79", "#b3541e", "#4c7a34")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size + 2 * edge} {size + 2 * edge}"',
        ' font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>',
        f'<path d="M{edge} {edge + size}L{edge + size} {edge}" stroke="#999" stroke-dasharray="4 4"/>',
        f'<path d="M{edge} {edge}V{edge + size}H{edge + size}" fill="none" stroke="black"/>',
        f'<text x="{edge + size / 2 - 60}" y="{size + 2 * edge - 8}">confidence</text>',
        f'<text x="12" y="{edge - 12}">share right</text>',
    ]
    for n, (name, points) in enumerate(sets.items()):
        at = [(edge + m * size, edge + (1 - r) * size, k) for _, k, m, r in bins(points)]
        parts.append(f'<path d="M{"L".join(f"{x:.0f} {y:.0f}" for x, y, _ in at)}" fill="none" stroke="{inks[n]}"/>')
        parts += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{2 + k**0.5 / 3:.1f}" fill="{inks[n]}"/>' for x, y, k in at]
        parts.append(f'<text x="{edge + 12}" y="{edge + 16 + 16 * n}" fill="{inks[n]}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])


def page(sets: dict[str, Points]) -> str:
    """docs/CALIBRATION.md."""
    lines = [
        "# How far a confidence can be trusted",
        "",
        "Written by `genscripts/calibrate.py` from development gold. An event's `confidence` is the probability that a coder",
        "accepts its type, source and target together. It comes from what frames and judge say of the event, fitted on our",
        "corpus and scaled (Platt) on the corpus' held-out tenth and two thirds of PLV; the figures on PLV below are those",
        "of the third that is kept apart.",
        "There the surest event of a sentence is right where type, marked source and marked target all are. In the annotated",
        "articles an event is right where an annotated one answers to it (sentence, type and 60 % of the participants), a more",
        "lenient measure that had no part in the scaling.",
        "",
        "![reliability diagram](reliability.svg)",
    ]
    for name, points in sets.items():
        lines += [
            "",
            f"## {name}: {len(points)} events",
            "",
            "| confidence | events | mean confidence | right |",
            "| --- | --- | --- | --- |",
        ]
        lines += [f"| {label} | {n} | {mean:.2f} | {right:.2f} |" for label, n, mean, right in bins(points)]
        lines += ["", "| cut at | events left | right of them | of all right ones left |", "| --- | --- | --- | --- |"]
        lines += [f"| {cut:.1f} | {n} | {precision:.2f} | {recall:.2f} |" for cut, n, precision, recall in cuts(points)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Fit, write, show."""
    parser = argparse.ArgumentParser(description="scale the confidence of events on development gold")
    parser.add_argument("--gold", type=Path, default=ROOT.parent / "shared" / "gold", help="folder of gold sets")
    given = parser.parse_args()
    head = "# Written by genscripts/calibrate.py: scales the log-odds of a confidence (events/confidence.py).\n"
    SCALE.write_text(head + "slope: 1.0\nintercept: 0.0\n", encoding="utf-8")
    load.cache_clear()
    coder = Coder(Settings(min_confidence=0.0))
    read = articles.rightness(given.gold / "articles", coder)
    looked, apart = (roles.rightness(given.gold / "plover" / "plv_train.tsv", coder, apart=a) for a in (False, True))
    held = corpus.rightness(ROOT / "corpus", coder)
    slope, intercept = fit([*looked, *held])
    SCALE.write_text(f"{head}slope: {slope:.3f}\nintercept: {intercept:.3f}\n", encoding="utf-8")
    sets = {
        "annotated articles": scaled(read, slope, intercept),
        "PLV, third kept apart": scaled(apart, slope, intercept),
        "corpus, held-out tenth": scaled(held, slope, intercept),
    }
    DIAGRAM.write_text(diagram(sets), encoding="utf-8")
    PAGE.write_text(page(sets), encoding="utf-8")
    print(page(sets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
