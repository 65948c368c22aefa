"""A record spread over the archive's tables: one list of tuples a layer, in the order of the table's columns."""

from __future__ import annotations

import json
from typing import Any

from legation.record import Record

Rows = dict[str, list[tuple[Any, ...]]]


def spread(record: Record) -> Rows:
    """The rows of ``record`` by table name."""
    key = record.document.id
    return {
        "actors": [
            (
                key, a.id, a.name, a.kind, a.country, a.sector, a.role, len(a.mentions),
                a.mentions[0].start if a.mentions else None, a.mentions[0].end if a.mentions else None,
            )
            for a in record.actors
        ],
        "events": [_event(key, e) for e in record.events],
        "claims": [
            (
                key, c.id, c.content.start, c.content.end, c.cue.text if c.cue else None, c.holder,
                c.source.start if c.source else None, c.source.end if c.source else None, c.factuality, list(c.about),
            )
            for c in record.claims
        ],
        "agreements": [
            (
                key, a.id, a.name, a.kind, list(a.parties), a.subject, a.date.from_ if a.date else None,
                a.date.to if a.date else None, a.place.name if a.place else None, a.status, list(a.breached_by),
                a.evidence[0].start, a.evidence[0].end,
            )
            for a in record.agreements
        ],
        "relations": [
            (key, r.id, r.source, r.target, r.sign, r.kind, r.holder, r.evidence.start, r.evidence.end)
            for r in record.relations
        ],
        "interests": [
            (key, i.id, i.actor, i.stance, i.object.text, i.holder, i.evidence.start, i.evidence.end)
            for i in record.interests
        ],
        "forecasts": [
            (
                key, f.id, f.holder, f.content.start, f.content.end, f.condition.start if f.condition else None,
                f.condition.end if f.condition else None, f.due, f.factuality,
            )
            for f in record.forecasts
        ],
    }  # fmt: skip


def _event(key: str, e: Any) -> tuple[Any, ...]:
    place, date = e.place, e.date
    return (
        key, e.id, e.type, e.mode, e.quad, list(e.contexts), list(e.source), list(e.target), list(e.absent),
        e.trigger.text, e.trigger.start, e.trigger.end, e.sentence.start, e.sentence.end, len(e.mentions),
        place.name if place else None, place.country if place else None, place.latitude if place else None,
        place.longitude if place else None, place.geonameid if place else None, date.text if date else None,
        date.from_ if date else None, date.to if date else None, date.grain if date else None,
        json.dumps([q.model_dump() for q in e.quantities], ensure_ascii=False) if e.quantities else None,
        e.factuality, e.factuality_score, e.holder, e.cue.text if e.cue else None, e.confidence, e.coder,
    )  # fmt: skip
