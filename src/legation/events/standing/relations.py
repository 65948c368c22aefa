"""Standing ties between two actors: alliance, support, rivalry, enmity, dependence, control, mediation, occupation."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from legation.events.matching import Match, Matcher
from legation.events.participants import Participants
from legation.events.standing.spans import holder_at, span
from legation.layers import Reading
from legation.record import Relation, Sign, content_id

FILES = ("standing/relations.yaml",)
TURNED: dict[str, Sign] = {"+": "-", "-": "mixed", "mixed": "mixed"}
MOST_PER_TIE = 6  # pairs that one predicate may tie


def relations(reading: Reading, participants: Participants) -> tuple[Relation, ...]:
    """The ties that ``reading`` asserts, in text order; one a pair, kind, sign and sentence."""
    matcher = Matcher(reading.parsed, reading.propositions, FILES)
    found: dict[tuple[str, str, str, int], Relation] = {}
    for proposition in reading.propositions:
        for match in matcher.matches(proposition):
            pairs = _pairs(match, participants)
            if not pairs:
                continue
            for source, target in pairs[:MOST_PER_TIE]:
                relation = _relation(reading, match, source, target)
                sentence = reading.parsed[proposition.predicate].sent.start
                pair = tuple(sorted((source, target)))
                found.setdefault((pair[0], pair[1], relation.kind, sentence), relation)
            break
    return tuple(sorted(found.values(), key=lambda r: (r.evidence.start, r.source, r.target, r.kind)))


def _pairs(match: Match, participants: Participants) -> list[tuple[str, str]]:
    frame = match.frame
    skip = match.proposition.predicate
    if frame.symmetric:
        tokens = [
            i for r in (*frame.source[match.kind], *frame.target[match.kind]) for i in match.tokens(r) if i != skip
        ]
        actors = participants.all_at(dict.fromkeys(tokens))
        return [(a, b) for a, b in combinations(actors, 2)]
    sources, used = _first(match, frame.source[match.kind], participants, ())
    targets, _ = _first(match, frame.target[match.kind], participants, used)
    return [(a, b) for a in sources for b in targets if a != b]


def _first(
    match: Match, roles: Iterable[str], participants: Participants, taken: tuple[int, ...]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    for role in roles:
        tokens = tuple(i for i in match.tokens(role) if i not in taken and i != match.proposition.predicate)
        found = participants.all_at(tokens)
        if found:
            return found, tokens
    return (), ()


def _relation(reading: Reading, match: Match, source: str, target: str) -> Relation:
    doc = reading.parsed
    tokens = [match.proposition.predicate, *(a.token for a in match.arguments if a.role != "clause")]
    sentence = doc[match.proposition.predicate].sent
    inside = [i for i in tokens if sentence.start <= i < sentence.end]
    evidence = span(reading, min(doc[i].left_edge.i if doc[i].pos_ != "VERB" else i for i in inside), max(inside))
    kind, sign = match.frame.type, match.frame.mode or "+"
    written: Sign = TURNED[sign] if match.proposition.negated else sign  # type: ignore[assignment]
    holder = holder_at(reading.claims, doc[match.proposition.predicate].idx)
    return Relation(
        id=content_id("relation", reading.document.id, source, target, kind, written, evidence.start, evidence.end),
        source=source,
        target=target,
        sign=written,
        kind=kind,  # type: ignore[arg-type]
        holder=holder,
        evidence=evidence,
    )
