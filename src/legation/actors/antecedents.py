"""What has been read before a pronoun or a pointing phrase, and which of it may be meant: number, gender, kind."""

from __future__ import annotations

from dataclasses import dataclass

from legation.actors.fold import words
from legation.actors.found import Found
from legation.actors.offices import Links, links
from legation.actors.phrases import Sketch
from legation.actors.view import View
from legation.actors.vocabulary import vocabulary

_MANY_KINDS = ("group", "population")  # "the Taliban … they"


@dataclass(slots=True)
class Memory:
    """What has been read so far: mentions by head token and by sentence."""

    heads: dict[int, list[Found]]
    sentences: dict[int, list[Found]]

    def put(self, item: Found, view: View) -> None:
        self.heads.setdefault(item.head, []).append(item)
        self.sentences.setdefault(view.sentence[item.head], []).append(item)


def agreeing(sketches: list[Sketch], pronoun: str, lists: Links) -> list[Sketch]:
    """``sketches`` where the pronoun's gender does not contradict the person's name or title."""
    if len(sketches) != 1 or sketches[0].kind != "person":
        return sketches
    sketch = sketches[0]
    told = words(sketch.name)
    woman = (bool(told[:1]) and told[0] in lists.women) or not lists.women_titles.isdisjoint(words(sketch.role or ""))
    man = not woman and bool(told[:1]) and told[0] in vocabulary().given
    if (pronoun in lists.feminine and man) or (pronoun in lists.masculine and woman):
        return []
    return sketches


def fitting(view: View, head: int, memory: Memory, kinds: frozenset[str], *, plural: bool) -> list[Sketch]:
    items = list(memory.heads.get(head, ()))
    joined = [kid for kid in view.kids[head] if view.dep[kid] == "conj"]
    if plural:
        for kid in joined:
            items += memory.heads.get(kid, ())
            items += [i for k in view.kids[kid] if view.dep[k] == "conj" for i in memory.heads.get(k, ())]
    sketches = list({item.sketch.id: item.sketch for item in items if item.sketch.kind in kinds}.values())
    if plural:
        many = len(sketches) > 1 or any(_many(view, item) or item.sketch.kind in _MANY_KINDS for item in items)
        return sketches if many else []
    if joined or any(item.plural and _many(view, item) for item in items):
        return []
    return sketches if len(sketches) == 1 else []


def _many(view: View, item: Found) -> bool:
    return view.tag[item.head] in ("NNS", "NNPS") or item.plural or view.low[item.head] in ("police", "people")


def persons(items: list[Found] | tuple[Found, ...]) -> list[Sketch]:
    return list(
        {item.sketch.id: item.sketch for item in items if item.sketch.kind == "person" and not item.plural}.values()
    )


def of_gender(people: list[Sketch], pronoun: str) -> list[Sketch]:
    """Those of ``people`` whose name or title does not contradict the pronoun's gender."""
    return [p for p in people if agreeing([p], pronoun, links())]
