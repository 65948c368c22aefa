"""Text → tokens, tags, dependencies, entities: the one place that loads a spaCy pipeline."""

from __future__ import annotations

import importlib.metadata
import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.layers import Reading
from legation.resources import load
from legation.settings import DEFAULT_MODEL
from legation.tokens import Doc, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as SpacyDoc

_IOB = ("", "I", "O", "B")
LONGEST = 100_000_000  # characters; what is too long to read is refused by the settings, not by the parser


class Grammar:
    """A loaded spaCy pipeline.

    Documents are parsed one by one, never in batches: a batch would let one document's numbers depend on its
    neighbours, and the same document must give the same record in any order and with any number of workers.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        """Load ``model``, the name of an installed spaCy pipeline. Raises ``OSError`` where it is not installed."""
        self.model = model
        self.nlp = _load(model)

    @property
    def version(self) -> str:
        """``NAME VERSION of the pipeline / spaCy VERSION``: goes into every record."""
        meta = self.nlp.meta
        return f"{self.model} {meta['version']} / spaCy {importlib.metadata.version('spacy')}"

    def parse(self, reading: Reading) -> Doc:
        """Parse ``reading.text`` with its boilerplate blanked out and a sentence start forced at each block's start.

        Character offsets of the result are offsets into the document's text.
        """
        doc = self.nlp.make_doc(_without(reading.text, reading.boilerplate))
        starts = {block.start for block in reading.blocks}
        waiting = False
        for token in doc:
            waiting = waiting or any(position in starts for position in range(token.idx, token.idx + len(token)))
            if waiting and not token.is_space:
                token.is_sent_start = True
                waiting = False
        return plain(self.nlp(doc))


def plain(parsed: SpacyDoc) -> Doc:
    """spaCy's document as plain tokens, with the lemmas mended that its rules get wrong."""
    from spacy import attrs

    columns = (
        attrs.ORTH, attrs.LOWER, attrs.LEMMA, attrs.POS, attrs.TAG, attrs.DEP, attrs.ENT_TYPE,
        attrs.IS_ALPHA, attrs.IS_PUNCT, attrs.IS_QUOTE, attrs.IS_RIGHT_PUNCT, attrs.IS_SPACE, attrs.IS_UPPER,
        attrs.LIKE_NUM, attrs.SPACY, attrs.ENT_IOB,
    )  # fmt: skip
    strings = parsed.vocab.strings
    known: dict[int, str] = {0: ""}
    table = parsed.to_array(list(columns)).tolist()
    for row in table:
        for value in row[:7]:
            if value not in known:
                known[value] = strings[value]
    steps = parsed.to_array([attrs.HEAD]).astype("int64").tolist()
    tokens = [Token() for _ in table]
    wrong = load("parse/lemmas.yaml")
    at = 0
    for i, (token, row, step) in enumerate(zip(tokens, table, steps, strict=True)):
        token.i, token.head = i, tokens[i + step]
        text = token.text = known[row[0]]
        low = token.lower_ = known[row[1]]
        token.pos_, token.tag_, token.dep_, token.ent_type_ = known[row[3]], known[row[4]], known[row[5]], known[row[6]]
        token.lemma_ = wrong.get(low, known[row[2]]) if token.pos_ == "VERB" else known[row[2]]
        token.is_alpha, token.is_punct, token.is_quote, token.is_right_punct = map(bool, row[7:11])
        token.is_space, token.is_upper, token.like_num = map(bool, row[11:14])
        token.whitespace_ = " " if row[14] else ""
        token.ent_iob_ = _IOB[row[15]]
        token.idx = at
        at += len(text) + (1 if row[14] else 0)
    starts = [i for i, flag in enumerate(parsed.to_array([attrs.SENT_START]).astype("int64").tolist()) if flag == 1]
    starts = starts if starts[:1] == [0] or not tokens else [0, *starts]
    sentences = list(zip(starts, [*starts[1:], len(tokens)], strict=True)) if tokens else []
    return Doc(parsed.text, tokens, sentences, [(e.start, e.end, e.label_) for e in parsed.ents])


def _without(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


@lru_cache(maxsize=2)
def _load(model: str) -> Language:
    import spacy

    logging.getLogger("spacy").setLevel(logging.ERROR)
    nlp = spacy.load(model)
    nlp.max_length = LONGEST
    return nlp
