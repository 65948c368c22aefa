"""Where and when: the circumstances of an event, read from the words around its trigger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from legation.layers import Proposition, Reading, TimeExpression, Toponym
from legation.record import Place, When

if TYPE_CHECKING:
    from legation.tokens import Doc, Span, Token

LOCATIVE = (
    "in",
    "at",
    "near",
    "inside",
    "outside",
    "around",
    "across",
    "throughout",
    "over",
    "from",
    "to",
    "into",
    "on",
    "of",
)
CLOSE = 5  # steps up from the last word of a noun's phrase to the noun
WITHIN = ("pobj", "prep", "compound", "amod", "poss", "case", "nmod", "conj", "det")
NOW = "PRESENT_REF"  # "now" says that a thing is so, not when it happened
FRONT = 12  # characters into a sentence where a date still stands at its front


class Details:
    """Looks up the places and dates of one reading by token."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._doc: Doc = reading.parsed
        self._mentions = sorted((m for m in reading.mentions if m.form != "pronoun"), key=lambda m: (m.start, m.end))

    def place(self, proposition: Proposition, taken: frozenset[int] = frozenset()) -> Toponym | None:
        """The place of an event: a locative in its own clause first, then the only locative of its sentence.

        ``taken`` are tokens that take part in the event as actors: they are not where it happened.
        """
        sentence = self._doc[proposition.predicate].sent
        here = [p for p in self._reading.places if sentence.start_char <= p.start < sentence.end_char]
        tokens = [
            (p, head)
            for p in here
            if (head := self._head(p.start, p.end)) is not None
            and not (head.i in taken and _fineness(p) == 0)
            and not self._names_an_actor(p)
        ]
        inside = self._reach(proposition)
        own = [
            p
            for p, head in tokens
            if head.i in inside and self._is_locative(head, proposition.predicate, land=_fineness(p) == 0)
        ]
        if own:
            return min(own, key=lambda p: (-_fineness(p), self._distance(p, proposition)))
        around = [p for p, head in tokens if self._is_locative(head, None, land=True)]
        return around[0] if len({p.name for p in around}) == 1 else None

    def _names_an_actor(self, place: Toponym) -> bool:
        """Whether the place's name is only part of an actor's ("the Chief of Staff of Iraq", "Baghdad airport police")."""
        return any(
            m.start <= place.start and place.end <= m.end and m.end - m.start > place.end - place.start
            for m in self._mentions
        )

    def date(self, proposition: Proposition) -> TimeExpression | None:
        """The date of an event: one that hangs on its words, else one that frames the whole sentence.

        A date inside another noun ("December's elections", "the war of 1967") dates that noun, not the event.
        """
        sentence = self._doc[proposition.predicate].sent
        near = self._holds_date_of(proposition)
        ranked = []
        for time in self._reading.times:
            if not sentence.start_char <= time.start < sentence.end_char or not _is_date(time):
                continue
            anchor = self._anchor(time)
            if anchor is None:
                continue
            if self._closes(time, proposition):
                ranked.append((-1, self._distance(time, proposition), time.start, time))
            elif anchor in near:
                ranked.append((near[anchor], self._distance(time, proposition), time.start, time))
            elif self._frames_sentence(time, sentence, anchor):
                ranked.append((len(near) + 1, self._distance(time, proposition), time.start, time))
        return min(ranked, key=lambda r: r[:3])[3] if ranked else None

    def _closes(self, time: TimeExpression, proposition: Proposition) -> bool:
        """Whether a date stands right behind a noun's own phrase: "tension after the murder near the airport two weeks ago"."""
        span = self._doc.char_span(time.start, time.end, alignment_mode="expand")
        if proposition.kind != "noun" or span is None or not len(span) or span[0].i <= proposition.predicate + 1:
            return False
        if any(t.is_punct for t in self._doc[proposition.predicate + 1 : span[0].i]):
            return False
        last = span[0].nbor(-1)
        for _ in range(CLOSE):
            if last.dep_ not in WITHIN or last.head.i == last.i:
                return False
            last = last.head
            if last.i == proposition.predicate:
                return True
        return False

    def _holds_date_of(self, proposition: Proposition) -> dict[int, int]:
        """Tokens a date of the event may hang on, with their rank: its trigger, its carrier, its arguments, its verb."""
        token = self._doc[proposition.predicate]
        order = [token.i]
        if (
            proposition.kind == "noun"
            and proposition.parent is not None
            and proposition.relation in ("object", "subject")
        ):
            order.append(proposition.parent)
        order.extend(
            a.token for a in proposition.arguments if a.role in ("object", "prep:in", "prep:to", "prep:at", "clause")
        )
        if proposition.kind == "noun":
            order.extend(c.i for c in token.children if c.dep_ == "acl")
            order.extend(next(([a.i] for a in token.ancestors if a.pos_ == "VERB"), []))
        else:
            order.extend(a.i for a in token.ancestors if token.dep_ in ("xcomp", "conj") and a.i == token.head.i)
        return {index: rank for rank, index in reversed(list(enumerate(dict.fromkeys(order))))}

    def _anchor(self, time: TimeExpression) -> int | None:
        """What a date hangs on: its phrase's head behind prepositions, None where the date only describes a noun."""
        head = self._head(time.start, time.end)
        if head is None:
            return None
        while head.dep_ in ("pobj", "prep", "npadvmod", "advmod", "pcomp", "nummod", "advcl") and head.head.i != head.i:
            if head.dep_ == "advcl" or (head.dep_ == "prep" and head.lower_ == "of"):
                break
            head = head.head
        return int(head.i)

    def _reach(self, proposition: Proposition) -> frozenset[int]:
        """Tokens of the predicate's own clause: its subtree without embedded clauses that have their own subject."""
        token = self._doc[proposition.predicate]
        if proposition.kind == "noun":
            top = token
            if proposition.parent is not None and any(a.via == "light" for a in proposition.arguments):
                top = self._doc[proposition.parent]
            return frozenset(_clause(top)) | frozenset(_clause(token))
        return frozenset(_clause(token))

    def _head(self, start: int, end: int) -> Token | None:
        span = self._doc.char_span(start, end, alignment_mode="expand")
        return span.root if span is not None and len(span) else None

    def _is_locative(self, token: Token, trigger: int | None, *, land: bool) -> bool:
        """Whether the phrase says where: behind a preposition of place; for its own event also "of", before it, as object."""
        head = token
        while head.dep_ in ("conj", "appos") and head.head.i != head.i:
            head = head.head
        if head.dep_ == "compound" and head.head.dep_ == "pobj" and head.head.i != trigger:
            head = head.head
        if head.dep_ == "pobj":
            preposition = head.head
            return preposition.lower_ in LOCATIVE or (preposition.lower_ == "of" and preposition.head.i == trigger)
        if head.dep_ in ("compound", "amod", "nmod"):
            return bool(head.head.i == trigger)
        return not land and head.dep_ in ("dobj", "nsubjpass") and bool(head.head.i == trigger)

    def _distance(self, thing: Toponym | TimeExpression, proposition: Proposition) -> int:
        head = self._head(thing.start, thing.end)
        return abs(head.i - proposition.predicate) if head is not None else 10_000

    def _frames_sentence(self, time: TimeExpression, sentence: Span, anchor: int) -> bool:
        """A date at the front or hanging on the main verb holds for the whole sentence."""
        return bool(time.start - sentence.start_char <= FRONT or anchor == sentence.root.i)


def _is_date(time: TimeExpression) -> bool:
    return time.type in ("DATE", "TIME") and time.from_ is not None and time.value != NOW


def as_place(toponym: Toponym) -> Place:
    """A toponym as the record writes an event's place."""
    return Place(
        name=toponym.name,
        country=toponym.country,
        latitude=toponym.latitude,
        longitude=toponym.longitude,
        geonameid=toponym.geonameid,
        start=toponym.start,
        end=toponym.end,
    )


def as_when(time: TimeExpression) -> When:
    """A time expression as the record writes an event's date."""
    return When.model_validate(
        {
            "text": time.text,
            "start": time.start,
            "end": time.end,
            "from": time.from_,
            "to": time.to,
            "grain": time.grain,
        }
    )


def _fineness(place: Toponym) -> int:
    """Cities before regions before countries."""
    feature = place.feature or ""
    return 0 if feature.startswith("PCL") else (1 if feature.startswith("ADM1") else 2)


def _clause(token: Token) -> Sequence[int]:
    found = [token.i]
    for child in token.children:
        finite = child.dep_ in ("ccomp", "advcl", "relcl", "parataxis") or (
            child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")
        )
        if not finite:
            found.extend(_clause(child))
    return found
