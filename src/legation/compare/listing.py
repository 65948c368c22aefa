"""The view ``joined``: one row an event however often it is told, with its tellers, their versions, and why they stand together."""

from __future__ import annotations

from typing import Any

from legation.archive import schema
from legation.archive.queries import Filters, Row, View
from legation.archive.store import Archive
from legation.compare.events import events_of
from legation.compare.identity import Identities, identities
from legation.compare.joining import Joined, Link, joined
from legation.compare.reports import Report
from legation.compare.versions import versions
from legation.errors import LegationError
from legation.record import HOLDERS


def find(view: View, filters: Filters) -> list[Row]:
    """Joined events by day. An event is shown where any of its reports matches all filters; then all its reports are listed."""
    known = identities(view.archive)
    chosen = {known.one(k) for k in view.actor_ids(filters.actor)} if filters.actor else None
    return [
        row(view, event)
        for event in events_of(view)
        if _matches(event, filters, chosen, known) and any(_report_matches(view, r, filters) for r in event.reports)
    ]


def row(view: View, event: Joined) -> Row:
    """One event as a reader wants it; ``id`` is the event's, ``report_ids`` those that ``legation join`` and ``split`` take."""
    lead = event.lead
    told = versions(event, view.name)
    fields = list(dict.fromkeys(v.field for v in told))
    return {
        "id": event.id, "date": event.first, "to": event.last, "published": lead.published, "type": event.type, "mode": event.mode,
        "source": _names(view, event.source), "target": _names(view, event.target),
        "absent": _names(view, event.absent), "place": event.place, "place_country": event.place_country,
        "factuality": event.factuality, "n_reports": len(event.reports), "n_independent": event.independent,
        "publishers": list(event.publishers), "confidence": lead.confidence,
        "versions": "; ".join(
            f"{field}: {' | '.join(f'{v.text} ({len(v.reports)})' for v in told if v.field == field)}"
            for field in fields
            if sum(v.field == field for v in told) > 1
        ),
        "quote": _quote(view, lead), "document": lead.document, "start": lead.start, "end": lead.end,
        "trigger": lead.trigger, "quad": event.quad, "source_ids": list(event.source), "target_ids": list(event.target),
        "absent_ids": list(event.absent), "report_ids": [r.id for r in event.reports], "copied_ids": list(event.copies),
        "document_ids": list(dict.fromkeys(r.document for r in event.reports)),
        "version_rows": [
            {"field": v.field, "text": v.text, "reports": list(v.reports), "documents": list(v.documents)} for v in told
        ],
        "report_rows": [_report(view, event, r) for r in event.reports],
        "link_rows": [_link(link) for link in event.links],
    }  # fmt: skip


def explain(archive: Archive, key: str) -> dict[str, Any]:
    """Why the reports of the joined event ``key`` (its id, or the beginning) stand together: links by part, versions, quotes.

    Raises ``LegationError`` where no or more than one event has such an id.
    """
    view = View(archive)
    event = one(archive, key)
    return {
        "layer": "joined",
        "id": event.id,
        "what": f"{event.type} {_names(view, event.source)} → {_names(view, event.target)}".removesuffix(" → "),
        "reports": [
            f"{r.id} ({r.document}{', copy' if r.id in event.copies else ''}): {_quote(view, r) or ''}"
            for r in event.reports
        ],
        "versions": [f"{v.field}: {v.text} — {', '.join(v.documents)}" for v in versions(event, view.name)],
        "why": [
            f"{link.first} = {link.second}: {'by hand; ' if link.by_hand else ''}{link.score:g} ("
            + ", ".join(f"{name} {value:+g}" for name, value in link.parts.items())
            + ")"
            for link in event.links
        ]
        or ["told once"],
    }


def joins(archive: Archive, key: str) -> bool:
    """Whether ``key`` begins the id of a joined event and of no item of a record."""
    stored = any(
        archive.rows(f"SELECT 1 FROM {layer} WHERE starts_with(id, ?) LIMIT 1", [key])
        for layer in schema.LAYERS
        if layer != "actors"
    )
    return not stored and any(event.id.startswith(key) for event in joined(archive))


def one(archive: Archive, key: str) -> Joined:
    """The joined event with the id ``key``, or whose id begins so. Raises ``LegationError``."""
    found = [event for event in joined(archive) if event.id.startswith(key)]
    if len(found) != 1:
        many = f"{len(found)} joined events begin with" if found else "no joined event has the id"
        raise LegationError(f"{many} {key!r}; 'legation show joined' lists their ids")
    return found[0]


def _matches(event: Joined, filters: Filters, chosen: set[str] | None, known: Identities) -> bool:
    everybody = {a for r in event.reports for a in (*r.source, *r.target, *r.absent)}
    sides = everybody | {known.countries.get(a, a) for a in everybody}
    if chosen is not None and not chosen & everybody:
        return False
    if filters.dyad and not {known.one(k) for k in filters.dyad} <= sides:
        return False
    if filters.missing and filters.missing not in {*event.absent, *(known.countries.get(a, a) for a in event.absent)}:
        return False
    return not filters.type or filters.type.upper() in {r.type for r in event.reports}


def _report_matches(view: View, report: Report, filters: Filters) -> bool:
    first, last = report.first or report.published, report.last or report.published
    if (filters.since or filters.until) and (
        first is None
        or last is None
        or (filters.since is not None and last < filters.since)
        or (filters.until is not None and first > filters.until)
    ):
        return False
    if filters.place and filters.place.lower() not in (
        (report.place or "").lower(),
        (report.place_country or "").lower(),
    ):
        return False
    if filters.outlet and filters.outlet.lower() not in (report.publisher or "").lower():
        return False
    if filters.document and report.document != filters.document:
        return False
    if filters.min_confidence is not None and (report.confidence or 0) < filters.min_confidence:
        return False
    if not filters.holder:
        return True
    name = "" if filters.holder in HOLDERS else view.name(report.holder or "")
    return report.holder == filters.holder or filters.holder.lower() in name.lower()


def _report(view: View, event: Joined, report: Report) -> dict[str, Any]:
    return {
        "id": report.id, "document": report.document, "origin": report.origin, "publisher": report.publisher,
        "published": report.published, "type": report.type, "mode": report.mode, "source_ids": list(report.source),
        "target_ids": list(report.target), "date": report.first, "to": report.last, "place": report.place,
        "factuality": report.factuality, "holder": report.holder, "confidence": report.confidence,
        "copy": report.id in event.copies, "start": report.start, "end": report.end, "quote": _quote(view, report),
    }  # fmt: skip


def _link(link: Link) -> dict[str, Any]:
    return {
        "first": link.first,
        "second": link.second,
        "score": link.score,
        "by_hand": link.by_hand,
        "parts": dict(link.parts),
    }


def _quote(view: View, report: Report) -> str | None:
    return report.text if report.text is not None else view.quote(report.document, report.start, report.end)


def _names(view: View, ids: tuple[str, ...]) -> str:
    return ", ".join(view.name(key) for key in ids)
