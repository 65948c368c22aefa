"""Collective nouns and titles in the parse → actors without a name ("Turkish forces", "the Russian ambassador")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from legation.actors.found import Found, Page
from legation.actors.lexicon import Form
from legation.actors.lexicon import load as lexicon
from legation.actors.phrases import Sketch, Term, describe
from legation.actors.view import HYPHENS, View
from legation.actors.vocabulary import Vocabulary, vocabulary
from legation.resources import load

_NOMINAL = ("NOUN", "PROPN")
_SPANNING = ("of", "to", "for")
# Collective nouns whose plural looks like a singular.
_INVARIANT = frozenset(
    {"police", "personnel", "aircraft", "people", "mujahideen", "media", "militaries", "clergy", "youth"}
)


def find_nominals(page: Page) -> None:
    """Add every collective noun phrase and every title without a name to ``page``."""
    view, terms = page.view, vocabulary()
    for token in range(len(view)):
        if token not in page.taken and (view.pos[token] in _NOMINAL or _closes_office(view, token, terms)):
            lemma = head_lemma(view, token, terms)
            if lemma is not None and not is_condition(view, token, lemma):
                _look(page, token, lemma, terms)


def is_condition(view: View, token: int, lemma: str) -> bool:
    """Whether the noun and what it is of name a condition and nobody ("a state of emergency")."""
    nouns = load("actors/heads.yaml")["conditions"].get(lemma)
    return (
        bool(nouns)
        and view.low[token + 1 : token + 2] == ["of"]
        and any(low in nouns for low in view.low[token + 2 : token + 5])
    )


def _closes_office(view: View, token: int, terms: Vocabulary) -> bool:
    """Whether ``token`` ends an office written with a hyphen, whatever the tagger made of it ("secretary-general")."""
    if token < 2 or view.text[token - 1] not in HYPHENS or view.dep[token] in ("compound", "amod", "nmod"):
        return False
    return bool(terms.offices_in((view.low[token - 2], view.low[token])))


def head_lemma(view: View, token: int, terms: Vocabulary) -> str | None:
    """The lemma under which ``token`` heads a title or collective, or None. Proper nouns are brought to the singular."""
    for lemma in (view.lemma[token], view.low[token], _singular(view.low[token])):
        if lemma in terms.heads or lemma in terms.titles:
            return lemma
    return None


def _singular(low: str) -> str:
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith("men"):
        return low[:-3] + "man"
    return low[:-1] if low.endswith("s") and not low.endswith("ss") else low


def is_plural(view: View, token: int) -> bool:
    """Whether ``token`` is a plural noun, also where the tagger took it for a name ("Forces")."""
    low = view.low[token]
    if low.endswith("men") and len(low) > 4:
        return True
    return (
        view.tag[token] in ("NNS", "NNPS")
        or low in _INVARIANT
        or (view.tag[token] == "NNP" and _singular(low) != low and low.endswith("s"))
    )


def terms_between(page: Page, start: int, end: int) -> tuple[list[Term], int | None, bool]:
    """The words from ``start`` to ``end`` as terms, the token of a possessive pronoun among them, and whether an article
    or a possessive makes the phrase definite.
    """
    view = page.view
    out: list[Term] = []
    owner: int | None = None
    definite = False
    token = start
    while token < end:
        low = view.low[token]
        if token in page.hit_at:
            first, last, hit = page.hits[page.hit_at[token]]
            possessive = last < len(view) and view.tag[last] == "POS"
            out.append(
                Term(" ".join(view.text[first:last]), " ".join(view.low[first:last]), low, hit.forms, possessive)
            )
            definite = definite or possessive
            token = max(last, token + 1)
            continue
        at = page.taken.get(token)
        person = page.found[at] if at is not None else None
        if person is not None and person.name and person.sketch.entry is not None and person.end <= end:
            possessive = person.end < len(view) and view.tag[person.end] == "POS"
            out.append(Term(person.name, person.name.lower(), low, (Form(person.sketch.entry, "surname"),), possessive))
            definite = definite or possessive
            token = person.end
            continue
        if view.tag[token] == "PRP$":
            owner, definite = token, True
        elif view.tag[token] == "POS" or low in ("the", "this", "these", "that", "those", "both"):
            definite = True
        elif view.pos[token] not in ("DET", "NUM", "SPACE") and (
            view.pos[token] != "PUNCT" or view.text[token] in HYPHENS
        ):
            out.append(Term(view.text[token], low, view.lemma[token]))
        token += 1
    return out, owner, definite


def complements(page: Page, token: int, *, limit: int) -> tuple[list[tuple[str, list[Term]]], int]:
    """The prepositional phrases right after ``token`` as (preposition, terms), and where the phrase's span ends."""
    view = page.view
    out: list[tuple[str, list[Term]]] = []
    end = token + 1
    for kid in sorted(view.kids[token]):
        if kid <= token or view.dep[kid] not in ("prep", "case") or kid >= limit:
            continue
        stop = _before_name(page, kid, _list_end(page, kid, view.right(kid, limit), limit))
        inner, _, _ = terms_between(page, kid + 1, stop)
        out.append((view.low[kid], inner))
        if kid == end and view.low[kid] in _SPANNING and view.tag[kid + 1] != "PRP$":  # stripped X of his office
            end = stop
    return out, end


