"""Relations of a dyad over time: counts, sum, share and mean of its events a period, with what may be said of them.

A mean misses how much happens (wars are shocks of volume), a sum mistakes growing coverage for it: so both stand beside the
share of all events of the period. Means of few events are drawn towards the dyad's own mean (empirical Bayes: n / (n + k) of
the period's, with k = variance within periods / variance between them), and intervals come from resampling documents, not
events, since one article tells many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from legation.analyse.acts import Act, label, labels

DRAWS = 200
SEED = 1
LEAST_EVENTS, LEAST_DOCUMENTS = 3, 3
SLOWEST, FASTEST = 1.0, 20.0  # bounds of k
EPISODE = 14  # days of silence after which the next act opens a new episode

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Period:
    """One dyad in one period.

    ``share`` is of all acts of the period, ``total`` the sum of scores; ``mean``, ``shrunk``, ``low`` and ``high`` (the middle
    90 % of resamples) are None where there is no act or too few documents. ``reading`` says in words what they allow.
    """

    period: str
    events: int
    documents: int
    cooperation: int
    conflict: int
    by_quad: Mapping[str, int]
    total: float
    share: float | None
    mean: float | None
    shrunk: float | None
    low: float | None
    high: float | None
    reading: str
    acts: tuple[Act, ...]


def series(
    found: Sequence[Act], everything: Counter[str], by: str, span: tuple[date, date] | None = None
) -> list[Period]:
    """The acts of one dyad a period, quiet periods among them; ``everything`` counts all acts of the archive by period."""
    if not found:
        return []
    first, last = span or (found[0].day, found[-1].day)
    grouped: dict[str, list[Act]] = defaultdict(list)
    for act in found:
        grouped[label(act.day, by)].append(act)
    names = labels(first, last, by)
    k = _pull([[a.score for a in grouped[n]] for n in names if grouped.get(n)])
    overall = sum(a.score for a in found) / len(found)
    bounds = _resampled(found, [label(a.day, by) for a in found], names)
    return [_period(name, grouped.get(name, []), everything[name], k, overall, bounds.get(name)) for name in names]


def _period(
    name: str, told: list[Act], everything: int, k: float, overall: float, bounds: tuple[float, float] | None
) -> Period:
    scores = [a.score for a in told]
    mean = sum(scores) / len(scores) if scores else None
    quads = Counter(a.quad for a in told)
    documents = len({d for a in told for d in a.documents})
    enough = len(told) >= LEAST_EVENTS and documents >= LEAST_DOCUMENTS
    low, high = bounds if bounds is not None and enough else (None, None)
    return Period(
        period=name,
        events=len(told),
        documents=documents,
        cooperation=sum(n for quad, n in quads.items() if "cooperation" in quad),
        conflict=sum(n for quad, n in quads.items() if "conflict" in quad),
        by_quad=dict(sorted(quads.items())),
        total=round(sum(scores), 3),
        share=round(len(told) / everything, 4) if everything else None,
        mean=_rounded(mean),
        shrunk=_rounded((len(scores) * mean + k * overall) / (len(scores) + k)) if mean is not None else None,
        low=_rounded(low),
        high=_rounded(high),
        reading=_reading(len(told), documents, low, high),
        acts=tuple(told),
    )


def _reading(events: int, documents: int, low: float | None, high: float | None) -> str:
    if not events:
        return "nothing told"
    if low is None or high is None:
        return f"too little to tell ({events} events in {documents} documents)"
    return "cooperation" if low > 0 else "conflict" if high < 0 else "mixed"


def _pull(groups: Sequence[Sequence[float]]) -> float:
    """k of the shrinkage, by the method of moments over periods with two acts or more; bounded, 5 where it cannot be told."""
    several = [np.asarray(g, dtype=float) for g in groups if len(g) > 1]
    if len(several) < 3:
        return 5.0
    within = float(np.mean([g.var(ddof=1) for g in several]))
    between = float(np.var([g.mean() for g in several], ddof=1)) - within / float(np.mean([len(g) for g in several]))
    return min(FASTEST, max(SLOWEST, within / between)) if between > 0 else FASTEST


def _resampled(found: Sequence[Act], where: Sequence[str], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """The 5th and 95th percentile of each period's mean over resamples of documents; an act stays where any of its reports does."""
    documents = sorted({d for a in found for d in a.documents})
    if len(documents) < LEAST_DOCUMENTS:
        return {}
    column = {d: i for i, d in enumerate(documents)}
    index = {name: i for i, name in enumerate(names)}
    draws = np.random.default_rng(SEED).integers(0, len(documents), size=(DRAWS, len(documents)))
    drawn = np.zeros((DRAWS, len(documents)), dtype=bool)
    np.put_along_axis(drawn, draws, True, axis=1)
    sums, counts = np.zeros((DRAWS, len(names))), np.zeros((DRAWS, len(names)))
    for act, name in zip(found, where, strict=True):
        if name in index:
            there = drawn[:, [column[d] for d in act.documents]].any(axis=1) if act.documents else np.zeros(DRAWS, bool)
            sums[:, index[name]] += there * act.score
            counts[:, index[name]] += there
    bounds = {}
    for name, i in index.items():
        kept = counts[:, i] > 0
        if kept.any():
            low, high = np.percentile(sums[kept, i] / counts[kept, i], [5, 95])
            bounds[name] = (float(low), float(high))
    return bounds


