"""The layers of one reading → its record. The only place where events meet holders and factuality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from legation.attribution.assertions import asserted, is_report, listed
from legation.attribution.factuality import Judge
from legation.codebook import plover
from legation.events.attendance import attach, attendees, exclusions, without_press
from legation.events.candidate import Candidate
from legation.events.chronology import carry_dates
from legation.events.coding import EventCoder
from legation.events.confidence import confidence
from legation.events.details import Details, as_place, as_when
from legation.events.figures import Figures
from legation.events.joining import Joiner, Telling
from legation.events.judge.deciding import Decider
from legation.events.judge.paths import path, shown
from legation.events.meetings import absences
from legation.layers import ClaimSpan, Reading
from legation.record import (
    AUTHOR,
    FACTUALITY_SCORE,
    Actor,
    ActorMention,
    Claim,
    CodedBy,
    Event,
    EventType,
    FactualityValue,
    QuantityKind,
    Quote,
    Record,
    Span,
    content_id,
)
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc
    from legation.tokens import Span as SpacySpan

# What these introduce is taken for granted, whatever the verb above says of it.
DEFINITE = ("the", "this", "that", "these", "those")


def record(reading: Reading, coded_by: CodedBy, *, min_confidence: float = 0.0) -> Record:
    """The record of a reading that has every layer up to claims, without events below ``min_confidence``."""
    from legation.attribution.claims import find_author
    from legation.events import standing

    own = () if is_report(reading) else find_author(reading, reading.claims)
    spans = (*reading.claims, *own)
    reading = replace(reading, claims=asserted(reading))
    coder = EventCoder(reading)
    events = _events(reading, coder, min_confidence)
    claims = claims_of(reading, listed(reading, spans), events)
    interests = standing.interests(reading, coder.participants)
    agreed = standing.agreements(reading, coder.participants, events)
    related = standing.relations(reading, coder.participants)
    foretold = standing.forecasts(reading)
    told = {
        *(a for e in events for a in (*e.source, *e.target, *e.absent, e.holder)),
        *(c.holder for c in claims),
        *(a for agreement in agreed for a in agreement.parties),
        *(a for r in related for a in (r.source, r.target, r.holder)),
        *(a for i in interests for a in (i.actor, i.holder)),
        *(f.holder for f in foretold),
    }
    return Record(
        document=reading.document,
        coded_by=coded_by,
        boilerplate=tuple(Span(start=s, end=e) for s, e in reading.boilerplate),
        actors=tuple(a for a in _with_hosts(reading, coder, events) if a.id in told or not _in_passing(a)),
        events=events,
        claims=claims,
        agreements=agreed,
        relations=related,
        interests=interests,
        forecasts=foretold,
    )


def _in_passing(actor: Actor) -> bool:
    """Somebody unnamed ("women", "an inmate"), or a name of which nothing is known: an actor only where it does something."""
    if all(m.form == "nominal" for m in actor.mentions):
        passing = actor.kind in ("group", "company", "outlet") and actor.country is None and actor.sector != "MIL"
        return actor.kind == "person" or passing
    return actor.kind in ("organization", "person") and actor.country is None and actor.sector is None


def _factuality(doc: Doc, judged: Judge, candidate: Candidate) -> FactualityValue:
    """As judged at the trigger; of a noun that nothing presupposes, at the verb over it where that is less than certain."""
    value = judged.judge(candidate.trigger).value
    if candidate.turned:
        return cast(FactualityValue, value.replace("-", "+"))
    if candidate.carrier is not None:
        carried = judged.judge(candidate.carrier).value
        inside = doc[candidate.carrier].head.i == candidate.trigger  # "arrests made so far": its own clause tells
        return carried if inside or value == "CT+" else value
    if value != "CT+" or candidate.proposition.kind != "noun":
        return value
    token = doc[candidate.trigger]
    if any(c.lower_ in DEFINITE for c in token.children if c.dep_ == "det"):
        return value
    verb = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
    open_verb = verb is not None and any(c.tag_ == "MD" for c in verb.children)
    return judged.judge(verb.i).value if verb is not None and open_verb else value


def _with_hosts(reading: Reading, coder: EventCoder, events: Sequence[Event]) -> tuple[Actor, ...]:
    """The actors of the reading, and those who take part in an event only as owners or inhabitants of a place."""
    used = {a for e in events for a in (*e.source, *e.target)}
    names = {state["id"]: state["name"] for state in load("actors/states.yaml")}
    owners = {
        state: tuple(
            ActorMention(start=start, end=end, text=reading.document.text[start:end], form="metonym")
            for start, end in spans
        )
        for state, spans in coder.participants.hosts.items()
        if state in used
    }
    known = [_placed(actor, owners.pop(actor.id, ())) for actor in reading.actors]
    added = [
        Actor(id=state, name=names.get(state, state), kind="state", country=state, sector="GOV", mentions=mentions)
        for state, mentions in owners.items()
    ]
    return (*known, *added, *(p for key, p in coder.participants.peoples.items() if key in used))


def _placed(actor: Actor, places: Sequence[ActorMention]) -> Actor:
    """An actor with the places by which it takes part among its mentions."""
    there = {(m.start, m.end) for m in actor.mentions}
    more = tuple(m for m in places if (m.start, m.end) not in there)
    if not more:
        return actor
    mentions = tuple(sorted((*actor.mentions, *more), key=lambda m: (m.start, m.end)))
    return actor.model_copy(update={"mentions": mentions})


def tellings(reading: Reading, coder: EventCoder, details: Details, judged: Judge) -> list[Telling]:
    """Every candidate of the reading with its circumstances and factuality, joined."""
    doc = reading.parsed
    sentence_of = dict(enumerate(doc.sentence_of))
    missing = absences(reading, coder.participants)
    found = []
    decided = Decider(reading, coder, missing).revise(coder.candidates())
    told = {c.trigger for c in decided}
    decided = sorted((*decided, *(c for c in coder.echoes() if c.trigger not in told)), key=lambda c: c.trigger)
    candidates = attendees(reading, coder.participants, without_press(reading, decided))
    for candidate in exclusions(candidates, missing):
        value = candidate.given or _factuality(doc, judged, candidate)
        taken = frozenset((*candidate.source_tokens, *candidate.target_tokens))
        found.append(
            Telling(
                candidate=candidate,
                factuality=value,
                place=details.place(candidate.proposition, taken),
                date=details.date(candidate.proposition),
                sentence=sentence_of[candidate.trigger],
                own=len({*candidate.source, *candidate.target}),
            )
        )
    carry_dates(reading, found)
    country = {a.id: a.country for a in reading.actors}
    joined = Joiner(doc, country).join(found)
    attach(missing, joined, sentence_of)
    return joined


def _events(reading: Reading, coder: EventCoder, min_confidence: float) -> tuple[Event, ...]:
    details, judged, figures = Details(reading), Judge(reading.parsed), Figures(reading)
    told = tellings(reading, coder, details, judged)
    return tuple(
        _event(reading, figures, judged, telling)
        for telling in told
        if confidence(telling.candidate, telling) >= min_confidence
    )


def _event(reading: Reading, figures: Figures, judged: Judge, telling: Telling) -> Event:
    doc = reading.parsed
    candidate = telling.candidate
    trigger = doc[candidate.trigger]
    claim = _holder_of(reading.claims, trigger.idx)
    sentence = trigger.sent
    span = Quote(
        start=trigger.idx,
        end=trigger.idx + len(trigger),
        text=reading.document.text[trigger.idx : trigger.idx + len(trigger)],
    )
    quantities = figures.of(candidate.proposition, candidate.type, cast(QuantityKind | None, candidate.counts))
    contexts = plover.contexts_of([t.lemma_.lower() for t in sentence])
    return Event(
        id=content_id(
            "event", reading.document.id, candidate.type, span.start, span.end, candidate.source, candidate.target
        ),
        type=cast(EventType, candidate.type),
        mode=candidate.mode,
        contexts=contexts,
        quad=plover.quad(candidate.type),
        source=candidate.source,
        target=candidate.target,
        absent=tuple(telling.absent),
        trigger=span,
        sentence=_sentence(sentence),
        mentions=tuple(_sentence_mention(reading, t) for t in telling.again),
        place=as_place(telling.place) if telling.place else None,
        date=as_when(telling.date) if telling.date else None,
        quantities=quantities,
        factuality=cast(FactualityValue, telling.factuality),
        factuality_score=FACTUALITY_SCORE[telling.factuality],
        holder=claim.holder if claim else AUTHOR,
        cue=_quote(reading, claim.cue) if claim and claim.cue else None,
        confidence=confidence(candidate, telling),
        explanation=_explanation(reading, judged, candidate, telling),
    )


def _explanation(reading: Reading, judged: Judge, candidate: Candidate, telling: Telling) -> dict[str, object]:
    doc = reading.parsed
    return {
        "rule": candidate.rule,
        "words": candidate.words,
        "weight": round(candidate.weight, 3),
        "predicate": doc[candidate.trigger].lemma_,
        "roles": list(candidate.roles),
        "source": [doc[i].text for i in candidate.source_tokens],
        "target": [doc[i].text for i in candidate.target_tokens],
        "paths": {
            doc[i].text: shown(path(doc, candidate.trigger, i))
            for i in (*candidate.source_tokens, *candidate.target_tokens)
        },
        "factuality": list(judged.judge(candidate.trigger).reasons)
        if candidate.given is None
        else [f"kept as {candidate.given}"],
        "joined": len(telling.again),
        **_judgement(candidate),
    }


def _judgement(candidate: Candidate) -> dict[str, object]:
    judged = candidate.judged
    if judged is None:
        return {}
    return {
        "judge": {
            "event": round(judged.event, 3),
            "type": round(judged.type, 3),
            "participants": [round(share, 3) for share in judged.parts],
            "left out": round(judged.beside, 3),
            "other types": dict(judged.rivals),
            "reasons": [name for name, _ in judged.reasons],
        }
    }


def _sentence(sentence: SpacySpan) -> Span:
    """A sentence's characters without space (or blanked debris) at its ends."""
    words = [token for token in sentence if not token.is_space] or list(sentence)
    return Span(start=words[0].idx, end=words[-1].idx + len(words[-1]))


