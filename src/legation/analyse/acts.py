"""Joined events → acts between two parties: what relations over time and networks are counted from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from legation.codebook import plover
from legation.compare.joining import Joined
from legation.errors import LegationError

HAPPENED = ("CT+", None)  # None: the data set codes no factuality
NOBODY = "ZZZ/"  # ids of those who have neither name nor state: no two documents mean the same "fighters"
PERIODS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Act:
    """One joined event between two parties.

    ``source`` acted on ``target``; of a meeting, where nobody acts on anybody, the two stand in order of their names and
    ``mutual`` is true. ``score`` is PLOVER's, -10 (hostile) to 10; ``documents`` are those that report it, without copies.
    """

    source: str
    target: str
    mutual: bool
    score: float
    quad: str
    day: date
    documents: tuple[str, ...]
    publishers: tuple[str, ...]
    event: Joined

    @property
    def dyad(self) -> tuple[str, str]:
        """The two parties, in order of their names."""
        return (self.source, self.target) if self.source <= self.target else (self.target, self.source)


def acts(
    events: Iterable[Joined], countries: Mapping[str, str], *, states: bool = True, planned: bool = False
) -> list[Act]:
    """The acts that ``events`` are, by day. An event of several parties is one act a pair.

    With ``states`` persons, organs and forces count for the state they belong to (``countries``); those of none stand for
    themselves unless nobody knows who they are ("fighters"), and what happens within one state is left out. Only what is
    told as having happened counts unless ``planned``.
    """
    found = []
    for event in events:
        if event.day is None or (not planned and event.factuality not in HAPPENED):
            continue
        named = [
            tuple(dict.fromkeys(countries.get(a, a) if states else a for a in side))
            for side in (event.source, event.target)
        ]
        score = (
            plover.score(event.type, event.mode) if event.mode in plover.modes(event.type) else plover.score(event.type)
        )
        mutual = not named[1]
        pairs = combinations(sorted(named[0]), 2) if mutual else ((a, b) for a in named[0] for b in named[1])
        for source, target in pairs:
            if source != target and not (states and NOBODY in (source[:4], target[:4])):
                when = date.fromisoformat(event.day)
                found.append(
                    Act(source, target, mutual, score, event.quad, when, event.documents, event.publishers, event)
                )
    return sorted(found, key=lambda a: (a.day, a.event.id, a.source, a.target))


def between(found: Iterable[Act], one: str, other: str) -> list[Act]:
    """The acts of one dyad, in either direction."""
    wanted = (min(one, other), max(one, other))
    return [act for act in found if act.dyad == wanted]


def label(day: date, by: str) -> str:
    """The period that ``day`` lies in: 2019-03-18, 2019-W12, 2019-03, 2019-Q1 or 2019. Raises ``LegationError``."""
    if by == "day":
        return day.isoformat()
    if by == "week":
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    if by == "month":
        return day.isoformat()[:7]
    if by == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    if by == "year":
        return str(day.year)
    raise LegationError(f"no period {by!r}; choose one of {', '.join(PERIODS)}")


@lru_cache(maxsize=4096)
def labels(first: date, last: date, by: str) -> tuple[str, ...]:
    """Every period from the one of ``first`` to the one of ``last``, in order."""
    found: dict[str, None] = {}
    day = first
    while day <= last:
        found[label(day, by)] = None
        day += timedelta(days=1)
    return tuple(found)
