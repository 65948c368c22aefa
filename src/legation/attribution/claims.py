"""Who says what: every attribution of a document, and the author's own evaluative or hedged assertions.

The scheme is that of PolNeAR (Newell, Margolin and Ruths 2018) and PARC (Pareti 2012): a source, a cue and a content,
where direct, indirect and mixed quotation, beliefs, perceptions, intentions and attitudes all count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from legation.attribution.claims_author import find_author
from legation.attribution.claims_certainty import certainty
from legation.attribution.claims_cues import cues
from legation.attribution.claims_frames import verb_frames
from legation.attribution.claims_grammar import Raw
from legation.attribution.claims_holders import Holders
from legation.attribution.claims_nouns import adjective_frames, noun_frames
from legation.attribution.claims_phrases import adverbs, colons, heading_verbs, prepositions
from legation.attribution.claims_quotes import find_quotes
from legation.attribution.claims_speech import Speech, loose_quotes, speech_verbs
from legation.layers import ClaimSpan, Reading

__all__ = ["find", "find_author"]

# Classes of cue (verbs.yaml) whose attributions may stand in another's content.
_REPORTS = frozenset({"say", "claim", "reveal"})


def find(reading: Reading) -> tuple[ClaimSpan, ...]:
    """Every attribution in ``reading``, ordered by content.

    Needs the parse; uses ``mentions`` and ``actors`` for the holders where they are there. Spans are characters of
    ``reading.text``. Raises ``ValueError`` before the parse.
    """
    raws = _raws(reading)
    holders = Holders(reading)
    spans = []
    for raw in sorted(raws, key=lambda r: (r.cue or r.content, r.content)):
        spans.append(
            ClaimSpan(
                content=raw.content,
                cue=raw.cue,
                source=raw.source,
                holder=holders.of(raw),
                factuality=certainty(reading.parsed, reading.text, raw),
                kind=raw.kind,
            )
        )
    return tuple(sorted(spans, key=lambda c: (c.content, c.cue or (0, 0))))


def _raws(reading: Reading) -> list[Raw]:
    doc, text = reading.parsed, reading.text
    speech = Speech(doc, text, find_quotes(text, reading.blocks), reading.blocks)
    found: list[Raw] = []
    for raw in _candidates(reading, speech):
        content = speech.whole(raw.content)
        if content[0] >= content[1]:
            continue
        kind = _kind(speech, content, raw)
        _keep(found, replace(raw, content=content, kind=kind))
    for raw in loose_quotes(speech, found):
        _keep(found, raw)
    return [raw for raw in found if not _swallowed(raw, found, speech)]


def _swallowed(raw: Raw, found: list[Raw], speech: Speech) -> bool:
    """Whether ``raw`` stands in another's content and is not told as speech there.

    What is inside someone's own words is theirs, as PolNeAR has it; in an indirect content only a report ("A said that
    B had said that …") is a second attribution, an attitude is part of what is told.
    """
    where = raw.cue or raw.content
    outer = [
        other
        for other in found
        if other is not raw
        and other.content != raw.content
        and other.content[0] <= where[0]
        and where[1] <= other.content[1]
    ]
    if raw.cue is not None and any(other.cue is not None and _within(other.cue, raw.content) for other in outer):
        outer = [other for other in outer if other.cue is None or not _within(other.cue, raw.content)]
    if not outer:
        return raw.cue is not None and speech.at(where[0]) is not None
    quote = speech.at(where[0])
    if quote is None and all(_between(other, where, speech) for other in outer):
        return False
    if quote is not None and any(other.content[0] <= quote.start for other in outer):
        return True
    return raw.entry is None or raw.entry.label not in _REPORTS or raw.clausal is False


def _between(other: Raw, where: tuple[int, int], speech: Speech) -> bool:
    """Whether ``where`` follows the cue of ``other`` between two halves of a quote: "…," she said, adding that …. "…" """
    opened = speech.at(other.content[0])
    return opened is not None and other.cue is not None and opened.end <= other.cue[0] < where[0] < other.content[1]


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _candidates(reading: Reading, speech: Speech) -> Iterator[Raw]:
    """Attributions by the surest rule first: where two share their cue, or their content, the first one stands."""
    doc, lexicon = reading.parsed, cues()
    yield from colons(doc, reading.text, reading.blocks)
    yield from speech_verbs(speech, lexicon)
    yield from verb_frames(doc, lexicon)
    yield from prepositions(doc, lexicon)
    yield from noun_frames(doc, lexicon)
    yield from adjective_frames(doc, lexicon)
    yield from adverbs(doc, lexicon)
    yield from heading_verbs(doc, reading.text, reading.blocks, lexicon)


def _kind(speech: Speech, content: tuple[int, int], raw: Raw) -> str:
    """Direct where the content is one quote, mixed where quotes stand in it, else as the cue has it."""
    first = speech.at(content[0])
    if first is not None and first.start == content[0]:
        return "direct"
    inner = speech.starting_after(content[0])
    if inner is not None and inner.end <= content[1] and raw.kind in ("indirect", "direct"):
        return "mixed"
    return "indirect" if raw.kind == "direct" and raw.cue is not None else raw.kind


def _keep(found: list[Raw], raw: Raw) -> None:
    """Add ``raw`` unless its cue, or nearly all of its content, is already another's."""
    for other in found:
        if raw.cue is not None and raw.cue == other.cue:
            return
        shared = min(raw.content[1], other.content[1]) - max(raw.content[0], other.content[0])
        longer = max(raw.content[1] - raw.content[0], other.content[1] - other.content[0])
        if shared > 0.9 * longer:
            return
    found.append(raw)
