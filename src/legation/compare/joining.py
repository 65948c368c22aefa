"""Events out of reports: the reports of one event joined, each kept with what it says.

Reports that share a block (:mod:`legation.compare.blocking`) are scored (:mod:`legation.compare.parts`) and joined from the
surest link down. A report comes into an event only where nothing forbids it beside any report there and it is on average
likely enough with all of them, so that chains of half-likenesses join nothing (average linkage with vetoes). What a person
joined or split holds whatever the score says.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from legation.archive import Archive
from legation.compare.blocking import pairs
from legation.compare.copies import Shingles, copies, shingles
from legation.compare.identity import identities
from legation.compare.parts import NEVER, Told, least, likeness, rarity, told
from legation.compare.reports import TEXT, Report, reports
from legation.compare.rulings import Rulings, rulings


@dataclass(frozen=True, slots=True)
class Link:
    """Why two reports stand together: their ids, the score and its parts; by hand where a person joined them."""

    first: str
    second: str
    score: float
    parts: Mapping[str, float]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Joined:
    """One event with all reports of it, the earliest published first.

    ``id`` is a hash of the reports' ids; ``source``, ``target``, ``absent``, ``first``, ``last``, ``place`` and the rest are
    what its surest report says; every other version stands in ``reports`` (see :mod:`legation.compare.versions`). ``copies``
    names reports whose text repeats another's: they are listed, and counted once. ``links`` say why the reports are joined.
    """

    id: str
    type: str
    mode: str | None
    quad: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    absent: tuple[str, ...]
    first: str | None
    last: str | None
    place: str | None
    place_country: str | None
    factuality: str | None
    reports: tuple[Report, ...]
    copies: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def actors(self) -> tuple[str, ...]:
        """Source and target together, each once, in that order."""
        return tuple(dict.fromkeys((*self.source, *self.target)))

    @property
    def day(self) -> str | None:
        """The first day told, else the first day of publication."""
        return self.first or min((r.published for r in self.reports if r.published), default=None)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that report it, each once, without those that copy another."""
        return tuple(dict.fromkeys(r.document for r in self.reports if r.id not in self.copies))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers that report it, each once."""
        return tuple(dict.fromkeys(r.publisher for r in self.reports if r.publisher))

    @property
    def lead(self) -> Report:
        """The report that says most, of equals the surest, then the earliest."""
        return _lead(self.reports)

    @property
    def independent(self) -> int:
        """How many publishers tell it in words of their own; a document without a publisher counts for one."""
        own = [r for r in self.reports if r.id not in self.copies]
        return len({r.publisher or f"document {r.document}" for r in own})


def joined(archive: Archive) -> list[Joined]:
    """The events of ``archive``, by day."""
    copied = copies(archive.rows("SELECT id, published, record ->> '$.document.text' FROM documents ORDER BY id"))
    return join(reports(archive), states=identities(archive).countries, copied=copied, ruled=rulings(archive))


def join(
    all_reports: Iterable[Report],
    *,
    states: Mapping[str, str] | None = None,
    copied: Mapping[str, str] | None = None,
    ruled: Rulings | None = None,
) -> list[Joined]:
    """Reports joined into events, by day, whatever order they come in.

    ``states`` maps actors to the states they belong to, ``copied`` documents to those they copy, ``ruled`` holds what people
    joined and split.
    """
    ordered = sorted(all_reports, key=lambda r: (r.day or "9999", r.document, r.start or 0, r.id))
    rare = rarity(ordered)
    ready = [told(r, states or {}, rare) for r in ordered]
    groups, links = _grouped(ready, ruled or Rulings())
    made = [_joined([ordered[i] for i in group], links, copied or {}) for group in groups]
    return sorted(made, key=lambda j: (j.day or "9999", j.id))


def _grouped(ready: Sequence[Told], ruled: Rulings) -> tuple[list[list[int]], dict[str, list[Link]]]:
    """Indices by event, and the links by the first id that they join."""
    grouping = _Grouping(ready, ruled)
    bar = least()
    scored = [(-score, i, j) for i, j in pairs(ready) if (score := grouping.alike(i, j)) >= bar]
    for _, i, j in sorted(scored):
        grouping.add(i, j, bar)
    return [sorted(group) for _, group in sorted(grouping.members.items())], grouping.links


class _Grouping:
    """Groups of reports that grow by links. Reports that a person joined count as one beside all others."""

    def __init__(self, ready: Sequence[Told], ruled: Rulings) -> None:
        self.ready, self.parted = ready, ruled.parted
        self.members = {i: [i] for i in range(len(ready))}
        self.links: dict[str, list[Link]] = {}
        self._home = list(range(len(ready)))
        self._known: dict[tuple[int, int], float] = {}
        self._hands: dict[int, int] = {}
        index = {item.report.id: i for i, item in enumerate(ready)}
        for first, second in ruled.together:
            if first in index and second in index and self._home[index[first]] != self._home[index[second]]:
                self._merge(index[first], index[second], by_hand=True)
        self._hands = {i: self._home[i] for i in range(len(ready)) if len(self.members.get(self._home[i], ())) > 1}

    def alike(self, i: int, j: int) -> float:
        """The score of two reports."""
        key = (i, j) if i < j else (j, i)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = likeness(self.ready[key[0]], self.ready[key[1]]).score
        return found

    def add(self, i: int, j: int, bar: float) -> None:
        """Join the groups of two reports where nothing forbids it and the mean of all scores across reaches ``bar``."""
        if self._home[i] == self._home[j]:
            return
        mine, theirs = self.members[self._home[i]], self.members[self._home[j]]
        if self.parted and any(self._split(a, b) for a in mine for b in theirs):
            return
        scores: dict[tuple[int, int], float] = {}
        for a in mine:
            for b in theirs:
                key = (self._hands.get(a, a), self._hands.get(b, b))
                scores[key] = max(scores.get(key, NEVER), self.alike(a, b))
                if scores[key] <= NEVER and not self._hands:
                    return
        if min(scores.values()) > NEVER and sum(scores.values()) / len(scores) >= bar:
            self._merge(i, j)

    def _split(self, a: int, b: int) -> bool:
        one, other = self.ready[a].report.id, self.ready[b].report.id
        return (min(one, other), max(one, other)) in self.parted

    def _merge(self, i: int, j: int, *, by_hand: bool = False) -> None:
        low, high = sorted((self._home[i], self._home[j]))
        for k in self.members.pop(high):
            self.members[low].append(k)
            self._home[k] = low
        found = likeness(self.ready[i], self.ready[j])
        one, other = self.ready[i].report.id, self.ready[j].report.id
        self.links.setdefault(one, []).append(Link(one, other, found.score, found.parts, by_hand))


def _joined(group: Sequence[Report], links: Mapping[str, Sequence[Link]], copied: Mapping[str, str]) -> Joined:
    ordered = sorted(group, key=lambda r: (r.published or "9999", r.document, r.start or 0, r.id))
    lead = _lead(ordered)
    placed = next((r for r in (lead, *ordered) if r.place and not r.wide), next((r for r in ordered if r.place), lead))
    dated = next((r for r in (lead, *ordered) if r.first), lead)
    ids = {r.id for r in ordered}
    return Joined(
        id=hashlib.sha256("\n".join(sorted(ids)).encode()).hexdigest()[:16],
        type=lead.type, mode=lead.mode or next((r.mode for r in ordered if r.mode and r.type == lead.type), None),
        quad=lead.quad, source=lead.source, target=lead.target,
        absent=tuple(dict.fromkeys(a for r in ordered for a in r.absent)), first=dated.first, last=dated.last,
        place=placed.place, place_country=placed.place_country, factuality=_surest(ordered) or lead.factuality,
        reports=tuple(ordered), copies=_copies(ordered, copied),
        links=tuple(link for key in sorted(ids) for link in links.get(key, ())),
    )  # fmt: skip


def _lead(ordered: Sequence[Report]) -> Report:
    return max(ordered, key=lambda r: (_full(r), r.confidence or 0))


def _full(report: Report) -> int:
    """How much a report says: both sides, a day, a place."""
    sides = (
        2 * (bool(report.source) + bool(report.target)) if report.type != "CONSULT" else 2 * min(2, len(report.actors))
    )
    return sides + bool(report.first)


def _surest(ordered: Sequence[Report]) -> str | None:
    """That it happened where any report says so for certain; else what most say, the first of equals."""
    values = [r.factuality for r in ordered if r.factuality]
    if "CT+" in values:
        return "CT+"
    return max(values, key=lambda v: (values.count(v), -values.index(v)), default=None)


def _copies(ordered: Sequence[Report], copied: Mapping[str, str]) -> tuple[str, ...]:
    """Reports of documents that copy another, and sentences printed before word for word.

    A copy that gives another figure, or denies what its original tells, has something of its own to say and is none.
    """
    seen: set[Shingles] = set()
    found = []
    for report in ordered:
        if report.origin != TEXT:
            continue
        printed = shingles(report.text or "")
        first = next((r for r in ordered if r.document == copied.get(report.document)), None)
        if (first is not None and _agree(first, report)) or (len(printed) > 1 and printed in seen):
            found.append(report.id)
        seen.add(printed)
    return tuple(found)


def _agree(one: Report, other: Report) -> bool:
    figures = [{(f.value, f.kind) for f in r.figures} for r in (one, other)]
    sides = [(r.factuality or "").endswith("-") for r in (one, other)]
    return sides[0] == sides[1] and (not all(figures) or figures[0] == figures[1])
