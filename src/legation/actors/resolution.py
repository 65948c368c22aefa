"""Any phrase → the actor it means, without a parse: "retired Syrian general", "Kremlin spokesman", "pro-government militia"."""

from __future__ import annotations

from dataclasses import replace

from legation.actors import bare
from legation.actors.bare import HYPHENS, Phrase
from legation.actors.codes import coded, of_body, sketch_of
from legation.actors.fold import slug, words
from legation.actors.identity import lookup, unlisted
from legation.actors.lexicon import Form, Lexicon, load
from legation.actors.offices import holder_of, links
from legation.actors.phrases import NOWHERE, Sketch, Term, describe
from legation.actors.vocabulary import vocabulary
from legation.layers import Participant

# Kinds of known actors that a noun before their name only describes ("rights group Memorial").
_NAMED = ("organization", "group", "company", "outlet", "igo")


def resolve(
    text: str, country: str | None = None, date: str | None = None, *, lexicon: Lexicon | None = None
) -> Participant | None:
    """The actor that ``text`` means, or None where it means none, with PLOVER's codes (:mod:`legation.actors.codes`).

    ``country`` (ISO 3166-1 alpha-3) is where an otherwise stateless phrase belongs; ``date`` (ISO) is when: it picks
    the office a person holds, the holder of an office, and the state that stood then.
    """
    known = lexicon if lexicon is not None else load()
    phrase = bare.stripped(text)
    if not phrase:
        return None
    form = _whole(phrase, known, country, date)
    if form is not None and not (form.how == "people" and form.entry.kind == "state"):
        sketch = _lent(_standing(sketch_of(form.entry, date), phrase), country)
        return coded(_led(sketch, phrase, known), known)
    found = _apposed(phrase, known, country, date) or _read(phrase, known, country, date)
    if found is None:
        return None
    found = _lent(found, country)
    return coded(_by_office(found, known, date) or found, known)


def _lent(sketch: Sketch, country: str | None) -> Sketch:
    """``sketch`` with the text's country where it tells none of its own; a known body without a country keeps none."""
    if country is None or sketch.country is not None or sketch.body is not None:
        return sketch
    if sketch.entry is not None and (sketch.kind != "population" or sketch.sector == "GOV"):
        return sketch
    return replace(sketch, country=country, id=sketch.id.replace(NOWHERE, country, 1))


def _whole(phrase: str, lexicon: Lexicon, country: str | None, date: str | None) -> Form | None:
    """The known actor whose name is the whole phrase, and how it is one."""
    forms = [
        form
        for form in lexicon.lookup(phrase)
        if form.how != "adjective" and (not form.capitals or phrase.upper() == phrase)
    ]
    forms = [form for form in forms if form.entry.existed(date)] or forms
    if country is not None:
        forms = [form for form in forms if form.entry.country in (None, country)] or forms
    return forms[0] if forms else None


def _standing(sketch: Sketch, phrase: str) -> Sketch:
    """A body that calls itself a government ("the Taliban government", "the junta") is the state it governs."""
    heads = vocabulary().heads.get(bare.lemma_of(phrase.split()[-1].lower()), ())
    if sketch.entry is None or sketch.country is None or sketch.sector != "GOV" or sketch.person:
        return sketch
    return replace(sketch, kind="state") if any(head.klass == "government" for head in heads) else sketch


def _led(sketch: Sketch, phrase: str, lexicon: Lexicon) -> Sketch:
    """A coalition known by who leads it ("the Saudi-led coalition"): the leader's own, and a group of states."""
    terms = bare.terms_of(phrase.partition(" ")[0], lexicon, None)
    tied = len(terms) > 2 and terms[1].text in HYPHENS and terms[2].lemma in vocabulary().sets["commanded"]
    state = terms[0].entry("state") if tied else None
    if sketch.entry is None or state is None:
        return sketch
    return replace(sketch, country=state.country, kind="group", sector="MIL", entry=None, body=None)


def _apposed(phrase: str, lexicon: Lexicon, country: str | None, date: str | None) -> Sketch | None:
    """ "Jane Doe, the Norwegian foreign minister", and the other way round."""
    first, comma, second = phrase.partition(",")
    second = bare.stripped(second.partition(",")[0])
    if not comma or not second:
        return None
    for name, title in ((first, second), (second, first)):
        if not all(word[0].isupper() or word.lower() in vocabulary().particles for word in name.split()):
            continue
        told = _read(title, lexicon, country, date)
        if told is None or not told.person:
            continue
        role = told.role
        nation = told.country or country
        person = lookup(name, lexicon, country=nation, role=role, date=date)
        if person is not None:
            own = sketch_of(person, date)
            return replace(own, role=role, sector=told.sector or own.sector, country=told.country or own.country)
        return replace(told, name=name, id=unlisted(name, told.country))
    return None


