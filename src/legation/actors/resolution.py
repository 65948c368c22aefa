"""Any phrase → the actor it means, without a parse: "retired Syrian general", "Kremlin spokesman", "pro-government militia"."""

from __future__ import annotations

import re
from dataclasses import replace

from legation.actors import names
from legation.actors.fold import fold, slug, words
from legation.actors.identity import lookup
from legation.actors.lexicon import Entry, Form, Lexicon, load
from legation.actors.offices import holder_of, links
from legation.actors.phrases import NOWHERE, Sketch, Term, describe
from legation.actors.vocabulary import Vocabulary, vocabulary
from legation.layers import Participant

_PIECE = re.compile(r"[^\W_]+(?:\.[^\W_]\b)*\.?|['’]s\b|[-–]")
_OPENERS = re.compile(r"^(?:the|a|an|some|several|two|three|many|all)\s+", re.IGNORECASE)
_PREPOSITIONS = frozenset({"of", "to", "for", "in", "at", "from", "with", "on"})


def resolve(
    text: str, country: str | None = None, date: str | None = None, *, lexicon: Lexicon | None = None
) -> Participant | None:
    """The actor that ``text`` means, or None where it means none.

    ``country`` (ISO 3166-1 alpha-3) is where an otherwise stateless phrase belongs; ``date`` (ISO) is when: it picks
    the holder of an office and the state that stood then.
    """
    known = lexicon if lexicon is not None else load()
    phrase = _OPENERS.sub("", " ".join(text.split()).strip(' ,.;:"“”'))
    if not phrase:
        return None
    entry = _whole(phrase, known, country, date)
    if entry is not None:
        return _participant(_of_entry(entry, date))
    terms = _terms(phrase, known, date)
    sketch = _read(phrase, terms, known, country, date)
    if sketch is None:
        return None
    if sketch.country is None and country is not None and sketch.entry is None:
        sketch = replace(sketch, country=country, id=sketch.id.replace(NOWHERE, country, 1))
    return _participant(_by_office(sketch, known, date) or sketch)


def _whole(phrase: str, lexicon: Lexicon, country: str | None, date: str | None) -> Entry | None:
    """The known actor whose name is the whole phrase."""
    forms = [
        form
        for form in lexicon.lookup(phrase)
        if form.how != "adjective" and (not form.capitals or phrase.upper() == phrase)
    ]
    forms = [form for form in forms if form.entry.existed(date)] or forms
    if country is not None:
        forms = [form for form in forms if form.entry.country in (None, country)] or forms
    return forms[0].entry if forms else None


def _of_entry(entry: Entry, date: str | None) -> Sketch:
    office = entry.in_office(date) if date else None
    role = office.role if office else None
    return Sketch(
        entry.kind,
        entry.country,
        entry.sector,
        entry.id,
        entry.name,
        entry=entry,
        role=role,
        person=entry.kind == "person",
    )


def _terms(phrase: str, lexicon: Lexicon, date: str | None) -> list[Term]:
    """The phrase as terms; a possessive mark sets the flag of the term before it."""
    hits = {hit.start: hit for hit in lexicon.scan(phrase)}
    out: list[Term] = []
    position = 0
    for piece in _PIECE.finditer(phrase):
        if piece.start() < position:
            continue
        text = piece.group()
        if text in ("'s", "’s"):
            if out:
                out[-1] = replace(out[-1], possessive=True)
            continue
        hit = hits.get(piece.start())
        forms: tuple[Form, ...] = ()
        if hit is not None:
            text, position = phrase[hit.start : hit.end], hit.end
            forms = tuple(form for form in hit.forms if form.entry.existed(date)) or hit.forms
        out.append(Term(text, text.lower(), _lemma(text.lower()), forms))
    return out


def _lemma(low: str) -> str:
    terms = vocabulary()
    for lemma in (
        low,
        low[:-3] + "y" if low.endswith("ies") else "",
        low[:-3] + "man" if low.endswith("men") else "",
        low[:-1] if low.endswith("s") else "",
    ):
        if lemma and (lemma in terms.heads or lemma in terms.titles or lemma in terms.ties):
            return lemma
    return (
        low[:-2]
        if low.endswith("ed") and low[:-2] in terms.ties
        else low[:-1]
        if low.endswith("ed") and low[:-1] in terms.ties
        else low
    )


