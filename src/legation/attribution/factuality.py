"""How sure a text is that an event happened: FactBank values and scores, composed down the dependency tree.

The event's head word inherits a context from the words above it, from the root of the sentence down, and each word of
the way adds what its own negation, modals and adverbs do. What a governor does to its complement is a signature of the
lexicon (Karttunen 1971, 2012; Nairn, Condoravdi and Karttunen 2006), as in TruthTeller (Lotan et al. 2013) and Stanovsky
et al. (2017). Values are those of FactBank (Saurí and Pustejovsky 2009) relative to the holder of the assertion; scores
lie on the [-3, 3] scale of Lee et al. (2015). The numbers are judgements in steps of a half, some moved twice after a look at
class medians of UW, first in its training part, then in its training and development parts; none is learned.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from legation.attribution import factuality_context, factuality_local
from legation.attribution.factuality_state import START, Reader, State
from legation.record import FactualityValue

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

_POSITIVE: tuple[FactualityValue, ...] = ("Uu", "PS+", "PR+", "CT+")
_NEGATIVE: tuple[FactualityValue, ...] = ("Uu", "PS-", "PR-", "CT-")


@dataclass(frozen=True, slots=True)
class Factuality:
    """``value`` as FactBank has it, ``score`` in [-3, 3], ``reasons`` the rules that decided it, root first."""

    value: FactualityValue
    score: float
    reasons: tuple[str, ...] = ()


class Judge(Reader):
    """Judges the events of one parsed document; what two events share above them is worked out once."""

    def __init__(self, doc: Doc) -> None:
        super().__init__(doc)
        self._context: dict[int, State] = {}
        self._own: dict[int, State] = {}

    def judge(self, index: int) -> Factuality:
        """The factuality of the event whose head word is token ``index`` of the document.

        Raises ``IndexError`` where there is no such token.
        """
        if not 0 <= index < len(self.doc):
            raise IndexError(f"no token {index} in a document of {len(self.doc)} tokens")
        state = self.own(self.doc[index])
        table = _POSITIVE if state.sign > 0 else _NEGATIVE
        return Factuality(table[state.degree], round(max(-3.0, min(3.0, state.score)), 2), state.reasons)

    def own(self, token: Token) -> State:
        """State of ``token`` with its own operators. Walks the ancestors without recursion: junk can be deep."""
        if token.i not in self._own:
            path = [token]
            while path[-1].head.i != path[-1].i and path[-1].head.i not in self._own:
                path.append(path[-1].head)
            for node in reversed(path):
                context = factuality_context.context(self, node)
                self._context[node.i] = context
                self._own[node.i] = factuality_local.local(self, node, context)
        return self._own[token.i]

    def context(self, token: Token) -> State:
        """State that ``token`` inherits from above, before its own operators."""
        self.own(token)
        return self._context.get(token.i, START)


def judge(doc: Doc, token_index: int) -> Factuality:
    """The factuality of the event whose head word is token ``token_index`` of ``doc``.

    For many events of one document make one :class:`Judge` and ask it.
    """
    return Judge(doc).judge(token_index)


def judge_span(doc: Doc, start: int, end: int) -> Factuality:
    """The factuality of the event that characters ``start`` to ``end`` (exclusive) name: that of the span's head word.

    Raises ``ValueError`` where the span covers no token.
    """
    return Judge(doc).judge(head_of(doc, start, end))


def head_of(doc: Doc, start: int, end: int) -> int:
    """Index of the head token of characters ``start`` to ``end``. Raises ``ValueError`` where they cover no word."""
    span = doc.char_span(start, end, alignment_mode="expand") if 0 <= start < end <= len(doc.text) else None
    if span is None or not len(span) or all(token.is_space for token in span):
        raise ValueError(f"characters {start}-{end} cover no word")
    return int(span.root.i)
