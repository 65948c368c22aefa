"""Toponyms in a parsed text: which capitalised names are places. What they mean is settled in ``resolving``.

A name is taken for a place where the parser sees one, where a preposition of place stands before it, or where it is large
enough to be meant; never inside a person's or an organisation's name. A name that the parser takes for a place and no list
knows is given without an id.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from legation.layers import Reading, Toponym
from legation.parse.places.gazetteer import LONGEST, Gazetteer, fold, gazetteer
from legation.parse.places.resolving import Found, resolve
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Span, Token

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
NAME_LABELS = frozenset(("PERSON", "ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))
NO_PLACE_LABELS = frozenset(("PERSON", "NORP", "DATE", "LANGUAGE"))
LARGE = 5.0  # weight from which a name is a place even where the parser sees none: a city of 100,000
WORLD_CITY = 7.5  # weight from which no label of the parser is believed against it: a capital of 100,000


def find(reading: Reading) -> tuple[Toponym, ...]:
    """The toponyms of a parsed text in text order."""
    doc = reading.parsed
    found = _known(doc, gazetteer())
    resolve(doc, found)
    found += _unknown(doc, {i for item in found for i in range(item.start, item.end)})
    found.sort(key=lambda item: item.start)
    return tuple(_toponym(reading, doc, item) for item in found)


def _toponym(reading: Reading, doc: Doc, item: Found) -> Toponym:
    start, end = doc[item.start].idx, doc[item.end - 1].idx + len(doc[item.end - 1])
    text = reading.document.text[start:end]
    entry = item.chosen
    if entry is None:
        return Toponym(start, end, text, text, None, None, None, None, None)
    where = (entry.geonameid, entry.latitude, entry.longitude, entry.country, entry.feature)
    return Toponym(start, end, text, entry.name, *where)


@cache
def _words(which: str) -> frozenset[str]:
    return frozenset(load("places/not_places.yaml")[which])


def _known(doc: Doc, names: Gazetteer) -> list[Found]:
    """Names of the gazetteer that are places where they stand, or that the same document uses as places elsewhere."""
    found: list[Found] = []
    doubtful: list[Found] = []
    surnames = _surnames(doc)
    position = 0
    while position < len(doc):
        token = doc[position]
        if not token.text[0].isupper() or token.lower_ == "the":
            position += 1
            continue
        item = _abbreviation(token, names) or _longest(doc, position, names)
        if item is None or not (item.sure or _may_be_place(doc, item)):
            position += 1
        elif item.sure or (_is_place(doc, item) and not _is_surname(doc, item, surnames)):
            found.append(item)
            position = item.end
        else:
            doubtful.append(item)
            position += 1
    taken = {i for item in found for i in range(item.start, item.end)}
    places = {item.key for item in found}
    for item in doubtful:
        alone = doc[item.end - 1].lower_ not in surnames and taken.isdisjoint(range(item.start, item.end))
        if item.key in places and alone and doc[item.start].pos_ == "PROPN":
            found.append(item)
    found.sort(key=lambda item: item.start)
    return found


def _surnames(doc: Doc) -> frozenset[str]:
    """Last words of the persons that the document names in full."""
    return frozenset(e[-1].lower_ for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-1].pos_ == "PROPN")


def _is_surname(doc: Doc, item: Found, surnames: frozenset[str]) -> bool:
    if item.end - item.start > 1 or item.entries[0].is_land or doc[item.start].lower_ not in surnames:
        return False
    return not (_comma_place(doc, item) or _behind_preposition(doc, item))


def _abbreviation(token: Token, names: Gazetteer) -> Found | None:
    """A state's abbreviation: behind a comma ("Reno, Nev."), or with full stops inside ("W.Va.")."""
    entries = names.abbreviated(token.text)
    if not entries:
        return None
    dotted = "." in token.text[:-1] and not (token.i and token.nbor(-1).like_num)
    behind = token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).text[0].isupper()
    return Found(token.i, token.i + 1, fold(token.text) + ".", entries, sure=True) if dotted or behind else None


