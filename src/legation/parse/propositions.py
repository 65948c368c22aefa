"""Dependency tree → propositions: every predicate with its roles.

Roles are read through passives, relative clauses, control, coordination, nominalisation and light verbs, so that the
event room sees one shape for "Iran attacked X", "X was attacked by Iran", "Iran, which attacked X", "Iran decided to
attack X", "Iran's attack on X" and "Iran launched an attack on X". Labels are those of the ClearNLP scheme which spaCy's
English pipelines use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from legation.layers import Argument, Proposition
from legation.resources import load

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOMINAL = {"NOUN", "PROPN", "PRON", "NUM"}
RELATIVE_TAGS = {"WDT", "WP", "WP$"}
SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
ATTRIBUTES = {"attr", "acomp", "oprd"}
NOUN_MODIFIERS = {"amod", "compound", "nmod", "nummod"}
CLAUSES = {"ccomp", "xcomp"}
LENDING = ("object", "attribute", "subject", "prep:in", "prep:to")  # where a noun may stand that a light verb carries


def extract(doc: Doc) -> tuple[Proposition, ...]:
    """All propositions of a parsed text, in the order of their predicates."""
    verbs: dict[int, Proposition] = {}
    for token in doc:
        if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass"):
            verbs[token.i] = _verb(token, verbs)
    lent = _lent_to_nouns(doc, verbs)
    found = dict(verbs)
    for token in doc:
        if (
            token.pos_ in ("NOUN", "PROPN")
            and token.dep_ not in ("compound", "npadvmod")
            and not _in_preposition(token)
        ):
            found[token.i] = _noun(token, lent.get(token.i, ()), verbs)
        elif token.pos_ == "ADJ" and token.dep_ in ("acomp", "amod", "conj", "attr", "oprd", "ROOT", "advcl", "relcl"):
            found[token.i] = _adjective(token, verbs)
    return tuple(found[i] for i in sorted(found))


def _in_preposition(token: Token) -> bool:
    """Whether a noun is only part of a preposition of several words ("in order to", "in light of")."""
    if token.i == 0 or token.i + 1 >= len(token.doc):
        return False
    around = f"{token.nbor(-1).lower_} {token.lower_} {token.nbor(1).lower_}"
    return around in load("parse/control.yaml")["prepositions_with_a_noun"]


def conjuncts(token: Token) -> tuple[Token, ...]:
    """``token`` and what is coordinated with it, in the order of the text; not what it is itself coordinated to."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj":
            found.extend(conjuncts(child))
    return tuple(found)


def _verb(token: Token, earlier: dict[int, Proposition]) -> Proposition:
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children) or _shares_passive(token, earlier)
    arguments = list(_direct(token, passive=passive))
    arguments.extend(_understood(token, arguments, passive=passive, earlier=earlier))
    parent, relation = _governor(token)
    return Proposition(
        predicate=token.i,
        lemma=_lemma(token),
        kind="verb",
        arguments=tuple(_unique(arguments)),
        negated=_negated(token),
        passive=passive or _is_participle_modifier(token),
        modal=next((child.lower_ for child in token.children if child.tag_ == "MD"), None),
        tense=_tense(token),
        question=_in_question(token),
        parent=parent,
        relation=relation,
    )


def _shares_passive(token: Token, earlier: dict[int, Proposition]) -> bool:
    """ "was ignored and not invited": a participle coordinated with a passive, without an auxiliary of its own."""
    if token.dep_ != "conj" or token.tag_ != "VBN":
        return False
    first = earlier.get(token.head.i)
    own = any(child.dep_ in ("aux", "nsubj", "nsubjpass", "dobj") for child in token.children)
    return first is not None and first.passive and not own


def _lemma(token: Token) -> str:
    particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
    lemma = token.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def _direct(token: Token, *, passive: bool) -> Iterable[Argument]:
    """Arguments that hang on the verb itself, relative pronouns replaced by what they stand for."""
    has_object = any(child.dep_ == "dobj" for child in token.children)
    for child in token.children:
        if child.dep_ in SUBJECTS:
            yield from _spread("subject", child)
        elif child.dep_ in PASSIVE_SUBJECTS:
            yield from _spread("recipient" if has_object else "object", child, via="passive")
        elif child.dep_ == "dobj":
            yield from _spread("object", child)
            yield from _prepositions(child, via="attachment")
        elif child.dep_ == "dative":
            if child.pos_ == "ADP":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield from _spread("recipient", inner)
            else:
                yield from _spread("recipient", child)
        elif child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield from _spread("agent" if passive or token.tag_ == "VBN" else "prep:by", inner)
        elif child.dep_ in ATTRIBUTES:
            yield from _spread("attribute", child)
        elif child.dep_ in CLAUSES:
            yield Argument("clause", child.i)
    yield from _prepositions(token)


