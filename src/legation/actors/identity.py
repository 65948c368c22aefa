"""Mentions → actors: who is the same within the document, and under which id other documents know them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from legation.actors import names
from legation.actors.fold import slug, words
from legation.actors.found import Found
from legation.actors.lexicon import Entry, Lexicon
from legation.actors.phrases import Sketch
from legation.actors.vocabulary import vocabulary


@dataclass(slots=True)
class Person:
    """One person of the document while mentions gather."""

    sketch: Sketch
    full: str
    offices: tuple[str, ...]
    position: int
    firm: bool


def settle_people(found: list[Found], lexicon: Lexicon, date: str | None) -> None:
    """Give every mention of a person the sketch of the person it means. Weak runs that join nobody are dropped.

    Full names first, so that a surname in a headline finds the full name in the text below it.
    """
    people: list[Person] = []
    order = sorted((i for i, f in enumerate(found) if f.name), key=lambda i: (_rank(found[i]), i))
    whose: dict[int, Person] = {}
    # A guess at a surname alone is not looked up where a longer name of the document holds the word.
    longer = {part for item in found if " " in item.name for part in item.name.split()}
    for index in order:
        item = found[index]
        person = _join(item, people)
        if person is None and not (item.waits and (" " in item.name or item.name in longer)):
            person = _known(item, lexicon, date)
        if person is None and item.waits:
            continue
        if person is None:
            person = Person(_unnamed(item), item.name, (), item.start, True)
        if person not in people:
            people.append(person)
        whose[index] = person
        _learn(person, item)
    for person in people:
        if person.sketch.entry is None:
            person.sketch = replace(person.sketch, id=unlisted(person.full, person.sketch.country))
    for index, person in whose.items():
        found[index].sketch = person.sketch
        found[index].waits = False
    for item in found:
        if item.bound is not None and item.bound in whose:
            item.sketch = whose[item.bound].sketch
            item.waits = False


def unlisted(name: str, country: str | None) -> str:
    """The id of a person that no list knows: the name in plain letters and the country, so that namesakes stay apart.

    Spellings of one person get ids of their own; across documents :mod:`legation.compare.identity` joins them.
    """
    return f"person/{slug(name) or 'unknown'}" + (f"-{country.lower()}" if country else "")


def _rank(item: Found) -> tuple[int, int, int]:
    parts = len(words(item.name))
    return (int(parts == 1), -int(item.sketch.entry is not None), -parts + int(item.waits))


def _unnamed(item: Found) -> Sketch:
    return replace(item.sketch, id=unlisted(item.name, item.sketch.country), name=item.name)


def _join(item: Found, people: list[Person]) -> Person | None:
    """The person of the document that ``item`` names: the same entry, a fitting full name, or the surname alone."""
    entry = item.sketch.entry
    known = next((p for p in people if p.sketch.id == entry.id), None) if entry is not None else None
    if known is not None or (entry is not None and len(words(item.name)) > 1):
        return known
    parts = words(item.name)
    bare = [part for part in parts if part not in vocabulary().particles]
    if len(bare) <= 1:
        fitting = [p for p in people if _has_surname(p, bare)]
        if len(fitting) > 1 and item.sketch.country:
            fitting = [p for p in fitting if p.sketch.country in (None, item.sketch.country)] or fitting
        if len(fitting) > 1:
            before = [p for p in fitting if p.position <= item.start]
            fitting = sorted(before or fitting, key=lambda p: abs(p.position - item.start))
        return fitting[0] if fitting else None
    best: tuple[float, Person | None] = (0.0, None)
    for person in people:
        if len(words(person.full)) < 2:
            continue
        score = names.same(item.name, person.full).score
        if score > best[0]:
            best = (score, person)
    return best[1] if best[0] >= 0.8 else None


def _has_surname(person: Person, bare: list[str]) -> bool:
    if not bare:
        return False
    own = [part for part in words(person.full) if part not in vocabulary().particles]
    if bare[0] == own[-1]:
        return True
    if len(own) > 1 and len(bare[0]) > 4 and names.key(bare[0]) == names.key(own[-1]):
        return True
    return len(own) > 2 and bare[0] in own[1:]


def _known(item: Found, lexicon: Lexicon, date: str | None) -> Person | None:
    """The person of the lexicon that ``item`` names, by fuzzy name with office and country agreeing."""
    sketch = item.sketch
    if sketch.entry is not None:
        return Person(sketch, sketch.entry.name, (), item.start, True)
    entry = lookup(item.name, lexicon, country=sketch.country, role=sketch.role, date=date)
    if entry is None:
        return None
    merged = replace(
        sketch,
        id=entry.id,
        name=entry.name,
        entry=entry,
        country=entry.country or sketch.country,
        sector=sketch.sector or entry.sector,
    )
    return Person(merged, entry.name, (), item.start, True)


def lookup(name: str, lexicon: Lexicon, *, country: str | None, role: str | None, date: str | None) -> Entry | None:
    """The known person called ``name``, or None. The surname alone is enough only where it fits one person who was in
    office; office and country that agree lower the bar for a spelling, a country that differs forbids.
    """
    bare = [part for part in words(name) if part not in vocabulary().particles]
    if not bare:
        return None
    offices = vocabulary().offices_in(words(role)) if role else ()
    if len(bare) == 1:
        return _by_surname(bare[0], lexicon, country, offices, date)
    best: tuple[float, Entry | None] = (0.0, None)
    pool = list(lexicon.alike(names.key(bare[-1])))
    for office in offices:
        pool += [
            entry for held, entry in lexicon.holders.get((office, country or ""), ()) if date is None or held.held(date)
        ]
    for entry in dict.fromkeys(e.id for e in pool):
        candidate = lexicon.entries[entry]
        if country and candidate.country and country != candidate.country:
            continue
        agreed = country is not None and country == candidate.country
        seated = any(e.id == entry for o in offices for _, e in lexicon.holders.get((o, candidate.country or ""), ()))
        score = max(names.same(name, known).score for known in (candidate.name, *candidate.names))
        bar = 0.6 if agreed and seated else 0.8 if agreed else 0.88
        if score >= bar and score > best[0]:
            best = (score, candidate)
    return best[1]


def _by_surname(
    surname: str, lexicon: Lexicon, country: str | None, offices: tuple[str, ...], date: str | None
) -> Entry | None:
    fitting = [e for e in lexicon.surnames.get(surname, ()) if country is None or e.country in (None, country)]
    if offices:
        fitting = [
            e for e in fitting if set(offices) & {k for o in e.offices for k in vocabulary().offices_in(words(o.role))}
        ] or fitting
    if date is not None and len(fitting) > 1:
        fitting = [e for e in fitting if e.in_office(date)] or fitting
    if not fitting and country is not None and date is not None:
        held = [e for office in offices for post, e in lexicon.holders.get((office, country), ()) if post.held(date)]
        fitting = [e for e in held if names.key(words(e.name)[-1]) == names.key(surname)]
    distinct = list(dict.fromkeys(e.id for e in fitting))
    return lexicon.entries[distinct[0]] if len(distinct) == 1 else None


def _learn(person: Person, item: Found) -> None:
    """Take over from a mention what the person does not have yet: country, sector, role."""
    told, have = item.sketch, person.sketch
    person.sketch = replace(
        have, country=have.country or told.country, sector=_better(have, told), role=have.role or told.role
    )
    person.position = min(person.position, item.start) if person.position > item.start else person.position
    person.sketch = replace(person.sketch, sector=person.sketch.sector)


def _better(have: Sketch, told: Sketch) -> str | None:
    return told.sector if have.role is None and told.role is not None and told.sector else have.sector or told.sector