def _list_end(page: Page, prep: int, stop: int, limit: int) -> int:
    """``stop`` moved to the end of a list of states with commas ("of Iran, Syria and Iraq")."""
    view = page.view
    while stop + 1 < limit and view.text[stop] == "," and stop + 1 in page.hit_at and view.below(stop + 1, prep):
        first, last, hit = page.hits[page.hit_at[stop + 1]]
        if first != stop + 1 or not any(form.entry.kind == "state" for form in hit.forms):
            break
        stop = last
        if stop + 1 < limit and view.pos[stop] == "CCONJ" and stop + 1 in page.hit_at:
            stop = page.hits[page.hit_at[stop + 1]][1]
    return stop


def _before_name(page: Page, prep: int, stop: int) -> int:
    """``stop``, or the first token of a person's name that follows a country ("the Emir of Qatar Tamim …")."""
    for token in range(prep + 2, stop):
        at = page.taken.get(token)
        if at is not None and page.found[at].name and (token - 1) in page.hit_at:
            return token
    return stop


def _look(page: Page, token: int, lemma: str, terms: Vocabulary) -> None:
    view = page.view
    if token in page.hit_at:
        return
    above = view.head[token]
    if (
        view.dep[token] in ("compound", "amod", "nmod")
        and token < above
        and head_lemma(view, above, terms) is not None
        and above - token < 4
    ):
        return
    start = _after_conjunct(page, _last_article(view, view.left(token), token), token)
    before, owner, definite = terms_between(page, start, token)
    after, end = complements(page, token, limit=view.sentences[view.sentence[token]][1])
    plural = is_plural(view, token)
    if view.dep[token] in ("compound", "amod", "nmod"):
        definite = any(option.attributive for option in terms.heads.get(lemma, ()))
    elif view.text[token][0].isupper() and token > view.sentences[view.sentence[token]][0]:
        definite = True
    head = Term(view.text[token], view.low[token], lemma)
    name = plain_name(view, start, end)
    sketches = describe(before, head, after, plural=plural, definite=definite, name=name)
    if not sketches:
        return
    if not sketches[0].person:
        end = _collective_end(token, after, end)
        name = plain_name(view, start, end)
    for sketch, shown in zip(sketches, _names(page, sketches, (start, token), name), strict=True):
        _add(page, sketch, (start, end, token), owner=owner, definite=definite, plural=plural, name=shown)


