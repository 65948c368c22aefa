"""Toponyms in a parsed text: which capitalised names are places. What they mean is settled in ``resolving``.

A name is taken for a place where the parser sees one, where a preposition of place stands before it, or where it is large
enough to be meant; never inside a person's or an organisation's name. A name that the parser takes for a place and no list
knows is given without an id.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from legation.layers import Reading, Toponym
from legation.parse.places.context import (
    bare_object,
    behind_preposition,
    beside_comma,
    capital,
    comma_place,
    dateline,
    division,
    entity,
    kinds,
    local,
    natural,
    no_names,
    of_institution,
    opens_name,
    part_of,
    party,
    settlement,
    street,
    word,
    words,
)
from legation.parse.places.gazetteer import LONGEST, Gazetteer, fold, gazetteer
from legation.parse.places.resolving import Found, resolve

if TYPE_CHECKING:
    from legation.tokens import Doc, Span, Token

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
NAME_LABELS = frozenset(("PERSON", "ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"))
NO_PLACE_LABELS = frozenset(("PERSON", "NORP", "DATE", "LANGUAGE"))
LARGE = 5.0  # weight from which a name is a place even where the parser sees none: a city of 100,000
WORLD_CITY = 7.5  # weight from which no label of the parser is believed against it: a capital of 100,000
CLEAR = 4.0  # weight of a town of 10,000
APART = 0.6  # by which a name outweighs its namesakes abroad
KNOWN = 3.0  # weight below which another name of a place is no ground to see one


def find(reading: Reading) -> tuple[Toponym, ...]:
    """The toponyms of a parsed text in text order."""
    doc = reading.parsed
    found, hints = _known(doc, gazetteer())
    found += _unknown(doc, {i for item in found for i in range(item.start, item.end)})
    found.sort(key=lambda item: item.start)
    resolve(doc, found, hints)
    return tuple(_toponym(reading, doc, item) for item in found)


def _toponym(reading: Reading, doc: Doc, item: Found) -> Toponym:
    start, end = doc[item.start].idx, doc[item.end - 1].idx + len(doc[item.end - 1])
    text = reading.document.text[start:end]
    entry = item.chosen
    if entry is None:
        return Toponym(start, end, text, text, None, None, None, None, None)
    where = (entry.geonameid, entry.latitude, entry.longitude, entry.country, entry.feature)
    return Toponym(start, end, text, entry.name, *where)


def _known(doc: Doc, names: Gazetteer) -> tuple[list[Found], list[Found]]:
    """Names of the gazetteer that are places where they stand, or that the same document uses as places elsewhere.

    The second list holds the states and countries that only name something else ("the Bank of Georgia").
    """
    found: list[Found] = []
    doubtful: list[Found] = []
    hints: list[Found] = []
    surnames = _surnames(doc)
    position = 0
    while position < len(doc):
        item = _at(doc, position, names) if opens_name(doc, position) else None
        if item is None:
            position += 1
            continue
        front = bool(item.entries) and item.entries[0].feature == "ADM1" and item.entries[0].is_land
        public = not item.sure and of_institution(doc, item.start, item.end, land=front)
        if not (item.sure or _may_be_place(doc, item, public)):
            if item.entries and item.entries[0].is_land:
                hints.append(item)
            position += 1
        elif item.sure or (
            _is_place(doc, item, public, _listed(doc, item, found)) and not _is_surname(doc, item, surnames)
        ):
            if found and item.start < found[-1].end:
                item = replace(item, start=position)
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
    return found, hints


def _at(doc: Doc, position: int, names: Gazetteer) -> Found | None:
    """What the gazetteer has for the words from ``position`` on, read with the words round them."""
    item = _abbreviation(doc[position], names) or _longest(doc, position, names)
    if item is None or item.sure:
        return item
    start, end = item.start, item.end
    land = item.entries[0].is_land
    if street(doc, end):
        return None
    feature = natural(doc, start, end, "water") or (None if land else natural(doc, start, end, "dry"))
    if feature is not None and (not land or item.entries[0].feature in ("ADM1", "PCLI")):
        return Found(*feature, fold(doc[feature[0] : feature[1]].text), (), sure=True)
    inner = tuple(e for e in item.entries if e.feature in ("ADM1", "ADM2"))
    wider = division(doc, start, end) if inner else None
    if wider is not None:
        kind = fold(doc[wider[1] - 1].text) in kinds("kinds") and wider[1] > end
        return Found(
            *wider, f"{item.key} {fold(doc[end].text)}" if kind else item.key + " (division)", inner, sure=True
        )
    if fold(doc[end - 1].text) in kinds("kinds") and inner:
        return replace(item, entries=inner, sure=True)
    entries = tuple(e for e in item.entries if e.mark != "=" or e.feature == "ADM1")
    return replace(item, entries=entries) if entries else None


def _listed(doc: Doc, item: Found, found: list[Found]) -> bool:
    """Whether "and" joins the name to a place before it: "Nuli and Avnevi"."""
    if not found:
        return False
    between = doc[found[-1].end : item.start]
    return (
        0 < len(between) <= 2 and between[-1].lower_ in ("and", "or") and (len(between) == 1 or between[0].text == ",")
    )


def _surnames(doc: Doc) -> frozenset[str]:
    """Last words of the persons that the document names in full."""
    return frozenset(e[-1].lower_ for e in doc.ents if e.label_ == "PERSON" and len(e) > 1 and e[-1].pos_ == "PROPN")


def _is_surname(doc: Doc, item: Found, surnames: frozenset[str]) -> bool:
    if item.end - item.start > 1 or item.entries[0].is_land or doc[item.start].lower_ not in surnames:
        return False
    return not (comma_place(doc, item.end) or behind_preposition(doc, item.start))


def _abbreviation(token: Token, names: Gazetteer) -> Found | None:
    """A state's abbreviation: behind a comma or a party ("Reno, Nev.", "D-Pa."), or with full stops inside ("W.Va.")."""
    form, end = token.text, token.i + 1
    entries = names.abbreviated(form)
    after = word(token.doc, end)
    if not entries and after is not None and len(form) == 2 and form[1] == "." and after.text[-1] == ".":
        form, end = form + after.text, end + 1  # "W. Va."
        entries = names.abbreviated(form)
    if not entries:
        return None
    dotted = "." in form[:-1] and not (token.i and token.nbor(-1).like_num)
    dotted = dotted or (len(form) > 2 and form[-1] == "." and token.ent_type_ == "GPE" and not token.is_sent_start)
    behind = token.i > 1 and token.nbor(-1).text == "," and token.nbor(-2).text[0].isupper()
    sure = dotted or behind or party(token.doc, token.i)
    return Found(token.i, end, fold(form) + ".", entries, sure=True) if sure else None


