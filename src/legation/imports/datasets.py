"""The data sets: what their files look like and how a row of each is read."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from legation import resources
from legation.codebook import plover
from legation.imports.columns import GDELT_1, GDELT_2, POLECAT
from legation.imports.remarks import as_json, known, told
from legation.imports.rows import COLUMNS, BadCell, Cells, Imported, coded, country, of_cameo, of_fips, state
from legation.record import FACTUALITY_SCORE

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set: the columns that must be there, its published layouts, whether its files come without a header, its reader."""

    name: str
    help: str
    needed: tuple[str, ...]
    read: Callable[[Cells], Values]
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    layouts: tuple[Sequence[str], ...] = ()
    headless: bool = False
    element: str | None = None
    """The name of the XML element that holds a row, for files that are no tables."""


def _polecat(cells: Cells) -> Values:
    type, mode, code = _plover(cells)
    return {
        "id": cells.needed("Event ID"), "day": cells.day("Event Date"), "type": type, "quad": plover.quad(type),
        "mode": mode, "code": code, "intensity": cells.number("Intensity", 10),
        "contexts": cells.text("Contexts"),
        "source_name": cells.text("Actor Name"), "source_country": country(cells.text("Actor Country")),
        "source_sector": cells.text("Primary Actor Sector"),
        "target_name": cells.text("Recipient Name"), "target_country": country(cells.text("Recipient Country")),
        "target_sector": cells.text("Primary Recipient Sector"),
        "place": cells.text("Placename"), "place_country": country(cells.text("Country")), **_point(cells, "Latitude", "Longitude"),
        "geonameid": cells.whole("GeoNames ID"), "published": cells.day("Publication Date"), "publisher": cells.text("Source"),
    }  # fmt: skip


def _plover(cells: Cells) -> tuple[str, str | None, str]:
    """PLOVER type and mode as the manual's second version names them, and the file's own where it names them otherwise."""
    said, mode = cells.needed("Event Type").upper(), (cells.text("Event Mode") or "").lower() or None
    older = resources.load("exchange/datasets.yaml")["polecat"]
    type = older["types"].get(said, said)
    if type not in plover.TYPES:
        raise BadCell("Event Type", f"{said!r} is no PLOVER type; known are {', '.join(plover.TYPES)}")
    known = older["modes"].get(f"{type} {mode}", mode)
    if known not in plover.modes(type):
        known = None
    return type, known, said if (type, known) == (said, mode) else f"{said} {mode or ''}".strip()


def _icews(cells: Cells) -> Values:
    type, mode, quad, code = coded(cells, "CAMEO Code")
    day = cells.day("Event Date")  # the data set gives one id to events of several days
    return {
        "id": f"{cells.needed('Event ID')}@{day}" if day else cells.needed("Event ID"), "day": day, "type": type,
        "mode": mode, "quad": quad, "code": code, "intensity": cells.number("Intensity", 10),
        "source_name": cells.text("Source Name"), "source_country": country(cells.text("Source Country")),
        "source_sector": cells.text("Source Sectors"),
        "target_name": cells.text("Target Name"), "target_country": country(cells.text("Target Country")),
        "target_sector": cells.text("Target Sectors"),
        "place": cells.text("City") or cells.text("District") or cells.text("Province") or cells.text("Country"),
        "place_country": country(cells.text("Country")), **_point(cells, "Latitude", "Longitude"),
        "publisher": cells.text("Publisher"), "story": cells.text("Story ID"), "note": cells.text("Event Text"),
    }  # fmt: skip


def _gdelt(cells: Cells) -> Values:
    type, mode, quad, code = coded(cells, "EventCode")
    url = cells.text("SOURCEURL")
    return {
        "id": cells.needed("GLOBALEVENTID"), "day": cells.day("SQLDATE"), "type": type, "mode": mode, "quad": quad,
        "code": code, "intensity": cells.number("GoldsteinScale", 10),
        "source_name": cells.text("Actor1Name"), "source_country": _cameo_country(cells, "Actor1"),
        "source_sector": cells.text("Actor1Type1Code"),
        "target_name": cells.text("Actor2Name"), "target_country": _cameo_country(cells, "Actor2"),
        "target_sector": cells.text("Actor2Type1Code"),
        "place": cells.text("ActionGeo_FullName"), "place_country": of_fips(cells.text("ActionGeo_CountryCode")),
        **_point(cells, "ActionGeo_Lat", "ActionGeo_Long"), "published": cells.day("DATEADDED"), "url": url,
    }  # fmt: skip


