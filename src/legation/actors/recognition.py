"""A parsed document → its actors and every mention of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from legation.actors.appositions import bind_bodies, bind_titles, lend_countries
from legation.actors.coreference import link
from legation.actors.found import Found, Page
from legation.actors.identity import settle_people
from legation.actors.lexicon import Hit, Lexicon, load
from legation.actors.nominals import find_nominals
from legation.actors.offices import settle_titles
from legation.actors.organisations import find_acronyms
from legation.actors.parties import find_parties
from legation.actors.people import find_people
from legation.actors.phrases import Sketch
from legation.actors.standing import find_names
from legation.actors.view import View, view
from legation.actors.vocabulary import vocabulary
from legation.layers import Mention, Reading
from legation.record import Actor, ActorMention

_GLUED_BEFORE = re.compile(r"^.*[)\]}]+(?=\w)")
_GLUED = re.compile(r"(?<=\w)[-.]?[(\[{].*$")


def recognise(reading: Reading, lexicon: Lexicon | None = None) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors of ``reading.doc`` in order of first mention, and their mentions in order of the text.

    An actor's ``mentions`` and the second value hold the same mentions; ``Mention.head`` is a token of ``reading.doc``.
    Raises ``ValueError`` before the document is parsed.
    """
    doc = reading.parsed
    known = lexicon if lexicon is not None else load()
    page = _open(view(doc), doc.text, known, reading.document.published)
    page.places = frozenset((place.start, place.end) for place in reading.places)
    find_people(page, known)
    settle_people(page.found, known, page.date)
    find_nominals(page)
    bind_titles(page)
    lend_countries(page)
    settle_people(page.found, known, page.date)
    page.surnames = {
        item.name.split()[-1].lower(): item.sketch for item in page.found if " " in item.name and not item.waits
    }
    find_acronyms(page)
    find_names(page)
    bind_bodies(page)
    settle_titles(page, known)
    _whole_sectors(page, known)
    link(page, known)
    find_parties(page)
    kept = [item for item in page.found if not item.waits]
    return _write(kept, page.view, reading.document.text)


def _open(tokens: View, text: str, lexicon: Lexicon, date: str | None) -> Page:
    page = Page(view=tokens, hits=[], hit_at={}, found=[], taken={}, date=date)
    starts, ends = tokens.start, tokens.end
    for hit in lexicon.scan(text):
        first = bisect_left(ends, hit.start + 1)
        last = bisect_left(ends, hit.end)
        if first >= len(starts) or last < first or _spurious(tokens, text, hit, first, last + 1):
            continue
        for token in range(first, last + 1):
            page.hit_at[token] = len(page.hits)
        page.hits.append((first, last + 1, hit))
    return page


def _spurious(tokens: View, text: str, hit: Hit, first: int, end: int) -> bool:
    """Whether a known name is only a part of something else: "US$", "New Jersey", "CMA CGM", "Volker Türk"."""
    if text[hit.end : hit.end + 1] == "$":
        return True
    word = text[hit.start : hit.end]
    if all(form.capitals for form in hit.forms) and not word.isupper():
        return tokens.tag[first] != "NNP" or first == tokens.sentences[tokens.sentence[first]][0]
    before, after = _beside(tokens, first - 1, first), _beside(tokens, end, first)
    if before and tokens.low[first - 1] in vocabulary().sets["breaking_words"]:
        return True
    if after is not None and tokens.low[after] in vocabulary().sets["landforms"]:
        return True
    if end < len(tokens) and tokens.low[end] in vocabulary().sets["currencies"]:
        return True
    kinds = {form.entry.kind for form in hit.forms}
    if (
        word.isupper()
        and word.isalpha()
        and kinds.isdisjoint({"state", "igo"})
        and tokens.sentence[first] not in tokens.shouting
    ):
        return any(
            t is not None and tokens.text[t].isupper() and tokens.text[t].isalpha() and len(tokens.text[t]) > 1
            for t in (before, after)
        )
    if end - first == 1 and kinds == {"person"}:
        return before is not None and _given_name(tokens, before)
    if end - first == 1 and "person" not in kinds and tokens.ent[first] == "PERSON":
        return (
            before is not None
            and tokens.ent[before] == "PERSON"
            and tokens.text[before].istitle()
            and tokens.low[before] not in vocabulary().titles
        )
    return False


def _given_name(tokens: View, token: int) -> bool:
    """Whether the capitalised word before a known surname makes another person of it ("Wanda Vázquez")."""
    terms = vocabulary()
    low = tokens.low[token].rstrip(".")
    if tokens.tag[token] != "NNP" or not tokens.text[token].isalpha() or low in terms.rank_words or low in terms.titles:
        return False
    known = low in terms.modifiers or low in terms.sector_words or low in terms.tenure or low in terms.not_names
    return not known and (tokens.ent[token] == "PERSON" or low in terms.given)


def _beside(tokens: View, token: int, of: int) -> int | None:
    inside = 0 <= token < len(tokens) and tokens.sentence[token] == tokens.sentence[of]
    return token if inside and tokens.text[token][:1].isupper() else None


def _whole_sectors(page: Page, lexicon: Lexicon) -> None:
    """Where the reference data know a country's armed forces by name, "Syrian forces" are those."""
    for item in page.found:
        sketch = item.sketch
        if sketch.entry is None and sketch.country is not None and sketch.id == f"{sketch.country}/MIL":
            entry = lexicon.armed_forces(sketch.country)
            if entry is not None:
                item.sketch = replace(sketch, kind=entry.kind, id=entry.id, name=entry.name, entry=entry)


def _write(kept: list[Found], tokens: View, text: str) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    seen: dict[tuple[int, int, str], Mention] = {}
    sketches: dict[str, Sketch] = {}
    for item in sorted(kept, key=lambda f: (f.start, f.end, f.sketch.id)):
        start, end = _start(tokens, item.start), _end(tokens, item.end - 1)
        sketches.setdefault(item.sketch.id, item.sketch)
        mention = Mention(start, end, text[start:end], item.form, item.sketch.id, item.head)
        seen.setdefault((start, end, item.sketch.id), mention)
    mentions = tuple(seen[place] for place in sorted(seen))
    by_actor: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_actor.setdefault(mention.actor, []).append(mention)
    actors = tuple(_actor(sketches[actor], found) for actor, found in by_actor.items())
    return actors, mentions


def _start(tokens: View, token: int) -> int:
    glued = _GLUED_BEFORE.match(tokens.text[token])
    return tokens.start[token] + glued.end() if glued else tokens.start[token]


def _end(tokens: View, token: int) -> int:
    """Where a mention's last token ends, without what the tokeniser left glued to it ("Turkey-(see")."""
    glued = _GLUED.search(tokens.text[token])
    return tokens.start[token] + glued.start() if glued else tokens.end[token]


def _actor(sketch: Sketch, mentions: list[Mention]) -> Actor:
    entry = sketch.entry
    return Actor(
        id=sketch.id,
        name=sketch.name,
        kind=sketch.kind,
        country=sketch.country,
        sector=sketch.sector,
        role=sketch.role,
        identifiers={"wikidata": entry.wikidata} if entry is not None and entry.wikidata else {},
        mentions=tuple(ActorMention(start=m.start, end=m.end, text=m.text, form=m.form) for m in mentions),
    )
