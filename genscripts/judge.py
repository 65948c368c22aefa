"""Train the learned judge on the corpus: ``python genscripts/judge.py [--cache FILE] [--report]``.

Reads ``corpus/*.txt``, has Legation read every passage up to its candidates, and fits two log-linear models: the type of the
event at a predicate (or none), and the part of each actor named near it. Weights go to ``src/legation/resources/judge``.
Figures printed are those of five folds, each file of the corpus cut into five by line: no passage judges itself.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from dataclasses import replace
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from legation.attribution.assertions import asserted
from legation.engines.local import Coder
from legation.evaluate.corpus import Labelled, Passage, passages
from legation.events.classifying import weigh
from legation.events.coding import Candidate, EventCoder
from legation.events.judge.deciding import people
from legation.events.judge.role_features import RoleFeatures
from legation.events.judge.type_features import NOTHING, TypeFeatures, listed
from legation.layers import Reading
from legation.parse import propositions
from legation.record import Document

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
OUT = ROOT / "src" / "legation" / "resources" / "judge"
FOLDS = 5
YIELD = "YIELD"  # CONCEDE and RETREAT, which classify tells apart by what the frames say
SEEN_AT_LEAST = 3  # passages in which a feature must occur to get a weight
Example = tuple[list[str], str, int]  # features, label, passage number


def read(coder: Coder, passage: Passage) -> tuple[Reading, EventCoder, dict[int, Candidate]]:
    """A passage up to its candidates, by trigger."""
    reading = coder.read(Document(id=passage.where, text=passage.text))
    reading = replace(reading, claims=asserted(reading))
    events = EventCoder(reading)
    return reading, events, {c.trigger: c for c in events.candidates()}


def trigger(reading: Reading, candidates: dict[int, Candidate], event: Labelled) -> tuple[int | None, set[int]]:
    """The predicate that a labelled event stands at, and all predicates inside its words."""
    inside = [p for p in reading.propositions if event.trigger[0] <= reading.parsed[p.predicate].idx < event.trigger[1]]
    ranked = sorted(
        inside,
        key=lambda p: (
            p.predicate not in candidates,
            p.predicate in candidates and candidates[p.predicate].type != event.type,
            event.type not in listed(p),
            p.kind != "verb",
            p.predicate,
        ),
    )
    return (ranked[0].predicate if ranked else None), {p.predicate for p in inside}


def actors_of(reading: Reading, spans: tuple[tuple[int, int], ...]) -> set[str]:
    """The actors that labelled words name: those whose mention covers most of them, else the owner of the place."""
    found: set[str] = set()
    for start, end in spans:
        over = [(min(m.end, end) - max(m.start, start), -(m.end - m.start), m.actor) for m in reading.mentions]
        best = max((o for o in over if o[0] > 0), default=None)
        if best:
            found.update(o[2] for o in over if o[0] > 0 and o[:2] == best[:2])
        else:
            found.update(p.country for p in reading.places if p.country and p.start < end and start < p.end)
    return found


def examples(coder: Coder, number: int, passage: Passage) -> tuple[list[Example], list[Example], dict[str, Any]]:
    """Type examples, role examples and what the frames alone made of the passage."""
    reading, events, candidates = read(coder, passage)
    features = TypeFeatures(reading.parsed, events.matcher.propositions, candidates, events.matches, people(reading))
    gold: dict[int, Labelled] = {}
    beside: set[int] = set()
    lost = 0
    for event in passage.events:
        at, inside = trigger(reading, candidates, event)
        if at is None or at in gold:
            lost += 1
            continue
        gold[at] = event
        beside |= inside - {at}
    types = []
    for p in reading.propositions:
        if p.predicate in beside - set(gold):
            continue
        label = gold[p.predicate].type if p.predicate in gold else NOTHING
        said = candidates[p.predicate].type if p.predicate in candidates else NOTHING
        types.append((features.of(p), label, number, said))
    roles = []
    near = RoleFeatures(reading)
    for at, event in gold.items():
        candidate = candidates.get(at)
        if candidate is None or candidate.type != event.type:
            p = events.matcher.propositions[at]
            if candidate is None:
                candidate = Candidate(
                    at,
                    event.type,
                    event.mode,
                    (),
                    (),
                    (),
                    (),
                    event.type == "CONSULT" and not event.target,
                    0.0,
                    "none",
                    "",
                    p,
                )
        sources, targets = actors_of(reading, event.source), actors_of(reading, event.target)
        around = near.near(candidate)
        for actor in dict.fromkeys((*candidate.source, *candidate.target, *around)):
            label = "source" if actor in sources else "target" if actor in targets else "none"
            said = "source" if actor in candidate.source else "target" if actor in candidate.target else "none"
            roles.append((near.of(candidate, actor, around.get(actor, []), len(around)), label, number, said))
    return types, roles, {"lost": lost}


def pairs(coder: Coder, number: int, passage: Passage) -> list[Any]:
    """Pair examples: each event whose source and target stand in its own sentence, as ``classify`` would be given it."""
    doc = coder.grammar.nlp(passage.text)
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    seen: set[Any] = set()
    found = []
    for event in passage.events:
        source, target = event.source, event.target
        if not target and len(source) > 1:
            source, target = source[:1], source[1:]
        own = next((s for s in sentences if s[0] <= event.trigger[0] < s[1]), None)
        if not source or not target or own is None or not all(own[0] <= a < own[1] for a, _ in (*source, *target)):
            continue
        if set(source) & set(target) or (source, target) in seen:
            continue
        seen.add((source, target))
        start, end = own
        reading = Reading(document=Document(id="row", text=passage.text[start:end]), text=passage.text[start:end])
        reading.doc = coder.grammar.parse(reading)
        reading.propositions = propositions.extract(reading.doc)
        ranked, features = weigh(
            reading, [(a - start, b - start) for a, b in source], [(a - start, b - start) for a, b in target]
        )
        label = YIELD if event.type in ("CONCEDE", "RETREAT") else event.type
        said = ranked[0][1].type if ranked else NOTHING
        shown = (reading.text, [(a - start, b - start) for a, b in source], [(a - start, b - start) for a, b in target])
        found.append((features.all(), label, number, YIELD if said in ("CONCEDE", "RETREAT") else said, shown))
    return found


def matrix(rows: list[list[str]], vocabulary: dict[str, int]) -> csr_matrix:
    indices, pointers = [], [0]
    for row in rows:
        indices.extend(sorted({vocabulary[f] for f in row if f in vocabulary}))
        pointers.append(len(indices))
    return csr_matrix((np.ones(len(indices), np.float32), indices, pointers), shape=(len(rows), len(vocabulary)))


def fit(data: list[Any], strength: float) -> tuple[dict[str, int], LogisticRegression]:
    counts = Counter(f for row in data for f in set(row[0]))
    vocabulary = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= SEEN_AT_LEAST))}
    model = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
    model.fit(matrix([row[0] for row in data], vocabulary), [row[1] for row in data])
    return vocabulary, model


def cross(data: list[Any], strength: float) -> list[dict[str, float]]:
    """Probabilities of every example by a model that has not seen its passage."""
    out: list[dict[str, float]] = [{} for _ in data]
    for fold in range(FOLDS):
        vocabulary, model = fit([r for r in data if r[2] % FOLDS != fold], strength)
        held = [i for i, r in enumerate(data) if r[2] % FOLDS == fold]
        shares = model.predict_proba(matrix([data[i][0] for i in held], vocabulary))
        for i, row in zip(held, shares, strict=True):
            out[i] = dict(zip(model.classes_, map(float, row), strict=True))
    return out


def table(gold: list[str], said: list[str], nothing: str) -> str:
    names = sorted({*gold, *said} - {nothing})
    lines = []
    for name in names:
        hit = sum(g == s == name for g, s in zip(gold, said, strict=True))
        p, r = hit / max(1, said.count(name)), hit / max(1, gold.count(name))
        lines.append(f"{name[:4]} {p:.2f}/{r:.2f}")
    hit = sum(g == s != nothing for g, s in zip(gold, said, strict=True))
    p, r = hit / max(1, sum(s != nothing for s in said)), hit / max(1, sum(g != nothing for g in gold))
    return f"P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f} | " + " ".join(lines)


def write(name: str, vocabulary: dict[str, int], model: LogisticRegression) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    names = sorted(vocabulary, key=vocabulary.__getitem__)
    weights = np.round(model.coef_.T, 3).astype(np.float16)
    keep = np.abs(weights).max(axis=1) > 0.02
    np.savez_compressed(
        OUT / f"{name}.npz",
        labels=np.array([str(c) for c in model.classes_]),
        features=np.array([n for n, k in zip(names, keep, strict=True) if k]),
        weights=weights[keep],
        bias=model.intercept_.astype(np.float32),
    )


def sets(types: list[Any], roles: list[Any], paired: list[Any]) -> tuple[Any, ...]:
    return (("type", types, 0.3, NOTHING), ("role", roles, 0.1, "none"), ("pair", paired, 0.1, NOTHING))


def main() -> int:
    """Train, report, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", type=Path)
    parser.add_argument("--report", action="store_true")
    given = parser.parse_args()
    if given.cache and given.cache.exists():
        types, roles, paired = pickle.loads(given.cache.read_bytes())
    else:
        coder, types, roles, paired, lost = Coder(), [], [], [], 0
        for number, passage in enumerate(passages(CORPUS)):
            t, r, more = examples(coder, number, passage)
            types += t
            roles += r
            paired += pairs(coder, number, passage)
            lost += more["lost"]
        print("events whose words are no predicate:", lost)
        if given.cache:
            given.cache.write_bytes(pickle.dumps((types, roles, paired)))
    if given.report:
        for name, data, strength, nothing in sets(types, roles, paired):
            gold = [r[1] for r in data]
            print(name, len(data), "examples; frames:", table(gold, [r[3] for r in data], nothing))
            found = [max(p, key=p.__getitem__) for p in cross(data, strength)]
            print(name, "judge:", table(gold, found, nothing))
    for name, data, strength, _ in sets(types, roles, paired):
        write(name, *fit(data, strength))
    return 0


if __name__ == "__main__":
    sys.exit(main())
