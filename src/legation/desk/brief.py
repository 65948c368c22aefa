"""The brief: what an archive holds, on one self-contained page where every line leads to the words it rests on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from jinja2 import Environment, Template

from legation import __version__, analyse
from legation.archive import Archive
from legation.archive.queries import Filters, Row, View, days_of
from legation.record import Document
from legation.resources import read_bytes

SURE = 0.5  # events below this confidence stand in the timeline only where nothing surer is told that day
KEY_EVENTS = 60
FEW = 40
DYADS, TIES = 20, 24
FACTUALITY_WORDS = {
    "CT+": "happened", "PR+": "probable", "PS+": "possible", "CT-": "did not happen", "PR-": "improbable",
    "PS-": "perhaps not", "Uu": "planned or open",
}  # fmt: skip
# How surely something is foretold, whether that it will happen or that it will not: its words say which.
FORETOLD_AS = {"CT": "certain", "PR": "probable", "PS": "possible", "Uu": "open"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text; ``start`` is its first character, ``marked`` whether a record rests on it."""

    start: int
    end: int
    text: str
    marked: bool


def write(archive: Archive) -> str:
    """The page as HTML. The same archive gives the same bytes."""
    view = View(archive)
    everything = {what: analyse.rows(view, what, Filters()) for what in VIEWS}
    documents = [archive.record(row["id"]).document for row in everything["documents"]]
    cuts = _cuts(everything)
    return _template().render(
        version=__version__,
        counts={what: len(rows) for what, rows in everything.items()},
        documents=everything["documents"],
        span=_days(everything["timeline"]),
        actors=_leading(everything["actors"]),
        timeline=_timeline(_once(everything["events"], everything["timeline"])),
        undated=_undated(everything["events"]),
        meetings=_meetings(everything["meetings"]),
        interests=_by_actor(everything["interests"]),
        dyads=everything["dyads"][:DYADS],
        ties=_ties(everything["relations"]),
        agreements=_agreed(everything["agreements"]),
        disagreements=everything["disagreements"][:FEW],
        forecasts=everything["forecasts"][:FEW],
        texts=[(document, _pieces(document, cuts.get(document.id, {}))) for document in documents],
        words=FACTUALITY_WORDS,
        surely=FORETOLD_AS,
    )


VIEWS = (
    "documents",
    "actors",
    "events",
    "timeline",
    "meetings",
    "interests",
    "agreements",
    "relations",
    "dyads",
    "disagreements",
    "forecasts",
)


def _timeline(events: list[Row]) -> list[tuple[str, list[Row]]]:
    """Dated events by day, the surest told ones, the earliest day first."""
    told = [e for e in events if e["date"] and e["source"] and (e["target"] or e["type"] != "CONSULT")]
    chosen = sorted(told, key=lambda e: (-e["confidence"], e["id"]))[:KEY_EVENTS]
    days: dict[str, list[Row]] = {}
    for event in sorted(chosen, key=lambda e: (e["date"], e["to"] or "", e["document"], e["start"], e["id"])):
        days.setdefault(days_of(event), []).append(event)
    return list(days.items())


def _once(events: list[Row], timeline: list[Row]) -> list[Row]:
    """Dated events, each once however often it is told, with how many reports and outlets tell it."""
    shown = {row["id"]: row for row in events}
    return [
        {**shown[row["id"]], "reports": row["reports"], "outlets": row["outlets"]}
        for row in timeline
        if row["id"] in shown
    ]


def _ties(relations: list[Row]) -> list[Row]:
    """Pairs of actors with who takes their tie for friendly and who for hostile, those most spoken of first."""
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in relations:
        first, second = sorted((row["source"], row["target"]))
        pairs.setdefault((first, second), []).append(row)
    ordered = sorted(pairs.items(), key=lambda item: (-len(item[1]), item[0]))[:TIES]
    return [
        {
            "pair": " – ".join(pair),
            "sides": [(sign, [r for r in rows if r["sign"] == sign]) for sign in ("+", "-", "mixed")],
        }
        for pair, rows in ordered
    ]


def _undated(events: list[Row]) -> list[Row]:
    return sorted(
        (e for e in events if not e["date"] and e["source"] and e["target"] and e["confidence"] >= SURE),
        key=lambda e: (-e["confidence"], e["document"], e["start"], e["id"]),
    )[:FEW]


def _days(timeline: list[Row]) -> str:
    days = sorted(row["date"] for row in timeline)
    return f"{days[0]} to {days[-1]}" if days else "undated"


def _leading(actors: list[Row]) -> list[Row]:
    return [a for a in actors if a["kind"] != "population"][:16]


def _meetings(meetings: list[Row]) -> list[Row]:
    """Meetings of two sides or more, those that somebody missed before the others, shown by day."""
    told = [m for m in meetings if len(m["sides"]) > 1]
    telling = sorted(
        told, key=lambda m: (not m["missing_asserted"], not m["missing_surprising"], m["start"] is None, not m["date"])
    )
    kept = {m["meeting"] for m in telling[:FEW]}
    return [m for m in told if m["meeting"] in kept]


def _agreed(agreements: list[Row]) -> list[Row]:
    """Agreements that are more than a manner of speaking, by day; vague ones only where there is room."""
    kept = {a["agreement_id"] for a in sorted(agreements, key=lambda a: bool(a["vague"]))[:FEW]}
    return [a for a in agreements if a["agreement_id"] in kept]


def _told_days(row: Row) -> str:
    return days_of({"date": row["date_from"], "to": row["date_to"]})


def _by_actor(interests: list[Row]) -> list[tuple[str, list[Row]]]:
    """Interests by actor, the actor most spoken of first."""
    counts = Counter(row["actor"] for row in interests)
    groups: dict[str, list[Row]] = {}
    for row in interests:
        groups.setdefault(row["actor"], []).append(row)
    return sorted(groups.items(), key=lambda item: (-counts[item[0]], item[0]))[:FEW]


def _cuts(everything: dict[str, list[Row]]) -> dict[str, dict[int, int]]:
    """Document → start → end of the passages that some line rests on."""
    cuts: dict[str, dict[int, int]] = {}
    for rows in everything.values():
        inner = [item for row in rows for key in ("changes", "terms") for item in row.get(key) or ()]
        for row in (*rows, *inner):
            for prefix in ("", "a_", "b_"):
                document, start, end = (row.get(f"{prefix}{key}") for key in ("document", "start", "end"))
                if document is not None and start is not None and end is not None:
                    spans = cuts.setdefault(document, {})
                    spans[start] = max(end, spans.get(start, 0))
    return cuts


def _pieces(document: Document, cuts: dict[int, int]) -> list[Piece]:
    """The text cut at every passage's start and end, so that each can be linked to and lit up."""
    text = document.text
    points = sorted({0, len(text), *cuts, *cuts.values()})
    covered: list[Any] = sorted(cuts.items())
    pieces = []
    for start, end in pairwise(points):
        marked = any(a <= start and end <= b for a, b in covered)
        pieces.append(Piece(start, end, text[start:end], marked))
    return pieces


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters["day"] = days_of
    environment.filters["days_told"] = _told_days
    return environment.from_string(read_bytes("desk/brief.html.j2").decode())
