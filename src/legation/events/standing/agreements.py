"""Treaties, deals, ceasefires, resolutions, zones and tracks that a text speaks of: parties, status, breaches.

A noun of ``resources/standing/agreements.yaml`` opens an agreement; later mentions of one kind that name no other parties
and carry no other name are the same agreement, and each adds its evidence. The status is the most telling one met.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from legation.events.details import Details, as_place, as_when
from legation.events.participants import Participants
from legation.events.standing.spans import clause, quote, span
from legation.layers import Proposition, Reading
from legation.record import Agreement, Event, Place, Span, When, content_id
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

PARTY_ROLES = ("prep:between", "prep:among", "possessor", "prep:with", "prep:by", "prep:of", "modifier")
# What stands between an agreement's noun and the verb that tells its status.
LINKS = (
    "pobj",
    "prep",
    "pcomp",
    "amod",
    "compound",
    "conj",
    "appos",
    "attr",
    "dobj",
    "nsubj",
    "nsubjpass",
    "acl",
    "relcl",
)
# Statuses that only an act which took place gives.
DONE = ("breached", "ended", "signed")


@dataclass(slots=True)
class _Draft:
    token: int
    kind: str
    name: str
    label: frozenset[str]
    definite: bool
    parties: list[str]
    statuses: list[str]
    breached_by: list[str]
    evidence: list[Span]
    subject: str | None = None
    date: When | None = None
    place: Place | None = None
    extra: list[_Draft] = field(default_factory=list)


def agreements(reading: Reading, participants: Participants, events: Sequence[Event]) -> tuple[Agreement, ...]:
    """The agreements that ``reading`` speaks of, in text order. ``events`` lend the parties of an act of agreeing."""
    details = Details(reading)
    drafts: list[_Draft] = []
    by_predicate = {p.predicate: p for p in reading.propositions}
    for proposition in sorted((*reading.propositions, *_talked_of(reading, by_predicate)), key=lambda p: p.predicate):
        kind = _kind(reading.parsed, proposition)
        draft = None
        if kind is not None:
            draft = _draft(reading, details, participants, proposition, kind, by_predicate)
        elif proposition.lemma in load("standing/agreements.yaml")["verbs"]:
            draft = _agreed(reading, details, participants, proposition)
        if draft is None:
            continue
        earlier = next((d for d in reversed(drafts) if _same(d, draft)), None)
        if earlier is None:
            drafts.append(draft)
        else:
            _absorb(earlier, draft)
    return tuple(_written(reading, d, events) for d in drafts if _worth(d))


def _talked_of(reading: Reading, by_predicate: dict[int, Proposition]) -> list[Proposition]:
    """Agreements named only before the noun of the talks about them ("ceasefire negotiations"), with the talks' arguments."""
    talks = load("standing/agreements.yaml")["talks"]
    return [
        Proposition(
            predicate=t.i,
            lemma=t.lemma_.lower(),
            kind="noun",
            arguments=by_predicate[t.head.i].arguments,
            parent=t.head.i,
        )
        for t in reading.parsed
        if t.dep_ == "compound"
        and t.head.lemma_.lower() in talks
        and t.head.i in by_predicate
        and t.i not in by_predicate
    ]


def _agreed(reading: Reading, details: Details, participants: Participants, proposition: Proposition) -> _Draft | None:
    """What two or more have agreed to do, with no noun for it ("X and Y agreed to reopen the road")."""
    doc = reading.parsed
    objects = [i for i in proposition.roles("clause") if doc[i].tag_ == "VB"] or list(proposition.roles("prep:on"))
    parties = participants.all_at(proposition.roles("subject", "agent", "prep:with"))
    open_verb = proposition.modal is not None or proposition.negated or proposition.question
    if len(parties) < 2 or not objects or open_verb or any(doc[i].lemma_.lower() in _kinds() for i in objects):
        return None
    first, last = clause(doc[objects[0]])
    place, date = details.place(proposition), details.date(proposition)
    thing = quote(reading, first, last)
    return _Draft(
        token=proposition.predicate,
        kind="deal",
        name=f"{doc[proposition.predicate].text} {thing.text}",
        label=frozenset((thing.text,)),
        definite=False,
        parties=list(parties),
        statuses=[load("standing/agreements.yaml")["verbs"][proposition.lemma]],
        breached_by=[],
        evidence=[span(reading, proposition.predicate, last)],
        subject=thing.text,
        date=as_when(date) if date else None,
        place=as_place(place) if place else None,
    )


