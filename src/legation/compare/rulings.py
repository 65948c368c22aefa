"""What people ruled of reports: these two are one event, these two are not. The last ruling on a pair holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from legation.archive import Archive
from legation.archive.decisions import Decision, decide, decisions
from legation.errors import LegationError


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
    """All rulings of ``archive``."""
    last: dict[tuple[str, str], str] = {}
    for decision in decisions(archive, "join", "split"):
        if decision.second is not None:
            last[decision.first, decision.second] = decision.kind
    return Rulings(
        tuple(sorted(pair for pair, kind in last.items() if kind == "join")),
        frozenset(pair for pair, kind in last.items() if kind == "split"),
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
    """Join or split (``kind``) all of ``ids``, ids of reports or their beginnings. Returns the decisions written.

    Raises ``LegationError`` for an id that is unknown or stands for several, and for a ruling that contradicts others
    through a chain (A is B, B is C, but A is not C): it names the chain.
    """
    full = list(dict.fromkeys(_whole(archive, key) for key in ids))
    if len(full) < 2:
        raise LegationError(f"name two reports or more to {kind}; 'legation show joined --format json' lists their ids")
    wanted = [(min(a, b), max(a, b)) for i, a in enumerate(full) for b in full[i + 1 :]]
    if kind == "join":
        wanted = [(min(full[0], b), max(full[0], b)) for b in full[1:]]
    now = rulings(archive)
    together = {*now.together, *wanted} if kind == "join" else {*now.together} - {*wanted}
    parted = now.parted - {*wanted} if kind == "join" else now.parted | {*wanted}
    after = Rulings(tuple(sorted(together)), parted)
    for first, second in sorted(parted):
        chain = after.chain(first, second)
        if chain:
            raise LegationError(
                f"{first} and {second} were split by hand, but joins by hand lead from one to the other: "
                f"{' = '.join(chain)}; split one of these pairs first"
            )
    return [decide(archive, kind, a, b, by=by, at=at, why=why) for a, b in wanted]


def _whole(archive: Archive, key: str) -> str:
    """The full id of a report of an event that was read or imported."""
    found = [r[0] for r in archive.rows("SELECT DISTINCT id FROM events WHERE starts_with(id, ?) ORDER BY id", [key])]
    found += [
        r[0]
        for r in archive.rows(
            "SELECT dataset || ':' || id FROM imported WHERE starts_with(dataset || ':' || id, ?) ORDER BY 1", [key]
        )
    ]
    if key in found:
        return key
    if len(found) != 1:
        what = "no report has" if not found else f"{len(found)} reports have"
        raise LegationError(f"{what} the id {key!r}; 'legation show joined --format json' lists ids")
    return str(found[0])
