"""How alike two reports are: a score in log-odds as a sum of named parts, each of which can be shown."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from legation.compare.parties import Party, alike, parties
from legation.compare.reports import Report
from legation.resources import load

FILE = "compare/joining.yaml"
NEVER = -99.0  # of a part that forbids the link whatever the others say
WEEK, MONTH, CLOSE = 7, 31, 2
STEM = 6  # letters of a word that count: "bombed" and "bombing" are one
SMOOTH = 50  # reports as if read before, so that rareness means little in a small archive
EARTH = 6371.0  # km
FAR = 10  # times one figure of the other, from which on they hardly count the same dead
_WORD = re.compile(r"[^\W\d_]{3,}")
_HAPPENED = ("CT+", "CT-")


@dataclass(frozen=True, slots=True)
class Told:
    """A report with what comparing needs of it, worked out once."""

    report: Report
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    first: int | None  # ordinal days
    last: int | None
    published: int | None
    words: Mapping[str, float]

    @property
    def everybody(self) -> tuple[Party, ...]:
        """Source and target together, each once."""
        return tuple(dict.fromkeys((*self.source, *self.target)))


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score of two reports and its parts by name."""

    score: float
    parts: Mapping[str, float]


def told(report: Report, states: Mapping[str, str], rarity: Mapping[str, float] | None = None) -> Told:
    """``report`` made ready; ``states`` maps actors to the states they belong to, ``rarity`` stems to their weight (1 without)."""
    source, target = parties(report.source, states), parties(report.target, states)
    weights = {stem: rarity.get(stem, 1.0) if rarity else 1.0 for stem in _stems(report)}
    length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
    words = {stem: weight / length for stem, weight in weights.items()}
    return Told(report, source, target, day(report.first), day(report.last), day(report.published), words)


def rarity(reports: Iterable[Report]) -> dict[str, float]:
    """Stem → how rare it is among the sentences of ``reports``: log inverse document frequency, 1 for one in all."""
    counts: Counter[str] = Counter()
    total = 0
    for report in reports:
        if report.text:
            total += 1
            counts.update(_stems(report))
    return {stem: 1 + math.log((total + SMOOTH) / (n + SMOOTH)) for stem, n in counts.items()}


def _stems(report: Report) -> tuple[str, ...]:
    """The stems of the content words of a report's sentence, each once; names of its parties are compared elsewhere."""
    if not report.text:
        return ()
    names = {w for a in report.actors for w in _WORD.findall(a.lower())}
    words = (w for w in _WORD.findall(report.text.lower()) if w not in names)
    return tuple(dict.fromkeys(w[:STEM] for w in words if w not in _stop()))


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
    return _neighbours("kin")


@cache
def _neighbours(name: str) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for a, b in _weights()[name]:
        found.setdefault(a, {a}).add(b)
        found.setdefault(b, {b}).add(a)
    return {key: frozenset(others) for key, others in found.items()}


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


@cache
def least() -> float:
    """The score from which on two reports tell one event."""
    return float(_weights()["least"])


def likeness(a: Told, b: Told) -> Likeness:
    """How likely ``a`` and ``b`` tell one event. Symmetric. A part that forbids it ends the sum."""
    parts: dict[str, float] = {}
    for name, part in (
        ("type", _type),
        ("time", _time),
        ("place", _place),
        ("parties", _parties),
        ("planned", _planned),
    ):
        value = part(a, b)
        if value is not None:
            parts[name] = round(value, 3)
            if value <= NEVER:
                return Likeness(NEVER, parts)
    if a.words and b.words:
        cosine = sum(value * b.words.get(word, 0.0) for word, value in a.words.items())
        parts["wording"] = round(_weights()["words"] * cosine, 3)
    figures = _figures(a.report, b.report)
    if figures is not None:
        parts["figures"] = figures
    if not _grounded(a, b, parts):
        parts["no common ground"] = _weights()["bare"]
    if a.report.document == b.report.document and a.report.start is not None:
        if a.report.start != b.report.start:
            parts["one document"] = _weights()["within"]
        elif parts["parties"] <= 0 or a.report.type != b.report.type:
            return Likeness(NEVER, {**parts, "one sentence": NEVER})
        else:
            parts["one sentence"] = _weights()["sentence"]
    return Likeness(round(sum(parts.values()), 3), parts)


def _type(a: Told, b: Told) -> float | None:
    weights = _weights()
    one, other = a.report, b.report
    if one.type != other.type:
        return float(weights["type"]["kin"]) if other.type in kin().get(one.type, ()) else NEVER
    if one.mode is None or other.mode is None:
        return float(weights["type"]["same"])
    near = other.mode in _neighbours("near modes").get(one.mode, ())
    name = "same" if one.mode == other.mode else "near" if near else "other"
    return float(weights["type"]["same"] + weights["mode"][name])