def _longest(doc: Doc, start: int, names: Gazetteer) -> Found | None:
    """The longest name of the gazetteer that begins at ``start`` and ends in a capitalised word or a number."""
    inner = _words("inner")
    end = start + 1
    while end < len(doc) and end - start < LONGEST:
        token = doc[end]
        if token.is_sent_start or not (token.text[0].isupper() or token.text[0].isdigit() or token.lower_ in inner):
            break
        end += 1
    for stop in range(end, start, -1):
        if not doc[stop - 1].text[0].isalnum() or (stop - 1 > start and doc[stop - 1].text[0].islower()):
            continue
        key = fold(doc[start:stop].text)
        entries = names.lookup(key)
        if entries:
            return Found(start, stop, key, entries)
    return None


def _may_be_place(doc: Doc, item: Found) -> bool:
    span = doc[item.start : item.end]
    return len(item.key) > 1 and not _inside_name(doc, item, span)


def _is_place(doc: Doc, item: Found) -> bool:
    span = doc[item.start : item.end]
    first, best = span[0], max(item.entries, key=lambda e: e.weight)
    labels = {t.ent_type_ for t in span}
    seen = bool(labels & PLACE_LABELS)
    if item.key in _words("words"):
        return seen and _in_place_position(doc, item)
    if item.entries[0].is_land:
        adjective = first.tag_ == "JJ" and first.dep_ == "amod" and len(span) == 1
        return first.pos_ in ("PROPN", "NOUN", "ADJ") and not adjective
    if seen or best.weight >= WORLD_CITY:
        return True
    if first.pos_ != "PROPN" or (labels & NO_PLACE_LABELS and best.weight < LARGE + 1):
        return False
    if _behind_preposition(doc, item) or _comma_place(doc, item):
        return True
    return best.weight >= LARGE and not labels & NO_PLACE_LABELS


def _in_place_position(doc: Doc, item: Found) -> bool:
    return _behind_preposition(doc, item) or _comma_place(doc, item)


def _behind_preposition(doc: Doc, item: Found) -> bool:
    before = doc[item.start - 1] if item.start else None
    return before is not None and before.pos_ == "ADP" and before.lower_ in _words("locative")


def _comma_place(doc: Doc, item: Found) -> bool:
    """Whether a comma and a state or another place stand right behind: "Lima, Ohio"."""
    if item.end + 1 >= len(doc) or doc[item.end].text != ",":
        return False
    after = doc[item.end + 1]
    return after.ent_type_ == "GPE" or (after.text[0].isupper() and bool(gazetteer().abbreviated(after.text)))


def _inside_name(doc: Doc, item: Found, span: Span) -> bool:
    """Whether the name is only part of a longer one: "New York Times", "Jack London", "Bank of England"."""
    after = doc[item.end] if item.end < len(doc) else None
    if after is not None and after.text[0].isupper() and after.lower_ in _words("institutions"):
        return True
    entity_type = span[0].ent_type_
    if entity_type not in NAME_LABELS:
        return False
    start, end = item.start, item.end
    while start > 0 and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    inner = [t for t in doc[start:end] if t.pos_ not in ("DET", "PART", "PUNCT")]
    return len(inner) > len(span) and not _beside_comma(doc, item)


def _beside_comma(doc: Doc, item: Found) -> bool:
    before = item.start > 0 and doc[item.start - 1].text == ","
    return before or (item.end < len(doc) and doc[item.end].text == ",")


def _unknown(doc: Doc, taken: set[int]) -> list[Found]:
    """Places that the parser sees and no list knows, named by proper nouns alone."""
    found = []
    surnames = _surnames(doc)
    for entity in doc.ents:
        if entity.label_ not in ("GPE", "LOC"):
            continue
        start = entity.start + (1 if entity[0].lower_ == "the" else 0)
        tokens = doc[start : entity.end]
        if not len(tokens) or any(i in taken for i in range(start, entity.end)):
            continue
        named = all(t.pos_ == "PROPN" or t.lower_ in _words("inner") for t in tokens)
        if tokens[-1].lower_ in surnames or tokens[-1].pos_ != "PROPN":
            continue
        if named and tokens[0].text[0].isupper() and fold(tokens.text) not in _words("words"):
            found.append(Found(start, entity.end, fold(tokens.text), ()))
    return found
