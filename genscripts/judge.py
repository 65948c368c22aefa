"""Train the learned judge on the corpus: ``python genscripts/judge.py [--cache FILE] [--dry]`` (extra ``benchmarks``).

Reads ``corpus/*.txt``, has Legation read every passage up to its candidates, and fits log-linear models: the type of
the event at a predicate (or none), its mode, the part of each actor named near it, the type between a marked source and
target; then, on passages that the models had not seen, how sure an event is. Weights go to
``src/legation/resources/judge``. The figures printed are those of five folds: no passage judges itself. ``--cache``
keeps the examples for other experiments, ``--dry`` writes nothing.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from judge_examples import Example, Read, actors_of, of_modes, of_pairs, of_roles, of_types, read
from legation.engines.local import Coder
from legation.evaluate.corpus import held_out, passages
from legation.events.confidence import measures
from legation.events.judge.deciding import Decider
from legation.events.judge.model import Linear
from legation.events.judge.type_features import NOTHING

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
OUT = ROOT / "src" / "legation" / "resources" / "judge"
FOLDS = 5
SEEN_AT_LEAST = 3  # examples in which a feature must occur to get a weight
TOO_SMALL = 0.02  # features whose weights all lie below are left out
STRENGTH = {"type": 0.3, "mode": 0.3, "role": 0.1, "pair": 0.05}  # inverse of the L2 penalty, chosen by the folds
NO_PART = {"type": NOTHING, "mode": NOTHING, "role": "none", "pair": NOTHING}


def matrix(rows: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> csr_matrix:
    """Rows of features as zeros and ones."""
    indices: list[int] = []
    pointers = [0]
    for row in rows:
        indices.extend(sorted({vocabulary[f] for f in row if f in vocabulary}))
        pointers.append(len(indices))
    return csr_matrix((np.ones(len(indices), np.float32), indices, pointers), shape=(len(rows), len(vocabulary)))


def fit(data: Sequence[Example], strength: float) -> Linear:
    """A model of ``data``, its weights rounded as they are stored."""
    counts = Counter(f for row in data for f in set(row.features))
    names = sorted(f for f, n in counts.items() if n >= SEEN_AT_LEAST)
    vocabulary = {f: i for i, f in enumerate(names)}
    model = LogisticRegression(C=strength, max_iter=400, tol=1e-3)
    model.fit(matrix([row.features for row in data], vocabulary), [row.label for row in data])
    weights = np.round(model.coef_.T, 3).astype(np.float16)
    keep = np.abs(weights).max(axis=1) > TOO_SMALL
    kept = [name for name, k in zip(names, keep, strict=True) if k]
    return Linear(
        labels=tuple(str(label) for label in model.classes_),
        rows={name: i for i, name in enumerate(kept)},
        weights=weights[keep].astype(np.float32),
        bias=model.intercept_.astype(np.float32),
    )


def folds(data: Sequence[Example], strength: float) -> list[Linear]:
    """For each fold, a model of all other passages."""
    return [fit([row for row in data if row.passage % FOLDS != fold], strength) for fold in range(FOLDS)]


def report(name: str, data: Sequence[Example], models: Sequence[Linear]) -> None:
    """Print precision/recall of frames and judge, by label."""
    gold = [row.label for row in data]
    print(f"{name}: {len(data)} examples")
    print("  frames", table(gold, [row.said for row in data], NO_PART[name]))
    found = []
    for row in data:
        shares = models[row.passage % FOLDS].probabilities(row.features)
        found.append(max(shares, key=lambda label: (shares[label], label)))
    print("  judge ", table(gold, found, NO_PART[name]))


def table(gold: Sequence[str], said: Sequence[str], nothing: str) -> str:
    """Precision, recall and F1 over all labels but ``nothing``, then precision/recall of each."""
    parts = []
    for name in sorted({*gold, *said} - {nothing}):
        hit = sum(g == s == name for g, s in zip(gold, said, strict=True))
        parts.append(f"{name[:4]} {hit / max(1, said.count(name)):.2f}/{hit / max(1, gold.count(name)):.2f}")
    hit = sum(g == s != nothing for g, s in zip(gold, said, strict=True))
    p, r = hit / max(1, sum(s != nothing for s in said)), hit / max(1, sum(g != nothing for g in gold))
    return f"P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f} | " + " ".join(parts)


def calibrate(items: Sequence[Read], types: Sequence[Linear], roles: Sequence[Linear]) -> dict[str, float]:
    """Weights of an event's confidence: is it right in type, source and target, by passages that the models have not seen?"""
    rows, right = [], []
    told = both = 0
    for number, item in enumerate(items):
        fold = number % FOLDS
        decided = Decider(item.reading, item.events, types=types[fold], roles=roles[fold])
        told += len(item.gold)
        for candidate in decided.revise(list(item.candidates.values())):
            event = item.gold.get(candidate.trigger)
            if event is None and (candidate.trigger in item.beside or candidate.type in item.told):
                continue  # a labelled event told by other words, perhaps
            rows.append(measures(candidate))
            sources = actors_of(item.reading, event.source) if event else set()
            targets = actors_of(item.reading, event.target) if event else set()
            same = (
                event is not None
                and candidate.type == event.type
                and set(candidate.source) == sources
                and set(candidate.target) == targets
            )
            right.append(same)
            both += same
    names = sorted(rows[0])
    data = np.array([[row[name] for name in names] for row in rows])
    model = LogisticRegression(C=1.0, max_iter=1000).fit(data, right)
    shares = model.predict_proba(data)[:, 1]
    print(f"events: {len(rows)} written, {told} labelled, {both} all right")
    for low in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        kept = [r for r, s in zip(right, shares, strict=True) if s >= low]
        print(
            f"  cut at {low}: precision {sum(kept) / max(1, len(kept)):.3f} recall {sum(kept) / told:.3f} ({len(kept)})"
        )
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 3), **weights}


def write(name: str, model: Linear) -> None:
    """Store a model without pickles."""
    OUT.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        OUT / f"{name}.npz",
        labels=np.array(model.labels),
        features=np.array(sorted(model.rows, key=lambda f: model.rows[f])),
        weights=model.weights.astype(np.float16),
        bias=model.bias,
    )


def main() -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser(description="train the learned judge on the corpus")
    parser.add_argument("--cache", type=Path, help="keep the examples here (pickle)")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    given = parser.parse_args()
    coder = Coder()
    texts = [passage for passage in passages(CORPUS) if not held_out(passage)]
    items = [read(coder, passage) for passage in texts]
    data = {
        "type": [e for n, item in enumerate(items) for e in of_types(n, item)],
        "mode": [e for n, item in enumerate(items) for e in of_modes(n, item)],
        "role": [e for n, item in enumerate(items) for e in of_roles(n, item)],
        "pair": [e for n, passage in enumerate(texts) for e in of_pairs(coder, n, passage)],
    }
    if given.cache:
        given.cache.write_bytes(pickle.dumps(data))
    held = {name: folds(rows, STRENGTH[name]) for name, rows in data.items()}
    for name, rows in data.items():
        report(name, rows, held[name])
    confidence = calibrate(items, held["type"], held["role"])
    if not given.dry:
        for name, rows in data.items():
            write(name, fit(rows, STRENGTH[name]))
        lines = "".join(f"  {name}: {weight}\n" for name, weight in confidence.items())
        (OUT / "confidence.yaml").write_text(
            "# Written by genscripts/judge.py: weights of an event's confidence (events/confidence.py).\nweights:\n"
            + lines
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
