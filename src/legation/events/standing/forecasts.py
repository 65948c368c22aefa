"""Predictions and conditionals about what is to come, with their condition and due date."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from legation.events.standing.spans import clause, holder_at, span
from legation.layers import Proposition, Reading
from legation.record import AUTHOR, UNNAMED, FactualityValue, Forecast, Span, content_id
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

NEGATED = {"PR+": "PR-", "PS+": "PS-", "CT+": "CT-", "PR-": "PR+", "CT-": "CT+", "PS-": "PS+", "Uu": "Uu"}
MIN_SENTENCES, PAST_SHARE = 8, 0.85
MIN_QUOTATIONS, QUOTED_SHARE = 2, 0.1


def forecasts(reading: Reading) -> tuple[Forecast, ...]:
    """Forecasts of ``reading`` in text order, one a clause, the outermost of nested ones."""
    doc = reading.parsed
    lexicon = load("standing/forecasts.yaml")
    history = _is_history(reading)
    found: list[Forecast] = []
    for proposition in reading.propositions:
        value = _certainty(doc, proposition, lexicon)
        if value is None:
            continue
        token = doc[proposition.predicate]
        if proposition.kind == "adjective" and proposition.parent is not None:
            token = doc[proposition.parent]
        holder = holder_at(reading.claims, token.idx)
        if history and holder in (AUTHOR, UNNAMED):
            continue
        content = span(reading, *clause(token))
        condition = _condition(reading, token, lexicon)
        found.append(
            Forecast(
                id=content_id("forecast", reading.document.id, content.start, content.end),
                holder=holder,
                content=content,
                condition=condition,
                due=_due(reading, content),
                factuality=value,
            )
        )
    return tuple(_outermost(found))


def _is_history(reading: Reading) -> bool:
    """Whether the writer tells what is over: nearly all main verbs are past, and nobody is quoted.

    What "would" come is there known to have come; only others' predictions count.
    """
    sentences = sum(1 for _ in reading.parsed.sents)
    quoted = sum(claim.kind in ("direct", "mixed") for claim in reading.claims)
    if quoted >= max(MIN_QUOTATIONS, QUOTED_SHARE * sentences):
        return False
    roots = [s.root for s in reading.parsed.sents if s.root.pos_ in ("VERB", "AUX")]
    tensed = [tag for root in roots if (tag := _tense(root)) is not None]
    return len(tensed) >= MIN_SENTENCES and sum(tag == "VBD" for tag in tensed) >= PAST_SHARE * len(tensed)


def _tense(root: Token) -> str | None:
    """The tag of the word that carries the tense of a main verb."""
    tags = ("VBD", "VBZ", "VBP", "MD")
    return next(
        (t.tag_ for t in (*(c for c in root.children if c.dep_ in ("aux", "auxpass")), root) if t.tag_ in tags), None
    )


def _certainty(doc: Doc, proposition: Proposition, lexicon: dict[str, Any]) -> FactualityValue | None:
    """How surely the clause is foretold; None where it is no forecast."""
    token = doc[proposition.predicate]
    if proposition.kind == "verb":
        value = _by_modal(token, proposition, lexicon)
    elif proposition.kind == "adjective" and (proposition.relation == "attribute" or token.dep_ in ("ROOT", "amod")):
        value = lexicon["adjectives"].get(proposition.lemma)
        if token.dep_ == "amod" and not (token.head.dep_ in ("ROOT", "attr") or _looks_ahead(token.head, lexicon)):
            value = None
    else:
        value = None
    if value is None:
        return None
    return NEGATED[value] if proposition.negated else value  # type: ignore[return-value]


def _by_modal(token: Token, proposition: Proposition, lexicon: dict[str, Any]) -> str | None:
    if proposition.modal is None:
        hedged = next((lexicon["adverbs"][c.lower_] for c in token.children if c.lower_ in lexicon["adverbs"]), None)
        begins = any(
            doc_token.lemma_ in lexicon["beginnings"] for doc_token in token.children if doc_token.dep_ == "attr"
        )
        return hedged if hedged and begins else None
    if proposition.lemma in lexicon["idle"] or _is_past(token) or proposition.question:
        return None
    if any(child.lower_ in lexicon["habitual"] for child in token.children):
        return None
    if proposition.modal == "can" or _left_open(token, lexicon) or _judges(token, proposition):
        return None
    value: str | None = lexicon["modals"].get(proposition.modal)
    tied = _looks_ahead(token, lexicon) or _has_condition(token, lexicon)
    if proposition.modal in lexicon["possible"] and not tied and (token.lemma_ == "be" or proposition.negated):
        return None  # "may be a sign": a guess at what is
    if proposition.modal in ("could", "should") and not tied and _in_past_context(token):
        return None
    if proposition.modal == "would" and _in_past_context(token) and not _has_condition(token, lexicon):
        return None
    if any(child.lower_ in lexicon["certain"] for child in token.children):
        return "CT+"
    if any(lexicon["adverbs"].get(child.lower_) == "PS+" for child in token.children):
        return "PS+"
    return value


def _is_past(token: Token) -> bool:
    """ "may have orchestrated", "would have won": about the past."""
    return any(child.lower_ == "have" and child.dep_ == "aux" for child in token.children)


def _in_past_context(token: Token) -> bool:
    """A modal in the shadow of a past verb is ability or reported future, no forecast of the text's."""
    if token.dep_ not in ("ccomp", "advcl", "relcl", "conj"):
        return False
    return any(ancestor.tag_ == "VBD" or _is_past(ancestor) for ancestor in token.ancestors)


