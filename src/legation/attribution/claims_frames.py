"""Attributions read off the dependency tree: cue verbs with the complements that hold content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from legation.attribution.claims_cues import Cue, Cues
from legation.attribution.claims_grammar import (
    PASSIVE_SUBJECT,
    SETTING,
    Raw,
    after,
    agent_of,
    chars,
    is_passive,
    left,
    phrase,
    right,
    sentence_range,
    subject_of,
)
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

_ADDED = frozenset({"relcl", "advcl"})
_BREAKS = frozenset({",", "-", "–", "—", "―", "--"})
COMPLEMENTISERS = frozenset({"that", "whether", "if", "how", "why", "what", "who", "when", "where", "which"})
# What carries on the content after an object: "criticised X for Y", "called X a liar".
_CARRIED = frozenset({"oprd", "xcomp", "acomp", "attr", "dobj", "prep"})


def match(token: Token, entries: tuple[Cue, ...]) -> tuple[Cue, int] | None:
    """The surest of ``entries`` and the last token of the cue: a particle, or words that follow at once."""
    return next(matches(token, entries), None)


def matches(token: Token, entries: tuple[Cue, ...]) -> Iterator[tuple[Cue, int]]:
    """Those of ``entries`` whose further words are there: several words first, then in the order of the lexicon."""
    for cue in entries:
        if not cue.rest:
            yield cue, token.i
            continue
        doc = token.doc
        words = [doc[i].lower_ for i in range(token.i + 1, min(token.i + 1 + len(cue.rest), len(doc)))]
        if tuple(words) == cue.rest:
            yield cue, token.i + len(cue.rest)
        elif len(cue.rest) == 1:
            for child in token.children:
                if child.dep_ == "prt" and child.lower_ == cue.rest[0]:
                    yield cue, child.i


def verb_frames(doc: Doc, lexicon: Cues) -> Iterator[Raw]:
    """Attributions of every cue verb with a complement that its entry allows."""
    for token in doc:
        if token.pos_ not in ("VERB", "AUX") or token.tag_ == "MD":
            continue
        passive = is_passive(token)
        for cue, last in matches(token, lexicon.verb(token.lemma_.lower(), token.lower_)):
            raw = _passive(token, cue, last) if passive else _active(token, cue, last)
            if raw is not None:
                yield raw
                break


def _active(verb: Token, cue: Cue, last: int) -> Raw | None:
    subject = subject_of(verb)
    content = content_range(verb, cue, last)
    if content is None and cue.takes("document") and subject is not None and subject.lemma_.lower() in documents():
        content = content_range(verb, replace(cue, complements=_ANY), last)
    if content is None:
        return None
    if subject is None and verb.tag_ == "VB" and verb.doc[content[2]].dep_ not in ("ccomp", "advcl"):
        return None
    return build(verb, cue, (verb.i, last), content, subject)


# What a document may "show" or "contain": any object or clause.
_ANY = frozenset({"clause", "np", "ing"})


@cache
def documents() -> frozenset[str]:
    """Nouns of documents, studies and recordings, which speak without a speaker."""
    return frozenset(load("attribution/claims/sources.yaml")["documents"])


def build(
    token: Token, cue: Cue, words: tuple[int, int], content: tuple[int, int, int], source: Token | None
) -> Raw | None:
    """A raw attribution from token ranges; none where the content holds no word."""
    doc = token.doc
    span = chars(doc, content[0], core_end(doc, content))
    if span[0] >= span[1]:
        return None
    return Raw(
        content=span,
        cue=(doc[words[0]].idx, doc[words[1]].idx + len(doc[words[1]])),
        source=chars(doc, *phrase(source)) if source is not None else None,
        kind=cue.kind,
        entry=cue,
        cue_token=token.i,
        source_token=source.i if source is not None else None,
        head=content[2],
        negated=any(child.dep_ == "neg" for child in token.children),
        clausal=doc[content[2]].dep_ in ("ccomp", "acl", "advcl") and not is_infinitive(doc[content[2]]),
    )


def core_end(doc: Doc, content: tuple[int, int, int]) -> int:
    """The end of the content without what the writer adds after a comma or a dash: ", which …", ", although …"."""
    head, end = doc[content[2]], content[1]
    for child in head.children:
        if child.dep_ == "conj" and child.i > head.i and child.i < end and _breaks_out(head, child):
            joint = next((c.i for c in head.children if c.dep_ == "cc" and head.i < c.i < left(child) + 1), left(child))
            return max(min(joint, left(child)), content[0] + 1)
    for child in head.children:
        if child.i <= head.i or child.dep_ not in _ADDED or not content[0] + 2 < left(child) <= end:
            continue
        if doc[left(child) - 1].text in _BREAKS and right(child) + 1 >= end - 1:
            end = left(child) - 1
            break
    return end


def _breaks_out(head: Token, child: Token) -> bool:
    """Whether a coordinated verb cannot share the mood of the content's: "said he would go and warned that …"."""
    own = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "expl") for c in child.children)
    return head.tag_ == "VB" and child.tag_ in ("VBD", "VBZ", "VBP") and not own


