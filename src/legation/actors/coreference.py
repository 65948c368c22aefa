"""Pronouns and pointing phrases → the actors they mean. A link is made only where the sentence leaves one choice.

The search goes up the clauses of the sentence to their subjects, then to the sentence before; it does not weigh
candidates against each other, so that a wrong link stays rarer than a missing one.
"""

from __future__ import annotations

from dataclasses import replace

from legation.actors.antecedents import Memory, agreeing, fitting, of_gender, persons
from legation.actors.fold import slug
from legation.actors.found import Found, Page
from legation.actors.lexicon import Lexicon
from legation.actors.nominals import head_lemma
from legation.actors.offices import Links, counterpart, links
from legation.actors.phrases import NOWHERE, Sketch
from legation.actors.pointing import earlier, nominal
from legation.actors.speech import Speech, spoken_for
from legation.actors.view import View
from legation.actors.vocabulary import vocabulary

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_ACTED_ON = ("dobj", "dative", "pobj")
_PRONOUNS = ("PRP", "PRP$")
_NOT_PERSON = frozenset({"state", "igo", "organization", "group", "company", "outlet", "population"})


def link(page: Page, lexicon: Lexicon) -> None:
    """Add to ``page`` a mention for every pronoun and pointing phrase that has one clear antecedent.

    Possessive pronouns hand their actor's country to the phrase they open; titles that wait for a name get one or stay
    waiting.
    """
    view, lists = page.view, links()
    memory = Memory({}, {})
    by_token: dict[int, list[Found]] = {}
    owned: dict[int, list[Found]] = {}
    for item in page.found:
        if not item.waits or not item.name:
            by_token.setdefault(item.head, []).append(item)
        if item.owner is not None:
            owned.setdefault(item.owner, []).append(item)
    speech = Speech(view)
    for token in range(len(view)):
        low = view.low[token]
        speech.step(token)
        pronoun = token not in page.hit_at and view.tag[token] in _PRONOUNS
        if pronoun and (low in lists.speaker or low in lists.speakers):
            speaker = speech.speaker(token, by_token, memory.sentences)
            spoken = speaker if low in lists.speaker else spoken_for(speaker, lists, lexicon)
            if spoken is not None:
                page.found.append(Found(token, token + 1, token, "pronoun", spoken))
                memory.put(page.found[-1], view)
            continue
        if pronoun and (low in lists.persons or low in lists.things or low in lists.groups):
            speaker = speech.speaker(token, by_token, memory.sentences)
            meant = _pronoun(view, token, memory, lists)
            if not meant and low in lists.persons:
                meant = _ahead(view, token, by_token)
            for sketch in agreeing(meant, low, lists):
                if speaker is not None and speaker.id == sketch.id:
                    continue
                found = Found(token, token + 1, token, "pronoun", sketch, plural=low in lists.groups)
                page.found.append(found)
                memory.put(found, view)
            _own(page, token, owned.get(token, ()), memory, lexicon)
        for item in by_token.get(token, ()):
            if item.waits:
                _office(item, page, memory)
            elif item.sketch.id.startswith(NOWHERE) and item.form == "nominal":
                earlier(item, page, memory, lists)
            if not item.waits:
                memory.put(item, view)
        if token not in by_token and view.pos[token] in ("NOUN", "NUM", "PROPN"):
            for found in nominal(page, token, memory, lists):
                page.found.append(found)
                memory.put(found, view)


def _pronoun(view: View, token: int, memory: Memory, lists: Links) -> list[Sketch]:
    low = view.low[token]
    if low in lists.persons:
        kinds, plural = frozenset({"person"}), False
    elif low in lists.things:
        kinds, plural = _NOT_PERSON, False
        if view.dep[token] in ("nsubj", "nsubjpass") and view.lemma[view.head[token]] in lists.expletive:
            return []
        if view.dep[token] not in ("nsubj", "nsubjpass", "poss") or _inner(view, token, memory):
            return []
    else:
        kinds, plural = _NOT_PERSON | {"person"}, True
    subjects, blocked = _clause_subjects(view, token, memory, kinds, plural=plural)
    if subjects or blocked:
        return subjects
    if view.dep[token] in ("dobj", "pobj", "dative"):
        return _only(view, token, memory, back=1) if kinds == {"person"} else []
    return _before(view, token, memory, kinds, plural=plural)


def _inner(view: View, token: int, memory: Memory) -> bool:
    """Whether a possessive stands in the second half of a pair whose first half is a thing ("the war and its costs")."""
    owned = view.head[token]
    if view.dep[token] != "poss" or view.dep[owned] != "conj":
        return False
    return view.pos[view.head[owned]] == "NOUN" and view.head[owned] not in memory.heads


def _clause_subjects(
    view: View, token: int, memory: Memory, kinds: frozenset[str], *, plural: bool
) -> tuple[list[Sketch], bool]:
    """Fitting subjects of the clauses above ``token`` in its sentence; True where another subject bars the way."""
    skip = view.dep[token] in ("dobj", "pobj", "dative")
    here = token
    for _ in range(10):
        above = view.head[here]
        if above == here:
            return [], False
        here = above
        subject = next(
            (kid for kid in view.kids[here] if view.dep[kid] in _SUBJECTS and kid != token and kid < token), None
        )
        if subject is None:
            continue
        if skip:
            skip = False
            continue
        found = fitting(view, subject, memory, kinds, plural=plural)
        if found:
            return found, False
        if view.pos[subject] == "PRON" and view.tag[subject] == "PRP":
            return [], True
        if view.pos[subject] in ("NOUN", "PROPN") and _could(view, subject, plural=plural, person="state" not in kinds):
            return [], True
    return [], False


