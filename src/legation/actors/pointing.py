"""Pointing phrases without a name → the actors they mean: "the army", "the militants", "the two leaders", "Iranian ones"."""

from __future__ import annotations

from dataclasses import replace

from legation.actors.antecedents import Memory, fitting
from legation.actors.found import Found, Page
from legation.actors.offices import Links
from legation.actors.phrases import NOWHERE, Sketch
from legation.actors.view import HYPHENS, View
from legation.record import MentionForm

_ARMED = ("REB", "PRM", "UAF", "CRM")
_PLACED = ("in", "at", "near", "from", "into", "across", "inside", "outside", "to", "through", "over")


def earlier(item: Found, page: Page, memory: Memory, lists: Links) -> None:
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
    if item.plural and item.sketch.sector in _ARMED and item.end - item.start == 2:
        band = _band(item, page, memory)
        if band is not None:
            item.sketch = band
            return
    kinds = lists.single.get(item.sketch.head)
    if kinds is not None and not item.plural:
        near = _near(view, item.head, memory, kinds, name=lists.named(item.sketch.head))
        if near is not None and not near.id.startswith(NOWHERE):
            item.sketch = near


def _band(item: Found, page: Page, memory: Memory) -> Sketch | None:
    """ "The militants" → the one armed group that this sentence and the two before it name."""
    number = page.view.sentence[item.head]
    bands = {
        other.sketch.id: other.sketch
        for back in range(0, 3)
        for other in memory.sentences.get(number - back, ())
        if other.sketch.kind == "group" and other.sketch.sector in _ARMED and other.sketch.id != item.sketch.id
    }
    return next(iter(bands.values())) if len(bands) == 1 else None


def _near(view: View, token: int, memory: Memory, kinds: frozenset[str], *, name: str = "") -> Sketch | None:
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


def nominal(page: Page, token: int, memory: Memory, lists: Links) -> list[Found]:
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


def _gather(view: View, token: int, memory: Memory, kinds: frozenset[str], count: int) -> list[Sketch]:
    number = view.sentence[token]
    for back in range(0, 4):
        items = [i for i in memory.sentences.get(number - back, ()) if i.sketch.kind in kinds and i.head < token]
        acting = [i for i in items if not (view.dep[i.head] == "pobj" and view.low[view.head[i.head]] in _PLACED)]
        distinct = {i.sketch.id: i.sketch for i in acting}
        if len(distinct) == count:
            return list(distinct.values())
        if len(distinct) > count:
            for item in (i for i in acting if view.dep[i.head] != "conj"):
                joined = fitting(view, item.head, memory, kinds, plural=True)
                if len(joined) == count:
                    return joined
            return []
    return []


def _ones(page: Page, token: int, memory: Memory) -> list[Found]:
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
