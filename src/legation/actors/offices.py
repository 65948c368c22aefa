"""Offices without a name: who holds them, by the document first and by the reference data where a date is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from legation import resources
from legation.actors.fold import slug, words
from legation.actors.found import Found, Page
from legation.actors.identity import lookup
from legation.actors.lexicon import Entry, Lexicon
from legation.actors.phrases import Sketch
from legation.actors.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Links:
    """The word lists of ``coreference.yaml``."""

    persons: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    expletive: frozenset[str]
    numbers: dict[str, int]
    gathers: dict[str, frozenset[str]]
    single: dict[str, frozenset[str]]
    by_name: frozenset[str]
    pointing: frozenset[str]
    counterparts: frozenset[str]
    other_times: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    women: frozenset[str]
    women_titles: frozenset[str]
    speaker: frozenset[str]
    speakers: frozenset[str]
    spokesmen: frozenset[str]
    humans: frozenset[str]

    def named(self, noun: str) -> str:
        """``noun`` where only an actor with the noun in its name can be meant by it, else nothing."""
        return noun if noun in self.by_name else ""


@cache
def links() -> Links:
    """The lists, read once per process."""
    data: Any = resources.load("actors/coreference.yaml")
    return Links(
        persons=frozenset(data["persons"]),
        things=frozenset(data["things"]),
        groups=frozenset(data["groups"]),
        expletive=frozenset(data["expletive"]),
        numbers=dict(data["numbers"]),
        gathers={noun: frozenset(kinds) for noun, kinds in data["gathers"].items()},
        single={noun: frozenset(kinds) for noun, kinds in data["single"].items()},
        by_name=frozenset(data["by_name"]),
        pointing=frozenset(data["pointing"]),
        counterparts=frozenset(data["counterparts"]),
        other_times=frozenset(data["other_times"]),
        feminine=frozenset(data["feminine"]),
        masculine=frozenset(data["masculine"]),
        women=frozenset(data["women"]),
        women_titles=frozenset(data["women_titles"]),
        speaker=frozenset(data["speaker"]),
        speakers=frozenset(data["speakers"]),
        spokesmen=frozenset(data["spokesmen"]),
        humans=frozenset(data["humans"]),
    )


def settle_titles(page: Page, lexicon: Lexicon) -> None:
    """Give each title with a country but no name the person who holds it: one the document names, else the holder
    of that office on the document's date.
    """
    named = [item.sketch for item in page.found if item.name and not item.waits]
    for item in page.found:
        if (
            not item.sketch.person
            or item.name
            or item.bound is not None
            or (item.waits and not item.sketch.body)
            or item.sketch.entry is not None
        ):
            continue
        sketch = item.sketch
        role = words(sketch.role or sketch.name)
        if links().other_times.intersection(role) or sketch.head in links().counterparts or item.plural:
            continue
        offices = [office for office in vocabulary().offices_in(role) if office != "ambassador"]
        if not offices and sketch.body is not None:
            offices = list(vocabulary().offices_in(role))
        if not offices or (sketch.country is None and sketch.body is None):
            continue
        holder = next((s for s in named if _seat(s) == _seat(sketch) and _holds(s, offices)), None)
        if holder is not None:
            item.sketch, item.waits = holder, False
            continue
        entry = holder_of(offices[0], sketch.country or sketch.body or "", page.date, lexicon)
        if entry is not None and offices[0] != "ambassador":
            item.sketch, item.waits = seated(entry, sketch), False


def _seat(sketch: Sketch) -> str | None:
    """The country or the international body whose office a title names."""
    return sketch.country or sketch.body


def _holds(sketch: Sketch, offices: list[str]) -> bool:
    role = words(sketch.role or "")
    return not links().other_times.intersection(role) and bool(set(offices) & set(vocabulary().offices_in(role)))


def holder_of(office: str, country: str, date: str | None, lexicon: Lexicon) -> Entry | None:
    """The one known person who held ``office`` of ``country`` on ``date``; None without a date or where several did."""
    if date is None:
        return None
    held = {
        entry.id: entry for post, entry in lexicon.holders.get((office, country), ()) if post.from_ and post.held(date)
    }
    return next(iter(held.values())) if len(held) == 1 else None


def seated(entry: Entry, sketch: Sketch) -> Sketch:
    """``sketch`` as the known person ``entry``, with the role as the text gives it."""
    return Sketch(
        "person", entry.country or sketch.country, sketch.sector or entry.sector, entry.id, entry.name,
        entry=entry, role=sketch.role, person=True, head=sketch.head,
    )  # fmt: skip


def counterpart(item: Found, antecedent: Sketch, page: Page, lexicon: Lexicon) -> None:
    """Read "his Iranian counterpart": the antecedent's office, held in the country that the phrase names."""
    office = next(iter(vocabulary().offices_in(words(antecedent.role or ""))), None)
    role = office or antecedent.role
    if role is None:
        return
    sector = antecedent.sector or item.sketch.sector
    if item.bound is not None or item.name:
        own = item.sketch
        if own.head in links().counterparts or words(own.role or "")[-1:] in {(word,) for word in links().counterparts}:
            told = replace(own, role=role, sector=sector)
            entry = None if own.entry else lookup(own.name, lexicon, country=own.country, role=role, date=page.date)
            if entry is not None:
                told = seated(entry, told)
            for other in page.found:
                if other.sketch.id == own.id:
                    other.sketch = told
        return
    country = item.sketch.country
    if country is None:
        return
    entry = holder_of(office, country, page.date, lexicon) if office else None
    named = next(
        (
            f.sketch
            for f in page.found
            if f.name
            and f.sketch.country == country
            and office
            and office in vocabulary().offices_in(words(f.sketch.role or ""))
        ),
        None,
    )
    if named is not None:
        item.sketch = named
    elif entry is not None:
        item.sketch = replace(seated(entry, item.sketch), role=role)
    else:
        item.sketch = replace(
            item.sketch,
            role=role,
            sector=sector,
            id=f"person/{country.lower()}-{slug(role)}",
            name=f"{role} ({country})",
        )
