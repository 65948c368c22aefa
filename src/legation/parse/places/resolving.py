"""Which place a name means: the state or country named behind it, the document's other places, then size.

Toponyms of one document lie near each other and one name has one sense in it (Leidner 2007). Every name votes for the
countries, the divisions and the neighbourhood that it may lie in, the more the fewer they are: a name that can mean one
thing only counts whole. What follows from that votes again in a second round.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from math import cos, radians
from typing import TYPE_CHECKING

from legation.parse.places.context import words
from legation.parse.places.gazetteer import Entry

if TYPE_CHECKING:
    from legation.tokens import Doc

# Most that each kind of company adds, in powers of ten of population.
COUNTRY_VOTE, REGION_VOTE, COUNTY_VOTE, NEAR_VOTE = 2.2, 2.2, 2.0, 1.2
MOST_VOTES = (1.5, 2.0)  # that a first- and a second-level division can have
NEIGHBOUR = 0.6  # vote of a name that may lie in a second-level division, for it
STATE = 0.2  # weight of the vote of a state, which acts abroad too
WORLD_CITY = 7.5  # weight of a capital of 100,000: its namesakes do not vote
NEAR_KM = 150.0
PROVISIONAL = 0.4  # weight of the vote of a place that is itself only likely
_CLOSING = frozenset((",", ".", ")", ";", ":", "—", "-", "--"))
MOST_SENSES = 12  # names of more regions than that tell nothing


@dataclass(slots=True)
class Found:
    """A name in the text: tokens ``start`` to ``end``, what it may mean, and what it was taken to mean."""

    start: int
    end: int
    key: str
    entries: tuple[Entry, ...]
    sure: bool = False  # a place by its form, as a state's abbreviation is
    chosen: Entry | None = None


Region = tuple[str, ...]
Votes = defaultdict[Region, float]


def _count() -> defaultdict[str, float]:
    return defaultdict(float)


def _votes() -> Votes:
    return defaultdict(float)


@dataclass(slots=True)
class _Company:
    """What the names of a document say of where it plays: votes by country and by division, towns, mentions."""

    countries: defaultdict[str, float] = field(default_factory=_count)
    regions: Votes = field(default_factory=_votes)
    points: list[tuple[float, float]] = field(default_factory=list)
    mentions: defaultdict[str, float] = field(default_factory=_count)

    def copy(self) -> _Company:
        """The same votes, free to grow."""
        return _Company(self.countries.copy(), self.regions.copy(), list(self.points), self.mentions)

    def share(self, country: str) -> float:
        """How much the document speaks of ``country``, against the one it speaks of most: 0 to 1."""
        return self.mentions.get(country, 0.0) / max(self.mentions.values(), default=1.0)

    def add(self, entry: Entry, vote: float) -> None:
        """Let a place that was settled on vote. A state votes by :meth:`speak` only: it acts abroad too."""
        if entry.country is None or entry.feature == "PCLI":
            return
        vote = min(vote, STATE) if entry.weight >= WORLD_CITY and _town(entry) else vote
        self.countries[entry.country] += vote
        for region in _regions(entry):
            self.regions[region] += vote
        if vote >= PROVISIONAL and _town(entry) and entry.latitude is not None and entry.longitude is not None:
            self.points.append((entry.latitude, entry.longitude))

    def speak(self, country: str, vote: float) -> None:
        """Count a mention that is of ``country``, and lift the country's vote to ``vote``."""
        self.mentions[country] += vote
        self.countries[country] = max(vote, self.countries[country])

    def score(self, entry: Entry, less: Votes) -> tuple[float, int]:
        """``less`` are the votes for regions that the name itself gave."""
        value = entry.weight
        if entry.country is not None:
            value += (
                COUNTRY_VOTE
                * min(1.0, self.countries.get(entry.country, 0.0))
                * (1.0 + self.share(entry.country))
                / 1.5
            )
            votes = [self.regions.get(region, 0.0) - less.get(region, 0.0) for region in _regions(entry)]
            for vote, weight, most in zip(votes, (REGION_VOTE, COUNTY_VOTE), MOST_VOTES, strict=False):
                value += weight * min(most, max(0.0, vote))
        if any(_near(entry, point) for point in self.points):
            value += NEAR_VOTE
        return value, -(entry.geonameid or 0)


def _regions(entry: Entry) -> tuple[Region, ...]:
    """The first-level division that a place lies in, and the second-level one."""
    if entry.country is None or entry.admin1 is None:
        return ()
    first = (entry.country, entry.admin1)
    return (first,) if entry.admin2 is None else (first, (*first, entry.admin2))


