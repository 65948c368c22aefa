"""Which reports are worth comparing: those that share a family of types, two parties and a week."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from legation.compare.parties import NOWHERE
from legation.compare.parts import Told, family

Key = tuple[str, str, str, int]
SPAN = 7  # days of a bucket; a report stands in its own and the one half a bucket on, so that neighbours always meet
LONGEST = 31  # a date wider than that (a year) places nothing; the day of publication does
MOST = 64  # reports of one bucket that are compared each with each; of larger ones only neighbours by day
NEAREST = 40
NOBODY = "-"
MANY = 12  # parties of one report that are looked up; a conference of forty meets its others by these
LAG = 2  # days before publication on which an event without a day may lie


def pairs(reports: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Index pairs (i < j) worth a comparison, each once, in ascending order of i, then j."""
    buckets: dict[Key, list[int]] = defaultdict(list)
    for index, item in enumerate(reports):
        for key in _keys(item):
            buckets[key].append(index)
    whole = [_whole(item) for item in reports]
    beside: dict[int, set[int]] = defaultdict(set)
    for key, members in buckets.items():
        for i, j in _inside(members, reports, whole if key[2] == NOBODY else None):
            if _near(reports[i], reports[j]):
                beside[min(i, j)].add(max(i, j))
    for i in sorted(beside):
        for j in sorted(beside[i]):
            yield i, j


def _inside(members: list[int], reports: Sequence[Told], whole: list[bool] | None) -> Iterable[tuple[int, int]]:
    """Pairs of one bucket. Of two reports that both name two parties their dyad takes care; ``whole`` says which do."""
    if whole is not None:
        parts = [i for i in members if not whole[i]]
        if not parts:
            return
        full = [i for i in members if whole[i]]
        yield from _each(parts, reports)
        if len(parts) * len(full) <= MOST * MOST:
            yield from ((i, j) for i in parts for j in full)
            return
        ordered = _ordered(members, reports)
        for at, i in enumerate(ordered):
            yield from ((i, j) for j in ordered[at + 1 : at + 1 + NEAREST] if not (whole[i] and whole[j]))
        return
    yield from _each(members, reports)


def _each(members: list[int], reports: Sequence[Told]) -> Iterable[tuple[int, int]]:
    if len(members) <= MOST:
        return combinations(members, 2)
    ordered = _ordered(members, reports)
    return ((i, j) for at, i in enumerate(ordered) for j in ordered[at + 1 : at + 1 + NEAREST])


def _ordered(members: list[int], reports: Sequence[Told]) -> list[int]:
    """By day, then by place and mode, so that in a crowded bucket the likeliest stand side by side."""
    return sorted(
        members, key=lambda i: (_when(reports[i]) or 0, reports[i].report.place or "", reports[i].report.mode or "", i)
    )


def _near(a: Told, b: Told) -> bool:
    """Whether the days that both name are not two days apart or more: nothing else could make them one event."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return True
    return a.first <= b.last + 1 and b.first <= a.last + 1


def _whole(item: Told) -> bool:
    return len(_sides(item)) > 1


def _sides(item: Told) -> list[str]:
    """The states and other bodies of a report, without who is only described."""
    return sorted({p.state for p in item.everybody} - {NOWHERE})


def _when(item: Told) -> int | None:
    if item.first is not None and item.last is not None and item.last - item.first <= LONGEST:
        return item.first
    return item.published if item.published is not None else item.first


def _keys(item: Told) -> Iterator[Key]:
    when = _when(item)
    if when is None:
        return
    kind = family(item.report.type)
    sides = _sides(item)[:MANY]
    dyads = list(combinations(sides, 2)) if len(sides) > 1 else []
    dyads += [
        (side, NOBODY) for side in sides or [NOBODY]
    ]  # a report that leaves one party out must find the others too
    dated = item.first is not None and item.last is not None and item.last - item.first <= LONGEST
    first, last = (item.first, item.last) if dated else (when - LAG, when)
    buckets = range((first or when) * 2 // SPAN, (last or when) * 2 // SPAN + 2)
    for one, other in dyads:
        for bucket in buckets:
            yield kind, one, other, bucket
