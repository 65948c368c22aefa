"""Names that the lexicon knows → mentions: states, organisations, peoples, and capitals where they act."""

from __future__ import annotations

from dataclasses import replace

from legation.actors.fold import slug, words
from legation.actors.found import Found, Page
from legation.actors.lexicon import Entry, Form
from legation.actors.metonyms import acts
from legation.actors.phrases import Sketch
from legation.actors.view import View
from legation.record import MentionForm

_MODIFYING = ("amod", "compound", "nmod")
# Bodies whose names recur in many states.
_NATIONAL = ("PTY", "LEG", "JUD")
_QUANTIFIED = ("nummod", "amod", "quantmod")


def find_names(page: Page) -> None:
    """Add a mention for every lexicon hit that means an actor where it stands."""
    clear = _clear(page)
    page.clear = frozenset(
        form.entry.id
        for _, _, hit in page.hits
        for form in hit.forms
        if form.how == "name" and form.entry.kind == "state"
    )
    for start, end, hit in page.hits:
        forms = [form for form in hit.forms if form.entry.kind != "person"]
        if not forms or len(forms) != len(hit.forms):
            continue
        _mention(page, start, end, _choose(forms, clear, page.date))


def _clear(page: Page) -> frozenset[str]:
    """Entries that the document names without ambiguity."""
    return frozenset(
        hit.forms[0].entry.id for _, _, hit in page.hits if len({form.entry.id for form in hit.forms}) == 1
    )


def _choose(forms: list[Form], clear: frozenset[str], date: str | None) -> list[Form]:
    """The readings of one entry: one the document names elsewhere, else one that existed then, else the first."""
    if len({form.entry.id for form in forms}) > 1:
        alive = [form for form in forms if form.entry.existed(date)] or forms
        named = [form for form in alive if form.entry.id in clear] or alive
        forms = [form for form in named if form.entry.id == named[0].entry.id]
    return forms


def _mention(page: Page, start: int, end: int, forms: list[Form]) -> None:
    view = page.view
    entry, hows = forms[0].entry, {form.how for form in forms}
    head = _head(view, start, end)
    nested = page.taken.get(head)
    modifies = view.dep[head] in _MODIFYING and view.head[head] >= end
    if nested is not None and _hidden(page, nested, end, entry, modifies=modifies):
        return
    span = (_article(view, start), end, head)
    namesake = page.surnames.get(view.low[start]) if end - start == 1 else None
    if namesake is not None and not modifies and entry.id not in page.clear:
        page.add(Found(start, end, head, "name", namesake, name=view.text[start]))
        return
    if entry.kind == "population":
        _people(page, entry, span)
    elif entry.sector in _NATIONAL and _elsewhere(page, entry, start):
        name = " ".join(view.text[start:end])
        page.add(Found(*span, "name", Sketch(entry.kind, None, entry.sector, f"org/{slug(name)}", name)))
    elif entry.kind != "state":
        form: MentionForm = "name" if words(" ".join(view.text[start:end])) == words(entry.name) else "alias"
        page.add(Found(*span, form, _known(entry)))
    elif "name" in hows or ("adjective" in hows and modifies):
        form = "name" if "name" in hows else "alias"
        page.add(Found(*(span if not modifies else (start, end, head)), form, _known(entry)))
    elif "government" in hows:
        if not _inside(view, head):
            page.add(Found(*span, "metonym", _known(entry)))
    elif "metonym" in hows:
        if acts(view, end):
            page.add(Found(*span, "metonym", _known(entry)))
    elif "people" in hows or "adjective" in hows:
        _nationals(page, entry, span, plural="people" in hows)


def _elsewhere(page: Page, entry: Entry, start: int) -> bool:
    """Whether the document speaks of other states but never of the one that a party or parliament belongs to: then a
    namesake ("the Labour Party", "the Senate") is meant.
    """
    if entry.country is None:
        return False
    states = False
    for first, _, hit in page.hits:
        form = hit.forms[0]
        if first == start or form.entry.id == entry.id:
            continue
        if form.entry.country == entry.country:
            return False
        states = states or form.entry.kind == "state"
    return states


def _hidden(page: Page, nested: int, end: int, entry: Entry, *, modifies: bool) -> bool:
    """Whether the hit is only a part of a longer mention ("Russian" in "the Russian ambassador")."""
    outer = page.found[nested]
    if outer.sketch.id == entry.id or outer.name:
        return True
    return modifies or page.view.pos[end - 1] == "ADJ"


def _head(view: View, start: int, end: int) -> int:
    for token in range(end - 1, start - 1, -1):
        if not start <= view.head[token] < end or view.head[token] == token:
            return token
    return end - 1


def _article(view: View, start: int) -> int:
    if start and view.low[start - 1] == "the" and view.sentence[start - 1] == view.sentence[start]:
        return start - 1
    return start


def _inside(view: View, head: int) -> bool:
    return view.dep[head] == "pobj" and view.low[view.head[head]] in ("in", "at", "near", "outside", "inside")


def _known(entry: Entry) -> Sketch:
    return Sketch(entry.kind, entry.country, entry.sector, entry.id, entry.name, entry=entry)


def _nationals(page: Page, entry: Entry, span: tuple[int, int, int], *, plural: bool) -> None:
    """ "The Iranians" act for Iran; "two Iranians", "an Iranian" and "many Iranians" are people of Iran."""
    view = page.view
    start, end, head = span
    if view.pos[head] == "ADJ" and not plural:
        return
    counted = any(view.dep[kid] in _QUANTIFIED and kid < head for kid in view.kids[head])
    partitive = (
        view.dep[head] == "pobj"
        and view.low[view.head[head]] == "of"
        and view.tag[view.head[view.head[head]]] in ("NNS", "CD", "NN")
    )
    single = view.tag[head] in ("NN", "NNP", "JJ") and any(view.low[kid] in ("a", "an") for kid in view.kids[head])
    if counted or partitive or single or (view.low[head] in ("language",)):
        name = f"{entry.name} (people)"
        sketch = Sketch("population", entry.country, "CVL", f"{entry.country}/CVL", name)
        page.add(Found(view.left(head), end, head, "nominal", sketch))
        return
    page.add(Found(start, end, head, "alias", _known(entry)))


def _people(page: Page, entry: Entry, span: tuple[int, int, int]) -> None:
    """An ethnic or religious people, of one country where a word before it says so ("the Iraqi Kurds")."""
    view = page.view
    start, end, head = span
    if view.tag[head] in ("NNP", "NN") and not acts(view, end):
        return
    if (view.dep[head] in _MODIFYING and view.head[head] >= end) or (
        view.pos[head] == "ADJ" and view.dep[head] in ("amod", "acomp")
    ):
        return
    left = view.left(head)
    states = [
        form.entry
        for token in range(left, head)
        if token in page.hit_at
        for form in page.hits[page.hit_at[token]][2].forms[:1]
        if form.entry.kind == "state"
    ]
    sketch = _known(entry)
    if states:
        state = states[-1]
        label = " ".join(view.text[token] for token in range(left, end) if view.pos[token] not in ("DET", "NUM"))
        sketch = replace(
            sketch,
            kind="group",
            country=state.country,
            id=f"{state.country}/{entry.sector or 'SOC'}/{slug(entry.name)}",
            name=label,
            entry=None,
        )
    page.add(Found(left if states else start, end, head, "name" if not states else "nominal", sketch))
