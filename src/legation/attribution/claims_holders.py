"""Who holds a claim: the actor behind the source's words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from legation.attribution.claims_grammar import Raw, is_passive, subject_of
from legation.layers import Mention, Reading
from legation.record import ANONYMOUS, AUTHOR, OFFICIAL, UNNAMED
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token


class Holders:
    """Resolves the source of one claim after another, in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.doc = reading.parsed
        self.text = reading.text
        self.by_token: dict[int, Mention] = {}
        for mention in sorted(reading.mentions, key=lambda m: (m.end - m.start, m.start)):
            span = self.doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None:
                continue
            for token in span:
                self.by_token.setdefault(token.i, mention)
        self.heads = {mention.head: mention for mention in reversed(reading.mentions)}
        self.kinds = {actor.id: actor.kind for actor in reading.actors}
        self.last_person: str | None = None
        self.surnames = _surnames(reading)

    def of(self, raw: Raw) -> str:
        """``author``, an actor's id, ``official statement``, ``anonymous`` or ``unnamed``."""
        if raw.source is None or raw.source_token is None:
            return self._thinker(raw) or _without_source(raw, self.doc, self.text)
        token = _antecedent(self.doc[raw.source_token])
        mention = self.heads.get(token.i) or self.by_token.get(token.i) or self._in_compound(token)
        if token.lower_ in _PERSONAL and self.last_person and mention is not None:
            # a thing that the text names first cannot be the speaker of "he said"
            mention = mention if self.kinds.get(mention.actor) == "person" else None
        if mention is None and token.text in self.surnames:
            self.last_person = self.surnames[token.text]
            return self.last_person
        words = _patterns()
        told = self.text[raw.source[0] : raw.source[1]]
        whole = self.doc[token.left_edge.i : token.right_edge.i + 1].text
        if mention is None or mention.form in ("nominal", "pronoun"):
            issuer = self._issuer(token) if mention is None else None
            if issuer is not None:
                return issuer
            for holder in (ANONYMOUS, OFFICIAL, UNNAMED):
                if words[holder].search(whole if holder == ANONYMOUS else told):
                    return holder
        if mention is not None:
            if self.kinds.get(mention.actor) == "person":
                self.last_person = mention.actor
            return mention.actor
        if token.lower_ in _data()["first_person"] or self._is_evidence(token, raw):
            return AUTHOR
        if _patterns()[AUTHOR].search(told):
            return AUTHOR
        if token.lower_ in _PERSONAL and self.last_person:
            return self.last_person
        inner = self._inside(token)
        return inner.actor if inner is not None else UNNAMED

    def _issuer(self, token: Token) -> str | None:
        """Who released the statement that speaks: "the ministry issued a statement saying …"."""
        papers = _data()["documents"]
        if token.lemma_.lower() not in papers and not _patterns()[OFFICIAL].search(token.text):
            return None
        if token.dep_ != "dobj" or is_passive(token.head):
            return None
        return self._named(subject_of(token.head))

    def _thinker(self, raw: Raw) -> str | None:
        """Who acts on a belief that names nobody: "the king sent envoys in the hope that …"."""
        if raw.entry is None or raw.entry.label != "believe" or raw.cue_token is None:
            return None
        noun = self.doc[raw.cue_token]
        verb = noun.head.head
        if noun.pos_ != "NOUN" or noun.dep_ != "pobj" or verb.pos_ != "VERB" or is_passive(verb):
            return None
        return self._named(subject_of(verb))

    def _named(self, token: Token | None) -> str | None:
        mention = self.heads.get(token.i) or self.by_token.get(token.i) if token is not None else None
        return mention.actor if mention is not None else None

    def _in_compound(self, token: Token) -> Mention | None:
        """The mention in an apposition or a title that belongs to ``token``."""
        for child in token.children:
            if child.dep_ in ("appos", "compound", "flat", "nmod") and child.i in self.by_token:
                return self.by_token[child.i]
        return None

    def _is_evidence(self, token: Token, raw: Raw) -> bool:
        """A thing or an event that "confirms" or "shows": the author argues from it. Documents speak for themselves."""
        if raw.entry is None or raw.entry.lemma not in _data()["arguing"] or token.pos_ not in ("NOUN", "DET"):
            return False
        return token.lemma_.lower() not in _data()["speaking"] and token.ent_type_ not in (
            "ORG",
            "PERSON",
            "GPE",
            "NORP",
        )

    def _inside(self, token: Token) -> Mention | None:
        """The organisation a role belongs to: a possessor or an of-phrase of "the ministry of X", "X's spokesman"."""
        for child in token.children:
            if child.dep_ in ("poss", "amod") and child.i in self.by_token:
                return self.by_token[child.i]
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "from", "by"):
                for inner in child.children:
                    if inner.i in self.by_token:
                        return self.by_token[inner.i]
        return None


def _surnames(reading: Reading) -> dict[str, str]:
    """The later names that only one person of the document bears."""
    bearers: dict[str, list[str]] = {}
    for actor in reading.actors:
        if actor.kind == "person" and " " in actor.name:
            for name in actor.name.split()[1:]:
                bearers.setdefault(name, []).append(actor.id)
    return {name: ids[0] for name, ids in bearers.items() if len(ids) == 1}


def _antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for."""
    if token.lower_ in ("who", "which", "that", "whom", "whose"):
        node = token
        while node.dep_ != "relcl" and node.head.i != node.i:
            node = node.head
        if node.dep_ == "relcl":
            return node.head
    return token


def _without_source(raw: Raw, doc: Doc, text: str) -> str:
    if raw.cue_token is not None and _denied(doc[raw.cue_token]):
        return AUTHOR
    if raw.cue is not None and raw.entry is not None:
        sentence = doc[raw.cue_token].sent.text if raw.cue_token is not None else ""
        cue = text[raw.cue[0] : raw.cue[1]]
        around = sentence[: sentence.find(cue) + len(cue)] if cue in sentence else cue
        if raw.entry.kind == "noun" and _patterns()[OFFICIAL].search(around):
            return OFFICIAL
    return UNNAMED


def _denied(noun: Token) -> bool:
    """ "There is no mention of …": that is the writer's own finding."""
    return noun.pos_ == "NOUN" and any(child.dep_ == "det" and child.lower_ == "no" for child in noun.children)


@cache
def _data() -> dict[str, frozenset[str]]:
    data = load("attribution/claims/sources.yaml")
    return {key: frozenset(data[key]) for key in ("first_person", "speaking", "arguing", "documents")}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compiled patterns of the kinds of source that are no actor (resources/attribution/claims/sources.yaml)."""
    data = load("attribution/claims/sources.yaml")
    return {holder: re.compile("|".join(rf"(?:{p})" for p in data[key]), re.IGNORECASE) for key, holder in _KEYS}


_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_KEYS = (("anonymous", ANONYMOUS), ("official", OFFICIAL), ("unnamed", UNNAMED), ("author", AUTHOR))
