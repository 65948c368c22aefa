"""Meetings with who sat there: joined CONSULT events, each actor with the side they stand for, their office and their rank.

Of a text the roles are the record's, as the document gives them; where it gives none, the office that the actor data know
for the day. Of an imported record they are those of its remarks. A person of a state's government, forces, services or
parliament stands for the state; anybody else for themselves.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from legation import resources
from legation.actors.fold import words
from legation.actors.lexicon import load
from legation.actors.vocabulary import vocabulary
from legation.archive.queries import View
from legation.compare.events import counted
from legation.compare.identity import identities
from legation.compare.joining import Joined
from legation.compare.reports import TEXT, Report
from legation.record import HOLDERS

TYPE = "CONSULT"
HELD = ("CT+", "PR+", None)  # an import codes no factuality: its rows are a record of what was
PRESENCE = {
    "CT+": "present", "PR+": "probable", "PS+": "possible", "Uu": "planned or open", "PS-": "perhaps not", "PR-": "improbable",
    "CT-": "not held",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant or absentee. ``side`` is the ISO3 of the state they stand for or their own id.

    ``office`` is as told, ``post`` the known office it is (``foreign minister``), None where it is none; ``basis`` is
    ``text`` where the document or record tells it, ``known`` where only the actor data do. ``start`` and ``end`` are characters
    of the document, or of the remarks of an imported row, that the presence rests on. ``group`` is a collective without names.
    """

    actor: str
    name: str
    side: str
    office: str | None
    post: str | None
    rank: str | None
    basis: str | None
    start: int | None
    end: int | None
    group: bool = False
    told: tuple[str, int | None, int | None] | None = None
    """Document and sentence of the report that says so."""

    @property
    def vague(self) -> bool:
        """Whether somebody of a rank sat there without it being told in which office."""
        return self.rank is not None and self.post is None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One meeting, visit, call or mediation: the joined event, its lead report, and who was there and who was not."""

    event: Joined
    lead: Report
    present: tuple[Seat, ...]
    absent: tuple[Seat, ...]
    quote: str | None
    occasion: str | None
    host: str | None
    provenance: str | None = None
    """File and row of the imported record that leads, None where a text does."""

    @property
    def sides(self) -> tuple[str, ...]:
        """Those who were represented, sorted."""
        return tuple(sorted({seat.side for seat in self.present}))

    @property
    def rank(self) -> str | None:
        """The rank at which they sat: known of two sides and of half of them at least, and the same for all these; else None."""
        ranks = {seat.rank for seat in self.present if seat.rank}
        known = len({seat.side for seat in self.present if seat.rank})
        return ranks.pop() if len(ranks) == 1 and known > 1 and 2 * known >= len(self.sides) else None

    @property
    def held(self) -> bool:
        """Whether it is told as having taken place."""
        return self.event.factuality in HELD

    @property
    def day(self) -> str | None:
        """The first day told; None where no report names one."""
        return self.event.first


class People:
    """Actors of an archive as canonical ids, with what each document says of them."""

    def __init__(self, view: View) -> None:
        self.view = view
        known = identities(view.archive)
        self.told: dict[tuple[str, str], dict[str, Any]] = {}
        self.any: dict[str, dict[str, Any]] = {}
        for row in view.archive.table("SELECT * FROM actors ORDER BY document, mentions DESC, id"):
            key = known.one(row["id"])
            self.told.setdefault((row["document"], key), row)
            kept = self.any.setdefault(key, row)
            if row["role"] and not kept["role"]:
                self.any[key] = row

    def name(self, key: str) -> str:
        """The display name of a canonical id, of a state also where no document names it."""
        if key in HOLDERS or key in self.view.names:
            return self.view.name(key)
        entry = load().entries.get(key)
        return entry.name if entry is not None else key

    def side(self, key: str, document: str | None = None) -> str:
        """The side that an actor stands for."""
        row = self.told.get((document, key)) if document is not None else None
        row = row or self.any.get(key)
        if row is None:
            state = key.split("/", 1)[0]
            return state if re.fullmatch(r"[A-Z]{3}/GOV/.*", key) and state != "ZZZ" else key
        if row["kind"] == "population" or not row["country"]:
            return key
        return str(row["country"]) if row["kind"] == "state" or row["sector"] in _sets()["state_sectors"] else key

    def seat(self, key: str, document: str, day: str | None) -> Seat:
        """An actor of a document as a seat."""
        row = self.told.get((document, key)) or self.any.get(key)
        role, kind = (row["role"], row["kind"]) if row else (None, None)
        if role and set(words(role)) <= set(_sets()["no_office"]):
            role = None
        post, basis = _of_role(role), "text"
        if post is None and kind == "person":
            entry = load().entries.get(key)
            held = entry.in_office(day) if entry is not None and day is not None else None
            if held is not None and (post := _of_role(held.role)):
                role, basis = held.role, "known"
        rank = _rank_of(post) if post else None
        if rank is None and kind not in ("state", "igo", "population"):
            rank = _rank_in(f"{role or ''} {row['name'] if row else ''}")
        start, end = (row["first_start"], row["first_end"]) if row and row["document"] == document else (None, None)
        named = basis if role or rank else None
        return Seat(key, self.name(key), self.side(key, document), role, post, rank, named, start, end, kind == "group")


def sittings(view: View, people: People | None = None) -> list[Sitting]:
    """The meetings of an archive, by day."""
    who = people or People(view)
    rows = _imported(view)
    return [_sitting(view, who, event, rows) for event in counted(view) if event.type == TYPE]


def rank_of_seats(seats: Iterable[Seat], side: str) -> str | None:
    """The first rank known of those who sat for ``side``."""
    return next((seat.rank for seat in seats if seat.side == side and seat.rank), None)


def _sitting(view: View, people: People, event: Joined, rows: Mapping[str, Mapping[str, Any]]) -> Sitting:
    told = [report for report in event.reports if report.origin == TEXT]
    lead = max(told or event.reports, key=lambda r: (r.confidence or 0.0, bool(r.absent)))
    seats: dict[str, Seat] = {}
    absent: dict[str, Seat] = {}
    occasion = quote = host = None
    for report in sorted(event.reports, key=lambda r: r is not lead):
        row = rows.get(report.id)
        if row is not None:
            for seat in _record_seats(row, people):
                seats.setdefault(seat.actor, replace(seat, told=(report.document, None, None)))
            occasion, host = occasion or row["occasion"], host or row["place_country"] or row["target_country"]
            quote = quote or row["note"]
            continue
        day, where = report.first or report.published, (report.document, report.start, report.end)
        for keys, told_as in ((report.actors, seats), (report.absent, absent)):
            for key in keys:
                if key not in told_as:
                    told_as[key] = replace(people.seat(key, report.document, day), told=where)
    for key in event.actors:
        covered = key in seats or (bool(rows) and any(seat.side == key for seat in seats.values()))
        if not covered and lead.origin != TEXT:
            seats[key] = Seat(key, people.name(key), people.side(key), None, None, None, None, None, None)
    if lead.origin == TEXT:
        quote = view.quote(lead.document, lead.start, lead.end)
        host = event.place_country or _host(event, people)
    present = tuple(seat for key, seat in seats.items() if key not in absent)
    # Whose own people another report seats there is not missing, whatever a joined report of it says of the state.
    sat = {seat.side for seat in present}
    absent = {key: seat for key, seat in absent.items() if seat.side not in sat}
    record = rows.get(lead.id)
    provenance = f"{record['file']}:{record['row']}" if record is not None else None
    return Sitting(event, lead, present, tuple(absent.values()), quote, occasion, host, provenance)


def _host(event: Joined, people: People) -> str | None:
    return people.side(event.target[0]) if event.mode == "visit" and event.target else None


def _record_seats(row: Mapping[str, Any], people: People) -> Iterable[Seat]:
    """The participants of an imported record, and the host where nobody stands for it."""
    found = []
    for person in json.loads(row["participants"] or "[]"):
        office = person["office"]
        post = _of_role(office)
        rank = (_rank_of(post) if post else None) or _rank_in(office or "")
        side = person["country"] or person["body"] or person["id"]
        where, group = (person["start"], person["end"]), person["kind"] == "group"
        found.append(Seat(person["id"], person["name"], side, office, post, rank, "text", *where, group))
    for side in (row["source_country"], row["target_country"] if row["mode"] == "visit" else None):
        if side and all(seat.side != side for seat in found):
            found.append(Seat(side, people.name(side), side, None, None, None, None, None, None))
    return found


def _imported(view: View) -> dict[str, dict[str, Any]]:
    """Imported records that name participants, by their report's id."""
    if not view.archive.rows(
        "SELECT 1 FROM information_schema.columns WHERE table_name = 'imported' AND column_name = 'participants'"
    ):
        return {}
    rows = view.archive.table(
        'SELECT dataset, id, mode, note, occasion, participants, source_country, target_country, place_country, file, "row" '
        "FROM imported WHERE participants IS NOT NULL OR occasion IS NOT NULL"
    )
    return {f"{row['dataset']}:{row['id']}": row for row in rows}


