"""Which attributions assert what they hold.

"Chad said that Niger fired" makes Chad the holder of the firing; "Chad wants to fire", "Chad allowed Niger to fire" and "Chad
played down the firing" do not: there the writer speaks. Quotations, reporting nouns and "according to" always assert; a verb
does where its content is a finite clause and its sense is to tell or to hold true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.attribution.claims_cues import cues
from legation.layers import ClaimSpan, Reading

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUOTED = ("direct", "mixed")
QUOTED_SHARE, MIN_QUOTATIONS = 0.1, 2
ALWAYS = ("direct", "mixed", "adverbial", "noun")
# Classes of cue verbs that want, promise, ask or judge a thing rather than tell it.
NOT_TELLING = {"want", "promise", "criticise", "ask", "evidence"}


def asserted(reading: Reading) -> tuple[ClaimSpan, ...]:
    """The claims of ``reading`` whose holder asserts what their content tells."""
    return tuple(claim for claim in reading.claims if _asserts(reading.parsed, claim))


def is_report(reading: Reading) -> bool:
    """Whether a text speaks through its sources: quotations in one of ten sentences or more.

    The hedges of such a text's writer are style; those of an essay are what a reader wants to trace.
    """
    sentences = sum(any(token.is_alpha for token in sentence) for sentence in reading.parsed.sents)
    quoted = sum(claim.kind in QUOTED for claim in reading.claims)
    return quoted >= MIN_QUOTATIONS and quoted >= QUOTED_SHARE * sentences


def _asserts(doc: Doc, claim: ClaimSpan) -> bool:
    if claim.kind in ALWAYS:
        return True
    if claim.cue is not None and _labels(doc, claim.cue) <= NOT_TELLING:
        return False
    content = doc.char_span(*claim.content, alignment_mode="expand")
    return content is not None and len(content) > 0 and _finite(content.root)


def _labels(doc: Doc, cue: tuple[int, int]) -> set[str]:
    """The classes of the cue's verb; empty sets of labels count as telling."""
    span = doc.char_span(*cue, alignment_mode="expand")
    lexicon = cues().verbs
    labels = {entry.label for token in span or () for entry in lexicon.get(token.lemma_.lower(), ())}
    return labels or {"say"}


def _finite(root: Token) -> bool:
    if root.pos_ not in ("VERB", "AUX"):
        return False
    helpers = [child for child in root.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "TO" for child in helpers):
        return False
    return root.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in helpers)
