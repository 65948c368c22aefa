"""What each document tells of an agreement, and which tellings are of one: a reason for each (precision first).

* *name*: both carry the same name of their own ("Sochi", "2254") and nothing told contradicts;
* *apposition*: in one sentence, "agreed to …, in a deal …"; *nested*: "an agreement on a ceasefire"; *coordinated*: "agreements and
  protocols", each only where the sides are the same;
* *event*: the sentences of both report one joined event of agreeing;
* *parties*: the same two or more sides, kinds that may be one, and days or publications within a month;
* *place*: kinds that may be one, agreed at the same place, and published within a month;
* *context*: a bare "the ceasefire" in a text that is mostly about its two sides, published within a week.

Years that differ, or sides that have nothing in common, always keep two apart; so does one document that speaks of both,
but for these wordings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from legation.actors.lexicon import load
from legation.analyse import clauses
from legation.analyse.sittings import People
from legation.archive.queries import View
from legation.compare.joining import joined
from legation.compare.reports import TEXT
from legation.record import Agreement, Record

MONTH, WEEK = 31, 7
AGREEING = ("AGREE", "CONCEDE", "SUPPORT")
NOBODY = ("ZZZ/", "population/", "org/resolution")


@dataclass(frozen=True, slots=True)
class Telling:
    """One document's agreement with what the comparison asks of it.

    ``parties`` are actor ids without those nobody knows, and with those of "reached by X and Y"; ``mediators`` are told to
    have brokered it and are no parties; ``sides`` are the states or others that the parties stand for.
    """

    record: Record
    agreement: Agreement
    name: str
    label: frozenset[str]
    group: int
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    sides: frozenset[str]
    days: tuple[str, str] | None
    place: str | None
    events: frozenset[str]
    about: frozenset[str]
    sentences: tuple[tuple[int, int], ...]

    @property
    def published(self) -> str | None:
        """The day of its document."""
        return self.record.document.published

    @property
    def noun(self) -> str:
        """A pattern of the nouns that may stand for it."""
        groups = clauses.alike()
        return clauses.nouns(groups[self.group] if self.group < len(groups) else [self.agreement.kind])

    @property
    def start(self) -> int:
        """Where it is first told."""
        return self.agreement.evidence[0].start


@dataclass(slots=True)
class Line:
    """One agreement of the ledger while tellings gather."""

    tellings: list[Telling]
    because: list[str] = field(default_factory=list)


def ledger(view: View, people: People) -> list[Line]:
    """The agreements of an archive with their tellings joined."""
    told = sorted(_tellings(view, people), key=lambda t: (-_fullness(t), t.published or "9999", t.agreement.id))
    lines: list[Line] = []
    for telling in told:
        for line in lines:
            reason = next((r for other in line.tellings if (r := same(other, telling))), None)
            if reason and not any(_apart(other, telling) for other in line.tellings):
                line.tellings.append(telling)
                line.because.append(reason)
                break
        else:
            lines.append(Line([telling]))
    return lines


def same(one: Telling, other: Telling) -> str | None:
    """Why two tellings are of one agreement, None where nothing shows it."""
    if _apart(one, other):
        return None
    if one.record.document.id == other.record.document.id:
        return _within(one, other) or _within(other, one)
    if one.group != other.group:
        return None
    if one.label or other.label:
        shared = one.label & other.label
        return f"name: {', '.join(sorted(shared))}" if shared else None
    if one.events & other.events:
        return "event: both are told of one act of agreeing"
    days = _days_apart(one, other)
    if days is None:
        return None
    if len(one.sides) > 1 and one.sides == other.sides and days <= MONTH:
        return f"parties: {', '.join(sorted(one.sides))}"
    if one.place and one.place == other.place and days <= MONTH:
        return f"place: {one.place}"
    bare, full = (one, other) if not one.sides else (other, one)
    if not bare.sides and len(full.sides) == 2 and bare.about == full.sides and days <= WEEK:
        return f"context: a text about {', '.join(sorted(full.sides))} within a week"
    return None


def _within(one: Telling, other: Telling) -> str | None:
    """Why two agreements of one document are one, the first told before the second."""
    if one.group == other.group and _apposed(one, other):
        return "apposition: told in one sentence"
    if not one.sides or one.sides != other.sides:
        return None
    text, first = one.record.document.text, one.agreement.evidence[0]
    if one.start < other.start < first.end and one.agreement.subject and one.agreement.subject.startswith(other.name):
        return "nested: the one is what the other is about"
    if one.group == other.group and text[first.end : other.start].strip() == "and":
        return "coordinated: told in one breath"
    return None


def _apposed(one: Telling, other: Telling) -> bool:
    """ "agreed to reopen the road, in a deal brokered by …": the verb's sentence holds the noun behind it."""
    if not one.agreement.subject or not one.name.endswith(one.agreement.subject) or one.start >= other.start:
        return False
    sentence = next((s for s in one.sentences if s[0] <= one.start < s[1]), None)
    before = one.record.document.text[one.start : other.start].split()[-2:]
    return bool(sentence and other.start < sentence[1] and before and before[0].lower() in clauses.apposing())


def _apart(one: Telling, other: Telling) -> bool:
    """Whether what two tellings say cannot be of one agreement."""
    if one.days and other.days and (one.days[1][:4] < other.days[0][:4] or other.days[1][:4] < one.days[0][:4]):
        return True
    return bool(len(one.sides) > 1 and len(other.sides) > 1 and not one.sides & other.sides)


def _days_apart(one: Telling, other: Telling) -> int | None:
    days = [t.days[0] if t.days else t.published for t in (one, other)]
    if not all(days):
        return None
    return abs((date.fromisoformat(str(days[0])) - date.fromisoformat(str(days[1]))).days)


