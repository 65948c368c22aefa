"""Where documents, or the holders in them, contradict each other: signs of ties, matters, versions of one event."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from legation.archive.queries import Filters, Row, View, relations
from legation.compare.events import events_of
from legation.compare.identity import identities
from legation.compare.joining import Joined
from legation.compare.matters import Contrast, Statement, contrasts
from legation.compare.reports import Report

DENIED, HAPPENED = ("CT-", "PR-", "PS-"), ("CT+", "PR+")
FRIENDS_OR_FOES = ("alliance", "support", "rivalry", "enmity")  # control and dependence are neither
OF_PEOPLE = ("killed", "injured", "detained", "displaced")
UNNAMED = ("nominal", "pronoun")
STEM = 5  # letters of a word that count when two quotes are asked for words in common
_WORD = re.compile(r"[^\W\d_]+")
MOST = 40  # rows shown a kind, the weightiest first


def find(view: View, filters: Filters) -> list[Row]:
    """One row a contradiction, with both quotes side by side and how many stand on either side."""
    rows = [*_signs(view, filters), *_matters(view), *_versions(view)]
    chosen = view.actor_ids(filters.actor) if filters.actor else None
    return [
        row
        for row in rows
        if (chosen is None or chosen & set(row["actor_ids"]))
        and (not filters.type or row["kind"] == filters.type)
        and (not filters.document or filters.document in (row["a_document"], row["b_document"]))
    ]


def _signs(view: View, filters: Filters) -> list[Row]:
    """Pairs of actors whose tie one holder or document takes for friendly and another for hostile."""
    by_pair: dict[tuple[str, str], list[Row]] = {}
    named = _Names(view)
    for row in relations(view, filters):
        if row["kind"] not in FRIENDS_OR_FOES or not named.both(row):
            continue
        first, second = sorted((row["source_id"], row["target_id"]))
        by_pair.setdefault((first, second), []).append(row)
    found = []
    for pair, rows in by_pair.items():
        positive = [r for r in rows if r["sign"] == "+"]
        negative = [r for r in rows if r["sign"] == "-"]
        if not positive or not negative:
            continue
        a, b = _most_apart(_first_by_voice(positive), _first_by_voice(negative))
        about = f"{view.name(pair[0])} and {view.name(pair[1])}: friends, or not"
        row = _row("relation", about, (f"{a['kind']} (+)", a), (f"{b['kind']} (-)", b), list(pair))
        voices = min(len(_first_by_voice(positive)), len(_first_by_voice(negative)))
        apart = (a["document"] != b["document"], a["holder_id"] != b["holder_id"])
        found.append(((apart, voices), {**row, "a_voices": len(positive), "b_voices": len(negative)}))
    found.sort(key=lambda f: (not f[0][0][0], not f[0][0][1], -f[0][1], f[1]["about"]))
    return [row for _, row in found[:MOST]]


class _Names:
    """Where documents name actors, so that a quote is shown only where a reader can see of whom it speaks."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: dict[str, list[tuple[int, int, str]]] = {}

    def both(self, row: Row) -> bool:
        """Whether the words of a relation name both its sides, not by a pronoun or a noun alone."""
        if row["document"] not in self.known:
            record = self.view.archive.record(row["document"])
            self.known[row["document"]] = [
                (m.start, m.end, a.id) for a in record.actors for m in a.mentions if m.form not in UNNAMED
            ]
        if not self.known[row["document"]]:
            return True  # a record that marks no mentions cannot be asked
        inside = {a for s, e, a in self.known[row["document"]] if row["start"] <= s and e <= row["end"]}
        return {row["source_id"], row["target_id"]} <= inside


def _matters(view: View) -> list[Row]:
    """Matters of knowledge, inclusion and guilt told both ways."""
    found = contrasts(view, identities(view.archive).canonical.items())
    return [_matter(view, c) for c in found[:MOST]]


def _matter(view: View, contrast: Contrast) -> Row:
    others = ", ".join(view.name(o) for o in contrast.others)
    about = f"{view.name(contrast.actor)}: {contrast.about}" + (f" (with {others})" if others else "")
    a, b = (_said(view, s) for s in (contrast.one, contrast.other))
    row = _row(
        contrast.matter, about, (contrast.sides[0], a), (contrast.sides[1], b), [contrast.actor, *contrast.others]
    )
    return {**row, "a_voices": contrast.many[0], "b_voices": contrast.many[1]}


def _said(view: View, statement: Statement) -> Row:
    return {
        "holder": view.name(statement.holder),
        "document": statement.document,
        "quote": view.quote(statement.document, statement.start, statement.end),
        "start": statement.start,
        "end": statement.end,
        "id": None,
    }


def _versions(view: View) -> list[Row]:
    """Events that several documents tell, with other figures, other certainty, another day or another place."""
    found = []
    for event in events_of(view):
        told = [r for r in event.reports if r.id not in event.copies and r.text]
        if len({(r.document, r.holder) for r in told}) > 1:
            found += [row for row in _of_event(view, event, told) if row is not None]
    return found[:MOST]


