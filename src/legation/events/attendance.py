"""Absences and meetings brought together: who was missing where, and keeping somebody out as an event of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.events.candidate import Candidate, Judged
from legation.events.joining import Telling
from legation.events.meetings import Absence
from legation.events.participants import Participants
from legation.layers import Reading
from legation.resources import load

MEETING = "CONSULT"
PRESS = "outlet"
EXCLUSION = ("SANCTION", "discontinue")
EXCLUSION_WEIGHT = 0.85
NEAR = 4  # sentences between an absence that names no meeting and the meeting it can speak of


def exclusions(candidates: Sequence[Candidate], missing: Sequence[Absence]) -> list[Candidate]:
    """``candidates`` with every act of keeping somebody out ("was not invited") coded as such, in text order."""
    acts = {a.cue: a for a in missing if a.proposition is not None and a.proposition.negated and _kept_out(a)}
    kept = [c for c in candidates if c.trigger not in acts]
    for absence in acts.values():
        if absence.proposition is None:
            continue
        kept.append(
            Candidate(
                trigger=absence.cue,
                type=EXCLUSION[0],
                mode=EXCLUSION[1],
                source=absence.by,
                target=tuple(a for a in absence.actors if a not in absence.by),
                source_tokens=(),
                target_tokens=(),
                symmetric=False,
                weight=EXCLUSION_WEIGHT,
                rule="absence-kept-out",
                words="not " + absence.proposition.lemma,
                proposition=absence.proposition,
                given="CT+",
            )
        )
    return sorted(kept, key=lambda c: c.trigger)


def attendees(reading: Reading, participants: Participants, candidates: Sequence[Candidate]) -> list[Candidate]:
    """``candidates`` with those added to each meeting whom other verbs seat there ("which included", "took part in")."""
    lexicon = load("events/absence.yaml")
    gathering, attending = set(lexicon["gathering"]), set(lexicon["attending"])
    added: dict[int, list[str]] = {}
    for proposition in reading.propositions:
        if proposition.kind != "verb" or proposition.negated:
            continue
        head = proposition.lemma.split(" ", 1)[0]
        if proposition.lemma in gathering:
            seats, at = proposition.roles("object"), proposition.roles("subject")
        elif proposition.lemma in attending or head in attending:
            seats = proposition.roles("agent") if proposition.passive else proposition.roles("subject")
            at = proposition.roles("object", "prep:in", "prep:at")
        else:
            continue
        for token in at:
            added.setdefault(token, []).extend(participants.all_at(seats))
    return [
        replace(c, source=tuple(dict.fromkeys((*c.source, *added[c.trigger]))))
        if c.type == MEETING and c.symmetric and c.trigger in added
        else c
        for c in candidates
    ]


def without_press(reading: Reading, candidates: Sequence[Candidate]) -> list[Candidate]:
    """``candidates`` without talks to the press: who is interviewed meets nobody, and no outlet sits at a meeting."""
    outlets = {a.id for a in reading.actors if a.kind == PRESS}
    kept = []
    for c in candidates:
        if c.type == MEETING and outlets & {*c.source, *c.target}:
            source, target = (tuple(a for a in side if a not in outlets) for side in (c.source, c.target))
            if len({*source, *target}) < 2:
                continue
            c = replace(c, source=source, target=target, judged=_judged(c, outlets))
        kept.append(c)
    return kept


def _judged(candidate: Candidate, gone: set[str]) -> Judged | None:
    """What the judge said of a candidate, without the shares of those who take no part after all."""
    if candidate.judged is None:
        return None
    everybody = (*candidate.source, *candidate.target)
    parts = candidate.judged.parts
    if len(parts) != len(everybody):
        return candidate.judged
    return replace(candidate.judged, parts=tuple(p for p, a in zip(parts, everybody, strict=True) if a not in gone))


def attach(missing: Sequence[Absence], joined: Sequence[Telling], sentence_of: dict[int, int]) -> None:
    """Give each absence to the meeting it speaks of: the one its words name, else the nearest meeting told.

    Who keeps somebody out of a meeting sits there; who is kept out of one is excluded by those who sit there.
    """
    meetings = [t for t in joined if t.candidate.type == MEETING]
    for absence in missing:
        named = [t for t in meetings if absence.meeting in _triggers(t) and not t.actors <= set(absence.actors)]
        others = [t for t in meetings if absence.cue not in _triggers(t) and not t.factuality.endswith("-")]
        near = sorted(others, key=lambda t: _gap(t, sentence_of[absence.cue], sentence_of))[:1]
        if not named and not (near and _gap(near[0], sentence_of[absence.cue], sentence_of)[0] <= NEAR):
            continue
        for telling in named or near:
            c = telling.candidate
            if named and absence.by:
                telling.candidate = c = replace(c, source=(*(a for a in absence.by if a not in c.source), *c.source))
            telling.absent.extend(a for a in absence.actors if a not in telling.absent and a not in telling.actors)
            _blame(joined, absence, c.source)


def _kept_out(absence: Absence) -> bool:
    """Not being told of a thing is no exclusion; not being invited is, and not being let into a named meeting."""
    return absence.meeting is not None or (absence.proposition is not None and absence.proposition.lemma == "invite")


def _blame(joined: Sequence[Telling], absence: Absence, present: tuple[str, ...]) -> None:
    """An exclusion whose agent the text leaves out is the act of those who met."""
    for telling in joined:
        c = telling.candidate
        if c.trigger == absence.cue and c.type == EXCLUSION[0] and not c.source:
            telling.candidate = replace(c, source=tuple(a for a in present if a not in c.target))


def _triggers(telling: Telling) -> set[int]:
    return {telling.candidate.trigger, *(t.candidate.trigger for t in telling.again)}


def _gap(telling: Telling, sentence: int, sentence_of: dict[int, int]) -> tuple[int, int]:
    return min((abs(sentence_of[i] - sentence), -len(telling.actors)) for i in _triggers(telling))
