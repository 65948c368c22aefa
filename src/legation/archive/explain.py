"""Why a record was written: the frame, words, path, rules and scores behind an event, or the words behind anything else."""

from __future__ import annotations

from typing import Any

from legation.archive import schema
from legation.archive.store import Archive
from legation.errors import LegationError
from legation.record import Record


def explain(archive: Archive, key: str) -> dict[str, Any]:
    """All that is known of the event, claim, agreement, relation, interest or forecast ``key`` (an id, or its beginning).

    Raises ``LegationError`` where no or more than one record item has such an id.
    """
    found = [
        (layer, document, full)
        for layer in schema.LAYERS
        if layer != "actors"
        for document, full in archive.rows(
            f"SELECT document, id FROM {layer} WHERE starts_with(id, ?) ORDER BY document, id", [key]
        )
    ]
    if not found:
        raise LegationError(
            f"nothing with the id {key!r} in {archive.path}; 'legation show events --format json' lists ids"
        )
    if len(found) > 1:
        raise LegationError(f"{len(found)} items begin with {key!r}; give more of the id")
    layer, document, full = found[0]
    record = archive.record(document)
    item = next(i for i in getattr(record, layer) if i.id == full)
    return _explained(record, layer, item)


def _explained(record: Record, layer: str, item: Any) -> dict[str, Any]:
    text = record.document.text
    names = {a.id: a.name for a in record.actors}
    data = item.model_dump(mode="json", by_alias=True)
    anchor = next((data[k] for k in ("sentence", "evidence", "content") if data.get(k)), None)
    spans = anchor if isinstance(anchor, list) else [anchor]
    people = [
        k for field in ("source", "target", "absent", "parties", "actor", "holder") for k in _ids(data.get(field))
    ]
    return {
        "layer": layer,
        "document": record.document.id,
        "title": record.document.title,
        "coded_by": record.coded_by.model_dump(),
        "quotes": [" ".join(text[s["start"] : s["end"]].split()) for s in spans if s],
        "names": {k: names[k] for k in people if k in names},
        "item": {k: v for k, v in data.items() if k != "explanation"},
        "why": data.get("explanation"),
    }


def _ids(value: Any) -> list[str]:
    if isinstance(value, list):
        return [v for v in value if isinstance(v, str)]
    return [value] if isinstance(value, str) else []
