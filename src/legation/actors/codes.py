"""An actor as PLOVER codes it on a day: the country or the code that stands for one, the sector of the office then held.

PLOVER (manual v2.0) has seven codes for actors without a country: ``UNO`` bodies of the United Nations, ``EUR`` of the
European Union, ``IGO`` other international bodies, ``NGO`` international organisations of citizens, ``IMG`` armed networks in
many countries, ``ISM`` movements in many countries, ``MNC`` companies of many. ``codes.yaml`` says which bodies are which.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from legation import resources
from legation.actors.fold import words
from legation.actors.lexicon import Entry, Lexicon, Office
from legation.actors.phrases import Sketch
from legation.actors.vocabulary import vocabulary
from legation.layers import Participant
from legation.record import ActorKind


@dataclass(frozen=True, slots=True)
class Codes:
    """The lists of ``codes.yaml``: id → code, withdrawn country → successor, id → sector, and the sectors that end."""

    systems: Mapping[str, str]
    successors: Mapping[str, str]
    sectors: Mapping[str, str]
    without_country: Mapping[str, str]
    no_sector: frozenset[str]
    of_bodies: frozenset[str]
    public: frozenset[str]


@cache
def codes() -> Codes:
    """The lists, read once per process."""
    data: Any = resources.load("actors/codes.yaml")
    return Codes(
        systems={str(identity): code for code, ids in data["systems"].items() for identity in ids},
        successors=dict(data["successors"]),
        sectors=dict(data["sectors"]),
        without_country=dict(data["without_country"]),
        no_sector=frozenset(data["no_sector"]),
        of_bodies=frozenset(data["of_bodies"]),
        public=frozenset(data["public"]),
    )


def sketch_of(entry: Entry, date: str | None) -> Sketch:
    """A known actor as it stood on ``date``: a person with the office of that day, or as a former official after the last.

    Without a date an office still open counts; an actor of no dated offices is what its entry says.
    """
    person = entry.kind == "person"
    office = entry.in_office(date) if date else next((o for o in entry.offices if o.from_ and o.to is None), None)
    country, sector, body = entry.country, entry.sector, None
    if office is not None:
        sector = office_sector(office, entry)
        body = office.country if office.country and not _is_iso(office.country) else None
        country = office.country if office.country and body is None else None if body else entry.country
    elif date and person and _retired(entry, date):
        sector = "ELI"
        country = entry.country or next((o.country for o in entry.offices if o.country and _is_iso(o.country)), None)
    return Sketch(
        entry.kind,
        country,
        sector,
        entry.id,
        entry.name,
        entry=entry,
        role=office.role if office is not None and person and date else None,
        person=person,
        body=body,
    )


def office_sector(office: Office, entry: Entry) -> str | None:
    """The sector of a post: of the office it names, of a word that tells one, of its noun, else the person's own."""
    terms, role = vocabulary(), words(office.role)
    if office.sector is not None:
        return office.sector
    told = terms.sector_of(role, None)
    if told is None:
        nouns = [terms.titles[word] for word in _before_of(role) if word in terms.titles]
        told = nouns[-1] if nouns and nouns[-1] != "GOV" else None
    return told or entry.sector


def _before_of(role: Sequence[str]) -> Sequence[str]:
    stop = next((i for i, word in enumerate(role) if word in ("of", "for", "in", "to")), len(role))
    return role[:stop]


def _retired(entry: Entry, date: str) -> bool:
    """Whether all dated posts of a public person lie behind ``date``, or the day falls between two of them."""
    dated = [office for office in entry.offices if office.from_]
    past = [office for office in dated if office.to and office.to < date[: len(office.to)]]
    return (
        bool(past)
        and entry.sector in codes().public
        and not any(o.to is None and (o.from_ or "") <= date for o in dated)
    )


def coded(sketch: Sketch, lexicon: Lexicon) -> Participant:
    """``sketch`` with PLOVER's codes in place of what a record keeps: see the module."""
    entry, known = sketch.entry, codes()
    country, sector, kind = sketch.country, sketch.sector, sketch.kind
    if country is not None and not _is_iso(country):
        country = None
    body = sketch.body or (entry.id if entry is not None and entry.kind == "igo" else None)
    seat = lexicon.entries.get(body) if body else None
    if seat is not None and country is None:
        country = seat.country
        if seat.kind == "igo":
            country = country or system_of(seat)
            sector = sector if sector in known.of_bodies else None
        elif country is None:
            country = known.without_country.get(seat.sector or "")
            sector = seat.sector if sector in ("CVL", "GOV", "LAB") else sector
    if entry is not None and entry.id in known.sectors:
        sector = known.sectors[entry.id]
    if country is None and entry is not None and not sketch.person and kind != "population":
        country = known.without_country.get(sector or "")
    if kind == "population" and sector == "GOV":
        sector = None
    sector = known.sectors.get(sector or "", sector)
    country = known.successors.get(country or "", country)
    sector = None if sector in known.no_sector else sector
    return Participant(sketch.name, kind, country, sector, sketch.role, sketch.id)


def system_of(entry: Entry) -> str:
    """``UNO``, ``EUR`` or ``IGO`` for an international body."""
    listed = codes().systems.get(entry.id)
    if listed is not None:
        return listed
    told = words(" ".join((entry.id, entry.name)))
    pairs = set(pairwise(told))
    if ("united", "nations") in pairs or "un" in told:
        return "UNO"
    return "EUR" if ("european", "union") in pairs or "eu" in told else "IGO"


def of_body(sketch: Sketch, *, kind: ActorKind, sector: str | None) -> Sketch:
    """The members of an international body that a phrase names ("UN peacekeepers"), not the body itself."""
    if sketch.entry is None or sketch.entry.kind != "igo":
        return sketch
    return replace(sketch, kind=kind, sector=sector, entry=None, body=sketch.entry.id)


def _is_iso(code: str) -> bool:
    return len(code) == 3 and code.isalpha() and code not in codes().systems
