"""Agreements as a ledger: one line an agreement over all documents, with its terms, its changes of status and its breaches.

Which tellings are of one agreement: :mod:`legation.analyse.tellings`. What sentences tell: :mod:`legation.analyse.clauses`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from legation.analyse import clauses
from legation.analyse.formats import Format, formats
from legation.analyse.sittings import People, sittings
from legation.analyse.tellings import Line, Telling, ledger
from legation.archive.queries import Filters, Row, View, between
from legation.record import Record, content_id

ORDER = ("proposed", "negotiated", "signed", "in force", "stalled", "breached", "ended")


def find(view: View, filters: Filters) -> list[Row]:
    """One row an agreement, by its day. Its lead telling gives the keys that a stored agreement has.

    ``changes`` are dated statuses with their words and holder, the last of them the line's ``status`` (without any, the
    record's); ``terms`` are quoted; ``breaches`` say by whom, against whom and who alleges it; ``reports`` list every telling
    with the reason for which it was joined; ``sessions`` are those of the track that an agreement of that kind is.
    ``vague`` marks a line with no name of its own, fewer than two known sides and no change: perhaps only a manner of speaking.
    """
    people = People(view)
    tracks = [f for f in formats(sittings(view, people), people) if f.kind == "track"]
    rows = [_row(view, people, line, tracks) for line in ledger(view, people)]
    kept = [row for row in rows if _matches(people, row, filters)]
    return sorted(kept, key=lambda r: (r["date_from"] or r["published"] or "9999", r["document"], r["start"], r["id"]))


def _row(view: View, people: People, line: Line, tracks: Sequence[Format]) -> Row:
    lead = line.tellings[0]
    a, document = lead.agreement, lead.record.document
    told_once = {(c["document"], c["start"], c["status"]): c for t in line.tellings for c in _changes(people, t)}
    changes = sorted(told_once.values(), key=_when)
    breaches = [c for c in changes if c["status"] == "breached"]
    by = _unique(*(t.agreement.breached_by for t in line.tellings), [c["by_id"] for c in breaches if c["by_id"]])
    parties = _parties(people, line)
    signatories = [p for p in _unique(*(t.parties for t in line.tellings)) if p not in parties]
    mediators = _unique(*(t.mediators for t in line.tellings))
    last = changes[-1] if changes else None
    told = next((t for t in line.tellings if t.days), None)
    start, end = a.evidence[0].start, a.evidence[0].end
    track = next((f for f in tracks if a.kind == "track" and any(w in f.name.lower() for w in lead.label)), None)
    return {
        "parties": _names(people, parties), "breached_by": _names(people, by), "name": lead.name, "kind": a.kind,
        "subject": next((t.agreement.subject for t in line.tellings if t.agreement.subject), None),
        "status": last["status"] if last else a.status, "status_since": last["date"] if last else None,
        "date_from": told.days[0] if told and told.days else None, "date_to": told.days[1] if told and told.days else None,
        "place": next((t.place for t in line.tellings if t.place), None), "mediators": _names(people, mediators),
        "signatories": _names(people, signatories), "documents": len({t.record.document.id for t in line.tellings}),
        "quote": view.quote(document.id, start, end), "document": document.id, "title": document.title,
        "outlet": document.outlet, "published": document.published, "start": start, "end": end,
        "changes": changes, "terms": _terms(people, line), "breaches": breaches,
        "sessions": [{"first": s.first, "last": s.last, "place": s.place} for s in track.sessions] if track else [],
        "vague": not lead.label and len(lead.sides) < 2 and not changes,
        "reports": [_report(view, t, r) for t, r in zip(line.tellings, [None, *line.because], strict=True)],
        "parties_ids": parties, "breached_by_ids": by, "mediators_ids": mediators, "signatories_ids": signatories,
        "agreement_id": content_id("ledger", *sorted(t.agreement.id for t in line.tellings)), "id": a.id,
    }  # fmt: skip


def _parties(people: People, line: Line) -> list[str]:
    """The sides of all tellings, states for those who stand for one; what nobody knows only where nobody is known."""
    known = _unique([people.side(p, t.record.document.id) for t in line.tellings for p in t.parties])
    brokers = {people.side(m, t.record.document.id) for t in line.tellings for m in t.mediators}
    return [k for k in known if k not in brokers] or _unique(*(t.agreement.parties for t in line.tellings))


def _unique(*groups: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(item for group in groups for item in group))


def _names(people: People, ids: Sequence[str]) -> str:
    return ", ".join(people.name(key) for key in ids)


def _report(view: View, telling: Telling, because: str | None) -> dict[str, Any]:
    a, key = telling.agreement, telling.record.document.id
    start, end = a.evidence[0].start, a.evidence[0].end
    return {
        "document": key, "name": a.name, "status": a.status, "because": because, "published": telling.published,
        "quote": view.quote(key, start, end), "start": start, "end": end, "id": a.id,
    }  # fmt: skip


def _when(change: Mapping[str, Any]) -> tuple[str, int, str, int]:
    return (change["date"] or "9999", ORDER.index(change["status"]), change["document"], change["start"])


def _changes(people: People, telling: Telling) -> list[dict[str, Any]]:
    """What one document tells of the agreement's status, each with its day, its words and who says so."""
    record, found = telling.record, []
    text, key = record.document.text, record.document.id
    seen: set[tuple[str, int]] = set()
    for sentence in _sentences_of(telling):
        for told in clauses.statuses(text, sentence, telling.noun):
            if (told.value, sentence[0]) in seen:
                continue
            seen.add((told.value, sentence[0]))
            day, basis = _day(telling, told)
            by = clauses.breaker(record, told) if told.value == "breached" else None
            side = people.side(by, key) if by else None
            against = sorted(telling.sides - {side}) if side in telling.sides else []
            who = clauses.holder(record, told.start)
            found.append(
                {
                    "status": told.value, "date": day, "date_basis": basis, "holder": people.name(who),
                    "by": people.name(by) if by else None, "against": _names(people, against),
                    "quote": " ".join(text[sentence[0] : sentence[1]].split()), "document": key, "start": told.start,
                    "end": told.end, "holder_id": who, "by_id": by, "against_ids": against,
                }
            )  # fmt: skip
    return found