def _cameo_country(cells: Cells, actor: str) -> str | None:
    return of_cameo(cells.text(f"{actor}CountryCode"), cells.text(f"{actor}KnownGroupCode"))


def _acled(cells: Cells) -> Values:
    kinds: dict[str, list[str | None] | None] = resources.load("exchange/datasets.yaml")["acled"]
    kind = cells.needed("sub_event_type")
    known = {name.lower(): pair for name, pair in kinds.items()}
    if kind.lower() not in known:
        raise BadCell("sub_event_type", f"{kind!r} is no sub-event type of ACLED")
    type, mode = known[kind.lower()] or (None, None)
    return {
        "id": cells.needed("event_id_cnty"), "day": cells.day("event_date"), "type": type, "mode": mode,
        "quad": plover.quad(type) if type else None, "code": kind,
        "source_name": cells.text("actor1"), "source_sector": cells.text("inter1"),
        "target_name": cells.text("actor2"), "target_sector": cells.text("inter2"),
        "place": cells.text("location"), "place_country": country(cells.text("country")),
        **_point(cells, "latitude", "longitude"), "publisher": cells.text("source"), "note": cells.text("notes"),
    }  # fmt: skip


def _dyadic(cells: Cells) -> Values:
    told, mode = cells.needed("type"), cells.text("mode")
    if told not in plover.TYPES:
        raise BadCell("type", f"{told!r} is no PLOVER type; known are {', '.join(plover.TYPES)}")
    factuality = cells.needed("factuality")
    if factuality not in FACTUALITY_SCORE:
        raise BadCell("factuality", f"{factuality!r} is no factuality; known are {', '.join(FACTUALITY_SCORE)}")
    return {
        "id": "/".join([cells.needed("event_id"), cells.text("source_id") or "", cells.text("target_id") or ""]),
        "day": cells.day("date_from"), "last_day": cells.day("date_to"), "type": told, "mode": mode,
        "quad": plover.quad(told), "code": " ".join(filter(None, (factuality, told, mode))), "factuality": factuality,
        "holder": cells.text("holder"), "confidence": cells.number("confidence", 1),
        "intensity": cells.number("intensity", 10), "contexts": cells.text("contexts"),
        "source_name": cells.text("source_name"), "source_country": country(cells.text("source_country")),
        "source_sector": cells.text("source_sector"),
        "target_name": cells.text("target_name"), "target_country": country(cells.text("target_country")),
        "target_sector": cells.text("target_sector"),
        "place": cells.text("place"), "place_country": country(cells.text("place_country")),
        **_point(cells, "latitude", "longitude"), "geonameid": cells.whole("geonameid"),
        "published": cells.day("published"), "publisher": cells.text("outlet"), "story": cells.needed("document"),
        "url": cells.text("url"), "note": cells.text("quote"),
    }  # fmt: skip


def _visits(cells: Cells) -> Values:
    first, last = cells.day("start-date"), cells.day("end-date")
    if first and last and last < first:
        raise BadCell("end-date", f"{last} lies before the start, {first}")
    return {
        "id": cells.needed("id"), "day": first, "last_day": last, "type": "CONSULT", "mode": "visit",
        "quad": plover.quad("CONSULT"), "code": "visit", "source_name": cells.needed("visitor"),
        "source_country": state(cells.text("from")), "target_name": "United States", "target_country": "USA",
        "note": cells.text("description"), **_visitors(cells, first),
    }  # fmt: skip


