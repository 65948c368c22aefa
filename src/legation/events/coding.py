"""Propositions and actors → candidate events: frames matched, participants filled in, embedded events shifted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from legation.codebook import plover
from legation.codebook.frames import Condition
from legation.events.candidate import Candidate
from legation.events.matching import Match, Matcher
from legation.events.participants import Participants
from legation.events.shifting import Shifter
from legation.layers import Proposition, Reading
from legation.record import Actor

if TYPE_CHECKING:
    from legation.tokens import Doc

# Acts that a state may do to its own people, who then are those who live at the place ("shelled Idlib").
AT_HOME = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "CONCEDE", "AID", "PROTEST")
# Acts that only a state's own courts and police do on its ground.
BY_THE_STATE = ("arrest", "convict", "deport")
TOPICS = ("prep:on", "prep:over", "prep:about", "prep:in", "prep:at", "prep:for", "prep:regarding")
ACTING_KINDS = ("state", "organization", "group", "igo")


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
        shifted = Shifter(self.matcher, self.participants).shifted(kept)
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
            if not source and match.proposition.passive and match.frame.mode in BY_THE_STATE:
                source, source_tokens, source_role = self._state_there(match)
            if not target:
                target, target_tokens, target_role = self._host(match, source)
            if not target:
                target, target_tokens, target_role = self._within(match, source, taken=source_tokens)
        if not all(self._sector_holds(c, source, target) for c in match.frame.when):
            return None
        if any(c.test == "sector" and self._sector_holds(c, source, target) for c in match.frame.unless):
            return None
        together = match.frame.jointly is not None and len(self._states(source)) > 1
        return Candidate(
            trigger=match.proposition.predicate,
            type=match.frame.jointly if together and match.frame.jointly else match.frame.type,
            mode=None if together else match.frame.mode,
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

    def _state_there(self, match: Match) -> tuple[tuple[str, ...], tuple[int, ...], str | None]:
        """Who arrests and sentences where a passive names nobody: the state on whose ground it is done."""
        for role in ("prep:in", "prep:at"):
            for token in match.tokens(role):
                state = self.participants.host_at(token) or tuple(
                    a for a in self.participants.exactly(token) if self._actors[a].kind == "state"
                )
                if state:
                    return state, (token,), f"{role} (place)"
        return (), (), None

    def _states(self, actors: Iterable[str]) -> frozenset[str]:
        """The countries of ``actors``."""
        return frozenset(c for a in actors if a in self._actors and (c := self._actors[a].country))

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
