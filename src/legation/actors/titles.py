"""Titles before a name: where they begin, whose they are, which office they say."""

from __future__ import annotations

from dataclasses import replace

from legation.actors.fold import words
from legation.actors.found import Found, Page
from legation.actors.nominals import head_lemma, plain_name, role_text, terms_between
from legation.actors.phrases import Sketch, Term, describe
from legation.actors.view import HYPHENS, View
from legation.actors.vocabulary import Vocabulary

_NAME_TAGS = frozenset({"NNP", "NNPS"})


def is_rank(view: View, token: int, terms: Vocabulary) -> bool:
    """Whether ``token`` is a rank or honorific that belongs to the name after it ("Gen.", "Sheikh")."""
    low = view.low[token].rstrip(".")
    if view.text[token] == "." and token > 0:
        return view.low[token - 1] in terms.rank_words and len(view.low[token - 1]) < 5
    if not view.text[token][0].isupper():
        return False
    if low in terms.rank_words:
        before = token - 2 if token > 1 and view.text[token - 1] in HYPHENS else token - 1
        return before < 0 or view.low[before] not in terms.not_ranks
    return low in terms.rank_openers and token + 1 < len(view) and view.low[token + 1].rstrip(".") in terms.rank_words


def title_start(page: Page, end: int, terms: Vocabulary) -> int:
    """First token of the title that ends at ``end``: title words, and the states or bodies they belong to."""
    view = page.view
    start = end
    floor = view.sentences[view.sentence[end]][0] if end < len(view) else 0
    while start > floor:
        before = start - 1
        if before in page.hit_at:
            if page.person_at(before) and view.tag[start] != "POS":
                break
            start = page.hits[page.hit_at[before]][0]
        elif view.tag[before] == "PRP$" or (view.low[before] == "the" and start < end):
            return before
        elif _belongs(page, before, start, end, terms):
            start = before
        elif view.low[before] == "and" and before > floor and start < end:
            if before - 1 in page.hit_at or _portfolio(view.low[before - 1], terms):
                start = before
            elif head_lemma(view, before - 1, terms) in terms.titles:
                start = before - 1
            else:
                break
        else:
            break
    while start < end and (view.tag[start] in ("POS", "CC", "HYPH") or view.text[start] in HYPHENS):
        start += 1
    return start


def _belongs(page: Page, before: int, start: int, end: int, terms: Vocabulary) -> bool:
    """Whether the word at ``before`` goes on, to the left, the title that begins at ``start`` so far."""
    view, low = page.view, page.view.low[before]
    attached = view.dep[before] in ("compound", "nmod", "amod", "poss")
    lemma = head_lemma(view, before, terms)
    if lemma in terms.titles and (start == end or attached or view.text[before][0].isupper()):
        return True
    if low in terms.sector_words or low in terms.tenure or low in terms.modifiers or _portfolio(low, terms):
        return True
    if view.tag[before] == "POS" or (view.text[before] in HYPHENS and start < end):
        return True
    return start < end and attached and (lemma is not None or view.tag[before] in _NAME_TAGS)


def _portfolio(low: str, terms: Vocabulary) -> bool:
    """Whether ``low`` opens the wording of an office ("foreign", "prime")."""
    return any(len(form) > 1 for form, _ in terms.office_forms.get(low, ()))


def read_title(page: Page, start: int, end: int, terms: Vocabulary) -> Found | None:
    view = page.view
    head = next((t for t in range(end - 1, start - 1, -1) if head_lemma(view, t, terms) in terms.titles), None)
    if head is None:
        return None
    before, owner, definite = terms_between(page, start, head)
    lemma = head_lemma(view, head, terms) or view.lemma[head]
    plural = view.tag[head] in ("NNS", "NNPS") or (view.low[head] != lemma and view.low[head].endswith("s"))
    name = plain_name(view, start, end)
    term = Term(view.text[head], view.low[head], lemma)
    sketches = describe(before, term, [], plural=False, definite=definite, name=name)
    if not sketches or not sketches[0].person:
        sketches = (
            Sketch(
                "person",
                None,
                terms.sector_of(words(name), terms.titles[lemma]),
                "",
                name,
                role=name,
                person=True,
                head=lemma,
            ),
        )
    role = role_text(page, start, end)
    if plural and role.lower().endswith("s"):
        role = role[:-1]
    sketch = replace(sketches[0], role=role)
    return Found(start, end, head, "title", sketch, owner=owner, plural=plural)
