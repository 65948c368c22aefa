"""Organisations that no list knows: capitalised names with an organisation's noun, and acronyms the text explains."""

from __future__ import annotations

from typing import cast

from legation.actors.fold import slug
from legation.actors.found import Found, Page
from legation.actors.nominals import head_lemma, plain_name
from legation.actors.phrases import Sketch
from legation.actors.view import View
from legation.actors.vocabulary import Head, Vocabulary, vocabulary
from legation.record import ActorKind

_KIND_OF = {"BUS": "company", "JRN": "outlet", "PTY": "group", "REB": "group"}
_PREFIX = {"company": "company", "outlet": "outlet", "group": "group", "organization": "org"}
_LINKS = ("of", "for", "and", "&", "on")
# Collective nouns that stand before the name of what they are ("the French company X", "the newspaper Y").
_BODIES = ("business", "media", "ngo", "groups", "schools", "executive agency", "militia")


def body_before(page: Page, start: int) -> Head | None:
    """The collective noun right before ``start`` that a name in apposition specifies, or None."""
    view = page.view
    if start == 0 or view.pos[start - 1] != "NOUN" or view.tag[start - 1] == "NNS":
        return None
    lemma = head_lemma(view, start - 1, vocabulary())
    options = vocabulary().heads.get(lemma or "", ())
    return next((option for option in options if option.klass in _BODIES), None)


def read_organisation(page: Page, start: int, end: int, terms: Vocabulary) -> bool:
    """Add the organisation whose name holds tokens ``start``-``end``; False where the words are a plain description.

    "Iraqi Security Forces" is a description that the collective nouns read; "Free Officers Movement" is a name.
    """
    view = page.view
    end = _extend(page, end)
    first = _with_state(page, start)
    body = body_before(page, start)
    core = [view.low[t] for t in range(start, end) if view.text[t].isalpha()]
    if body is None and _described(core, terms):
        return False
    if body is None and (len(core) < 2 or not _capitals(view, start, end)):
        return False
    sector = body.sector if body is not None else _sector(core, terms)
    kind = cast(
        ActorKind,
        body.kind if body is not None and body.kind != "group" else _KIND_OF.get(sector or "", "organization"),
    )
    country = _country(page, first, start)
    if body is not None:
        country = country or _country(page, view.left(start - 1), start)
    span_start = first if body is None else start
    name = plain_name(view, span_start, end)
    sketch = Sketch(kind, country, sector, f"{_PREFIX.get(kind, 'org')}/{slug(name)}", name)
    article = span_start - 1 if body is None and span_start and view.low[span_start - 1] == "the" else span_start
    page.add(Found(article, end, _head(view, span_start, end), "name", sketch))
    if body is not None:
        left = view.left(start - 1)
        page.add(Found(left, start, start - 1, "nominal", sketch))
    return True


def _described(core: list[str], terms: Vocabulary) -> bool:
    """Whether all words but the last are words of description and the last heads collectives."""
    if not core:
        return True
    last = core[-1][:-1] if core[-1].endswith("s") and core[-1][:-1] in terms.heads else core[-1]
    if last not in terms.heads:
        return False
    return all(
        w in terms.modifiers or w in terms.distinctive or w in terms.sector_words or terms.office_forms.get(w)
        for w in core[:-1]
    )


def _capitals(view: View, start: int, end: int) -> bool:
    words = [view.text[t] for t in range(start, end) if view.text[t].isalpha() and view.low[t] not in (*_LINKS, "the")]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _extend(page: Page, end: int) -> int:
    """Take in "of …" with capitals after the noun ("Bank of Lebanon", "Ministry of Public Works and Housing")."""
    view = page.view
    limit = view.sentences[view.sentence[end - 1]][1]
    stop = end
    while stop < limit - 1 and view.low[stop] in _LINKS and stop - end < 6:
        ahead = stop + 1
        if view.low[ahead] == "the" and ahead + 1 < limit:
            ahead += 1
        first_link = stop == end and view.low[stop] not in ("of", "for")
        if first_link or not view.text[ahead][0].isupper():
            break
        if ahead in page.hit_at and view.low[stop] == "and":
            break
        if ahead in page.hit_at:
            stop = page.hits[page.hit_at[ahead]][1]
            continue
        while ahead < limit and view.text[ahead][:1].isupper() and view.text[ahead].isalpha():
            ahead += 1
        stop = ahead
        if view.text[stop - 1] in _LINKS:
            break
    return stop


def _with_state(page: Page, start: int) -> int:
    """Take in a state's adjective or name set right before the name ("Syrian Computer Society")."""
    before = start - 1
    if (
        before in page.hit_at
        and page.view.text[before][0].isupper()
        and page.view.sentence[before] == page.view.sentence[start]
    ):
        first, last, hit = page.hits[page.hit_at[before]]
        if last == start and any(form.entry.kind in ("state", "population") for form in hit.forms):
            return first
    return start


def _country(page: Page, first: int, end: int) -> str | None:
    for token in range(max(0, first - 2), end):
        at = page.hit_at.get(token)
        if at is not None and page.view.sentence[token] == page.view.sentence[end - 1]:
            for form in page.hits[at][2].forms:
                if form.entry.kind == "state":
                    return form.entry.country
    return None


def _sector(core: list[str], terms: Vocabulary) -> str | None:
    for word in (core[-1], core[0], *core[1:-1]):
        if word in terms.proper_heads:
            told = next((terms.modifiers[w] for w in core if w in terms.modifiers and w != word), None)
            return told if terms.proper_heads[word] in ("GOV", "NGO") and told else terms.proper_heads[word]
    return None


def _head(view: View, start: int, end: int) -> int:
    for token in range(end - 1, start - 1, -1):
        if not start <= view.head[token] < end or view.head[token] == token:
            return token
    return end - 1


def find_acronyms(page: Page) -> None:
    """Read "… Democratic Forces (SDF)" and take every later "SDF" for the same actor."""
    view = page.view
    ends = {item.end: item for item in page.found if item.sketch.kind not in ("person", "state") and not item.waits}
    told: dict[str, Found] = {}
    for end, item in sorted(ends.items()):
        if end + 2 < len(view) and view.text[end] == "(" and view.text[end + 2] == ")":
            short = view.text[end + 1]
            if short.isupper() and 2 <= len(short) <= 8 and _initials(short, view, item):
                told.setdefault(short, item)
    if not told:
        return
    for token, text in enumerate(view.text):
        if text in told and token not in page.taken:
            page.add(Found(token, token + 1, token, "alias", told[text].sketch))


def _initials(short: str, view: View, item: Found) -> bool:
    letters = "".join(view.text[t][0] for t in range(item.start, item.end) if view.text[t][:1].isalpha()).upper()
    position = 0
    for char in short:
        position = letters.find(char, position) + 1
        if position == 0:
            return False
    return True
