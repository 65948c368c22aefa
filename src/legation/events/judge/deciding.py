"""Frames' candidates → events as the judge decides: type, whether there is an event at all, who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from legation.codebook import plover
from legation.events.candidate import Candidate, Judged
from legation.events.coding import EventCoder
from legation.events.judge.bystanders import Bystanders
from legation.events.judge.model import Linear, load
from legation.events.judge.role_features import (
    ADDRESSEE,
    BENEFICIARY,
    COUNTRYMAN,
    HELPER,
    PLACED,
    SPEAKER,
    RoleFeatures,
)
from legation.events.judge.type_features import NOTHING, TypeFeatures, listed
from legation.events.meetings import Absence
from legation.layers import Proposition, Reading

# From which probability on. Chosen on the corpus by cross-validation (genscripts/judge.py --report); the three lowest were then
# lowered as far as PLV and the articles gained more than the corpus lost.
KEPT = 0.045  # an event that a frame found stays one
FOUND = 0.5  # an event where no frame holds
RETYPED = 0.1  # how improbable the frame's type must be beside the best for the judge to change it
STAYS = 0.1  # on average, those to whom a frame gave a role keep it
TAKES_PART = 0.3
ALONE = {"source": 0.25, "target": 0.1}  # of an actor for a role that nobody else fills
FETCHED = {
    "source": 0.25,
    "target": 0.35,
}  # of one whom only another sentence names: read in news, six of seven of them were wrong
MEETING = "CONSULT"
ONE_SIDED = ("visit", "phone")  # kinds of meeting that have a guest and a host, a caller and a called
RIVALS = 3


class Decider:
    """The judge over one reading and what its frames found.

    ``missing`` are the absences that the text asserts: the judge seats nobody at a meeting from which the same sentence
    says that they were missing. ``types`` and ``roles`` replace the models installed.
    """

    def __init__(
        self,
        reading: Reading,
        coder: EventCoder,
        missing: Sequence[Absence] = (),
        *,
        types: Linear | None = None,
        roles: Linear | None = None,
    ) -> None:
        self._reading = reading
        self._coder = coder
        self._absent: dict[int, set[str]] = {}
        for absence in missing:
            self._absent.setdefault(reading.parsed[absence.cue].sent.start, set()).update(absence.actors)
        self._known = {a.id for a in reading.actors}
        self._countries = {a.id: a.country or a.id for a in reading.actors}
        self._types, self._roles = types or load("type"), roles or load("role")
        self._modes = load("mode")
        self._bystanders = Bystanders(reading)

    def revise(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """``candidates`` as the judge has them, in text order; unchanged where no models are installed."""
        if self._types is None or self._roles is None:
            return list(candidates)
        by_trigger = {c.trigger: c for c in candidates}
        features = TypeFeatures(
            self._reading.parsed,
            self._coder.matcher.propositions,
            by_trigger,
            self._coder.matches,
            people(self._reading),
        )
        found: dict[int, Candidate] = {}
        for proposition in self._reading.propositions:
            candidate = by_trigger.get(proposition.predicate)
            if candidate is None and (
                proposition.predicate in self._coder.consumed
                or (proposition.kind != "verb" and not listed(proposition))
            ):
                continue
            typed = self._typed(self._types, features, proposition, candidate)
            if typed is not None:
                found[proposition.predicate] = typed
        roles = RoleFeatures(self._reading, self._coder.participants)
        filled = {i: self._filled(self._roles, roles, c) for i, c in found.items()}
        return self._once(filled)

    def _typed(
        self, model: Linear, features: TypeFeatures, proposition: Proposition, candidate: Candidate | None
    ) -> Candidate | None:
        """The event at a predicate with the type that the judge gives it, or None where it sees no event."""
        known = features.of(proposition)
        shares = model.probabilities(known)
        event = 1 - shares.pop(NOTHING)
        best = max(shares, key=lambda name: (shares[name], name))
        if event < KEPT if candidate is not None else shares[best] < FOUND:
            return None
        if candidate is None:
            candidate = _found(proposition, best, shares[best])
        elif best != candidate.type and shares[candidate.type] <= RETYPED * shares[best]:
            candidate = replace(
                candidate, type=best, mode=None, weight=shares[best], rule=f"judge over {candidate.rule}"
            )
        if candidate.rule.startswith("judge") and self._modes is not None:
            candidate = replace(candidate, mode=_mode(self._modes, known, candidate.type))
        rivals = sorted(
            ((n, round(p, 3)) for n, p in shares.items() if n != candidate.type), key=lambda r: (-r[1], r[0])
        )
        judged = Judged(
            event=event,
            type=shares[candidate.type] / event,
            rivals=tuple(r for r in rivals[:RIVALS] if r[1] > 0),
            reasons=tuple(model.reasons(known, candidate.type)),
        )
        return replace(candidate, judged=judged)

    def _filled(self, model: Linear, roles: RoleFeatures, candidate: Candidate) -> Candidate:
        """Who takes part, by the role model; the frames' readings are among its features."""
        absent = self._absent.get(self._reading.parsed[candidate.trigger].sent.start, set())
        if candidate.type == MEETING and candidate.source and set(candidate.source) <= absent:
            return candidate  # "X did not attend the talks": the talks are those told elsewhere
        if candidate.type == MEETING and not candidate.source and self._thing_speaks(candidate):
            return candidate  # "a document discussing the border": nobody meets
        around = roles.near(candidate)
        parts: dict[str, list[tuple[float, str]]] = {"source": [], "target": []}
        beside = 0.0
        everybody = dict.fromkeys((*candidate.source, *candidate.target, *around))
        features = [roles.of(candidate, actor, around.get(actor, []), len(around)) for actor in everybody]
        judged_of = dict(zip(everybody, model.each(features), strict=True))
        telling = _onlookers(self._reading, candidate, dict(zip(everybody, features, strict=True)))
        telling |= self._bystanders.of(candidate, around)
        idle = self._bystanders.idle(candidate, around)
        stays = {
            role: bool(said) and sum(judged_of[a][role] for a in said) / len(said) >= STAYS
            for role, said in (("source", candidate.source), ("target", candidate.target))
        }
        kept_out = absent - {*candidate.source} if candidate.type == MEETING else set()
        for actor, shares in judged_of.items():
            if actor in telling or actor in kept_out:
                continue
            role, share = self._role(candidate, actor, shares, stays)
            if role == "source" and actor in idle:
                role = None
            if role is None:
                beside = max(beside, share)
                continue
            parts[role].append((share, actor))
            if actor not in self._known and actor in around:
                place = around[actor][0]
                self._coder.participants.owns(actor, (place.start, place.end))
        here = {a for a, told in around.items() if roles.here(candidate, told)}
        able = {
            a: {**s, "source": 0.0} if a in idle else s
            for a, s in judged_of.items()
            if a in self._known and a not in telling
        }
        if candidate.type == MEETING:
            able = {a: s for a, s in able.items() if a not in absent}
        self._fill_empty(parts, here, able)
        if candidate.type != MEETING:
            _keep_near(parts, {*candidate.source, *candidate.target, *here})
        elif candidate.mode not in ONE_SIDED:
            self._seat_together(parts)
        return _seated(candidate, parts, beside, far=set(around) - here)

    def _role(
        self, candidate: Candidate, actor: str, shares: Mapping[str, float], stays: Mapping[str, bool]
    ) -> tuple[str | None, float]:
        """The role of an actor and how likely it is; a visit goes where the frame says it goes, and nowhere else."""
        role, share = _part(candidate, actor, shares, stays)
        if actor in self._coder.participants.peoples:  # the frames' own reading of a place; no mention speaks for them
            role = "target" if actor in candidate.target else None
        if candidate.type == MEETING and candidate.mode in ONE_SIDED and candidate.target:
            if actor in candidate.target:
                return "target", share
            return (None if role == "target" else role), share
        return role, share

    def _thing_speaks(self, candidate: Candidate) -> bool:
        """Whether a verb has a subject of its own that is no party."""
        doc = self._reading.parsed
        own = [a.token for a in candidate.proposition.arguments if a.role == "subject" and a.via != "control"]
        named = {m.head for m in self._reading.mentions}
        return candidate.proposition.kind == "verb" and any(
            doc[i].pos_ in ("NOUN", "PRON") and doc[i].tag_ != "PRP" and i not in named for i in own
        )

    def _fill_empty(
        self,
        parts: dict[str, list[tuple[float, str]]],
        here: set[str],
        judged_of: Mapping[str, Mapping[str, float]],
    ) -> None:
        """Give a role that nobody fills to the likeliest of those who have none, if it is likely enough.

        ``here`` are those whom the event's own sentence names.
        """
        for role in ("source", "target"):
            if parts[role]:
                continue
            taken = {actor for found in parts.values() for _, actor in found}
            free = [(shares[role], actor) for actor, shares in judged_of.items() if actor not in taken]
            best = max(free, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
            if best[0] >= (ALONE if best[1] in here else FETCHED)[role]:
                parts[role].append(best)

    def _seat_together(self, parts: dict[str, list[tuple[float, str]]]) -> None:
        """Everybody at a meeting is its source; of those put on the other side, nobody whose country sits there already."""
        there = {self._country(actor) for _, actor in parts["source"]}
        parts["source"] += [(share, actor) for share, actor in parts["target"] if self._country(actor) not in there]
        parts["target"] = []

    def _country(self, actor: str) -> str:
        return self._countries.get(actor, actor)

    def _once(self, found: Mapping[int, Candidate]) -> list[Candidate]:
        """A verb and its noun that tell one event ("paid a visit") count once: the surer of them."""
        dropped: set[int] = set()
        for index, candidate in found.items():
            above = candidate.proposition.parent
            other = found.get(above) if above is not None else None
            if (
                other is None
                or other.type != candidate.type
                or candidate.proposition.relation in ("relative", "coordination")
            ):
                continue
            if (other.source, other.target) == (candidate.source, candidate.target) or not (
                {*candidate.source, *candidate.target} - {*other.source, *other.target}
            ):
                dropped.add(index)
        return [c for i, c in sorted(found.items()) if i not in dropped]


def _seated(
    candidate: Candidate, parts: Mapping[str, Sequence[tuple[float, str]]], beside: float, *, far: set[str]
) -> Candidate:
    """``candidate`` with ``parts`` as its participants; ``far`` are those whom only other sentences name."""
    said = {*candidate.source, *candidate.target}
    judged = candidate.judged
    if judged is not None:
        judged = replace(
            judged,
            parts=tuple(share for share, _ in (*parts["source"], *parts["target"])),
            beside=beside,
            supplied=tuple(role for role in parts if any(a not in said for _, a in parts[role])),
            fetched=any(a in far and a not in said for found in parts.values() for _, a in found),
        )
    return replace(
        candidate,
        source=tuple(a for _, a in parts["source"]),
        target=tuple(a for _, a in parts["target"]),
        symmetric=candidate.type == MEETING and not parts["target"],
        judged=judged,
    )


def _keep_near(parts: dict[str, list[tuple[float, str]]], near: set[str]) -> None:
    """Of those in one role, only who is named in the event's own sentence, where anybody is: others act in theirs."""
    for role, found in parts.items():
        own = [pair for pair in found if pair[1] in near]
        parts[role] = own or found


def _onlookers(reading: Reading, candidate: Candidate, features: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Those whom no frame seats and who only tell of an act or are told of it, or in whose support or with whose help harm is done.

    Whoever tells of his own act in a noun ("announced a withdrawal") may do it; not where the clause told has a subject.
    """
    acting = {*candidate.source, *candidate.target}
    beside = {a: known for a, known in features.items() if a not in acting}
    other = bool(candidate.source) or _has_other_subject(reading, candidate)
    tellers = {a for a, known in beside.items() if ADDRESSEE in known or (other and SPEAKER in known)}
    harmful = "conflict" in plover.quad(candidate.type)
    home = {a for a, known in beside.items() if PLACED in known and COUNTRYMAN in known}  # of its own state's army
    favoured = (BENEFICIARY, HELPER) if harmful else ()
    return frozenset(tellers | home | {a for a, known in beside.items() if any(side in known for side in favoured)})


def _has_other_subject(reading: Reading, candidate: Candidate) -> bool:
    """Whether a verb has a subject that is no pronoun: somebody or something else than who speaks."""
    subjects = candidate.proposition.roles("subject", "agent")
    return candidate.proposition.kind == "verb" and any(reading.parsed[i].pos_ != "PRON" for i in subjects)


def _part(
    candidate: Candidate, actor: str, shares: Mapping[str, float], stays: Mapping[str, bool]
) -> tuple[str | None, float]:
    """The role of ``actor`` and its probability; (None, the highest probability of one) where it takes no part.

    ``stays`` says whether those whom the frames put into a role keep it: all of them, for they stand there together.
    """
    said = "source" if actor in candidate.source else "target" if actor in candidate.target else None
    if said is not None and stays[said]:
        return said, shares[said]
    better = "source" if shares["source"] >= shares["target"] else "target"
    return (better if shares[better] >= TAKES_PART else None), shares[better]


def _mode(model: Linear, features: Sequence[str], type: str) -> str | None:
    """The mode of an event of ``type``, None where none is likelier than each."""
    shares = {
        name.partition("-")[2]: share
        for name, share in model.probabilities(features).items()
        if name.startswith(f"{type}-")
    }
    return max(shares, key=lambda mode: (shares[mode], mode), default="") or None


def _found(proposition: Proposition, type: str, share: float) -> Candidate:
    """An event that no frame knows."""
    return Candidate(
        trigger=proposition.predicate,
        type=type,
        mode=None,
        source=(),
        target=(),
        source_tokens=(),
        target_tokens=(),
        symmetric=type == MEETING,
        weight=share,
        rule="judge",
        words=proposition.lemma,
        proposition=proposition,
    )


def people(reading: Reading) -> dict[int, str]:
    """Token index of the head of each mention → the kind of its actor."""
    kinds = {a.id: a.kind for a in reading.actors}
    return {m.head: kinds[m.actor] for m in reading.mentions}
