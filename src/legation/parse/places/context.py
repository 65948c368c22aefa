"""What stands round a name and tells whether it is a place: prepositions, commas, the names it is part of.

All functions look at tokens ``start`` to ``end`` (exclusive) of a parsed document and change nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from legation.parse.places.gazetteer import fold, gazetteer
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

NAME_LABELS = frozenset(("PERSON", "ORG", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "FAC", "GPE", "LOC", "NORP"))
_OBJECTS = frozenset(("dobj", "pobj", "appos", "nsubjpass", "attr"))
_DASHES = frozenset(("-", "--", "—", "–"))
REACH = 6  # words of a longer name that are looked at


@cache
def words(which: str) -> frozenset[str]:
    """A list of ``places/not_places.yaml``."""
    return frozenset(load("places/not_places.yaml")[which])


@cache
def kinds(which: str) -> frozenset[str]:
    """A list of ``places/divisions.yaml``."""
    return frozenset(load("places/divisions.yaml")[which])


@cache
def no_names() -> frozenset[str]:
    """Nouns for places and bodies that some small place bears as its name, and nationalities; no names in prose."""
    nouns = words("public") | words("water") | words("dry") | words("streets") | kinds("kinds") | kinds("plurals")
    states = load("actors/states.yaml")
    own = {fold(name) for state in states for name in (state["name"], *state["names"])}
    peoples = {fold(word) for state in states for word in (*state["adjectives"], *state["people"])}
    return nouns | (peoples - own)


def word(doc: Doc, index: int) -> Token | None:
    """The token at ``index``, None outside the document."""
    return doc[index] if 0 <= index < len(doc) else None


def capital(token: Token | None) -> bool:
    """Whether a token begins with a capital."""
    return token is not None and token.text[0].isupper()


def opens_name(doc: Doc, index: int) -> bool:
    """Whether a name may begin here: a capital, or an Arabic article with a hyphen before one ("al-Bukamal")."""
    token = doc[index]
    if capital(token):
        return token.lower_ != "the"
    joined = index + 2 < len(doc) and doc[index + 1].text == "-" and not token.whitespace_
    return joined and token.text in words("articles") and capital(doc[index + 2])


def behind_preposition(doc: Doc, start: int) -> bool:
    """ "near Aleppo"."""
    before = word(doc, start - 1)
    return before is not None and before.pos_ == "ADP" and before.lower_ in words("locative")


def part_of(doc: Doc, start: int) -> bool:
    """ "northern Aleppo", where the word for the part is in lower case."""
    before = word(doc, start - 1)
    return before is not None and before.text in words("parts")


def comma_place(doc: Doc, end: int) -> bool:
    """Whether a comma and a state or another place stand right behind: "Lima, Ohio"."""
    after = word(doc, end + 1)
    if after is None or doc[end].text != ",":
        return False
    return after.ent_type_ == "GPE" or (capital(after) and bool(gazetteer().abbreviated(after.text)))


def beside_comma(doc: Doc, start: int, end: int) -> bool:
    """Whether a comma stands right before or behind."""
    return any(t is not None and t.text == "," for t in (word(doc, start - 1), word(doc, end)))


def entity(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The tokens of the parser's entity round the name, at least the name itself."""
    first, last = start, end
    while first > 0 and doc[first].ent_iob_ == "I":
        first -= 1
    while last < len(doc) and doc[last].ent_iob_ == "I":
        last += 1
    return first, last


