"""How sure the holder of a claim is, from the hedges and the negation at the head of the content."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from legation.attribution.claims_grammar import Raw
from legation.record import FactualityValue
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token


def certainty(doc: Doc, text: str, raw: Raw) -> FactualityValue:
    """FactBank's value (Saurí and Pustejovsky 2009) of the content for its holder."""
    entry = raw.entry
    label = entry.label if entry is not None else ""
    if raw.negated or label in _hedges()["uncommitted"]:
        return "Uu"
    head = _head(doc, raw)
    level = raw.certainty or "CT"
    if raw.cue_token is not None and doc[raw.cue_token].lemma_.lower() in _hedges()["weak_cues"]:
        level = "PS"
    elif entry is not None and doc[raw.cue_token or 0].lemma_.lower() in _hedges()["likely_cues"]:
        level = "PR"
    negative = entry is not None and entry.negative
    if head is not None:
        level, flips = _weigh(head, level)
        negative = negative != flips
        if text[raw.content[0] : raw.content[1]].rstrip("”\"'").endswith("?"):
            return "Uu"
    return _VALUES[level, negative]


def _head(doc: Doc, raw: Raw) -> Token | None:
    if raw.head is not None:
        return doc[raw.head]
    span = doc.char_span(*raw.content, alignment_mode="contract")
    return span.root if span is not None and len(span) else None


def _weigh(head: Token, level: str) -> tuple[str, bool]:
    """The weakest certainty among the head's own words, and whether it is negated."""
    order = ("PS", "PR", "CT")
    hedges: dict[str, str] = _hedges()["words"]
    flips = False
    nodes = [head, *(child for child in head.children if child.dep_ in ("acomp", "attr", "xcomp"))]
    for node in nodes:
        for token in (node, *node.children):
            if token.dep_ == "neg" and node.i == head.i:
                flips = True
            found = hedges.get(token.lower_)
            if found is not None and (token.dep_ in ("aux", "advmod", "acomp") or token.i == node.i):
                level = min(level, found, key=order.index)
    return level, flips


@cache
def _hedges() -> Any:
    data = load("attribution/claims/hedges.yaml")
    return {
        "words": {word: level for level, words in data["words"].items() for word in words},
        "uncommitted": frozenset(data["uncommitted"]),
        "weak_cues": frozenset(data["weak_cues"]),
        "likely_cues": frozenset(data["likely_cues"]),
    }


_VALUES: dict[tuple[str, bool], FactualityValue] = {
    ("CT", False): "CT+",
    ("PR", False): "PR+",
    ("PS", False): "PS+",
    ("CT", True): "CT-",
    ("PR", True): "PR-",
    ("PS", True): "PS-",
}
