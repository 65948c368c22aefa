"""Writes the golden records of the bundled sample reports: ``python genscripts/golden.py``.

A golden record is a record in short: what happened between whom, how surely, who says so, and the words. Ids, offsets
and confidences are left out, so that a diff shows only what a reader would see. Run this after a change that is meant
to change readings, and read the diff before it is committed: every changed line is a changed answer.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

from legation.engines.local import Coder
from legation.read import documents
from legation.record import Document, Record, Span

FOLDER = Path(__file__).parents[1] / "tests" / "samples" / "golden"
SHORTEST = 90  # characters of a quote that are kept


def compact(record: Record) -> dict[str, Any]:
    """``record`` in short, in the order of the text; empty values are left out."""
    text = record.document.text

    def quote(span: Span | None) -> str | None:
        return _short(" ".join(text[span.start : span.end].split())) if span else None

    layers: dict[str, list[dict[str, Any]]] = {
        "actors": [
            {"id": a.id, "kind": a.kind, "country": a.country, "sector": a.sector, "role": a.role, "mentions": len(a.mentions)}
            for a in record.actors
        ],
        "events": [
            {
                "type": e.type, "mode": e.mode, "source": e.source, "target": e.target, "absent": e.absent,
                "factuality": e.factuality, "holder": e.holder, "date": [e.date.from_, e.date.to] if e.date else None,
                "place": e.place.name if e.place else None,
                "quantities": [f"{q.value:g} {q.unit} ({q.kind})" for q in e.quantities],
                "again": len(e.mentions), "trigger": e.trigger.text, "quote": quote(e.sentence),
            }
            for e in record.events
        ],
        "claims": [
            {"holder": c.holder, "factuality": c.factuality, "cue": c.cue.text if c.cue else None, "quote": quote(c.content)}
            for c in record.claims
        ],
        "agreements": [
            {
                "name": a.name, "kind": a.kind, "parties": a.parties, "status": a.status, "breached_by": a.breached_by,
                "quote": quote(a.evidence[0]),
            }
            for a in record.agreements
        ],
        "relations": [
            {"source": r.source, "sign": r.sign, "kind": r.kind, "target": r.target, "holder": r.holder, "quote": quote(r.evidence)}
            for r in record.relations
        ],
        "interests": [
            {"actor": i.actor, "stance": i.stance, "holder": i.holder, "quote": quote(i.object)} for i in record.interests
        ],
        "forecasts": [
            {
                "holder": f.holder, "factuality": f.factuality, "due": f.due, "condition": quote(f.condition),
                "quote": quote(f.content),
            }
            for f in record.forecasts
        ],
    }  # fmt: skip
    document = record.document
    head = {
        "title": document.title,
        "outlet": document.outlet,
        "author": document.author,
        "published": document.published,
    }
    return {"document": head, **{name: [_full(row) for row in rows] for name, rows in layers.items()}}


def written(short: dict[str, Any]) -> str:
    """``short`` as JSON with one item a line."""
    parts = []
    for name, value in short.items():
        if isinstance(value, list):
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            parts.append(f" {json.dumps(name)}: [\n{rows}\n ]" if rows else f" {json.dumps(name)}: []")
        else:
            parts.append(f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _full(row: dict[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in row.items() if v not in (None, (), [], 0)}


def _short(quote: str) -> str:
    return quote if len(quote) <= SHORTEST else f"{quote[:SHORTEST].rstrip()}…"


def main() -> int:
    """Write one file a sample, and remove those whose sample is gone. Returns 0."""
    coder = Coder()
    FOLDER.mkdir(exist_ok=True)
    wanted = {}
    for document in documents(Path(str(files("legation.resources") / "samples"))):
        if not isinstance(document, Document):
            raise SystemExit(str(document))
        wanted[f"{document.id}.json"] = written(compact(coder.code(document)))
    for stale in FOLDER.glob("*.json"):
        if stale.name not in wanted:
            stale.unlink()
    changed = 0
    for name, text in wanted.items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    print(
        f"{len(wanted)} golden records, {changed} changed; read 'git diff {FOLDER.name}' before you commit",
        file=sys.stderr,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
