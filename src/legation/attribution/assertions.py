"""Which attributions assert what they hold.

"Chad said that Niger fired" makes Chad the holder of the firing; "Chad wants to fire", "Chad allowed Niger to fire" and "Chad
played down the firing" do not: there the writer speaks. Quotations, reporting nouns and "according to" always assert; a verb
does where its content is a finite clause and its sense is to tell or to hold true.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from legation.attribution.claims_cues import cues
from legation.attribution.claims_grammar import NOMINAL, is_passive
from legation.layers import ClaimSpan, Reading
from legation.record import UNNAMED
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Span, Token

QUOTED = ("direct", "mixed")
QUOTED_SHARE, MIN_QUOTATIONS = 0.1, 2
ALWAYS = ("direct", "mixed", "adverbial", "noun")
# Classes of cue verbs that want, promise, ask or judge a thing rather than tell it.
NOT_TELLING = {"want", "promise", "criticise", "ask", "evidence"}
MIN_WORDS = 3
TENSED = ("VBD", "VBZ", "VBP", "MD")
CARRIERS = ("aux", "auxpass", "cop")
OPEN = ("may", "might", "could", "would", "should", "can")


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
    if claim.kind == "noun" and claim.holder == UNNAMED and claim.cue is not None:
        cue, words = (doc.char_span(*part, alignment_mode="expand") for part in (claim.cue, claim.content))
        return cue is None or words is None or _noun_tells(cue[0], words)
    if claim.kind in ALWAYS:
        return True
    if claim.cue is not None and _labels(doc, claim.cue) <= NOT_TELLING:
        return False
    content = doc.char_span(*claim.content, alignment_mode="expand")
    return content is not None and len(content) > 0 and (_finite(content.root) or _gerund(content.root))


def _labels(doc: Doc, cue: tuple[int, int]) -> set[str]:
    """The classes of the cue's verb; empty sets of labels count as telling."""
    span = doc.char_span(*cue, alignment_mode="expand")
    lexicon = cues().verbs
    labels = {entry.label for token in span or () for entry in lexicon.get(token.lemma_.lower(), ())}
    return labels or {"say"}


def _gerund(root: Token) -> bool:
    """ "Denied having fired", "admitted firing": a gerund that says what is held to be so."""
    return root.tag_ == "VBG" or any(c.lower_ == "having" for c in root.children)


def _finite(root: Token) -> bool:
    if root.pos_ not in ("VERB", "AUX"):
        return False
    helpers = [child for child in root.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "TO" for child in helpers):
        return False
    return root.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in helpers)


def listed(reading: Reading, spans: Iterable[ClaimSpan]) -> tuple[ClaimSpan, ...]:
    """Of ``spans``, the ones that an analyst would retell as "X says that Y"; the writer's own stand.

    Wider attributions (wishes, promises, decisions, orders, bare topics) serve the annotation of attribution; the record
    has them as events and interests.
    """
    return tuple(span for span in spans if _tells(reading.parsed, span))


def _tells(doc: Doc, claim: ClaimSpan) -> bool:
    content = doc.char_span(*claim.content, alignment_mode="expand")
    if content is None or len(content) == 0:
        return False
    if claim.kind == "author":
        supposed = content[0].dep_ == "mark" and content[0].head == content.root
        return _says_something(content) and not (supposed and content[0].lower_ in _lists()["asking"])
    if claim.kind in QUOTED:
        return claim.kind == "direct" or _quoted_cue(doc, claim) is not False
    cue = doc.char_span(*claim.cue, alignment_mode="expand") if claim.cue is not None else None
    if cue is None:
        return True
    token = cue[0]
    if claim.kind == "adverbial" or _is_preposition(token):
        return _says_something(content) and (claim.kind == "adverbial" or _can_speak(doc, claim))
    if claim.kind == "noun" or token.pos_ == "NOUN":
        return _noun_tells(token, content)
    return _verb_tells(doc, claim, token, content)


def _quoted_cue(doc: Doc, claim: ClaimSpan) -> bool:
    """Whether the verb over words in quotation marks tells them; a mixed quotation may be wanted or ordered."""
    content = doc.char_span(*claim.content, alignment_mode="expand")
    if claim.cue is None or content is None or _starts_quoted(content):
        return True
    cue = doc.char_span(*claim.cue, alignment_mode="expand")
    if cue is None:
        return True
    token = cue[0]
    return token.pos_ != "NOUN" and _verb_tells(doc, claim, token, content)


