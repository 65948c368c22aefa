"""Agreements as a ledger: one line an agreement over all documents, with its terms, its changes of status and its breaches.

Two tellings are one agreement only for a reason that is given (precision first):

* *name*: both carry the same name of their own ("Sochi", "2254") and nothing told contradicts;
* *event*: the sentences of both report one joined event of agreeing;
* *parties*: the same two or more sides, kinds that may be one, and days or publications within a month;
* *place*: kinds that may be one, agreed at the same place, and published within a month;
* *context*: a bare "the ceasefire" in a text that is mostly about its two sides, published within a week.

Years that differ, or sides that have nothing in common, always keep two apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from legation.analyse import clauses
from legation.analyse.formats import Format, formats
from legation.analyse.sittings import People, sittings
from legation.archive.queries import Filters, Row, View, _between
from legation.compare.joining import joined
from legation.compare.reports import TEXT
from legation.record import HOLDERS, Agreement, Record, content_id

MONTH, WEEK = 31, 7
ORDER = ("proposed", "negotiated", "signed", "in force", "stalled", "breached", "ended")
AGREEING = ("AGREE", "CONCEDE", "SUPPORT")


@dataclass(frozen=True, slots=True)
class Telling:
    """One document's agreement with what the comparison asks of it."""

    record: Record
    agreement: Agreement
    label: frozenset[str]
    group: int
    sides: frozenset[str]
    days: tuple[str, str] | None
    place: str | None
    events: frozenset[str]
    about: frozenset[str]

    @property
    def published(self) -> str | None:
        """The day of its document."""
        return self.record.document.published


@dataclass(slots=True)
class Line:
    """One agreement of the ledger while tellings gather."""

    tellings: list[Telling]
    because: list[str] = field(default_factory=list)


def find(view: View, filters: Filters) -> list[Row]:
    """One row an agreement, the earliest told first. Its lead telling gives the keys that a stored agreement has."""
    people = People(view)
    lines = ledger(view, people)
    tracks = [f for f in formats(sittings(view, people), people) if f.kind == "track"]
    rows = [_row(view, people, line, tracks) for line in lines]
    kept = [row for row in rows if _matches(people, row, filters)]
    return sorted(kept, key=lambda r: (r["date_from"] or r["published"] or "9999", r["document"], r["start"], r["id"]))


def ledger(view: View, people: People) -> list[Line]:
    """The agreements of an archive with their tellings joined."""
    told = sorted(_tellings(view, people), key=lambda t: (-_telling(t), t.published or "9999", t.agreement.id))
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
    if one.record.document.id == other.record.document.id or one.group != other.group or _apart(one, other):
        return None
    if one.label and other.label:
        shared = one.label & other.label
        return f"name: {', '.join(sorted(shared))}" if shared else None
    if one.events & other.events:
        return "event: both are told of one act of agreeing"
    near = _days_apart(one, other)
    if len(one.sides) > 1 and one.sides == other.sides and near is not None and near <= MONTH:
        return f"parties: {', '.join(sorted(one.sides))}"
    if one.place and one.place == other.place and near is not None and near <= MONTH:
        return f"place: {one.place}"
    bare, full = (one, other) if not one.sides else (other, one)
    if (
        not bare.sides
        and not bare.label
        and len(full.sides) == 2
        and bare.about == full.sides
        and near is not None
        and near <= WEEK
    ):
        return f"context: a text about {', '.join(sorted(full.sides))} within a week"
    return None


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


def _telling(telling: Telling) -> int:
    """How much a telling says: the fullest leads its line."""
    a = telling.agreement
    return 3 * bool(telling.label) + 2 * (len(telling.sides) > 1) + bool(a.date) + bool(telling.place) + bool(a.subject)


def _tellings(view: View, people: People) -> Iterable[Telling]:
    linked = _linked(view)
    for (key,) in view.archive.rows("SELECT DISTINCT document FROM agreements ORDER BY document"):
        record = view.archive.record(key)
        about = _about(record)
        for agreement in record.agreements:
            spans = [(s.start, s.end) for s in agreement.evidence]
            events = frozenset(
                event for event, start, end in linked.get(key, ()) if any(start <= a < end for a, _ in spans)
            )
            when = agreement.date
            days = (when.from_, when.to or when.from_) if when is not None and when.from_ else None
            sides = frozenset(
                people.side(p, key) for p in agreement.parties if not p.startswith(("ZZZ/", "population/"))
            )
            place = (agreement.place.name if agreement.place else None) or _agreed_at(record, agreement)
            yield Telling(
                record, agreement, _label(agreement), _group(agreement.kind), sides, days, place, events, about
            )


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
    counts = Counter({a.id: len(a.mentions) for a in record.actors if a.kind == "state"})
    first = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:3]
    if len(first) < 2 or (len(first) > 2 and first[2][1] == first[1][1]):
        return frozenset()
    return frozenset(key for key, _ in first[:2])


