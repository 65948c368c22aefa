"""The gazetteer: names → places, read once per process from a compact file of GeoNames cities and our own lists."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache

from anyascii import anyascii

from legation.resources import load, read_bytes

COUNTRY_WEIGHT, REGION_WEIGHT = 9.5, 8.0  # on the scale of a city's log10 population plus one

CAPITAL_BONUS = 2.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name may mean. ``weight`` says how likely it is meant where nothing else tells."""

    name: str
    geonameid: int | None
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    feature: str
    weight: float


class Gazetteer:
    """Names, folded to plain lower-case ASCII, with the places they may mean."""

    def __init__(self) -> None:
        self._special: dict[str, list[Entry]] = {}
        self._rows: dict[str, list[str]] = {}
        self.first_words: set[str] = set()
        self.longest = 1
        self._add_countries()
        self._add_regions()
        self._add_cities()
        for key in (*self._special, *self._rows):
            words = key.split(" ")
            self.first_words.add(words[0])
            self.longest = max(self.longest, min(len(words), 5))

    def lookup(self, key: str) -> list[Entry]:
        """The places a folded name may mean, those of our own lists first, then cities by population."""
        found = list(self._special.get(key, ()))
        cities = [_city(row) for row in self._rows.get(key, ())]
        return found + sorted(cities, key=lambda e: (-e.weight, e.geonameid or 0))

    def holds(self, key: str) -> bool:
        """Whether any place has this folded name."""
        return key in self._special or key in self._rows

    def _add_countries(self) -> None:
        where = load("places/countries.yaml")
        for state in load("actors/states.yaml"):
            code = state["country"]
            if state.get("former") or code not in where:
                continue
            geonameid, latitude, longitude = where[code]
            entry = Entry(state["name"], geonameid, code, None, latitude, longitude, "PCLI", COUNTRY_WEIGHT)
            for name in dict.fromkeys((state["name"], *state["names"])):
                if len(name) > 1:
                    self._special.setdefault(fold(name), []).append(entry)

    def _add_regions(self) -> None:
        for name, item in load("places/regions.yaml").items():
            latitude, longitude = item["at"]
            entry = Entry(
                name, item.get("id"), item["country"], None, latitude, longitude, item["feature"], REGION_WEIGHT
            )
            for form in (name, *item.get("names", ())):
                self._special.setdefault(fold(form), []).append(entry)
        for name, (geonameid, code) in load("places/us_states.yaml").items():
            entry = Entry(name, geonameid, "USA", code, None, None, "ADM1", REGION_WEIGHT)
            self._special.setdefault(fold(name), []).append(entry)

    def _add_cities(self) -> None:
        rows = self._rows
        for row in gzip.decompress(read_bytes("places/cities.tsv.gz")).decode().splitlines():
            key, rest = row.split("\t", 1)
            rows.setdefault(key, []).append(rest)
            others = rest.rsplit("\t", 1)[1]
            if others:
                for other in others.split("|"):
                    rows.setdefault(other, []).append(rest)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built on first use (about half a second)."""
    return Gazetteer()


def fold(name: str) -> str:
    """A name as the gazetteer keys it: plain ASCII, lower case, hyphens as spaces, without "the" and full stops."""
    plain = name if name.isascii() else anyascii(name)
    plain = plain.lower().replace("-", " ").replace(".", "").replace("'s", "").replace("'", "").replace("’", "")
    return " ".join(plain.split()).removeprefix("the ")


def _city(row: str) -> Entry:
    fields = row.split("\t")
    population = int(fields[7])
    weight = len(str(population)) - 1 + int(str(population)[0]) / 10 if population else 0.0
    if fields[6] == "PPLC":
        weight += CAPITAL_BONUS
    return Entry(fields[1], int(fields[0]), fields[2], fields[3], float(fields[4]), float(fields[5]), fields[6], weight)
