"""JSON for maps, timelines and knowledge graphs: GeoJSON, TimelineJS, FollowTheMoney, JSON-LD."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any

from legation.export.told import (
    ROLES,
    Row,
    Told,
    codes,
    description,
    every_actor,
    every_document,
    line,
    provenance,
)
from legation.record import Actor, Document, content_id

# Kind of actor → schema of FollowTheMoney.
_SCHEMA = {
    "person": "Person", "state": "PublicBody", "company": "Company", "group": "LegalEntity", "population": "LegalEntity",
}  # fmt: skip
# Kind of actor → class of schema.org.
_CLASS = {"person": "schema:Person", "state": "schema:Country", "population": "schema:Thing"}
_CONTEXT = {
    "schema": "https://schema.org/", "prov": "http://www.w3.org/ns/prov#", "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "legation": "urn:legation:vocabulary:",
    **{f"legation:{role}": {"@type": "@id"} for role in (*ROLES, "holder")},
    "prov:wasDerivedFrom": {"@type": "@id"}, "oa:hasSource": {"@type": "@id"},
    "schema:startDate": {"@type": "xsd:date"}, "schema:endDate": {"@type": "xsd:date"},
    "schema:datePublished": {"@type": "xsd:date"},
    "oa:start": {"@type": "xsd:nonNegativeInteger"}, "oa:end": {"@type": "xsd:nonNegativeInteger"},
}  # fmt: skip


def geojson(items: Sequence[Told]) -> str:
    """A FeatureCollection (RFC 7946): one feature an event; geometry is null where the place is unknown."""
    features = []
    for item in items:
        place = item.event.place
        known = place is not None and place.latitude is not None and place.longitude is not None
        features.append(
            {
                "type": "Feature",
                "id": item.event.id,
                "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place and known else None,
                "properties": {
                    "headline": item.headline,
                    **{name: list(getattr(item.event, name)) for name in ROLES},
                    **{f"{name}_names": item.names(getattr(item.event, name)) for name in ROLES},
                    **description(item),
                    **provenance(item),
                },
            }
        )  # fmt: skip
    return _dumped({"type": "FeatureCollection", "features": features})


def timelinejs(items: Sequence[Told]) -> str:
    """TimelineJS 3: one slide a dated event, each date as exact as it is told, the quote as text."""
    return _dumped({"scale": "human", "events": [_slide(item) for item in items if item.day]})


def _slide(item: Told) -> Row:
    event, document = item.event, item.document
    date = event.date
    assert date is not None and item.day is not None and item.last_day is not None
    parts = {"year": 1, "decade": 1, "century": 1, "month": 2}.get(date.grain, 3)
    slide: Row = {"unique_id": event.id, "start_date": _date(item.day, parts)}
    if item.last_day != item.day and date.grain not in ("year", "month"):
        slide["end_date"] = _date(item.last_day, parts)
    told = [
        document.title,
        document.outlet,
        document.published and f"published {document.published}",
        f"document {document.id}",
    ]
    basis = (
        f"{event.factuality}, confidence {event.confidence:.2f}, characters {event.sentence.start}–{event.sentence.end}"
    )
    quote = f"<blockquote>{html.escape(item.quote)}</blockquote>"
    source = html.escape(", ".join(filter(None, told)))
    slide |= {
        "display_date": html.escape(date.text),
        "group": event.quad,
        "text": {
            "headline": html.escape(item.headline),
            "text": f"{quote}<p>{source}<br>{html.escape(item.name(event.holder))}: {html.escape(basis)}</p>",
        },
    }
    return slide


def _date(day: str, parts: int) -> Row:
    return dict(zip(("year", "month", "day")[:parts], map(int, day.split("-")), strict=False))


def followthemoney(items: Sequence[Told]) -> str:
    """FollowTheMoney entities, one JSON object a line: documents, actors, then events. Ids are the same on every run."""
    documents = [
        {
            "id": _ftm("document", key),
            "schema": "PlainText",
            "properties": _properties(
                title=document.title, fileName=key, author=document.author, publishedAt=document.published,
                publisher=document.outlet, sourceUrl=_url(document), bodyText=document.text,
                language="eng" if document.language == "en" else None,
            ),
        }
        for key, document in every_document(items).items()
    ]  # fmt: skip
    actors = [_entity(key, actor) for key, actor in every_actor(items).items()]
    return "".join(
        json.dumps(entity, ensure_ascii=False) + "\n" for entity in (*documents, *actors, *map(_ftm_event, items))
    )


def _entity(key: str, actor: Actor) -> Row:
    schema = _SCHEMA.get(actor.kind, "Organization")
    more: Row = {"position": actor.role} if schema == "Person" else {}
    return {
        "id": _ftm("actor", key),
        "schema": schema,
        "properties": _properties(
            name=actor.name, country=_country(actor.country), wikidataId=actor.identifiers.get("wikidata"),
            notes=_sector(actor), **more,
        ),
    }  # fmt: skip


def _url(document: Document) -> str | None:
    """FollowTheMoney takes addresses of the web only."""
    return document.url if document.url and document.url.startswith(("http://", "https://")) else None


def _country(country: str | None) -> str | None:
    """FollowTheMoney has alpha-2 codes in small letters."""
    code = codes(country)[0]
    return code.lower() if code else None


def _sector(actor: Actor) -> str | None:
    return f"sector {actor.sector}" if actor.sector else None


def _ftm_event(item: Told) -> Row:
    event, place = item.event, item.event.place
    told = {**provenance(item), "absent": ", ".join(event.absent) or None}
    note = ["document", "start", "end", "published", "factuality", "confidence", "holder", "absent"]
    return {
        "id": _ftm("event", event.id),
        "schema": "Event",
        "properties": _properties(
            name=item.headline, summary=item.quote, recordId=event.id, startDate=item.day, endDate=item.last_day,
            location=place.name if place else None, country=_country(place.country) if place else None,
            organizer=[_ftm("actor", key) for key in event.source], involved=[_ftm("actor", key) for key in event.target],
            proof=_ftm("document", item.document.id), publisher=item.document.outlet, sourceUrl=_url(item.document),
            keywords=[event.type, event.quad, *([event.mode] if event.mode else []), *event.contexts],
            notes="; ".join(f"{name}={line(told[name])}" for name in note if told[name] is not None),
        ),
    }  # fmt: skip


def _ftm(kind: str, key: str) -> str:
    """Ids of FollowTheMoney hold no slashes or spaces: a hash, with the kind before it."""
    return f"legation-{kind}-{content_id(kind, key)}"


def _properties(**given: Any) -> Row:
    """Every property is a list of strings there; an empty one is left out."""
    lists = {name: value if isinstance(value, list) else [value] for name, value in given.items()}
    return {name: [str(v) for v in value if v] for name, value in lists.items() if any(value)}


def jsonld(items: Sequence[Told]) -> str:
    """JSON-LD: schema.org's Event with role links, derived (PROV) from a span (Web Annotation) of a document."""
    graph: list[Row] = [
        _without_none(
            {
                "@id": f"urn:legation:document:{content_id(key)}", "@type": ["schema:Article", "prov:Entity"],
                "schema:identifier": key, "schema:name": document.title, "schema:url": document.url,
                "schema:author": document.author, "schema:publisher": document.outlet,
                "schema:datePublished": document.published, "schema:inLanguage": document.language,
            }
        )
        for key, document in every_document(items).items()
    ]  # fmt: skip
    graph += [
        _without_none(
            {
                "@id": _urn(key), "@type": _CLASS.get(actor.kind, "schema:Organization"), "schema:identifier": key,
                "schema:name": actor.name, "legation:country": actor.country, "legation:sector": actor.sector,
            }
        )
        for key, actor in every_actor(items).items()
    ]  # fmt: skip
    for item in items:
        graph += _described(item)
    return _dumped({"@context": _CONTEXT, "@graph": graph})