def _read(text: str, lexicon: Lexicon, country: str | None, date: str | None) -> Sketch | None:
    phrase = bare.split(text, bare.terms_of(text, lexicon, date))
    if not phrase.front:
        return None
    named = _known_at_end(phrase, date) or _people(phrase)
    if named is not None:
        return named
    if not phrase.cut:
        named = _named(phrase, lexicon, country, date)
        if named is not None:
            return named
    if phrase.head is None or phrase.head != len(phrase.front) - 1:
        return _unlisted(phrase)
    return _described(phrase, country, date) or _unlisted(replace(phrase, head=None))


def _described(phrase: Phrase, country: str | None, date: str | None) -> Sketch | None:
    """A description: collective noun or title, with the country of a place where no state is named."""
    assert phrase.head is not None
    term = phrase.front[phrase.head]
    plural = term.lemma != term.low or term.low in ("police", "personnel", "troops", "people", "clergy")
    sketches = describe(phrase.front[: phrase.head], term, phrase.after, plural=plural, definite=True, name=phrase.text)
    if not sketches:
        return None
    sketch = sketches[0]
    head = next((h for h in vocabulary().heads.get(term.lemma, ()) if h.plural or not plural), None)
    if sketch.entry is not None and sketch.entry.kind == "igo" and head is not None and head.sector == "MIL":
        sketch = of_body(sketch, kind="group", sector="MIL")
    if sketch.entry is not None and sketch.entry.kind not in ("state", "igo"):
        dated = replace(sketch_of(sketch.entry, date), role=sketch.role)
        return _standing(dated, term.low)
    if sketch.entry is None and sketch.country is None and sketch.body is None:
        sketch = _located(sketch, phrase, country)
    return _of_the_day(sketch, phrase, date)


def _of_the_day(sketch: Sketch, phrase: Phrase, date: str | None) -> Sketch:
    """Officials of a body that governed on the day are of its government ("a Taliban spokesman")."""
    if date is None or sketch.entry is not None:
        return sketch
    every = [*phrase.front, *(term for _, inner in phrase.after for term in inner)]
    body = next((entry for term in every if (entry := term.entry("group", "organization")) is not None), None)
    if body is None or not body.offices or sketch.sector != body.sector:
        return sketch
    return replace(sketch, sector=sketch_of(body, date).sector)


def _located(sketch: Sketch, phrase: Phrase, country: str | None) -> Sketch:
    """The country or the body that a place or an institution in the phrase tells: "mayor of Istanbul"."""
    for _, inner in phrase.after:
        body = next((entry for term in inner if (entry := term.entry("igo")) is not None), None)
        if body is not None:
            return replace(sketch, body=body.id)
    tied = {i for i, t in enumerate(phrase.front[:-1]) if phrase.front[i + 1].text in HYPHENS}
    own = [term for i, term in enumerate(phrase.front[:-1]) if i not in tied and not term.forms and country is None]
    for terms in (own, *(inner for preposition, inner in phrase.after if preposition not in ("to", "against", "with"))):
        state = bare.own_state(terms)
        found = state.country if state is not None else bare.placed(terms)
        if found is not None:
            return replace(sketch, country=found, id=sketch.id.replace(NOWHERE, found, 1))
    return sketch


def _known_at_end(phrase: Phrase, date: str | None) -> Sketch | None:
    """A known body described before its name ("Ukraine's Naftogaz", "the Basque separatist group ETA")."""
    last = phrase.front[-1]
    entry = last.entry(*_NAMED)
    if entry is None or last.possessive or last.entry("person") or last.entry("state"):
        return None
    before = phrase.front[:-1]
    if any(term.entry("person") for term in before) or any(term.text in HYPHENS for term in before):
        return None
    sketch = sketch_of(entry, date)
    state = bare.own_state(before)
    said = {term.low for term in before}
    if entry.sector == "PTY" and said & vocabulary().sets["governing"]:
        sketch = replace(sketch, sector="GOV")
    elif entry.sector == "PTY" and "opposition" in said:
        sketch = replace(sketch, sector="OPP")
    return replace(sketch, country=sketch.country or (state.country if state is not None else None))


