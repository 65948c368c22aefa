"""A parsed document → its actors and every mention of them."""

from __future__ import annotations

import re
from bisect import bisect_left

from legation.actors.appositions import bind_titles
from legation.actors.found import Found, Page
from legation.actors.identity import settle_people
from legation.actors.lexicon import Lexicon, load
from legation.actors.nominals import find_nominals
from legation.actors.organisations import find_acronyms
from legation.actors.people import find_people
from legation.actors.phrases import Sketch
from legation.actors.standing import find_names
from legation.actors.view import View, view
from legation.layers import Mention, Reading
from legation.record import Actor, ActorMention

_GLUED = re.compile(r"(?<=\w)[-.]?[(\[{].*$")


def recognise(reading: Reading, lexicon: Lexicon | None = None) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors of ``reading.doc`` in order of first mention, and their mentions in order of the text.

    An actor's ``mentions`` and the second value hold the same mentions; ``Mention.head`` is a token of ``reading.doc``.
    Raises ``ValueError`` before the document is parsed.
    """
    doc = reading.parsed
    known = lexicon if lexicon is not None else load()
    page = _open(view(doc), doc.text, known, reading.document.published)
    find_people(page, known)
    settle_people(page.found, known, page.date)
    find_nominals(page)
    bind_titles(page)
    settle_people(page.found, known, page.date)
    find_acronyms(page)
    find_names(page)
    kept = [item for item in page.found if not item.waits]
    return _write(kept, page.view, reading.document.text)


def _open(tokens: View, text: str, lexicon: Lexicon, date: str | None) -> Page:
    page = Page(view=tokens, hits=[], hit_at={}, found=[], taken={}, date=date)
    starts, ends = tokens.start, tokens.end
    for hit in lexicon.scan(text):
        first = bisect_left(ends, hit.start + 1)
        last = bisect_left(ends, hit.end)
        if first >= len(starts) or last < first:
            continue
        for token in range(first, last + 1):
            page.hit_at[token] = len(page.hits)
        page.hits.append((first, last + 1, hit))
    return page


def _write(kept: list[Found], tokens: View, text: str) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    seen: dict[tuple[int, int, str], Mention] = {}
    sketches: dict[str, Sketch] = {}
    for item in sorted(kept, key=lambda f: (f.start, f.end, f.sketch.id)):
        start, end = tokens.start[item.start], _end(tokens, item.end - 1)
        sketches.setdefault(item.sketch.id, item.sketch)
        mention = Mention(start, end, text[start:end], item.form, item.sketch.id, item.head)
        seen.setdefault((start, end, item.sketch.id), mention)
    mentions = tuple(seen[place] for place in sorted(seen))
    by_actor: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_actor.setdefault(mention.actor, []).append(mention)
    actors = tuple(_actor(sketches[actor], found) for actor, found in by_actor.items())
    return actors, mentions


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
