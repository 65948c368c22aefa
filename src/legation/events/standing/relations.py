"""Standing ties between two actors: alliance, support, rivalry, enmity, dependence, control, mediation, occupation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

from legation.events.matching import Match
from legation.events.participants import Participants
from legation.events.standing.framing import framed, hedged
from legation.events.standing.sides import Tie as _Tie
from legation.events.standing.sides import in_support
from legation.events.standing.spans import holder_at, overlap, span
from legation.layers import Reading
from legation.record import Actor, Relation, Sign, content_id
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

FILE = "standing/relations.yaml"
TURNED: dict[str, Sign] = {"+": "-", "-": "mixed", "mixed": "mixed"}
MOST_PER_TIE = 4  # pairs that one predicate may tie
# Ties that an actor may have to the ground of a state, named by a place.
GROUNDED = ("occupation",)
# A modal that leaves a tie open: "may clash" ties nobody.
OPEN = ("may", "might", "could", "would", "should")
# Ties that a verb of ending over their noun turns ("severed its ties"); a presence that is rejected is there nevertheless.
ENDED = ("alliance", "support", "communication", "membership")
# Clauses that share the openness of the verb over them.
GOVERNED = ("xcomp", "advcl", "conj", "pcomp", "prep")
# Ties that their noun tells as a deed, which may be planned only.
DONE = ("occupation",)
HYPHENS = ("-", "–", "‑")
# Sectors of a state's own organs: that a state supports its own army is no tie.
OWN = ("GOV", "MIL", "SPY", "COP", "LEG", "JUD", "CVL", "SOC")
OWN_KINDS = ("support", "alliance", "control", "membership", "dependence", "communication")


def relations(reading: Reading, participants: Participants) -> tuple[Relation, ...]:
    """The ties that ``reading`` asserts, in text order; one a pair, kind and stretch of text."""
    known = {a.id: a for a in reading.actors}
    found: dict[tuple[str, str, str], list[Relation]] = {}
    for tie in (
        *_from_frames(reading, participants),
        *_from_hyphens(reading, participants),
        *in_support(reading, participants),
    ):
        if _within(known, tie):
            continue
        first, second = sorted((tie.source, tie.target))
        same = found.setdefault((first, second, tie.kind), [])
        relation = _written(reading, tie)
        if not any(overlap(relation.evidence, earlier.evidence) for earlier in same):
            same.append(relation)
    written = (relation for same in found.values() for relation in same)
    return tuple(sorted(written, key=lambda r: (r.evidence.start, r.source, r.target, r.kind)))


def _within(known: dict[str, Actor], tie: _Tie) -> bool:
    """Whether a tie joins an actor to a part of itself, or a member to no body."""
    a, b = known.get(tie.source), known.get(tie.target)
    if a is None or b is None:
        return False
    if tie.kind == "membership" and b.kind == "person":
        return True
    if tie.kind not in OWN_KINDS or a.country is None or a.country != b.country:
        return False
    whole, part = (a, b) if a.kind == "state" else (b, a)
    if part.kind == "person":
        return whole.kind == "state" and whole is b and tie.kind == "support"
    return whole.kind == "state" and part.sector in OWN


def _from_frames(reading: Reading, participants: Participants) -> Iterator[_Tie]:
    doc = reading.parsed
    for proposition, matches in framed(reading, FILE):
        if proposition.question or (proposition.kind == "verb" and _left_open(doc[proposition.predicate])):
            continue
        for match in matches:
            pairs = _pairs(doc, match, participants)
            if not pairs:
                continue
            above = doc[proposition.predicate].head
            if proposition.kind == "noun" and match.frame.type in DONE and _left_open(above):
                break
            if _forgone(doc[proposition.predicate]) or (match.frame.mode == "-" and _sign(doc, match) != "-"):
                break  # "is not attacking", "refrained from annexing": no quarrel is told, nor a tie
            sign = _sign(doc, match)
            first, last = _evidence(doc, match)
            for source, target in pairs[:MOST_PER_TIE]:
                yield _Tie(proposition.predicate, source, target, sign, match.frame.type, first, last)
            break


def _forgone(token: Token) -> bool:
    """Whether a deed is kept from ("refrained from annexing") or denied in a pair ("neither an enemy nor …")."""
    data = load("standing/carriers.yaml")
    if token.dep_ == "pcomp" and token.head.head.lemma_.lower() in data["forgoing"]:
        return True
    return any(c.lower_ in data["correlative"] for c in token.children if c.i < token.i) or (
        token.dep_ == "attr" and any(c.lower_ in data["correlative"] for c in token.head.children if c.i < token.i)
    )


def _left_open(token: Token) -> bool:
    """Whether a modal of possibility stands over a verb, in its own clause or in one that takes it as complement."""
    for _ in range(4):
        if any(c.dep_ == "aux" and c.lower_ in OPEN for c in token.children):
            return True
        if token.dep_ not in GOVERNED:
            break
        token = token.head
    return False


def _sign(doc: Doc, match: Match) -> Sign:
    sign: Sign = match.frame.mode or "+"  # type: ignore[assignment]
    token = doc[match.proposition.predicate]
    above = token.head if match.kind == "noun" else token
    data = load("standing/carriers.yaml")
    if match.kind == "noun" and token.dep_ == "pobj" and above.head.lemma_.lower() in data["lacking"]:
        return TURNED[sign]
    if match.proposition.negated or _denied(above, data["refusing"], verb=match.kind != "noun"):
        return TURNED[sign]
    ending = match.kind == "noun" and match.frame.type in ENDED and above.lemma_.lower() in data["ending"]
    if sign == "+" and ending:
        return "-"
    return "mixed" if sign == "+" and (hedged(token) or hedged(above)) else sign


def _pairs(doc: Doc, match: Match, participants: Participants) -> list[tuple[str, str]]:
    frame = match.frame
    sources = _first(doc, match, frame.source[match.kind], participants, ())
    if _reciprocal(doc, match):
        return list(combinations(sources, 2))
    targets = _first(doc, match, frame.target[match.kind], participants, sources)
    if not targets and sources and frame.type in GROUNDED:
        targets = _ground(match, participants, sources)
    if frame.symmetric and not targets and not _ended(doc, match):
        several = (_first(doc, match, (role,), participants, ()) for role in frame.source[match.kind])
        return list(combinations(next((found for found in several if len(found) > 1), sources), 2))
    predicate = match.proposition.predicate
    if sources and not set(sources) & set(participants.exactly(predicate)) and "self" in frame.source[match.kind]:
        # "its Iranian and Russian allies" read as the two states: the group that the phrase would be is not their ally
        group = participants.exactly(predicate) if set(participants.at(predicate)) == set(sources) else ()
        targets = tuple(b for b in targets if b not in group)
    if "self" not in (*frame.source[match.kind], *frame.target[match.kind]) and match.kind == "noun":
        # "a military alliance": the tie's own noun is no party to it
        itself = participants.exactly(predicate)
        sources, targets = tuple(a for a in sources if a not in itself), tuple(b for b in targets if b not in itself)
    return [(a, b) for a in sources for b in targets if a != b]


def _denied(token: Token, refusing: list[str], *, verb: bool) -> bool:
    """Whether what stands over a verb or noun as its governor is negated or refuses ("is not willing to support")."""
    turned = False
    for depth in range(3):
        if depth or not verb:
            turned ^= token.lemma_.lower() in refusing
            turned ^= any(c.dep_ == "neg" for c in token.children)
        if token.dep_ not in ("xcomp", "acomp"):
            break
        token = token.head
    return turned


def _ended(doc: Doc, match: Match) -> bool:
    """Whether the noun stands under a verb of ending whose subject need not be a party ("X wants to end the war")."""
    above = doc[match.proposition.predicate].head
    own = any(a.via != "light" and a.role in ("prep:between", "possessor", "prep:of") for a in match.arguments)
    return not own and above.lemma_.lower() in load("standing/carriers.yaml")["ending"]


def _reciprocal(doc: Doc, match: Match) -> bool:
    """Whether what stands against the subject is "each other"."""
    words = load("standing/carriers.yaml")["reciprocal"]
    return any(
        doc[a.token].lower_ in words and doc[a.token].i > 0 and doc[a.token - 1].lower_ in ("each", "one")
        for a in match.arguments
        if a.role not in ("subject", "agent")
    )


def _first(
    doc: Doc, match: Match, roles: Iterable[str], participants: Participants, taken: tuple[str, ...]
) -> tuple[str, ...]:
    """The actors of the first of ``roles`` that names any but ``taken``."""
    for role in roles:
        tokens = match.tokens(role)
        if role == "modifier":
            tokens = _coupled(doc, tokens)
        if role != "self":
            tokens = tuple(i for i in tokens if i != match.proposition.predicate)
        named = (participants.exactly(i) for i in tokens) if role == "prep:in" else [participants.all_at(tokens)]
        found = tuple(dict.fromkeys(a for actors in named for a in actors if a not in taken))
        if found:
            return found
    return ()


def _coupled(doc: Doc, tokens: tuple[int, ...]) -> tuple[int, ...]:
    """With the first half of a coupled adjective ("Russian-Iranian")."""
    return tuple(
        dict.fromkeys(t for i in tokens for t in ((i - 2, i) if i > 1 and doc[i - 1].text in HYPHENS else (i,)))
    )


def _ground(match: Match, participants: Participants, taken: tuple[str, ...]) -> tuple[str, ...]:
    for role in ("object", "prep:in", "prep:over", "prep:of", "prep:on", "prep:into", "prep:across"):
        for token in match.tokens(role):
            found = tuple(a for a in participants.host_at(token) if a not in taken)
            if found:
                return found
    return ()


def _evidence(doc: Doc, match: Match) -> tuple[int, int]:
    """From the first to the last of the predicate and what it ties, inside the sentence."""
    predicate = doc[match.proposition.predicate]
    roles = {r.partition("/")[0] for r in (*match.frame.source[match.kind], *match.frame.target[match.kind])}
    tokens = [a.token for a in match.arguments if a.role in roles]
    sentence = predicate.sent
    inside = [predicate.i, *(i for i in tokens if sentence.start <= i < sentence.end)]
    return min(doc[i].left_edge.i if doc[i].pos_ != "VERB" else i for i in inside), max(inside)


def _from_hyphens(reading: Reading, participants: Participants) -> Iterator[_Tie]:
    """Ties told by a compound: "X-backed militias", "pro-X forces"."""
    doc = reading.parsed
    states = {m.text: m.actor for m in reading.mentions if len(m.actor) == 3}
    data: dict[str, Any] = load("standing/carriers.yaml")
    for token in doc[1:-1]:
        if token.text not in HYPHENS:
            continue
        left, right = doc[token.i - 1], doc[token.i + 1]
        for entry, name in ((data["behind"].get(right.lower_), left), (data["before"].get(left.lower_), right)):
            head = _head_after(right)
            if entry is None or head is None:
                continue
            named = participants.exactly(head.i)
            outer = tuple(a for a in participants.exactly(name.i) if a not in named)
            if not outer and name.text in states:
                outer = (states[name.text],)
            bearers = tuple(a for a in named if a not in outer)
            if not outer or not bearers:
                continue
            a, b = (outer[0], bearers[0]) if name is left else (bearers[0], outer[0])
            yield _Tie(right.i, a, b, entry[0], entry[1], min(left.i, token.i), head.i)


def _head_after(token: Token) -> Token | None:
    """The noun that a hyphenated word stands before."""
    above = token
    for _ in range(4):
        if above.i > token.i and above.pos_ in ("NOUN", "PROPN") and above.dep_ != "compound":
            return above
        if above.head.i < above.i or above.head.i == above.i or above.head.pos_ in ("VERB", "AUX"):
            break
        above = above.head
    return above if above.i > token.i and above.pos_ in ("NOUN", "PROPN") else None


def _written(reading: Reading, tie: _Tie) -> Relation:
    evidence = span(reading, tie.first, tie.last)
    holder = holder_at(reading.claims, reading.parsed[tie.predicate].idx)
    return Relation(
        id=content_id(
            "relation", reading.document.id, tie.source, tie.target, tie.kind, tie.sign, evidence.start, evidence.end
        ),
        source=tie.source,
        target=tie.target,
        sign=tie.sign,
        kind=tie.kind,  # type: ignore[arg-type]
        holder=holder,
        evidence=evidence,
    )
