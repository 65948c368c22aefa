"""Text → tokens, tags, dependencies, entities: the one place that loads a spaCy pipeline."""

from __future__ import annotations

import importlib.metadata
import logging
from functools import lru_cache
from typing import TYPE_CHECKING

from legation.layers import Reading
from legation.resources import load
from legation.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

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
        parsed = self.nlp(doc)
        wrong = load("parse/lemmas.yaml")
        for token in parsed:
            right = wrong.get(token.lower_)
            if right is not None and token.pos_ == "VERB":
                token.lemma_ = right
        return parsed


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
