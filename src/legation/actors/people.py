"""Persons: names with the titles around them, and known persons by surname.

The parser's own entity labels are weak on Arabic and Persian names, so a name is a run of capitalised words with
evidence: a title or rank before it, a known given name, an apposition with a title, the parser's label, or another
mention of the same surname that has such evidence.
"""

from __future__ import annotations

from dataclasses import replace

from legation.actors.fold import fold, slug
from legation.actors.found import Found, Page
from legation.actors.lexicon import Entry, Lexicon
from legation.actors.nominals import head_lemma, plain_name
from legation.actors.organisations import body_before, read_organisation
from legation.actors.phrases import Sketch
from legation.actors.titles import is_rank, read_title, title_start
from legation.actors.view import HYPHENS, View
from legation.actors.vocabulary import Vocabulary, vocabulary

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_INSIDE = HYPHENS | {"'", "’", "‘", "`"}
_LOOSE_POS = frozenset({"NOUN", "ADJ", "X", "VERB", "ADV", "INTJ"})


def find_people(page: Page, lexicon: Lexicon) -> None:
    """Add every person's name, with the title before it, and every organisation that is a capitalised run."""
    view, terms = page.view, vocabulary()
    token = 0
    plural_title: Found | None = None
    while token < len(view):
        if token not in page.taken and _starts(page, token, terms):
            end = _run_end(page, token, terms)
            plural_title = _read_run(page, lexicon, token, end, terms, plural_title)
            token = max(end, token + 1)
        else:
            token += 1


def _starts(page: Page, token: int, terms: Vocabulary) -> bool:
    view = page.view
    if page.person_at(token):
        return True
    if token in page.hit_at:
        return False
    return _capital(view, token, terms) or (
        view.low[token] in terms.particles
        and len(view.low[token]) > 1
        and view.text[token][0].isupper()
        and token + 1 < len(view)
        and view.text[token + 1] in HYPHENS
    )


def _capital(view: View, token: int, terms: Vocabulary) -> bool:
    text = view.text[token]
    if not text[0].isupper() or view.low[token] in terms.not_names:
        return False
    if view.sentence[token] in view.shouting:
        return view.tag[token] in _NAME_TAGS
    if view.tag[token] in _NAME_TAGS:
        return True
    first = token == view.sentences[view.sentence[token]][0] or (token > 0 and view.text[token - 1] in "“\"'‘:(-–—•*")
    return not first and view.pos[token] in _LOOSE_POS and len(text) > 1


def _run_end(page: Page, start: int, terms: Vocabulary) -> int:
    """End of the run of name words that starts at ``start``: capitals, particles between them, hyphens inside."""
    view = page.view
    end = start
    limit = view.sentences[view.sentence[start]][1]
    while end < limit:
        if end in page.hit_at and end > start and not page.person_at(end):
            break
        if view.sentence[end] == view.sentence[start] and (
            page.person_at(end) or (end not in page.taken and (_capital(view, end, terms)))
        ):
            end = page.hits[page.hit_at[end]][1] if page.person_at(end) else end + 1
            continue
        bridge = _bridge(view, end, limit, terms)
        if (
            bridge
            and end > start
            and (_capital(view, end + bridge, terms) or view.low[end + bridge] in terms.particles)
        ):
            end += bridge
            continue
        break
    return end


def _bridge(view: View, token: int, limit: int, terms: Vocabulary) -> int:
    """How many tokens at ``token`` may join two name words: a hyphen or apostrophe set tight, or particles."""
    count = 0
    while token + count < limit - 1 and count < 4:
        here = token + count
        tight = view.end[here - 1] == view.start[here] if here else False
        mark = view.text[here] in _INSIDE and tight and view.end[here] == view.start[here + 1]
        dot = view.text[here] == "." and tight and len(view.text[here - 1]) <= 4
        if mark or dot or (view.low[here] in terms.particles and view.text[here].isalpha()):
            count += 1
        else:
            break
        if view.text[token + count][0].isupper() and view.low[token + count] not in terms.particles:
            return count
    return count if count and view.text[token + count][0].isupper() else 0


