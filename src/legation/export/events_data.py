"""The tables of event data: POLECAT, ICEWS, GDELT 1.0 and 2.0. They know no negation: only events told as happened go in.

Columns after the published descriptions of the three data sets. What Legation does not know (the scale of Goldstein, tone,
news sources) stays empty and is not guessed.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from functools import cache

from legation import __version__, resources
from legation.export.tables import cell, text
from legation.export.told import Row, Told, codes, country_name, line, states
from legation.imports.columns import GDELT_1, GDELT_2, ICEWS, POLECAT
from legation.record import Actor

GDELT = GDELT_1
_QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
_PERSONS, _PLACES = ("person",), ("state",)


def polecat(items: Sequence[Told]) -> str:
    """POLECAT's 40 columns, tab-separated, one row a dyad. An event's further dyads have ``-2``, ``-3`` after its id."""
    return text(_rows(items, _polecat), columns=POLECAT, delimiter="\t")


def icews(items: Sequence[Told]) -> str:
    """ICEWS's 20 columns, tab-separated, without quotes. ``Intensity`` is PLOVER's, on the same scale of -10 to 10."""
    return "".join(["\t".join(ICEWS) + "\n", *_plain(_rows(items, _icews), ICEWS)])


def gdelt(items: Sequence[Told]) -> str:
    """GDELT 1.0's 58 columns, tab-separated, without a header and without quotes as GDELT's files are."""
    return "".join(_plain(_dated(items), GDELT_1))


def gdelt2(items: Sequence[Told]) -> str:
    """GDELT 2.0's 61 columns, as :func:`gdelt`; ``DATEADDED`` has a time there, which is not known and stands at midnight."""
    rows = _dated(items)
    for row in rows:
        row["DATEADDED"] = f"{row['DATEADDED']}000000" if row["DATEADDED"] else ""
    return "".join(_plain(rows, GDELT_2))


def _dated(items: Sequence[Told]) -> list[Row]:
    return [row for row in _rows(items, _gdelt) if row["SQLDATE"]]


