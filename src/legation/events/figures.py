"""How many: the figures of an event, among its arguments and in the clauses that tell what it did ("…, killing seven")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from legation.layers import Proposition, Reading
from legation.record import Quantity, QuantityKind
from legation.resources import load

if TYPE_CHECKING:
    from legation.tokens import Doc, Token

FIGURE = re.compile(r"\d[\d,.]*\d|\d")
ELSEWHERE = ("clause", "prep:in", "prep:on", "prep:during")  # arguments whose numbers are not what the act counts
HARM = "ASSAULT"
HALF = 0.5  # "half a million"


class Figures:
    """Counts the things that the events of one reading name."""

    def __init__(self, reading: Reading) -> None:
        self._doc: Doc = reading.parsed
        self._propositions = {p.predicate: p for p in reading.propositions}
        lexicon = load("events/quantities.yaml")
        self._scales: dict[str, float] = lexicon["scales"]
        self._words: dict[str, int] = lexicon["numbers"]
        self._kinds: dict[str, QuantityKind] = {w: kind for kind, words in lexicon["kinds"].items() for w in words}
        self._results: dict[str, QuantityKind] = {w: kind for kind, words in lexicon["results"].items() for w in words}
        self._undergo = frozenset(lexicon["undergo"])

    def of(self, proposition: Proposition, type: str, kind: QuantityKind | None) -> tuple[Quantity, ...]:
        """Counted things among the arguments of ``proposition``; ``kind`` is what its frame says they are.

        Of an assault also the dead, wounded and displaced of the clauses that hang on it or of which it is the occasion
        ("18 people died in the raid").
        """
        found: dict[int, Quantity] = {}
        told = self._results.get(proposition.lemma, kind)
        arguments = (a.token for a in proposition.arguments if a.via != "light" and a.role not in ELSEWHERE)
        for token in arguments:
            found.update(self._counted(token, told))
        if type == HARM:
            for result in self._told_of(proposition):
                for token in self._harmed(result):
                    found.update(self._counted(token, self._results[result.lemma]))
        return tuple(sorted(found.values(), key=lambda q: (q.start, q.end)))

    def _told_of(self, proposition: Proposition) -> Iterable[Proposition]:
        """Clauses of killing, wounding and driving out that tell what an act did."""
        token = self._doc[proposition.predicate]
        beneath = [c for c in token.children if c.dep_ in ("advcl", "conj", "ccomp", "relcl", "acl")]
        beneath += [c for b in beneath for c in b.children if c.dep_ == "conj"]
        if token.dep_ == "advcl":  # "ten were killed when troops fired": both hang on the verb above
            beneath += [c for c in token.head.children if c.dep_ == "ccomp" and c.i < token.i]
        above = [a for a in token.ancestors if a.sent.start == token.sent.start][:3]
        for other in (*beneath, *above):
            result = self._propositions.get(other.i)
            if result is None or result.lemma not in self._results or result.negated:
                continue
            occasion = any(proposition.predicate == a.token for a in result.arguments)
            if other in beneath or occasion or (proposition.kind == "verb" and token.dep_ == "advcl"):
                yield result

    def _harmed(self, result: Proposition) -> Iterator[int]:
        """Those whom a clause of harm counts: the object of killing, the subject of dying and of being killed."""
        if result.passive or result.lemma in self._undergo:
            yield from result.roles("subject")
        yield from result.roles("object")

    def _counted(self, index: int, kind: QuantityKind | None) -> Iterator[tuple[int, Quantity]]:
        noun = self._doc[index]
        if noun.pos_ == "NUM" and noun.ent_type_ not in ("DATE", "TIME"):
            value = self._value(noun)
            if value is not None and kind is not None:  # "and wounding 33": of what was counted before
                yield noun.i, Quantity(value=value, unit="people", kind=kind, start=noun.idx, end=noun.idx + len(noun))
            return
        for child in noun.children:
            if child.dep_ != "nummod" or child.ent_type_ in ("DATE", "TIME"):
                continue
            value = self._value(child)
            if value is None:
                continue
            own = self._kinds.get(noun.lemma_.lower())
            unit = self._doc[child.i + 1 : noun.i + 1].text if child.i < noun.i else noun.text
            yield (
                child.i,
                Quantity(
                    value=value,
                    unit=unit or noun.text,
                    kind=own if own in ("weapons", "money") else (kind or own or "count"),
                    start=min(child.left_edge.idx, noun.idx),
                    end=max(noun.idx + len(noun), child.idx + len(child)),
                ),
            )

    def _value(self, token: Token) -> float | None:
        text = token.text.replace(",", "")
        scale = HALF if any(t.lower_ == "half" for t in self._doc[token.left_edge.i : token.right_edge.i + 1]) else 1.0
        for word in self._doc[token.left_edge.i : token.right_edge.i + 1]:
            scale *= self._scales.get(word.lower_, 1)
        figure = FIGURE.search(text)
        if figure:
            try:
                return float(figure.group(0)) * scale
            except ValueError:
                return None
        total = 0.0
        for word in self._doc[token.left_edge.i : token.right_edge.i + 1]:
            digits = FIGURE.fullmatch(word.text.replace(",", ""))
            if digits:
                return float(digits.group(0)) * scale
            total += self._words.get(word.lower_, 0)
        return (total or 1.0) * scale if total or scale > 1 else None