def division(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """The name with the word for its kind: "Helmand Province", "the province of Helmand", "Walton and Hall counties".

    None where no such word stands by it. The word itself is taken in only where it is capitalised and behind.
    """
    after = word(doc, end)
    if after is not None and after.lower_ in kinds("kinds") and not _title(doc, end):
        return start, end + 1 if capital(after) else end
    before = word(doc, start - 1)
    if before is not None and before.lower_ == "of" and start > 1 and doc[start - 2].lower_ in kinds("kinds"):
        return start, end
    return (start, end) if _plural_behind(doc, end) else None


def _title(doc: Doc, index: int) -> bool:
    """Whether a kind's word is the front of something else: "the Georgia State Patrol", "Ohio District Court"."""
    after = word(doc, index + 1)
    return doc[index].lower_ in ("state", "district", "department", "republic", "division") and capital(after)


def _plural_behind(doc: Doc, end: int) -> bool:
    """Whether a list that the name stands in ends in "counties", "provinces" and the like."""
    index, names = end, 0
    while index < len(doc) and names < 3 * REACH:
        token = doc[index]
        if token.lower_ in kinds("plurals"):
            return index > end or token.text[0].islower()
        if not (capital(token) or token.text in (",", "-") or token.lower_ in ("and", "or", "of")):
            return False
        index += 1
        names += 1
    return False


def natural(doc: Doc, start: int, end: int, which: str) -> tuple[int, int] | None:
    """The name of a river, lake, mountain or the like that the name is part of: "Kabul River", "Lake Assad".

    ``which`` is ``water`` or ``dry``.
    """
    nouns = words(which)
    after, before = word(doc, end), word(doc, start - 1)
    if after is not None and capital(after) and after.lower_ in nouns:
        return start, end + 1
    if before is not None and capital(before) and before.lower_ in nouns:
        return start - 1, end
    if before is not None and before.lower_ == "of" and start > 1:
        outer = doc[start - 2]
        if capital(outer) and outer.lower_ in nouns:
            return start - 2, end
    return None


def street(doc: Doc, end: int) -> bool:
    """Whether the name is that of a street: "Baghdad Street"."""
    after = word(doc, end)
    return after is not None and capital(after) and after.lower_.rstrip(".") in words("streets")


def dateline(doc: Doc, start: int, end: int) -> bool:
    """Whether the name opens a report: "BEIRUT — Shells fell"."""
    after = word(doc, end)
    opens = doc[start].is_sent_start or start == 0 or not capital(doc[start - 1])
    return (
        opens
        and after is not None
        and after.text in _DASHES
        and all(t.is_upper or not t.is_alpha for t in doc[start:end])
    )


def party(doc: Doc, start: int) -> bool:
    """Whether the name says what a member of parliament is from: "D-Ohio"."""
    return start > 1 and doc[start - 1].text == "-" and len(doc[start - 2].text) == 1 and capital(doc[start - 2])


def local(doc: Doc, start: int, end: int) -> bool:
    """Whether a word for what belongs to a town stands behind it: "Idlib residents"."""
    after = word(doc, end)
    return (
        after is not None
        and after.lower_ in words("local")
        and not capital(after)
        and not capital(word(doc, start - 1))
    )


def settlement(doc: Doc, start: int) -> bool:
    """ "the village of Nuli"."""
    before = word(doc, start - 1)
    return before is not None and before.lower_ == "of" and start > 1 and doc[start - 2].lower_ in words("settlements")


def bare_object(doc: Doc, start: int, end: int) -> bool:
    """Whether the name stands alone where what is hit, left or reached stands, not where a speaker does."""
    first, last = entity(doc, start, end)
    if any(doc[i].pos_ == "PROPN" for i in (*range(first, start), *range(end, last))):
        return False
    token = doc[end - 1]
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
    return token.dep_ in _OBJECTS and doc[start].lower_ not in given_names()


@cache
def given_names() -> frozenset[str]:
    """Given names of persons, in lower case."""
    return frozenset(load("actors/titles.yaml")["given_names"])


def of_institution(doc: Doc, start: int, end: int, *, land: bool) -> bool:
    """Whether the name says which place a public institution is of: "Basra Airport", "the University of Mosul".

    ``land``: the name is that of a state or province, which any body may bear at its front.
    """
    first, last = entity(doc, start, end)
    before = word(doc, start - 1)
    if before is not None and before.lower_ == "of" and start > 1:
        head = doc[start - 2]
        return (capital(head) and head.lower_ in words("public")) or (start - 2 > first and _public(doc, first, start))
    if first < start and before is not None and capital(before) and before.lower_ not in words("parts"):
        return False
    return (land and doc[start].ent_type_ in ("ORG", "FAC") and last > end) or _public(doc, end, max(last, end + 1))


def _public(doc: Doc, start: int, end: int) -> bool:
    """Whether a public institution's noun is among the capitalised words from ``start`` on."""
    for index in range(start, min(len(doc), start + REACH)):
        token = doc[index]
        if capital(token) and token.lower_ in words("public"):
            return True
        if not capital(token) and (index >= end or token.lower_ not in ("of", "and", "&", "'s", "’s", "for", "-")):
            return False
    return False
