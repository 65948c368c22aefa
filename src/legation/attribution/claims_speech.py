"""Attributions around quotation marks and by position: fronted, parenthetical, introduced and continued speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from legation.attribution.claims_cues import Cue, Cues
from legation.attribution.claims_frames import COMPLEMENTISERS, content_range, match
from legation.attribution.claims_grammar import Raw, chars, is_finite, is_passive, left, phrase, right, subject_of, trim
from legation.attribution.claims_quotes import QuoteSpan
from legation.layers import Block

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

_GLUE = re.compile(r"[\s,;:\u00a0—–―-]*")
_INTRO_TOKENS = 25
_MIN_WORDS = 4
_BOUNDARY = '.!?:;”"»—–―)]\n'


class Speech:
    """The quotes of a document with what is known of who speaks in them."""

    def __init__(self, doc: Doc, text: str, quotes: list[QuoteSpan], blocks: tuple[Block, ...]) -> None:
        self.doc = doc
        self.text = text
        self.quotes = quotes
        self.blocks = blocks
        self._starts = [quote.start for quote in quotes]

    def at(self, position: int) -> QuoteSpan | None:
        """The quote that holds the character ``position``."""
        place = bisect_right(self._starts, position) - 1
        if place >= 0 and position < self.quotes[place].end:
            return self.quotes[place]
        return None

    def ending_before(self, position: int) -> QuoteSpan | None:
        """The last quote that ends at or before ``position``."""
        place = bisect_right(self._starts, position) - 1
        while place >= 0 and self.quotes[place].end > position:
            place -= 1
        return self.quotes[place] if place >= 0 else None

    def starting_after(self, position: int) -> QuoteSpan | None:
        """The first quote that starts at or after ``position``."""
        place = bisect_right(self._starts, position - 1)
        return self.quotes[place] if place < len(self.quotes) else None

    def whole(self, span: tuple[int, int]) -> tuple[int, int]:
        """``span`` widened so that it cuts no quote: opening and closing marks and all that stands between."""
        start, end = span
        first = self.at(start)
        if first is not None and start > first.start:
            if not self.text[first.start : start].strip("“”„\"'‘ "):
                start = first.start
        last = self.at(end - 1) if end > start else None
        if last is not None and last.start >= start:
            end = max(end, last.end)
        following = self.at(end)
        if following is not None and start <= following.start < end:
            end = following.end
        return start, end


def fronted_quote(speech: Speech, verb: Token, cue: Cue) -> QuoteSpan | None:
    """The quote that ends right before the clause of ``verb``: "…," she said / "…," said the minister."""
    quote = speech.ending_before(verb.idx)
    if quote is None or not cue.takes("quote") or not is_finite(verb):
        return None
    if speech.text[quote.start : quote.end].rstrip("”\"'’ ").endswith("."):
        return None
    subject = subject_of(verb)
    between = speech.doc.char_span(quote.end, verb.idx, alignment_mode="contract")
    gap = speech.text[quote.end : verb.idx]
    if (
        len(gap) > 240
        or ("\n" in gap.strip("\n\r \u00a0") and gap.strip())
        or re.search(r"[.!?]\s+[A-Z“\"]", _plain(gap))
    ):
        return None
    if subject is None or (not _GLUE.fullmatch(gap) and subject.i > verb.i):
        return None
    if subject.i < verb.i and not (quote.end <= subject.idx):
        return None
    if between is not None:
        for token in between:
            if token.tag_ in ("VBD", "VBZ", "VBP") and not _inside(token, subject):
                return None
            if token.dep_ == "mark" or token.lower_ == "that":
                if not _inside(token, subject):
                    return None
    start = left(subject) if subject.i < verb.i else verb.i
    lead = speech.text[quote.end : max(speech.doc[start].idx, quote.end)]
    return quote if not lead.strip(" ,;:\u00a0—–―-\n") or _setting(lead) else None


def _plain(gap: str) -> str:
    """``gap`` without the points of abbreviations and initials."""
    return re.sub(r"\b(?:[A-Z]|[A-Z][a-z]{1,3})\.", "", gap)


def _setting(lead: str) -> bool:
    return len(lead.split()) <= 1


def _inside(token: Token, head: Token | None) -> bool:
    return head is not None and (token.i == head.i or head.is_ancestor(token))


def introduced_quote(speech: Speech, verb: Token) -> QuoteSpan | None:
    """The quote that ``verb`` introduces: she said, "…" / she told the daily on Monday: "…"."""
    end = verb.idx + len(verb)
    quote = speech.starting_after(end)
    if quote is None:
        return None
    gap = speech.doc.char_span(end, quote.start, alignment_mode="contract")
    if gap is None:
        return quote if not speech.text[end : quote.start].strip(" ,:\u00a0\n") else None
    if len(gap) > _INTRO_TOKENS or "\n" in speech.text[end : quote.start].strip("\n "):
        return None
    if any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") or (token.is_sent_end and token.text in ".!?") for token in gap):
        return None
    glue = gap[-1].text in (",", ":") or speech.text[end : quote.start].rstrip()[-1:] in (",", ":")
    return quote if glue or len(gap) <= 1 else None


def after_colon(speech: Speech, verb: Token) -> tuple[int, int] | None:
    """What follows "she said:" without quotation marks: the rest of the paragraph, or the paragraph after it."""
    doc = speech.doc
    end = next((t.i for t in doc[verb.i + 1 : verb.i + 12] if t.text == ":" or t.pos_ in ("VERB", "AUX")), None)
    if end is None or doc[end].text != ":":
        return None
    at = doc[end].idx + 1
    place = next((n for n, block in enumerate(speech.blocks) if block.start <= verb.idx < block.end), None)
    if place is None:
        return None
    stop = speech.blocks[place].end
    if not speech.text[at:stop].strip() and place + 1 < len(speech.blocks):
        at, stop = speech.blocks[place + 1].start, speech.blocks[place + 1].end
    return (at, stop) if speech.text[at:stop].strip() else None


def speech_verbs(speech: Speech, lexicon: Cues) -> Iterator[Raw]:
    """Every attribution by a cue verb whose content is a neighbouring quote or a fronted clause."""
    for token in speech.doc:
        if token.pos_ != "VERB" or token.tag_ in ("VB", "MD"):
            continue
        entry = match(token, lexicon.verb(token.lemma_.lower(), token.lower_))
        if entry is None or not (entry[0].takes("quote") or entry[0].takes("clause")):
            continue
        cue, last = entry
        if is_passive(token):
            continue
        raw = _one(speech, token, cue, last)
        if raw is not None:
            yield raw


def _one(speech: Speech, verb: Token, cue: Cue, last: int) -> Raw | None:
    doc = speech.doc
    ahead = content_range(verb, cue, last)
    explicit = ahead is not None and doc[ahead[2]].dep_ in ("ccomp", "advcl", "xcomp")
    subject = subject_of(verb)
    words = (verb.idx, doc[last].idx + len(doc[last]))
    span: tuple[int, int] | None = None
    quoted = fronted_quote(speech, verb, cue)
    if (
        quoted is not None
        and ahead is not None
        and explicit
        and (_fragment(speech, quoted) or doc[ahead[0]].lower_ in COMPLEMENTISERS)
    ):
        quoted = None
    kind = "direct"
    if quoted is not None:
        span = _joined(speech, quoted, verb)
    elif ahead is None and cue.takes("quote"):
        quoted = introduced_quote(speech, verb)
        if quoted is not None and subject is not None:
            span = _chained(speech, (quoted.start, quoted.end))
    if span is None and ahead is None and cue.takes("quote") and subject is not None:
        span, kind = after_colon(speech, verb), "direct"
    if span is None and ahead is None and cue.takes("clause"):
        span, kind = fronted_clause(speech, verb, cue), "indirect"
    if span is None:
        return None
    return Raw(
        content=trim(speech.text, *span),
        cue=words,
        source=chars(doc, *phrase(subject)) if subject is not None else None,
        kind=kind,
        entry=cue,
        cue_token=verb.i,
        source_token=subject.i if subject is not None else None,
        head=None,
        negated=any(child.dep_ == "neg" for child in verb.children),
    )


def _joined(speech: Speech, quote: QuoteSpan, verb: Token) -> tuple[int, int]:
    """A fronted quote from where its sentence starts, and what the speaker goes on to say after the cue."""
    start, end = _from_sentence(speech, quote), quote.end
    following = speech.starting_after(verb.idx)
    if following is not None and following.start - verb.idx < 400:
        between = speech.text[verb.idx + len(verb) : following.start]
        plain = _plain(between)
        if "\n" not in between and not re.search(r"[.!?]\s+\w", plain) and between.rstrip()[-1:] in ",.:;—–―-":
            _, end = _chained(speech, (following.start, following.end))
    return start, end


def _fragment(speech: Speech, quote: QuoteSpan) -> bool:
    """Whether words of the same sentence stand before the quote."""
    before = speech.text[: quote.start].rstrip(" \u00a0")
    return bool(before) and before[-1] not in _BOUNDARY


def _from_sentence(speech: Speech, quote: QuoteSpan) -> int:
    """Where the sentence of a quote starts: the quote itself, or the words before a quoted fragment."""
    before = speech.text[: quote.start].rstrip(" \u00a0")
    if before[-1:] == "," or not _fragment(speech, quote):
        return quote.start
    token = speech.doc.char_span(quote.start, quote.start + 1, alignment_mode="expand")
    if token is None:
        return quote.start
    start = token[0].sent[0].idx
    inside = speech.at(start)
    return start if inside is None and "\n" not in speech.text[start : quote.start] else quote.start


def _chained(speech: Speech, span: tuple[int, int]) -> tuple[int, int]:
    """``span`` and the quotes that follow it with nothing but white space between, in the same paragraph."""
    start, end = span
    following = speech.starting_after(end)
    while following is not None and speech.text[end : following.start] in (" ", "  ", "\u00a0"):
        end = following.end
        following = speech.starting_after(end)
    return start, end


def fronted_clause(speech: Speech, verb: Token, cue: Cue) -> tuple[int, int] | None:
    """The clause that stands before, or around, its cue clause: "A, the envoy said." / "A, he said, B." """
    doc = speech.doc
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if not subjects:
        return None
    if not cue.takes("recipient") and any(child.dep_ == "dobj" and child.i > verb.i for child in verb.children):
        return None
    marks = [child.i for child in verb.children if child.dep_ == "mark" and child.lower_ == "as"]
    first = min([left(subjects[0]) if subjects[0].i < verb.i else verb.i, *marks])
    sent = verb.sent
    if subjects[0].i < verb.i and left(subjects[0]) <= sent.start and subjects[0].i - sent.start > 6:
        first = _after_comma(doc, subjects[0].i, sent.start)
    before = first - 1
    while before > sent.start and doc[before].is_space:
        before -= 1
    if before <= sent.start or doc[before].text not in (",", "–", "—", "-", "―", "--", "”", '"'):
        return None
    start, end = sent.start, before
    after = max(verb.i, right(subjects[0]) if subjects[0].i > verb.i else verb.i) + 1
    while after < sent.end and doc[after].text != ",":
        after += 1
    if after < sent.end - 3 and not _own(verb, doc[after + 1]):
        end = sent.end
    return (doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) if end - start >= 3 else None


def _own(verb: Token, token: Token) -> bool:
    """Whether ``token`` opens an adjunct of the cue clause itself: ", she said, pointing to the map"."""
    return any(
        child.i > verb.i and left(child) == token.i and child.dep_ in ("advcl", "prep", "cc", "acl", "npadvmod")
        for child in verb.children
    )


def _after_comma(doc: Doc, position: int, start: int) -> int:
    while position > start and doc[position - 1].text != ",":
        position -= 1
    return position


def loose_quotes(speech: Speech, taken: list[Raw]) -> Iterator[Raw]:
    """Quotes that fill a paragraph and have no cue of their own: the last speaker goes on."""
    spans = sorted(taken, key=lambda raw: raw.content[1])
    for quote in speech.quotes:
        words = speech.text[quote.start : quote.end].split()
        if len(words) < _MIN_WORDS or any(r.content[0] < quote.end and quote.start < r.content[1] for r in spans):
            continue
        block = speech.blocks[quote.block] if quote.block < len(speech.blocks) else None
        if block is None or speech.text[block.start : quote.start].strip():
            continue
        if speech.text[quote.end : block.end].strip(" .,\u00a0"):
            continue
        last = [raw for raw in spans if raw.content[1] <= quote.start and raw.source is not None]
        if not last:
            yield Raw(content=(quote.start, quote.end), cue=None, source=None, kind="direct")
            continue
        yield replace(last[-1], content=trim(speech.text, quote.start, quote.end), cue=None, kind="direct", head=None)