def _names(page: Page, sketches: Sequence[Sketch], span: tuple[int, int], name: str) -> list[str]:
    """Display names: where a phrase means several states' people, each its own ("defence ministers of Kenya")."""
    if len(sketches) < 2 or any(s.entry is not None or s.country is None for s in sketches):
        return [name] * len(sketches)
    start, token = span
    for here in range(start, token):
        if here in page.hit_at:
            start = max(start, page.hits[page.hit_at[here]][1])
    core = plain_name(page.view, min(start, token), token + 1)
    states = lexicon().entries
    return [f"{core} of {states[s.country].name}" if s.country in states else name for s in sketches]


def _last_article(view: View, start: int, token: int) -> int:
    """Cut off what stands before an article inside the phrase, unless it is a possessor's or "all the"."""
    for here in range(token - 1, start, -1):
        if view.tag[here] == "POS":
            return start
        if view.pos[here] == "DET":
            return here if view.pos[here - 1] not in ("DET", "ADV") and view.tag[here - 1] != "PDT" else start
    return start


def _after_conjunct(page: Page, start: int, token: int) -> int:
    """Cut a country's name that is coordinated with the whole phrase off its front ("Iran and Assad regime forces")."""
    view = page.view
    for here in range(start, token):
        at = page.hit_at.get(here)
        if at is not None and here + 1 < token and view.pos[page.hits[at][1]] == "CCONJ":
            if all(form.how in ("name", "metonym") for form in page.hits[at][2].forms):
                return page.hits[at][1] + 1
    return start


def _collective_end(token: int, after: list[tuple[str, list[Term]]], end: int) -> int:
    """Collectives span only an "of …" that names whose they are."""
    if after and after[0][0] == "of" and any(term.forms for term in after[0][1]):
        return end
    return token + 1


def _add(
    page: Page,
    sketch: Sketch,
    span: tuple[int, int, int],
    *,
    owner: int | None,
    definite: bool,
    plural: bool,
    name: str,
) -> None:
    start, end, token = span
    vague = False
    if sketch.person:
        offices = vocabulary().offices_in([word.lower() for word in sketch.name.split()])
        vague = sketch.country is None
        if vague and owner is None and not (definite and (offices or sketch.head in vocabulary().titles)):
            return
        if page.view.dep[token] == "attr" and page.view.low[start] in ("a", "an"):
            return
        sketch = replace(sketch, role=role_text(page, start, end))
    if sketch.entry is None:
        sketch = replace(sketch, name=name)
    form = (
        "title"
        if sketch.person
        else "alias"
        if sketch.entry is not None and sketch.entry.kind != "state"
        else "nominal"
    )
    page.add(Found(start, end, token, form, sketch, owner=owner, waits=vague, plural=plural))  # type: ignore[arg-type]


def plain_name(view: View, start: int, end: int) -> str:
    """The words of a phrase without article, number and possessive pronoun, as an actor's display name."""
    while start < end - 1 and (
        view.pos[start] in ("DET", "NUM", "PUNCT", "SPACE")
        or view.tag[start] in ("PRP$", "PDT", "CC")
        or view.low[start] in vocabulary().sets["empty_words"]
    ):
        start += 1
    return " ".join("".join(_spaced(view, start, end)).split())


def _spaced(view: View, start: int, end: int) -> list[str]:
    out = []
    for token in range(start, end):
        out.append(view.text[token])
        if token + 1 < end and view.end[token] < view.start[token + 1]:
            out.append(" ")
    return out


def role_text(page: Page, start: int, end: int) -> str:
    """A title without the state or possessor before it ("Defense Minister" of "Iran's Defense Minister")."""
    view = page.view
    while start < end - 1:
        if start in page.hit_at and any(form.entry.kind == "state" for form in page.hits[page.hit_at[start]][2].forms):
            start = min(page.hits[page.hit_at[start]][1], end - 1)
        elif view.tag[start] in ("POS", "PRP$", "DT"):
            start += 1
        else:
            break
    return plain_name(view, start, end)
