"""The same event told again in one document: mentions joined, details gathered.

A joined event keeps the first telling that names its participants as its head; later tellings add what it lacks. Joining
is cautious: two tellings join where they are of one type, nothing in them conflicts, and the later one is anaphoric ("the
meeting", "this encounter") or repeats the participants and the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from legation.events.coding import Candidate
from legation.layers import TimeExpression, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ANAPHORIC = {"the", "this", "that", "these", "those", "such", "both"}
REACH = 60  # sentences that an anaphoric noun looks back


@dataclass(slots=True)
class Telling:
    """A candidate with its circumstances, before it is joined."""

    candidate: Candidate
    factuality: str
    place: Toponym | None
    date: TimeExpression | None
    sentence: int
    again: list[Telling] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)

    @property
    def actors(self) -> frozenset[str]:
        return frozenset((*self.candidate.source, *self.candidate.target))


class Joiner:
    """Joins the tellings of one document. ``country_of`` maps an actor id to ISO3 or None."""

    def __init__(self, doc: Doc, country_of: dict[str, str | None]) -> None:
        self._doc = doc
        self._country = country_of

    def join(self, tellings: Sequence[Telling]) -> list[Telling]:
        """Joined tellings in text order. Those without any actor that join nothing are dropped."""
        full = [t for t in tellings if t.candidate.source or t.candidate.target]
        heads: list[Telling] = []
        for telling in full:
            earlier = next((h for h in reversed(heads) if self._same(h, telling)), None)
            if earlier is None:
                heads.append(telling)
            else:
                self._absorb(earlier, telling)
        for telling in tellings:
            if telling.actors or not self._anaphoric(telling):
                continue
            near = [h for h in heads if self._may_refer(telling, h)]
            if near:
                self._absorb(min(near, key=lambda h: self._gap(h, telling)), telling)
        return sorted(heads, key=lambda t: t.candidate.trigger)

    def _same(self, first: Telling, second: Telling) -> bool:
        if first.candidate.type != second.candidate.type or self._conflict(first, second):
            return False
        if first.factuality[-1] != second.factuality[-1] and not self._anaphoric(second):
            return False
        shared, all_second = self._covered(first, second)
        if not shared:
            return False
        same_words = self._lemma(first) == self._lemma(second)
        anaphoric = self._anaphoric(second)
        if all_second and (anaphoric or same_words or first.candidate.rule == second.candidate.rule):
            return bool(anaphoric or self._same_place(first, second) or len(self._countries(second)) > 1)
        return anaphoric and self._same_place(first, second) and second.candidate.type == "CONSULT"

    def _covered(self, first: Telling, second: Telling) -> tuple[bool, bool]:
        """Whether any, and whether every actor of ``second`` stands in ``first``, by id or by country."""
        have = first.actors | self._countries(first)
        there = [a in have or (self._country.get(a) or "-") in have for a in sorted(second.actors)]
        return any(there), all(there)

    def _countries(self, telling: Telling) -> frozenset[str]:
        return frozenset(c for a in telling.actors if (c := self._country.get(a)))

    def _conflict(self, first: Telling, second: Telling) -> bool:
        a, b = first.date, second.date
        if (
            a is not None
            and b is not None
            and a.from_
            and a.to
            and b.from_
            and b.to
            and (a.to < b.from_ or b.to < a.from_)
        ):
            return True
        p, q = first.place, second.place
        return (
            p is not None
            and q is not None
            and p.name != q.name
            and not (_is_country(p) or _is_country(q))
            and p.geonameid != q.geonameid
        )

    def _same_place(self, first: Telling, second: Telling) -> bool:
        p, q = first.place, second.place
        return p is not None and q is not None and p.name == q.name

    def _anaphoric(self, telling: Telling) -> bool:
        if telling.candidate.proposition.kind != "noun":
            return False
        token = self._doc[telling.candidate.trigger]
        return any(child.lower_ in ANAPHORIC for child in token.children if child.dep_ in ("det", "predet"))

    def _may_refer(self, telling: Telling, head: Telling) -> bool:
        if head.candidate.type != telling.candidate.type or self._conflict(head, telling):
            return False
        before = telling.sentence - head.sentence
        return -2 <= before <= REACH and (len(head.actors) > 1 or before <= 2)

    def _gap(self, head: Telling, telling: Telling) -> tuple[int, int]:
        """Nearest meeting with several participants first; a telling before its head (a headline) counts double."""
        before = telling.candidate.trigger - head.candidate.trigger
        return (0 if head.candidate.mode == telling.candidate.mode else 1, before if before >= 0 else -2 * before)

    def _absorb(self, head: Telling, telling: Telling) -> None:
        head.again.append(telling)
        head.absent.extend(a for a in telling.absent if a not in head.absent)
        head.place = head.place if head.place and not (_is_country(head.place) and telling.place) else telling.place
        head.date = head.date or telling.date
        c, more = head.candidate, telling.candidate
        if c.symmetric and more.symmetric:
            extra = tuple(
                a for a in more.source if a not in c.source and (self._country.get(a) not in self._countries(head))
            )
            head.candidate = replace(c, source=c.source + extra)
        elif not c.target and more.target:
            head.candidate = replace(c, target=tuple(a for a in more.target if a not in c.source))
        elif not c.source and more.source:
            head.candidate = replace(c, source=tuple(a for a in more.source if a not in c.target))

    def _lemma(self, telling: Telling) -> str:
        token: Token = self._doc[telling.candidate.trigger]
        return str(token.lemma_.lower())


def _is_country(place: Toponym) -> bool:
    return (place.feature or "").startswith("PCL")
