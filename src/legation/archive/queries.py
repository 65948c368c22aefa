"""What ``show`` asks: rows of one kind, filtered, with ids, names, and the quote each rests on."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from legation.archive.store import Archive
from legation.errors import LegationError
from legation.record import HOLDERS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """What to show. ``actor`` is an id or part of a name; days are ISO; ``place`` a name or ISO3; all must hold.

    ``missing`` asks for meetings without an actor, ``dyad`` for what is between two, ``by`` for a period: day, week, month,
    quarter or year. Views that have no use for one of them leave it.
    """

    actor: str | None = None
    type: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    holder: str | None = None
    outlet: str | None = None
    document: str | None = None
    min_confidence: float | None = None
    missing: str | None = None
    dyad: tuple[str, str] | None = None
    by: str | None = None


COUNTS = 0.1  # an event less sure than this is listed and counts nowhere, unless a filter says otherwise: not one in ten is right


class View:
    """Rows of an archive as a reader wants them. Names are looked up once."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        names = archive.rows(
            "SELECT id, name, count(*) AS n FROM actors GROUP BY id, name ORDER BY id, n DESC, length(name) DESC, name"
        )
        self.names: dict[str, str] = {}
        for key, name, _ in names:
            self.names.setdefault(key, name)
        self.texts: dict[str, str] = {}
        self.same: dict[str, str] = {}
        """Ids of actors → the ids that stand for them; upper rooms fill it in."""
        self.kept: dict[str, Any] = {}
        """What upper rooms worked out once for this view."""
        self.least = COUNTS
        """How sure an event must be to count; upper rooms set it to the filter's minimum."""
        self.notes: list[str] = []
        """What a reader should know of rows that are few or none."""

    def name(self, key: str) -> str:
        """The display name of an actor or holder id."""
        own = self.same.get(key, key)
        return own if own in HOLDERS else self.names.get(own, own)

    def quote(self, document: str, start: int | None, end: int | None) -> str | None:
        """The characters ``start`` to ``end`` of a document, on one line."""
        if start is None or end is None:
            return None
        if document not in self.texts:
            self.texts[document] = self.archive.record(document).document.text
        return " ".join(self.texts[document][start:end].split())

    def rows(self, what: str, filters: Filters) -> list[Row]:
        """The rows of ``what``. Raises ``LegationError`` where there is no such view."""
        if what not in VIEWS:
            raise LegationError(f"nothing called {what!r} to show; choose one of {', '.join(VIEWS)}")
        return VIEWS[what](self, filters)

    def actor_ids(self, wanted: str) -> set[str]:
        """Ids that ``wanted`` may mean: the id itself, else all actors whose name or country holds it."""
        if wanted in self.names:
            return self._spelled({wanted})
        low = wanted.lower()
        found = {key for key, name in self.names.items() if low in name.lower() or low == key.lower()}
        if not found:
            raise LegationError(f"no actor {wanted!r} in the archive; 'legation show actors' lists them")
        return self._spelled(found)

    def _spelled(self, found: set[str]) -> set[str]:
        """``found`` with the ids that are the same actors."""
        own = {self.same.get(key, key) for key in found}
        return own | {key for key, canonical in self.same.items() if canonical in own}


def documents(view: View, filters: Filters) -> list[Row]:
    """One row a document."""
    rows = view.archive.table(
        "SELECT id, title, published, published_basis, outlet, author, language, characters, revision, "
        "(SELECT count(*) FROM events e WHERE e.document = d.id) AS events, "
        "(SELECT count(*) FROM claims c WHERE c.document = d.id) AS claims FROM documents d ORDER BY published NULLS LAST, id"
    )
    return [
        row
        for row in rows
        if between(row["published"], row["published"], filters)
        and (not filters.outlet or filters.outlet.lower() in (row["outlet"] or "").lower())
        and (not filters.document or row["id"] == filters.document)
    ]


