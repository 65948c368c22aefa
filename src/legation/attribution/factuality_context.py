"""What a word inherits from its governor: complement, argument, adjunct, relative clause, conjunct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.attribution.factuality_lexicon import Signature
from legation.attribution.factuality_local import conditional, prep_phrase
from legation.attribution.factuality_state import (
    START,
    SUBJECTS,
    VERBAL,
    Reader,
    State,
    affirm,
    govern,
    presuppose,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

_OBJECT = ("dobj", "nsubjpass", "oprd", "dative", "obj")
_SAME = ("acomp", "attr", "appos", "aux", "auxpass", "prt", "neg", "det", "advmod", "cc", "punct", "mark", "expl", "prep")
# frames tell the preposition "to" from the infinitive
_PREPOSITION = {"to": "to-noun"}
_CLAUSE = ("ccomp", "xcomp", "csubj", "csubjpass")


def context(reader: Reader, token: Token) -> State:
    """State that ``token`` inherits from its head, whose own state is known."""
    dep, head = token.dep_, token.head
    if head.i == token.i:
        return START
    if dep == "pobj" or dep == "pcomp":
        return _prepositional(reader, token)
    if dep in _SAME:
        return reader.own(head)
    if dep == "conj":
        return _conjunct(reader, token)
    if dep in _CLAUSE:
        return _clause(reader, token, head, form(token))
    if dep == "advcl":
        return _adverbial(reader, token, head)
    if dep in ("relcl", "acl"):
        return _adnominal(reader, token, head)
    if dep in ("nsubj", *_OBJECT):
        return _argument(reader, token, head, "obj" if dep in _OBJECT else "subj")
    if dep in ("compound", "nmod", "poss", "npadvmod"):
        return _compound(reader, token, head)
    if dep == "amod":
        return presuppose(reader.own(head), token.lower_) if token.pos_ in VERBAL else reader.own(head)
    if dep in ("parataxis", "dep", "intj", "meta"):
        return START
    return affirm(reader.own(head))


def form(token: Token) -> str:
    """The frame of a clause: ``to`` ``inf`` ``ing`` ``whether`` ``that``."""
    subordinator, auxiliary = "", False
    for child in token.lefts:
        if child.dep_ == "aux" or child.dep_ == "auxpass":
            if child.tag_ == "TO":
                return "to"
            auxiliary = auxiliary or child.tag_ in ("MD", "VBD", "VBZ", "VBP")
        elif child.dep_ == "mark" and child.tag_ == "IN":
            subordinator = child.lower_
    if subordinator:
        return "whether" if subordinator in ("whether", "if") else "that"
    if auxiliary:
        return "that"
    return {"VBG": "ing", "VB": "inf"}.get(token.tag_, "that")


def _predicate(reader: Reader, head: Token) -> Token:
    """What a copula says of its subject; any other verb itself."""
    if head.lemma_ != "be" or head.pos_ not in VERBAL:
        return head
    return next((c for c in head.rights if c.dep_ in ("acomp", "attr", "oprd")), head)


def _clause(reader: Reader, token: Token, head: Token, frame: str) -> State:
    said = _predicate(reader, head)
    said = head if said.i == token.i else said
    governor = reader.own(said)
    found = reader.signature(said, token, frame)
    if found is None and frame in ("inf", "that"):
        found = reader.signature(said, token, "to" if frame == "inf" else "ccomp")
    if frame == "to":
        turned = _degree(reader, said)
        if turned is not None:
            return govern(governor, turned, said.lower_)
    if found is None and said.i != head.i and token.dep_.startswith("csubj"):
        found = reader.signature(said, token, "copula")
    if found is not None:
        signature, word = found
        return govern(governor, signature, word, present=signature.present is not None and reader.present(said))
    if frame == "to":
        return govern(governor, reader.words.constructions["infinitive"], said.lower_)
    if frame == "that" and said.pos_ in VERBAL and said.lemma_ != "be":
        return govern(governor, reader.words.verbs.single["say"]["that"], said.lower_)
    return governor


def _degree(reader: Reader, word: Token) -> Signature | None:
    """``too weak to``, ``strong enough to``."""
    for child in word.children:
        if child.dep_ in ("advmod", "amod") and child.lower_ in reader.words.degrees and child.lower_ != "only":
            return reader.words.constructions[reader.words.degrees[child.lower_]]
    return None


def _adverbial(reader: Reader, token: Token, head: Token) -> State:
    matrix = reader.own(head)
    frame = form(token)
    constructions = reader.words.constructions
    if frame == "to":
        turned = _degree(reader, head) or next((_degree(reader, c) for c in head.rights if c.dep_ in ("acomp", "advmod") and _degree(reader, c)), None)
        if turned is not None:
            return govern(matrix, turned, head.lower_)
        if any(c.dep_ == "advmod" and reader.words.degrees.get(c.lower_) == "only to" for c in token.lefts):
            return govern(matrix, constructions["only to"], "only to")
        found = reader.signature(head, token, "to")
        if found is not None and found[0].plus.degree < 3:
            return govern(matrix, found[0], found[1])
        return govern(matrix, constructions["purpose"], f"to {token.lower_}")
    if conditional(reader, token):
        return govern(affirm(matrix), constructions["antecedent"], conditional(reader, token))
    kind, word = _subordinator(reader, token)
    if kind == "contrary":
        return govern(affirm(matrix), reader.words.prepositions["without"], word)
    if kind == "goal":
        return govern(matrix, constructions["purpose"], word)
    outer = reader.context(head) if matrix.sign < 0 else matrix
    if kind in ("fact", "before") and (reader.past(token) or outer.certain):
        return presuppose(outer, f"{word} {token.lower_}")
    return affirm(outer)


def _subordinator(reader: Reader, token: Token) -> tuple[str, str]:
    for child in token.lefts:
        if child.dep_ in ("mark", "advmod", "prep", "cc"):
            kind = reader.words.subordinators.get(child.lower_)
            if kind:
                return kind, child.lower_
    return "", ""


def _adnominal(reader: Reader, token: Token, head: Token) -> State:
    frame = form(token)
    noun = reader.own(head)
    if token.dep_ == "acl" and frame in ("to", "that", "ing", "whether") and token.tag_ != "VBN":
        found = reader.signature(head, token, frame)
        if found is not None:
            return govern(noun, *found)
        if frame == "to":
            return govern(noun, reader.words.constructions["noun infinitive"], head.lower_)
    if noun.certain or reader.definite(head) or reader.past(token):
        return presuppose(noun, token.lower_)
    return affirm(noun)


def _argument(reader: Reader, token: Token, head: Token, frame: str) -> State:
    governor = reader.own(head)
    said = _predicate(reader, head)
    if frame == "subj" and said.i != head.i:
        found = reader.signature(said, token, "copula")
        if found is not None:
            return govern(reader.own(said), *found)
        return presuppose(governor, token.lower_) if reader.definite(token) else affirm(governor)
    found = reader.signature(head, token, frame)
    if found is not None:
        signature, word = found
        return govern(governor, signature, word, present=signature.present is not None and reader.present(head))
    if governor.certain:
        return governor
    if frame == "obj" and not reader.definite(token):
        return governor
    if frame == "subj" and not reader.definite(token):
        return affirm(governor)
    return presuppose(governor, token.lower_)


def _prepositional(reader: Reader, token: Token) -> State:
    """Below a preposition: the governor's frame for it first, then the preposition's own verdict."""
    top = token.head
    if top.pos_ in VERBAL and top.dep_ != "prep":
        return affirm(reader.own(top))
    names = [_PREPOSITION.get(top.lower_, top.lower_)]
    while top.head.i != top.i and top.dep_ in ("prep", "pcomp", "agent") and top.head.dep_ in ("prep", "pcomp") and top.head.pos_ in ("ADP", "ADV", "SCONJ"):
        top = top.head
        names.insert(0, top.lower_)
    governor_token = top.head
    if governor_token.dep_ == "pobj" and governor_token.head.dep_ == "prep":
        names.insert(0, f"{governor_token.head.lower_} {governor_token.lower_} {names[0]}")
    governor = reader.own(governor_token)
    found = reader.signature(governor_token, token, names[-1])
    if found is None and token.dep_ == "pcomp":
        found = reader.signature(governor_token, token, "ing") if names[-1] == "of" else None
    if found is not None:
        return govern(governor, *found)
    prepositions = reader.words.prepositions
    own = next((prepositions[n] for n in (" ".join(names[-2:]), *names[:1], names[-1]) if n in prepositions), None)
    if own is not None and own.name != "goal":
        if own.fact:
            return presuppose(affirm(governor), token.lower_)
        return govern(affirm(governor), own, " ".join(names))
    if own is not None and token.dep_ == "pcomp" and governor.certain:
        return governor
    if governor.certain:
        return governor
    if token.dep_ == "pcomp":
        return affirm(governor)
    if reader.definite(token) or governor.degree == 3:
        return presuppose(governor, token.lower_)
    return affirm(governor)


def _compound(reader: Reader, token: Token, head: Token) -> State:
    found = reader.signature(head, token, "compound")
    if found is not None:
        return govern(reader.own(head), *found)
    return affirm(reader.own(head))


def _conjunct(reader: Reader, token: Token) -> State:
    """A conjunct shares its sister's context, and her modals and negation where it has no clause of its own."""
    sister = token.head
    if token.pos_ not in VERBAL:
        return _nominal_conjunct(reader, token, sister)
    if sister.pos_ not in VERBAL:
        return reader.context(sister)
    deps = [c.dep_ for c in token.lefts]
    own_clause = any(d in SUBJECTS or d in ("aux", "auxpass") for d in deps) or token.tag_ != sister.tag_
    if own_clause or token.tag_ == "VBD":
        state = reader.context(sister)
        if conditional(reader, sister):
            return state
        return state
    contrast = any(c.dep_ == "cc" and c.lower_ in reader.words.contrast for c in sister.rights if c.i < token.i)
    shared = reader.own(sister)
    return affirm(shared) if contrast else shared


def _nominal_conjunct(reader: Reader, token: Token, sister: Token) -> State:
    if token.tag_ == sister.tag_ and any(c.dep_ in ("det", "poss") for c in token.lefts):
        return reader.context(sister)
    return reader.own(sister) if token.pos_ == sister.pos_ else reader.context(sister)


