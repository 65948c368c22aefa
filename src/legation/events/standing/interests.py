"""What an actor wants or opposes: goals, efforts, fears, refusals, and what it does something for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from legation.events.matching import Match
from legation.events.participants import Participants
from legation.events.standing.framing import framed
from legation.events.standing.spans import clause, holder_at, quote, span
from legation.layers import Proposition, Reading
from legation.record import Interest, Stance, content_id
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

FILE = "standing/interests.yaml"
OPEN = ("would", "could", "may", "might", "should", "can")
TEMPORAL, PLACES = ("DATE", "TIME"), ("GPE", "LOC")
TURNED: dict[str, Stance] = {"wants": "opposes", "opposes": "wants"}


def interests(reading: Reading, participants: Participants) -> tuple[Interest, ...]:
    """The interests that ``reading`` ascribes to actors, in text order."""
    found = [*_from_frames(reading, participants), *_from_purposes(reading, participants)]
    return tuple(sorted(_widest(found), key=lambda i: (i.evidence.start, i.object.start, i.actor)))


def _from_frames(reading: Reading, participants: Participants) -> Iterator[Interest]:
    doc = reading.parsed
    by_token = {p.predicate: p for p in reading.propositions}
    for proposition, matches in framed(reading, FILE):
        if proposition.question or (proposition.negated and proposition.modal in OPEN):
            continue  # "would not press for it" opposes nothing
        for match in matches:
            actors, used = _actors(match, participants, by_token)
            actors = actors or _meant_before(doc, match, participants, by_token)
            wanted = _object(doc, match, used)
            if actors and wanted is not None:
                stance: Stance = match.frame.type  # type: ignore[assignment]
                if proposition.negated:
                    stance = TURNED[stance]
                yield from (_interest(reading, proposition.predicate, stance, actor, wanted) for actor in actors)
                break


def _actors(
    match: Match, participants: Participants, by_token: dict[int, Proposition]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Whose interest it is; for a noun that names nobody, the subject of the verb that it hangs on ("in a bid to …")."""
    for role in match.frame.source[match.kind]:
        tokens = match.tokens(role)
        found = participants.all_at(i for i in tokens if i != match.proposition.predicate)
        if found:
            return found, tokens
    proposition = match.proposition
    above = by_token.get(proposition.parent) if proposition.parent is not None else None
    if match.kind == "noun" and above is not None and (proposition.relation or "").startswith("prep:"):
        return participants.all_at(above.roles("subject", "agent")), ()
    return (), ()


def _meant_before(
    doc: Doc, match: Match, participants: Participants, by_token: dict[int, Proposition]
) -> tuple[str, ...]:
    """Of "this is an attempt to …": whoever did what the sentence before tells."""
    predicate = doc[match.proposition.predicate]
    pointing = any(doc[i].lower_ in ("this", "that", "it") for i in match.tokens("subject"))
    if match.kind != "noun" or not pointing or predicate.sent.start == 0:
        return ()
    told = by_token.get(doc[predicate.sent.start - 1].sent.root.i)
    for _ in range(2):
        clauses = told.roles("clause") if told is not None else ()
        told = by_token.get(clauses[0], told) if clauses else told
    return participants.all_at(told.roles("subject")) if told is not None else ()


def _object(doc: Doc, match: Match, used: tuple[int, ...]) -> int | None:
    """The head of what is wanted: the first target role that holds more than a pointer or the one who wants it."""
    empty = load("standing/purposes.yaml")["empty"]
    for role in match.frame.target[match.kind]:
        for index in match.tokens(role):
            token = doc[index]
            related = token.dep_ == "relcl" or (
                role == "clause" and token.tag_ in ("VBN", "VBD") and token.dep_ == "acl"
            )
            related = related or (role == "clause" and token.left_edge.tag_ in ("WRB", "WDT"))
            if related or index == match.proposition.predicate or index in used:
                continue
            bare = not any(c.dep_ in ("prep", "acl", "poss") and c.lower_ != "its" for c in token.children)
            if _is_setting(token, role):
                continue
            if token.lower_ in empty or (bare and token.lemma_.lower() in empty):
                continue
            return index
    return None


def _is_setting(token: Token, role: str) -> bool:
    """Whether a noun gives the place or time of an interest ("its interests in Chad"), not what it is in."""
    if token.ent_type_ in TEMPORAL:
        return True
    return role.endswith("prep:in") and token.ent_type_ in PLACES and token.pos_ == "PROPN"


def _from_purposes(reading: Reading, participants: Participants) -> Iterator[Interest]:
    """What somebody does something for: "sent troops to keep the road open"."""
    doc = reading.parsed
    data: dict[str, Any] = load("standing/purposes.yaml")
    for proposition in reading.propositions:
        if proposition.kind != "verb" or proposition.parent is None or proposition.relation == "complement":
            continue
        token = doc[proposition.predicate]
        if not _is_purpose(token, data) or proposition.negated:
            continue
        actors = participants.all_at(proposition.roles("subject"))
        yield from (_interest(reading, token.i, "wants", actor, token.i) for actor in actors)


def _is_purpose(token: Token, data: dict[str, Any]) -> bool:
    """An infinitive that a deliberate act is done for, none of result, degree or comment."""
    if token.dep_ not in ("advcl", "acl") or token.tag_ != "VB" or token.lemma_.lower() in data["results"]:
        return False
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children):
        return False
    if token.dep_ == "acl":
        return token.head.lower_ == "order"
    above = token.head
    if above.dep_ == "acl" and above.tag_ == "VBN":
        return False  # "powers provided to defend it": the purpose is the giver's
    if any(c.dep_ == "dobj" and c.lower_ in data["slight"] for c in above.children):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ in ("order", "so") for c in token.children)
    deliberate = above.lemma_.lower() not in data["undeliberate"] and not any(
        c.dep_ == "attr" or c.lower_ in ("too", "enough") for c in above.children
    )
    return above.pos_ == "VERB" and above.i < token.i and (marked or deliberate)


def _interest(reading: Reading, predicate: int, stance: Stance, actor: str, wanted: int) -> Interest:
    doc = reading.parsed
    first, last = clause(doc[wanted])
    thing = quote(reading, first, last)
    evidence = span(reading, min(predicate, first), max(predicate, last))
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
