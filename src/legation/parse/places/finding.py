"""Toponyms in a parsed text: capitalised names of the gazetteer, chosen by grammar, by company and by size.

A name is taken for a place where the parser sees one, where a preposition of place stands before it, or where it is large enough
to be meant; never inside a person's or an organisation's name. Of several places of one name the one that the words after it
name ("Paris, Texas") wins, else the one in a country the document speaks of, else the largest; one sense a document.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.layers import Reading, Toponym
from legation.parse.places.gazetteer import Entry, Gazetteer, fold, gazetteer
from legation.resources import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PLACE_LABELS = ("GPE", "LOC", "FAC")
OTHER_LABELS = ("PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "DATE")
LOCATIVE = (
    "in",
    "at",
    "near",
    "from",
    "to",
    "into",
    "outside",
    "inside",
    "around",
    "across",
    "of",
    "over",
    "toward",
    "towards",
    "between",
    "via",
)
LARGE = 6.0  # weight from which a name is a place even where the parser sees none
SAME_COUNTRY, SAME_STATE, NEIGHBOUR_NAMED = 2.6, 2.0, 20.0


@dataclass(slots=True)
class _Found:
    start: int  # first token
    end: int  # behind the last
    key: str
    entries: list[Entry]


def find(reading: Reading) -> tuple[Toponym, ...]:
    """The toponyms of a parsed text in text order."""
    doc = reading.parsed
    names = gazetteer()
    found = _candidates(doc, names)
    countries = Counter(f.entries[0].country for f in found if f.entries[0].feature.startswith(("PCL", "ADM1")))
    states = Counter(f.entries[0].admin1 for f in found if f.entries[0].feature == "ADM1" and f.entries[0].admin1)
    chosen: dict[str, Entry] = {}
    for item in found:
        named = _named_behind(doc, item, found)
        if named is not None:
            chosen.setdefault(item.key, named)
    places = []
    for item in found:
        entry = chosen.get(item.key) or _best(item.entries, countries, states)
        chosen.setdefault(item.key, entry)
        start, end = doc[item.start].idx, doc[item.end - 1].idx + len(doc[item.end - 1])
        places.append(
            Toponym(
                start=start,
                end=end,
                text=reading.document.text[start:end],
                name=entry.name,
                geonameid=entry.geonameid,
                latitude=entry.latitude,
                longitude=entry.longitude,
                country=entry.country,
                feature=entry.feature,
            )
        )
    return tuple(places)


def _candidates(doc: Doc, names: Gazetteer) -> list[_Found]:
    found: list[_Found] = []
    position = 0
    stop = set(load("places/not_places.yaml")["words"])
    while position < len(doc):
        token = doc[position]
        if not token.text[0].isupper() or fold(token.text).split(" ")[0] not in names.first_words:
            position += 1
            continue
        longest = None
        if token.lower_ == "the":
            position += 1
            continue
        for length in range(min(names.longest * 2, len(doc) - position), 0, -1):
            span = doc[position : position + length]
            if not span[-1].text[0].isalnum():
                continue
            key = fold(span.text)
            if names.holds(key):
                longest = _Found(position, position + length, key, names.lookup(key))
                break
        if longest is not None and longest.key not in stop and _is_place(doc, longest):
            found.append(longest)
            position = longest.end
        else:
            position += 1 if longest is None else longest.end - longest.start
    return found


def _is_place(doc: Doc, item: _Found) -> bool:
    span = doc[item.start : item.end]
    first, best = span[0], item.entries[0]
    if _inside_name(doc, item):
        return False
    labels = {t.ent_type_ for t in span}
    is_land = best.feature.startswith(("PCL", "CONT", "ADM1")) or best.feature in ("SEA", "OCN", "STRT", "RGN")
    if is_land:
        return first.pos_ in ("PROPN", "NOUN", "ADJ") and not (
            first.tag_ == "JJ" and first.dep_ == "amod" and len(span) == 1
        )
    if labels & set(PLACE_LABELS):
        return True
    if first.pos_ != "PROPN":
        return False
    if labels & {"PERSON", "NORP", "DATE", "LANGUAGE"} and best.weight < LARGE:
        return False
    before = doc[item.start - 1] if item.start else None
    if before is not None and before.lower_ in LOCATIVE and before.pos_ == "ADP":
        return not labels & {"PERSON"} or best.weight >= LARGE
    return best.weight >= LARGE and not labels & {"PERSON"}


def _inside_name(doc: Doc, item: _Found) -> bool:
    """Whether the name is only part of a longer one: "New York Times", "Jack London", "Bank of England"."""
    span = doc[item.start : item.end]
    entity = next((e for e in (doc[item.start].sent.ents) if e.start <= item.start and item.end <= e.end), None)
    if (
        entity is not None
        and entity.label_ in OTHER_LABELS
        and len(entity) > len(span) + (1 if entity[0].lower_ == "the" else 0)
    ):
        return not _beside_comma(span[0], span[-1])
    after = doc[item.end] if item.end < len(doc) else None
    return (
        after is not None
        and span[-1].dep_ == "compound"
        and span[-1].head.ent_type_ in ("ORG", "PERSON")
        and span[0].ent_type_ in ("ORG", "PERSON")
    )


def _beside_comma(first: Token, last: Token) -> bool:
    return (first.i > 0 and first.nbor(-1).text == ",") or (last.i + 1 < len(last.doc) and last.nbor(1).text == ",")


def _named_behind(doc: Doc, item: _Found, found: list[_Found]) -> Entry | None:
    """ "Paris, Texas": the place whose state or country is named right behind it."""
    behind = next(
        (f for f in found if item.end + 1 <= f.start <= item.end + 1 and doc[item.end].text in (",", "(")), None
    )
    if behind is None:
        return None
    outer = behind.entries[0]
    for entry in item.entries:
        if outer.feature.startswith("PCL") and entry.country == outer.country and entry.feature != outer.feature:
            return entry
        if (
            outer.feature == "ADM1"
            and outer.admin1 is not None
            and (entry.country, entry.admin1) == (outer.country, outer.admin1)
        ):
            return entry
    return None


def _best(entries: list[Entry], countries: Counter[str | None], states: Counter[str]) -> Entry:
    def score(entry: Entry) -> tuple[float, int]:
        value = entry.weight
        if entry.country is not None and countries[entry.country]:
            value += SAME_COUNTRY
        if entry.admin1 is not None and entry.country == "USA" and states[entry.admin1]:
            value += SAME_STATE
        return value, -(entry.geonameid or 0)

    return max(entries, key=score)
