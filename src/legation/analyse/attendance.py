"""The attendance matrix, one row a meeting and actor: who was there or was not, in which office and rank, on which words."""

from __future__ import annotations

from typing import Any

from legation.analyse.meetings import Found, absence_told, found, ids_of, matches, presence
from legation.analyse.sittings import Seat, Sitting
from legation.archive.queries import Filters, Row, View

ASSERTED, SURPRISING = "absent, asserted", "absent, surprising"


def find(view: View, filters: Filters) -> list[Row]:
    """Rows in the order of meetings; within one those present, those a text says were absent, those the model misses."""
    told = found(view)
    chosen = ids_of(told, filters.actor) if filters.actor else None
    missing = ids_of(told, filters.missing) if filters.missing else None
    rows: list[Row] = []
    for sitting in told.meetings:
        if not matches(told, sitting, filters, chosen):
            continue
        cells = _cells(view, told, sitting)
        if missing is None or any(
            c["presence"] in (ASSERTED, SURPRISING) and missing & {c["actor_id"], c["side"]} for c in cells
        ):
            rows.extend(c for c in cells if chosen is None or chosen & {c["actor_id"], c["side"]})
    return rows


def _cells(view: View, told: Found, sitting: Sitting) -> list[Row]:
    cells = [_cell(view, sitting, seat, presence(sitting)) for seat in sitting.present]
    cells += [_cell(view, sitting, seat, ASSERTED) for seat in sitting.absent]
    for item in told.absences.get(sitting.event.id, ()):
        if not item.surprising or any(item.key in (s.side, s.actor) for s in sitting.absent):
            continue
        shown: dict[str, Any] = absence_told(told, item)
        side, _, office = item.key.partition(" ") if item.unit == "seat" else (item.key, "", "")
        seat = Seat(side, shown["name"], side, office or None, office or None, None, None, None, None)
        cells.append({**_cell(view, sitting, seat, SURPRISING), "bits": shown["bits"], "said": shown["said"]})
    return cells


def _cell(view: View, sitting: Sitting, seat: Seat, presence: str) -> Row:
    event, lead = sitting.event, sitting.lead
    document, start, end = seat.told or (lead.document, lead.start, lead.end)
    quote = sitting.quote if (document, start) == (lead.document, lead.start) else view.quote(document, start, end)
    return {
        "date": event.first, "to": event.last, "place": event.place, "mode": event.mode, "actor": seat.name, "side": seat.side,
        "office": seat.office, "rank": seat.rank, "office_basis": seat.basis, "presence": presence, "bits": None, "said": None,
        "quote": quote, "document": document, "start": start, "end": end, "actor_start": seat.start,
        "actor_end": seat.end, "actor_id": seat.actor, "meeting": event.id, "provenance": sitting.provenance,
        "id": lead.id,
    }  # fmt: skip