def events(view: View, filters: Filters) -> list[Row]:
    """One row an event, the earliest first; undated ones by publication."""
    chosen = view.actor_ids(filters.actor) if filters.actor else None
    found = []
    for row in view.archive.table(
        "SELECT e.*, d.title, d.outlet, d.published FROM events e JOIN documents d ON d.id = e.document "
        "ORDER BY coalesce(e.date_from, d.published, '9999'), e.document, e.trigger_start"
    ):
        everybody = {*row["source"], *row["target"], *row["absent"]}
        if chosen is not None and not chosen & everybody:
            continue
        if not _row_matches(view, row, filters) or (filters.type and row["type"] != filters.type.upper()):
            continue
        if filters.place and filters.place.lower() not in (
            str(row["place"]).lower(),
            str(row["place_country"]).lower(),
        ):
            continue
        if filters.min_confidence is not None and row["confidence"] < filters.min_confidence:
            continue
        if not between(row["date_from"] or row["published"], row["date_to"] or row["published"], filters):
            continue
        found.append(
            {
                "date": row["date_from"], "to": row["date_to"], "type": row["type"], "mode": row["mode"],
                "source": _names(view, row["source"]), "target": _names(view, row["target"]),
                "absent": _names(view, row["absent"]), "place": row["place"], "factuality": row["factuality"],
                "holder": view.name(row["holder"]), "confidence": row["confidence"],
                "quote": view.quote(row["document"], row["start"], row["end"]), "document": row["document"],
                "title": row["title"], "outlet": row["outlet"], "published": row["published"],
                "quad": row["quad"], "contexts": row["contexts"], "trigger": row["trigger"], "start": row["start"],
                "end": row["end"], "trigger_start": row["trigger_start"], "trigger_end": row["trigger_end"],
                "place_country": row["place_country"], "latitude": row["latitude"], "longitude": row["longitude"],
                "quantities": json.loads(row["quantities"]) if row["quantities"] else [], "cue": row["cue"],
                "source_ids": row["source"], "target_ids": row["target"], "absent_ids": row["absent"],
                "holder_id": row["holder"], "mentions": row["mentions"], "id": row["id"],
            }
        )  # fmt: skip
    return found


def meetings(view: View, filters: Filters) -> list[Row]:
    """Meetings with those who sat there and those the text says were missing."""
    keys = (
        "date",
        "to",
        "mode",
        "place",
        "factuality",
        "holder",
        "quote",
        "document",
        "outlet",
        "published",
        "start",
        "end",
        "id",
    )
    return [
        {
            "participants": ", ".join(x for x in (row["source"], row["target"]) if x),
            "missing": row["absent"],
            **{key: row[key] for key in keys},
            "participant_ids": [*row["source_ids"], *row["target_ids"]],
            "missing_ids": row["absent_ids"],
        }
        for row in events(view, filters)
        if row["type"] == "CONSULT"
    ]


def timeline(view: View, filters: Filters) -> list[Row]:
    """Dated events only, as who did what to whom."""
    keys = (
        "date",
        "to",
        "type",
        "source",
        "target",
        "place",
        "factuality",
        "holder",
        "quote",
        "document",
        "start",
        "end",
        "id",
    )
    return [{key: row[key] for key in keys} for row in events(view, filters) if row["date"]]


def actors(view: View, filters: Filters) -> list[Row]:
    """One row an actor over all documents."""
    rows = view.archive.table(
        "SELECT id, any_value(kind) AS kind, any_value(country) AS country, any_value(sector) AS sector, "
        "list_sort(list_distinct(list(role) FILTER (role IS NOT NULL))) AS roles, "
        "list_sort(list_distinct(list(name))) AS names, sum(mentions)::INTEGER AS mentions, "
        "count(DISTINCT document)::INTEGER AS documents, list_sort(list(DISTINCT document)) AS document_ids "
        "FROM actors GROUP BY id ORDER BY documents DESC, mentions DESC, id"
    )
    chosen = view.actor_ids(filters.actor) if filters.actor else None
    found = []
    for row in rows:
        if chosen is not None and row["id"] not in chosen:
            continue
        if filters.document and filters.document not in row["document_ids"]:
            continue
        if filters.place and (row["country"] or "").lower() != filters.place.lower():
            continue
        found.append({"name": view.name(row["id"]), **row})
    return found


def claims(view: View, filters: Filters) -> list[Row]:
    """Who says what, how surely."""
    return _simple(view, filters, "claims", ("cue", "factuality", "about"), ("holder",))