def _could(view: View, subject: int, *, plural: bool, person: bool) -> bool:
    """Whether a subject that is no actor could itself be meant ("the plan and its flaws", "a president and his aides")."""
    if person:
        return view.lemma[subject] in links().humans or head_lemma(view, subject, vocabulary()) in vocabulary().titles
    return plural or view.tag[subject] not in ("NNS", "NNPS")


def _before(view: View, token: int, memory: Memory, kinds: frozenset[str], *, plural: bool) -> list[Sketch]:
    """The fitting subject of the sentence before, or for a person the only one there."""
    number = view.sentence[token]
    if "state" not in kinds:
        here = of_gender(persons(memory.sentences.get(number, ())), view.low[token])
        if here:
            return here if len(here) == 1 else []
    for back in (1, 2):
        items = memory.sentences.get(number - back, ())
        subjects = [item for item in items if view.dep[item.head] in _SUBJECTS and _main(view, item.head)]
        if "state" not in kinds and view.dep[token] not in _SUBJECTS and len(persons(items)) > 1:
            return []
        fitting = [s for item in subjects[:1] for s in fitting(view, item.head, memory, kinds, plural=plural)]
        if fitting and "state" not in kinds and _beside(view, items, fitting, view.low[token]):
            return []
        if fitting:
            return fitting
        if "state" not in kinds:
            people = of_gender(persons(items), view.low[token])
            if people:
                return people if len(people) == 1 else []
        else:
            return []
    return []


def _beside(view: View, items: list[Found] | tuple[Found, ...], chosen: list[Sketch], pronoun: str) -> bool:
    """Whether the sentence has another person, acted upon, whom the pronoun may as well mean ("X received Y. He …")."""
    others = [
        item.sketch
        for item in items
        if item.sketch.kind == "person"
        and view.dep[item.head] in _ACTED_ON
        and item.sketch.id not in {c.id for c in chosen}
    ]
    return bool(of_gender(others, pronoun))


def _ahead(view: View, token: int, by_token: dict[int, list[Found]]) -> list[Sketch]:
    """ "When she took office, Maia Sandu promised": the subject of the main clause behind the one the pronoun stands in."""
    clause = view.head[token]
    if view.dep[token] not in _SUBJECTS or view.dep[clause] != "advcl" or view.head[clause] < clause:
        return []
    main = view.head[clause]
    subject = next((kid for kid in view.kids[main] if view.dep[kid] in _SUBJECTS and kid > token), None)
    found = [i.sketch for i in by_token.get(subject, ()) if not i.waits] if subject is not None else []
    return found if len(found) == 1 and found[0].kind == "person" else []


def _main(view: View, head: int) -> bool:
    verb = view.head[head]
    return view.head[verb] == verb or view.dep[verb] in ("ROOT", "ccomp", "conj")


def _only(view: View, token: int, memory: Memory, *, back: int) -> list[Sketch]:
    """The one person of the sentence before whom the pronoun's gender allows."""
    number = view.sentence[token]
    for step in range(1, back + 1):
        people = of_gender(persons(memory.sentences.get(number - step, ())), view.low[token])
        if people:
            return people if len(people) == 1 else []
    return []


def _own(page: Page, token: int, items: tuple[Found, ...] | list[Found], memory: Memory, lexicon: Lexicon) -> None:
    """Hand the country of a possessive pronoun's actor to the phrases it opens."""
    owners = [item.sketch for item in memory.heads.get(token, ()) if item.form == "pronoun"]
    if len(owners) != 1:
        return
    owner = owners[0]
    for item in items:
        if item.sketch.head in links().counterparts:
            counterpart(item, owner, page, lexicon)
        elif item.sketch.country is None and owner.country is not None and item.sketch.id.startswith(NOWHERE):
            item.sketch = replace(
                item.sketch, country=owner.country, id=item.sketch.id.replace(NOWHERE, owner.country, 1)
            )
        elif item.waits and item.sketch.person and owner.country is not None and owner.kind == "state":
            item.sketch = replace(item.sketch, country=owner.country)
            item.waits = False


def _office(item: Found, page: Page, memory: Memory) -> None:
    """ "The minister" → the person with such a role in the sentences just before, else the only one in the document."""
    view = page.view
    wanted = set(vocabulary().offices_in(tuple(item.sketch.name.lower().split())))
    people: dict[str, Sketch] = {}
    number = view.sentence[item.head]
    for back in range(0, 40):
        for other in memory.sentences.get(number - back, ()):
            if (
                other.sketch.kind == "person"
                and not other.plural
                and _role_fits(other.sketch, wanted, item.sketch.head)
            ):
                people.setdefault(other.sketch.id, other.sketch)
        if people and back < 3:
            break
    if len(people) == 1:
        item.sketch = next(iter(people.values()))
        item.waits = False
    elif wanted and view.low[item.start] == "the" and view.dep[item.head] in (*_SUBJECTS, "dobj", "poss", "pobj"):
        # Nobody the text names: an office-holder all the same.
        told = replace(item.sketch, id=f"person/{NOWHERE.lower()}-{slug(sorted(wanted)[0])}")
        item.sketch = told
        item.waits = False


def _role_fits(sketch: Sketch, wanted: set[str], head: str) -> bool:
    role = tuple((sketch.role or "").lower().split())
    return bool(wanted & set(vocabulary().offices_in(role))) or (bool(head) and head in role)
