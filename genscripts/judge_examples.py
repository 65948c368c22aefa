"""Corpus passages → examples for the judge's models: see ``genscripts/judge.py``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from legation.attribution.assertions import asserted
from legation.engines.local import Coder
from legation.evaluate.corpus import Labelled, Passage
from legation.events.candidate import Candidate
from legation.events.classifying import weigh
from legation.events.coding import EventCoder
from legation.events.judge.deciding import people
from legation.events.judge.role_features import RoleFeatures
from legation.events.judge.type_features import NOTHING, TypeFeatures, listed
from legation.layers import Reading
from legation.parse import propositions
from legation.record import Document

YIELD = "YIELD"  # CONCEDE and RETREAT, which classify tells apart by what the frames say


@dataclass(frozen=True, slots=True)
class Example:
    """Features of one decision, the right answer, what the frames alone said, and the passage it is from.

    ``shown`` is the marked sentence of a pair: text, spans of the sources, spans of the targets.
    """

    features: tuple[str, ...]
    label: str
    passage: int
    said: str
    shown: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """A passage read up to its candidates, and its labelled events by the predicate they stand at."""

    reading: Reading
    events: EventCoder
    candidates: dict[int, Candidate]
    gold: dict[int, Labelled]
    beside: frozenset[int]
    """Other predicates inside the words of a labelled event."""
    told: frozenset[str]


def read(coder: Coder, passage: Passage) -> Read:
    """Read one passage."""
    reading = coder.read(Document(id=passage.where, text=passage.text))
    reading = replace(reading, claims=asserted(reading))
    events = EventCoder(reading)
    candidates = {c.trigger: c for c in events.candidates()}
    gold: dict[int, Labelled] = {}
    beside: set[int] = set()
    for event in passage.events:
        at, inside = trigger(reading, candidates, event)
        if at is not None and at not in gold:
            gold[at] = event
            beside |= inside
    told = frozenset(event.type for event in passage.events)
    return Read(reading, events, candidates, gold, frozenset(beside - set(gold)), told)


def trigger(reading: Reading, candidates: dict[int, Candidate], event: Labelled) -> tuple[int | None, set[int]]:
    """The predicate that a labelled event stands at, and all predicates inside its words."""
    inside = [p for p in reading.propositions if event.trigger[0] <= reading.parsed[p.predicate].idx < event.trigger[1]]
    ranked = sorted(
        inside,
        key=lambda p: (
            p.predicate not in candidates,
            p.predicate in candidates and candidates[p.predicate].type != event.type,
            event.type not in listed(p),
            p.kind != "verb",
            p.predicate,
        ),
    )
    return (ranked[0].predicate if ranked else None), {p.predicate for p in inside}


def actors_of(reading: Reading, spans: tuple[tuple[int, int], ...]) -> set[str]:
    """The actors that labelled words name: those mentioned at their head, else over most of them, else the place's owner."""
    found: set[str] = set()
    for start, end in spans:
        words = reading.parsed.char_span(start, end, alignment_mode="expand")
        head = words.root.idx if words is not None and len(words) else start
        over = [
            (m.start <= head < m.end, min(m.end, end) - max(m.start, start), -(m.end - m.start), m.actor)
            for m in reading.mentions
            if m.start < end and start < m.end
        ]
        if over:
            best = max(o[:3] for o in over)
            found.update(o[3] for o in over if o[:3] == best)
        else:
            found.update(p.country for p in reading.places if p.country and p.start < end and start < p.end)
    return found


def of_types(number: int, item: Read) -> list[Example]:
    """One example a predicate; nouns that may name an event of the passage again are left out."""
    features = TypeFeatures(
        item.reading.parsed,
        item.events.matcher.propositions,
        item.candidates,
        item.events.matches,
        people(item.reading),
    )
    found = []
    for p in item.reading.propositions:
        label = item.gold[p.predicate].type if p.predicate in item.gold else NOTHING
        if label == NOTHING and (p.predicate in item.beside or (p.kind == "noun" and item.told & set(listed(p)))):
            continue
        said = item.candidates[p.predicate].type if p.predicate in item.candidates else NOTHING
        found.append(Example(tuple(features.of(p)), label, number, said))
    return found


def of_modes(number: int, item: Read) -> list[Example]:
    """One example a labelled event at a predicate: its type with its mode, "SUPPORT-" where it has none."""
    features = TypeFeatures(
        item.reading.parsed,
        item.events.matcher.propositions,
        item.candidates,
        item.events.matches,
        people(item.reading),
    )
    found = []
    for at, event in item.gold.items():
        proposition = item.events.matcher.propositions[at]
        said = item.candidates.get(at)
        label = f"{event.type}-{event.mode or ''}"
        frame = f"{said.type}-{said.mode or ''}" if said is not None else NOTHING
        found.append(Example(tuple(features.of(proposition)), label, number, frame))
    return found


def of_roles(number: int, item: Read) -> list[Example]:
    """One example an actor near a labelled event."""
    found = []
    near = RoleFeatures(item.reading, item.events.participants)
    for at, event in item.gold.items():
        candidate = item.candidates.get(at) or _bare(item, at, event)
        sources, targets = actors_of(item.reading, event.source), actors_of(item.reading, event.target)
        around = near.near(candidate)
        for actor in dict.fromkeys((*candidate.source, *candidate.target, *around)):
            label = "source" if actor in sources else "target" if actor in targets else "none"
            said = "source" if actor in candidate.source else "target" if actor in candidate.target else "none"
            features = near.of(candidate, actor, around.get(actor, []), len(around))
            found.append(Example(tuple(features), label, number, said))
    return found


def _bare(item: Read, at: int, event: Labelled) -> Candidate:
    symmetric = event.type == "CONSULT" and not event.target
    p = item.events.matcher.propositions[at]
    return Candidate(at, event.type, event.mode, (), (), (), (), symmetric, 0.0, "none", "", p)


def of_pairs(coder: Coder, number: int, passage: Passage) -> list[Example]:
    """Each event whose source and target stand in its own sentence, as ``classify`` would be given it."""
    doc = coder.grammar.nlp(passage.text)
    sentences = [(s.start_char, s.end_char) for s in doc.sents]
    seen: set[Any] = set()
    found = []
    for event in passage.events:
        source, target = event.source, event.target
        if not target and len(source) > 1:
            source, target = source[:1], source[1:]
        own = next((s for s in sentences if s[0] <= event.trigger[0] < s[1]), None)
        if not source or not target or own is None or not all(own[0] <= a < own[1] for a, _ in (*source, *target)):
            continue
        if set(source) & set(target) or (source, target) in seen:
            continue
        seen.add((source, target))
        found.append(_pair(coder, number, event, passage.text[own[0] : own[1]], own[0], source, target))
    return found


def _pair(
    coder: Coder, number: int, event: Labelled, text: str, start: int, source: tuple[Any, ...], target: tuple[Any, ...]
) -> Example:
    reading = Reading(document=Document(id="row", text=text), text=text)
    reading.doc = coder.grammar.parse(reading)
    reading.propositions = propositions.extract(reading.doc)
    shown = (text, [(a - start, b - start) for a, b in source], [(a - start, b - start) for a, b in target])
    ranked, features = weigh(reading, shown[1], shown[2])
    said = ranked[0][1].type if ranked else NOTHING
    return Example(tuple(features.all()), merged(event.type), number, merged(said), shown)


def merged(type: str) -> str:
    """A type as ``classify`` is measured: CONCEDE and RETREAT together."""
    return YIELD if type in ("CONCEDE", "RETREAT") else type
