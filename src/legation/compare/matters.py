"""Matters on which documents contradict each other without telling one event: who was told, who is a partner, who is a rival.

``resources/compare/matters.yaml`` lists them with the words of either side. A clause that holds such words says something of
the actors named in it, or in its sentence where it names none. Two clauses of different sides that speak of the same actor
and share somebody else are a disagreement: the more so where they are told by different voices.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.archive.queries import View
from legation.record import Claim, Record
from legation.resources import load

FILE = "compare/matters.yaml"
BE = ("is", "are", "was", "were", "be", "been", "being", "gets", "got")
PASSAGE = 3000  # characters in which two clauses of one document are taken to speak of one occasion
REACH = 4  # words before a word in which a negation turns it
_CLAUSE = re.compile(r",\s+(?:but|although|though|while|whereas|however|yet)\b|;\s+|\s+[–—]\s+|:\s+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])|\n+")
_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that takes a side: of which matter, which pole, of whom, who says it, and its characters.

    ``actors`` are named in its sentence, ``own`` in the clause; ``affected`` is whom the words are said of, told by where
    he stands: behind them, or before them where they are in the passive ("Kenya was sidelined").
    """

    matter: str
    pole: str
    words: str
    actors: tuple[str, ...]
    own: tuple[str, ...]
    affected: str | None
    holder: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Matter:
    name: str
    about: str
    poles: dict[str, str]
    occasion: bool
    words: dict[str, re.Pattern[str]]


@cache
def matters() -> tuple[_Matter, ...]:
    """The matters of the data file."""
    data: Any = load(FILE)
    return tuple(
        _Matter(
            item["name"],
            item["about"],
            item["poles"],
            bool(item.get("occasion")),
            {
                pole: re.compile(
                    r"\b(?:" + "|".join(_pattern(w) for w in sorted(item[pole], key=len, reverse=True)) + ")", re.I
                )
                for pole in ("for", "against")
            },
        )
        for item in data["matters"]
    )


def _pattern(words: str) -> str:
    """A stem of the data file as an expression: ``*`` is any one word, or none."""
    return re.escape(words).replace(r"\*\ ", r"(?:\w+\s+)?")


def statements(record: Record, one: Iterable[tuple[str, str]] = ()) -> Iterator[Statement]:
    """The statements of a document, in text order. ``one`` maps actor ids to the ids that stand for them."""
    text, same = record.document.text, dict(one)
    mentions = sorted(
        (m.start, m.end, same.get(a.id, a.id)) for a in record.actors for m in a.mentions if a.kind != "outlet"
    )
    debris = [(s.start, s.end) for s in record.boilerplate]
    for start, end in _spans(text, _SENTENCE, 0, len(text)):
        if any(s < end and start < e for s, e in debris):
            continue
        named = _named(mentions, start, end)
        for first, last in _spans(text, _CLAUSE, start, end):
            inside = [m for m in mentions if first <= m[0] and m[1] <= last]
            yield from _taken(record, text, (first, last), named, inside)


def _taken(
    record: Record,
    text: str,
    clause: tuple[int, int],
    actors: tuple[str, ...],
    inside: Sequence[tuple[int, int, str]],
) -> Iterator[Statement]:
    first, last = clause
    own = tuple(dict.fromkeys(actor for _, _, actor in inside))
    said = text[first:last]
    for matter in matters():
        for pole in ("for", "against"):
            found = matter.words[pole].search(said)
            if found is None or not actors:
                continue
            turned = _negated(said[: found.start()])
            side = pole if not turned else ("against" if pole == "for" else "for")
            holder = _holder(record.claims, first + found.start())
            affected = _affected(text, (first + found.start(), first + found.end()), inside)
            yield Statement(
                matter.name, side, found.group(0), actors, own, affected, holder, record.document.id, first, last
            )


def _affected(text: str, words: tuple[int, int], inside: Sequence[tuple[int, int, str]]) -> str | None:
    before = [m for m in inside if m[1] <= words[0]]
    behind = [m for m in inside if m[0] >= words[1]]
    last = _WORD.findall(text[max(0, words[0] - 30) : words[0]])[-1:]
    passive = text[words[0] : words[1]].split()[0].lower() in BE or (bool(last) and last[0].lower() in BE)
    if passive and before:
        return before[-1][2]
    return behind[0][2] if behind else before[-1][2] if before else None