def _starts_quoted(content: Span) -> bool:
    return bool(content[0].is_quote)


def _is_preposition(token: Token) -> bool:
    return token.pos_ in ("ADP", "SCONJ", "ADV") or (token.tag_ == "VBG" and token.dep_ == "prep")


def _can_speak(doc: Doc, claim: ClaimSpan) -> bool:
    """Whether an "according to" names somebody or a document, no measure ("according to their strength")."""
    source = doc.char_span(*claim.source, alignment_mode="expand") if claim.source is not None else None
    if claim.holder != UNNAMED or source is None:
        return True
    speaking = load("attribution/claims/sources.yaml")
    root = source.root
    known = (*speaking["speaking"], *speaking["documents"])
    return root.lemma_.lower() in known or root.pos_ != "NOUN" or root.tag_ == "NNS"


def _says_something(content: Span) -> bool:
    """Whether a stretch of text holds a verb that is tensed, and more than it and its subject."""
    return len(content) >= MIN_WORDS and any(t.tag_ in TENSED for t in content)


def _noun_tells(noun: Token, content: Span) -> bool:
    """ "The claim that …" and "rumours of …" tell; "their call for …", "an unwillingness to …" do not."""
    words = _lists()
    if noun.lemma_.lower() in words["reporting_nouns"]:
        return len(content) >= MIN_WORDS or noun.lemma_.lower() == "mention"
    labels = {entry.label for entry in cues().nouns.get(noun.lemma_.lower(), ())}
    return not labels & {"ask", "promise"} and _clausal(content)


def _clausal(content: Span) -> bool:
    """Whether the content is a tensed clause that leaves no question open."""
    root = content.root
    if content[0].lower_ in _lists()["asking"]:
        return False
    if any(c.tag_ == "TO" for c in root.children if c.dep_ == "aux"):
        return False
    return any(t.tag_ in TENSED for t in (root, *(c for c in root.children if c.dep_ in CARRIERS)))


def _verb_tells(doc: Doc, claim: ClaimSpan, token: Token, content: Span) -> bool:
    words = _lists()
    lemma = token.lemma_.lower()
    if token.pos_ == "ADJ" or lemma not in cues().verbs:
        return _clausal(content)
    if lemma in words["acting"] or token.dep_ == "amod" or _unspoken(token):
        return False
    labels = _labels(doc, claim.cue) if claim.cue is not None else {"say"}
    within = claim.kind not in QUOTED and claim.cue is not None and _inside(claim.cue, claim.content)
    if within and (claim.source is not None or lemma not in words["reporting_things"] or "say" not in labels):
        return False  # "he was declared the winner", "the port responded with a strike"
    if labels & words["telling"] and _clausal(content):
        return True
    if claim.source is None or len(content) < MIN_WORDS:
        return is_passive(token) and content.root.tag_ == "VB" and bool(labels & words["telling"])
    asked = any(c.dep_ == "prep" and c.lower_ in words["wishing"] for c in token.children)
    if (
        asked
        or content.root.ent_type_ == "PERSON"
        or (content.start and doc[content.start - 1].lower_ in words["wishing"])
    ):
        return False  # a person named is no proposition; "called for a pause" asks
    things = lemma in words["reporting_things"] or (bool(labels & words["telling_things"]) and claim.holder != UNNAMED)
    return things and (content.root.pos_ in NOMINAL or _gerund(content.root))


def _unspoken(cue: Token) -> bool:
    """Whether the cue stands in an infinitive of purpose or wish, or under a modal: nobody has said it."""
    helpers = [c for c in cue.children if c.dep_ == "aux"]
    if any(c.tag_ == "TO" for c in helpers):
        return cue.dep_ != "xcomp" or cue.head.lemma_.lower() not in _lists()["carrying"]
    return any(c.tag_ == "MD" and c.lower_ in OPEN for c in helpers)


def _inside(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@cache
def _lists() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load("attribution/claims/assertions.yaml").items()}