def _kind(doc: Doc, proposition: Proposition) -> str | None:
    if proposition.kind != "noun":
        return None
    token = doc[proposition.predicate]
    kind = _kinds().get(proposition.lemma)
    if kind is None:
        return None
    needed = load("standing/agreements.yaml")["needs"].get(proposition.lemma)
    if needed is not None:
        around = {t.lower_ for t in doc[token.left_edge.i : token.right_edge.i + 1]} | {
            t.lemma_.lower() for t in token.ancestors
        }
        if not around & set(needed):
            return None
    return kind


def _draft(
    reading: Reading,
    details: Details,
    participants: Participants,
    proposition: Proposition,
    kind: str,
    by_predicate: dict[int, Proposition],
) -> _Draft:
    doc = reading.parsed
    token = doc[proposition.predicate]
    parties: list[str] = []
    for role in PARTY_ROLES:
        parties.extend(a for a in participants.all_at(proposition.roles(role)) if a not in parties)
        if len(parties) > 1 and role != "prep:with":
            break
    statuses: list[str] = []
    breached_by: list[str] = []
    for verb in _verbs_above(token, by_predicate):
        status = _status(doc, verb)
        if status is None or (status in DONE and not _realised(doc[verb.predicate], verb)):
            continue
        statuses.append(status)
        actors = participants.all_at(verb.roles("subject", "agent"))
        if status == "breached":
            breached_by.extend(actors)
        elif status in ("signed", "negotiated"):
            parties.extend(a for a in (*actors, *participants.all_at(verb.roles("prep:with"))) if a not in parties)
    if token.head.lemma_.lower() in load("standing/agreements.yaml")["talks"]:
        statuses.append("negotiated")
    for child in token.children:
        if child.dep_ == "amod" and (status := _statuses().get(child.lemma_.lower())):
            statuses.append(status)
    name = quote(reading, _name_start(token), token.i).text
    place, date = details.place(proposition), details.date(proposition)
    return _Draft(
        token=token.i,
        kind=kind,
        name=name,
        label=frozenset(
            c.lower_ for c in token.children if c.pos_ == "PROPN" and c.dep_ in ("compound", "amod", "nmod")
        ),
        definite=any(c.lower_ in ("the", "this", "that", "these", "such") for c in token.children),
        parties=parties,
        statuses=statuses,
        breached_by=breached_by,
        evidence=[span(reading, *_evidence(token))],
        subject=_subject(reading, token),
        date=as_when(date) if date else None,
        place=as_place(place) if place else None,
    )


def _verbs_above(token: Token, by_predicate: dict[int, Proposition]) -> list[Proposition]:
    """The verbs that speak of the agreement: above it, and those of its relative clauses."""
    found = []
    above = token
    for _ in range(4):
        if above.dep_ == "ROOT" or above.dep_ not in LINKS:
            break
        above = above.head
        proposition = by_predicate.get(above.i)
        if proposition is not None and (proposition.kind == "verb" or above.lemma_.lower() in _statuses()):
            found.append(proposition)
            if proposition.kind == "verb" and above.dep_ != "acl":
                break
    found.extend(by_predicate[c.i] for c in token.children if c.dep_ in ("acl", "relcl") and c.i in by_predicate)
    return found


def _realised(token: Token, verb: Proposition) -> bool:
    """Whether a verb tells what happened, and not what somebody aims at, may do or should do."""
    if verb.kind != "verb":
        return True
    if verb.modal is not None or verb.negated or token.tag_ == "VB":
        return False
    return token.tag_ != "VBG" or token.dep_ not in ("pcomp", "xcomp")


