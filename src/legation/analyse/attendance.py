"""The attendance matrix, one row a meeting and actor: who was there or was not, in which office and rank, on which words."""

from __future__ import annotations

from typing import Any

from legation.analyse.meetings import Found, _absence, _ids, _matches, found, presence
from legation.analyse.sittings import Seat, Sitting
from legation.archive.queries import Filters, Row, View

ASSERTED, SURPRISING = "absent, asserted", "absent, surprising"


def find(view: View, filters: Filters) -> list[Row]:
    """Rows in the order of meetings; within one those present, those a text says were absent, those the model misses."""
    all = found(view)
    chosen = _ids(all, filters.actor) if filters.actor else None
    missing = _ids(all, filters.missing) if filters.missing else None
    rows: list[Row] = []
    for sitting in all.meetings:
        if not _matches(all, sitting, filters, chosen):
            continue
        cells = _cells(view, all, sitting)
        if missing is None or any(
            c["presence"] in (ASSERTED, SURPRISING) and missing & {c["actor_id"], c["side"]} for c in cells
        ):
            rows.extend(c for c in cells if chosen is None or chosen & {c["actor_id"], c["side"]})
    return rows


def _cells(view: View, all: Found, sitting: Sitting) -> list[Row]:
    cells = [_cell(view, sitting, seat, presence(sitting)) for seat in sitting.present]
    cells += [_cell(view, sitting, seat, ASSERTED) for seat in sitting.absent]
    for item in all.absences.get(sitting.event.id, ()):
        if not item.surprising or any(item.key in (s.side, s.actor) for s in sitting.absent):
            continue
        told: dict[str, Any] = _absence(all, item)
        side, _, office = item.key.partition(" ") if item.unit == "seat" else (item.key, "", "")
        seat = Seat(side, told["name"], side, office or None, office or None, None, None, None, None)
        cells.append({**_cell(view, sitting, seat, SURPRISING), "bits": told["bits"], "said": told["said"]})
    return cells


def _cell(view: View, sitting: Sitting, seat: Seat, presence: str) -> Row:
    event, lead = sitting.event, sitting.lead
    document, start, end = seat.told or (lead.document, lead.start, lead.end)
    quote = sitting.quote if (document, start) == (lead.document, lead.start) else view.quote(document, start, end)
    return {
        "date": event.first, "to": event.last, "place": event.place, "mode": event.mode, "actor": seat.name, "side": seat.side,
        "office": seat.office, "rank": seat.rank, "office_basis": seat.basis, "presence": presence, "bits": None, "said": None,
        "quote": quote, "document": document, "start": start, "end": end, "actor_start": seat.start,
        "actor_end": seat.end, "actor_id": seat.actor, "meeting": event.id, "id": lead.id,
    }  # fmt: skip