def _people(phrase: Phrase) -> Sketch | None:
    """A people where it lives ("ethnic Russians in Latvia", "China's Uighurs", "ordinary Russians")."""
    last = phrase.front[-1]
    form = next((f for f in last.forms if f.how == "people" or f.entry.kind == "population"), None)
    before = phrase.front[:-1]
    if (
        form is None
        or last.possessive
        or any(term.entry("person") or bare.is_head(term, vocabulary()) for term in before)
    ):
        return None
    if form.entry.kind != "population" and last.low.endswith(("n", "i", "h")) and not before:
        return None
    inner = next((terms for preposition, terms in phrase.after if preposition in ("in", "of", "from")), [])
    sector = form.entry.sector if form.entry.kind == "population" else "CVL"
    if sector == "REF":  # of the country fled, not of the host
        inner = [] if form.entry.country else inner
    state = bare.own_state(before) or bare.own_state(inner)
    country = state.country if state is not None else bare.placed(inner) if inner else None
    country = country or form.entry.country
    name = phrase.text
    return Sketch("population", country, sector, f"{country or NOWHERE}/{sector}/{slug(last.text)}", name)


def _named(phrase: Phrase, lexicon: Lexicon, country: str | None, date: str | None) -> Sketch | None:
    """A title followed by a name, or a name alone that the lexicon knows by another spelling."""
    front, head = phrase.front, phrase.head
    start = 0 if head is None else head + 1
    tail = [
        term
        for term in front[start:]
        if term.text[0].isupper() or term.low in vocabulary().particles or term.text in HYPHENS
    ]
    if not tail or len(tail) != len(front[start:]):
        return None
    person = next((term.entry("person") for term in tail if term.entry("person") is not None), None)
    title: Sketch | None = None
    role = None
    if head is not None and front[head].lemma in vocabulary().titles:
        role = " ".join(t.text for t in front[: head + 1] if not t.forms)
        found = describe(front[:head], front[head], [], plural=False, definite=True, name=role)
        title = next((s for s in found if s.person), None)
    nation = (title.country if title else None) or country
    name = " ".join(term.text for term in tail if term.text not in HYPHENS)
    if person is None and all(not term.forms for term in tail):
        person = lookup(name, lexicon, country=nation, role=role, date=date)
    if person is not None:
        return _titled(sketch_of(person, date), title, role)
    if head is not None and title is None:
        return _named_body(front, head, name)
    if title is not None:
        return replace(title, name=name, id=unlisted(name, nation), country=nation, role=role)
    return None


def _titled(own: Sketch, title: Sketch | None, role: str | None) -> Sketch:
    """A known person with the title the text gives: what the title tells holds, a bare rank or "leader" tells nothing."""
    if title is None:
        return replace(own, role=role or own.role)
    body = title.body or (None if title.country else own.body)
    country = title.country or own.country
    telling = vocabulary().offices_in(words(role or "")) or title.sector not in ("GOV", None)
    return replace(
        own,
        role=role or own.role,
        country=country,
        body=body,
        sector=title.sector if telling or own.sector == "ELI" else own.sector or title.sector,
    )


def _named_body(front: list[Term], head: int, name: str) -> Sketch | None:
    """ "The French company Total": what the noun before the name says."""
    found = describe(front[:head], front[head], [], plural=False, definite=True, name=name)
    told = next((s for s in found if s.kind in _NAMED), None)
    return None if told is None else replace(told, id=f"{told.kind}/{slug(name)}", name=name)


def _unlisted(phrase: Phrase) -> Sketch | None:
    """A name that nobody knows: a person where a given name opens it, an organisation where its noun closes it."""
    terms, front = vocabulary(), phrase.front
    if not all(term.text[0].isupper() or term.low in terms.particles or term.text in HYPHENS for term in front):
        return None
    if bare.is_given(front[0]) and len(front) > 1 and phrase.head is None:
        name = " ".join(term.text for term in front)
        return Sketch("person", None, None, unlisted(name, None), name, person=True)
    if front[-1].low in terms.proper_heads and len(front) > 1:
        every = [*front, *(term for _, inner in phrase.after for term in inner)]
        state = bare.own_state(every)
        sector = terms.proper_heads[front[-1].low]
        return Sketch("organization", state.country if state else None, sector, f"org/{slug(phrase.text)}", phrase.text)
    return None


def _by_office(sketch: Sketch, lexicon: Lexicon, date: str | None) -> Sketch | None:
    if not sketch.person or sketch.entry is not None or sketch.country is None or not sketch.role:
        return None
    role = words(sketch.role or "")
    if links().other_times.intersection(role):
        return None
    for office in vocabulary().offices_in(role):
        entry = None if office == "ambassador" else holder_of(office, sketch.country, date, lexicon)
        if entry is not None and not _has_name(sketch):
            own = sketch_of(entry, date)
            return replace(
                own, country=sketch.country, body=None, role=sketch.role, sector=sketch.sector or entry.sector
            )
    return None


def _has_name(sketch: Sketch) -> bool:
    return sketch.name != sketch.role
