"""How alike two reports are: a score in log-odds as a sum of named parts, each of which can be shown."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from legation.compare.reports import Report
from legation.resources import load

FILE = "compare/joining.yaml"
NEVER = -99.0  # of a part that forbids the link whatever the others say
SYMMETRIC = ("CONSULT",)
WEEK, MONTH, CLOSE = 7, 31, 2
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what comparing needs of it, worked out once."""

    report: Report
    source: Mapping[str, str]  # actor → its state, or itself
    target: Mapping[str, str]
    everybody: Mapping[str, str]
    first: int | None  # ordinal days
    last: int | None
    published: int | None
    words: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of two reports and its parts by name."""

    score: float
    parts: Mapping[str, float]


def told(report: Report, states: Mapping[str, str]) -> Told:
    """``report`` made ready; ``states`` maps actors to the states they belong to."""
    source = {a: states.get(a, a) for a in report.source}
    target = {a: states.get(a, a) for a in report.target}
    names = {w for a in report.actors for w in _WORD.findall(a.lower())}
    counts: dict[str, None] = {}
    stop = _stop()
    for word in _WORD.findall((report.text or "").lower()):
        if word not in stop and word not in names:
            stem = word[:6]
            counts[stem] = None
    length = math.sqrt(len(counts)) or 1.0
    words = dict.fromkeys(counts, 1 / length)
    return Told(
        report, source, target, {**source, **target}, day(report.first), day(report.last), day(report.published), words
    )


def day(text: str | None) -> int | None:
    """An ISO day as an ordinal."""
    return date.fromisoformat(text).toordinal() if text else None


@cache
def _weights() -> Any:
    return load(FILE)


@cache
def _stop() -> frozenset[str]:
    return frozenset(_weights()["stop"])


@cache
def kin() -> Mapping[str, frozenset[str]]:
    """Type → the types that may tell the same act, itself among them."""
    found: dict[str, set[str]] = {}
    for a, b in _weights()["kin"]:
        found.setdefault(a, {a}).add(b)
        found.setdefault(b, {b}).add(a)
    return {name: frozenset(others) for name, others in found.items()}


@cache
def family(type: str) -> str:
    """The first of all types that chains of kin lead to: reports of two families are never one event."""
    seen, waiting = {type}, [type]
    while waiting:
        for other in kin().get(waiting.pop(), ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return min(seen)


def least() -> float:
    """The score from which on two reports tell one event."""
    return float(_weights()["least"])


def likeness(a: Told, b: Told) -> Likeness:
    """How likely ``a`` and ``b`` tell one event. Symmetric. Parts that forbid it end the sum."""
    parts: dict[str, float] = {}
    for name, part in (("type", _type), ("parties", _parties), ("time", _time), ("place", _place)):
        value = part(a, b)
        if value is not None:
            parts[name] = round(value, 3)
            if value <= NEVER:
                return Likeness(NEVER, parts)
    cosine = sum(value * b.words.get(word, 0.0) for word, value in a.words.items())
    if a.words and b.words:
        parts["wording"] = round(_weights()["words"] * cosine, 3)
    figures = _figures(a.report, b.report)
    if figures is not None:
        parts["figures"] = figures
    if a.report.document == b.report.document:
        if a.report.start is not None and a.report.start == b.report.start:
            return Likeness(NEVER, {**parts, "one sentence": NEVER})
        parts["one document"] = _weights()["within"]
    return Likeness(round(sum(parts.values()), 3), parts)


def _type(a: Told, b: Told) -> float | None:
    weights = _weights()
    one, other = a.report, b.report
    if one.type != other.type:
        return float(weights["type"]["kin"]) if other.type in kin().get(one.type, ()) else NEVER
    if one.mode is None or other.mode is None:
        return float(weights["type"]["same"])
    return float(weights["type"]["same"] + weights["mode"]["same" if one.mode == other.mode else "other"])


def _parties(a: Told, b: Told) -> float:
    """Of a meeting everybody against everybody; else the sources against each other and the targets."""
    if a.report.type in SYMMETRIC and b.report.type in SYMMETRIC:
        return _side(a.everybody, b.everybody)
    turned = a.report.type != b.report.type and not (a.source and b.source)
    sides = [_side(a.source, b.source), _side(a.target, b.target)] if not turned else [_side(a.everybody, b.everybody)]
    return sum(sides)


def _side(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    """How well two lists of parties agree; 0 where either is empty."""
    if not one or not other:
        return 0.0
    weights = _weights()["actor"]
    total, matched = 0.0, 0
    left = dict(other)
    for actor, state in sorted(one.items()):
        same = actor if actor in left else None
        kind = "same"
        if same is None:
            same = next((o for o, s in sorted(left.items()) if s == state), None)
            kind = "state" if same is not None and state in (actor, same) else "member"
        if same is None:
            continue
        left.pop(same)
        total += float(weights[kind])
        matched += 1
    if not matched:
        return float(weights["none"])
    return total / matched * min(2, matched) + float(_weights()["extra"]) * (len(one) + len(other) - 2 * matched)


def _time(a: Told, b: Told) -> float | None:
    weights = _weights()["day"]
    if a.first is not None and b.first is not None and a.last is not None and b.last is not None:
        if a.first <= b.last and b.first <= a.last:
            return float(weights["same" if a.first == a.last == b.first == b.last else "overlap"])
        gap = max(a.first, b.first) - min(a.last, b.last)
        return float(weights["next"]) if gap == 1 else NEVER
    if a.first is not None or b.first is not None:
        dated, other = (a, b) if a.first is not None else (b, a)
        if dated.first is None or dated.last is None or other.published is None:
            return None
        if dated.first - CLOSE <= other.published <= dated.last + CLOSE + 1:
            return float(weights["near"])
        return 0.0 if dated.first - WEEK <= other.published <= dated.last + MONTH else NEVER
    return _by_publication(a.published, b.published)


def _by_publication(one: int | None, other: int | None) -> float | None:
    if one is None or other is None:
        return None
    weights, gap = _weights()["published"], abs(one - other)
    name = "close" if gap <= CLOSE else "week" if gap <= WEEK else "month" if gap <= MONTH else "apart"
    return float(weights[name]) if name != "apart" else NEVER


def _place(a: Told, b: Told) -> float | None:
    one, other, weights = a.report, b.report, _weights()["place"]
    if one.place is None or other.place is None:
        return None
    if one.place == other.place or (one.geonameid is not None and one.geonameid == other.geonameid):
        return float(weights["same"])
    if one.place_country != other.place_country or one.place_country is None:
        return float(weights["abroad"])
    return float(weights["inside"] if one.wide or other.wide else weights["other"])


def _figures(one: Report, other: Report) -> float | None:
    """Where both count the same kind of thing: the same number speaks for one event, another one a little against it."""
    mine = {(f.kind, f.value) for f in one.figures}
    theirs = {(f.kind, f.value) for f in other.figures}
    shared = {k for k, _ in mine} & {k for k, _ in theirs}
    if not shared:
        return None
    return float(_weights()["figures"]["same" if mine & theirs else "other"])
