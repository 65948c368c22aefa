"""Titles and names that stand side by side: "the Emir of Qatar, Tamim …", "General X, commander of Y"."""

from __future__ import annotations

from dataclasses import replace

from legation.actors.found import Found, Page
from legation.actors.phrases import Sketch
from legation.actors.view import View

_OPEN = frozenset({",", "(", "-", "–", "—", ":"})


def bind_titles(page: Page) -> None:
    """Bind each title without a name to the name in apposition, left to right; a name takes one title on each side.

    A name then knows the title's country, office and sector.
    """
    fit = [(at, item) for at, item in enumerate(page.found) if item.name and _bindable(page.view, item)]
    names = {item.start: at for at, item in fit}
    ends = {item.end: at for at, item in fit}
    titled: set[int] = {item.bound for item in page.found if item.bound is not None}
    order = sorted(
        (at for at, item in enumerate(page.found) if _free_title(item)),
        key=lambda at: (page.found[at].start, page.found[at].end),
    )
    for at in order:
        title = page.found[at]
        name = _after(page, title, names)
        if name is None or name in titled:
            name = _before(page.view, title, ends, titled)
        if name is None:
            continue
        title.bound = name
        titled.add(name)
        _teach(page.found[name], title)


def lend_countries(page: Page) -> None:
    """Give persons named as members of a body ("a Syrian delegation including …") that body's country."""
    view = page.view
    bodies = {
        item.head: item.sketch
        for item in page.found
        if not item.name and item.sketch.country and not item.sketch.person
    }
    for item in page.found:
        if item.name and item.sketch.country is None:
            body = _member_of(view, item.head, bodies)
            if body is not None:
                item.sketch = replace(item.sketch, country=body.country)


def _member_of(view: View, token: int, bodies: dict[int, Sketch]) -> Sketch | None:
    for _ in range(6):
        above = view.head[token]
        if above == token:
            return None
        if view.dep[token] == "prep" and view.low[token] in ("including", "comprising", "like"):
            return bodies.get(above)
        if view.dep[token] not in ("conj", "pobj", "appos", "compound", "nmod", "prep"):
            return None
        if view.dep[token] == "prep" and view.low[token] != "including":
            return None
        token = above
    return None


def bind_bodies(page: Page) -> None:
    """Take a description in apposition for the body it describes ("the Wagner Group, a private military company")."""
    view = page.view
    known = {item.head: item.sketch for item in page.found if item.sketch.entry is not None or item.form == "name"}
    for item in page.found:
        if item.form != "nominal" or view.dep[item.head] != "appos" or item.sketch.kind in ("person", "state"):
            continue
        body = known.get(view.head[item.head])
        if body is not None and body.kind not in ("person", "state") and not item.plural:
            item.sketch = body


def _bindable(view: View, item: Found) -> bool:
    """Whether a name may take a title: a guess only with two words that the parser takes for no place or body."""
    if not item.waits:
        return True
    return " " in item.name and all(
        view.ent[token] in ("", "PERSON", "ORG", "NORP") for token in range(item.start, item.end)
    )


def _free_title(item: Found) -> bool:
    return item.sketch.person and not item.name and item.bound is None and not item.plural


def _after(page: Page, title: Found, names: dict[int, int]) -> int | None:
    """The name after a title, directly or behind a comma and a few words ("…, the influential General Ali …")."""
    view = page.view
    token = title.end
    if token in names:
        return names[token]
    if token >= len(view) or view.text[token] not in _OPEN:
        return None
    for here in range(token + 1, min(token + 5, len(view))):
        if here in names:
            return names[here]
        if view.pos[here] not in ("DET", "ADJ", "PRON") or view.sentence[here] != view.sentence[title.head]:
            return None
    return None


def _before(view: View, title: Found, ends: dict[int, int], titled: set[int]) -> int | None:
    """The name that ends right before a comma and the title."""
    comma = title.start - 1
    if comma < 1 or view.text[comma] not in (",", "(", "–", "—", "-") or comma not in ends:
        return None
    name = ends[comma]
    return None if name in titled else name


def _teach(name: Found, title: Found) -> None:
    told = title.sketch
    have = name.sketch
    name.sketch = replace(
        have,
        country=told.country or have.country,
        sector=told.sector or have.sector,
        role=told.role or have.role,
        head=told.head,
    )
    name.owner = name.owner if name.owner is not None else title.owner
    name.waits = False
