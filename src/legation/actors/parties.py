"""Those who take part in an act without a name that a list knows: "an inmate", "18 people", "aid agencies", "Yale".

They are read last, so that nothing that the other finders know changes, and a record holds them only where an event has
them as source or target (``assemble``). Ids are like those of collective nouns: ``COUNTRY/SECTOR/words``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from legation.actors.fold import slug
from legation.actors.found import Found, Page
from legation.actors.nominals import is_condition, is_plural, plain_name
from legation.actors.phrases import NOWHERE, Sketch
from legation.actors.view import View
from legation.actors.vocabulary import vocabulary
from legation.record import ActorKind
from legation.resources import load

_ENTITIES = ("ORG", "PERSON", "NORP")
_GROUP_KINDS = ("group", "population")
_BODIES = ("forces", "parties")  # one of them is no person
_PLURAL_HEADS = ("people", "staff", "crew", "family", "couple", "jury", "mob", "crowd", "gang", "workforce", "clergy")


@dataclass(frozen=True, slots=True)
class _Nouns:
    sector: dict[str, str | None]
    things: frozenset[str]
    roles: frozenset[str]
    prepositions: frozenset[str]


@cache
def _nouns() -> _Nouns:
    data = load("actors/people.yaml")
    sector: dict[str, str | None] = {noun: name for name, nouns in data["people"].items() for noun in nouns}
    for lemma, options in vocabulary().heads.items():
        group = next((o for o in options if o.kind in _GROUP_KINDS and o.plural and o.klass not in _BODIES), None)
        if group is not None:
            sector[lemma] = group.sector
    return _Nouns(sector, frozenset(data["mostly_things"]), frozenset(data["roles"]), frozenset(data["prepositions"]))


def find_parties(page: Page) -> None:
    """Add to ``page`` every noun for persons, and every name of a body or person, that fills a role and is no actor yet."""
    view, nouns = page.view, _nouns()
    covered = {token for item in page.found if not item.waits for token in range(item.start, item.end)}
    for token in range(len(view)):
        if token in covered or not _fills_a_role(view, token, nouns):
            continue
        sketch = _named(page, token, covered) if view.ent[token] in _ENTITIES else _described(page, token, nouns)
        if sketch is None:
            continue
        start, end, found = sketch
        if not covered.isdisjoint(range(start, end)):
            start = max((t + 1 for t in range(start, token) if t in covered), default=start)
        page.add(Found(start, end, token, "name" if view.ent[token] in _ENTITIES else "nominal", found))
        covered.update(range(start, end))


def _fills_a_role(view: View, token: int, nouns: _Nouns) -> bool:
    """Whether the word stands where a participant stands: subject, object, or behind a preposition that leads to one."""
    if view.pos[token] not in ("NOUN", "PROPN", "ADJ") or view.dep[token] not in nouns.roles:
        return False
    first = view.governed(token)
    return view.dep[first] in nouns.roles and (
        view.dep[first] != "pobj" or view.low[view.head[first]] in nouns.prepositions
    )


def _described(page: Page, token: int, nouns: _Nouns) -> tuple[int, int, Sketch] | None:
    """A noun for persons with what stands before it."""
    view = page.view
    low, lemma = view.low[token], view.lemma[token]
    noun = next((word for word in (lemma, low) if word in nouns.sector), None)
    if noun is None or view.pos[token] == "ADJ" or is_condition(view, token, noun):
        return None
    if _machine(view, token, noun):
        return None
    start = view.left(token)
    plural = is_plural(view, token) or noun in _PLURAL_HEADS
    if noun in nouns.things and not plural:
        return None
    words = [
        t for t in range(start, token) if view.pos[t] in ("NOUN", "ADJ", "PROPN", "VERB") and view.text[t].isalpha()
    ]
    country = next((found for t in words for found in _state(page, t)), None)
    sector = next((vocabulary().modifiers[view.low[t]] for t in words if view.low[t] in vocabulary().modifiers), None)
    sector = sector or nouns.sector[noun]
    told = [view.low[t] for t in words if t not in page.hit_at and view.low[t] not in vocabulary().sets["empty_words"]]
    name = plain_name(view, start, token + 1)
    id_ = f"{country or NOWHERE}/{sector or 'UNK'}/{slug(' '.join([*told[-2:], noun if not plural else low]))}"
    kind: ActorKind = "group" if plural else "person"
    return start, token + 1, Sketch(kind, country, sector, id_, name, head=noun)


def _machine(view: View, token: int, noun: str) -> bool:
    """Whether a word that also names persons stands in a list of machines ("fighter, bomber and tanker aircraft")."""
    machines = load("actors/people.yaml")["machines"]
    if noun not in machines["nouns"]:
        return False
    first, last = view.sentences[view.sentence[token]]
    return any(view.lemma[t] in machines["beside"] for t in range(max(first, token - 3), min(last, token + 12)))


def _named(page: Page, token: int, covered: set[int]) -> tuple[int, int, Sketch] | None:
    """The named entity round ``token``, as the parser marks it: a body or a person that no list knows."""
    view = page.view
    label = view.ent[token]
    start, end = token, token + 1
    bounds = view.sentences[view.sentence[token]]
    while start > bounds[0] and view.ent[start - 1] == label and start - 1 not in covered:
        start -= 1
    while end < bounds[1] and view.ent[end] == label and end not in covered:
        end += 1
    while start < token and view.pos[start] in ("DET", "PUNCT", "PART"):
        start += 1
    while end > token + 1 and view.pos[end - 1] in ("PUNCT", "PART"):
        end -= 1
    if any(t in page.hit_at for t in range(start, end)) or not view.text[token][:1].isupper():
        return None
    place = (view.start[start], view.end[end - 1])
    if view.sentence[token] in view.shouting or any(p[0] < place[1] and place[0] < p[1] for p in page.places):
        return None
    name = plain_name(view, start, end)
    if not slug(name) or (label != "PERSON" and name.lower() in vocabulary().not_names):
        return None
    if label == "PERSON" and end - start == 1 and not view.dep[view.governed(token)].startswith("nsubj"):
        return None  # what is hit or left and bears one unknown word for a name is as often a town
    if label == "PERSON":
        return start, end, Sketch("person", None, None, f"person/{slug(name)}", name, person=True)
    kind: ActorKind = "population" if label == "NORP" else "organization"
    return start, end, Sketch(kind, None, None, f"org/{slug(name)}", name)


def _state(page: Page, token: int) -> Iterable[str]:
    at = page.hit_at.get(token)
    if at is not None:
        for form in page.hits[at][2].forms:
            if form.entry.kind in ("state", "population") and form.entry.country:
                yield form.entry.country
