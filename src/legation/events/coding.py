"""Propositions and actors → candidate events: frames matched, participants filled in, embedded events shifted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from legation.codebook import plover
from legation.codebook.frames import Condition, Shift, shifts
from legation.events.candidate import Candidate
from legation.events.matching import Match, Matcher
from legation.events.participants import Participants
from legation.layers import Proposition, Reading
from legation.record import Actor

if TYPE_CHECKING:
    from legation.tokens import Doc

# Where the one who asks, promises or refuses stands, and the one addressed, by kind of governing predicate.
GOVERNOR_SOURCE = ("subject", "agent", "prep:by", "possessor", "modifier", "prep:from", "prep:of")
GOVERNOR_TARGET = ("object", "recipient", "prep:to", "prep:on", "prep:with", "prep:against", "prep:from", "prep:at")
# Acts that a state may do to its own people, who then are those who live at the place ("shelled Idlib").
AT_HOME = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "CONCEDE", "AID", "PROTEST")
TOPICS = ("prep:on", "prep:over", "prep:about", "prep:in", "prep:at", "prep:for", "prep:regarding")
AUXILIARY = ("auxiliary",)
COMMITMENTS = ("AGREE", "CONCEDE")
REFUSAL_WEIGHT = 0.7
ACTING_KINDS = ("state", "organization", "group", "igo")
NAMED_IN_RELATION = {"complement": ("clause",), "infinitive": ("infinitive", "clause")}


class EventCoder:
    """Codes the events of one reading."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc: Doc = reading.parsed
        self._actors: dict[str, Actor] = {a.id: a for a in reading.actors}
        self.participants = Participants(reading)
        self.matcher = Matcher(self._doc, reading.propositions)
        self.matches: dict[int, list[Match]] = {}
        """What frames hold of each predicate, the most particular first; filled by :meth:`candidates`."""
        self.consumed: set[int] = set()
        """Predicates that another candidate has read already; filled by :meth:`candidates`."""
        self.read: frozenset[int] = frozenset()

    def echoes(self) -> list[Candidate]:
        """Definite nouns that can only name an event again ("the offensive"), without participants; after :meth:`candidates`."""
        found = []
        for index, matches in sorted(self.matches.items()):
            if index not in self.read and index not in self.consumed and all(m.echo for m in matches):
                frame = matches[0].frame
                bare = Candidate(
                    index,
                    frame.type,
                    frame.mode,
                    (),
                    (),
                    (),
                    (),
                    frame.symmetric,
                    frame.weight,
                    frame.id,
                    matches[0].words.text,
                    matches[0].proposition,
                )
                found.append(bare)
        return found

    def candidates(self) -> list[Candidate]:
        """One candidate a predicate, in text order, after shifts; nouns consumed by their verb's frame are left out."""
        matched: dict[int, Candidate] = {}
        carried: dict[int, list[int]] = {}
        consumed: dict[int, str] = {}
        for proposition in self._reading.propositions:
            best = self._best(proposition)
            if best is None:
                continue
            candidate, match = best
            matched[proposition.predicate] = candidate
            if match.carrier is not None:
                carried.setdefault(match.carrier, []).append(proposition.predicate)
            if match.kind == "verb":
                consumed.update(dict.fromkeys(self._consumed(match), candidate.type))
        known = {*matched, *consumed, *carried}
        for verb, nouns in carried.items():
            for noun in self._light_or_full(matched, verb, nouns):
                consumed.pop(noun, None)
        kept = {i: c for i, c in matched.items() if not self._read_already(c, consumed)}
        shifted = self._shifted(kept)
        self.consumed = known - set(shifted)
        self.read = frozenset(shifted)
        return [shifted[i] for i in sorted(shifted)]

    def _light_or_full(self, matched: dict[int, Candidate], verb: int, nouns: list[int]) -> list[int]:
        """Of a light verb and its noun ("held talks") one event: the noun's, unless the verb's frame is more particular.

        Drops the other from ``matched`` and returns the nouns that stand.
        """
        full = matched.get(verb)
        there = [matched[i] for i in nouns if i in matched]
        if full is None or not there:
            return nouns
        if _people(full) > max(_people(c) for c in there):
            for noun in nouns:
                matched.pop(noun, None)
            return []
        matched.pop(verb)
        return nouns

    def _read_already(self, candidate: Candidate, consumed: dict[int, str]) -> bool:
        """Whether a noun is only part of what its verb has said ("sign an agreement"), and no event besides it.

        A clash of force that somebody condemns, and a meeting with company of its own, are events besides it.
        """
        verb_type = consumed.get(candidate.trigger)
        if verb_type is None or candidate.proposition.kind == "verb" or _peopled(candidate):
            return False
        return candidate.type == verb_type or plover.quad(candidate.type).startswith("verbal")

    def _best(self, proposition: Proposition) -> tuple[Candidate, Match] | None:
        """The first match that has participants; without any, the first match."""
        first: tuple[Candidate, Match] | None = None
        matches = self.matcher.matches(proposition)
        if matches:
            self.matches[proposition.predicate] = matches
        for match in (m for m in matches if not m.echo):
            candidate = self._fill(match)
            if candidate is None:
                continue
            if candidate.source and (candidate.target or candidate.symmetric):
                return candidate, match
            if first is None or (
                not first[0].source and not first[0].target and (candidate.source or candidate.target)
            ):
                first = (candidate, match)
        return first

    def _fill(self, match: Match) -> Candidate | None:
        source, source_tokens, source_role = self._first(match, match.frame.source[match.kind], taken=())
        if match.frame.symmetric:
            source, source_tokens = self._everybody(match)
            target: tuple[str, ...] = ()
            target_tokens: tuple[int, ...] = ()
            target_role = None
        else:
            target, target_tokens, target_role = self._first(match, match.frame.target[match.kind], taken=source_tokens)
            target = tuple(a for a in target if a not in source)
            if not source and match.kind == "noun":
                source, source_tokens = self._by_modifier(match, target)
            if not target:
                target, target_tokens, target_role = self._host(match, source)
            if not target:
                target, target_tokens, target_role = self._within(match, source, taken=source_tokens)
        if not all(self._sector_holds(c, source, target) for c in match.frame.when):
            return None
        if any(c.test == "sector" and self._sector_holds(c, source, target) for c in match.frame.unless):
            return None
        return Candidate(
            trigger=match.proposition.predicate,
            type=match.frame.type,
            mode=match.frame.mode,
            source=source,
            target=target,
            source_tokens=source_tokens,
            target_tokens=target_tokens,
            symmetric=match.frame.symmetric,
            weight=match.frame.weight,
            rule=match.frame.id,
            words=match.words.text,
            proposition=match.proposition,
            roles=tuple(r for r in (source_role, target_role) if r),
            conditions=len(match.frame.when) + len(match.words.others),
            carrier=match.carrier,
            counts=match.frame.quantity,
            turned="not" in match.words.others,
        )

    def _first(
        self, match: Match, roles: Iterable[str], *, taken: tuple[int, ...]
    ) -> tuple[tuple[str, ...], tuple[int, ...], str | None]:
        """The actors of the first role that holds one, their tokens and the role."""
        for role in roles:
            tokens = tuple(i for i in match.tokens(role) if i not in taken and i != match.proposition.predicate)
            found = self.participants.all_at(tokens)
            if found:
                return found, tokens, role
        return (), (), None

    def _host(self, match: Match, source: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...], str | None]:
        """Where no actor is the target: the state whose place is; of the source's own state, those who live there."""
        at_home = {self._actors[a].country for a in source if a in self._actors}
        for role in match.frame.target[match.kind]:
            for token in match.tokens(role):
                owners = tuple(a for a in self.participants.host_at(token) if a not in at_home)
                if not owners and match.frame.type in AT_HOME:
                    owners = self.participants.people_at(token)
                if owners:
                    return owners, (token,), f"{role} (place)"
        return (), (), None

    def _within(
        self, match: Match, source: tuple[str, ...], *, taken: tuple[int, ...]
    ) -> tuple[tuple[str, ...], tuple[int, ...], str | None]:
        """Where a thing is hit, helped or held ("a camp in Chad"): the actor that the phrase in the target's role names."""
        for role in match.frame.target[match.kind]:
            if role in TOPICS:
                continue
            tokens = tuple(i for i in match.tokens(role) if i not in taken and i != match.proposition.predicate)
            found = tuple(a for a in self.participants.within(tokens) if a not in source)
            if found:
                return found, tokens, f"{role} (within)"
        return (), (), None

    def _by_modifier(self, match: Match, target: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        """ "the US drone assassination of X": a state or force before a noun acts, where the noun's victim is another."""
        tokens = match.tokens("modifier")
        found = self.participants.all_at(tokens)
        acting = tuple(
            a for a in found if a not in target and a in self._actors and self._actors[a].kind in ACTING_KINDS
        )
        return (acting, tokens) if acting and target else ((), ())

    def _everybody(self, match: Match) -> tuple[tuple[str, ...], tuple[int, ...]]:
        tokens: list[int] = []
        for role in (*match.frame.source[match.kind], *match.frame.target[match.kind]):
            if role in TOPICS:
                continue
            for i in match.tokens(role):
                if (
                    i not in tokens
                    and i != match.proposition.predicate
                    and not (role == "modifier" and self._is_topic(i))
                ):
                    tokens.append(i)
        everybody = self.participants.all_at(tokens)
        if len(everybody) == 1:
            everybody += self._host(match, everybody)[0]
        return everybody, tuple(tokens)

    def _is_topic(self, index: int) -> bool:
        """ "Syria talks" are about Syria; "Syrian talks" and "Russia-Syria talks" are held by those named."""
        token = self._doc.tokens[index]
        beside = {self._doc.tokens[i].text for i in (index - 1, index + 1) if 0 <= i < len(self._doc)}
        return bool(token.pos_ in ("PROPN", "NOUN") and not beside & {"-", "–", "/"})

    def _sector_holds(self, condition: Condition, source: tuple[str, ...], target: tuple[str, ...]) -> bool:
        if condition.test != "sector":
            return True
        chosen = target if condition.role == "target_is" else source
        return any(self._actors[a].sector in condition.lemmas for a in chosen if a in self._actors)

    def _consumed(self, match: Match) -> set[int]:
        """Nouns that a verb's frame has already read as part of its own meaning ("sign an agreement")."""
        found: set[int] = set()
        for condition in match.frame.when:
            if condition.test == "lemma":
                found.update(match.tokens(condition.role))
        for argument in match.arguments:
            lemma = self._doc.tokens[argument.token].lemma_.lower()
            if lemma in match.words.others:
                found.add(argument.token)
        return found

    # -- what a governing predicate makes of an event --------------------------------------------------------------

    def _shifted(self, matched: dict[int, Candidate]) -> dict[int, Candidate]:
        for index in sorted(matched, reverse=True):  # inner events first
            embedded = matched[index]
            for governor, relation in self._governors(embedded.proposition):
                shift, words = self._shift(governor, relation, embedded) or (None, "")
                if shift is None:
                    continue
                matched[governor.predicate] = self._under(shift, words, governor, embedded)
                if shift.keep_embedded is None:
                    matched.pop(index, None)
                else:
                    matched[index] = replace(
                        self._acted_by_addressee(embedded, shift, governor), given=shift.keep_embedded
                    )
                break
            else:
                matched[index] = self._ahead(embedded)
        return matched

    def _governors(self, proposition: Proposition) -> Iterable[tuple[Proposition, tuple[str, ...]]]:
        """The predicate above, and the one above its light verb, with the relations the embedded event bears to it."""
        by_token = self.matcher.propositions
        if proposition.parent is None or proposition.relation is None:
            return
        above = by_token.get(proposition.parent)
        if above is None:
            return
        yield above, NAMED_IN_RELATION.get(proposition.relation, (proposition.relation,))
        carried = proposition.kind == "noun" and self.matcher.light_over(proposition) is not None
        if (carried or proposition.relation == "coordination") and above.parent is not None:
            higher = by_token.get(above.parent)
            if higher is not None and above.relation is not None:
                yield higher, NAMED_IN_RELATION.get(above.relation, (above.relation,))

    def _shift(self, governor: Proposition, relation: tuple[str, ...], embedded: Candidate) -> tuple[Shift, str] | None:
        for shift, words in shifts().get((governor.kind, governor.lemma.split(" ", 1)[0]), ()):
            if shift.negated and not governor.negated:
                continue
            if not set(relation) & set(shift.relation) or not shift.takes(embedded.type, embedded.mode):
                continue
            if self.matcher.has_words(words, governor):
                return shift, words.text
        return None

    def _under(self, shift: Shift, words: str, governor: Proposition, embedded: Candidate) -> Candidate:
        source, source_tokens = self._actors_in(governor, GOVERNOR_SOURCE)
        target, target_tokens = self._actors_in(governor, GOVERNOR_TARGET)
        target = tuple(a for a in target if a not in source)
        if shift.target == "inherit":
            inherited = tuple(a for a in (*embedded.target, *embedded.source) if a not in source)
            target, target_tokens = inherited or target, (*embedded.target_tokens, *embedded.source_tokens)
        elif not target:
            target = tuple(a for a in embedded.source if a not in source)
            target_tokens = embedded.source_tokens
        refused = embedded.proposition.negated and shift.becomes in COMMITMENTS  # "decided not to honour it"
        return Candidate(
            trigger=governor.predicate,
            type="REJECT" if refused else shift.becomes,
            mode=None if refused else shift.mode(embedded.type, embedded.mode),
            source=source,
            target=target,
            source_tokens=source_tokens,
            target_tokens=target_tokens,
            symmetric=False,
            weight=max(shift.weight * embedded.weight, REFUSAL_WEIGHT) if refused else shift.weight * embedded.weight,
            rule=shift.id,
            words=f"{words} › {embedded.words}",
            turned=shift.negated,
            proposition=governor,
            conditions=1,
        )

    def _ahead(self, candidate: Candidate) -> Candidate:
        """What "will", "would" and "will not" make of the act that they speak of: a promise or a refusal."""
        proposition = candidate.proposition
        if proposition.kind != "verb" or proposition.modal is None or proposition.question:
            return candidate
        for shift, _ in shifts().get(("verb", proposition.modal), ()):
            if shift.relation != AUXILIARY or shift.negated != proposition.negated:
                continue
            if shift.takes(candidate.type, candidate.mode):
                return replace(
                    candidate,
                    type=shift.becomes,
                    mode=shift.mode(candidate.type, candidate.mode),
                    weight=shift.weight * candidate.weight,
                    rule=shift.id,
                    words=candidate.words,
                    symmetric=False,
                    turned=shift.negated,
                )
        return candidate

    def _acted_by_addressee(self, embedded: Candidate, shift: Shift, governor: Proposition) -> Candidate:
        """ "urged Iran to withdraw": the one addressed is the one who would withdraw."""
        if embedded.source or shift.target != "own":
            return embedded
        target, tokens = self._actors_in(governor, GOVERNOR_TARGET)
        return replace(embedded, source=target, source_tokens=tokens)

    def _actors_in(self, proposition: Proposition, roles: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        for role in roles:
            tokens = proposition.roles(role)
            found = self.participants.all_at(tokens)
            if found:
                return found, tokens
        return (), ()


def _people(candidate: Candidate) -> int:
    return len({*candidate.source, *candidate.target})


def _peopled(candidate: Candidate) -> bool:
    """Whether a noun that its verb has read already names participants of its own: "excluded from talks with the rebels"."""
    own = [
        a
        for a in candidate.proposition.arguments
        if a.via == "direct" and a.role in ("prep:with", "prep:between", "possessor")
    ]
    return bool(candidate.source and own and candidate.symmetric)