def _longest(doc: Doc, start: int, names: Gazetteer) -> Found | None:
    """The longest name of the gazetteer that begins at ``start`` and ends in a capitalised word or a number."""
    inner = words("inner")
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
        saint = key.startswith("saint ") and stop < len(doc) and doc[stop].tag_ == "POS"
        acronym = len(key) <= 3 and doc[start].is_upper and stop == start + 1
        odd = key in no_names() or saint or acronym
        if entries and (entries[0].is_land or not odd):
            return Found(start, stop, key, entries)
    return None


def _may_be_place(doc: Doc, item: Found, public: bool) -> bool:
    span = doc[item.start : item.end]
    shown = dateline(doc, item.start, item.end) or local(doc, item.start, item.end)
    return len(item.key) > 1 and (shown or not _inside_name(doc, item, span, public))


def _is_place(doc: Doc, item: Found, public: bool, listed: bool) -> bool:
    span = doc[item.start : item.end]
    first, best = span[0], max(item.entries, key=lambda e: e.weight)
    labels = {t.ent_type_ for t in span}
    seen = bool(labels & PLACE_LABELS)
    comma, shown = comma_place(doc, item.end), dateline(doc, item.start, item.end)
    placed = comma or shown or behind_preposition(doc, item.start) or part_of(doc, item.start)
    if item.key in words("words") or item.key in words("common"):
        return seen and placed
    if item.entries[0].is_land:
        adjective = first.tag_ == "JJ" and first.dep_ == "amod" and len(span) == 1
        return first.pos_ in ("PROPN", "NOUN", "ADJ") and not adjective
    if best.mark and best.weight < KNOWN and not placed:
        return False
    if seen or public or shown or best.weight >= WORLD_CITY:
        return True
    near = local(doc, item.start, item.end)
    if first.pos_ != "PROPN" and not (_clear(item) and (near or not first.is_sent_start)):
        return False
    certain = comma or listed or party(doc, item.start) or settlement(doc, item.start) or _inside(doc, item)
    if certain or near or (_clear(item) and bare_object(doc, item.start, item.end)):
        return True
    if labels & NO_PLACE_LABELS and best.weight < LARGE + 1:
        return False
    return placed or (best.weight >= LARGE and not labels & NO_PLACE_LABELS)


def _clear(item: Found) -> bool:
    """Whether a name is no small place's and has no namesake of like size elsewhere."""
    best = max(item.entries, key=lambda e: e.weight)
    if item.key in words("surnames"):
        return False
    if best.weight < (CLEAR if not best.mark else KNOWN) or (best.mark and " " not in item.key):
        return False
    others = [e.weight for e in item.entries if e.country != best.country]
    return best.weight - max(others, default=0.0) >= APART


def _inside(doc: Doc, item: Found) -> bool:
    return item.start > 0 and doc[item.start - 1].lower_ in words("inside")


def _inside_name(doc: Doc, item: Found, span: Span, public: bool) -> bool:
    """Whether the name is only part of a longer one: "New York Times", "Jack London", "Bank of England"."""
    after = word(doc, item.end)
    if after is not None and after.text[0].isupper() and after.lower_ in words("institutions"):
        return True
    before = word(doc, item.start - 1)
    if capital(before) and before is not None and before.lower_ in words("articles") and not before.is_sent_start:
        return True  # "the Al Salem hospital": with its article the name is another one
    if span[0].ent_type_ not in NAME_LABELS or public:
        return False
    start, end = entity(doc, item.start, item.end)
    inner = [t for t in doc[start:end] if t.pos_ not in ("DET", "PART", "PUNCT")]
    return len(inner) > len(span) and not beside_comma(doc, item.start, item.end)


def _unknown(doc: Doc, taken: set[int]) -> list[Found]:
    """Places that the parser sees and no list knows, named by proper nouns alone."""
    found = []
    surnames = _surnames(doc)
    for seen in doc.ents:
        if seen.label_ not in ("GPE", "LOC"):
            continue
        start = seen.start + (1 if seen[0].lower_ == "the" else 0)
        tokens = doc[start : seen.end]
        if not len(tokens) or any(i in taken for i in range(start, seen.end)):
            continue
        named = all(t.pos_ == "PROPN" or t.lower_ in words("inner") for t in tokens)
        if tokens[-1].lower_ in surnames or tokens[-1].pos_ != "PROPN":
            continue
        key = fold(tokens.text)
        if named and tokens[0].text[0].isupper() and key not in words("words") and key not in no_names():
            found.append(Found(start, seen.end, key, ()))
    return found
