"""Attributions without a cue verb: "according to …", "reportedly", "NAME: …", "“…” — NAME"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from legation.attribution.claims_cues import Cues
from legation.attribution.claims_frames import clause_range
from legation.attribution.claims_grammar import Raw, chars, phrase, right, sentence_range, trim
from legation.layers import Block
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Span, Token

_COLON = re.compile(r"[\"“”'‘]?(?P<name>[^\W\d_][^:\n\"“”]{1,48}?)\s?:\s+(?=\S)")
_SIGNED = re.compile(r"[\"”’.]\s*(?:―|—|–|--)\s*(?P<name>[A-Z][^\"“”\n]{1,70})$")


def prepositions(doc: Doc, lexicon: Cues) -> Iterator[Raw]:
    """ "According to X, …" and "…, in the words of X": the rest of the clause is the content."""
    firsts = {phrase_[0] for phrase_ in lexicon.prepositions}
    for token in doc:
        if token.lower_ not in firsts:
            continue
        for words in lexicon.prepositions:
            end = token.i + len(words)
            if end < len(doc) and tuple(doc[i].lower_ for i in range(token.i, end)) == words:
                raw = _by_preposition(doc, token, end)
                if raw is not None:
                    yield raw
                break


def _by_preposition(doc: Doc, first: Token, end: int) -> Raw | None:
    source = next((child for child in doc[end - 1].children if child.dep_ == "pobj" and child.i >= end), None)
    start, stop = sentence_range(first)
    if source is None:
        return None
    last = max(phrase(source)[1], source.i + 1)
    relative = right(source) + 1
    before = first.i - 1
    while before > start and doc[before].text in (",", "-", "–", "—", "(", "”", '"'):
        before -= 1
    if first.i - start <= 1:
        comma = next((i for i in range(min(last, stop - 1), stop) if doc[i].text == ","), None)
        content = (max(comma or last, min(relative, stop - 1)) if comma is None else comma, stop)
    else:
        after = relative
        more = after < stop - 3 and doc[after].text == ","
        content = (start, stop) if more else (start, before + 1)
    if content[1] - content[0] < 2:
        return None
    span = chars(doc, *content)
    return Raw(
        content=span,
        cue=(first.idx, doc[end - 1].idx + len(doc[end - 1])),
        source=chars(doc, *phrase(source)),
        kind="indirect",
        source_token=source.i,
        cue_token=first.i,
    )


def adverbs(doc: Doc, lexicon: Cues) -> Iterator[Raw]:
    """ "Reportedly", "allegedly": the clause is said by others who are not named."""
    for token in doc:
        entry = lexicon.adverbs.get(token.lower_)
        if entry is None or entry["holder"] != "unnamed":
            continue
        if token.head.pos_ in ("VERB", "AUX"):
            span = chars(doc, *clause_range(token.head))
        else:
            span = chars(doc, token.i, right(token.head) + 1)
        yield Raw(
            content=span,
            cue=(token.idx, token.idx + len(token)),
            source=None,
            kind="adverbial",
            cue_token=token.i,
            certainty=entry["certainty"],
        )


def colons(doc: Doc, text: str, blocks: tuple[Block, ...]) -> Iterator[Raw]:
    """ "Minister: we will not leave" in a heading, a transcript or a script; "“…” — NAME" under a quote."""
    for block in blocks:
        body = text[block.start : block.end]
        found = _COLON.match(body)
        if found is not None and _speaks(doc, text, block, found):
            yield _positional(
                doc,
                trim(text, block.start + found.end(), block.end),
                (block.start + found.start("name"), block.start + found.end("name")),
            )
            continue
        signed = _SIGNED.search(body)
        if signed is not None and len(signed.group("name").split()) <= 8:
            name = trim(text, block.start + signed.start("name"), block.start + signed.end("name"))
            content = trim(text, block.start, block.start + signed.start() + 1)
            if _is_name(doc, *name):
                yield _positional(doc, content, name)


def _speaks(doc: Doc, text: str, block: Block, colon: re.Match[str]) -> bool:
    """Whether the words before a colon name a speaker: a name; in a heading, or before a quote, any noun phrase."""
    start, end = block.start + colon.start("name"), block.start + colon.end("name")
    if _is_name(doc, start, end):
        return True
    quoted = text[block.start + colon.end()] in "“\"'‘"
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not (block.kind == "heading" or quoted) or span.root.pos_ not in ("NOUN", "PROPN"):
        return False
    limit = 8 if quoted else 2
    return len(span) <= limit and not _is_label(span) and not any(t.pos_ in ("VERB", "AUX") for t in span)


def _is_label(span: Span) -> bool:
    labels = load("attribution/claims/sources.yaml")["labels"]
    return any(token.lower_ in labels for token in span)


def heading_verbs(doc: Doc, text: str, blocks: tuple[Block, ...], lexicon: Cues) -> Iterator[Raw]:
    """Cue verbs of headings in capitals, which a tagger takes for names: "Envoy Vows To Return"."""
    for block in blocks:
        if block.kind != "heading":
            continue
        span = doc.char_span(block.start, block.end, alignment_mode="expand")
        if span is None:
            continue
        for token in span[1:-1]:
            if token.pos_ not in ("PROPN", "NOUN") or token.nbor(-1).pos_ not in ("PROPN", "NOUN"):
                continue
            entry = next((lexicon.verbs[form] for form in _third_person(token.lower_) if form in lexicon.verbs), None)
            if entry is None or not token.text.istitle():
                continue
            cue = entry[0]
            to = token.nbor().lower_ == "to"
            if cue.rest or not (cue.takes("to") if to else cue.takes("clause") or cue.takes("np")):
                continue
            source = token.nbor(-1)
            content = trim(text, token.nbor().idx, block.end)
            if content[0] >= content[1]:
                continue
            yield Raw(
                content=content,
                cue=(token.idx, token.idx + len(token)),
                source=trim(text, max(block.start, source.left_edge.idx), source.idx + len(source)),
                kind=cue.kind,
                entry=cue,
                cue_token=token.i,
                source_token=source.i,
            )
            break


def _third_person(word: str) -> Iterator[str]:
    """The lemmas a present-tense form in -s may have."""
    if word.endswith("ies"):
        yield word[:-3] + "y"
    if word.endswith("es"):
        yield word[:-2]
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]


def _positional(doc: Doc, content: tuple[int, int], name: tuple[int, int]) -> Raw:
    span = doc.char_span(*name, alignment_mode="expand")
    head = span.root.i if span is not None else None
    return Raw(content=content, cue=None, source=name, kind="direct", source_token=head)


_NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Whether all words are names or titles: capitalised, with at most a few small words between."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) > 9 or _is_label(span):
        return False
    words = [token for token in span if token.text[0].isalpha()]
    capital = [token for token in words if token.text[0].isupper()]
    named = any(token.ent_type_ in _NAMED or token.is_upper for token in words) or len(words) <= 2
    named = named and any(token.pos_ == "PROPN" or token.is_upper for token in words)
    return (
        bool(words) and named and len(words) - len(capital) <= 1 and not any(t.pos_ in ("VERB", "AUX") for t in words)
    )
