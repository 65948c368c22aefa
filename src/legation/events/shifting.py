"""What a governing predicate or a modal makes of an event: a promise of aid is AGREE, a demand for it REQUEST."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from dataclasses import replace

from legation.codebook.frames import Shift, shifts
from legation.events.candidate import Candidate
from legation.events.matching import Matcher
from legation.events.participants import Participants
from legation.layers import Proposition

# Where the one who asks, promises or refuses stands, and the one addressed, by kind of governing predicate.
GOVERNOR_SOURCE = ("subject", "agent", "prep:by", "possessor", "modifier", "prep:from", "prep:of")
GOVERNOR_TARGET = ("object", "recipient", "prep:to", "prep:on", "prep:with", "prep:against", "prep:from", "prep:at")
AUXILIARY = ("auxiliary",)
COMMITMENTS = ("AGREE", "CONCEDE")
REFUSAL_WEIGHT = 0.7
NAMED_IN_RELATION = {"complement": ("clause",), "infinitive": ("infinitive", "clause")}


class Shifter:
    """Applies the codebook's shifts to the candidates of one reading."""

    def __init__(self, matcher: Matcher, participants: Participants) -> None:
        self._matcher = matcher
        self._participants = participants

    def shifted(self, matched: dict[int, Candidate]) -> dict[int, Candidate]:
        """``matched`` after every shift: inner events first, and what a shift makes of one may be shifted again."""
        waiting = sorted(matched)
        while waiting:
            index = waiting.pop()
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
                if governor.predicate < index and governor.predicate not in waiting:
                    insort(waiting, governor.predicate)
                break
            else:
                matched[index] = self._ahead(embedded)
        return matched

    def _governors(self, proposition: Proposition) -> Iterable[tuple[Proposition, tuple[str, ...]]]:
        """The predicate above, and the one above its light verb, with the relations the embedded event bears to it."""
        by_token = self._matcher.propositions
        if proposition.parent is None or proposition.relation is None:
            return
        above = by_token.get(proposition.parent)
        if above is None:
            return
        yield above, NAMED_IN_RELATION.get(proposition.relation, (proposition.relation,))
        carried = proposition.kind == "noun" and self._matcher.light_over(proposition) is not None
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
            if shift.becomes == "THREATEN" and "›" in embedded.words:
                continue  # "promised to stop arming the rebels" threatens nobody
            if shift.modal and self._modal(embedded) not in shift.modal:
                continue
            if self._matcher.has_words(words, governor):
                return shift, words.text
        return None

    def _modal(self, embedded: Candidate) -> str | None:
        """The modal over an event's verb, or over the verb that carries its noun."""
        verb = self._matcher.propositions.get(embedded.carrier) if embedded.carrier is not None else None
        return (verb or embedded.proposition).modal

    def _under(self, shift: Shift, words: str, governor: Proposition, embedded: Candidate) -> Candidate:
        source, source_tokens = self._actors_in(governor, GOVERNOR_SOURCE)
        target, target_tokens = self._actors_in(governor, GOVERNOR_TARGET)
        target = tuple(a for a in target if a not in source)
        if shift.target == "inherit":
            inherited = tuple(a for a in (*embedded.target, *embedded.source) if a not in source)
            target, target_tokens = inherited or target, (*embedded.target_tokens, *embedded.source_tokens)
        elif not target or shift.modal:  # "told reporters that Y must go": Y is asked
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
            found = self._participants.all_at(tokens)
            if found:
                return found, tokens
        return (), ()
