"""What people ruled of reports: these two are one event, these two are not. The last ruling on a pair holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from legation.archive import Archive
from legation.archive.decisions import Decision, decide, decisions
from legation.errors import LegationError

if TYPE_CHECKING:
    from legation.compare.joining import Joined


@dataclass(frozen=True, slots=True)
class Rulings:
    """Pairs of report ids that belong together, and pairs that never do; each pair in ascending order."""

    together: tuple[tuple[str, str], ...] = ()
    parted: frozenset[tuple[str, str]] = frozenset()

    def apart(self, first: str, second: str) -> bool:
        """Whether a person said that the two are not one event."""
        return (min(first, second), max(first, second)) in self.parted

    def chain(self, first: str, second: str) -> list[str]:
        """Ids that lead from ``first`` to ``second`` over pairs joined by hand, both among them; empty where none do."""
        beside: dict[str, set[str]] = {}
        for a, b in self.together:
            beside.setdefault(a, set()).add(b)
            beside.setdefault(b, set()).add(a)
        came = {first: ""}
        waiting = [first]
        while waiting:
            here = waiting.pop(0)
            if here == second:
                path = [here]
                while came[path[-1]]:
                    path.append(came[path[-1]])
                return path[::-1]
            for other in sorted(beside.get(here, ())):
                if other not in came:
                    came[other] = here
                    waiting.append(other)
        return []


def rulings(archive: Archive) -> Rulings:
    """All rulings of ``archive``. A report coded anew under another id is found again by document, sentence and trigger."""
    made = [d for d in decisions(archive, "join", "split") if d.second is not None]
    now = _Anchors(archive) if made else None
    last: dict[tuple[str, str], str] = {}
    for decision in made:
        if now is not None and decision.second is not None:
            anchors = json.loads(decision.value) if decision.value else [None, None]
            first, second = now.find(decision.first, anchors[0]), now.find(decision.second, anchors[1])
            last[min(first, second), max(first, second)] = decision.kind
    return Rulings(
        tuple(sorted(pair for pair, kind in last.items() if kind == "join" and pair[0] != pair[1])),
        frozenset(pair for pair, kind in last.items() if kind == "split" and pair[0] != pair[1]),
    )


def rule(
    archive: Archive,
    kind: str,
    ids: Sequence[str],
    *,
    by: str | None = None,
    at: str | None = None,
    why: str | None = None,
) -> list[Decision]:
    """Join or split (``kind``) what ``ids`` name: reports or joined events, by id or its beginning. Returns the decisions written.

    ``join`` makes all of them one event. ``split`` keeps each of them apart from each other; of one report alone, from all others
    that stand with it; of one joined event alone, all its reports from each other.

    Raises ``LegationError`` for an id that is unknown or stands for several, and for a ruling that contradicts others
    through a chain (A is B, B is C, but A is not C): it names the chain.
    """
    wanted = _wanted(archive, kind, ids)
    now = rulings(archive)
    together = {*now.together, *wanted} if kind == "join" else {*now.together} - {*wanted}
    parted = now.parted - {*wanted} if kind == "join" else now.parted | {*wanted}
    after = Rulings(tuple(sorted(together)), parted)
    for first, second in sorted(parted):
        chain = after.chain(first, second)
        if chain:
            raise LegationError(
                f"{first} and {second} are split by hand, but joins by hand lead from one to the other: "
                f"{' = '.join(chain)}; split one of these pairs first, or join {first} and {second} if they are one event"
            )
    anchors = _Anchors(archive)
    return [
        decide(archive, kind, a, b, value=json.dumps([anchors.of(a), anchors.of(b)]), by=by, at=at, why=why)
        for a, b in wanted
    ]


def _wanted(archive: Archive, kind: str, ids: Sequence[str]) -> list[tuple[str, str]]:
    """The pairs to rule on, each in ascending order, each once."""
    from legation.compare.joining import joined

    events = joined(archive)
    groups = [_named(events, key) for key in dict.fromkeys(ids)]
    pairs: Iterable[tuple[str, str]]
    if kind == "join":
        flat = list(dict.fromkeys(key for group in groups for key in group))
        pairs = ((flat[0], other) for other in flat[1:])
    elif len(groups) == 1 and len(groups[0]) == 1:
        home = next(e for e in events if any(r.id == groups[0][0] for r in e.reports))
        pairs = ((groups[0][0], r.id) for r in home.reports if r.id != groups[0][0])
    elif len(groups) == 1:
        pairs = combinations(groups[0], 2)
    else:
        pairs = ((a, b) for one, other in combinations(groups, 2) for a in one for b in other if a != b)
    found = list(dict.fromkeys((min(a, b), max(a, b)) for a, b in pairs))
    if not found:
        raise LegationError(f"name two reports or more to {kind}; 'legation show joined --format json' lists their ids")
    return found


def _named(events: Sequence[Joined], key: str) -> list[str]:
    """The reports that an id, or the beginning of one, names: one report, else those of one joined event."""
    told = sorted({r.id for e in events for r in e.reports if r.id.startswith(key)})
    if key in told or len(told) == 1:
        return [key if key in told else told[0]]
    found = [e for e in events if e.id.startswith(key)]
    if not told and len(found) == 1:
        return [r.id for r in found[0].reports]
    many = len(told) + len(found)
    what = f"{many} reports or events have" if many else "no report or joined event has"
    raise LegationError(f"{what} the id {key!r}; 'legation show joined --format json' lists ids")


class _Anchors:
    """Where each report stands, by which it is found again when its document has been coded anew."""

    def __init__(self, archive: Archive) -> None:
        texts = dict(archive.rows("SELECT id, record ->> '$.document.text' FROM documents"))
        self._of: dict[str, list[str]] = {}
        self._at: dict[tuple[str, ...], list[str]] = {}
        for key, document, trigger, start, end in archive.rows(
            'SELECT id, document, "trigger", start, "end" FROM events ORDER BY id'
        ):
            sentence = " ".join(texts[document][start:end].lower().split())
            anchor = [document, trigger, hashlib.sha256(sentence.encode()).hexdigest()[:16]]
            self._of[key] = anchor
            self._at.setdefault(tuple(anchor), []).append(key)

    def of(self, key: str) -> list[str] | None:
        """Document, trigger and a hash of the sentence; None of an imported row, whose id is its data set's."""
        return self._of.get(key)

    def find(self, key: str, anchor: list[str] | None) -> str:
        """The id that the report has now: its own, else the only one where it stood."""
        here = self._at.get(tuple(anchor), []) if anchor and key not in self._of else []
        return here[0] if len(here) == 1 else key