def _sentence_mention(reading: Reading, telling: Telling) -> Span:
    token = reading.parsed[telling.candidate.trigger]
    return Span(start=token.idx, end=token.idx + len(token))


def _holder_of(claims: Iterable[ClaimSpan], position: int) -> ClaimSpan | None:
    """The innermost attribution whose content holds ``position``."""
    inside = [c for c in claims if c.content[0] <= position < c.content[1]]
    return min(inside, key=lambda c: (c.content[1] - c.content[0], c.content[0])) if inside else None


def claims_of(reading: Reading, spans: Iterable[ClaimSpan], events: Sequence[Event]) -> tuple[Claim, ...]:
    """Claim spans as the record writes them, in text order, each once; ``about`` names the events inside the content."""
    found = []
    for span in sorted(spans, key=lambda c: (c.content, c.cue or (0, 0), c.source or (0, 0))):
        start, end = span.content
        found.append(
            Claim(
                id=content_id("claim", reading.document.id, span.content, span.cue, span.source, span.holder),
                content=Span(start=start, end=end),
                cue=_quote(reading, span.cue) if span.cue else None,
                holder=span.holder,
                source=Span(start=span.source[0], end=span.source[1]) if span.source else None,
                factuality=span.factuality,
                about=tuple(e.id for e in events if start <= e.trigger.start < end),
            )
        )
    return tuple({claim.id: claim for claim in found}.values())


def _quote(reading: Reading, span: tuple[int, int]) -> Quote:
    return Quote(start=span[0], end=span[1], text=reading.document.text[span[0] : span[1]])
