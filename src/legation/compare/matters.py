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
from legation.compare.events import counted
from legation.compare.reports import TEXT
from legation.record import Claim, Record
from legation.resources import load

FILE = "compare/matters.yaml"
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "gets", "got"})
PASSAGE = 3000  # characters in which two clauses of one document are taken to speak of one occasion
REACH = 6  # words before a word in which a negation turns it
GAP = 6  # words between a word and the actor of whom it is said
SLOTS = ("mutual", "before", "behind", "open", "once")
OTHER = {"for": "against", "against": "for"}
LIST = frozenset({"and", "or", "nor"})
WHERE = frozenset({"in", "over", "inside", "across", "into"})
TURN = frozenset({"but", "and", "that", "which", "who"})
_CLAUSE = re.compile(r",\s+(?:but|although|though|while|whereas|however|yet)\b|;\s+|\s+[–—]\s+|:\s+")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]*[A-Z])|\n+")
_WORD = re.compile(r"[\w'’]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """A clause that takes a side: of which matter, which pole, of whom, who says it, and its characters.

    ``actors`` are named in its sentence, ``own`` in the clause; ``of`` are those of whom the words are said, told by where
    they stand: behind the words, or before them where they are in the passive ("Kenya was sidelined").
    """

    matter: str
    pole: str
    words: str
    actors: tuple[str, ...]
    own: tuple[str, ...]
    of: tuple[str, ...]
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
    slots: dict[str, re.Pattern[str]]


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
            {pole: _any(item[pole]) for pole in ("for", "against")},
            {slot: _any(item[slot]) for slot in SLOTS if slot in item},
        )
        for item in data["matters"]
    )


def _any(stems: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(_pattern(w) for w in sorted(stems, key=len, reverse=True)) + ")", re.I)


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
            for found in matter.words[pole].finditer(said):
                of = _of(matter, text, (first + found.start(), first + found.end()), inside, actors)
                if not of:
                    continue
                side = pole if not _negated(said[: found.start()]) else OTHER[pole]
                holder = _holder(record.claims, first + found.start())
                yield Statement(
                    matter.name, side, found.group(0), actors, own, of, holder, record.document.id, first, last
                )


def _of(
    matter: _Matter,
    text: str,
    words: tuple[int, int],
    inside: Sequence[tuple[int, int, str]],
    actors: tuple[str, ...],
) -> tuple[str, ...]:
    """Of whom words are said: by the slot the data file gives them, else by voice, active or passive."""
    said = text[words[0] : words[1]]
    slot = next((name for name, pattern in matter.slots.items() if name != "once" and pattern.match(said)), None)
    before = [m for m in inside if m[1] <= words[0]]
    behind = [m for m in inside if m[0] >= words[1]]
    if slot == "open":  # told to nobody by name: to whoever else the sentence speaks of
        return tuple(a for a in actors if not before or a != before[-1][2])
    if slot == "mutual":  # "no partner" is not yet left out
        if _negated(text[max(0, words[0] - 80) : words[0]]):
            return ()
        near = [*_run(text, before[::-1], words[0]), *_run(text, behind, words[1])]
        return tuple(dict.fromkeys(a for s, e, a in near if not text.startswith(("'s", "’s"), e)))
    last = [w.lower() for w in _WORD.findall(text[max(0, words[0] - 40) : words[0]])[-2:]]
    passive = said.split()[0].lower() in BE or bool(BE & {*last})
    if slot == "before" or (passive and slot != "behind"):
        return tuple(dict.fromkeys(a for _, _, a in _run(text, before[::-1], words[0])))
    return tuple(dict.fromkeys(a for _, _, a in _run(text, behind, words[1])))


def _run(text: str, mentions: Sequence[tuple[int, int, str]], at: int) -> list[tuple[int, int, str]]:
    """The first of ``mentions`` near ``at``, and those listed with it ("Kenya, Somalia and Ethiopia")."""
    found: list[tuple[int, int, str]] = []
    for mention in mentions:
        between = text[mention[1] : at] if mention[1] <= at else text[at : mention[0]]
        gap = [w.lower() for w in _WORD.findall(between)]
        if not found and gap and gap[-1] in WHERE and at <= mention[0]:
            break  # "cooperation in Kenya" is not with Kenya
        if len(gap) > (GAP if not found else 2) or (found and not LIST & {*gap} and "," not in between):
            break
        found.append(mention)
        at = mention[0] if mention[1] <= at else mention[1]
    return found


def _negated(before: str) -> bool:
    near = [w.lower() for w in _WORD.findall(before)[-REACH:]]
    near = near[max((i + 1 for i, w in enumerate(near) if w in TURN), default=0) :]
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
        parties = dict.fromkeys(states.get(a, a) for a in statement.of)
        for party in parties:
            sides[statement.matter, party][statement.pole].append(statement)
    stories = _stories(view)
    found = []
    listed = {m.name: m for m in matters()}
    for (matter, party), poles in sorted(sides.items()):
        known = listed[matter]
        best = _widest(party, poles["for"], poles["against"], states, stories if known.occasion else None, stories)
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
            tuple(-int(w) for w in c.weight), -c.near, c.matter, c.actor,
        ),
    )  # fmt: skip
    return list(
        {(c.matter, c.one.document, c.one.start, c.other.document, c.other.start): c for c in ranked[::-1]}.values()
    )[::-1]


def once(statement: Statement) -> bool:
    """Whether the words speak of one occasion and not of a standing tie."""
    known = next(m for m in matters() if m.name == statement.matter)
    return "once" in known.slots and known.slots["once"].match(statement.words) is not None


def _stories(view: View) -> set[tuple[str, str]]:
    """Pairs of documents, either way round, that tell an event in common."""
    told = [sorted({r.document for r in event.reports if r.origin == TEXT}) for event in counted(view)]
    return {(a, b) for documents in told for a in documents for b in documents if a != b}


def _widest(
    party: str,
    pro: Sequence[Statement],
    con: Sequence[Statement],
    states: dict[str, str],
    stories: set[tuple[str, str]] | None,
    told: set[tuple[str, str]],
) -> tuple[Statement, Statement, tuple[str, ...]] | None:
    """The two statements furthest apart in voice that share somebody besides ``party``; named in the clause before the sentence."""
    ranked = []
    for a in pro:
        for b in con:
            mine, theirs = ({states.get(x, x) for x in s.actors} - {party} for s in (a, b))
            shared = tuple(sorted(mine & theirs))
            apart = a.document != b.document
            if stories is not None and not apart and abs(a.start - b.start) > PASSAGE:
                continue
            if stories is not None and apart and (a.document, b.document) not in stories:
                continue
            if stories is None and apart and once(a) and once(b) and (a.document, b.document) not in told:
                continue
            if not shared and stories is None:
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
