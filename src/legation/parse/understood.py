"""Arguments given elsewhere: by the noun of a relative clause, by control, by coordination."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from legation.layers import Argument, Proposition
from legation.parse.roles import NOMINAL, RELATIVE_TAGS, SUBJECTS, spread
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Token

NAMES_BEFORE = ("amod", "compound", "nmod")
CLIMBED = 4  # steps up from a noun to the verb whose subject does what the noun's infinitive says
Read = Callable[["Token", dict[int, Proposition]], Proposition]


def understood(
    token: Token, have: list[Argument], *, passive: bool, earlier: dict[int, Proposition], read: Read
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
        role = "object" if passive else "subject"  # "scheduled to be released": whom, not who
        yield from (replace(a, role=role) for a in _controlled(token, earlier, read))
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


def _controlled(token: Token, earlier: dict[int, Proposition], read: Read) -> Iterable[Argument]:
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
    finite = token.tag_ != "VBN"  # "if attacked" shares the subject that "if it comes" has of its own
    if finite and any(child.dep_ == "mark" and child.lower_ in ("that", "if") for child in token.children):
        return
    above = earlier.get(governor.i)
    if above is None and governor.pos_ in ("VERB", "AUX", "ADJ"):
        above = read(governor, earlier) if governor.i != token.i and governor.i > token.i else None
    if above is None:
        for child in governor.head.children if governor.pos_ == "ADJ" else ():
            if child.dep_ in SUBJECTS:
                yield from (replace(a, via="control") for a in spread("subject", child))
        return
    keeps_subject = above.lemma in set(load("parse/control.yaml")["subject_control_with_object"])
    made = relation == "advcl" and above.lemma in load("parse/control.yaml")["object_control"]
    bidden = relation == "xcomp" or (made and any(child.tag_ == "TO" for child in token.children))
    objects = above.roles("object", "recipient") if bidden and not keeps_subject else ()
    chosen = objects or above.roles("subject") or (above.roles("object") if above.passive else ())
    for i in chosen:
        yield Argument("subject", i, "control")


def _controlled_by_noun(noun: Token) -> Iterable[Argument]:
    """ "Iran's decision to attack", "the efforts of Turkey to mediate", "the Turkish plan to mediate": the noun's owner does it.

    Where it names none, the subject of the clause: "in the campaign to defeat X, Y advanced".
    """
    owner = _owner(noun)
    if owner is not None:
        yield from (replace(a, via="control") for a in spread("subject", owner))
        return
    verb, beside = noun.head, noun.dep_ in ("dobj", "attr")
    for _ in range(CLIMBED):
        if verb.pos_ not in ("ADP", "ADV", "NOUN") or verb.dep_ in (*SUBJECTS, "nsubjpass") or verb.head.i == verb.i:
            break
        beside, verb = True, verb.head
    if beside and verb.pos_ in ("VERB", "AUX"):
        for child in verb.children:
            if child.dep_ in SUBJECTS:
                yield from (replace(a, via="control") for a in spread("subject", child))


def _owner(noun: Token) -> Token | None:
    """The possessor of a noun, the one it is of or by, or the name before it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "by"):
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.i < noun.doc[-1].i:
                    return inner
    return next(
        (c for c in noun.children if c.dep_ in NAMES_BEFORE and c.text[:1].isupper() and c.i > noun.sent.start), None
    )


def _shared_object(token: Token, have: list[Argument]) -> Iterable[Argument]:
    """ "condemned and rejected the plan": the object stands with the last verb only."""
    if any(a.role in ("object", "clause") for a in have):
        return
    following = [child for child in token.children if child.dep_ == "conj" and child.pos_ == "VERB"]
    if not following or following[0].i - token.i > 3:
        return
    for child in following[0].children:
        if child.dep_ == "dobj":
            yield from (replace(a, via="coordination") for a in spread("object", child))
