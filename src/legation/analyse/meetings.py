"""Who met whom and who was missing: one row a joined meeting, with attendance, formats and both kinds of absence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from legation.analyse.absence import TOO_LITTLE, Absence
from legation.analyse.formats import Format, formats
from legation.analyse.sittings import PRESENCE, People, Seat, Sitting, sittings
from legation.archive.queries import Filters, Row, View, between
from legation.errors import LegationError
from legation.record import HOLDERS

PERSON = "person/"
TOLD = ("document", "start", "end")  # the keys of where a seat is told


@dataclass(frozen=True, slots=True)
class Found:
    """The meetings of an archive with the formats each belongs to and the absences that a model finds."""

    people: People
    meetings: tuple[Sitting, ...]
    formats: Mapping[str, tuple[str, ...]]
    absences: Mapping[str, tuple[Absence, ...]]


def found(view: View) -> Found:
    """Everything the views of meetings show."""
    people = People(view)
    meetings = tuple(sittings(view, people))
    kinds = formats(meetings, people)
    return Found(people, meetings, _formats(kinds), _absences(kinds))


def find(view: View, filters: Filters) -> list[Row]:
    """One row a meeting, by day, those without a day at the end.

    ``missing_asserted`` are absences that a text tells, ``missing_surprising`` those that only the model of
    :mod:`legation.analyse.absence` finds, each with its bits. With ``filters.missing`` the meetings without that actor, also
    where there is too little to tell.
    """
    told = found(view)
    chosen = ids_of(told, filters.actor) if filters.actor else None
    missing = ids_of(told, filters.missing) if filters.missing else None
    rows = []
    for sitting in sorted(told.meetings, key=_order):
        if not matches(told, sitting, filters, chosen):
            continue
        row = _row(told, sitting, missing, filters.missing)
        if missing is None or row["missing_asserted"] or row["missing_surprising"]:
            rows.append(row)
    return rows


def _order(sitting: Sitting) -> tuple[str, str, str, int, str]:
    """By day told, those without one at the end by publication and place in their document."""
    lead = sitting.lead
    return (sitting.day or "9999", lead.published or "9999", lead.document, lead.start or 0, sitting.event.id)


def _row(told: Found, sitting: Sitting, missing: set[str] | None, wanted: str | None) -> Row:
    event, lead, people = sitting.event, sitting.lead, told.people
    asserted = [s for s in sitting.absent if missing is None or missing & {s.actor, s.side}]
    modelled = [
        a
        for a in told.absences.get(event.id, ())
        if (a.surprising if missing is None else _is(told, a, missing, wanted))
        and not any(a.key in (s.side, s.actor) for s in sitting.absent)
    ]
    kinds = told.formats.get(event.id, ())
    return {
        "date": event.first, "to": event.last, "mode": event.mode,
        "participants": ", ".join(_shown(sitting.present, people)),
        "missing": ", ".join(s.name for s in sitting.absent),
        "surprising": "; ".join(f"{_key_name(told, a)}: {a.words}" for a in modelled),
        "place": event.place, "rank": sitting.rank, "format": "; ".join(kinds), "factuality": event.factuality or "",
        "holder": people.name(lead.holder) if lead.holder else "", "quote": sitting.quote, "document": lead.document,
        "outlet": lead.publisher, "published": lead.published, "start": lead.start, "end": lead.end,
        "sides": list(sitting.sides),
        "missing_asserted": [{**_seat(s), **dict(zip(TOLD, s.told or (), strict=False))} for s in asserted],
        "missing_surprising": [absence_told(told, a) for a in modelled],
        "attendance": [_seat(s) for s in sitting.present],
        "reports": [
            {"document": r.document, "origin": r.origin, "publisher": r.publisher, "start": r.start, "end": r.end, "id": r.id}
            for r in event.reports
        ],
        "participant_ids": [s.actor for s in sitting.present], "missing_ids": [s.actor for s in sitting.absent],
        "holder_id": lead.holder, "meeting": event.id, "provenance": sitting.provenance, "id": lead.id,
    }  # fmt: skip


def _shown(seats: Sequence[Seat], people: People) -> list[str]:
    """Who sat there, a piece a side: its persons with their offices, else at which rank, else the side alone."""
    sides = dict.fromkeys(seat.side for seat in seats)
    return [piece for side in sides for piece in _of_side(side, [s for s in seats if s.side == side], people)]


def _of_side(side: str, seats: Sequence[Seat], people: People) -> list[str]:
    persons = [seat for seat in seats if seat.actor.startswith(PERSON)]
    if persons:
        return list(dict.fromkeys(_told(seat) for seat in persons))
    if any(seat.actor == side for seat in seats) and all(seat.rank is None for seat in seats):
        return [people.name(side)]
    ranked = next((seat.rank for seat in seats if seat.rank), None)
    if ranked and any(seat.actor != side for seat in seats):
        return [f"{people.name(side)} ({ranked})"]
    return list(dict.fromkeys(seat.name for seat in seats))


def _told(seat: Seat) -> str:
    return seat.name if not seat.office or seat.office.lower() in seat.name.lower() else f"{seat.name} ({seat.office})"


def _seat(seat: Seat) -> dict[str, Any]:
    return {"actor": seat.actor, "name": seat.name, "side": seat.side, "office": seat.office, "rank": seat.rank}


def absence_told(told: Found, absence: Absence) -> dict[str, Any]:
    """An absence as rows show it."""
    return {
        "key": absence.key, "name": _key_name(told, absence), "unit": absence.unit, "bits": _rounded(absence.bits),
        "probability": _rounded(absence.probability), "attended": absence.attended, "of": absence.trials,
        "format": absence.format, "said": absence.words if absence.bits is not None else TOO_LITTLE,
    }  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _key_name(told: Found, absence: Absence) -> str:
    side, _, office = absence.key.partition(" ") if absence.unit == "seat" else (absence.key, "", "")
    return f"{office} of {told.people.name(side)}" if office else told.people.name(side)


def _is(told: Found, absence: Absence, missing: set[str], wanted: str | None) -> bool:
    if absence.unit == "side":
        return absence.key in missing
    return bool(wanted) and str(wanted).lower() in _key_name(told, absence).lower() and str(wanted) != absence.key[:3]


def _formats(kinds: Sequence[Format]) -> dict[str, tuple[str, ...]]:
    """Meeting → names of the formats it is a session of, subjects left out, recurring ones first."""
    out: dict[str, list[str]] = {}
    for item in kinds:
        if item.kind in ("subject", "visits"):
            continue
        for session in item.sessions:
            for sitting in session.sittings:
                out.setdefault(sitting.event.id, []).append(item.name)
    return {key: tuple(names) for key, names in out.items()}


def _absences(kinds: Sequence[Format]) -> dict[str, tuple[Absence, ...]]:
    """Meeting → the absences of its session, of each key the most surprising."""
    out: dict[str, dict[str, Absence]] = {}
    for item in kinds:
        for session, absence in item.absences():
            # One session is told by several meetings; the absence stands with the first.
            kept = out.setdefault(session.sittings[0].event.id, {})
            old = kept.get(absence.key)
            if old is None or (absence.bits or -1) > (old.bits or -1):
                kept[absence.key] = absence
    return {
        key: tuple(sorted(items.values(), key=lambda a: (-(a.bits or -1), a.key, a.format)))
        for key, items in out.items()
    }


def ids_of(told: Found, wanted: str) -> set[str]:
    """Ids that ``wanted`` may mean among those who met or were missing."""
    low = wanted.lower()
    seats = {s.actor: s for x in told.meetings for s in (*x.present, *x.absent)}
    sides = {s.side for s in seats.values()}
    if wanted in sides or wanted in seats:
        return {wanted}
    ids = {key for key, s in seats.items() if low in s.name.lower()} | {
        s for s in sides if low in told.people.name(s).lower()
    }
    if not ids:
        raise LegationError(f"no actor {wanted!r} in any meeting of the archive; 'legation show actors' lists actors")
    return ids


def matches(told: Found, sitting: Sitting, filters: Filters, chosen: set[str] | None) -> bool:
    """Whether a meeting is asked for: all filters hold for it or for one of its reports."""
    event, reports = sitting.event, sitting.event.reports
    seats = (*sitting.present, *sitting.absent)
    if chosen is not None and not any(chosen & {s.actor, s.side} for s in seats):
        return False
    if filters.type and filters.type.lower() not in (event.type.lower(), event.mode):
        return False
    if filters.place and filters.place.lower() not in (str(event.place).lower(), str(event.place_country).lower()):
        return False
    if filters.document and not any(r.document == filters.document for r in reports):
        return False
    if filters.outlet and not any(filters.outlet.lower() in (r.publisher or "").lower() for r in reports):
        return False
    if filters.holder and not any(_holds(told, r.holder, filters.holder) for r in reports):
        return False
    if filters.min_confidence is not None and not any((r.confidence or 0) >= filters.min_confidence for r in reports):
        return False
    days = (event.first or sitting.lead.published, event.last or event.first or sitting.lead.published)
    return between(*days, filters)


def _holds(told: Found, holder: str | None, wanted: str) -> bool:
    if holder is None or wanted in HOLDERS:
        return holder == wanted
    return holder == wanted or wanted.lower() in told.people.name(holder).lower()


def presence(sitting: Sitting) -> str:
    """How surely those named were there, in words."""
    return PRESENCE.get(sitting.event.factuality or "CT+", "present")