def _prepositions(token: Token, via: str = "direct") -> Iterable[Argument]:
    for child in token.children:
        if child.dep_ in ("prep", "agent") or (child.dep_ == "dative" and child.pos_ == "ADP"):
            yield from _preposition(child, via)


def _preposition(prep: Token, via: str) -> Iterable[Argument]:
    for inner in prep.children:
        if inner.dep_ == "pobj":
            for argument in _spread(f"prep:{prep.lower_}", inner):
                yield replace(argument, via=via if argument.via == "direct" else argument.via)
        elif inner.dep_ == "pcomp":
            yield Argument(f"prep:{prep.lower_}", inner.i, via)
        elif inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.pos_ == "ADP"):
            yield from _preposition(inner, via)


def _spread(role: str, token: Token, via: str = "direct") -> Iterable[Argument]:
    """``token`` and its conjuncts in ``role``; a relative pronoun gives way to its antecedent."""
    antecedent = _antecedent(token)
    if antecedent is not None:
        token, via = antecedent, "relative"
    for i, item in enumerate(conjuncts(token)):
        if item.pos_ in NOMINAL or item.pos_ in ("ADJ", "DET", "VERB") or i == 0:
            yield Argument(role, item.i, via if i == 0 else ("coordination" if via == "direct" else via))


def _antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    if token.tag_ not in RELATIVE_TAGS and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return None
    clause = token.head
    while clause.dep_ in ("prep", "pobj", "pcomp", "conj", "dobj", "xcomp", "ccomp") and clause.head.i != clause.i:
        if clause.dep_ == "relcl":
            break
        clause = clause.head
    if clause.dep_ == "relcl":
        return _group_head(clause)
    return None


def _group_head(clause: Token) -> Token:
    """The noun a relative clause belongs to: of coordinated nouns before a plural clause, the nearest."""
    head: Token = clause.head
    return head


def _understood(
    token: Token, have: list[Argument], *, passive: bool, earlier: dict[int, Proposition]
) -> Iterable[Argument]:
    """Arguments given elsewhere: by a relative clause's noun, by control, by coordination."""
    if any(a.role in ("subject", "agent") for a in have) or (passive and any(a.role == "object" for a in have)):
        if (
            token.dep_ == "relcl"
            and not passive
            and not any(a.role == "object" for a in have)
            and not _has_relative(token)
        ):
            yield Argument("object", token.head.i, "relative")
        elif token.dep_ == "acl" and token.tag_ == "VBN" and not any(a.role == "object" for a in have):
            yield Argument("object", token.head.i, "relative")  # "arrests made by the police"
        yield from _shared_object(token, have)
        return
    if token.dep_ == "acl" and token.tag_ == "VBN":
        yield Argument("object", token.head.i, "relative")
    elif token.dep_ == "acl" and token.tag_ in ("VBG", "VBD") and token.head.pos_ in NOMINAL:
        yield Argument("subject", token.head.i, "relative")
    elif token.dep_ == "conj":
        yield from _from_conjunct(token, passive=passive, earlier=earlier)
    else:
        yield from _controlled(token, earlier)
    yield from _shared_object(token, have)


def _has_relative(token: Token) -> bool:
    return any(item.tag_ in RELATIVE_TAGS or item.lower_ == "that" for item in token.lefts) or any(
        inner.tag_ in RELATIVE_TAGS for item in token.children if item.dep_ == "prep" for inner in item.children
    )


def _from_conjunct(token: Token, *, passive: bool, earlier: dict[int, Proposition]) -> Iterable[Argument]:
    first = earlier.get(token.head.i)
    if first is None:
        return
    wanted = ("object",) if passive and first.passive else ("subject", "agent")
    for argument in first.arguments:
        if argument.role in wanted:
            role = argument.role if passive else "subject"
            if argument.role == "agent" and not passive:
                continue
            yield Argument(role, argument.token, "coordination")
    if first.passive and not passive and not first.roles("subject"):
        for i in first.roles("object"):
            yield Argument("subject", i, "coordination")
    elif passive and not first.passive:
        for i in first.roles("subject"):
            yield Argument("object", i, "coordination")