def _read_run(
    page: Page, lexicon: Lexicon, start: int, end: int, terms: Vocabulary, plural_title: Found | None
) -> Found | None:
    """Split a run into title, rank and name, and add what stands there. Returns a plural title that goes on."""
    view = page.view
    name_start = _after_titles(page, start, end, terms)
    if name_start >= end:
        return None
    known = page.hit_at.get(name_start) if page.person_at(name_start) else None
    entry = _entry(page, name_start, end)
    organised = entry is None and _organisation(page, name_start, end, terms)
    ranked = name_start
    while ranked > 0 and (ranked - 1) not in page.hit_at and is_rank(view, ranked - 1, terms):
        ranked -= 1
    titled = title_start(page, ranked, terms)
    has_title = any(head_lemma(view, t, terms) in terms.titles for t in range(titled, ranked))
    shared = plural_title if plural_title is not None and _continues(view, plural_title, name_start) else None
    if organised and has_title and end - name_start == 1:
        # The title's words are the front of the body's name ("Harbour County Sheriff's Department").
        read_organisation(page, titled + (view.pos[titled] == "DET"), end, terms)
        return None
    if (organised and not has_title) or (entry is None and body_before(page, name_start) is not None):
        read_organisation(page, name_start, end, terms)
        return None
    placed = (view.start[name_start], view.end[end - 1]) in page.places and not has_title and ranked == name_start
    if entry is None and (placed or _thing(view, name_start, end, terms)):
        return None
    labelled = view.ent[name_start] == "PERSON" or view.ent[end - 1] == "PERSON"
    given = fold(view.text[name_start]) in terms.given or fold(view.text[name_start]) in lexicon.given
    evidence = entry is not None or ranked < name_start or has_title or shared is not None
    evidence = evidence or _placed_as_person(page, name_start, end)
    evidence = evidence or (not organised and any(page.person_at(token) for token in range(name_start + 1, end)))
    evidence = evidence or (end - name_start > 1 and (given or labelled) and not organised) or (given and labelled)
    weak = not evidence
    if weak and (view.ent[name_start] in ("DATE", "CARDINAL", "TIME", "MONEY") or end - name_start > 6):
        return None
    head = _head(view, name_start, end)
    name = plain_name(view, name_start, end)
    if not any(c.isalpha() for c in name) or len(name) < 2:
        return None
    sketch = _sketch(entry, name)
    title: Found | None = None
    if has_title and titled < ranked:
        title = read_title(page, titled, ranked, terms)
    if title is None and shared is not None:
        sketch = _with_title(sketch, shared.sketch)
    rank_text = plain_name(view, ranked, name_start) if ranked < name_start else ""
    if rank_text:
        sketch = _ranked(sketch, rank_text, view, ranked, name_start, terms)
    if title is not None:
        sketch = _with_title(sketch, title.sketch)
    found = Found(ranked, end, head, "name", sketch, name=name, waits=weak and known is None)
    position = page.add(found)
    if title is not None and not title.plural:
        title.bound = position
        found.owner = title.owner
        page.add(title)
        return None
    return title or shared


def _continues(view: View, title: Found, token: int) -> bool:
    """Whether a plural title still holds at ``token`` ("presidents A and B")."""
    return (
        view.sentence[token] == view.sentence[title.head]
        and view.text[token - 1].lower() in ("and", ",", "or")
        and token - title.end < 8
    )


def _after_titles(page: Page, start: int, end: int, terms: Vocabulary) -> int:
    """Where the name begins inside a run whose first words may be titles ("Lieutenant General Ali …")."""
    view = page.view
    last = start - 1
    for token in range(start, end):
        if page.person_at(token):
            break
        if head_lemma(view, token, terms) in terms.titles or is_rank(view, token, terms):
            if token > start and fold(view.text[start]) in terms.given and last < start:
                break
            last = token
    if last == end - 1 and last > start and not all(_titular(page, token, terms) for token in range(start, last)):
        last = max((t for t in range(start, last) if _titular(page, t, terms)), default=start - 1)
    if last + 1 < end and view.text[last + 1] == ".":
        last += 1
    return last + 1