@cache
def posts(role: str | None) -> tuple[str, ...]:
    """The known offices that a role tells: two of "Deputy Prime Minister and Foreign Minister"."""
    if not role or " ".join(words(role)) in _sets()["either"]:
        return ()
    return vocabulary().offices_in(words(role))


@cache
def held_posts(actor: str, side: str, day: str | None) -> tuple[str, ...]:
    """The known offices that a person of the actor data held for ``side`` on a day, one person two of them perhaps."""
    entry = load().entries.get(actor)
    if entry is None or day is None or entry.kind != "person":
        return ()
    held = [o for o in entry.offices if o.from_ and o.held(day) and (o.country or entry.country) == side]
    return tuple(dict.fromkeys(post for office in held for post in posts(office.role)))


def _of_role(role: str | None) -> str | None:
    return next(iter(posts(role)), None)


@cache
def _rank_of(office: str) -> str | None:
    return next((rank for rank, offices in _sets()["ranks"].items() if office in offices), None)


@cache
def _rank_in(text: str) -> str | None:
    """The rank that words in a role or a group's name tell."""
    plain = " ".join(words(text))
    return next((rank for rank, forms in _sets()["words"].items() if any(form in plain for form in forms)), None)


def _sets() -> Mapping[str, Any]:
    data: Mapping[str, Any] = resources.load("analyse/meetings.yaml")
    return data
