"""What a word inherits from its governor: complement, argument, adjunct, relative clause, conjunct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.attribution.factuality_grammar import FINITE, among, asks, finite, given, told_of
from legation.attribution.factuality_lexicon import Signature
from legation.attribution.factuality_local import NOT, conditional, prep_phrases
from legation.attribution.factuality_state import (
    START,
    SUBJECTS,
    VERBAL,
    Reader,
    State,
    affirm,
    govern,
    modify,
    presuppose,
)

if TYPE_CHECKING:
    from legation.tokens import Token

_OBJECT = ("dobj", "nsubjpass", "oprd", "dative", "obj")
_SAME = (
    "acomp",
    "attr",
    "appos",
    "aux",
    "auxpass",
    "prt",
    "neg",
    "det",
    "advmod",
    "cc",
    "punct",
    "mark",
    "expl",
    "prep",
)
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
        # not the noun's own state: that holds what the modifier itself does to it
        return presuppose(reader.context(head), token.lower_) if token.pos_ in VERBAL else reader.context(head)
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


def _predicate(head: Token) -> Token:
    """What a copula says of its subject; any other verb itself."""
    if head.lemma_ != "be" or head.pos_ not in VERBAL:
        return head
    return next((c for c in head.rights if c.dep_ in ("acomp", "attr", "oprd")), head)


def _clause(reader: Reader, token: Token, head: Token, frame: str) -> State:
    said = _predicate(head)
    said = head if said.i == token.i else said
    governor = reader.own(said)
    if token.dep_.startswith("csubj") and said.i == head.i and said.pos_ in VERBAL:
        frame = "subj"  # what verbs do to their complements they do not do to their subjects
    found = reader.signature(said, token, frame)
    if found is None and frame == "inf" and any(c.dep_ in SUBJECTS for c in token.lefts):
        found = reader.signature(said, token, "that")
    if found is None and frame in ("inf", "that"):
        found = reader.signature(said, token, "to" if frame == "inf" else "ccomp")
    if token.dep_ == "ccomp" and reader.past(token) and asks(token):
        return presuppose(governor, token.lower_)  # "asked who shot him": he was shot (Karttunen 1977)
    if frame == "to" and said.lemma_ == "be" and found is not None and found[0].name == "be to":
        topic = next((c for c in said.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
        found = (reader.signature(topic, token, "to") if topic is not None else None) or found  # "the aim was to"
    if frame == "to":
        turned = _degree(reader, said)
        if turned is not None:
            return govern(governor, turned, said.lower_)
    if found is None and said.i != head.i and token.dep_.startswith("csubj"):
        found = reader.signature(said, token, "copula")
    if found is not None:
        signature, word = found
        if frame == "to" and signature.name == "want" and token.lemma_ in reader.words.performatives:
            return presuppose(reader.context(said), token.lower_)
        return govern(governor, signature, word, present=signature.present is not None and reader.present(said))
    if frame == "to" and any(among(reader, c) for c in (said, *head.rights) if c.dep_ == "attr"):
        return governor
    if frame == "to" and said.lemma_ in reader.words.together and governor.certain and reader.past(said):
        return govern(governor, reader.words.constructions["outcome"], said.lower_)
    if frame == "to":
        return govern(governor, reader.words.constructions["infinitive"], said.lower_)
    if frame == "whether":
        return govern(governor, reader.words.constructions["whether"], said.lower_)
    if token.dep_.startswith("csubj"):
        return affirm(governor)  # "digging there would not help" denies the help alone
    if frame == "that" and said.pos_ in VERBAL and said.lemma_ != "be":
        return govern(governor, reader.words.verbs.single["say"]["that"], said.lower_)
    return governor


def _degree(reader: Reader, word: Token) -> Signature | None:
    """``too weak to``, ``strong enough to``."""
    for child in word.children:
        if word.pos_ in VERBAL:
            return None  # "they, too, have to leave"
        if child.dep_ in ("advmod", "amod") and child.lower_ in reader.words.degrees and child.lower_ != "only":
            return reader.words.constructions[reader.words.degrees[child.lower_]]
    return None


def _adverbial(reader: Reader, token: Token, head: Token) -> State:
    matrix = reader.own(head)
    frame = form(token)
    constructions = reader.words.constructions
    if frame == "to":
        turned = _degree(reader, head) or next(
            (_degree(reader, c) for c in head.rights if c.dep_ in ("acomp", "advmod") and _degree(reader, c)), None
        )
        if turned is not None:
            return govern(matrix, turned, head.lower_)
        if any(among(reader, c) for c in head.rights if c.dep_ == "attr"):
            return matrix
        if any(c.dep_ == "advmod" and reader.words.degrees.get(c.lower_) == "only to" for c in token.lefts):
            return govern(matrix, constructions["only to"], "only to")
        found = reader.signature(head, token, "to")
        if found is not None and found[0].plus.degree < 3:
            return govern(matrix, found[0], found[1])
        came = token.lemma_ in reader.words.outcomes or head.lemma_ in reader.words.together
        kind = "outcome" if came and matrix.certain and reader.past(head) else "purpose"
        return govern(matrix, constructions[kind], f"to {token.lower_}")
    condition = conditional(reader, token)
    if condition:
        counter = any(reason.startswith("modal perfect") for reason in matrix.reasons[-1:])
        return govern(affirm(matrix), constructions["counterfactual" if counter else "antecedent"], condition)
    if frame == "ing" and not reader.doc[token.left_edge.i - 1].is_punct:
        # a gerund that the parser took for an adverbial clause ("ruled out sending troops")
        found = reader.signature(head, token, "ing")
        if found is not None and (found[0].fact or found[0].plus.sign < 0 or found[0].plus.degree < 3):
            return govern(matrix, *found)
    kind, word = _subordinator(reader, token)
    if kind == "contrary":
        return govern(affirm(matrix), reader.words.prepositions["without"], word)
    if kind == "goal":
        return govern(matrix, constructions["purpose"], word)
    outer = reader.context(head) if matrix.sign < 0 else matrix
    if kind == "reason":
        return presuppose(outer, f"{word} {token.lower_}")
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
    # a participle that settles its noun's factuality ("a visit planned …") is not itself settled by it
    noun = reader.context(head) if reader.signature(token, head, "obj") else reader.own(head)
    reduced = token.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in token.lefts)
    if frame == "to" or (token.dep_ == "acl" and not reduced):
        found = reader.signature(head, token, frame)
        if found is not None:
            return govern(_thwarted(reader, head, noun), *found)
    if frame == "to" and among(reader, head):
        return noun
    if frame == "to":
        return govern(noun, reader.words.constructions["noun infinitive"], head.lower_)
    aside = token.left_edge.i > head.i + 1 and reader.doc[token.left_edge.i - 1].lower_ == ","
    if noun.certain or aside or reader.definite(head) or reader.past(token):
        return presuppose(noun, token.lower_)
    return affirm(noun)


def _argument(reader: Reader, token: Token, head: Token, frame: str) -> State:
    governor = reader.own(head)
    unknown = _any(reader, token, governor)
    if unknown is not None:
        return unknown
    said = _predicate(head)
    if frame == "subj" and said.i != head.i:
        found = reader.signature(said, token, "copula")
        because = any(c.dep_ == "prep" and c.lower_ == "to" for c in said.rights)  # "was due to the flood"
        if found is not None and not because:
            return govern(reader.own(said), *found)
        return presuppose(governor, token.lower_) if reader.definite(token) else affirm(governor)
    found = reader.signature(head, token, "passive") if token.dep_ == "nsubjpass" else None
    found = found or reader.signature(head, token, frame)
    if found is not None:
        signature, word = found
        spared = signature.plus.sign < 0 and (reader.content(token) or (signature.known and reader.definite(token)))
        if spared:
            # an offer that is rejected was made; what it offered was not done
            reader.thwarted.add(token.i)
            given = governor.certain or reader.definite(token)
            return govern(START if given else governor, reader.words.constructions["content"], word)
        if signature.known and signature.plus.sign > 0 and not governor.certain and reader.definite(token):
            return presuppose(governor, token.lower_)
        return govern(governor, signature, word, present=signature.present is not None and reader.present(head))
    if governor.certain:
        return governor
    if governor.sign < 0 and token.dep_ == "nsubjpass" and not reader.negative(token):
        return presuppose(governor, token.lower_)
    if frame == "obj" and not reader.definite(token) and governor.sign < 0 and told_of(token):
        return presuppose(governor, token.lower_)
    if frame == "obj" and not reader.definite(token):
        return (
            governor
            if governor.sign > 0
            else modify(affirm(governor), reader.words.constructions["empty argument"].plus, f"object: {token.lower_}")
        )
    if frame == "subj" and not reader.definite(token):
        return affirm(governor)
    return presuppose(governor, token.lower_)


def _prepositional(reader: Reader, token: Token) -> State:
    """Below a preposition: the governor's frame for it first, then the preposition's own verdict."""
    top = token.head
    if top.pos_ in VERBAL and top.dep_ != "prep":
        return affirm(reader.own(top))
    names = [_PREPOSITION.get(top.lower_, top.lower_)]
    while (
        top.head.i != top.i
        and top.dep_ in ("prep", "pcomp", "agent")
        and top.head.dep_ in ("prep", "pcomp")
        and top.head.pos_ in ("ADP", "ADV", "SCONJ")
    ):
        top = top.head
        names.insert(0, top.lower_)
    governor_token = top.head
    if governor_token.dep_ == "pobj" and governor_token.head.dep_ == "prep":
        names.insert(0, f"{governor_token.head.lower_} {governor_token.lower_} {names[0].partition('-')[0]}")
    governor = reader.own(governor_token)
    unknown = _any(reader, token, governor)
    if unknown is not None:
        return unknown
    found = reader.signature(governor_token, token, names[-1])
    if token.dep_ == "pcomp":
        frame = form(token)
        if frame == "whether":
            return govern(affirm(governor), reader.words.constructions["whether"], names[-1])
        if names[-1] in reader.words.means and _tried(reader, governor_token):
            return reader.context(governor_token.head)
        if found is None and names[-1] == "of":
            found = reader.signature(governor_token, token, "ing")
    elif names[-1] in reader.words.absolute and any(c.dep_ == "acl" and c.tag_ == "VBN" for c in token.rights):
        return presuppose(affirm(governor), token.lower_)
    if found is not None:
        if found[0].reported and found[0].plus.degree < 3 and token.dep_ == "pobj" and reader.definite(token):
            return presuppose(governor, token.lower_)  # "charged with the killing"
        if found[0].fact and not governor.certain and governor_token.pos_ == "NOUN" and not given(reader, token):
            return affirm(governor)  # "will not become victims of an attack" takes no attack for granted
        present = found[0].present is not None and reader.present(governor_token)
        return govern(_thwarted(reader, governor_token, governor), *found, present=present)
    prepositions = reader.words.prepositions
    phrases = (" ".join(names[-2:]), *prep_phrases(token.head), names[0], names[-1])
    phrase = next((phrase for phrase in phrases if phrase in prepositions), "")
    own = prepositions.get(phrase)
    if own is not None and own.name != "goal":
        if own.fact:
            return presuppose(affirm(governor), token.lower_)
        if own.plus.sign < 0 and not governor.certain:
            # "cannot leave without signing" asks for a signature
            return govern(affirm(governor), reader.words.constructions["antecedent"], phrase)
        return govern(affirm(governor), own, phrase)
    if own is not None and governor.sign < 0 and not reader.definite(token):
        return governor
    if governor.certain:
        return governor
    if token.dep_ == "pcomp":
        return affirm(governor)
    if reader.definite(token) or governor.degree == 3:
        return presuppose(governor, token.lower_)
    return affirm(governor)


def _tried(reader: Reader, verb: Token) -> bool:
    """Whether ``verb`` says what someone tried to do."""
    found = reader.signature(verb.head, verb, form(verb)) if verb.dep_ in ("xcomp", "acl") else None
    return found is not None and found[0].effort


def _compound(reader: Reader, token: Token, head: Token) -> State:
    found = reader.signature(head, token, "compound")
    if found is not None:
        return govern(_thwarted(reader, head, reader.own(head)), *found)
    if token.dep_ == "compound":
        return govern(reader.own(head), reader.words.constructions["compound"], head.lower_)
    return affirm(reader.own(head))


def _any(reader: Reader, token: Token, governor: State) -> State | None:
    """``not aware of any attempt``: under a negation the word takes no existence for granted."""
    if governor.sign > 0 or not any(c.lower_ in reader.words.polar for c in token.lefts):
        return None
    return modify(affirm(governor), reader.words.constructions["empty argument"].plus, f"negation: any {token.lower_}")


def _thwarted(reader: Reader, noun: Token, state: State) -> State:
    """State of a plan, offer or attempt for what it is about: nothing came of one that was rejected or foiled."""
    return State(-1, state.degree, -2.5, state.reported, state.reasons) if noun.i in reader.thwarted else state


def _conjunct(reader: Reader, token: Token) -> State:
    """A conjunct shares its sister's context, and her modals and negation where it has no clause of its own."""
    sister = token.head
    if token.pos_ not in VERBAL:
        return _nominal_conjunct(reader, token, sister)
    if sister.pos_ not in VERBAL:
        return reader.context(sister)
    linking = [c.lower_ for c in sister.rights if c.dep_ == "cc" and c.i < token.i]
    if any(word in reader.words.negation for word in linking[-1:]):
        return modify(reader.context(sister), NOT, f"negation: {linking[-1]}")
    while sister.tag_ not in FINITE and sister.dep_ in (*_CLAUSE, "conj", "acl", "advcl", "pcomp") and finite(token):
        # a finite verb that the parser hung on an infinitive continues the main clause ("failed to win and left")
        if any(c.tag_ in FINITE for c in sister.lefts) or sister.head.pos_ not in VERBAL:
            break
        sister = sister.head
    if token.tag_ in FINITE or any(c.dep_ in SUBJECTS or c.tag_ in FINITE for c in token.lefts):
        return reader.context(sister)
    shared = reader.own(sister)
    return affirm(shared) if any(word in reader.words.contrast for word in linking[-1:]) else shared


def _nominal_conjunct(reader: Reader, token: Token, sister: Token) -> State:
    if token.tag_ == sister.tag_ and any(c.dep_ in ("det", "poss") for c in token.lefts):
        return reader.context(sister)
    return reader.own(sister) if token.pos_ == sister.pos_ else reader.context(sister)
