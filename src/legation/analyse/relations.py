"""``show relations --dyad A B --by month``, ``show dyads``, ``show changes``, ``show timeline``: relations as rows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from legation.actors.lexicon import load
from legation.analyse.acts import HAPPENED, Act, acts, between, label
from legation.analyse.camps import camps
from legation.analyse.changes import changes
from legation.analyse.dyads import Dyad, Period, dyad, series
from legation.archive import queries
from legation.archive.queries import Filters, Row, View
from legation.compare.events import counted
from legation.compare.identity import identities
from legation.compare.joining import Joined
from legation.errors import LegationError

BY = "month"
MOST_DYADS = 200
FEWEST = 2  # acts of a dyad that is listed


def acts_of(view: View, filters: Filters, *, states: bool = True) -> list[Act]:
    """The acts of the archive that ``filters`` let through: days, outlet, place."""
    key = f"acts {states} {view.least}"
    if key not in view.kept:
        view.kept[key] = acts(counted(view), identities(view.archive).countries, states=states)
    found: list[Act] = view.kept[key]
    return [
        act
        for act in found
        if (not filters.since or act.day.isoformat() >= filters.since)
        and (not filters.until or act.day.isoformat() <= filters.until)
        and (not filters.outlet or any(filters.outlet.lower() in p.lower() for p in act.publishers))
        and (
            not filters.place
            or filters.place.lower() in (str(act.event.place).lower(), str(act.event.place_country).lower())
        )
    ]


def find(view: View, filters: Filters) -> list[Row]:
    """``relations``: without a dyad the standing ties that documents assert, with one its events over time."""
    if filters.dyad is None:
        return queries.relations(view, filters)
    one, other, states = parties(view, filters.dyad)
    everything = acts_of(view, filters, states=states)
    by = filters.by or BY
    told = between(everything, one, other)
    undated = sum(_between_undated(view, event, one, other, states=states) for event in counted(view))
    if undated:
        pair = f"{view.name(one)} and {view.name(other)}"
        view.notes.append(f"{undated} more events between {pair} have no day and lie in no period")
    whole = Counter(label(a.day, by) for a in everything)
    assigned = camps(view.archive)
    return [_row(view, one, other, p, assigned) for p in series(told, whole, by, _span(told, filters))]


def _between_undated(view: View, event: Joined, one: str, other: str, *, states: bool) -> bool:
    """Whether an event that happened, of these two, has neither a day nor a document with one."""
    if event.day is not None or event.factuality not in HAPPENED:
        return False
    known = identities(view.archive).countries if states else {}
    return {one, other} <= {known.get(a, a) for a in event.actors}


def parties(view: View, wanted: tuple[str, str]) -> tuple[str, str, bool]:
    """The ids of two parties, and whether they are counted as states: they are where both are one."""
    found = [_party(view, name) for name in wanted]
    if found[0] == found[1]:
        raise LegationError(f"{wanted[0]!r} and {wanted[1]!r} are one party; name two")
    return found[0], found[1], all(len(key) == 3 and key.isupper() for key in found)


def _party(view: View, name: str) -> str:
    if (
        len(name) == 3
        and name.isupper()
        and (name in view.names or name in load().entries or any(name in event.actors for event in counted(view)))
    ):
        return name
    ids = sorted(view.actor_ids(name))
    if len(ids) > 1:
        exact = [key for key in ids if view.name(key).lower() == name.lower()]
        if len(exact) == 1:
            return exact[0]
        raise LegationError(f"{name!r} may be {', '.join(ids[:6])}; name one of these ids")
    return ids[0]


def _span(told: Sequence[Act], filters: Filters) -> tuple[date, date] | None:
    if not told:
        return None
    first = date.fromisoformat(filters.since) if filters.since else told[0].day
    last = date.fromisoformat(filters.until) if filters.until else told[-1].day
    return (first, last) if first <= last else None


def _row(view: View, one: str, other: str, period: Period, assigned: Mapping[str, str]) -> Row:
    return {
        "period": period.period,
        "dyad": f"{view.name(one)} – {view.name(other)}",
        "events": period.events,
        "documents": period.documents,
        "cooperation": period.cooperation,
        "conflict": period.conflict,
        "sum": period.total,
        "mean": period.mean,
        "share": period.share,
        "shrunk": period.shrunk,
        "low": period.low,
        "high": period.high,
        "reading": period.reading,
        "by_camp": _by_camp(period.acts, assigned),
        "by_quad": dict(period.by_quad),
        "one_on_other": sum(a.source == one and not a.mutual for a in period.acts),
        "other_on_one": sum(a.source == other and not a.mutual for a in period.acts),
        "dyad_ids": [one, other],
        "event_ids": [a.event.id for a in period.acts],
    }


def _by_camp(told: Sequence[Act], assigned: Mapping[str, str]) -> dict[str, dict[str, float]]:
    """Mean score and events by camp of the outlets that report them (an outlet is its own camp), where there are two or more."""
    scores: dict[str, list[float]] = defaultdict(list)
    for act in told:
        for camp in sorted({assigned.get(p, p) for p in act.publishers}):
            scores[camp].append(act.score)
    if len(scores) < 2:
        return {}
    return {c: {"events": len(v), "mean": round(sum(v) / len(v), 3)} for c, v in sorted(scores.items())}


def dyads(view: View, filters: Filters) -> list[Row]:
    """Who is how with whom: every dyad of two acts or more, those most told of first."""
    everything = acts_of(view, filters)
    if not everything:
        return []
    grouped: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in everything:
        grouped[act.dyad].append(act)
    chosen = view.actor_ids(filters.actor) if filters.actor else None
    middle = _middle(everything, filters)
    kept = [told for pair, told in grouped.items() if len(told) >= FEWEST and (chosen is None or chosen & set(pair))]
    kept.sort(key=lambda told: (-len(told), told[0].dyad))
    return [_dyad_row(view, dyad(told, middle), middle) for told in kept[:MOST_DYADS]]


def _middle(found: Sequence[Act], filters: Filters) -> date:
    """The day that parts earlier from later: the middle of the period asked for, else of all acts, so that halves are even.

    Without a period the span says little: one act told in passing from twenty years ago would make all others "later".
    """
    if filters.since and filters.until:
        first, last = date.fromisoformat(filters.since), date.fromisoformat(filters.until)
        return date.fromordinal((first.toordinal() + last.toordinal() + 1) // 2)
    days = sorted(act.day for act in found)
    return days[len(days) // 2]


def _dyad_row(view: View, found: Dyad, middle: date) -> Row:
    return {
        "dyad": f"{view.name(found.first)} – {view.name(found.second)}",
        "events": found.events,
        "documents": found.documents,
        "mean": found.mean,
        "sum": found.total,
        "first_acts": found.first_acts,
        "second_acts": found.second_acts,
        "mutual": found.mutual,
        "episodes": found.episodes,
        "opened_by_first": found.opened_by_first,
        "response": found.response,
        "change": found.change,
        "low": found.low,
        "high": found.high,
        "reading": found.reading,
        "since": middle.isoformat(),
        "dyad_ids": [found.first, found.second],
        "event_ids": [a.event.id for a in found.acts],
    }


def shifts(view: View, filters: Filters) -> list[Row]:
    """Change points of one dyad, or of all that are told of often enough, with the events behind them."""
    by = filters.by or BY
    if filters.dyad is not None:
        one, other, states = parties(view, filters.dyad)
        everything = acts_of(view, filters, states=states)
        pairs = {(one, other): between(everything, one, other)}
        found = _shifts(view, pairs, by, filters)
        if not found:
            periods = len(series(pairs[one, other], Counter(), by, _span(pairs[one, other], filters)))
            pair = f"{view.name(one)} and {view.name(other)}"
            told = f"{periods} {by}s with {len(pairs[one, other])} acts"
            view.notes.append(
                f"no change point in {told} of {pair}; twelve with ten acts are the least, and they must shift"
            )
        return found
    grouped: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts_of(view, filters):
        grouped[act.dyad].append(act)
    return _shifts(view, dict(sorted(grouped.items())), by, filters)


def _shifts(view: View, pairs: Mapping[tuple[str, str], Sequence[Act]], by: str, filters: Filters) -> list[Row]:
    rows = []
    for (one, other), told in pairs.items():
        for change in changes(series(told, Counter(), by, _span(told, filters))):
            lead = change.movers[0].event.reports[0] if change.movers else None
            rows.append(
                {
                    "period": change.period,
                    "dyad": f"{view.name(one)} – {view.name(other)}",
                    "before": change.before,
                    "after": change.after,
                    "turn": "towards cooperation" if change.after > change.before else "towards conflict",
                    "behind_it": "; ".join(_said(view, act) for act in change.movers),
                    "quote": lead.text if lead else None,
                    "document": lead.document if lead else None,
                    "start": lead.start if lead else None,
                    "end": lead.end if lead else None,
                    "dyad_ids": [one, other],
                    "event_ids": [a.event.id for a in change.movers],
                }
            )
    return sorted(rows, key=lambda r: (str(r["period"]), str(r["dyad"])))


def _said(view: View, act: Act) -> str:
    mode = f"-{act.event.mode}" if act.event.mode else ""
    arrow = "and" if act.mutual else "→"
    return f"{act.day} {view.name(act.source)} {arrow} {view.name(act.target)} {act.event.type}{mode} ({act.score:+g})"


def timeline(view: View, filters: Filters) -> list[Row]:
    """Dated events, each once however often it is told, with how many documents and outlets tell it."""
    shown = {row["id"]: row for row in queries.timeline(view, filters)}
    rows = []
    for event in counted(view):
        lead = next(
            (shown[r.id] for r in sorted(event.reports, key=lambda r: (-(r.confidence or 0), r.id)) if r.id in shown),
            None,
        )
        if lead is not None:
            rows.append(
                {
                    **lead,
                    "reports": len(event.reports) - len(event.copies),
                    "outlets": len(event.publishers),
                    "report_ids": [r.id for r in event.reports],
                    "event_id": event.id,
                }
            )
    return sorted(rows, key=lambda r: (r["date"], r["to"] or "", r["document"], r["start"], r["id"]))
