"""The gazetteer: names → places, read once per process from a compact file of GeoNames cities and our own lists."""

from __future__ import annotations

import gzip
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from math import log10

from anyascii import anyascii

from legation.resources import load, read_bytes

COUNTRY_WEIGHT, REGION_WEIGHT = 9.5, 8.0  # on the scale of the decimal logarithm of a city's population
COUNTY_WEIGHT = 5.0
CAPITAL_BONUS = 2.5
OTHER_NAME_MALUS = 1.0
LONGEST = 8  # tokens that a name may have; a hyphen counts as one


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

    @property
    def is_land(self) -> bool:
        """Whether this is a country, a continent, a region or a sea: named for itself and by no small town's chance."""
        return self.geonameid is None or not self.feature.startswith("PPL")


class Gazetteer:
    """Names, folded to plain lower-case ASCII, with the places they may mean."""

    def __init__(self) -> None:
        self._special: dict[str, list[Entry]] = {}
        self._short: dict[str, list[Entry]] = {}
        self._known: dict[str, tuple[Entry, ...]] = {}
        places, _, names = gzip.decompress(read_bytes("places/cities.tsv.gz")).decode().partition("\n\n")
        self._places = places.split("\n")
        self._names = names.split("\n")
        self._add_countries()
        self._add_regions()
        self._add_states()

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """The places a folded name may mean, those of our own lists first, then cities by weight; () where none."""
        known = self._known.get(key)
        if known is None:
            cities = sorted(self._cities(key), key=lambda e: (-e.weight, e.geonameid or 0))
            known = (*self._special.get(key, ()), *cities)
            self._known[key] = known
        return known

    def holds(self, key: str) -> bool:
        """Whether any place has this folded name."""
        return bool(self.lookup(key))

    def abbreviated(self, form: str) -> tuple[Entry, ...]:
        """The states that an abbreviation as written ("Ky.", "W.Va.", "KY") stands for."""
        return tuple(self._short.get(form.rstrip("."), ()))

    def _cities(self, key: str) -> list[Entry]:
        position = bisect_left(self._names, key + "\t")
        if position == len(self._names) or not self._names[position].startswith(key + "\t"):
            return []
        found = []
        for mark in self._names[position][len(key) + 1 :].split(","):
            entry = _city(self._places[int(mark.removeprefix("~"))])
            found.append(replace(entry, weight=entry.weight - OTHER_NAME_MALUS) if mark[0] == "~" else entry)
        return found

    def _add(self, entry: Entry, name: str) -> None:
        entries = self._special.setdefault(fold(name), [])
        if entry not in entries:
            entries.append(entry)

    def _add_countries(self) -> None:
        where = load("places/countries.yaml")
        for state in load("actors/states.yaml"):
            code = state["country"]
            if state.get("former") or code not in where:
                continue
            geonameid, latitude, longitude = where[code]
            entry = Entry(state["name"], geonameid, code, None, latitude, longitude, "PCLI", COUNTRY_WEIGHT)
            for name in (state["name"], *state["names"]):
                if len(name) > 1:
                    self._add(entry, name)

    def _add_regions(self) -> None:
        for name, item in load("places/regions.yaml").items():
            latitude, longitude = item["at"]
            geonameid, code, weight = item.get("id"), item.get("code"), item.get("weight", REGION_WEIGHT)
            entry = Entry(name, geonameid, item["country"], code, latitude, longitude, item["feature"], weight)
            for form in (name, *item.get("names", ())):
                self._add(entry, form)
            for form in item.get("short", ()):
                self._short.setdefault(form.rstrip("."), []).append(entry)

    def _add_states(self) -> None:
        for name, item in load("places/us_states.yaml").items():
            latitude, longitude = item["at"]
            entry = Entry(name, item["id"], "USA", item["code"], latitude, longitude, "ADM1", REGION_WEIGHT)
            self._add(entry, name)
            for form in item["short"]:
                self._short.setdefault(form.rstrip("."), []).append(entry)


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer, built on first use (about a fifth of a second)."""
    return Gazetteer()


def fold(name: str) -> str:
    """A name as the gazetteer keys it: plain ASCII, lower case, hyphens as spaces, without "the" and full stops."""
    plain = name if name.isascii() else anyascii(name)
    plain = plain.lower().replace("-", " ").replace(".", "").replace("'s", "").replace("'", "").replace("`", "")
    words = plain.split()
    if words and words[0] == "the":
        del words[0]
    if words and words[0] in ("st", "saint", "mt", "ft"):
        words[0] = {"st": "saint", "mt": "mount", "ft": "fort"}.get(words[0], words[0])
    return " ".join(words)


def _city(row: str) -> Entry:
    geonameid, name, country, admin1, latitude, longitude, feature, size = row.split("\t")
    if not geonameid:
        return Entry(name, None, country, admin1, None, None, feature, COUNTY_WEIGHT)
    weight = log10(max(int(size), 100)) + (CAPITAL_BONUS if feature == "PPLC" else 0.0)
    return Entry(name, int(geonameid), country, admin1, float(latitude), float(longitude), feature, weight)
