"""``show corroboration``: for each event told more than once, who says what of it, who is alone, who denies, how independent.

A voice is who asserts, not who prints: an actor that is quoted is one voice in however many outlets, an author one an outlet,
a copy none. The independence of n reports with v voices is (v - 1) / (n - 1), from 0 (one voice, repeated) to 1 (every report
another voice).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from legation.archive.queries import Filters, Row, View
from legation.compare.events import counted
from legation.compare.joining import Joined
from legation.compare.reports import Report

DENIED = ("CT-", "PR-", "PS-")
OWN = ("author", "unnamed", "anonymous", "official statement", None)
FIELDS = ("type", "source", "target", "day", "place", "figures", "factuality")


def find(view: View, filters: Filters) -> list[Row]:
    """One row an event of two reports or more that are no copies, the most independently told first."""
    chosen = view.actor_ids(filters.actor) if filters.actor else None
    rows = []
    for event in counted(view):
        told = independent(event)
        if len(told) < 2 or (chosen is not None and not chosen & {*event.actors, *event.absent}):
            continue
        if filters.type and event.type != filters.type.upper():
            continue
        if (filters.since and (event.day or "") < filters.since) or (
            filters.until and (event.day or "9") > filters.until
        ):
            continue
        rows.append(_row(view, event, told))
    return sorted(rows, key=lambda r: (-r["independence"], -r["reports"], r["day"] or "9999", r["id"]))


def independent(event: Joined) -> list[Report]:
    """The reports of ``event`` that copy no other."""
    return [r for r in event.reports if r.id not in event.copies]


def voice(report: Report) -> str:
    """Who asserts a report: the actor quoted, else the outlet, else the document."""
    if report.holder not in OWN:
        return str(report.holder)
    return report.publisher or report.document


def independence(told: Sequence[Report]) -> float:
    """How independent reports are of each other, 0 to 1 (see the module); 0 for one report."""
    if len(told) < 2:
        return 0.0
    return round((len({voice(r) for r in told}) - 1) / (len(told) - 1), 3)


def versions(event: Joined) -> dict[str, dict[str, list[str]]]:
    """Field → what is told of it → ids of the reports that say so, the most told first; fields that nobody tells are left out."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in FIELDS:
        told: dict[str, list[str]] = {}
        for report in independent(event):
            for value in _values(report, name):
                told.setdefault(value, []).append(report.id)
        if told:
            found[name] = dict(sorted(told.items(), key=lambda item: (-len(item[1]), item[0])))
    return found


def _values(report: Report, name: str) -> list[str]:
    if name == "day":
        return (
            [report.first if report.first == report.last else f"{report.first} to {report.last}"]
            if report.first
            else []
        )
    if name == "figures":
        return [f"{f.value:g} {f.unit}" for f in report.figures]
    if name in ("source", "target"):
        return [", ".join(getattr(report, name))] if getattr(report, name) else []
    value = getattr(report, name)
    return [str(value)] if value is not None else []


def _row(view: View, event: Joined, told: Sequence[Report]) -> Row:
    said = versions(event)
    by_id = {r.id: r for r in told}
    lead = max(told, key=lambda r: (r.confidence or 0, r.id))
    voices = Counter(voice(r) for r in told)
    differing = {name: values for name, values in said.items() if len(values) > 1}
    return {
        "day": event.day,
        "type": event.type,
        "mode": event.mode,
        "source": ", ".join(view.name(a) for a in event.source),
        "target": ", ".join(view.name(a) for a in event.target),
        "place": event.place,
        "reports": len(told),
        "voices": len(voices),
        "outlets": len({r.publisher or r.document for r in told}),
        "copies": len(event.copies),
        "independence": independence(told),
        "denied_by": ", ".join(dict.fromkeys(_who(view, r) for r in told if r.factuality in DENIED)),
        "alone": "; ".join(_alone(view, name, values, by_id) for name, values in differing.items()),
        "quote": lead.text,
        "document": lead.document,
        "start": lead.start,
        "end": lead.end,
        "source_ids": list(event.source),
        "target_ids": list(event.target),
        "voice_ids": sorted(voices),
        "versions": said,
        "report_ids": [r.id for r in told],
        "id": event.id,
    }


def _alone(view: View, name: str, values: dict[str, list[str]], by_id: dict[str, Report]) -> str:
    """Who says what of a field on which reports differ."""
    parts: list[str] = []
    for value, ids in values.items():
        shown: Any = ", ".join(view.name(v) for v in value.split(", ")) if name in ("source", "target") else value
        parts.append(f"{shown} ({', '.join(dict.fromkeys(_who(view, by_id[i]) for i in ids))})")
    return f"{name}: {' / '.join(parts)}"


def _who(view: View, report: Report) -> str:
    own = report.publisher or report.document
    return own if report.holder in OWN else f"{view.name(str(report.holder))} in {own}"