@dataclass(frozen=True, slots=True)
class Dyad:
    """What is between two parties over a span.

    ``first_acts`` and ``second_acts`` count acts of the one on the other; ``opened_by_first`` of ``episodes`` (acts after 14
    days of silence) were opened by the first. ``response`` is the correlation of what the one does in a month with what the
    other did to it in the month before, both ways together, None under eight months or three
    acts of either. ``change`` is the mean of the later half
    less that of the earlier one, with the middle 90 % of resamples.
    """

    first: str
    second: str
    events: int
    documents: int
    mean: float
    total: float
    first_acts: int
    second_acts: int
    mutual: int
    episodes: int
    opened_by_first: int
    response: float | None
    change: float | None
    low: float | None
    high: float | None
    reading: str
    acts: tuple[Act, ...]


def dyad(found: Sequence[Act], middle: date) -> Dyad:
    """What is between the two parties of ``found`` (acts of one dyad, by day); ``middle`` parts earlier from later."""
    first, second = found[0].dyad
    opened = _openings(found)
    halves = ["earlier" if a.day < middle else "later" for a in found]
    change, low, high = _change(found, halves)
    documents = {d for a in found for d in a.documents}
    return Dyad(
        first=first,
        second=second,
        events=len(found),
        documents=len(documents),
        mean=round(sum(a.score for a in found) / len(found), 3),
        total=round(sum(a.score for a in found), 3),
        first_acts=sum(not a.mutual and a.source == first for a in found),
        second_acts=sum(not a.mutual and a.source == second for a in found),
        mutual=sum(a.mutual for a in found),
        episodes=len(opened),
        opened_by_first=sum(a.source == first for a in opened if not a.mutual),
        response=_response(found, first),
        change=_rounded(change),
        low=_rounded(low),
        high=_rounded(high),
        reading=_direction(change, low, high, halves, len(documents)),
        acts=tuple(found),
    )


def _openings(found: Sequence[Act]) -> list[Act]:
    """The acts that come first after two weeks of silence."""
    opened, last = [], None
    for act in found:
        if last is None or (act.day - last).days > EPISODE:
            opened.append(act)
        last = act.day
    return opened


def _response(found: Sequence[Act], first: str) -> float | None:
    months = labels(found[0].day, found[-1].day, "month")
    forward = [a.source == first for a in found if not a.mutual]
    if len(months) < 8 or min(sum(forward), len(forward) - sum(forward)) < LEAST_EVENTS:
        return None
    sides = {True: dict.fromkeys(months, 0.0), False: dict.fromkeys(months, 0.0)}
    for act in found:
        if not act.mutual:
            sides[act.source == first][label(act.day, "month")] += act.score
    one, other = (np.array([sides[s][m] for m in months]) for s in (True, False))
    done, answer = np.concatenate([one[:-1], other[:-1]]), np.concatenate([other[1:], one[1:]])
    if not done.std() or not answer.std():
        return None
    return round(float(np.corrcoef(done, answer)[0, 1]), 3)


def _change(found: Sequence[Act], halves: Sequence[str]) -> tuple[float | None, float | None, float | None]:
    split = [[a.score for a, h in zip(found, halves, strict=True) if h == half] for half in ("earlier", "later")]
    if not all(split):
        return None, None, None
    change = sum(split[1]) / len(split[1]) - sum(split[0]) / len(split[0])
    if min(map(len, split)) < LEAST_EVENTS:
        return change, None, None
    documents = sorted({d for a in found for d in a.documents})
    if len(documents) < 2 * LEAST_DOCUMENTS:
        return change, None, None
    draws = _differences(found, halves, documents)
    if not len(draws):
        return change, None, None
    low, high = np.percentile(draws, [5, 95])
    return change, float(low), float(high)


def _differences(found: Sequence[Act], halves: Sequence[str], documents: Sequence[str]) -> Floats:
    """Later mean less earlier mean in every resample of documents that leaves acts in both."""
    column = {d: i for i, d in enumerate(documents)}
    draws = np.random.default_rng(SEED).integers(0, len(documents), size=(DRAWS, len(documents)))
    drawn = np.zeros((DRAWS, len(documents)), dtype=bool)
    np.put_along_axis(drawn, draws, True, axis=1)
    sums, counts = np.zeros((DRAWS, 2)), np.zeros((DRAWS, 2))
    for act, half in zip(found, halves, strict=True):
        if act.documents:
            there = drawn[:, [column[d] for d in act.documents]].any(axis=1)
            column_of_half = int(half == "later")  # an index; a bool would be a mask
            sums[:, column_of_half] += there * act.score
            counts[:, column_of_half] += there
    kept = (counts > 0).all(axis=1)
    means = sums[kept] / counts[kept]
    return np.asarray(means[:, 1] - means[:, 0], dtype=np.float64)


def _direction(
    change: float | None, low: float | None, high: float | None, halves: Sequence[str], documents: int
) -> str:
    if change is None or low is None or high is None:
        earlier = halves.count("earlier")
        return f"too little to tell ({earlier} earlier events, {len(halves) - earlier} later, in {documents} documents)"
    return "improved" if low > 0 else "worsened" if high < 0 else "no clear change"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)