def _of_event(view: View, event: Joined, told: Sequence[Report]) -> Iterable[Row | None]:
    people = ", ".join(view.name(a) for a in event.actors)
    about = f"{event.type}: {people}" + (f", {event.first}" if event.first else "")
    yield _differ(view, "factuality", about, event, _on_one_matter(view, event, _certainty(told)))
    for name, values in sorted(_counted(told).items()):
        yield _differ(view, "figure", f"{about}: {name}", event, values)
    yield _differ(view, "who", about, event, _doers(view, told))
    yield _differ(view, "day", about, event, [(r.first, r) for r in told if r.first and r.first == r.last])
    yield _differ(view, "place", about, event, [(r.place, r) for r in told if r.place and not r.wide])


def _certainty(told: Sequence[Report]) -> list[tuple[str | None, Report]]:
    words = {**dict.fromkeys(HAPPENED, "happened"), **dict.fromkeys(DENIED, "did not happen")}
    return [(words[r.factuality], r) for r in told if r.factuality in words]


def _doers(view: View, told: Sequence[Report]) -> list[tuple[str | None, Report]]:
    """Whose doing each report says it was, as states where they are known; at a meeting nobody is the doer.

    "Kenyan troops" and "Kenya" are one doer, and so are two lists that have somebody in common.
    """
    states = identities(view.archive).countries
    sides = [(frozenset(states.get(a, a) for a in r.source), r) for r in told if r.source and r.target]
    apart = [
        (side, r)
        for side, r in sides
        if any(not side & other for other, _ in sides) and not any(side & other and side != other for other, _ in sides)
    ]
    return [(", ".join(sorted(view.name(a) for a in side)), r) for side, r in apart]


def _on_one_matter(
    view: View, event: Joined, values: Sequence[tuple[str | None, Report]]
) -> list[tuple[str | None, Report]]:
    """Those whose words share something, besides the parties' names, with one that says otherwise: not two acts of one kind."""
    parties = {w for a in event.actors for key in (a, a.split("/")[0]) for w in _stems(view.name(key))}
    said = [_stems(r.text or "") - parties for _, r in values]
    return [
        values[i]
        for i, words in enumerate(said)
        if any(values[i][0] != values[j][0] and words & other for j, other in enumerate(said))
    ]


def _stems(text: str) -> set[str]:
    return {w.lower()[:STEM] for w in _WORD.findall(text) if len(w) >= STEM}


def _counted(told: Sequence[Report]) -> dict[str, list[tuple[str | None, Report]]]:
    """What a figure counts → what each report gives. The dead are one figure, be they "people" or "civilians"."""
    found: dict[str, list[tuple[str | None, Report]]] = defaultdict(list)
    for report in told:
        for figure in report.figures:
            counted = (
                figure.kind if figure.kind in OF_PEOPLE else f"{figure.kind} {(figure.unit or figure.kind).split()[-1]}"
            )
            found[counted].append((f"{figure.value:g} {figure.unit}", report))
    return found


def _differ(
    view: View, kind: str, about: str, event: Joined, values: Sequence[tuple[str | None, Report]]
) -> Row | None:
    """A row where reports of different documents or holders give different values, those most often given side by side."""
    sides: dict[str, list[Report]] = {}
    for value, report in values:
        if value is not None:
            sides.setdefault(value, []).append(report)
    if len(sides) < 2:
        return None
    ranked = sorted(sides.items(), key=lambda s: -len({r.document for r in s[1]}))  # of equals the one told first
    (one, firsts), (other, seconds) = ranked[:2]
    a = firsts[0]
    b = next((r for r in seconds if r.document != a.document), seconds[0])
    if (a.document, a.holder) == (b.document, b.holder):
        return None
    row = _row(kind, about, (one, _telling(view, a)), (other, _telling(view, b)), list(event.actors))
    others = [value for value, _ in ranked[2:]]
    return {**row, "a_voices": len(firsts), "b_voices": len(seconds), "also": others}


def _telling(view: View, report: Report) -> Row:
    return {
        "holder": view.name(report.holder or "author"),
        "document": report.document,
        "quote": report.text,
        "start": report.start,
        "end": report.end,
        "id": report.id,
    }


def _first_by_voice(rows: Iterable[Row]) -> list[Row]:
    seen: dict[tuple[str, str], Row] = {}
    for row in rows:
        seen.setdefault((row["document"], row["holder_id"]), row)
    return list(seen.values())


def _most_apart(positive: list[Row], negative: list[Row]) -> tuple[Row, Row]:
    """A pair from two documents if there is one, else of two holders, else any."""
    return min(
        ((a, b) for a in positive for b in negative),
        key=lambda p: (
            p[0]["document"] == p[1]["document"],
            p[0]["holder_id"] == p[1]["holder_id"],
            p[0]["id"],
            p[1]["id"],
        ),
    )


def _row(kind: str, about: str, one: tuple[str, Row], other: tuple[str, Row], ids: list[str]) -> Row:
    row: dict[str, Any] = {"kind": kind, "about": about}
    for side, (value, item) in (("a", one), ("b", other)):
        row[side] = value
        row[f"{side}_holder"] = item["holder"]
        row[f"{side}_document"] = item["document"]
        row[f"{side}_quote"] = item["quote"]
        row[f"{side}_start"], row[f"{side}_end"] = item["start"], item["end"]
        row[f"{side}_id"] = item["id"]
    row["also"] = []
    row["actor_ids"] = ids
    return row
