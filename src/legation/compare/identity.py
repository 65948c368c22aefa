"""Who is the same actor across documents: one canonical id for the spellings of one person or body.

Actors that the lexicon knows have one id in every document already. Others get theirs from the spelling, so that "Musaad
al-Aiban" and "Musaad bin Mohammed al-Aiban" part; here they meet again: by ``names.same`` from 0.8 on, found through its
blocking index, where nothing speaks against it (country, kind) and no other actor of the archive fits as well. A surname
alone meets its bearer where it names the same country and the archive knows one bearer only. Two actors that the lexicon
knows are never one. What a person ruled (same, different) holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from legation.actors import load
from legation.actors.name_index import NameIndex
from legation.actors.names import key, same
from legation.archive import Archive
from legation.archive.decisions import decide, decisions
from legation.compare.rulings import Rulings
from legation.errors import LegationError

SURE = 0.8
FEMININE = ("a", "ia", "ya", "e")  # endings that make a man's name a woman's
SHORT = 5  # letters of a name so short that a vowel tells two apart
AHEAD = 0.05  # of the next best, so that a name that fits two fits none
WHOLE = 0.95  # from here on a name fits word for word; below, one holds the other or is spelt otherwise
PERSON, BODY = "person", "org"


@dataclass(frozen=True, slots=True)
class Merge:
    """Two ids that are one actor: which stands for both, how sure (1 where a person said so), and why."""

    other: str
    canonical: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identities:
    """Actor ids as documents have them → the id that stands for them all. Ids that stand for themselves are left out."""

    canonical: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    """Canonical actor → the state that it is or belongs to, where it has one."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Canonical actor → every name that documents give it."""
    merges: tuple[Merge, ...] = ()

    def one(self, key: str) -> str:
        """The canonical id of one actor or holder."""
        return self.canonical.get(key, key)

    def all(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Canonical ids, each once, in the given order."""
        return tuple(dict.fromkeys(self.one(key) for key in keys))


@dataclass(frozen=True, slots=True)
class _Known:
    """What an archive says of one id."""

    id: str
    kind: str
    names: tuple[str, ...]
    countries: frozenset[str]
    listed: bool
    roles: frozenset[str] = frozenset()
    """Words of the offices that documents give, in lower case."""


def identities(archive: Archive) -> Identities:
    """The identities of all actors in ``archive``."""
    rows = archive.rows(
        "SELECT id, list_sort(list(DISTINCT name)), any_value(kind), list_sort(list(DISTINCT country)), "
        "list_sort(list(DISTINCT role)) FROM actors "
        "GROUP BY id ORDER BY id"
    )
    listed = load().entries
    known = {
        actor: _Known(actor, kind, tuple(names), frozenset(filter(None, countries)), actor in listed, _words(roles))
        for actor, names, kind, countries, roles in rows
    }
    merges = _merges(known, archive)
    canonical = _canonical(known, merges)
    named: dict[str, set[str]] = {}
    countries: dict[str, str] = {}
    for actor, item in known.items():
        own = canonical.get(actor, actor)
        named.setdefault(own, set()).update(item.names)
        for country in sorted(item.countries)[:1]:
            countries.setdefault(own, country)
    return Identities(canonical, countries, {k: frozenset(v) for k, v in named.items()}, tuple(merges))


def rule(
    archive: Archive,
    kind: str,
    first: str,
    second: str,
    *,
    by: str | None = None,
    at: str | None = None,
    why: str | None = None,
) -> None:
    """Say for good that two actors of the archive are the ``same`` or ``different``.

    Raises ``LegationError`` for an unknown id, and for a ruling that contradicts
    others through a chain (A is B, B is C, but A is not C): it names the chain.
    """
    for actor in (first, second):
        if not archive.rows("SELECT 1 FROM actors WHERE id = ? LIMIT 1", [actor]):
            raise LegationError(f"no actor {actor!r} in the archive; 'legation show actors --format json' lists ids")
    if first == second:
        raise LegationError(f"{first!r} is one id; name two")
    _refuse_contradiction(archive, kind, (min(first, second), max(first, second)))
    decide(archive, kind, first, second, by=by, at=at, why=why)


def _refuse_contradiction(archive: Archive, kind: str, pair: tuple[str, str]) -> None:
    said = {**_said(archive), pair: kind}
    after = Rulings(tuple(sorted(p for p, k in said.items() if k == "same")))
    for first, second in sorted(p for p, k in said.items() if k == "different"):
        chain = after.chain(first, second)
        if chain:
            raise LegationError(
                f"{first} and {second} are ruled different, but rulings lead from one to the other: {' = '.join(chain)}; "
                f"rule one of these pairs different first, or {first} and {second} the same if they are one actor"
            )


def _said(archive: Archive) -> dict[tuple[str, str], str]:
    """Pairs of actors → what was ruled of them last."""
    return {(d.first, d.second): d.kind for d in decisions(archive, "same", "different") if d.second is not None}


def _merges(known: Mapping[str, _Known], archive: Archive) -> list[Merge]:
    said = _said(archive)
    found = [
        Merge(*_ordered(known, *pair), 1.0, ("said by a person",))
        for pair, kind in sorted(said.items())
        if kind == "same" and pair[0] in known and pair[1] in known
    ]
    taken = {m.other for m in found}
    apart = {pair for pair, kind in said.items() if kind == "different"}
    for prefix in (PERSON, BODY):
        group = [item for actor, item in known.items() if actor.startswith(f"{prefix}/") and not _unnamed(item)]
        found += _alike([g for g in group if g.id not in taken], apart, company=prefix == BODY)
    return _held(found, apart)


def _held(found: Sequence[Merge], apart: set[tuple[str, str]]) -> list[Merge]:
    """``found`` without what would bring together, over a chain of merges, two actors that a person told apart."""
    members: dict[str, set[str]] = {}
    kept = []
    for merge in found:
        one, other = (members.get(a, {a}) for a in (merge.other, merge.canonical))
        if any((min(a, b), max(a, b)) in apart for a in one for b in other):
            continue
        for actor in (union := one | other):
            members[actor] = union
        kept.append(merge)
    return kept


def _unnamed(item: _Known) -> bool:
    """An office without a name ("person/irn-ambassador"): another holder another day."""
    return not item.listed and all(name[:1].islower() or not _proper(name) for name in item.names)


def _proper(name: str) -> bool:
    """Whether a name ends in a capitalised word, as names of persons do and described offices do not ("Iranian ambassador")."""
    return any(letter.isupper() for letter in name.split()[-1])


def _alike(group: Sequence[_Known], apart: set[tuple[str, str]], *, company: bool) -> list[Merge]:
    """Merges of the ids of one kind: each unlisted id into the one that fits it best, if one does."""
    names = [(name, at) for at, item in enumerate(group) for name in item.names]
    index = NameIndex([name for name, _ in names])
    found = []
    gone: set[int] = set()
    for at, item in enumerate(group):
        if item.listed:
            continue
        scores: dict[int, tuple[float, tuple[str, ...]]] = {}
        for name in item.names:
            for match in index.matches(name, threshold=SURE, company=company):
                other = names[match.position][1]
                if other == at or other in gone or not _may_be(item, group[other], apart):
                    continue
                why = _because(item, group[other], match.score, match.reasons, company=company)
                if why:
                    scores[other] = max(scores.get(other, (0.0, ())), (match.score, why))
        scores = scores or _by_surname(group, at, gone, apart) if not company else scores
        ranked = sorted(scores.items(), key=lambda s: (-s[1][0], s[0]))
        if not ranked or (len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < AHEAD and _rivals(group, ranked)):
            continue
        best, (score, reasons) = ranked[0]
        other_id, canonical = _ordered({item.id: item, group[best].id: group[best]}, item.id, group[best].id)
        found.append(Merge(other_id, canonical, score, reasons))
        gone.add(at if other_id == item.id else best)
    return found


def _because(one: _Known, other: _Known, score: float, reasons: tuple[str, ...], *, company: bool) -> tuple[str, ...]:
    """Why two names that are alike are one actor; empty where they are not: a slip or a part of a name needs more."""
    office = one.roles & other.roles
    clash = bool(one.roles and other.roles and not office)
    slips = [reason.split(" ")[0].split("/") for reason in reasons if reason.endswith("by a slip")]
    if company and any(a[:1] != b[:1] for a, b in slips):
        return ()  # northern and southern
    if not company and ((slips and not office) or (score < WHOLE and clash)):
        return ()
    if not company and not office and all(_apart_alone(a, b) for a in one.names for b in other.names):
        return ()
    why = list(reasons) or ["the same words" if score >= WHOLE else "one name holds the other"]
    if one.countries & other.countries:
        why.append(f"of {', '.join(sorted(one.countries & other.countries))} both")
    if office:
        why.append(f"{' '.join(sorted(office))} both")
    return tuple(why)


def _apart_alone(one: str, other: str) -> bool:
    """Whether two names that sound alike are as easily two persons': Viktor and Viktoria, Li Huang and Li Hong."""
    mine, theirs = one.lower().split(), other.lower().split()
    if mine == theirs or len(mine) != len(theirs):
        return False
    short, long = sorted((mine[0], theirs[0]), key=len)
    if long != short and long.startswith(short) and long[len(short) :] in FEMININE:
        return True
    return all(len(word) <= SHORT for word in (*mine, *theirs))


def _words(roles: Iterable[str | None]) -> frozenset[str]:
    return frozenset(w for role in roles if role for w in re.findall(r"[^\W\d_]{4,}", role.lower()))


def _rivals(group: Sequence[_Known], ranked: Sequence[tuple[int, tuple[float, tuple[str, ...]]]]) -> bool:
    """Whether the two best fits are themselves two persons, and not two spellings of one."""
    return same(group[ranked[0][0]].names[0], group[ranked[1][0]].names[0]).score < SURE


def _by_surname(
    group: Sequence[_Known], at: int, gone: set[int], apart: set[tuple[str, str]]
) -> dict[int, tuple[float, tuple[str, ...]]]:
    """The one actor of the same country that bears a lone surname, and bears it as the last of several names."""
    item = group[at]
    if any(" " in name for name in item.names) or not item.countries:
        return {}
    wanted = {key(name) for name in item.names}
    bearers = [
        n
        for n, other in enumerate(group)
        if n != at and n not in gone and item.countries & other.countries and _may_be(item, other, apart)
        and any(" " in name and key(name.split()[-1]) in wanted for name in other.names)
    ]  # fmt: skip
    return {bearers[0]: (SURE, ("a surname with one bearer of that country",))} if len(bearers) == 1 else {}


def _may_be(one: _Known, other: _Known, apart: set[tuple[str, str]]) -> bool:
    if one.listed and other.listed:
        return False
    if (min(one.id, other.id), max(one.id, other.id)) in apart:
        return False
    return not one.countries or not other.countries or bool(one.countries & other.countries)


def _ordered(known: Mapping[str, _Known], first: str, second: str) -> tuple[str, str]:
    """(other, canonical)."""
    ranked = _ranked(known, (first, second))
    return ranked[1], ranked[0]


def _ranked(known: Mapping[str, _Known], ids: Iterable[str]) -> list[str]:
    """The id that stands for all first: the listed one, else the one with the longer name, else the lesser."""
    return sorted(ids, key=lambda a: (not known[a].listed, -max(map(len, known[a].names)), a))


def _canonical(known: Mapping[str, _Known], merges: Sequence[Merge]) -> dict[str, str]:
    """Every merged id → the one that stands for all that its merges, over a chain too, make one actor."""
    members: dict[str, set[str]] = {}
    for merge in merges:
        union = members.get(merge.other, {merge.other}) | members.get(merge.canonical, {merge.canonical})
        for actor in union:
            members[actor] = union
    best = {actor: _ranked(known, union)[0] for actor, union in members.items()}
    return {actor: best[actor] for actor in sorted(best) if best[actor] != actor}
