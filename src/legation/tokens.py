"""A parse as plain Python objects: documents, tokens and spans that the rooms above the parser read.

They bear the names and meanings of spaCy's own classes (https://spacy.io/api/token), and hold every attribute once. spaCy
makes a new object and decodes a new string at each look, which at some four hundred looks a sentence cost more than the
parse itself; and a parse held so can come from another parser, or from a store.

A :class:`Doc` compares by identity, a :class:`Token` too: there is one object for each token of a document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, overload

Alignment = Literal["strict", "contract", "expand"]


class Token:
    """One word or mark. Attributes with a trailing underscore are strings, as in spaCy; ``head`` is itself at a root."""

    __slots__ = (
        "ancestors_",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_punct",
        "is_quote",
        "is_right_punct",
        "is_sent_start",
        "is_space",
        "is_upper",
        "left",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right",
        "rights",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    head: Token
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    left: int
    right: int
    is_alpha: bool
    is_punct: bool
    is_quote: bool
    is_right_punct: bool
    is_sent_start: bool
    is_space: bool
    is_upper: bool
    like_num: bool
    ancestors_: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def __repr__(self) -> str:
        return self.text

    def nbor(self, step: int = 1) -> Token:
        """The token ``step`` places on. Raises ``IndexError`` outside the document."""
        at = self.i + step
        if at < 0:
            raise IndexError(at)
        return self.doc.tokens[at]

    @property
    def ancestors(self) -> tuple[Token, ...]:
        """The heads above, nearest first."""
        if self.ancestors_ is None:
            found: list[Token] = []
            token = self
            while token.head is not token and len(found) < len(self.doc.tokens):
                token = token.head
                found.append(token)
            self.ancestors_ = tuple(found)
        return self.ancestors_

    def is_ancestor(self, token: Token) -> bool:
        """Whether ``token`` hangs somewhere under this one."""
        return any(above is self for above in token.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """This token and all that hangs under it, in order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first token of the subtree."""
        return self.doc.tokens[self.left]

    @property
    def right_edge(self) -> Token:
        """The last token of the subtree."""
        return self.doc.tokens[self.right]

    @property
    def sent(self) -> Span:
        """The sentence that the token stands in."""
        return self.doc.sents[self.doc.sentence_of[self.i]]

    @property
    def is_sent_end(self) -> bool:
        """Whether the sentence ends here."""
        return self.i + 1 == self.sent.end


@dataclass(slots=True, eq=False)
class Span(Sequence[Token]):
    """Tokens ``start`` to ``end`` (exclusive) of a document."""

    doc: Doc
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, slice):
            start, end, _ = index.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        at = index + (self.end if index < 0 else self.start)
        if not self.start <= at < self.end:
            raise IndexError(index)
        return self.doc.tokens[at]

    @property
    def start_char(self) -> int:
        """Where its first token starts."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last token ends."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The characters from the first token to the last; empty for an empty span."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, a bare mark only where there is nothing else; the first of equals."""
        tokens = self.doc.tokens[self.start : self.end]
        top = next((token for token in tokens if token.head is token), None)
        if top is not None:
            return top
        outer = [token for token in tokens if not self.start <= token.head.i < self.end]
        return min(outer, key=_depth) if outer else self.doc.tokens[self.start]


class Doc(Sequence[Token]):
    """A parsed text: its tokens in order, its sentences and its named entities. ``text`` is what was parsed."""

    __slots__ = ("ends", "ents", "sentence_of", "sents", "starts", "text", "tokens")

    def __init__(
        self, text: str, tokens: list[Token], sentences: list[tuple[int, int]], entities: list[tuple[int, int, str]]
    ) -> None:
        """Take ``tokens``, whose heads are set, into a document with ``sentences`` and ``entities`` by token numbers."""
        self.text = text
        self.tokens = tokens
        self.starts = [token.idx for token in tokens]
        self.ends = [token.idx + len(token.text) + len(token.whitespace_) for token in tokens]
        self.sents = tuple(Span(self, start, end) for start, end in sentences)
        self.ents = tuple(Span(self, start, end, label) for start, end, label in entities)
        self.sentence_of = [number for number, (start, end) in enumerate(sentences) for _ in range(start, end)]
        _hang(tokens)
        for token in tokens:
            token.doc = self
            token.ancestors_ = None
            token.is_sent_start = False
        for start, _ in sentences:
            tokens[start].is_sent_start = True

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        if isinstance(index, slice):
            start, end, _ = index.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[index]

    def at(self, position: int) -> int | None:
        """The number of the token that covers character ``position``, with the space that follows it."""
        number = bisect_right(self.starts, position) - 1
        return number if number >= 0 and position < self.ends[number] else None

    def char_span(self, start: int, end: int, *, alignment_mode: Alignment = "strict") -> Span | None:
        """The tokens of characters ``start`` to ``end``; ``contract`` and ``expand`` where they cut through a token."""
        first, last = self.at(start), self.at(end - 1)
        if first is None or last is None:
            return None
        head, tail = self.tokens[first], self.tokens[last]
        over = tail.idx + len(tail.text)
        if alignment_mode == "strict" and (start != head.idx or end != over):
            return None
        if alignment_mode == "contract":
            first += head.idx < start
            last -= end < over
            if last < first:
                return None
        elif alignment_mode == "expand":
            first += start == head.idx + len(head.text)
        return Span(self, first, max(first, last + 1))


def _depth(token: Token) -> int:
    if (token.is_space or token.is_punct) and not token.children:
        return len(token.doc.tokens)
    return len(token.ancestors)


def _hang(tokens: list[Token]) -> None:
    """Give every token its children, left and right, and the edges of its subtree."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    for token in tokens:
        token.left = token.right = token.i
        if token.head is not token:
            (lefts if token.i < token.head.i else rights)[token.head.i].append(token)
    for token, before, after in zip(tokens, lefts, rights, strict=True):
        token.lefts, token.rights = tuple(before), tuple(after)
        token.children = token.lefts + token.rights if after else token.lefts
    moved = True
    while moved:  # twice for a tree without crossing arcs
        moved = False
        for run in (tokens, reversed(tokens)):
            for token in run:
                head = token.head
                if token.left < head.left:
                    head.left, moved = token.left, True
                if token.right > head.right:
                    head.right, moved = token.right, True