def agreements(view: View, filters: Filters) -> list[Row]:
    """Agreements with parties, status and breaches."""
    return _simple(
        view,
        filters,
        "agreements",
        ("name", "kind", "subject", "status", "date_from", "date_to", "place"),
        ("parties", "breached_by"),
    )


def relations(view: View, filters: Filters) -> list[Row]:
    """Standing ties."""
    return _simple(view, filters, "relations", ("sign", "kind"), ("source", "target", "holder"))


def interests(view: View, filters: Filters) -> list[Row]:
    """Who wants or opposes what."""
    return _simple(view, filters, "interests", ("stance", "object"), ("actor", "holder"))


def forecasts(view: View, filters: Filters) -> list[Row]:
    """What is foretold, on what condition, by when."""
    rows = _simple(view, filters, "forecasts", ("due", "factuality", "condition_start", "condition_end"), ("holder",))
    for row in rows:
        row["condition"] = view.quote(row["document"], row.pop("condition_start"), row.pop("condition_end"))
    return rows


VIEWS: dict[str, Callable[[View, Filters], list[Row]]] = {
    "documents": documents,
    "events": events,
    "actors": actors,
    "claims": claims,
    "meetings": meetings,
    "agreements": agreements,
    "relations": relations,
    "interests": interests,
    "forecasts": forecasts,
    "timeline": timeline,
}


def _simple(view: View, filters: Filters, table: str, plain: tuple[str, ...], named: tuple[str, ...]) -> list[Row]:
    """Rows of a table whose ``named`` columns hold actor ids (one or a list), in document order."""
    chosen = view.actor_ids(filters.actor) if filters.actor else None
    found = []
    for row in view.archive.table(
        f"SELECT t.*, d.title, d.outlet, d.published FROM {table} t JOIN documents d ON d.id = t.document "
        'ORDER BY d.published NULLS LAST, t.document, t.start, t."end", t.id'
    ):
        ids = {a for column in named for a in (row[column] if isinstance(row[column], list) else [row[column]])}
        if chosen is not None and not chosen & ids:
            continue
        if not _row_matches(view, row, filters) or not between(row["published"], row["published"], filters):
            continue
        kind = row.get("kind")
        if filters.type and (kind or "").lower() != filters.type.lower():
            continue
        shown: Row = {column: _names(view, row[column]) for column in named}
        shown.update({column: row[column] for column in plain})
        shown["quote"] = view.quote(row["document"], row["start"], row["end"])
        shown.update({column: row[column] for column in ("document", "title", "outlet", "published", "start", "end")})
        shown.update(
            {f"{column}_ids" if isinstance(row[column], list) else f"{column}_id": row[column] for column in named}
        )
        shown["id"] = row["id"]
        found.append(shown)
    return found


def _names(view: View, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(view.name(key) for key in value)
    return view.name(value) if value is not None else ""


def _row_matches(view: View, row: Row, filters: Filters) -> bool:
    if filters.outlet and filters.outlet.lower() not in (row["outlet"] or "").lower():
        return False
    if filters.document and row["document"] != filters.document:
        return False
    if filters.holder and "holder" in row:
        if filters.holder in HOLDERS:
            return bool(row["holder"] == filters.holder)
        return filters.holder == row["holder"] or filters.holder.lower() in view.name(row["holder"]).lower()
    return True


def between(first: str | None, last: str | None, filters: Filters) -> bool:
    """Whether the days overlap the wanted ones; what has no day is shown only where no day is asked for."""
    if not filters.since and not filters.until:
        return True
    if first is None:
        return False
    return (not filters.since or (last or first) >= filters.since) and (not filters.until or first <= filters.until)


def days_of(row: Row) -> str:
    """The days of an event as one would write them: a day, a month, a year, or from – to."""
    first, last = str(row["date"]), str(row["to"] or row["date"])
    if first == last:
        return first
    if first.endswith("-01-01") and last == f"{first[:4]}-12-31":
        return first[:4]
    if first.endswith("-01") and last[:7] == first[:7] and last[8:] >= "28":
        return first[:7]
    return f"{first} – {last}"
