"""What a word's own dependents do to it: negation, modals, adverbs, conditions, questions, adjectives, participles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from legation.attribution.factuality_lexicon import Outcome, Signature
from legation.attribution.factuality_state import START, SUBJECTS, VERBAL, Reader, State, govern, modify, weaker

if TYPE_CHECKING:
    from legation.tokens import Token

NOT = Outcome(-1, 3, -2.0)
_WH = ("WRB", "WP", "WDT", "WP$")


def local(reader: Reader, token: Token, context: State) -> State:
    """``context`` after the operators that hang on ``token``."""
    pos = token.pos_
    if pos == "ADP" or token.dep_ in ("aux", "auxpass", "mark", "punct", "cc"):
        return context
    if pos in VERBAL:
        return _verb(reader, token, context)
    state = _nominal(reader, token, context)
    if token.head.i == token.i:
        state = _sentence(reader, token, state)
    return state


def _verb(reader: Reader, verb: Token, state: State) -> State:
    negation, empty, absent, modal, perfect, condition = "", "", "", None, False, ""
    adverbs: list[tuple[Signature, str]] = []
    words = reader.words
    for child in verb.children:
        dep = child.dep_
        if dep == "aux":
            modal = words.modals.get(_modal(reader, child, verb), modal) if child.tag_ == "MD" else modal
            perfect = perfect or child.lower_ in ("have", "'ve")
        elif dep in ("neg", "advmod", "preconj", "cc") or child.pos_ == "ADV":
            negation = negation or _negates(reader, child)
            found = words.adverbs.get(child.lower_)
            if found and dep != "cc":
                adverbs.append((found, child.lower_))
        elif dep in ("nsubj", "nsubjpass", "dobj", "attr") and reader.negative(child):
            if dep.startswith("nsubj") and _nobody(reader, child):
                negation = negation or child.lower_
            elif dep.startswith("nsubj"):
                absent = absent or child.lower_
            empty = empty or child.lower_
        elif dep == "advcl":
            condition = condition or conditional(reader, child)
        elif dep == "prep":
            found = next((words.prepositions[p] for p in prep_phrases(child) if p in words.prepositions), None)
            if found and found.name == "reported":
                state = govern(state, found, child.lower_)
            elif negative_phrase(reader, child):
                negation = negation or child.lower_
    if absent and not negation:
        # "no one came": denied of everyone
        state = modify(state, words.constructions["empty subject"].plus, f"negation: no {absent}")
    elif empty and not negation:
        # "gave no reason": denied of everyone or everything, but the verb is weighed less than under "not"
        state = modify(state, words.constructions["empty argument"].plus, f"negation: no {empty}")
    if modal is not None and perfect and modal.perfect != modal.plus:
        state = modify(state, modal.perfect_minus if negation else modal.perfect, f"modal perfect: {modal.word}")
    elif modal is not None:
        plus = modal.reported if state.reported else modal.plus
        state = modify(state, modal.minus if negation else plus, f"modal: {modal.word}")
    if negation and modal is None:
        state = modify(state, NOT, f"negation: {negation}")
    for signature, word in adverbs:
        if not (signature.plus.sign < 0 and reader.present(verb)):  # "almost guarantees" is a state, not a near miss
            state = _soften(state, signature, word)
    if condition and not (modal is not None and perfect) and (modal is not None or not reader.past(verb)):
        state = modify(state, words.constructions["conditional"].plus, f"conditional: {condition}")
    return _sentence(reader, verb, state) if verb.head.i == verb.i or verb.dep_ == "ccomp" else state


def _modal(reader: Reader, modal: Token, verb: Token) -> str:
    """The entry for ``modal``: "can see" tells what is seen, the other senses of can tell what may be done."""
    sense = f"{modal.lower_} {verb.lemma_.lower()}"
    return sense if sense in reader.words.modals else modal.lower_


def _nobody(reader: Reader, noun: Token) -> bool:
    """``nobody``, ``no one``."""
    words = reader.words.negative_pronouns
    return noun.lower_ in words or any(f"{c.lower_} {noun.lower_}" in words for c in noun.lefts)


def _negates(reader: Reader, child: Token) -> str:
    """The words of a negative adverb, or nothing."""
    words = reader.words
    if child.lower_ in words.negation:
        following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
        return "" if following in words.negation_cancelled_before else child.lower_
    if child.dep_ != "advmod":
        return ""
    if child.lower_ in words.undenied:
        return ""
    return next((f"{c.lower_} {child.lower_}" for c in child.lefts if c.lower_ in words.negative_determiners), "")


def _soften(state: State, signature: Signature, word: str) -> State:
    """An adverb keeps the polarity of its predicate, save those that turn it round (almost)."""
    found = signature.plus if state.sign > 0 else signature.minus
    score = weaker(found.score, state.score)
    reasons = (*state.reasons, f"adverb {signature.name}: {word}")
    return State(found.sign, min(state.degree, found.degree), score, state.reported, reasons)


def _nominal(reader: Reader, noun: Token, state: State) -> State:
    words = reader.words
    for child in noun.children:
        dep = child.dep_
        if dep in ("det", "neg", "preconj") and child.lower_ in words.negative_determiners:
            # the verb may carry the same "no" already: it denies once, and the noun in full
            bound = reader.context(noun.head).score if noun.head.pos_ in VERBAL else state.score
            score = weaker(words.constructions["empty noun"].plus.score, bound)
            state = State(-1, state.degree, score, state.reported, (*state.reasons, f"negation: {child.lower_}"))
        elif dep == "neg" or (dep == "advmod" and child.lower_ in words.negation):
            if _negates(reader, child):
                state = modify(state, NOT, f"negation: {child.lower_}")
        elif dep in ("amod", "acl", "compound", "nmod", "relcl"):
            state = _modifier(reader, noun, child, state)
        elif dep == "advmod" and child.lower_ in words.adverbs:
            state = _soften(state, words.adverbs[child.lower_], child.lower_)
    return state


def _modifier(reader: Reader, noun: Token, child: Token, state: State) -> State:
    """``alleged attack``, ``cancelled meeting``, ``talks planned for May``, ``a visit that was called off``."""
    adjectives = reader.words.adjectives.single
    if child.dep_ in ("amod", "compound", "nmod"):
        frames = adjectives.get(child.lower_) or adjectives.get(child.lemma_.lower())
        found = frames.get("attr") if frames else None
        if found is None and child.tag_ == "VBN":
            pair = reader.signature(child, noun, "obj") if child.pos_ in VERBAL else None
            found = pair[0] if pair else (reader.words.verbs.single.get(child.lemma_.lower()) or {}).get("obj")
    elif child.dep_ == "acl":
        pair = reader.signature(child, noun, "obj") if child.tag_ == "VBN" else None
        found = pair[0] if pair else None
    else:
        passive = any(c.dep_ == "nsubjpass" and c.tag_ in _WH for c in child.lefts)
        pair = reader.signature(child, noun, "obj") if passive else None
        found = pair[0] if pair else None
    if found is None or (found.plus.degree == 3 and found.plus.sign > 0 and not found.fact):
        return state
    if found.fact or any(c.lower_ in reader.words.manner for c in child.lefts):
        return state
    if found.plus.sign < 0 and child.dep_ == "amod" and child.tag_ != "VBN" and reader.content(noun):
        return state  # a false claim was made
    held = _participle(reader, child)
    result = govern(held, found, child.lower_)
    found_here = Outcome(result.sign, result.degree, result.score)
    return modify(state, found_here, result.reasons[-1])


def _participle(reader: Reader, child: Token) -> State:
    """State of a modifying participle by itself: only its own negation counts (``a visit not yet planned``)."""
    if any(_negates(reader, c) for c in child.lefts):
        return State(-1, 3, -2.5, False, (f"negation: {child.lower_}",))
    return START


def prep_phrases(prep: Token) -> tuple[str, ...]:
    """The phrases ``prep`` may be part of: ``in spite of``, ``due to``, ``instead of``, ``short of``."""
    inner = next((c for c in prep.rights if c.dep_ in ("prep", "pcomp", "fixed") and c.pos_ == "ADP"), None)
    adverb = next((c for c in prep.lefts if c.dep_ == "advmod"), None)
    if adverb is None and prep.head.pos_ == "ADV" and prep.head.i < prep.i:
        adverb = prep.head
    found = [f"{prep.lower_} {inner.lower_}"] if inner is not None else []
    found += [f"{adverb.lower_} {prep.lower_}"] if adverb is not None else []
    return (*found, prep.lower_)


def negative_phrase(reader: Reader, prep: Token) -> bool:
    """``by no means``, ``in no way``, ``at no point`` before the verb or at the head of the sentence."""
    if prep.i > prep.head.i:
        return False
    return any(c.dep_ == "pobj" and reader.negative(c) for c in prep.rights)


def conditional(reader: Reader, clause: Token) -> str:
    """The word that makes ``clause`` a condition (``if``, an auxiliary before its subject), or nothing (``even if``)."""
    for child in clause.lefts:
        if child.dep_ in SUBJECTS:
            break
        if child.dep_ == "aux" and child.tag_ in ("VBD", "MD") and clause.tag_ != "VBG":
            if any(c.dep_ in SUBJECTS and c.i > child.i for c in clause.lefts):
                return child.lower_
        if child.dep_ in ("mark", "advmod", "prep") and reader.words.subordinators.get(child.lower_) == "condition":
            before = clause.doc[child.i - 1].lower_ if child.i else ""
            return "" if before in reader.words.concessive else child.lower_
    return ""


def _sentence(reader: Reader, token: Token, state: State) -> State:
    """Questions, imperatives and headlines with an infinitive."""
    quoted = next((c for c in token.lefts if c.dep_ == "ccomp"), None)
    if token.dep_ == "ccomp":
        if token.i > token.head.i or token.head.head.i != token.head.i:
            return state
        last = token.right_edge.nbor() if token.right_edge.i + 1 < len(token.doc) else token.right_edge
        asked = last.lower_ == "?" or token.right_edge.lower_ == "?"
    else:
        asked = quoted is None and _ends_with_question(token)
    if token.dep_ != "ccomp" and conditional(reader, token) and any(c.dep_ == "mark" for c in token.lefts):
        return modify(state, reader.words.constructions["antecedent"].plus, f"antecedent: {conditional(reader, token)}")
    if asked and not any(t.tag_ in _WH for t in _opening(token)):
        return modify(state, reader.words.constructions["question"].plus, "question: ?")
    if token.dep_ == "ccomp" or token.tag_ != "VB":
        return state
    deps = {c.dep_: c for c in token.lefts}
    if "aux" in deps:
        if deps["aux"].tag_ == "TO" and not any(dep in deps for dep in SUBJECTS):
            return modify(state, reader.words.constructions["bare infinitive"].plus, "bare infinitive: to")
        if deps["aux"].tag_ == "TO":
            return modify(state, reader.words.constructions["headline infinitive"].plus, "headline infinitive: to")
        return state
    if quoted is None and not any(dep in deps for dep in SUBJECTS):
        return modify(state, reader.words.constructions["imperative"].plus, f"imperative: {token.lower_}")
    return state


def _ends_with_question(root: Token) -> bool:
    last = root.right_edge
    while last.i > root.i and (last.is_quote or last.is_space or last.is_right_punct):
        last = last.nbor(-1)
    return bool(last.lower_ == "?")


def _opening(token: Token) -> list[Token]:
    """The tokens before the predicate among which a question word stands."""
    found: list[Token] = []
    for child in token.lefts:
        found.append(child)
        found.extend(child.lefts)
    return found
