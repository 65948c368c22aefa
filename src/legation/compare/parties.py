"""Two lists of parties beside each other: the same actor, a state beside its members, those only described."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

NOWHERE = "ZZZ"  # the state of who has none or is not known to
_COUNTRY = 3  # letters of a state's id


@dataclass(frozen=True, slots=True)
class Party:
    """One actor of a report: its canonical id, its state (its own id where none is known), and whether it is only described."""

    id: str
    state: str
    described: bool
    person: bool


def parties(actors: Iterable[str], states: Mapping[str, str]) -> tuple[Party, ...]:
    """Actor ids with what comparing needs; ids such as ``BLR/COP`` or ``ZZZ/CVL/hostages`` describe, and name nobody."""
    found = []
    for key in actors:
        head, _, rest = key.partition("/")
        described = bool(rest) and len(head) == _COUNTRY and head.isupper()
        state = states.get(key) or (head if described else key)
        found.append(Party(key, state, described, key.startswith("person/")))
    return tuple(found)


def alike(one: tuple[Party, ...], other: tuple[Party, ...], weights: Any, *, blur: float = 0.0) -> float | None:
    """How well two lists agree, in log-odds; None where either is empty. Symmetric.

    The surest counterparts are taken first. Up to two count; parties that only one list has take a little off, and much
    where both have such and share only one: then A met B here and C there.
    """
    if not one or not other:
        return None
    actor = weights["actor"]
    if one == other and all(p.state != NOWHERE for p in one):
        return float(actor["same"]) * min(2, len(one))
    left, right = list(one), list(other)
    values: list[float] = []
    for name in ("same", "state", "member", "persons", "described"):
        for a in sorted(left, key=lambda p: p.id):
            b = next((b for b in sorted(right, key=lambda p: p.id) if _kind(a, b) == name), None)
            if b is not None:
                left.remove(a)
                right.remove(b)
                values.append(float(actor[name]))
    # A state named beside its own minister is no further party.
    left = [p for p in left if not any(p.state == q.state for q in one if q is not p)]
    right = [p for p in right if not any(p.state == q.state for q in other if q is not p)]
    if not values:
        return float(actor["none"])
    best = sorted(values, reverse=True)[:2]
    total = sum(best) + float(weights["extra"]) * (len(left) + len(right))
    named = sum(v > float(actor["described"]) for v in values)
    if not named:
        total += float(weights["unnamed"])
    elif named == 1 and len(values) > 1:
        total += blur
    if left and right:
        total += float(weights["clash" if sum(v > 0.0 for v in values) < 2 else "others"])
    return total


def _kind(a: Party, b: Party) -> str | None:
    """What one party is to the other, None where they have nothing in common."""
    nameless = (a.described and a.state == NOWHERE) or (b.described and b.state == NOWHERE)
    if a.id == b.id and not nameless:
        return "same"
    if a.state == b.state and not nameless:
        if a.state in (a.id, b.id) or (a.described != b.described) or (a.described and b.described):
            return "state"
        return "persons" if a.person and b.person else "member"
    return "described" if nameless else None
