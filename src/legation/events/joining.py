"""The same event told again in one document: mentions joined, details gathered.

A joined event keeps the first telling that names its participants as its head; later tellings add what it lacks. Joining
is cautious: two tellings join where they are of one type, nothing in them conflicts, and the later one is anaphoric ("the
meeting", "this encounter") or repeats the participants and the place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from legation.events.candidate import Candidate
from legation.layers import TimeExpression, Toponym
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

ANAPHORIC = {"the", "this", "that", "these", "those", "such", "both"}
NEED_SOURCE = ("AGREE", "COOPERATE")  # a promise by nobody is none, where a verb tells it
HARM = "ASSAULT"
PERSON = "person/"
HANGING = ("advcl", "conj", "ccomp", "xcomp", "prep", "pcomp")
FAR_REACHING = ("CONSULT",)  # a text is often about one meeting; its other events are named again soon or not at all
REACH = 60  # sentences that "the meeting" looks back
NEAR = 3  # sentences that another anaphoric event noun looks back


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
    own: int = 0
    """How many actors this telling itself names."""

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
        heads: list[Telling] = []
        for telling in tellings:
            parties = self._parties(heads, telling)
            if parties:
                telling.candidate = replace(telling.candidate, source=parties, target=(), roles=("those who met",))
            if not self._told(telling):
                continue
            earlier = next((h for h in reversed(heads) if self._same(h, telling)), None)
            if earlier is None:
                heads.append(telling)
            else:
                self._absorb(earlier, telling)
        for telling in tellings:
            if telling.actors:
                continue
            if not self._anaphoric(telling):
                continue
            near = [h for h in heads if self._may_refer(telling, h)]
            if near:
                self._absorb(min(near, key=lambda h: self._gap(h, telling)), telling)
        for head in heads:
            self._face(head)
        self._inherit(heads)
        return sorted(heads, key=lambda t: t.candidate.trigger)

    def _told(self, telling: Telling) -> bool:
        c = telling.candidate
        return bool(
            c.source
            or (c.target and c.type != "CONSULT" and not (c.type in NEED_SOURCE and c.proposition.kind == "verb"))
        )

    def _parties(self, heads: Sequence[Telling], telling: Telling) -> tuple[str, ...]:
        """Whom "the parties" or "both sides" of an agreement mean: those who met last before it."""
        if telling.candidate.type not in ("AGREE", "CONCEDE", "SUPPORT"):
            return ()
        words = load("events/participants.yaml")["parties"]
        named = telling.candidate.proposition.roles("prep:of", "prep:between", "prep:by", "subject")
        if not any(self._doc[i].lemma_.lower() in words for i in named):
            return ()
        before = [
            h for h in heads if h.candidate.type == "CONSULT" and len(h.actors) > 1 and h.sentence <= telling.sentence
        ]
        return max(before, key=lambda h: h.candidate.trigger).candidate.source if before else ()

    def _face(self, head: Telling) -> None:
        """Show a joined event by its fullest and most certain telling: what a headline asks, the lead tells."""
        best = min([head, *head.again], key=lambda t: (t.factuality == "Uu", -t.own, t.candidate.trigger))
        if best is head or head.factuality != "Uu":
            return
        shown, merged = best.candidate, head.candidate
        first = Telling(merged, head.factuality, head.place, head.date, head.sentence, own=head.own)
        head.again = [first, *(t for t in head.again if t is not best)]
        head.candidate = replace(
            shown, source=_union(shown.source, merged.source), target=_union(shown.target, merged.target)
        )
        head.factuality, head.sentence = best.factuality, best.sentence
        head.place, head.date = best.place or head.place, best.date or head.date

    def _inherit(self, heads: Sequence[Telling]) -> None:
        """ "The offensive displaced thousands": who stands behind the event in the role stands behind this one."""
        behind = {t.candidate.trigger: h for h in heads for t in (h, *h.again)}
        for head in heads:
            c = head.candidate
            cause = self._behind(behind, head, ("subject", "agent", "prep:from", "possessor"))
            if cause is not None and set(c.source) <= set(cause.candidate.source) and not c.symmetric:
                source = tuple(a for a in cause.candidate.source if a not in c.target)
                head.candidate = c = replace(c, source=source, roles=(*c.roles, "source of its cause"))
            thing = self._behind(behind, head, ("object",))
            if thing is not None and c.source and thing.candidate.symmetric and set(c.target) <= thing.actors:
                target = tuple(a for a in thing.candidate.source if a not in c.source)
                head.candidate = replace(c, target=target, roles=(*c.roles, "those who met"))

    def _behind(self, behind: dict[int, Telling], head: Telling, roles: tuple[str, ...]) -> Telling | None:
        """Another event told by a word that stands in one of ``roles`` of ``head``."""
        for token in head.candidate.proposition.roles(*roles):
            other = behind.get(token)
            if other is not None and other is not head and other.candidate.source:
                return other
        return None

    def _same(self, first: Telling, second: Telling) -> bool:
        if first.candidate.type != second.candidate.type or self._conflict(first, second):
            return False
        if self._one_deed(first, second) or self._said_twice(first, second):
            return True
        counted, again = self._counts(first), self._counts(second)
        if counted and again and not counted & again:
            return False  # 56 killed here, 111 killed there
        anaphoric = self._anaphoric(second) or self._of_that_place(first, second) or self._said_there(second)
        if first.factuality[-1] != second.factuality[-1] and not anaphoric:
            return False
        if first.candidate.symmetric and second.candidate.symmetric:
            alike = self._same_company(first, second, anaphoric=anaphoric)
        else:
            alike = self._same_roles(first, second)
        if not alike:
            return False
        if anaphoric or self._lemma(first) == self._lemma(second):
            return True
        alike = first.candidate.mode == second.candidate.mode and first.candidate.rule == second.candidate.rule
        return alike and self._same_place(first, second)

    def _one_deed(self, first: Telling, second: Telling) -> bool:
        """Harm and the deed that did it: "a shell hit the market, killing five", "died when troops opened fire", "shot and killed".

        One clause hangs on the other, one of the two is a verb of harm, and they are no two persons' deeds or victims.
        """
        if first.candidate.type != HARM or first.sentence != second.sentence:
            return False
        if first.factuality != second.factuality or not self._clauses_of_one(first, second):
            return False
        sides = [(t.candidate.source, t.candidate.target) for t in (first, second)]
        (doer, victim), (other_doer, other_victim) = sides
        if doer and other_doer:
            one = bool(set(doer) & set(other_doer))
            return one and (not victim or not other_victim or bool(set(victim) & set(other_victim)))
        return bool(doer or other_doer) or not victim or not other_victim or bool(set(victim) & set(other_victim))

    def _said_twice(self, first: Telling, second: Telling) -> bool:
        """The same parties do the same kind of thing in two words of one sentence: "the visit by X to Y, who received him"."""
        one, other = first.candidate, second.candidate
        if first.sentence != second.sentence or first.factuality != second.factuality or one.mode != other.mode:
            return False
        if self._counts(first) != self._counts(second) or not one.source or not (one.target or one.symmetric):
            return False
        return set(one.source) == set(other.source) and (
            set(one.target) <= set(other.target) or set(other.target) <= set(one.target)
        )

    def _clauses_of_one(self, first: Telling, second: Telling) -> bool:
        one, other = (self._doc[t.candidate.trigger] for t in (first, second))
        linked = any(a.head.i == b.i and a.dep_ in HANGING for a, b in ((one, other), (other, one)))
        beside = one.head.i == other.head.i and {one.dep_, other.dep_} in ({"advcl", "ccomp"}, {"advcl"})
        harmful = load("events/quantities.yaml")["results"]
        harms = {verb for kind in ("killed", "injured") for verb in harmful[kind]}
        return (linked or beside) and bool({one.lemma_.lower(), other.lemma_.lower()} & harms)

    def _same_company(self, first: Telling, second: Telling, *, anaphoric: bool) -> bool:
        """Everybody of the later telling sat in the earlier one, by id or by country, and at least two or all the same."""
        have = first.actors | self._countries(first)
        there = [a in have or (self._country.get(a) or "-") in have for a in sorted(second.actors)]
        if not all(there):
            return False
        return len(there) > 1 or first.actors == second.actors or anaphoric

    def _same_roles(self, first: Telling, second: Telling) -> bool:
        """No role is filled differently, and one is filled alike."""
        alike = False
        for a, b in (
            (first.candidate.source, second.candidate.source),
            (first.candidate.target, second.candidate.target),
        ):
            if not a or not b:
                continue
            if not (set(a) & set(b) or self._one_is_state_of_other(a, b)):
                return False
            alike = alike or bool(set(a) & set(b))
        return alike

    def _one_is_state_of_other(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        return any(self._country.get(x) == y or self._country.get(y) == x for x in a for y in b)

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
            and p.geonameid != q.geonameid
            and (p.country != q.country if _is_country(p) or _is_country(q) else True)
        )

    def _same_place(self, first: Telling, second: Telling) -> bool:
        p, q = first.place, second.place
        return p is not None and q is not None and p.name == q.name and not _is_country(p)

    def _anaphoric(self, telling: Telling) -> bool:
        if telling.candidate.proposition.kind != "noun":
            return False
        token = self._doc[telling.candidate.trigger]
        return any(child.lower_ in ANAPHORIC for child in token.children if child.dep_ in ("det", "predet"))

    def _of_that_place(self, first: Telling, second: Telling) -> bool:
        """ "the Nairobi meeting" after a meeting in Nairobi."""
        if (
            second.candidate.type not in FAR_REACHING
            or second.candidate.proposition.kind != "noun"
            or first.place is None
        ):
            return False
        before = [
            c.text for c in self._doc[second.candidate.trigger].children if c.dep_ in ("compound", "nmod", "poss")
        ]
        return first.place.name in before

    def _said_there(self, telling: Telling) -> bool:
        """ "During the meeting, the border was discussed", "the meeting was convened at …": no other meeting."""
        if telling.candidate.type not in FAR_REACHING or telling.candidate.proposition.kind != "verb":
            return False
        where = telling.candidate.proposition.roles("object", "prep:during", "prep:at", "prep:in")
        meetings = load("events/absence.yaml")["meetings"]
        return any(
            self._doc[i].lemma_.lower() in meetings
            and any(c.lower_ in ANAPHORIC for c in self._doc[i].children if c.dep_ == "det")
            for i in where
        )

    def _counts(self, telling: Telling) -> set[str]:
        """The numbers that stand before those whom a verb does something to."""
        if telling.candidate.proposition.kind != "verb":
            return set()
        objects = telling.candidate.proposition.roles("object")
        return {c.lower_ for i in objects for c in self._doc[i].children if c.dep_ == "nummod"}

    def _may_refer(self, telling: Telling, head: Telling) -> bool:
        before = telling.sentence - head.sentence
        if head.candidate.type != telling.candidate.type or head.factuality.endswith("-"):
            return False
        if self._conflict(head, telling) and before != 1:
            return False
        if telling.candidate.type in FAR_REACHING:
            return -2 <= before <= REACH and (len(head.actors) > 1 or before <= 2)
        alike = self._lemma(head) == self._lemma(telling) or head.candidate.mode == telling.candidate.mode is not None
        return before in (0, 1) or (0 <= before <= NEAR and alike)

    def _gap(self, head: Telling, telling: Telling) -> tuple[bool, bool, int]:
        """The same word first, then the same mode, then the nearest; a telling before its head (a headline) counts double."""
        before = telling.candidate.trigger - head.candidate.trigger
        words = {self._lemma(t) for t in (head, *head.again)}
        other = head.candidate.mode != telling.candidate.mode
        return self._lemma(telling) not in words, other, before if before >= 0 else -2 * before

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
            # Not "Russia" but its minister, once a later telling names him.
            kept = tuple(dict.fromkeys(finer for a in c.source for finer in self._finer(a, more.source)))
            head.candidate = replace(c, source=kept + tuple(a for a in extra if a not in kept))
        elif not c.target and more.target:
            head.candidate = replace(c, target=tuple(a for a in more.target if a not in c.source))
        elif not c.source and more.source:
            head.candidate = replace(c, source=tuple(a for a in more.source if a not in c.target))

    def _finer(self, actor: str, later: Sequence[str]) -> tuple[str, ...]:
        """Whom a later telling names where an earlier one said only "Russia", or "the ministers": its people, else the actor."""
        country = self._country.get(actor)
        own = [a for a in later if a != actor and country is not None and self._country.get(a) == country]
        persons = tuple(a for a in own if a.startswith(PERSON))
        if actor == country:
            return persons or tuple(own[:1]) or (actor,)
        return (persons or (actor,)) if actor.startswith(f"{country}/") else (actor,)

    def _lemma(self, telling: Telling) -> str:
        token: Token = self._doc[telling.candidate.trigger]
        return str(token.lemma_.lower())


def _is_country(place: Toponym) -> bool:
    return (place.feature or "").startswith("PCL")


def _union(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a, *b)))
