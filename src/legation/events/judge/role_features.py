"""What speaks for an actor as the source or the target of an event: where it stands, what it is, what frames say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from legation.events.candidate import Candidate
from legation.events.judge.paths import path, shown
from legation.events.participants import Participants
from legation.layers import Mention, Reading
from legation.parse.roles import conjuncts, inside_preposition
from legation.record import Actor, MentionForm

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

PLACE: MentionForm = "metonym"
BACK, AHEAD = 2, 1  # sentences before and after the event in which its participants may be named
SPEAKER = "speaker of it"
ADDRESSEE = "told of it"
BENEFICIARY, HELPER = "whom it is done for", "with whose help it is done"
PLACED, COUNTRYMAN = "form=place", "countryman of the source"
SIDES = {"for": BENEFICIARY, "against": "whom it is done against", "help": HELPER}
SUBJECTS = ("nsubj", "nsubjpass")
BENEATH = ("conj", "compound", "poss", "amod", "appos", "nmod", "pobj", "prep")
NEARNESS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 40)


class RoleFeatures:
    """Features of the actors round the events of one reading."""

    def __init__(self, reading: Reading, participants: Participants) -> None:
        self._reading = reading
        self._participants = participants
        self._held: dict[int, dict[str, list[str]]] = {}
        self._doc: Doc = reading.parsed
        self._tokens = self._doc.tokens
        self._actors: Mapping[str, Actor] = {a.id: a for a in reading.actors}
        self._sentence = self._doc.sentence_of
        self._by_sentence: dict[int, list[Mention]] = {}
        owned = list(self._owned())
        self._places = {m.head for m in owned}
        for mention in (*reading.mentions, *owned):
            if participants.stands_for(mention) != mention.actor:
                continue
            self._by_sentence.setdefault(self._sentence[mention.head], []).append(mention)
        self._paths: dict[tuple[int, int], tuple[str, ...] | None] = {}
        self._positions: dict[int, str] = {}
        self._speakers = [(c.content, c.source) for c in reading.claims if c.source]
        self._told = [(c.content, c.cue) for c in reading.claims if c.cue]

    def _owned(self) -> Iterable[Mention]:
        """Places that are no actors themselves, as mentions of the state that owns them."""
        inside = {t for m in self._reading.mentions for t in range(m.start, m.end)}
        for place in self._reading.places:
            span = self._doc.char_span(place.start, place.end, alignment_mode="expand")
            if place.country is not None and span is not None and len(span) and place.start not in inside:
                yield Mention(place.start, place.end, place.text, PLACE, place.country, span.root.i)

    def near(self, candidate: Candidate) -> dict[str, list[Mention]]:
        """Actor id → its mentions in the sentences round the event; nearest first.

        Where the frames have filled every role, those of its own sentence only: nobody is fetched from elsewhere then.
        """
        here = self._sentence[candidate.trigger]
        found: dict[str, list[Mention]] = {}
        full = candidate.source and (candidate.target or candidate.symmetric)
        beside = () if full else (*range(here - 1, here - BACK - 1, -1), *range(here + 1, here + AHEAD + 1))
        for n in (here, *beside):
            for mention in sorted(
                self._by_sentence.get(n, ()), key=lambda m: (abs(m.head - candidate.trigger), m.head)
            ):
                found.setdefault(mention.actor, []).append(mention)
        return found

    def here(self, candidate: Candidate, mentions: Sequence[Mention]) -> bool:
        """Whether one of ``mentions`` stands in the event's own sentence."""
        return any(self._sentence[m.head] == self._sentence[candidate.trigger] for m in mentions)

    def of(self, candidate: Candidate, actor: str, mentions: Sequence[Mention], others: int) -> list[str]:
        """The features of ``actor``, who is named by ``mentions`` near the event; ``others`` counts those named beside."""
        said = self._said(candidate, actor)
        mention = self._telling(candidate, mentions) if mentions else None
        where = list(self._where(candidate, mention)) if mention else ["owner of a place"]
        base = [*self._kind(candidate, actor, mention), *where, f"others={min(others, 4)}"]
        type = candidate.type
        return [
            "bias",
            f"said={said}",
            f"said={said} type={type}",
            f"said={said} rule={candidate.rule}",
            f"said={said} filled={self._filled(candidate)}",
            *base,
            *(f"{feature} said={said}" for feature in base),
            *(f"{feature} type={type}" for feature in where),
            *self._inside(candidate, actor),
            *self._beside(candidate, mention),
        ]

    def _inside(self, candidate: Candidate, actor: str) -> Iterable[str]:
        """The arguments of the predicate whose phrases name the actor somewhere ("the Polish border treaty")."""
        held = self._held.get(candidate.trigger)
        if held is None:
            held = self._held[candidate.trigger] = {}
            for argument in candidate.proposition.arguments:
                for inner in self._participants.at(argument.token):
                    held.setdefault(inner, []).append(argument.role)
        kind = "passive" if candidate.proposition.passive else candidate.proposition.kind
        for role in sorted(set(held.get(actor, ()))):
            yield f"{kind} inside={role}"
            yield f"{kind} inside={role} type={candidate.type}"
            yield f"{candidate.proposition.lemma} inside={role}"

    def _beside(self, candidate: Candidate, mention: Mention | None) -> Iterable[str]:
        """Whether the actor is coordinated with one to whom the frames gave a role."""
        if mention is None:
            return
        token = self._tokens[mention.head]
        first = token
        while first.dep_ == "conj":
            first = first.head
        company = {first.i, *(t.i for t in conjuncts(first))} - {token.i}
        for role, tokens in (("source", candidate.source_tokens), ("target", candidate.target_tokens)):
            if company & set(tokens):
                yield f"with {role}"
        if len(company):
            yield "in company"

    def _said(self, candidate: Candidate, actor: str) -> str:
        """The role that the frames gave the actor; a state whose people or place fills it counts as near it."""
        in_source, in_target = actor in candidate.source, actor in candidate.target
        if in_source:
            return "both" if candidate.symmetric else "source"
        if in_target:
            return "target"
        return "none"

    def _filled(self, candidate: Candidate) -> str:
        return f"{min(len(candidate.source), 2)}{min(len(candidate.target), 2)}{candidate.symmetric:d}"

    def _telling(self, candidate: Candidate, mentions: Sequence[Mention]) -> Mention:
        """The mention that tells most: one that fills a role, else the nearest in the tree, else the nearest."""
        filling = {*candidate.source_tokens, *candidate.target_tokens}
        own = [m for m in mentions if m.head in filling]
        if own:
            return own[0]
        inside = [m for m in mentions if self._sentence[m.head] == self._sentence[candidate.trigger]]
        if inside:
            return min(inside, key=lambda m: (len(self._path(candidate.trigger, m.head) or ()), m.head))
        return mentions[0]

    def _kind(self, candidate: Candidate, actor: str, mention: Mention | None) -> Iterable[str]:
        if mention is None:
            yield "form=owner"
            return
        known = self._actors.get(actor) or self._participants.peoples.get(actor) or _state(actor)
        yield f"kind={known.kind}"
        owned = mention.head in self._places
        yield PLACED if owned else f"form={mention.form}"
        yield f"sector={known.sector}"
        others = (*candidate.source, *candidate.target)
        if known.country and any(self._country(a) == known.country for a in others if a != actor):
            yield "countryman of a participant"
        if known.country and any(self._country(a) == known.country for a in candidate.source if a != actor):
            yield COUNTRYMAN
        if known.country is None:
            yield "no country"

    def _country(self, actor: str) -> str | None:
        """The country of an actor; a state that takes part as the owner of a place is its own."""
        known = self._actors.get(actor)
        return known.country if known is not None else actor[:3]

    def _where(self, candidate: Candidate, mention: Mention) -> Iterable[str]:
        token, trigger = self._tokens[mention.head], self._tokens[candidate.trigger]
        away = self._sentence[mention.head] - self._sentence[candidate.trigger]
        kind = "passive" if candidate.proposition.passive else candidate.proposition.kind
        if away:
            yield f"sentence={away:+d}"
            yield f"sentence={away:+d} dep={self._position(token)}"
            yield f"{kind} sentence={away:+d} subject={self._position(token) in SUBJECTS}"
            return
        steps = self._path(candidate.trigger, mention.head)
        shape = shown(steps)
        yield f"{kind} path={shape}"
        yield f"{kind} {trigger.lemma_.lower()} path={shape}"
        yield f"steps={min(len(steps or ()), 8)}"
        if steps:
            yield f"{kind} first={steps[0]} last={steps[-1]}"
            yield f"{kind} first={steps[0]}"
        side = "before" if mention.head < candidate.trigger else "after"
        yield f"{kind} side={side}"
        near = next(
            (n for n, far in enumerate(NEARNESS) if abs(mention.head - candidate.trigger) <= far), len(NEARNESS)
        )
        yield f"{kind} {side} distance={near}"
        yield f"dep={self._position(token)}"
        side_taken = self._cause(token)
        if side_taken is not None:
            yield SIDES[side_taken]
        roles = sorted(
            {
                a.role
                for a in candidate.proposition.arguments
                if mention.start <= self._tokens[a.token].idx < mention.end
            }
        )
        for role in roles or ("no role",):
            yield f"{kind} role={role}"
        if any(s[0] <= mention.start < s[1] and c[0] <= trigger.idx < c[1] for c, s in self._speakers):
            yield SPEAKER
        if any(c[0] <= trigger.idx < c[1] and self._addressed(token, cue) for c, cue in self._told):
            yield ADDRESSEE

    def _addressed(self, token: Token, cue: tuple[int, int]) -> bool:
        """Whether somebody is told what is said: "told reporters that", "said to the council that"."""
        while token.dep_ in ("conj", "compound", "poss", "amod") and token.head.i != token.i:
            token = token.head
        if token.dep_ == "pobj" and token.head.lower_ == "to":
            token = token.head
        return token.dep_ in ("dobj", "dative", "prep") and cue[0] <= token.head.idx < cue[1]

    def _position(self, token: Token) -> str:
        """How the word hangs in its sentence, through coordination and possessives."""
        known = self._positions.get(token.i)
        if known is None:
            known = self._positions[token.i] = self._hangs(token)
        return known

    def _cause(self, token: Token) -> str | None:
        """ "for", "against" or "help" where the word stands behind such a preposition of several words ("in support of")."""
        for _ in range(6):
            if token.dep_ not in BENEATH or token.head.i == token.i:
                return None
            whole = inside_preposition(token) if token.dep_ == "pobj" else None
            if whole is not None:
                return whole
            token = token.head
        return None

    def _path(self, trigger: int, head: int) -> tuple[str, ...] | None:
        if (trigger, head) not in self._paths:
            self._paths[trigger, head] = path(self._doc, trigger, head)
        return self._paths[trigger, head]

    def _hangs(self, token: Token) -> str:
        while token.dep_ in ("conj", "compound", "poss", "amod", "appos", "nmod") and token.head.i != token.i:
            token = token.head
        if token.dep_ == "pobj":
            return f"pobj:{token.head.lower_}"
        return str(token.dep_)


def _state(key: str) -> Actor:
    """A state that takes part only as the owner of a place."""
    return Actor(id=key, name=key, kind="state", country=key, sector="GOV")
