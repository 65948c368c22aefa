"""``show actors``: one row an actor over all documents, its spellings together."""

from __future__ import annotations

from legation.archive import queries
from legation.archive.queries import Filters, Row, View
from legation.compare.identity import identities


def find(view: View, filters: Filters) -> list[Row]:
    """The stored rows, those of one actor made one: ``names`` and ``ids`` list its spellings, ``because`` why they are one."""
    known = identities(view.archive)
    reasons = {m.other: f"{m.other}: {', '.join(m.reasons) or 'the same words'} ({m.score:g})" for m in known.merges}
    found: dict[str, Row] = {}
    for row in queries.actors(view, filters):
        own = known.one(row["id"])
        have = found.get(own)
        if have is None:
            found[own] = {
                **row,
                "id": own,
                "name": view.name(own),
                "ids": [row["id"]],
                "because": reasons.get(row["id"]),
            }
            continue
        for name in ("roles", "names", "document_ids"):
            have[name] = sorted({*have[name], *row[name]})
        have["mentions"] += row["mentions"]
        have["documents"] = len(have["document_ids"])
        have["ids"] = sorted({*have["ids"], row["id"]})
        have["because"] = "; ".join(r for r in (have["because"], reasons.get(row["id"])) if r) or None
        for name in ("country", "sector", "kind"):
            have[name] = have[name] or row[name]
    return sorted(found.values(), key=lambda r: (-r["documents"], -r["mentions"], r["id"]))
