"""What the finders hand to identity: one stretch of the text that means an actor, before ids are settled."""

from __future__ import annotations

from dataclasses import dataclass, field

from legation.actors.lexicon import Hit
from legation.actors.phrases import Sketch
from legation.actors.view import View
from legation.record import MentionForm


@dataclass(slots=True)
class Found:
    """Tokens ``start`` to ``end`` (exclusive) with head ``head`` mean the actor of ``sketch``.

    ``name`` is set for a person's name ("Ali Mamlouk"), without title. ``owner`` is the token of a possessive pronoun
    whose actor gives the country ("its army"). ``bound`` is the position, in the list of all, of a mention that means
    the same person ("Foreign Minister" of "Foreign Minister Lavrov"). ``waits`` marks a phrase that is an actor only
    if an earlier mention says who is meant ("the minister").
    """

    start: int
    end: int
    head: int
    form: MentionForm
    sketch: Sketch
    name: str = ""
    owner: int | None = None
    bound: int | None = None
    waits: bool = False
    plural: bool = False


@dataclass(slots=True)
class Page:
    """A document while its actors are being found."""

    view: View
    hits: list[tuple[int, int, Hit]]
    """Lexicon hits as (first token, end token, hit)."""
    hit_at: dict[int, int]
    """Token → position in ``hits`` of the hit that covers it."""
    found: list[Found]
    taken: dict[int, int]
    """Token → position in ``found`` of the collective phrase or name that covers it."""
    date: str | None
    places: frozenset[tuple[int, int]] = frozenset()
    """Character spans that the parse room took for places."""
    surnames: dict[str, Sketch] = field(default_factory=dict)
    """Surname, lower case → the person of the document whose full name ends in it."""
    clear: frozenset[str] = frozenset()
    """States that the document calls by their names."""

    def person_at(self, token: int) -> bool:
        """Whether a known person's name covers ``token``."""
        at = self.hit_at.get(token)
        return at is not None and any(form.entry.kind == "person" for form in self.hits[at][2].forms)

    def add(self, found: Found) -> int:
        """Append ``found`` and mark its tokens, unless it is only a guess yet; returns its position."""
        position = len(self.found)
        self.found.append(found)
        if found.waits and found.name:
            return position
        for token in range(found.start, found.end):
            self.taken.setdefault(token, position)
        return position
