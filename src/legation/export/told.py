"""An event where it is told: with its document, its actors and the characters it rests on. What every format starts from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations, product
from typing import Any

from legation import resources
from legation.codebook import plover
from legation.record import HOLDERS, Actor, Document, Event, Record

Row = dict[str, Any]
# Roles by which an event is linked to actors, in the order of the exports.
ROLES = ("source", "target", "absent")
EXACT = 3  # days: a talk of a weekend has a day, an event "in 2001" has none


@dataclass(frozen=True, slots=True)
class Told:
    """One event of one document. ``actors`` holds that document's actors by id."""

    event: Event
    document: Document
    actors: Mapping[str, Actor]

    @property
    def quote(self) -> str:
        """The sentence, as it stands in the document."""
        return self.document.text[self.event.sentence.start : self.event.sentence.end]

    @property
    def day(self) -> str | None:
        """The first day the event can have been on, None where the text gives none."""
        return self.event.date.from_ if self.event.date else None

    @property
    def last_day(self) -> str | None:
        """The last day the event can have been on."""
        return (self.event.date.to or self.event.date.from_) if self.event.date else None

    @property
    def exact_day(self) -> str | None:
        """The day, for formats that know days only: None where the text leaves more than three open ("in 2001")."""
        if self.day is None or self.last_day is None:
            return None
        width = date.fromisoformat(self.last_day) - date.fromisoformat(self.day)
        return self.day if width.days < EXACT else None

    @property
    def intensity(self) -> float:
        """PLOVER's score of type and mode, -10 to 10."""
        mode = self.event.mode
        known = mode is not None and mode in plover.TYPES[self.event.type].modes
        return plover.score(self.event.type, mode if known else None)

    @property
    def happened(self) -> bool:
        """Whether the text tells it as certain, probable or possible; not as denied, planned or open."""
        return self.event.factuality_score > 0

    def name(self, key: str) -> str:
        """The display name of an actor or holder id."""
        return self.actors[key].name if key in self.actors else key

    def names(self, keys: Iterable[str]) -> str:
        """Display names, joined with commas."""
        return ", ".join(map(self.name, keys))

    @property
    def headline(self) -> str:
        """A label: type and who took part, ``CONSULT (visit): Oman → Qatar``."""
        mode = f" ({self.event.mode})" if self.event.mode else ""
        who = " → ".join(n for n in (self.names(self.event.source), self.names(self.event.target)) if n)
        return f"{self.event.type}{mode}: {who}" if who else f"{self.event.type}{mode}"

    def roles(self) -> list[tuple[str, str]]:
        """Role and actor id of everybody the event names, in the order of the record; the holder last."""
        found = [(role, key) for role in ROLES for key in getattr(self.event, role)]
        holder = self.event.holder
        return found if holder in HOLDERS else [*found, ("holder", holder)]

    def dyads(self) -> list[tuple[str | None, str | None]]:
        """Source and target pairs. Several sources without target are all pairs of them (a meeting), one stands alone."""
        source, target = self.event.source, self.event.target
        if source and target:
            return list(product(source, target))
        if len(source) > 1:
            return list(combinations(source, 2))
        return [(source[0] if source else None, target[0] if target else None)] if len(target) < 2 else [
            (None, key) for key in target
        ]  # fmt: skip


def told(records: Iterable[Record]) -> list[Told]:
    """The events of ``records``, by document id and place in the text."""
    found = []
    for record in sorted(records, key=lambda r: r.document.id):
        actors = {actor.id: actor for actor in record.actors}
        events = sorted(record.events, key=lambda e: (e.sentence.start, e.trigger.start, e.id))
        found += [Told(event, record.document, actors) for event in events]
    return found


def provenance(item: Told) -> Row:
    """Where an event is told and by whom: the columns that every format carries that can."""
    event, document = item.event, item.document
    return {
        "document": document.id,
        "start": event.sentence.start,
        "end": event.sentence.end,
        "quote": item.quote,
        "trigger_start": event.trigger.start,
        "trigger_end": event.trigger.end,
        "trigger": event.trigger.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published,
        "published_basis": document.published_basis,
        "holder": event.holder,
        "factuality": event.factuality,
        "factuality_score": event.factuality_score,
        "confidence": event.confidence,
        "coder": event.coder,
    }


def description(item: Told) -> Row:
    """What an event is, without its actors: type, mode, quad, dates, place."""
    event, place, when = item.event, item.event.place, item.event.date
    return {
        "event_id": event.id,
        "type": event.type,
        "mode": event.mode,
        "quad": event.quad,
        "intensity": item.intensity,
        "contexts": ";".join(event.contexts),
        "date_from": item.day,
        "date_to": item.last_day,
        "grain": when.grain if when else None,
        "date_text": when.text if when else None,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geonameid": place.geonameid if place else None,
    }


def every_actor(items: Sequence[Told]) -> dict[str, Actor]:
    """All actors that take part in ``items`` or hold them, by id, sorted; an id in several documents is described by the first."""
    found: dict[str, Actor] = {}
    for item in items:
        for _, key in item.roles():
            found.setdefault(key, item.actors.get(key) or Actor(id=key, name=key, kind="group"))
    return dict(sorted(found.items()))


def every_document(items: Sequence[Told]) -> dict[str, Document]:
    """The documents of ``items`` by id."""
    return {item.document.id: item.document for item in items}


@cache
def states() -> Mapping[str, Mapping[str, Any]]:
    """The reviewed entries of states that are their country's own, by ISO 3166-1 alpha-3 code."""
    return {
        str(entry["id"]): entry for entry in resources.load("actors/states.yaml") if entry["id"] == entry["country"]
    }


def country_name(code: str | None) -> str | None:
    """The English name of an ISO3 code, the code itself where it stands for no state."""
    return None if code is None else str(states()[code]["name"]) if code in states() else code


def codes(country: str | None) -> tuple[str | None, str | None]:
    """ISO alpha-2 and FIPS 10-4 codes of an ISO3 country, None where there is none."""
    found = resources.load("exchange/countries.yaml")["countries"].get(country)
    return (found[0], found[1]) if found else (None, None)


def line(text: object) -> str:
    """``text`` on one line, for formats whose rows are lines."""
    return "" if text is None else " ".join(str(text).replace("\0", "").split())
