"""What an actor wants or opposes: goals, efforts, fears, refusals."""

from __future__ import annotations

from legation.events.matching import Match, Matcher
from legation.events.participants import Participants
from legation.events.standing.spans import clause, holder_at, quote, span
from legation.layers import Reading
from legation.record import Interest, Stance, content_id

FILES = ("standing/interests.yaml",)
TURNED: dict[str, Stance] = {"wants": "opposes", "opposes": "wants"}
INSIDE_ANOTHER = 0  # an interest whose object lies in another's object by the same actor adds nothing


def interests(reading: Reading, participants: Participants) -> tuple[Interest, ...]:
    """The interests that ``reading`` ascribes to actors, in text order."""
    matcher = Matcher(reading.parsed, reading.propositions, FILES)
    found: list[Interest] = []
    for proposition in reading.propositions:
        for match in matcher.matches(proposition):
            actors = _actors(match, participants)
            wanted = _object(match)
            if actors and wanted is not None:
                found.extend(_interest(reading, match, actor, wanted) for actor in actors)
                break
    return tuple(sorted(_widest(found), key=lambda i: (i.evidence.start, i.object.start, i.actor)))


def _actors(match: Match, participants: Participants) -> tuple[str, ...]:
    for role in match.frame.source[match.kind]:
        found = participants.all_at(match.tokens(role))
        if found:
            return found
    return ()


def _object(match: Match) -> int | None:
    for role in match.frame.target[match.kind]:
        tokens = match.tokens(role)
        if tokens:
            return tokens[0]
    return None


def _interest(reading: Reading, match: Match, actor: str, wanted: int) -> Interest:
    doc = reading.parsed
    first, last = clause(doc[wanted])
    thing = quote(reading, first, last)
    predicate = match.proposition.predicate
    evidence = span(reading, min(predicate, first), max(predicate, last))
    negated = match.proposition.negated
    stance: Stance = TURNED[match.frame.type] if negated else match.frame.type  # type: ignore[assignment]
    return Interest(
        id=content_id("interest", reading.document.id, actor, stance, thing.start, thing.end),
        actor=actor,
        stance=stance,
        object=thing,
        holder=holder_at(reading.claims, doc[predicate].idx),
        evidence=evidence,
    )


def _widest(found: list[Interest]) -> list[Interest]:
    """Of interests of one actor, one inside the other, the outer."""
    kept: list[Interest] = []
    for item in sorted(found, key=lambda i: (-(i.object.end - i.object.start), i.object.start, i.actor)):
        inside = any(
            k.actor == item.actor and k.object.start <= item.object.start and item.object.end <= k.object.end
            for k in kept
        )
        if not inside:
            kept.append(item)
    return kept
