"""Which way a clause looks: back or forward from the day of writing."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

from legation.parse.dates.lexicon import lexicon

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

Direction = Literal["past", "present", "future"]
_DATE_ENTITIES = ("DATE", "TIME")
_REACH = 8
# A word of planning governs a date only from so few steps up the tree.
_NEAR = 4


class Tense:
    """Answers for characters of one parsed text; without a parse every answer is None."""

    def __init__(self, doc: Doc | None) -> None:
        self._doc = doc
        self._starts: list[int] | None = None

    def token(self, character: int) -> Token | None:
        """The token at a character."""
        if self._doc is None or not len(self._doc):
            return None
        if self._starts is None:
            self._starts = [token.idx for token in self._doc]
        return self._doc[max(bisect_right(self._starts, character) - 1, 0)]

    def is_date(self, character: int) -> bool | None:
        """Whether the parser has the word there in a date (True) or another name (False); None: it does not say."""
        token = self.token(character)
        if token is None:
            return None
        if token.ent_type_:
            return token.ent_type_ in _DATE_ENTITIES
        return None if token.pos_ in ("PROPN", "NOUN", "ADJ", "") else False

    def is_noun(self, character: int) -> bool:
        """Whether the parser takes the word there for a noun that modifies none."""
        token = self.token(character)
        return token is not None and token.pos_ == "NOUN" and token.dep_ != "compound"

    def direction(self, character: int) -> Direction | None:
        """The time of the clause that governs the word there; None where the parse does not say."""
        token = self.token(character)
        lists = lexicon().lists
        forward, participles = lists["forward"], lists["forward_participles"]
        limit, start = False, token
        if token is not None and token.dep_ == "poss":
            return None
        if token is not None and self._hedged(token, lists["hedges_ahead"]):
            return "future"
        for step in range(_REACH):
            if token is None:
                return None
            limit = limit or token.lower_ in lists["until"]
            if limit and token.lemma_.lower() in lists["forward_until"]:
                return "future"
            if token.tag_ == "VBN" and token.lemma_.lower() in participles:
                return "future"
            if step < _NEAR and token.lemma_.lower() in forward and token.pos_ in ("VERB", "NOUN", "ADJ"):
                # "on Friday the envoys planned a visit": the day before a past verb is the day of planning
                if token.tag_ != "VBD" or start is None or start.i > token.i:
                    return "future"
            if token.pos_ in ("VERB", "AUX"):
                found = _of_verb(token)
                if found is not None:
                    return found
            if token.head is token or token.head.i == token.i:
                return None
            token = token.head
        return None

    def _hedged(self, token: Token, hedges: frozenset[str]) -> bool:
        """Whether ``as soon as``, ``as early as`` or ``no later than`` stands before the expression."""
        if self._doc is None or token.i < 3:
            return False
        return " ".join(self._doc[i].lower_ for i in range(token.i - 3, token.i)) in hedges


def _of_verb(verb: Token) -> Direction | None:
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass") or child.tag_ in ("MD", "TO")]
    modals = lexicon().lists["future_auxiliaries"]
    if any(child.tag_ == "MD" and child.lower_ in modals for child in helpers):
        return "future"
    if any(child.tag_ == "TO" for child in helpers):
        return "future" if verb.dep_ in ("xcomp", "ccomp", "ROOT") else None
    if any(child.tag_ in ("VBD", "VBN") or child.lemma_ == "have" for child in helpers):
        return "past"
    if any(child.tag_ in ("VBZ", "VBP") for child in helpers):
        return "future" if verb.tag_ == "VBG" else "present"
    if verb.tag_ in ("VBD", "VBN"):
        return "past"
    if verb.tag_ in ("VBZ", "VBP"):
        return "present"
    return None