def _titular(page: Page, token: int, terms: Vocabulary) -> bool:
    """Whether ``token`` can be part of a title ("Foreign" of "Foreign Minister")."""
    view, low = page.view, page.view.low[token]
    if token in page.hit_at or view.text[token] in HYPHENS or low in terms.sector_words or low in terms.modifiers:
        return True
    known = low in terms.tenure or low in terms.distinctive or low in terms.office_forms or low in terms.particles
    return known or head_lemma(view, token, terms) is not None or is_rank(view, token, terms)


def _entry(page: Page, start: int, end: int) -> Entry | None:
    at = page.hit_at.get(start)
    if at is None:
        return None
    _, last, hit = page.hits[at]
    if last < end and not all(word.rstrip(".") in vocabulary().sets["suffixes"] for word in page.view.low[last:end]):
        return None
    return next((form.entry for form in hit.forms if form.entry.kind == "person"), None)


def _organisation(page: Page, start: int, end: int, terms: Vocabulary) -> bool:
    view = page.view
    if view.low[end - 1] in terms.proper_heads:
        return True
    return view.low[start] in terms.proper_heads and end - start == 1


def _placed_as_person(page: Page, start: int, end: int) -> bool:
    """Whether an unknown name stands where persons act or are acted on, and the parser takes it for nothing else."""
    view = page.view
    head = _head(view, start, end)
    label = view.ent[head]
    if start and view.low[start - 1] in vocabulary().sets["thing_prefixes"]:
        return False
    if view.sentence[head] in view.shouting or not all(view.tag[t] in ("NNP", "HYPH") for t in range(start, end)):
        return False
    if any(
        not view.text[t].isalpha() or view.text[t].isupper() for t in range(start, end) if view.text[t] not in HYPHENS
    ):
        return False
    if any(
        _titular(page, t, vocabulary())
        for t in range(start, end)
        if view.text[t] not in HYPHENS and view.low[t] not in vocabulary().particles
    ):
        return False
    acting = view.dep[head] in ("nsubj", "nsubjpass", "poss", "dobj") or (
        view.dep[head] == "pobj" and view.dep[view.head[head]] == "agent"
    )
    if end - start == 1:
        return acting and label == "PERSON"
    return acting and label in ("", "PERSON") and end - start < 5


def _thing(view: View, start: int, end: int, terms: Vocabulary) -> bool:
    """Whether a capitalised run names a place or a thing: "Imam Khomeini airport", "USS Mahan"."""
    if view.low[start] in terms.sets["thing_prefixes"] and end - start > 1:
        return True
    if view.low[end - 1] in terms.sets["things"] and end - start > 1:
        return True
    head = _head(view, start, end)
    above = view.head[head]
    return (
        view.dep[head] in ("compound", "nmod")
        and above >= end
        and view.lemma[above] in terms.sets["things"]
        and above - end < 3
    )


def _head(view: View, start: int, end: int) -> int:
    for token in range(end - 1, start - 1, -1):
        above = view.head[token]
        if not start <= above < end or above == token:
            return token
    return end - 1


def _sketch(entry: Entry | None, name: str) -> Sketch:
    if entry is not None:
        return Sketch("person", entry.country, entry.sector, entry.id, entry.name, entry=entry, person=True)
    return Sketch("person", None, None, f"person/{slug(name)}", name, person=True)


def _with_title(sketch: Sketch, title: Sketch) -> Sketch:
    return replace(
        sketch,
        country=title.country or sketch.country,
        sector=title.sector or sketch.sector,
        role=title.role or sketch.role,
        head=title.head,
        body=title.body,
    )


def _ranked(sketch: Sketch, rank: str, view: View, start: int, end: int, terms: Vocabulary) -> Sketch:
    sector = next(
        (
            terms.ranks[(view.low[t].rstrip("."),)]
            for t in range(start, end)
            if (view.low[t].rstrip("."),) in terms.ranks
        ),
        None,
    )
    spoken = rank if sector is not None else None
    return replace(sketch, sector=sketch.sector or sector, role=sketch.role or spoken)
