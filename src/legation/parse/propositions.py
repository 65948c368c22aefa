"""Dependency tree → propositions: every predicate with its roles.

Roles are read through passives, relative clauses, control, coordination, nominalisation and light verbs, so that the
event room sees one shape for "Iran attacked X", "X was attacked by Iran", "Iran, which attacked X", "Iran decided to
attack X", "Iran's attack on X" and "Iran launched an attack on X". Labels are those of the ClearNLP scheme which spaCy's
English pipelines use.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from legation.layers import Argument, Proposition
from legation.parse.roles import SUBJECTS, company, conjuncts, inside_preposition, prepositions, spread, unique
from legation.parse.understood import understood
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
ATTRIBUTES = {"attr", "acomp", "oprd"}
NOUN_MODIFIERS = {"amod", "compound", "nmod", "nummod"}
CLAUSES = {"ccomp", "xcomp"}
HELD_BY_ACTIVES = ("aux", "auxpass", "dobj", "nsubjpass", "prt", "dative", "conj", *CLAUSES)
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
    if around in load("parse/control.yaml")["prepositions_with_a_noun"]:
        return True
    return inside_preposition(token) is not None


def _verb(token: Token, earlier: dict[int, Proposition]) -> Proposition:
    bare = _bare_passive(token) or _headline_passive(token)
    passive = (
        bare
        or _undergone(token)
        or any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children)
        or _shares_passive(token, earlier)
    )
    arguments = list(_direct(token, passive=passive, bare=bare))
    arguments.extend(_by_means(token))
    arguments.extend(understood(token, arguments, passive=passive, earlier=earlier, read=_verb))
    parent, relation = _governor(token)
    return Proposition(
        predicate=token.i,
        lemma=_lemma(token),
        kind="verb",
        arguments=tuple(unique(arguments)),
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


def _bare_passive(token: Token) -> bool:
    """ "saw 120 soldiers killed", "had the editor arrested": a passive without its auxiliary, read by the parser with a subject."""
    return (
        token.tag_ == "VBN"
        and token.dep_ in ("ccomp", "xcomp")
        and token.head.lemma_ in load("parse/control.yaml")["bare_passives"]
        and not any(child.dep_ in ("aux", "auxpass", "mark", "dobj") for child in token.children)
    )


def _headline_passive(token: Token) -> bool:
    """ "Mayor indicted on six counts": the passive of headlines, of a verb that has an object wherever it is active."""
    return (
        token.tag_ in ("VBN", "VBD")
        and (token.dep_ in ("ROOT", "ccomp", "parataxis") or (token.dep_ == "advcl" and token.tag_ == "VBN"))
        and token.lemma_.lower() in load("parse/control.yaml")["headline_passives"]
        and any(child.dep_ in SUBJECTS for child in token.children)
        and not any(child.dep_ in HELD_BY_ACTIVES for child in token.children)
    )


def _undergone(token: Token) -> bool:
    """ "Poisoned in 2015, he …", "if attacked": a participle clause says what its understood subject underwent."""
    return (
        token.tag_ == "VBN"
        and token.dep_ == "advcl"
        and not any(child.dep_ in (*SUBJECTS, "aux", "auxpass", "dobj", *CLAUSES) for child in token.children)
    )


def _lemma(token: Token) -> str:
    particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None)
    lemma = token.lemma_.lower()
    return f"{lemma} {particle}" if particle else lemma


def _direct(token: Token, *, passive: bool, bare: bool = False) -> Iterable[Argument]:
    """Arguments that hang on the verb itself, relative pronouns replaced by what they stand for."""
    has_object = any(child.dep_ == "dobj" for child in token.children)
    for child in token.children:
        if child.dep_ in SUBJECTS:
            yield from spread("object" if bare else "subject", child)
            if not bare:
                yield from company(child)
        elif child.dep_ in PASSIVE_SUBJECTS:
            yield from spread("recipient" if has_object else "object", child, via="passive")
        elif child.dep_ == "dobj":
            yield from spread("object", child)
            yield from prepositions(child, via="attachment")
        elif child.dep_ == "dative":
            if child.pos_ == "ADP":
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield from spread("recipient", inner)
            else:
                yield from spread("recipient", child)
        elif child.dep_ == "agent":
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield from spread("agent" if passive or token.tag_ == "VBN" else "prep:by", inner)
        elif child.dep_ in ATTRIBUTES:
            yield from spread("attribute", child)
        elif child.dep_ in CLAUSES:
            yield Argument("clause", child.i)
    yield from prepositions(token)


def _by_means(token: Token) -> Iterable[Argument]:
    """ "conducted strikes using artillery against the rebels": whom the means are used against the act is against too."""
    means = load("parse/control.yaml")["means"]
    for clause in token.children:
        if clause.dep_ != "advcl" or clause.tag_ != "VBG" or clause.lemma_ not in means["verbs"]:
            continue
        things = [item for c in clause.children if c.dep_ == "dobj" for item in conjuncts(c)]
        for holder in (clause, *things):
            yield from (a for a in prepositions(holder, via="attachment") if a.role in means["roles"])


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
            arguments.extend(spread("possessor", child))
        elif child.dep_ in NOUN_MODIFIERS:
            arguments.extend(Argument("modifier", item.i) for item in (*_hyphened(child), *conjuncts(child)))
        elif child.dep_ == "appos":
            arguments.extend(spread("apposition", child))
    for argument in prepositions(token):
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
        arguments=tuple(unique(arguments)),
        negated=negated,
        question=_in_question(token),
        parent=parent,
        relation=relation,
    )


def _hyphened(modifier: Token) -> Iterable[Token]:
    """ "the Kenyan-Chadian talks": the first of two names that a hyphen joins before a noun."""
    first = modifier.i - 2
    if first < 0 or not modifier.text[:1].isupper() or modifier.nbor(-1).text not in ("-", "–", "‑"):
        return
    yield from (c for c in modifier.children if c.i == first and c.dep_ in NOUN_MODIFIERS and c.text[:1].isupper())


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
                for inner in prepositions(noun):
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
    arguments.extend(prepositions(token))
    arguments.extend(Argument("clause", child.i) for child in token.children if child.dep_ in CLAUSES)
    return Proposition(
        predicate=token.i,
        lemma=token.lemma_.lower(),
        kind="adjective",
        arguments=tuple(unique(arguments)),
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