def _read(phrase: str, terms: list[Term], lexicon: Lexicon, country: str | None, date: str | None) -> Sketch | None:
    words_of = vocabulary()
    while (
        len(terms) > 1
        and terms[0].low.rstrip(".") in words_of.rank_words
        and terms[1].text[0].isupper()
        and not _is_head(terms[1], words_of)
    ):
        terms = terms[1:]
    split = next((i for i, term in enumerate(terms) if term.low in _PREPOSITIONS and i > 0), len(terms))
    front, rest = terms[:split], terms[split:]
    head = next((i for i in range(len(front) - 1, -1, -1) if _is_head(front[i], words_of)), None)
    named = _named(front, head, lexicon, country, date)
    if named is not None:
        return named
    if head is None or head != len(front) - 1:
        return _unlisted(front, head, phrase)
    after = [(rest[0].low, [t for t in rest[1:] if t.low not in _PREPOSITIONS])] if rest else []
    term = front[head]
    plural = term.lemma != term.low or term.low in ("police", "personnel", "troops", "people")
    sketches = describe(front[:head], term, after, plural=plural, definite=True, name=phrase)
    return sketches[0] if sketches else _unlisted(front, None, phrase)


def _is_head(term: Term, terms: Vocabulary) -> bool:
    return not term.forms and (term.lemma in terms.heads or term.lemma in terms.titles)


def _named(
    front: list[Term], head: int | None, lexicon: Lexicon, country: str | None, date: str | None
) -> Sketch | None:
    """A title followed by a name, or a name alone that the lexicon knows by another spelling."""
    start = 0 if head is None else head + 1
    tail = [
        term
        for term in front[start:]
        if term.text[0].isupper() or term.low in vocabulary().particles or term.low == "-"
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
    name = " ".join(term.text for term in tail if term.low != "-")
    if person is None and all(not term.forms for term in tail):
        person = lookup(name, lexicon, country=nation, role=role, date=date)
    if person is not None:
        sketch = _of_entry(person, date)
        return replace(sketch, role=role or sketch.role, sector=(title.sector if title else None) or sketch.sector)
    if head is not None and title is None:
        return _named_body(front, head, name)
    if title is not None:
        return replace(title, name=name, id=f"person/{names.key(name)}", country=nation, role=role)
    return None


def _named_body(front: list[Term], head: int, name: str) -> Sketch | None:
    """ "The French company Total": what the noun before the name says."""
    found = describe(front[:head], front[head], [], plural=False, definite=True, name=name)
    return next(
        (replace(s, id=f"{s.kind}/{slug(name)}", name=name) for s in found if s.kind in ("company", "outlet", "group")),
        None,
    )


def _unlisted(front: list[Term], head: int | None, phrase: str) -> Sketch | None:
    """A name that nobody knows: a person where a given name opens it, an organisation where its noun closes it."""
    terms = vocabulary()
    if not front or not all(term.text[0].isupper() or term.low in terms.particles or term.low == "-" for term in front):
        return None
    state = next((term.entry("state") for term in front if term.entry("state") is not None), None)
    if fold(front[0].text) in terms.given and len(front) > 1 and head is None:
        name = " ".join(term.text for term in front)
        return Sketch("person", None, None, f"person/{names.key(name)}", name, person=True)
    if front[-1].low in terms.proper_heads and len(front) > 1:
        return Sketch(
            "organization",
            state.country if state else None,
            terms.proper_heads[front[-1].low],
            f"org/{slug(phrase)}",
            phrase,
        )
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
            return replace(_of_entry(entry, date), role=sketch.role, sector=sketch.sector or entry.sector)
    return None


def _has_name(sketch: Sketch) -> bool:
    return sketch.name != sketch.role


def _participant(sketch: Sketch) -> Participant:
    return Participant(sketch.name, sketch.kind, sketch.country, sketch.sector, sketch.role, sketch.id)