def _status(doc: Doc, proposition: Proposition) -> str | None:
    lemma = proposition.lemma
    return (
        _statuses().get(lemma)
        or _statuses().get(lemma.split(" ", 1)[0])
        or _statuses().get(doc[proposition.predicate].lower_)
    )


def _name_start(token: Token) -> int:
    return min(
        [token.i, *(c.left_edge.i for c in token.children if c.dep_ in ("compound", "amod", "nmod") and c.i < token.i)]
    )


def _evidence(token: Token) -> tuple[int, int]:
    """From the verb or noun that governs the agreement to the end of the phrase."""
    first = _name_start(token)
    last = max([token.i, *(c.right_edge.i for c in token.children if c.dep_ in ("prep", "acl", "ccomp"))])
    return first, last


def _subject(reading: Reading, token: Token) -> str | None:
    """What the agreement is about: its ``on/over/to`` phrase or its infinitive, as quoted."""
    for child in token.children:
        if (child.dep_ == "prep" and child.lower_ in ("on", "over", "about", "for", "to", "regarding")) or (
            child.dep_ == "acl" and child.tag_ == "VB"
        ):
            first = child.i + 1 if child.dep_ == "prep" else child.left_edge.i
            if first <= child.right_edge.i:
                return quote(reading, first, child.right_edge.i).text
    return None


def _same(earlier: _Draft, later: _Draft) -> bool:
    if earlier.kind != later.kind and "deal" not in (earlier.kind, later.kind):
        return False
    if later.label and earlier.label != later.label:
        return False
    if later.parties and earlier.parties and not set(later.parties) & set(earlier.parties):
        return False
    if earlier.kind != later.kind:
        return later.definite and not later.label and not later.parties
    return bool(later.definite or (later.label and later.label == earlier.label) or earlier.name == later.name)


def _absorb(earlier: _Draft, later: _Draft) -> None:
    earlier.parties.extend(a for a in later.parties if a not in earlier.parties and len(earlier.parties) < 2)
    earlier.statuses.extend(later.statuses)
    earlier.breached_by.extend(a for a in later.breached_by if a not in earlier.breached_by)
    earlier.evidence.extend(e for e in later.evidence if e not in earlier.evidence)
    earlier.subject = earlier.subject or later.subject
    earlier.date = earlier.date or later.date
    earlier.place = earlier.place or later.place


def _worth(draft: _Draft) -> bool:
    """An agreement nobody is party to, with no name, subject or status, is a word and no agreement."""
    titled = len(draft.name.split()) > 1 and draft.name.split()[-1][:1].isupper()
    return bool(draft.parties or draft.statuses or draft.label or draft.subject or titled)


def _written(reading: Reading, draft: _Draft, events: Sequence[Event]) -> Agreement:
    order = list(load("standing/agreements.yaml")["status"])
    status = min(draft.statuses, key=order.index) if draft.statuses else "in force"
    trigger = reading.parsed[draft.token].idx
    lent = next((e for e in events if e.type in ("AGREE", "SUPPORT", "CONCEDE") and e.trigger.start == trigger), None)
    parties = draft.parties or ([*lent.source, *lent.target] if lent else [])
    return Agreement(
        id=content_id("agreement", reading.document.id, draft.kind, draft.name, draft.evidence[0].start),
        name=draft.name,
        kind=draft.kind,  # type: ignore[arg-type]
        parties=tuple(dict.fromkeys(parties)),
        subject=draft.subject,
        date=draft.date,
        place=draft.place,
        status=status,  # type: ignore[arg-type]
        breached_by=tuple(dict.fromkeys(draft.breached_by)),
        evidence=tuple(draft.evidence),
    )


@cache
def _kinds() -> dict[str, str]:
    data: dict[str, Any] = load("standing/agreements.yaml")["kinds"]
    return {lemma: kind for kind, lemmas in data.items() for lemma in lemmas}


@cache
def _statuses() -> dict[str, str]:
    data: dict[str, Any] = load("standing/agreements.yaml")["status"]
    found: dict[str, str] = {}
    for status, lemmas in data.items():
        for lemma in lemmas:
            found.setdefault(lemma, status)
    return found
