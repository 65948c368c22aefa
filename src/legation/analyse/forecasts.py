"""Forecasts as a ledger: who foretold what, on what condition, by when, and what came of it.

A person decides what came of it (``legation outcome``): ``yes`` it came out as the words say, ``no``, ``partly``, or ``void``
where it cannot be judged (its condition was not met). Nothing reads the clock: what is due depends on a day that is given
(``--until``) or, without one, on the latest publication day in the archive; ``as_of`` and ``as_of_basis`` say which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from legation import resources
from legation.archive import Archive
from legation.archive.decisions import Decision, decide, decisions
from legation.archive.queries import Filters, Row, View
from legation.archive.queries import forecasts as stored
from legation.compare.identity import identities
from legation.errors import LegationError
from legation.record import AUTHOR

SOON = 30  # days from the day asked about within which a forecast is "due"
OPEN, DUE, PAST, DECIDED = "open", "due", "past due", "decided"


def find(view: View, filters: Filters) -> list[Row]:
    """One row a forecast: past due first, then due, open, decided; within each by due day and publication.

    Of ``filters.until`` forecasts published later are left out. ``probability`` is the stated one of the holder's certainty
    (``resources/analyse/forecasts.yaml``); ``due_basis`` is ``record`` or, for "within two months", ``span``.
    """
    as_of, basis = _as_of(view.archive, filters)
    settled = {d.first: d for d in decisions(view.archive, "outcome")}
    known = identities(view.archive)
    authors = {
        r["id"]: (r["author"] or r["outlet"] or r["id"])
        for r in view.archive.table("SELECT id, author, outlet FROM documents")
    }
    rows = []
    found = [row for row in stored(view, replace(filters, until=None)) if _told_by(row, filters.until)]
    for row in found:
        due, due_basis = (row["due"], "record") if row["due"] else (_span_end(row["quote"], row["published"]), "span")
        decision = settled.get(row["id"])
        holder = known.one(row["holder_id"])
        rows.append(
            {
                "forecast": row["id"],
                "holder": f"author ({authors[row['document']]})" if holder == AUTHOR else row["holder"],
                "status": _status(due, as_of, decision), "due": due, "due_basis": due_basis if due else None,
                "factuality": row["factuality"], "probability": probability(row["factuality"]), "condition": row["condition"],
                "outcome": decision.value if decision else None, "decided_by": decision.by if decision else None,
                "why": decision.why if decision else None, "as_of": as_of, "as_of_basis": basis,
                **{key: row[key] for key in ("quote", "document", "title", "outlet", "published", "start", "end")},
                "holder_key": f"{AUTHOR}: {authors[row['document']]}" if holder == AUTHOR else holder,
                "holder_id": row["holder_id"], "id": row["id"],
            }
        )  # fmt: skip
    order = (PAST, DUE, OPEN, DECIDED)
    return sorted(
        rows,
        key=lambda r: (
            order.index(r["status"]),
            r["due"] or "9999",
            r["published"] or "9999",
            r["document"],
            r["start"],
            r["id"],
        ),
    )


def settle(
    archive: Archive, forecast: str, value: str, *, by: str, why: str | None = None, at: str | None = None
) -> Decision:
    """Write down what came of a forecast. Raises ``LegationError`` for an unknown forecast or outcome."""
    if value not in outcomes():
        raise LegationError(f"no outcome {value!r}; choose one of {', '.join(outcomes())}")
    if not by.strip():
        raise LegationError("an outcome needs the name of who decides it; give --by NAME")
    if not archive.rows("SELECT 1 FROM forecasts WHERE id = ?", [forecast]):
        raise LegationError(f"no forecast {forecast!r} in {archive.path}; 'legation show forecasts' lists them")
    return decide(archive, "outcome", forecast, value=value, by=by, at=at, why=why)


def probability(factuality: str) -> float:
    """The probability that a forecast comes out as its words say, of the certainty with which it is put forward."""
    return float(_data()["probability"][factuality.rstrip("+-")])


def outcomes() -> Mapping[str, float | None]:
    """Outcomes, and how far each came out as the words say; None counts nowhere."""
    found: Mapping[str, float | None] = _data()["outcomes"]
    return found


def _as_of(archive: Archive, filters: Filters) -> tuple[str | None, str | None]:
    if filters.until:
        return filters.until, "given"
    latest = archive.rows("SELECT max(published) FROM documents")[0][0]
    return (latest, "latest publication") if latest else (None, None)


def _told_by(row: Row, until: str | None) -> bool:
    return until is None or row["published"] is None or row["published"] <= until


def _status(due: str | None, as_of: str | None, decision: Decision | None) -> str:
    if decision is not None:
        return DECIDED
    if due is None or as_of is None:
        return OPEN
    if due < as_of:
        return PAST
    return DUE if due <= (date.fromisoformat(as_of) + timedelta(days=SOON)).isoformat() else OPEN


def _span_end(quote: str | None, published: str | None) -> str | None:
    """The last day of "within two months" after publication."""
    if not quote or not published:
        return None
    found = _spans().search(quote)
    if found is None:
        return None
    number = found["number"].lower()
    count = int(number) if number.isdigit() else _data()["numbers"][number]
    return (date.fromisoformat(published) + timedelta(days=count * _data()["units"][found["unit"].lower()])).isoformat()


@cache
def _spans() -> re.Pattern[str]:
    data = _data()
    opening, numbers, units = ("|".join(map(re.escape, data[key])) for key in ("within", "numbers", "units"))
    return re.compile(rf"\b(?:{opening})\s+(?P<number>\d{{1,3}}|{numbers})\s+(?P<unit>{units})s?\b", re.IGNORECASE)


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = resources.load("analyse/forecasts.yaml")
    return data