def _label(agreement: Agreement) -> frozenset[str]:
    """The words of a name that are names: capitals and numbers, without the noun and what any agreement may be called."""
    plain = frozenset(clauses._data()["plain"])
    words = re.findall(r"[\w’'-]+", agreement.name)
    return frozenset(
        w.lower() for w in words[:-1] if (w[0].isupper() or w[0].isdigit()) and w.lower() not in plain
    ) | frozenset(w for w in words[-1:] if w.isdigit())


def _group(kind: str) -> int:
    groups: Sequence[Sequence[str]] = clauses._data()["alike"]
    return next((number for number, kinds in enumerate(groups) if kind in kinds), len(groups))


def _agreed_at(record: Record, agreement: Agreement) -> str | None:
    """ "agreed in Moscow" behind the noun or before it, in the agreement's own sentences."""
    text = record.document.text
    for start, end in clauses.sentences(text):
        if any(start <= span.start < end for span in agreement.evidence):
            told = re.search(
                r"\b(?:agreed|signed|reached|concluded|negotiated|brokered)\b[^.;]{0,40}?\bin ([A-Z]\w+)",
                text[start:end],
            )
            if told is not None and told[1] not in ("January", "February", "March", "April", "May", "June", "July", "August",
                                                    "September", "October", "November", "December"):  # fmt: skip
                return told[1]
    return None


# -- the row -------------------------------------------------------------------------------------------------------


def _row(view: View, people: People, line: Line, tracks: Sequence[Format]) -> Row:
    lead = line.tellings[0]
    a, document = lead.agreement, lead.record.document
    changes = sorted((c for t in line.tellings for c in _changes(people, t)), key=_when)
    breaches = [c for c in changes if c["status"] == "breached"]
    by = list(
        dict.fromkeys(
            [
                *(x for t in line.tellings for x in t.agreement.breached_by),
                *(c["by_id"] for c in breaches if c["by_id"]),
            ]
        )
    )
    parties = list(dict.fromkeys(p for t in line.tellings for p in t.agreement.parties))
    last = changes[-1] if changes else None
    dated = next((t.agreement.date for t in line.tellings if t.agreement.date and t.agreement.date.from_), None)
    start, end = a.evidence[0].start, a.evidence[0].end
    track = next((f for f in tracks if a.kind == "track" and any(w in f.name.lower() for w in lead.label)), None)
    return {
        "parties": ", ".join(people.name(p) for p in parties), "breached_by": ", ".join(people.name(p) for p in by),
        "name": a.name, "kind": a.kind, "subject": next((t.agreement.subject for t in line.tellings if t.agreement.subject), None),
        "status": last["status"] if last else a.status, "status_since": last["date"] if last else None,
        "date_from": dated.from_ if dated else None, "date_to": dated.to if dated else None,
        "place": next((t.place for t in line.tellings if t.place), None),
        "documents": len({t.record.document.id for t in line.tellings}), "changes": changes,
        "terms": [c for t in line.tellings for c in _terms(people, t)], "breaches": breaches,
        "sessions": [{"first": s.first, "last": s.last, "place": s.place} for s in track.sessions] if track else [],
        "vague": not lead.label and len(lead.sides) < 2 and not changes,
        "quote": view.quote(document.id, start, end), "document": document.id, "title": document.title,
        "outlet": document.outlet, "published": document.published, "start": start, "end": end,
        "reports": [_report(view, t, r) for t, r in zip(line.tellings, [None, *line.because], strict=True)],
        "parties_ids": parties, "breached_by_ids": by, "agreement": content_id("ledger", *sorted(t.agreement.id for t in line.tellings)),
        "id": a.id,
    }  # fmt: skip


def _report(view: View, telling: Telling, because: str | None) -> dict[str, Any]:
    a, key = telling.agreement, telling.record.document.id
    start, end = a.evidence[0].start, a.evidence[0].end
    return {
        "document": key, "name": a.name, "status": a.status, "because": because, "published": telling.published,
        "quote": view.quote(key, start, end), "start": start, "end": end, "id": a.id,
    }  # fmt: skip


