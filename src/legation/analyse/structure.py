"""``show structure --by year``: the signed network of each period, its balance, camps, coalitions, brokers and who moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from legation.analyse.acts import Act, label
from legation.analyse.balance import Frustration, frustration, triads
from legation.analyse.network import SignedNetwork, network
from legation.analyse.relations import acts_of
from legation.archive.queries import Filters, Row, View

BY = "year"
LEAST, CLEAR = 2, 0.5  # acts of a tie, and how far from nought their mean must lie
BROKERS = 3


def find(view: View, filters: Filters) -> list[Row]:
    """One row a period that holds a tie. A tie is positive or negative by the mean score of two acts or more beyond ±0.5."""
    grouped: dict[str, list[Act]] = defaultdict(list)
    for act in acts_of(view, filters):
        grouped[label(act.day, filters.by or BY)].append(act)
    rows: list[Row] = []
    earlier: tuple[frozenset[str], frozenset[str]] | None = None
    for period, told in sorted(grouped.items()):
        net = ties(told)
        if not net.edges:
            continue
        found = frustration(net)
        camps = aligned(found, earlier)
        rows.append(_row(view, period, net, found, camps, _moved(camps, earlier)))
        earlier = camps
    return rows


def ties(told: Sequence[Act]) -> SignedNetwork:
    """The signed network of ``told``, both directions together."""
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for act in told:
        scores[act.dyad].append(act.score)
    clear = []
    for (a, b), values in sorted(scores.items()):
        mean = sum(values) / len(values)
        if len(values) >= LEAST and abs(mean) > CLEAR:
            clear.append((a, b, 1 if mean > 0 else -1))
    return network(clear)


def aligned(
    found: Frustration, earlier: tuple[frozenset[str], frozenset[str]] | None
) -> tuple[frozenset[str], frozenset[str]]:
    """The two camps, in the order in which they share most with those of the period before."""
    one, other = (frozenset(side) for side in found.sides)
    if earlier is not None:
        straight = len(one & earlier[0]) + len(other & earlier[1])
        if straight < len(one & earlier[1]) + len(other & earlier[0]):
            return other, one
    return one, other


def coalitions(net: SignedNetwork, camp: frozenset[str]) -> list[list[str]]:
    """Members of one camp that positive ties join, the largest first; who has no friend in it stands alone and is left out."""
    near = net.neighbours()
    left = {i for i, name in enumerate(net.nodes) if name in camp}
    groups = []
    while left:
        waiting, group = [min(left)], set()
        while waiting:
            i = waiting.pop()
            if i in left:
                left.remove(i)
                group.add(i)
                waiting += [j for j, sign in near[i].items() if sign > 0 and j in left]
        if len(group) > 1:
            groups.append(sorted(net.nodes[i] for i in group))
    return sorted(groups, key=lambda g: (-len(g), g))


def brokers(net: SignedNetwork) -> list[tuple[str, int]]:
    """Actors by how many pairs of their friends have no tie to each other or a hostile one: whom only they join (Burt 1992)."""
    near = net.neighbours()
    counts = []
    for i, name in enumerate(net.nodes):
        friends = sorted(j for j, sign in near[i].items() if sign > 0)
        open_pairs = sum(near[a].get(b, -1) < 0 for n, a in enumerate(friends) for b in friends[n + 1 :])
        if open_pairs:
            counts.append((name, open_pairs))
    return sorted(counts, key=lambda c: (-c[1], c[0]))


def _moved(
    camps: tuple[frozenset[str], frozenset[str]], earlier: tuple[frozenset[str], frozenset[str]] | None
) -> list[str]:
    if earlier is None:
        return []
    return sorted((camps[0] & earlier[1]) | (camps[1] & earlier[0]))


def _row(
    view: View,
    period: str,
    net: SignedNetwork,
    found: Frustration,
    camps: tuple[frozenset[str], frozenset[str]],
    moved: list[str],
) -> Row:
    closed = triads(net)
    between = brokers(net)[:BROKERS]
    sides = [sorted(camp) for camp in camps]
    return {
        "period": period,
        "actors": len(net.nodes),
        "ties": len(net.edges),
        "positive": sum(sign > 0 for _, _, sign in net.edges),
        "negative": sum(sign < 0 for _, _, sign in net.edges),
        "triads": closed.balanced + closed.unbalanced,
        "balanced": closed.share,
        "frustration": found.statement,
        "camps": " | ".join(", ".join(view.name(a) for a in side) for side in sides),
        "brokers": ", ".join(f"{view.name(name)} ({n})" for name, n in between),
        "moved": ", ".join(view.name(a) for a in moved),
        "frustration_index": found.index,
        "frustration_low": found.lower,
        "frustration_high": found.upper,
        "camp_ids": sides,
        "coalition_ids": [coalitions(net, camp) for camp in camps],
        "broker_ids": [name for name, _ in between],
        "moved_ids": moved,
        "frustrated_ties": [list(tie) for tie in found.frustrated],
        "tie_ids": [[net.nodes[i], net.nodes[j], sign] for i, j, sign in net.edges],
    }
