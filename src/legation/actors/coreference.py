"""Pronouns and pointing phrases → the actors they mean. A link is made only where the sentence leaves one choice.

The search goes up the clauses of the sentence to their subjects, then to the sentence before; it does not weigh
candidates against each other, so that a wrong link stays rarer than a missing one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from legation.actors.fold import slug, words
from legation.actors.found import Found, Page
from legation.actors.lexicon import Lexicon
from legation.actors.nominals import head_lemma
from legation.actors.offices import Links, counterpart, links
from legation.actors.phrases import NOWHERE, Sketch
from legation.actors.speech import Speech, spoken_for
from legation.actors.view import HYPHENS, View
from legation.actors.vocabulary import vocabulary
from legation.record import MentionForm

_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_PRONOUNS = ("PRP", "PRP$")
_PLACED = ("in", "at", "near", "from", "into", "across", "inside", "outside", "to", "through", "over")
_NOT_PERSON = frozenset({"state", "igo", "organization", "group", "company", "outlet", "population"})


@dataclass(slots=True)
class _Memory:
    """What has been read so far: mentions by head token and by sentence."""

    heads: dict[int, list[Found]]
    sentences: dict[int, list[Found]]

    def put(self, item: Found, view: View) -> None:
        self.heads.setdefault(item.head, []).append(item)
        self.sentences.setdefault(view.sentence[item.head], []).append(item)


def link(page: Page, lexicon: Lexicon) -> None:
    """Add to ``page`` a mention for every pronoun and pointing phrase that has one clear antecedent.

    Possessive pronouns hand their actor's country to the phrase they open; titles that wait for a name get one or stay
    waiting.
    """
    view, lists = page.view, links()
    memory = _Memory({}, {})
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
            for sketch in _agreeing(_pronoun(view, token, memory, lists), low, lists):
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
                _earlier(item, page, memory, lists)
            if not item.waits:
                memory.put(item, view)
        if token not in by_token and view.pos[token] in ("NOUN", "NUM", "PROPN"):
            for found in _nominal(page, token, memory, lists):
                page.found.append(found)
                memory.put(found, view)


def _agreeing(sketches: list[Sketch], pronoun: str, lists: Links) -> list[Sketch]:
    """``sketches`` where the pronoun's gender does not contradict the person's name or title."""
    if len(sketches) != 1 or sketches[0].kind != "person":
        return sketches
    sketch = sketches[0]
    told = words(sketch.name)
    woman = (bool(told[:1]) and told[0] in lists.women) or not lists.women_titles.isdisjoint(words(sketch.role or ""))
    man = not woman and bool(told[:1]) and told[0] in vocabulary().given
    if (pronoun in lists.feminine and man) or (pronoun in lists.masculine and woman):
        return []
    return sketches


def _pronoun(view: View, token: int, memory: _Memory, lists: Links) -> list[Sketch]:
    low = view.low[token]
    if low in lists.persons:
        kinds, plural = frozenset({"person"}), False
    elif low in lists.things:
        kinds, plural = _NOT_PERSON, False
        if view.dep[token] in ("nsubj", "nsubjpass") and view.lemma[view.head[token]] in lists.expletive:
            return []
        if view.dep[token] not in ("nsubj", "poss") or _inner(view, token, memory):
            return []
    else:
        kinds, plural = _NOT_PERSON | {"person"}, True
    subjects, blocked = _clause_subjects(view, token, memory, kinds, plural=plural)
    if subjects or blocked:
        return subjects
    if view.dep[token] in ("dobj", "pobj", "dative"):
        return _only(view, token, memory, back=1) if kinds == {"person"} else []
    return _before(view, token, memory, kinds, plural=plural)


def _inner(view: View, token: int, memory: _Memory) -> bool:
    """Whether a possessive stands in the second half of a pair whose first half is a thing ("the war and its costs")."""
    owned = view.head[token]
    if view.dep[token] != "poss" or view.dep[owned] != "conj":
        return False
    return view.pos[view.head[owned]] == "NOUN" and view.head[owned] not in memory.heads


def _clause_subjects(
    view: View, token: int, memory: _Memory, kinds: frozenset[str], *, plural: bool
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
        found = _fitting(view, subject, memory, kinds, plural=plural)
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


def _fitting(view: View, head: int, memory: _Memory, kinds: frozenset[str], *, plural: bool) -> list[Sketch]:
    items = list(memory.heads.get(head, ()))
    joined = [kid for kid in view.kids[head] if view.dep[kid] == "conj"]
    if plural:
        for kid in joined:
            items += memory.heads.get(kid, ())
            items += [i for k in view.kids[kid] if view.dep[k] == "conj" for i in memory.heads.get(k, ())]
    sketches = list({item.sketch.id: item.sketch for item in items if item.sketch.kind in kinds}.values())
    if plural:
        many = len(sketches) > 1 or any(_many(view, item) for item in items)
        return sketches if many else []
    if joined or any(item.plural and _many(view, item) for item in items):
        return []
    return sketches if len(sketches) == 1 else []


def _many(view: View, item: Found) -> bool:
    return view.tag[item.head] in ("NNS", "NNPS") or item.plural or view.low[item.head] in ("police", "people")


def _before(view: View, token: int, memory: _Memory, kinds: frozenset[str], *, plural: bool) -> list[Sketch]:
    """The fitting subject of the sentence before, or for a person the only one there."""
    number = view.sentence[token]
    if "state" not in kinds:
        here = _persons(memory.sentences.get(number, ()))
        if here:
            return here if len(here) == 1 else []
    for back in (1, 2):
        items = memory.sentences.get(number - back, ())
        subjects = [item for item in items if view.dep[item.head] in _SUBJECTS and _main(view, item.head)]
        if "state" not in kinds and view.dep[token] not in _SUBJECTS and len(_persons(items)) > 1:
            return []
        fitting = [s for item in subjects[:1] for s in _fitting(view, item.head, memory, kinds, plural=plural)]
        if fitting:
            return fitting
        if "state" not in kinds:
            people = _persons(items)
            if people:
                return people if len(people) == 1 else []
        else:
            return []
    return []


def _main(view: View, head: int) -> bool:
    verb = view.head[head]
    return view.head[verb] == verb or view.dep[verb] in ("ROOT", "ccomp", "conj")


def _persons(items: list[Found] | tuple[Found, ...]) -> list[Sketch]:
    return list(
        {item.sketch.id: item.sketch for item in items if item.sketch.kind == "person" and not item.plural}.values()
    )


def _only(view: View, token: int, memory: _Memory, *, back: int) -> list[Sketch]:
    number = view.sentence[token]
    for step in range(1, back + 1):
        people = _persons(memory.sentences.get(number - step, ()))
        if people:
            return people if len(people) == 1 else []
    return []


def _own(page: Page, token: int, items: tuple[Found, ...] | list[Found], memory: _Memory, lexicon: Lexicon) -> None:
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


def _office(item: Found, page: Page, memory: _Memory) -> None:
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


def _earlier(item: Found, page: Page, memory: _Memory, lists: Links) -> None:
    """ "The army", "the group" → the one named before: the same noun with a country, or the one group at hand."""
    view = page.view
    if view.low[item.start] not in lists.pointing:
        return
    same = {
        other.sketch.id: other.sketch
        for others in memory.sentences.values()
        for other in others
        if other.sketch.country
        and other.sketch.head == item.sketch.head
        and other.sketch.sector == item.sketch.sector
        and other.sketch.kind != "person"
    }
    if len(same) == 1 and item.end - item.start <= 2:
        item.sketch = next(iter(same.values()))
        return
    kinds = lists.single.get(item.sketch.head)
    if kinds is not None and not item.plural:
        near = _near(view, item.head, memory, kinds, name=lists.named(item.sketch.head))
        if near is not None and not near.id.startswith(NOWHERE):
            item.sketch = near


def _near(view: View, token: int, memory: _Memory, kinds: frozenset[str], *, name: str = "") -> Sketch | None:
    """The only actor of ``kinds``, with ``name`` in its own, in the nearest of this sentence and the two before that has any
    (with a ``name`` to go by, of the five before).
    """
    number = view.sentence[token]
    for back in range(0, 6 if name else 3):
        fitting = {
            item.sketch.id: item.sketch
            for item in memory.sentences.get(number - back, ())
            if item.sketch.kind in kinds
            and item.head < token
            and name in item.sketch.name.lower()
            and (not item.plural or item.sketch.entry is not None)
        }
        if fitting:
            return next(iter(fitting.values())) if len(fitting) == 1 else None
    return None


def _nominal(page: Page, token: int, memory: _Memory, lists: Links) -> list[Found]:
    """ "The two leaders", "both sides", "the country", "Iranian ones"."""
    view = page.view
    lemma = view.lemma[token]
    if (token + 1 < len(view) and view.text[token + 1] in HYPHENS) or (token and view.text[token - 1] in HYPHENS):
        return []
    if lemma == "one" and view.low[token] == "ones":
        return _ones(page, token, memory)
    if (lemma not in lists.gathers and lemma not in lists.single) or token in page.taken:
        return []
    start = view.left(token)
    before = [view.low[t] for t in range(start, token)]
    if start > 0 and view.low[start - 1] in lists.pointing:
        start -= 1
        before.insert(0, view.low[start])
    count = next((lists.numbers[word] for word in before if word in lists.numbers), 0)
    if lemma in lists.gathers and count > 1 and (before[0] in lists.pointing or "both" in before):
        sketches = _gather(view, token, memory, lists.gathers[lemma], count)
        return [Found(start, token + 1, token, "nominal", sketch, plural=True) for sketch in sketches]
    if (
        lemma in lists.single
        and before[:1]
        and before[0] in lists.pointing
        and len(before) == 1
        and view.tag[token] in ("NN", "NNP")
    ):
        near = _near(view, token, memory, lists.single[lemma], name=lists.named(lemma))
        if near is not None:
            return [Found(start, token + 1, token, "nominal", near)]
    return []


def _gather(view: View, token: int, memory: _Memory, kinds: frozenset[str], count: int) -> list[Sketch]:
    number = view.sentence[token]
    for back in range(0, 4):
        items = [i for i in memory.sentences.get(number - back, ()) if i.sketch.kind in kinds and i.head < token]
        acting = [i for i in items if not (view.dep[i.head] == "pobj" and view.low[view.head[i.head]] in _PLACED)]
        distinct = {i.sketch.id: i.sketch for i in acting}
        if len(distinct) == count:
            return list(distinct.values())
        if len(distinct) > count:
            for item in (i for i in acting if view.dep[i.head] != "conj"):
                joined = _fitting(view, item.head, memory, kinds, plural=True)
                if len(joined) == count:
                    return joined
            return []
    return []


def _ones(page: Page, token: int, memory: _Memory) -> list[Found]:
    """ "Foreign forces, including Iranian ones": the same kind of body, of the country that the adjective names."""
    view = page.view
    at = next((page.hit_at[kid] for kid in view.kids[token] if kid in page.hit_at and kid < token), None)
    if at is None:
        return []
    state = next((form.entry for form in page.hits[at][2].forms if form.entry.kind == "state"), None)
    earlier = [
        i
        for i in memory.sentences.get(view.sentence[token], ())
        if i.form == "nominal" and i.sketch.kind in ("group", "organization") and i.plural
    ]
    if state is None or not earlier:
        return []
    model = earlier[-1].sketch
    name = f"{state.name}: {model.name}"
    sketch = replace(model, country=state.country, id=f"{state.country}/{model.sector or 'UNK'}", name=name, entry=None)
    start = page.hits[at][0]
    for other in list(page.found):
        if other.start >= start and other.end <= token and other.sketch.kind == "state":
            page.found.remove(other)
    form: MentionForm = "nominal"
    return [Found(start, token + 1, token, form, sketch, plural=True)]