def _controlled(token: Token, earlier: dict[int, Proposition]) -> Iterable[Argument]:
    """The understood subject of an infinitive, a gerund or a participle clause."""
    governor = token.head
    relation = token.dep_
    while relation == "pcomp" and governor.pos_ in ("ADP", "SCONJ"):
        relation, governor = "pcomp-of", governor.head
        if governor.dep_ == "prep" and governor.pos_ == "ADP":
            relation, governor = "pcomp", governor
    if governor.pos_ in ("NOUN", "PROPN") or (governor.pos_ in ("ADJ", "NUM") and governor.dep_ == "attr"):
        yield from _controlled_by_noun(governor)
        return
    if relation not in ("xcomp", "advcl", "pcomp", "pcomp-of", "ccomp", "acl"):
        return
    if any(child.dep_ == "mark" and child.lower_ in ("that", "if") for child in token.children):
        return
    above = earlier.get(governor.i)
    if above is None and governor.pos_ in ("VERB", "AUX", "ADJ"):
        above = _verb(governor, earlier) if governor.i != token.i and governor.i > token.i else None
    if above is None:
        for child in governor.head.children if governor.pos_ == "ADJ" else ():
            if child.dep_ in SUBJECTS:
                yield from (replace(a, via="control") for a in _spread("subject", child))
        return
    keeps_subject = above.lemma in set(load("parse/control.yaml")["subject_control_with_object"])
    objects = above.roles("object", "recipient") if relation == "xcomp" and not keeps_subject else ()
    chosen = objects or above.roles("subject") or (above.roles("object") if above.passive else ())
    for i in chosen:
        yield Argument("subject", i, "control")


