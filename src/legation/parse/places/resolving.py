"""Which place a name means: the state or country named behind it, the document's other places, then size.

Toponyms of one document lie near each other and one name has one sense in it (Leidner 2007). Names that can mean one thing
only vote for their country, their first-level region and their neighbourhood; the others follow, and then vote with less
weight in a second round.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import cos, radians
from typing import TYPE_CHECKING

from legation.parse.places.gazetteer import Entry

if TYPE_CHECKING:
    from legation.tokens import Doc

COUNTRY_VOTE, REGION_VOTE, NEAR_VOTE = (
    2.2,
    2.2,
    1.2,
)  # most that each kind of company adds, in powers of ten of population
NEAR_KM = 150.0
PROVISIONAL = 0.4  # weight of the vote of a place that is itself only likely
MOST_SENSES = 4  # names of more counties than that tell nothing


@dataclass(slots=True)
class Found:
    """A name in the text: tokens ``start`` to ``end``, what it may mean, and what it was taken to mean."""

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    sure: bool = False  # a place by its form, as a state's abbreviation is
    chosen: Entry | None = None


@dataclass(slots=True)
class _Company:
    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)
    points: list[tuple[float, float]] = field(default_factory=list)
    mentions: Counter[str] = field(default_factory=Counter)

    def share(self, country: str) -> float:
        """How much the document speaks of ``country``, against the one it speaks of most: 0 to 1."""
        return self.mentions[country] / max(self.mentions.values(), default=1)

    def add(self, entry: Entry, vote: float) -> None:
        if entry.country is None:
            return
        self.countries[entry.country] += vote  # type: ignore[assignment]
        if entry.admin1 is not None:
            self.regions[entry.country, entry.admin1] += vote  # type: ignore[assignment]
        if entry.feature.startswith("PPL") and entry.latitude is not None and entry.longitude is not None:
            self.points.append((entry.latitude, entry.longitude))

    def score(self, entry: Entry) -> tuple[float, int]:
        value = entry.weight
        if entry.country is not None:
            value += COUNTRY_VOTE * min(1.0, self.countries[entry.country]) * (1.0 + self.share(entry.country)) / 1.5
            if entry.admin1 is not None:
                value += REGION_VOTE * min(1.5, self.regions[entry.country, entry.admin1])
        if any(_near(entry, point) for point in self.points):
            value += NEAR_VOTE
        return value, -(entry.geonameid or 0)


def resolve(doc: Doc, named_places: list[Found], hints: list[Found]) -> None:
    """Set ``chosen`` of every name in ``named_places`` (in text order) that may mean anything; ``hints`` only vote."""
    found = [item for item in named_places if item.entries]
    named: dict[str, Entry] = {}
    for position, item in enumerate(found):
        behind = found[position + 1] if position + 1 < len(found) else None
        inside = _inside(doc, item, behind)
        if inside is not None:
            item.chosen = inside
            named.setdefault(item.key, inside)
    open_keys: dict[str, tuple[Entry, ...]] = {}
    company = _Company()
    for item in found:
        if item.key in open_keys:
            continue
        settled = named.get(item.key) or _only(item)
        if settled is not None:
            named.setdefault(item.key, settled)
        else:
            open_keys[item.key] = item.entries
    for entry in named.values():
        company.add(entry, 1.0)
    for item in hints:
        company.add(item.entries[0], PROVISIONAL)
    for item in found:
        meant = item.chosen or named.get(item.key)
        if meant is not None and meant.country is not None:
            company.mentions[meant.country] += 1
    for entries in open_keys.values():
        if len(entries) <= MOST_SENSES and all(e.feature == "ADM2" for e in entries):
            for entry in entries:
                company.add(entry, 1.0 / len(entries))
    first = {key: max(entries, key=company.score) for key, entries in open_keys.items()}
    for key, entries in open_keys.items():
        wider = _Company(company.countries.copy(), company.regions.copy(), list(company.points), company.mentions)
        for other, entry in first.items():
            if other != key:
                wider.add(entry, PROVISIONAL)
        named[key] = max(entries, key=wider.score)
    for item in found:
        if item.chosen is None:
            item.chosen = named[item.key]


def _only(item: Found) -> Entry | None:
    """The one thing a name can mean, or that it means where a country or region far outweighs its namesakes."""
    first = item.entries[0]
    if len(item.entries) == 1 or item.sure:
        return first
    rest = max(e.weight for e in item.entries[1:])
    return first if first.is_land and first.feature != "ADM2" and rest < first.weight - 2.4 else None


def _inside(doc: Doc, item: Found, behind: Found | None) -> Entry | None:
    """ "Paris, Texas": the place whose state or country is named right behind it."""
    if behind is None or behind.start != item.end + 1 or doc[item.end].text not in (",", "("):
        return None
    for outer in behind.entries:
        for entry in item.entries:
            if entry.country != outer.country or entry.feature[:3] in ("PCL", "RGN") or entry is outer:
                continue
            if outer.feature.startswith("PCL") and entry.feature != outer.feature:
                return entry
            if outer.admin1 is not None and entry.admin1 == outer.admin1 and outer.feature in ("ADM1", "ADM2"):
                if entry.feature != "ADM1":
                    return entry
    return None


def _near(entry: Entry, point: tuple[float, float]) -> bool:
    if entry.latitude is None or entry.longitude is None or not entry.feature.startswith("PPL"):
        return False
    north = (entry.latitude - point[0]) * 111.0
    east = (entry.longitude - point[1]) * 111.0 * cos(radians(entry.latitude))
    return north * north + east * east < NEAR_KM * NEAR_KM and (entry.latitude, entry.longitude) != point
