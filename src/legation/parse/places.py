"""Toponyms by the parser's entities, unresolved (stands in until the gazetteer lands)."""

from __future__ import annotations

from legation.layers import Reading, Toponym


def find(reading: Reading) -> tuple[Toponym, ...]:
    """Entities that spaCy takes for places, without ids."""
    return tuple(
        Toponym(e.start_char, e.end_char, e.text, e.text, None, None, None, None, None)
        for e in reading.parsed.ents
        if e.label_ in ("GPE", "LOC", "FAC")
    )