def resolve(doc: Doc, named_places: list[Found], hints: list[Found]) -> None:
    """Set ``chosen`` of the names in ``named_places`` (in text order) that may mean anything; ``hints`` only vote.

    A name that is in no list is given the country and state that stand behind it.
    """
    found = [item for item in named_places if item.entries]
    named: dict[str, Entry] = {}
    for item, behind in pairwise(named_places):
        inside = _inside(doc, item, behind)
        if inside is not None:
            item.chosen = inside
            named.setdefault(item.key, inside)
    counties = {
        _regions(e)[-1] for item in found for e in item.entries if e.feature == "ADM2" and e.admin2 and not e.mark
    }
    open_keys: dict[str, tuple[Entry, ...]] = {}
    for item in found:
        settled = named.get(item.key) or _only(item, counties)
        if settled is not None:
            named.setdefault(item.key, settled)
        else:
            open_keys.setdefault(item.key, item.entries)
    company = _company(doc, found, hints, named)
    own = {key: _senses(entries) for key, entries in open_keys.items()}
    for votes in own.values():
        for region, vote in votes.items():
            company.regions[region] += vote
    likeliest = sorted(open_keys, key=lambda key: -max(entry.weight for entry in open_keys[key]))
    alone = _greedy(company, {key: open_keys[key] for key in likeliest}, own)
    for key, entries in open_keys.items():
        wider = company.copy()
        for other, entry in alone.items():
            if other != key:
                wider.add(entry, PROVISIONAL)
        named[key] = _best(wider, entries, own[key])
    for item in named_places:
        if item.chosen is None:
            item.chosen = named.get(item.key)


def _greedy(company: _Company, open_keys: dict[str, tuple[Entry, ...]], own: dict[str, Votes]) -> dict[str, Entry]:
    """A first choice for every name, each with a vote for those behind it."""
    growing = company.copy()
    first = {}
    for key, entries in open_keys.items():
        first[key] = _best(growing, entries, own[key])
        growing.add(first[key], PROVISIONAL)
    return first


def _company(doc: Doc, found: list[Found], hints: list[Found], named: dict[str, Entry]) -> _Company:
    """What the names that are settled say of where the document plays."""
    company = _Company()
    for entry in named.values():
        company.add(entry, 1.0)
    for item in hints:
        company.add(item.entries[0], PROVISIONAL)
    for item in found:
        meant = item.chosen or named.get(item.key)
        country = meant.country if meant is not None else _one_country(item.entries)
        if country is not None:
            entries = item.entries if meant is None else (meant,)
            company.speak(country, _weight(doc, item, entries))
    return company


def _weight(doc: Doc, item: Found, entries: Iterable[Entry]) -> float:
    """The vote of a mention for its country: less for a state, or a capital, that no "in" shows to be where things happen."""
    inside = item.start > 0 and doc[item.start - 1].lower_ in words("inside")
    state = any(entry.feature == "PCLI" or entry.weight >= WORLD_CITY for entry in entries)
    return STATE if state and not inside else 1.0


def _one_country(entries: tuple[Entry, ...]) -> str | None:
    """The country that all the places of a name lie in."""
    country = entries[0].country
    return country if all(entry.country == country for entry in entries) else None


def _senses(entries: tuple[Entry, ...]) -> Votes:
    """The votes of an open name for each of the divisions that it may lie in; for first-level ones where they are few."""
    votes = _votes()
    if max(entry.weight for entry in entries) >= WORLD_CITY:
        return votes
    first = dict.fromkeys((e.country, e.admin1) for e in entries if e.country and e.admin1)
    for entry in entries:
        for region in _regions(entry):
            if len(region) == 3:
                vote = 1.0 if entry.feature == "ADM2" else NEIGHBOUR
                votes[region] = max(votes[region], vote)
            elif len(first) <= MOST_SENSES:
                votes[region] = 1.0 / len(first)
    return votes


def _best(company: _Company, entries: tuple[Entry, ...], own: Votes) -> Entry:
    return max(entries, key=lambda entry: company.score(entry, own))


def _only(item: Found, counties: set[Region]) -> Entry | None:
    """The one thing a name can mean, or that it means where a country or region far outweighs its namesakes.

    A namesake in one of ``counties``, which the document names, leaves the question open.
    """
    first = item.entries[0]
    if len(item.entries) == 1 or (item.sure and first.feature == "ADM1" and first.is_land):
        return first
    rest = max(e.weight for e in item.entries[1:])
    if any(_town(e) and e.admin2 and _regions(e)[-1] in counties for e in item.entries[1:]):
        return None
    return first if first.is_land and rest < first.weight - 2.4 else None


def _inside(doc: Doc, item: Found, behind: Found) -> Entry | None:
    """ "Paris, Texas": the place whose state or country is named right behind it; without an id where none is listed."""
    if behind.start != item.end + 1 or doc[item.end].text not in (",", "("):
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
    closed = behind.end == len(doc) or doc[behind.end].text in _CLOSING
    if not behind.entries or not closed or (item.entries and item.entries[0].is_land):
        return None
    outer = behind.entries[0]
    if not outer.is_land or outer.feature not in ("ADM1", "PCLI"):
        return None
    name = doc[item.start : item.end].text
    return Entry(name, None, outer.country, outer.admin1, None, None, "PPL", 0.0)


def _town(entry: Entry) -> bool:
    return entry.feature.startswith("PPL")


def _near(entry: Entry, point: tuple[float, float]) -> bool:
    if entry.latitude is None or entry.longitude is None or not entry.feature.startswith("PPL"):
        return False
    north = (entry.latitude - point[0]) * 111.0
    east = (entry.longitude - point[1]) * 111.0 * cos(radians(entry.latitude))
    return north * north + east * east < NEAR_KM * NEAR_KM and (entry.latitude, entry.longitude) != point