def _when(change: Mapping[str, Any]) -> tuple[str, int, str, int]:
    return (change["date"] or "0000", ORDER.index(change["status"]), change["document"], change["start"])


def _changes(people: People, telling: Telling) -> list[dict[str, Any]]:
    """What one document tells of the agreement's status, each with its day, its words and who says so."""
    record, found = telling.record, []
    text, key = record.document.text, record.document.id
    noun = clauses.nouns(
        clauses._data()["alike"][telling.group]
        if telling.group < len(clauses._data()["alike"])
        else [telling.agreement.kind]
    )
    seen: set[tuple[str, int]] = set()
    for sentence in _sentences_of(telling):
        for told in clauses.statuses(text, sentence, noun):
            if (told.value, sentence[0]) in seen:
                continue
            seen.add((told.value, sentence[0]))
            day, basis = _day(record, sentence)
            by = clauses.breaker(record, told) if told.value == "breached" else None
            who = clauses.holder(record, told.start)
            against = (
                sorted(telling.sides - {people.side(by, key)}) if by and people.side(by, key) in telling.sides else []
            )
            found.append(
                {
                    "status": told.value, "date": day, "date_basis": basis, "holder": people.name(who) if who not in HOLDERS else who,
                    "by": people.name(by) if by else None, "against": ", ".join(people.name(s) for s in against),
                    "quote": " ".join(text[sentence[0] : sentence[1]].split()), "document": key, "start": told.start,
                    "end": told.end, "sentence_start": sentence[0], "sentence_end": sentence[1], "holder_id": who, "by_id": by,
                    "against_ids": against,
                }
            )  # fmt: skip
    return found


def _terms(people: People, telling: Telling) -> list[dict[str, Any]]:
    record = telling.record
    text, key = record.document.text, record.document.id
    groups = clauses._data()["alike"]
    noun = clauses.nouns(groups[telling.group] if telling.group < len(groups) else [telling.agreement.kind])
    found = []
    for sentence in _sentences_of(telling):
        for told in clauses.terms(text, sentence, noun):
            who = clauses.holder(record, told.start)
            found.append(
                {
                    "quote": " ".join(text[told.start : told.end].split()), "cue": told.value, "holder": people.name(who),
                    "document": key, "start": told.start, "end": told.end, "holder_id": who,
                }
            )  # fmt: skip
    return found


def _sentences_of(telling: Telling) -> list[tuple[int, int]]:
    """The sentences of a document that speak of the agreement.

    Those of its evidence; and, where it is the only one of its kind in the document, all with a noun of the kind.
    """
    record, group = telling.record, telling.group
    text = record.document.text
    every = clauses.sentences(text)
    own = [s for s in every if any(s[0] <= span.start < s[1] for span in telling.agreement.evidence)]
    rivals = [a for a in record.agreements if _group(a.kind) == group]
    if len(rivals) > 1:
        others = {span.start for a in rivals if a.id != telling.agreement.id for span in a.evidence}
        return [s for s in own if not any(s[0] <= start < s[1] for start in others)]
    groups = clauses._data()["alike"]
    noun = re.compile(
        rf"\b(?:{clauses.nouns(groups[group] if group < len(groups) else [telling.agreement.kind])})\b", re.IGNORECASE
    )
    return [s for s in every if s in own or noun.search(text, *s)]


def _day(record: Record, sentence: tuple[int, int]) -> tuple[str | None, str | None]:
    """The day of what a sentence tells: of its event, else the latest it can be, the day of publication."""
    for event in record.events:
        if sentence[0] <= event.trigger.start < sentence[1] and event.date is not None and event.date.from_:
            return event.date.from_, "event"
    return (record.document.published, "published by") if record.document.published else (None, None)


def _matches(people: People, row: Row, filters: Filters) -> bool:
    if filters.actor:
        low = filters.actor.lower()
        ids = {*row["parties_ids"], *row["breached_by_ids"]}
        if not any(
            low == key.lower() or low == people.side(key).lower() or low in people.name(key).lower() for key in ids
        ):
            return False
    if filters.type and row["kind"] != filters.type.lower():
        return False
    if filters.place and filters.place.lower() != (row["place"] or "").lower():
        return False
    if filters.document and not any(r["document"] == filters.document for r in row["reports"]):
        return False
    if filters.outlet and filters.outlet.lower() not in (row["outlet"] or "").lower():
        return False
    days = sorted(d for d in (row["date_from"], *(c["date"] for c in row["changes"]), row["published"]) if d)
    return _between(days[0] if days else None, days[-1] if days else None, filters)