def _parties(a: Told, b: Told) -> float:
    """Of what all do together everybody against everybody; else the sources against each other and the targets."""
    weights = _weights()
    beside = a.report.type in weights["together"] and b.report.type in weights["together"]
    turned = a.report.type != b.report.type and not (a.source and b.source)
    if beside or turned:
        found = alike(a.everybody, b.everybody, weights, blur=float(weights["blur"]))
        return float(weights["nobody"]) if found is None else found
    sides = [alike(a.source, b.source, weights), alike(a.target, b.target, weights)]
    if sides == [None, None]:
        return float(weights["nobody"])
    lacking = sum(
        value is None and bool(one) != bool(other)
        for value, one, other in zip(sides, (a.source, a.target), (b.source, b.target), strict=True)
    )
    return sum(value for value in sides if value is not None) + float(weights["empty"]) * lacking


def _time(a: Told, b: Told) -> float | None:
    weights = _weights()["day"]
    if a.first is not None and b.first is not None and a.last is not None and b.last is not None:
        if a.first <= b.last and b.first <= a.last:
            if a.first == a.last == b.first == b.last:
                return float(weights["same"])
            return float(weights["loose" if _vague(a) or _vague(b) else "overlap"])
        gap = max(a.first, b.first) - min(a.last, b.last)
        return float(weights["next"]) if gap == 1 else NEVER
    if a.first is not None or b.first is not None:
        dated, other = (a, b) if a.first is not None else (b, a)
        if dated.first is None or dated.last is None or other.published is None:
            return None
        if other.published < dated.first and other.report.factuality in _HAPPENED:
            return NEVER  # what has not come yet cannot have been told
        if dated.first - CLOSE <= other.published <= dated.last + CLOSE + 1:
            return float(weights["near"])
        return 0.0 if dated.first - WEEK <= other.published <= dated.last + MONTH else NEVER
    if a.report.document == b.report.document:
        return None
    return _by_publication(a.published, b.published)


def _vague(item: Told) -> bool:
    """Whether the days are too many to say much: over a month, or an interval that the coder bounded itself."""
    width = (item.last or 0) - (item.first or 0)
    return width > (CLOSE if item.report.grain == "interval" else MONTH)


def _by_publication(one: int | None, other: int | None) -> float | None:
    if one is None or other is None:
        return None
    weights, gap = _weights()["published"], abs(one - other)
    return float(weights["close" if gap <= CLOSE else "week" if gap <= WEEK else "month"]) if gap <= MONTH else NEVER


def _planned(a: Told, b: Told) -> float | None:
    """What is foretold and what is told are versions of one event only where both give the day."""
    if a.first is not None and b.first is not None:
        return None
    one, other = a.report.factuality, b.report.factuality
    foretold = (one == "Uu" and other in _HAPPENED) or (other == "Uu" and one in _HAPPENED)
    return float(_weights()["planned"]) if foretold else None


def _place(a: Told, b: Told) -> float | None:
    one, other, weights = a.report, b.report, _weights()["place"]
    if one.place is None or other.place is None:
        return None
    if one.place == other.place or (one.geonameid is not None and one.geonameid == other.geonameid):
        return float(weights["inside" if one.wide else "same"])
    if one.wide or other.wide:
        # A state may be what the talks were about rather than where they were held.
        return float(weights["inside" if one.place_country == other.place_country else "topic"])
    if one.type == other.type and one.type in _weights()["unplaced"]:
        return float(weights["topic"])
    return float(weights["beside" if _distance(one, other) <= _weights()["beside"] else "other"])


def _distance(one: Report, other: Report) -> float:
    """Kilometres between two places on the great circle; without end where one has no coordinates."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return math.inf
    lat, lon, lat2, lon2 = (
        math.radians(v or 0.0) for v in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half)))


def _grounded(a: Told, b: Told, parts: Mapping[str, float]) -> bool:
    """Whether anything but type and parties speaks for one event: days that both name, one town, one figure."""
    weights = _weights()
    dated = a.first is not None and b.first is not None
    days = dated and parts.get("time", 0.0) >= float(weights["day"]["overlap"])
    same = any(parts.get(name) == float(weights[name]["same"]) for name in ("place", "figures"))
    return days or same


def _figures(one: Report, other: Report) -> float | None:
    """Where both count the same kind of thing: the same number speaks for one event, another one a little against it."""
    mine = {(f.kind, f.value) for f in one.figures}
    theirs = {(f.kind, f.value) for f in other.figures}
    shared = {k for k, _ in mine} & {k for k, _ in theirs}
    if not shared:
        return None
    if mine & theirs:
        return float(_weights()["figures"]["same"])
    far = all(max(x, y) > FAR * max(1.0, min(x, y)) for k, x in mine for m, y in theirs if k == m)
    return float(_weights()["figures"]["far" if far else "other"])
