"""The gazetteer: names → places, read once per process from a compact file of GeoNames cities and our own lists."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, replace
from functools import cache
from math import log10

from anyascii import anyascii

from legation.resources import load, read_bytes

# Weights are on the scale of the decimal logarithm of a city's population.
COUNTRY_WEIGHT, REGION_WEIGHT = 9.5, 8.0
CAPITAL_BONUS = 2.5
DIVISION_MALUS = {"ADM1": 0.8, "ADM2": 1.5}  # a name is its city's before it is its province's
LEAST = 2.0
LAND = 7.5  # weight from which a division is known for itself, as a state of a federation is
MALUS = {"": 0.0, "~": 1.0, "=": 1.0}  # of another name, and of a division's name without its kind
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
    admin2: str | None = None
    mark: str = ""  # "~" where this is another of the place's names, "=" a division's without the word for its kind

    @property
    def is_land(self) -> bool:
        """Whether this is a country, a continent, a region or a sea: named for itself and by no small town's chance."""
        return not self.feature.startswith("PPL") and (self.geonameid is None or self.weight >= LAND)

    @property
    def is_division(self) -> bool:
        """Whether this is a province, a county or the like."""
        return self.feature in ("ADM1", "ADM2")


class Gazetteer:
    """Names, folded to plain lower-case ASCII, with the places they may mean."""

    def __init__(self) -> None:
        self._special: dict[str, list[Entry]] = {}
        self._short: dict[str, list[Entry]] = {}
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._text = gzip.decompress(read_bytes("places/places.tsv.gz"))
        self._names = self._text.index(b"\n\n") + 2
        self._add_countries()
        self._add_regions()
        self._add_states()

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """The places a folded name may mean, those of our own lists first, then cities by weight; () where none."""
        known = self._known.get(key)
        if known is None:
            listed = sorted(self._listed(key), key=lambda e: (-e.weight, e.geonameid or 0))
            special = tuple(_with_id(e, listed) for e in self._special.get(key, ()))
            ids = {e.geonameid for e in special if e.geonameid}
            own = {e.country for e in listed if not e.mark and e.feature.startswith("PPL")}
            listed = [
                e for e in listed if e.geonameid not in ids and (e.mark != "~" or e.is_division or e.country not in own)
            ]
            known = (*special, *listed)
            self._known[key] = known
        return known

    def holds(self, key: str) -> bool:
        """Whether any place has this folded name."""
        return bool(self.lookup(key))

    def abbreviated(self, form: str) -> tuple[Entry, ...]:
        """The states that an abbreviation as written ("Ky.", "W.Va.", "KY") stands for."""
        return tuple(self._short.get(form.rstrip("."), ()))

    def _listed(self, key: str) -> list[Entry]:
        """The cities and divisions of a folded name."""
        wanted = f"{key}\t".encode()
        low, high = self._names, len(self._text)
        while low < high:  # both at the start of a line
            middle = (low + high) // 2
            start = self._text.rfind(b"\n", low, middle) + 1 or low
            if self._text[start : start + len(wanted)] < wanted:
                low = self._end(start) + 1
            else:
                high = start
        if not self._text.startswith(wanted, low):
            return []
        marks = self._text[low + len(wanted) : self._end(low)].decode().split(",")
        return [self._place(mark) for mark in marks]

    def _end(self, start: int) -> int:
        end = self._text.find(b"\n", start)
        return end if end >= 0 else len(self._text)

    def _place(self, mark: str) -> Entry:
        kind = mark[0] if mark[0] in MALUS else ""
        start = int(mark[len(kind) :])
        return _entry(self._text[start : self._text.index(b"\n", start)].decode(), kind)

    def _add(self, entry: Entry, name: str) -> None:
        entries = self._special.setdefault(fold(name), [])
        if entry not in entries:
            entries.append(entry)

    def _add_countries(self) -> None:
        where = load("places/countries.yaml")
        for state in load("actors/states.yaml"):
            code = state["country"]
            if state.get("former") or code not in where or state["id"] != code:
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


def _with_id(entry: Entry, listed: list[Entry]) -> Entry:
    """A province of our own list, with the GeoNames id and code of its namesake in the same country."""
    if entry.geonameid is None and entry.feature == "ADM1":
        for other in listed:
            if other.feature == "ADM1" and other.country == entry.country:
                return replace(entry, geonameid=other.geonameid, admin1=other.admin1)
    return entry


def _entry(row: str, kind: str) -> Entry:
    geonameid, name, country, admin1, admin2, latitude, longitude, feature, size = row.split("\t")
    weight = max(log10(max(int(size), 100)) - DIVISION_MALUS.get(feature, 0.0), LEAST) - MALUS[kind]
    weight += CAPITAL_BONUS if feature == "PPLC" else 0.0
    north, east = (float(latitude), float(longitude)) if latitude else (None, None)
    return Entry(name, int(geonameid), country, admin1 or None, north, east, feature, weight, admin2 or None, kind)