def _controlled_by_noun(noun: Token) -> Iterable[Argument]:
    """ "Iran's decision to attack", "the efforts of Turkey to mediate": the noun's possessor does it."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from (replace(a, via="control") for a in _spread("subject", child))
            return
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.i < noun.doc[-1].i:
                    yield from (replace(a, via="control") for a in _spread("subject", inner))
                    return
    verb = noun.head
    if noun.dep_ in ("dobj", "attr") and verb.pos_ in ("VERB", "AUX"):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                yield from (replace(a, via="control") for a in _spread("subject", child))


def _shared_object(token: Token, have: list[Argument]) -> Iterable[Argument]:
    """ "condemned and rejected the plan": the object stands with the last verb only."""
    if any(a.role in ("object", "clause") for a in have):
        return
    following = [child for child in token.children if child.dep_ == "conj" and child.pos_ == "VERB"]
    if not following or following[0].i - token.i > 3:
        return
    for child in following[0].children:
        if child.dep_ == "dobj":
            yield from (replace(a, via="coordination") for a in _spread("object", child))


def _governor(token: Token) -> tuple[int | None, str | None]:
    """The predicate that governs a verb, and how."""
    relation = {
        "ccomp": "complement",
        "xcomp": "infinitive",
        "relcl": "relative",
        "acl": "relative",
        "advcl": "adverbial",
        "conj": "coordination",
        "csubj": "complement",
        "parataxis": "adverbial",
    }.get(token.dep_)
    if relation is not None:
        if token.dep_ == "acl" and any(child.tag_ == "TO" for child in token.children):
            relation = "infinitive"
        return token.head.i, relation
    if token.dep_ == "pcomp":
        above = token.head
        while above.pos_ in ("ADP", "SCONJ") and above.head.i != above.i:
            above = above.head
        return above.i, f"prep:{token.head.lower_}"
    return None, None


def _noun(token: Token, lent: Iterable[Argument], verbs: dict[int, Proposition]) -> Proposition:
    arguments: list[Argument] = []
    for child in token.children:
        if child.dep_ == "poss":
            arguments.extend(_spread("possessor", child))
        elif child.dep_ in NOUN_MODIFIERS:
            arguments.extend(Argument("modifier", item.i) for item in conjuncts(child))
        elif child.dep_ == "appos":
            arguments.extend(_spread("apposition", child))
    for argument in _prepositions(token):
        arguments.append(argument)
        if argument.role == "prep:by":
            arguments.append(Argument("agent", argument.token))
    for child in token.children:
        if child.dep_ in ("acl", "relcl", "ccomp"):
            arguments.append(Argument("clause", child.i))
    arguments.extend(lent)
    parent, relation = _place_of_noun(token, verbs)
    negated = any(
        child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in ("no", "neither")) for child in token.children
    )
    return Proposition(
        predicate=token.i,
        lemma=token.lemma_.lower(),
        kind="noun",
        arguments=tuple(_unique(arguments)),
        negated=negated,
        question=_in_question(token),
        parent=parent,
        relation=relation,
    )


def _lent_to_nouns(doc: Doc, verbs: dict[int, Proposition]) -> dict[int, list[Argument]]:
    """What a verb lends to the noun that is its object (or passive subject): "X held talks with Y"."""
    light_nouns = set(load("parse/control.yaml")["light_nouns"])
    lent: dict[int, list[Argument]] = {}
    for verb in verbs.values():
        for argument in verb.arguments:
            noun = doc[argument.token]
            if argument.role not in LENDING or noun.pos_ not in ("NOUN", "PROPN"):
                continue
            taken = lent.setdefault(noun.i, [])
            for other in verb.arguments:
                if other.token == noun.i or (argument.role == "subject" and not other.role.startswith("prep:")):
                    continue
                if other.role in ("subject", "agent"):
                    taken.append(Argument("subject", other.token, "light"))
                elif other.role == "recipient" or other.role.startswith("prep:"):
                    taken.append(Argument(other.role, other.token, "light"))
            if argument.role == "object" and noun.lemma_.lower() in light_nouns:
                for inner in _prepositions(noun):
                    lent.setdefault(inner.token, []).extend(a for a in taken if a.role == "subject")
    return lent


def _place_of_noun(token: Token, verbs: dict[int, Proposition]) -> tuple[int | None, str | None]:
    """The predicate above a noun and the role the noun plays there."""
    if token.dep_ in ("acl", "relcl"):
        return token.head.i, "relative"
    for child in token.children:
        if child.dep_ == "acl" and child.tag_ == "VBN" and token.dep_ == "ROOT":
            return child.i, "object"
    head = token
    role: str | None = None
    while head.dep_ == "conj":
        head = head.head
    if head.dep_ in ("pobj", "pcomp") and head.head.pos_ in ("ADP", "SCONJ"):
        role = f"prep:{head.head.lower_}"
        above = head.head.head
    else:
        role = {
            "dobj": "object", "nsubj": "subject", "nsubjpass": "object", "attr": "attribute", "poss": "possessor",
            "appos": "apposition", "oprd": "attribute", "dative": "recipient",
        }.get(head.dep_)  # fmt: skip
        above = head.head
    if role is None or above.i == head.i:
        return None, None
    while above.dep_ == "aux" and above.head.i in verbs:
        above = above.head
    return above.i, role


def _adjective(token: Token, verbs: dict[int, Proposition]) -> Proposition:
    arguments: list[Argument] = []
    copula = verbs.get(token.head.i) if token.dep_ in ("acomp", "attr", "oprd") else None
    if copula is not None:
        arguments.extend(a for a in copula.arguments if a.role in ("subject", "object"))
        arguments.extend(a for a in copula.arguments if a.role.startswith("prep:"))
    elif token.dep_ == "amod":
        arguments.append(Argument("subject", token.head.i, "direct"))
    arguments.extend(_prepositions(token))
    arguments.extend(Argument("clause", child.i) for child in token.children if child.dep_ in CLAUSES)
    return Proposition(
        predicate=token.i,
        lemma=token.lemma_.lower(),
        kind="adjective",
        arguments=tuple(_unique(arguments)),
        negated=_negated(token) or (copula is not None and copula.negated),
        tense=copula.tense if copula else None,
        question=_in_question(token),
        parent=copula.predicate if copula else None,
        relation="attribute" if copula else None,
    )


def _negated(token: Token) -> bool:
    for child in token.children:
        if child.dep_ == "neg":
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and any(
            inner.dep_ == "det" and inner.lower_ == "no" for inner in child.children
        ):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("nobody", "none", "nothing"):
            return True
    return False


def _is_participle_modifier(token: Token) -> bool:
    return token.dep_ == "acl" and token.tag_ == "VBN"


def _tense(token: Token) -> Literal["past", "present", "future"] | None:
    helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in ("will", "shall", "'ll", "wo") for child in helpers):
        return "future"
    tags = {child.tag_ for child in helpers} | {token.tag_}
    if "VBD" in tags or (token.tag_ == "VBN" and any(child.lemma_ == "have" for child in helpers)):
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "present"
    return "past" if token.tag_ == "VBN" else None


def _in_question(token: Token) -> bool:
    sentence = token.sent
    last = sentence[-1]
    while last.is_space and last.i > sentence.start:
        last = last.nbor(-1)
    return bool(last.text == "?")


def _unique(arguments: Iterable[Argument]) -> Iterable[Argument]:
    seen: set[tuple[str, int]] = set()
    for argument in arguments:
        key = (argument.role, argument.token)
        if key not in seen:
            seen.add(key)
            yield argument