def _fullness(telling: Telling) -> int:
    """How much a telling says: the fullest leads its line."""
    a = telling.agreement
    told = bool(a.date) + bool(telling.place) + bool(a.subject)
    return 3 * bool(telling.label) + 2 * (len(telling.sides) > 1) + told


def _tellings(view: View, people: People) -> Iterable[Telling]:
    linked = _linked(view)
    for (key,) in view.archive.rows("SELECT DISTINCT document FROM agreements ORDER BY document"):
        record = view.archive.record(key)
        every = clauses.sentences(record.document.text)
        about = _about(record)
        for agreement in record.agreements:
            starts = [span.start for span in agreement.evidence]
            own = tuple(s for s in every if any(s[0] <= start < s[1] for start in starts))
            events = frozenset(e for e, start, end in linked.get(key, ()) if any(start <= a < end for a in starts))
            days = _days(record, agreement, own)
            parties, mediators = _parties(record, agreement, own)
            sides = frozenset(people.side(p, key) for p in parties)
            place = (agreement.place.name if agreement.place else None) or _agreed_at(record.document.text, own)
            name = _name(record, agreement)
            yield Telling(
                record, agreement, name, _label(name, agreement.kind), _group(agreement.kind), parties, mediators, sides, days,
                place, events, about, own,
            )  # fmt: skip


def _days(record: Record, agreement: Agreement, own: Sequence[tuple[int, int]]) -> tuple[str, str] | None:
    """First and last day of its making. A day beside another status ("abandoned the pact in 2018") is not its own."""
    when = agreement.date
    if when is None or not when.from_:
        return None
    noun = clauses.nouns([agreement.kind])
    for sentence in own:
        if sentence[0] <= when.start < sentence[1]:
            told = clauses.statuses(record.document.text, sentence, noun)
            if any(t.value not in clauses.MADE and clauses.beside(when.start, t) for t in told):
                return None
    return when.from_, when.to or when.from_


def _parties(
    record: Record, agreement: Agreement, own: Sequence[tuple[int, int]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Parties and mediators: those of the record, and the actors named in "reached by X and Y" and "brokered by Z"."""
    made: list[str] = []
    brokered: list[str] = []
    for sentence in own:
        for found, verbs in ((made, clauses.making()), (brokered, clauses.brokering())):
            told = clauses.by(record.document.text, sentence, verbs, clauses.nouns([agreement.kind, "deal"]))
            if told is not None:
                found.extend(_named_between(record, *told))
    stored = [p for p in agreement.parties if not p.startswith(NOBODY) and p not in brokered]
    return tuple(dict.fromkeys((*stored, *(m for m in made if m not in brokered)))), tuple(dict.fromkeys(brokered))


def _named_between(record: Record, start: int, end: int) -> list[str]:
    """The actors named, not described, between two characters, in order."""
    found = [
        (m.start, a.id)
        for a in record.actors
        for m in a.mentions
        if start <= m.start and m.end <= end and m.form in ("name", "alias", "metonym") and not a.id.startswith(NOBODY)
    ]
    return [key for _, key in sorted(found)]


def _linked(view: View) -> dict[str, list[tuple[str, int, int]]]:
    """Document → joined events of agreeing told by two documents or more, with the sentence of each report."""
    found: dict[str, list[tuple[str, int, int]]] = {}
    for event in joined(view.archive):
        if event.type in AGREEING and len(event.documents) > 1:
            for report in event.reports:
                if report.origin == TEXT and report.start is not None and report.end is not None:
                    found.setdefault(report.document, []).append((event.id, report.start, report.end))
    return found


def _about(record: Record) -> frozenset[str]:
    """The two states that a document names most, where they stand out from the third."""
    counts = Counter({a.id: len(a.mentions) for a in record.actors if a.kind == "state" and len(a.id) == 3})
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    if len(first) < 2 or (len(first) > 2 and first[2][1] == first[1][1]):
        return frozenset()
    return frozenset(key for key, _ in first[:2])


def _name(record: Record, agreement: Agreement) -> str:
    """The name with the number that follows it in the text ("Resolution 2254")."""
    for span in agreement.evidence:
        number = re.match(r"[^.;]*?\b(?P<name>[Rr]esolutions? \d+)", record.document.text[span.start : span.end + 8])
        if number is not None and agreement.name.split()[-1].lower().startswith("resolution"):
            return f"{agreement.name} {number['name'].split()[-1]}"
    return agreement.name


def _label(name: str, kind: str) -> frozenset[str]:
    """The words of a name that are its own: capitals and numbers that are neither the noun nor a state's or a body's name.

    A resolution is known by its number alone: who passed it passed others too.
    """
    words = re.findall(r"[\w’'-]+", name)
    numbers = frozenset(w for w in words if w.isdigit())
    if kind == "resolution":
        return numbers
    heads = frozenset(w.lower() for w in clauses.nouns(clauses.alike()[0]).replace("s?", "").split("|"))
    own = (w.lower() for w in words if w[0].isupper() and w.lower() not in clauses.plain() | heads and not _common(w))
    return numbers | frozenset(own)


@cache
def _common(word: str) -> bool:
    """Whether a word is the name or adjective of a state or a body, which many agreements carry."""
    return any(form.entry.kind in ("state", "igo") and form.how != "metonym" for form in load().lookup(word))


def _group(kind: str) -> int:
    return next((number for number, kinds in enumerate(clauses.alike()) if kind in kinds), len(clauses.alike()))


def _agreed_at(text: str, sentences: Sequence[tuple[int, int]]) -> str | None:
    """The place of "agreed in Moscow", in the agreement's own sentences."""
    for start, end in sentences:
        told = clauses.MADE_AT.search(text, start, end)
        if told is not None and not clauses.is_month(told["place"]):
            return told["place"]
    return None
