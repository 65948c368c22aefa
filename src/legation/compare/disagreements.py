"""Where documents, or the holders in them, contradict each other: signs of relations, factuality of events, figures."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from legation.archive.queries import Filters, Row, View, events, relations

DENIED, HAPPENED = ("CT-", "PR-", "PS-"), ("CT+", "PR+")
DAYS_APART = 3
MOST = 40  # pairs shown a kind, the strongest first


def find(view: View, filters: Filters) -> list[Row]:
    """One row a contradiction, with both quotes side by side."""
    return [*_signs(view, filters), *_events(view, filters)]


def _signs(view: View, filters: Filters) -> list[Row]:
    """Pairs of actors whose tie one holder or document takes for friendly and another for hostile."""
    by_pair: dict[tuple[str, str], list[Row]] = {}
    for row in relations(view, filters):
        first, second = sorted((row["source_id"], row["target_id"]))
        by_pair.setdefault((first, second), []).append(row)
    found = []
    for pair, rows in sorted(by_pair.items()):
        voices = [r for r in rows if r["sign"] in ("+", "-")]
        positive = _first_by_voice(r for r in voices if r["sign"] == "+")
        negative = _first_by_voice(r for r in voices if r["sign"] == "-")
        if not positive or not negative:
            continue
        a, b = _most_apart(positive, negative)
        about = f"{view.name(pair[0])} and {view.name(pair[1])}"
        found.append(
            _row("relation", about, f"{a['kind']} ({a['sign']})", a, f"{b['kind']} ({b['sign']})", b, list(pair))
        )
    return found[:MOST]


def _events(view: View, filters: Filters) -> list[Row]:
    """The same act told as done by one and denied by another, or with other figures."""
    groups: dict[tuple[str, frozenset[str]], list[Row]] = {}
    for row in events(view, filters):
        people = frozenset((*row["source_ids"], *row["target_ids"]))
        if people:
            groups.setdefault((row["type"], people), []).append(row)
    found = []
    for (kind, people), rows in sorted(groups.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        for a, b in combinations(rows, 2):
            if a["document"] == b["document"] or not _near(a, b):
                continue
            about = f"{kind}: {', '.join(view.name(p) for p in sorted(people))}"
            if (a["factuality"] in HAPPENED and b["factuality"] in DENIED) or (
                b["factuality"] in HAPPENED and a["factuality"] in DENIED
            ):
                found.append(_row("factuality", about, a["factuality"], a, b["factuality"], b, sorted(people)))
            for one, other in _figures(a, b):
                found.append(_row("figure", about, one, a, other, b, sorted(people)))
    return found[:MOST]


def _figures(a: Row, b: Row) -> Iterable[tuple[str, str]]:
    for x in a["quantities"]:
        for y in b["quantities"]:
            if x["kind"] == y["kind"] and x["unit"].split()[-1:] == y["unit"].split()[-1:] and x["value"] != y["value"]:
                yield f"{x['value']:g} {x['unit']}", f"{y['value']:g} {y['unit']}"


def _near(a: Row, b: Row) -> bool:
    """Told of the same days, as far as both say."""
    from datetime import date, timedelta

    if not a["date"] or not b["date"]:
        return True
    first = date.fromisoformat(a["date"]) - timedelta(days=DAYS_APART)
    return date.fromisoformat(b["to"] or b["date"]) >= first and date.fromisoformat(b["date"]) <= date.fromisoformat(
        a["to"] or a["date"]
    ) + timedelta(days=DAYS_APART)


def _first_by_voice(rows: Iterable[Row]) -> list[Row]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        seen.setdefault((row["document"], row["holder_id"]), row)
    return list(seen.values())


def _most_apart(positive: list[Row], negative: list[Row]) -> tuple[Row, Row]:
    """A pair from two documents if there is one, else of two holders, else any."""
    pairs = [(a, b) for a in positive for b in negative]
    return min(
        pairs,
        key=lambda p: (
            p[0]["document"] == p[1]["document"],
            p[0]["holder_id"] == p[1]["holder_id"],
            p[0]["id"],
            p[1]["id"],
        ),
    )


def _row(kind: str, about: str, one: str, a: Row, other: str, b: Row, ids: list[str]) -> Row:
    row: dict[str, Any] = {"kind": kind, "about": about}
    for side, value, item in (("a", one, a), ("b", other, b)):
        row[side] = value
        row[f"{side}_holder"] = item["holder"]
        row[f"{side}_document"] = item["document"]
        row[f"{side}_quote"] = item["quote"]
        row[f"{side}_start"], row[f"{side}_end"] = item["start"], item["end"]
        row[f"{side}_id"] = item["id"]
    row["actor_ids"] = ids
    return row