def _negated(before: str) -> bool:
    near = [w.lower() for w in _WORD.findall(before)[-REACH:]]
    negations: list[str] = load(FILE)["negations"]
    return any(w in negations or w.endswith(("n't", "n’t")) for w in near)


def _spans(text: str, cut: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for found in cut.finditer(text, start, end):
        if text[at : found.start()].strip():
            yield at, found.start()
        at = found.end()
    if text[at:end].strip():
        yield at, end


def _named(mentions: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for s, e, actor in mentions if start <= s and e <= end))


def _holder(claims: Sequence[Claim], at: int) -> str:
    """Who says what stands at a character: the holder of the narrowest claim round it, else the author."""
    over = [c for c in claims if c.content.start <= at < c.content.end]
    return min(over, key=lambda c: c.content.end - c.content.start).holder if over else "author"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two statements of different poles about ``actor``, with somebody else in common, and how many stand on either side."""

    matter: str
    about: str
    sides: tuple[str, str]
    actor: str
    others: tuple[str, ...]
    one: Statement
    other: Statement
    many: tuple[int, int]

    @property
    def near(self) -> int:
        """In how many of the two clauses, and not only in their sentences, the actor is named."""
        return sum(self.actor == x.split("/")[0] or self.actor == x for s in (self.one, self.other) for x in s.own)

    @property
    def weight(self) -> tuple[bool, bool, int]:
        """By which contrasts are ranked: other documents, other voices, and how much is said on the weaker side."""
        return self.one.document != self.other.document, self.one.holder != self.other.holder, min(self.many)


def contrasts(view: View, one: Iterable[tuple[str, str]] = ()) -> list[Contrast]:
    """The matters on which the archive's documents take both sides, the weightiest first; one a matter and actor."""
    same = list(one)
    told = [s for record in view.archive.records() for s in statements(record, same)]
    states = {a.id: a.country for record in view.archive.records() for a in record.actors if a.country}
    sides: dict[tuple[str, str], dict[str, list[Statement]]] = defaultdict(lambda: {"for": [], "against": []})
    for statement in told:
        parties = dict.fromkeys(states.get(a, a) for a in statement.actors)
        for party in parties:
            sides[statement.matter, party][statement.pole].append(statement)
    found = []
    listed = {m.name: m for m in matters()}
    for (matter, party), poles in sorted(sides.items()):
        known = listed[matter]
        best = _widest(party, poles["for"], poles["against"], states, occasion=known.occasion)
        if best is not None:
            pro, con, shared = best
            many = (len(poles["for"]), len(poles["against"]))
            found.append(
                Contrast(
                    matter, known.about, (known.poles["for"], known.poles["against"]), party, shared, pro, con, many
                )
            )
    ranked = sorted(
        found,
        key=lambda c: (
            tuple(-int(w) for w in c.weight), states.get(c.other.affected or "", c.other.affected) != c.actor, -c.near,
            c.matter, c.actor,
        ),
    )  # fmt: skip
    return list(
        {(c.matter, c.one.document, c.one.start, c.other.document, c.other.start): c for c in ranked[::-1]}.values()
    )[::-1]


def _widest(
    party: str, pro: Sequence[Statement], con: Sequence[Statement], states: dict[str, str], *, occasion: bool
) -> tuple[Statement, Statement, tuple[str, ...]] | None:
    """The two statements furthest apart in voice that share somebody besides ``party``; named in the clause before the sentence."""
    ranked = []
    for a in pro:
        for b in con:
            mine, theirs = ({states.get(x, x) for x in s.actors} - {party} for s in (a, b))
            shared = tuple(sorted(mine & theirs))
            if occasion and (a.document != b.document or abs(a.start - b.start) > PASSAGE):
                continue
            if not shared and not occasion:
                continue
            near = sum(party in {states.get(x, x) for x in s.own} for s in (a, b))
            ranked.append(
                (
                    (
                        a.document == b.document,
                        a.holder == b.holder,
                        -near,
                        -len(shared),
                        abs(a.start - b.start),
                        a.start,
                        b.start,
                    ),
                    a,
                    b,
                    shared,
                )
            )
    if not ranked:
        return None
    _, a, b, shared = min(ranked, key=lambda r: (r[0], r[1].document, r[2].document))
    return a, b, shared
