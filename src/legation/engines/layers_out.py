"""One layer of a reading as plain rows, for ``legation annotate``."""

from __future__ import annotations

from typing import Any

from legation.engines.assemble import record
from legation.errors import InputRefused
from legation.layers import Reading
from legation.record import CodedBy

Row = dict[str, Any]


def places(reading: Reading) -> Row:
    """``{start, end, text, name, geonameid, latitude, longitude, country}`` for every place."""
    keys = ("start", "end", "text", "name", "geonameid", "latitude", "longitude", "country")
    return {"places": [{key: getattr(place, key) for key in keys} for place in reading.places]}


def dates(reading: Reading) -> Row:
    """``{start, end, text, value, type, from, to, grain}`` for every time expression (TimeML values)."""
    return {
        "dates": [
            {
                "start": t.start, "end": t.end, "text": t.text, "value": t.value, "type": t.type,
                "from": t.from_, "to": t.to, "grain": t.grain,
            }
            for t in reading.times
        ]
    }  # fmt: skip


def factuality(reading: Reading, row: Row) -> Row:
    """The row's ``targets`` with ``factuality`` and ``factuality_score``; without targets, every verbal predicate."""
    from legation.attribution.factuality import judge_span

    doc = reading.parsed
    given = row.get("targets")
    if given is None:
        given = [
            {"start": t.idx, "end": t.idx + len(t)}
            for p in reading.propositions
            if p.kind == "verb"
            for t in [doc[p.predicate]]
        ]
    if not isinstance(given, list):
        raise InputRefused('\'targets\' is no list; write [{"start": 0, "end": 5}, …]')
    targets = []
    for target in given:
        start, end = _span(target, len(reading.text))
        judged = judge_span(doc, start, end)
        targets.append({**target, "factuality": judged.value, "factuality_score": judged.score})
    return {"targets": targets}


def claims(reading: Reading) -> Row:
    """Attributions as the record's claims, without the author's own evaluations."""
    from legation.engines.assemble import claims_of

    return {"claims": [c.model_dump(mode="json") for c in claims_of(reading, reading.claims, ())]}


def from_record(layer: str, reading: Reading, coded_by: CodedBy, min_confidence: float) -> Row:
    """``actors`` or ``events`` as they stand in the record."""
    return {layer: record(reading, coded_by, min_confidence=min_confidence).to_dict()[layer]}


def _span(target: Any, length: int) -> tuple[int, int]:
    try:
        start, end = int(target["start"]), int(target["end"])
    except (TypeError, KeyError, ValueError):
        raise InputRefused("'targets' holds an item without whole numbers 'start' and 'end'") from None
    if not 0 <= start < end <= length:
        raise InputRefused(f"target {start}-{end} lies outside the text ({length} characters)")
    return start, end