def _left_open(token: Token, lexicon: dict[str, Any]) -> bool:
    """Whether the clause is itself a condition, a question or a purpose: "whether it will", "if they would", "so that …"."""
    return any(child.dep_ == "mark" and child.lower_ in lexicon["open"] for child in token.children)


def _judges(token: Token, proposition: Proposition) -> bool:
    """ "It would be foolish to …": a judgement on a thing, no forecast of one."""
    return (
        proposition.modal == "would"
        and token.lemma_ == "be"
        and any(child.lower_ == "it" and child.dep_ in ("nsubj", "expl") for child in token.children)
        and any(child.dep_ == "acomp" for child in token.children)
        and any(
            child.dep_ in ("xcomp", "ccomp") and child.i > token.i
            for inner in token.children
            for child in (inner, *inner.children)
        )
    )


def _looks_ahead(token: Token, lexicon: dict[str, Any]) -> bool:
    return any(item.lower_ in lexicon["future"] for item in token.subtree)


def _has_condition(token: Token, lexicon: dict[str, Any]) -> bool:
    return any(_is_condition(child, lexicon) for child in token.children)


def _is_condition(token: Token, lexicon: dict[str, Any]) -> bool:
    if token.dep_ == "advcl":
        return any(child.dep_ == "mark" and child.lower_ in lexicon["conditions"] for child in token.children)
    return token.dep_ == "prep" and token.lower_ in lexicon["condition_prepositions"]


def _condition(reading: Reading, token: Token, lexicon: dict[str, Any]) -> Span | None:
    for place in (token, token.head):
        for child in place.children:
            if _is_condition(child, lexicon) and child.i != token.i:
                return span(reading, child.left_edge.i, child.right_edge.i)
    return None


def _due(reading: Reading, content: Span) -> str | None:
    """The last day of a date inside the forecast, where it lies after publication (or publication is unknown)."""
    published = reading.document.published
    days = [
        t.to
        for t in reading.times
        if t.to and t.type == "DATE" and content.start <= t.start < content.end and t.grain != "unknown"
    ]
    ahead = [day for day in days if published is None or day >= published]
    return max(ahead) if ahead else None


def _outermost(found: Iterable[Forecast]) -> list[Forecast]:
    kept: list[Forecast] = []
    for item in sorted(found, key=lambda f: (f.content.start, -(f.content.end))):
        if not any(k.content.start <= item.content.start and item.content.end <= k.content.end for k in kept):
            kept.append(item)
    return kept