def _plain(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """Rows as their data sets write them: no cell holds a tab or a line break, so none is quoted."""
    return ["\t".join(cell(row.get(column)) for column in columns) + "\n" for row in rows]


def _rows(items: Sequence[Told], made: object) -> list[Row]:
    assert callable(made)
    found = []
    for item in items:
        if not item.happened:
            continue
        for number, (source, target) in enumerate(item.dyads(), 1):
            key = item.event.id if number == 1 else f"{item.event.id}-{number}"
            row: Row = made(item, key, item.actors.get(source or ""), item.actors.get(target or ""))
            found.append({column: line(value) for column, value in row.items()})
    return found


def _polecat(item: Told, key: str, source: Actor | None, target: Actor | None) -> Row:
    event, place, document = item.event, item.event.place, item.document
    raw = document.text[place.start : place.end] if place else None
    involved = [item.actors[k] for k in sorted({k for _, k in item.roles()} & set(item.actors))]
    return {
        "Event ID": key, "Event Date": item.exact_day, "Event Type": event.type, "Event Mode": event.mode,
        "Intensity": item.intensity, "Quad Code": event.quad.upper(), "Contexts": ";".join(event.contexts),
        **_side("Actor", source), **_side("Recipient", target),
        "Placename": place and place.name, "City": None, "District": None, "Province": None,
        "Country": place and place.country, "Latitude": place and place.latitude,
        "Longitude": place and place.longitude, "GeoNames ID": place and place.geonameid, "Raw Placename": raw,
        "Feature Type": None, "Source": document.outlet or document.id, "Publication Date": document.published,
        "Story People": _named(involved, _PERSONS),
        "Story Organizations": ";".join(a.name for a in involved if a.kind not in (*_PERSONS, *_PLACES)),
        "Story Locations": place and place.name, "Language": document.language, "Version": f"Legation {__version__}",
    }  # fmt: skip


def _named(actors: Sequence[Actor], kinds: tuple[str, ...]) -> str:
    return ";".join(actor.name for actor in actors if actor.kind in kinds)


def _side(end: str, actor: Actor | None) -> Row:
    country = actor.country if actor else None
    return {
        f"{end} Name": actor and actor.name, f"{end} Country": country,
        f"{end} COW": states()[country]["cow"] if country and country in states() else None,
        f"Primary {end} Sector": actor and actor.sector, f"{end} Sectors": actor and actor.sector,
        f"{end} Title": actor and actor.role,
        f"{end} Name Raw": actor.mentions[0].text if actor and actor.mentions else None,
        f"Wikipedia {end} ID": None,
    }  # fmt: skip


def _icews(item: Told, key: str, source: Actor | None, target: Actor | None) -> Row:
    event, place = item.event, item.event.place
    return {
        "Event ID": key, "Event Date": item.exact_day,
        "Source Name": source and source.name, "Source Sectors": source and source.sector,
        "Source Country": country_name(source.country) if source else None,
        "Event Text": f"{event.type} {event.mode or ''}", "CAMEO Code": cameo(event.type, event.mode),
        "Intensity": item.intensity,
        "Target Name": target and target.name, "Target Sectors": target and target.sector,
        "Target Country": country_name(target.country) if target else None,
        "Story ID": item.document.id, "Sentence Number": None, "Publisher": item.document.outlet,
        "City": place.name if place and place.name != country_name(place.country) else None,
        "District": None, "Province": None, "Country": country_name(place.country) if place else None,
        "Latitude": place and place.latitude, "Longitude": place and place.longitude,
    }  # fmt: skip


def _gdelt(item: Told, key: str, source: Actor | None, target: Actor | None) -> Row:
    event, place = item.event, item.event.place
    row: Row = dict.fromkeys(GDELT)
    base, _, number = key.partition("-")
    day = item.exact_day
    code = cameo(event.type, event.mode)
    row |= {
        # 13 hexadecimal digits of the id and the number of the dyad: a 64-bit whole number, as GDELT has it.
        "GLOBALEVENTID": int(base[:13], 16) * 2048 + int(number or 1) % 2048 if base.isalnum() and _hex(base) else key,
        "EventCode": code, "EventBaseCode": code[:3], "EventRootCode": code[:2],
        "QuadClass": _QUADS.index(event.quad) + 1, "IsRootEvent": None, "NumMentions": 1 + len(event.mentions),
        "NumSources": 1, "NumArticles": 1,
        "ActionGeo_FullName": place and place.name, "ActionGeo_CountryCode": codes(place.country)[1] if place else None,
        "ActionGeo_Lat": place and place.latitude,
        "ActionGeo_Long": place and place.longitude,
        "DATEADDED": (item.document.published or "").replace("-", ""),
        "SOURCEURL": item.document.url or f"{item.document.id}#{event.sentence.start}-{event.sentence.end}",
    }  # fmt: skip
    if day:
        row |= {"SQLDATE": day.replace("-", ""), "MonthYear": day[:7].replace("-", ""), "Year": day[:4]}
        row["FractionDate"] = _fraction(date.fromisoformat(day))
    for n, actor in ((1, source), (2, target)):
        if actor:
            row |= {
                f"Actor{n}Code": f"{actor.country or ''}{actor.sector or ''}", f"Actor{n}Name": actor.name.upper(),
                f"Actor{n}CountryCode": actor.country, f"Actor{n}Type1Code": actor.sector,
            }  # fmt: skip
    return row


def _hex(text: str) -> bool:
    return all(c in "0123456789abcdef" for c in text)


def _fraction(day: date) -> str:
    """The day as GDELT's decimal year."""
    length = 366 if calendar.isleap(day.year) else 365
    return f"{day.year + (day.timetuple().tm_yday - 1) / length:.4f}"


@cache
def cameo(type: str, mode: str | None = None) -> str:
    """The CAMEO code that stands for a PLOVER type and mode: the reviewed one, else the first that converts to exactly them.

    A mode that CAMEO does not tell apart takes the code of its type. ``plover.from_cameo`` of the result has that type.
    """
    chosen: dict[str, str] = resources.load("exchange/cameo.yaml")["codes"]
    raw: dict[str, list[str | None] | None] = resources.load("plover/cameo.yaml")
    exact = [code for code, pair in raw.items() if pair == [type, mode]]
    broad = [code for code, pair in raw.items() if pair == [type, None]]
    loose = [code for code, pair in raw.items() if pair and pair[0] == type]
    if f"{type} {mode}" in chosen or (mode is None and type in chosen):
        return chosen[f"{type} {mode}" if mode else type]
    if type in chosen and not exact:
        return chosen[type]
    return min(exact or broad or loose, key=lambda code: (len(code), code))