def _terms(people: People, line: Line) -> list[dict[str, Any]]:
    """The clauses that give the terms, of every document that tells them."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for telling in line.tellings:
        record, key = telling.record, telling.record.document.id
        text = record.document.text
        for sentence in clauses.sentences(text):
            for told in clauses.terms(text, sentence, telling.noun):
                if _whose(record, telling.group, told) != telling.agreement.id:
                    continue
                who = clauses.holder(record, told.start)
                found.setdefault(
                    (key, told.start),
                    {
                        "quote": " ".join(text[told.start : told.end].split()), "cue": told.value, "holder": people.name(who),
                        "document": key, "start": told.start, "end": told.end, "holder_id": who,
                    },
                )  # fmt: skip
    return [found[place] for place in sorted(found)]


def _whose(record: Record, group: int, told: clauses.Told) -> str | None:
    """The agreement of a document whose terms a clause gives: that of its own words, else the last one told before.

    What somebody undertook is not the agreement named inside the undertaking ("undertook to revive a pact").
    """
    kinds = clauses.alike()[group] if group < len(clauses.alike()) else ()
    spans = sorted((span.start, a.id) for a in record.agreements if a.kind in kinds for span in a.evidence)
    own = [key for start, key in spans if told.sentence[0] <= start < told.start]
    if own:
        return own[-1]
    if not clauses.undertaken(told):
        inside = [key for start, key in spans if told.sentence[0] <= start < told.sentence[1]]
        if inside:
            return inside[0]
    paragraph = record.document.text.rfind("\n\n", 0, told.sentence[0])
    before = record.document.text.rfind("\n\n", 0, max(paragraph, 0))
    # No further back than the paragraph before: what "they undertook" a page later belongs to something else.
    return next((key for start, key in reversed(spans) if max(before, 0) <= start < told.sentence[0]), None)


def _sentences_of(telling: Telling) -> list[tuple[int, int]]:
    """The sentences of a document that speak of the agreement.

    Those of its evidence that hold no other's; and, where it is the only one of its kind in the document, all with a noun
    of the kind.
    """
    record, kinds = telling.record, (clauses.alike()[telling.group] if telling.group < len(clauses.alike()) else ())
    rivals = [a for a in record.agreements if a.kind in kinds and a.id != telling.agreement.id]
    others = {span.start for a in rivals for span in a.evidence}
    if rivals:
        return [s for s in telling.sentences if not any(s[0] <= start < s[1] for start in others)]
    noun = re.compile(rf"\b(?:{telling.noun})\b", re.IGNORECASE)
    text = record.document.text
    return [s for s in clauses.sentences(text) if s in telling.sentences or noun.search(text, *s)]


def _day(telling: Telling, told: clauses.Told) -> tuple[str | None, str | None]:
    """The day of a status: the agreement's own where the sentence tells it and the status is its making, else that of an

    event told and dated in the sentence, else the latest it can be, the day of publication.
    """
    record, (start, end) = telling.record, told.sentence
    when = telling.agreement.date
    own = when.from_ if when is not None and start <= when.start < end else None
    if own is not None and when is not None and (told.value in clauses.MADE or clauses.beside(when.start, told)):
        return own, "told"
    dated = [
        (abs(event.trigger.start - told.start), event.date.from_)
        for event in record.events
        if start <= event.trigger.start < end and event.date is not None and start <= event.date.start < end
        and event.date.from_ and (event.date.from_ != own or told.value in clauses.MADE)
    ]  # fmt: skip
    if dated:
        return min(dated)[1], "event"
    return (record.document.published, "published by") if record.document.published else (None, None)


def _matches(people: People, row: Row, filters: Filters) -> bool:
    if filters.actor:
        low = filters.actor.lower()
        ids = {*row["parties_ids"], *row["breached_by_ids"], *row["mediators_ids"], *row["signatories_ids"]}
        named = (
            low in (key.lower(), people.side(key).lower()) or low in people.name(key).lower() for key in sorted(ids)
        )
        if not any(named):
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
    return between(days[0] if days else None, days[-1] if days else None, filters)
