"""The parse as plain lists: one pass over spaCy's tokens, so that every later look costs a list index."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from legation.tokens import Doc

HYPHENS = frozenset("-–‐‑—")
_JOINING = HYPHENS | {"'", "’", "‘", "“", "”", '"', "`", "/", "."}


@dataclass(slots=True)
class View:
    """Tokens of a document as parallel lists; ``head[i] == i`` at a root. ``sentence[i]`` is the sentence's number."""

    text: list[str]
    low: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    kids: list[list[int]]
    sentence: list[int]
    sentences: list[tuple[int, int]]
    ent: list[str]
    shouting: frozenset[int]
    """Sentences in title case or capitals, where a capital letter proves nothing."""

    def __len__(self) -> int:
        return len(self.text)

    def at(self, position: int) -> int:
        """The token that covers or follows character ``position``."""
        index = max(0, bisect_right(self.start, position) - 1)
        if self.end[index] <= position and index + 1 < len(self.text):
            return index + 1
        return index

    def below(self, token: int, top: int) -> bool:
        """Whether ``token`` hangs under ``top``."""
        head = self.head
        for _ in range(12):
            if token == top:
                return True
            up = head[token]
            if up == token:
                return False
            token = up
        return False

    def left(self, head: int) -> int:
        """First token of the unbroken run of premodifiers that ends in ``head``."""
        start = head
        while start > 0 and self.below(start - 1, head) and self.sentence[start - 1] == self.sentence[head]:
            before = start - 1
            if self.pos[before] == "PUNCT" and self.text[before] not in _JOINING and not self._between(before, head):
                break
            if self.pos[before] in ("SPACE", "SCONJ") or self.dep[before] in (
                "appos",
                "relcl",
                "advcl",
                "nsubj",
                "mark",
                "preconj",
            ):
                break
            start = before
        while start < head and (
            self.pos[start] in ("PUNCT", "SPACE", "CCONJ", "ADV", "ADP", "AUX")
            or (self.pos[start] == "VERB" and self.dep[start] not in ("amod", "compound"))
            or (self.pos[start] == "PRON" and self.tag[start] != "PRP$")
            or self.dep[start] in ("predet", "preconj")
        ):
            start += 1
        return start

    def _between(self, comma: int, head: int) -> bool:
        """Whether a comma parts two adjectives of one noun."""
        if self.text[comma] != "," or comma == 0 or comma + 1 > head:
            return False
        return (
            self.pos[comma - 1] in ("ADJ", "PROPN")
            and self.dep[comma - 1] in ("amod", "compound", "nmod")
            and self.pos[comma + 1] in ("ADJ", "PROPN", "CCONJ")
        )

    def right(self, prep: int, limit: int) -> int:
        """End (exclusive) of the unbroken phrase that ``prep`` opens; stops at commas, clauses and ``limit``."""
        end = prep + 1
        while end < limit and self.below(end, prep):
            if self.pos[end] in ("PUNCT", "SPACE") and self.text[end] not in HYPHENS and self.text[end] not in "'’":
                break
            if (
                self.dep[end] in ("relcl", "appos", "advcl", "acl")
                or self.pos[end] in ("VERB", "AUX", "SCONJ")
                or self.tag[end] in ("WDT", "WP", "WRB")
            ):
                break
            end += 1
        while end > prep + 1 and self.pos[end - 1] in ("CCONJ", "ADP", "DET", "PUNCT"):
            end -= 1
        return end

    def governed(self, token: int) -> int:
        """``token``, or the token that heads it through names, compounds and coordination: where its role is told."""
        for _ in range(8):
            if self.dep[token] in ("conj", "appos") and self.head[token] != token:
                token = self.head[token]
            else:
                return token
        return token


def view(doc: Doc) -> View:
    """The lists of ``doc``."""
    tokens = doc.tokens
    sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
    text = [token.text for token in tokens]
    return View(
        text=text,
        low=[token.lower_ for token in tokens],
        lemma=[token.lemma_.lower() for token in tokens],
        pos=[token.pos_ for token in tokens],
        tag=[token.tag_ for token in tokens],
        dep=[token.dep_ for token in tokens],
        head=[token.head.i for token in tokens],
        start=doc.starts,
        end=[token.idx + len(token.text) for token in tokens],
        kids=[[child.i for child in token.children] for token in tokens],
        sentence=doc.sentence_of,
        sentences=sentences,
        ent=[token.ent_type_ for token in tokens],
        shouting=_shouting(text, sentences),
    )


def _shouting(text: list[str], sentences: list[tuple[int, int]]) -> frozenset[int]:
    out = []
    for number, (start, end) in enumerate(sentences):
        long = [word for word in text[start:end] if len(word) > 3 and word.isalpha()]
        if len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.8 * len(long):
            out.append(number)
    return frozenset(out)