def _urn(key: str) -> str:
    return f"urn:legation:actor:{content_id(key)}"


def _described(item: Told) -> list[Row]:
    event, place = item.event, item.event.place
    evidence = f"urn:legation:evidence:{event.id}"
    links: dict[str, list[str]] = {}
    for role, key in item.roles():
        links.setdefault(f"legation:{role}", []).append(_urn(key))
    where = None if place is None else _without_none(
        {
            "@type": "schema:Place", "schema:name": place.name, "schema:addressCountry": place.country,
            "schema:geo": None if place.latitude is None else {
                "@type": "schema:GeoCoordinates", "schema:latitude": place.latitude, "schema:longitude": place.longitude,
            },
            "schema:sameAs": f"https://sws.geonames.org/{place.geonameid}/" if place.geonameid else None,
        }
    )  # fmt: skip
    told = _without_none(
        {
            "@id": f"urn:legation:event:{event.id}", "@type": ["schema:Event", "prov:Entity"],
            "schema:identifier": event.id, "schema:name": item.headline, "legation:type": event.type,
            "legation:mode": event.mode, "legation:quad": event.quad, "schema:startDate": item.day,
            "schema:endDate": item.last_day, "schema:location": where, **links,
            "legation:factuality": event.factuality, "legation:confidence": event.confidence,
            "legation:assertedBy": event.holder, "legation:coder": event.coder, "prov:wasDerivedFrom": evidence,
        }
    )  # fmt: skip
    span = {
        "@id": evidence, "@type": ["oa:SpecificResource", "prov:Entity"],
        "oa:hasSource": f"urn:legation:document:{content_id(item.document.id)}",
        "oa:hasSelector": [
            {"@type": "oa:TextPositionSelector", "oa:start": event.sentence.start, "oa:end": event.sentence.end},
            {"@type": "oa:TextQuoteSelector", "oa:exact": item.quote},
        ],
    }  # fmt: skip
    return [told, span]


def _without_none(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
