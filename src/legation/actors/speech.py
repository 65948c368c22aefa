"""Who speaks inside a quotation: the actor behind "I" and "we"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from legation.actors.found import Found
from legation.actors.lexicon import Lexicon
from legation.actors.phrases import Sketch
from legation.actors.view import View

if TYPE_CHECKING:
    from legation.actors.offices import Links

_MARKS = {'"': 0, "“": 1, "”": -1, "``": 1, "''": -1}
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(slots=True)
class Speech:
    """Steps through the tokens and knows which lie inside double quotation marks."""

    view: View
    inside: bool = False
    quoted: set[int] = field(default_factory=set)
    last: Sketch | None = None
    heard: int = -9
    """The sentence in which ``last`` spoke."""

    def step(self, token: int) -> None:
        """Go to ``token``, one after the other. A paragraph's end closes a quotation."""
        text = self.view.text[token]
        turn = _MARKS.get(text)
        if turn is not None:
            self.inside = not self.inside if turn == 0 else turn > 0
        elif "\n\n" in text:
            self.inside = False
        if self.inside:
            self.quoted.add(token)

    def speaker(self, token: int, heads: dict[int, list[Found]], sentences: dict[int, list[Found]]) -> Sketch | None:
        """The person who speaks at ``token``: the subject outside the quotation that governs it, else the speaker of
        the quotation before it; None outside quotations.
        """
        if token not in self.quoted:
            return None
        here = token
        for _ in range(12):
            above = self.view.head[here]
            if above == here:
                break
            here = above
            found = self._subject(here, heads)
            if found is not None:
                self.last, self.heard = found, self.view.sentence[token]
                return found
        number = self.view.sentence[token]
        for item in sentences.get(number, ()):
            if item.sketch.kind == "person" and item.head not in self.quoted and self.view.dep[item.head] in _SUBJECTS:
                self.last, self.heard = item.sketch, number
                return item.sketch
        begin, end = self.view.sentences[number]
        outside = any(self.view.text[i].isalpha() and i not in self.quoted for i in range(begin, token))
        if outside or self._goes_on_outside(token, end) or number - self.heard > 2:
            return None
        self.heard = number
        return self.last

    def _goes_on_outside(self, token: int, end: int) -> bool:
        """Whether the sentence has words behind the quotation: then those, not an earlier speaker, tell who speaks."""
        for here in range(token, end):
            if self.view.text[here] in _MARKS:
                return any(self.view.text[later].isalpha() for later in range(here + 1, end))
        return False

    def _subject(self, verb: int, heads: dict[int, list[Found]]) -> Sketch | None:
        for kid in self.view.kids[verb]:
            if self.view.dep[kid] in _SUBJECTS and kid not in self.quoted:
                for item in heads.get(kid, ()):
                    if item.sketch.kind == "person":
                        return item.sketch
        return None


def spoken_for(speaker: Sketch | None, lists: Links, lexicon: Lexicon) -> Sketch | None:
    """The body that an official speaker means by "we": the state, or its armed forces."""
    if speaker is None or speaker.country is None or speaker.sector not in lists.spokesmen:
        return None
    if speaker.sector == "MIL":
        forces = lexicon.armed_forces(speaker.country)
        if forces is not None:
            return Sketch(forces.kind, forces.country, forces.sector, forces.id, forces.name, entry=forces)
    state = lexicon.entries.get(speaker.country)
    return None if state is None else Sketch("state", state.country, "GOV", state.id, state.name, entry=state)