def _visitors(cells: Cells, day: str | None) -> Values:
    """The visitor and whom the description says was met in the United States, and the occasion."""
    own, remarks = state(cells.text("from")), cells.text("description") or ""
    found = told(remarks, own=own, host="USA", day=day)
    visitor = known(cells.needed("visitor"), own, day)
    # The visitor stands in another cell: no characters of the description are theirs.
    people = {p.id: p for p in ([replace(visitor, start=0, end=0)] if visitor else [])} | {p.id: p for p in found.met}
    return {"participants": as_json(list(people.values())), "occasion": found.occasion}


def _travels(cells: Cells) -> Values:
    first, last = cells.day("start-date"), cells.day("end-date")
    if first and last and last < first:
        raise BadCell("end-date", f"{last} lies before the start, {first}")
    offices: dict[str, str] = resources.load("exchange/remarks.yaml")["travellers"]
    role = cells.needed("role")
    if role not in offices:
        raise BadCell("role", f"{role!r} is no role of a traveller; known are {', '.join(offices)}")
    name, host_name, remarks = cells.needed("name"), cells.needed("country"), cells.text("remarks") or ""
    host = state(host_name)
    found = told(remarks, own="USA", host=host, day=first)
    traveller = known(f"{offices[role]} {name}", "USA", first)
    people = {p.id: p for p in ([replace(traveller, words=name, start=0, end=0)] if traveller else [])}
    people |= {p.id: p for p in found.met}
    met = any(p.country != "USA" for p in people.values())
    return {
        "id": cells.needed("id"), "day": first, "last_day": last, "type": "CONSULT", "mode": "meet" if met else "visit",
        "quad": plover.quad("CONSULT"), "code": role, "source_name": name, "source_country": "USA", "source_sector": "GOV",
        "target_name": host_name, "target_country": host, "place": cells.text("locale") or host_name, "place_country": host,
        "note": remarks or None, "participants": as_json(list(people.values())), "occasion": found.occasion,
    }  # fmt: skip


def _point(cells: Cells, latitude: str, longitude: str) -> Values:
    return {"latitude": cells.number(latitude, 90), "longitude": cells.number(longitude, 180)}


DATASETS: dict[str, Dataset] = {
    dataset.name: dataset
    for dataset in (
        Dataset(
            "polecat",
            "POLECAT's tab-separated files",
            (
                "Event ID",
                "Event Date",
                "Event Type",
                "Actor Name",
                "Actor Country",
                "Recipient Name",
                "Recipient Country",
            ),
            _polecat,
            layouts=(POLECAT,),
        ),
        Dataset(
            "icews",
            "ICEWS coded event data, tab-separated",
            ("Event ID", "Event Date", "Source Name", "Source Country", "CAMEO Code", "Target Name", "Target Country"),
            _icews,
            csv.QUOTE_NONE,
        ),
        Dataset(
            "gdelt",
            "GDELT 1.0 and 2.0 event files, tab-separated without a header",
            ("GLOBALEVENTID", "SQLDATE", "EventCode"),
            _gdelt,
            csv.QUOTE_NONE,
            (GDELT_1[:-1], GDELT_1, GDELT_2),
            headless=True,
        ),
        Dataset(
            "acled",
            "ACLED's CSV export",
            ("event_id_cnty", "event_date", "sub_event_type", "actor1", "country"),
            _acled,
        ),
        Dataset(
            "dyadic",
            "Legation's own dyadic tables, CSV and Parquet",
            ("event_id", "type", "factuality", "source_id", "target_id", "document"),
            _dyadic,
        ),
        Dataset(
            "visits",
            "visits of foreign leaders to the United States, XML of the Office of the Historian",
            ("id", "start-date", "visitor", "from"),
            _visits,
            element="visit",
        ),
        Dataset(
            "travels",
            "travels abroad of presidents and secretaries of state of the United States, XML of the Office of the Historian",
            ("id", "start-date", "name", "role", "country"),
            _travels,
            element="trip",
        ),
    )
}


def made(dataset: Dataset, cells: Cells, file: str, row: int) -> Imported:
    """One row as read. Raises ``BadCell`` naming the column that cannot be."""
    values: Values = {**dict.fromkeys(COLUMNS), **dataset.read(cells)}
    return Imported(**{**values, "dataset": dataset.name, "file": file, "row": row})