def content_range(verb: Token, cue: Cue, last: int) -> tuple[int, int, int] | None:
    """Tokens of the content to the right of an active cue verb: first, end (exclusive), head."""
    for child in after(verb):
        if child.i <= last:
            continue
        found = _complement(verb, child, cue)
        if found is not None:
            return found
        if child.dep_ in ("conj", "cc"):
            break
    return None


def _complement(verb: Token, child: Token, cue: Cue) -> tuple[int, int, int] | None:
    if child.dep_ in ("ccomp", "xcomp"):
        return _clause(verb, child, cue)
    if child.dep_ in ("dobj", "oprd", "attr", "dative") and child.pos_ in NOUNISH:
        return _object(verb, child, cue)
    if child.dep_ == "prep" and child.lower_ in cue.prepositions:
        inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if inner:
            return left(inner[0]), right(child) + 1, inner[0].i
    if child.dep_ == "advcl" and cue.takes("clause") and child.left_edge.lower_ in COMPLEMENTISERS:
        return left(child), right(child) + 1, child.i
    return None


NOUNISH = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})


def is_infinitive(token: Token) -> bool:
    """A verb with ``to``."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)


def _clause(verb: Token, child: Token, cue: Cue) -> tuple[int, int, int] | None:
    first, end = max(left(child), verb.i + 1), right(child) + 1
    own = any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.children)
    if is_infinitive(child):
        wanted = "oto" if own else "to"
        if cue.takes(wanted) or (wanted == "to" and cue.takes("oto") and verb.tag_ != "VBN"):
            return first, end, child.i
        return (first, end, child.i) if child.left_edge.lower_ in COMPLEMENTISERS and cue.takes("clause") else None
    if child.tag_ == "VBG" and (not own or not cue.takes("clause")):
        return (first, end, child.i) if cue.takes("ing") else None
    if cue.takes("clause"):
        bare = child.left_edge.lower_ not in COMPLEMENTISERS
        if bare and cue.takes("light"):
            return None
        return first, end, child.i
    if cue.takes("np") and own:
        return first, end, child.i
    return None


def _object(verb: Token, child: Token, cue: Cue) -> tuple[int, int, int] | None:
    later = [c for c in after(verb) if c.i > child.i]
    infinitive = next((c for c in later if c.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(c)), None)
    if cue.takes("oto") and infinitive is not None:
        return left(child), right(infinitive) + 1, infinitive.i
    clause = next((c for c in later if c.dep_ in ("ccomp", "advcl") and c.left_edge.lower_ in COMPLEMENTISERS), None)
    if clause is not None and cue.takes("clause"):
        return left(clause), right(clause) + 1, clause.i
    predicated = cue.takes("as") and any(c.dep_ == "prep" and c.lower_ == "as" for c in later)
    if cue.takes("recipient") or not (cue.takes("np") or predicated):
        return None
    end = right(child) + 1
    for c in later:
        if c.dep_ in _CARRIED:
            end = max(end, right(c) + 1)
        elif c.dep_ not in SETTING:
            break
    return left(child), end, child.i


def _passive(verb: Token, cue: Cue, last: int) -> Raw | None:
    """ "X was accused of Y", "X is believed to Y", "it was announced that Y", "X was condemned by Z"."""
    agent = agent_of(verb)
    subjects = [child for child in verb.children if child.dep_ in PASSIVE_SUBJECT]
    subject = subjects[0] if subjects else None
    reduced = verb.dep_ == "acl"
    for child in after(verb):
        if child.dep_ in ("ccomp", "xcomp"):
            found = _clause(verb, child, cue)
            if found is not None:
                return build(verb, cue, (verb.i, last), found, agent)
            if is_infinitive(child) and (cue.takes("raise") or cue.takes("oto")):
                start = left(subject) if subject is not None and not reduced else left(child)
                return build(verb, cue, (verb.i, last), (start, right(child) + 1, child.i), agent)
        if child.dep_ == "prep" and child.lower_ in cue.prepositions:
            inner = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
            if inner:
                start = left(subject) if subject is not None and not reduced else left(inner[0])
                return build(verb, cue, (verb.i, last), (start, right(child) + 1, inner[0].i), agent)
    if not cue.takes("np"):
        return None
    if subject is not None and (subject.tag_ != "EX" and subject.dep_ != "expl"):
        content = (left(subject), _clause_end(verb, subject), subject.i)
        return build(verb, cue, (verb.i, last), content, agent)
    if reduced and agent is not None:
        return build(verb, cue, (verb.i, last), (*phrase_before(verb), verb.head.i), agent)
    return None


def _clause_end(verb: Token, subject: Token) -> int:
    """The end of a passive clause with what is predicated of its subject; the subject alone where nothing is."""
    end = phrase(subject)[1]
    for child in after(verb):
        if child.dep_ in _CARRIED and child.dep_ != "agent":
            end = right(child) + 1
        elif child.dep_ not in SETTING:
            break
    return end


def phrase_before(verb: Token) -> tuple[int, int]:
    """The noun phrase that a reduced relative clause modifies, up to the clause."""
    return left(verb.head), left(verb)


def clause_range(token: Token) -> tuple[int, int]:
    """The finite clause around ``token``, within its sentence."""
    node = token
    while node.dep_ not in ("ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis") and node.head.i != node.i:
        node = node.head
    start, end = sentence_range(token)
    return max(left(node), start), min(right(node) + 1, end)
