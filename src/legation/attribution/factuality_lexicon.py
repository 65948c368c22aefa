"""The words that settle whether an event happened, loaded from ``resources/attribution/factuality`` and indexed by lemma."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from legation import resources

_FOLDER = "attribution/factuality"
_DEGREE = {"CT": 3, "PR": 2, "PS": 1, "Uu": 0}


class Outcome(NamedTuple):
    """A FactBank value as ``sign`` (1 or -1) and ``degree`` (3 certain, 2 probable, 1 possible, 0 open), with a score."""

    sign: int
    degree: int
    score: float


class Signature(NamedTuple):
    """What follows for the governed event where the governor holds, is negated, or stands in the simple present."""

    name: str
    plus: Outcome
    minus: Outcome
    present: Outcome | None
    fact: bool
    reported: bool
    known: bool = False
    effort: bool = False


Frames = dict[str, Signature]


@dataclass(frozen=True, slots=True)
class Words:
    """Signatures of one part of speech: ``single[word][frame]`` and, for two-word entries, ``double[first][second]``."""

    single: dict[str, Frames] = field(default_factory=dict)
    double: dict[str, dict[str, Frames]] = field(default_factory=dict)

    def entries(self) -> list[str]:
        """All words of the table, sorted."""
        return sorted([*self.single, *(f"{first} {second}" for first in self.double for second in self.double[first])])


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal's outcomes: alone, negated, in reported speech, before a perfect infinitive, before a negated one."""

    word: str
    plus: Outcome
    minus: Outcome
    reported: Outcome
    perfect: Outcome
    perfect_minus: Outcome


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything :mod:`legation.attribution.factuality` knows of words."""

    verbs: Words
    nouns: Words
    adjectives: Words
    modals: dict[str, Modal]
    adverbs: dict[str, Signature]
    prepositions: dict[str, Signature]
    subordinators: dict[str, str]
    constructions: dict[str, Signature]
    degrees: dict[str, str]
    lemmas: dict[str, str]
    negation: frozenset[str]
    negation_cancelled_before: frozenset[str]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    undenied: frozenset[str]
    outcomes: frozenset[str]
    few: frozenset[str]
    together: frozenset[str]
    performatives: frozenset[str]
    definite: frozenset[str]
    polar: frozenset[str]
    manner: frozenset[str]
    means: frozenset[str]
    absolute: frozenset[str]
    concessive: frozenset[str]
    contrast: frozenset[str]


def outcome(pair: list[Any]) -> Outcome:
    """``[VALUE, SCORE]`` of the YAML as an :class:`Outcome`. Raises ``KeyError`` for an unknown value."""
    value, score = pair
    return Outcome(-1 if value.endswith("-") or score < 0 else 1, _DEGREE[value[:2]], float(score))


def _signature(entry: dict[str, Any], name: str | None = None) -> Signature:
    plus = outcome(entry["plus"])
    return Signature(
        name=name or entry["class"],
        plus=plus,
        minus=outcome(entry["minus"]) if "minus" in entry else plus,
        present=outcome(entry["present"]) if "present" in entry else None,
        fact=bool(entry.get("fact")),
        reported=bool(entry.get("reported")),
        known=bool(entry.get("known")),
        effort=bool(entry.get("effort")),
    )


def _words(file: str) -> Words:
    table = Words()
    for entry in resources.load(f"{_FOLDER}/{file}.yaml"):
        signature = _signature(entry)
        excluded, only = entry.get("not_frames", {}), entry.get("only_frames", {})
        for word in entry["words"]:
            frames = [f for f in only.get(word, entry["frames"]) if f not in excluded.get(word, ())]
            first, _, second = word.partition(" ")
            where = table.double.setdefault(first, {}).setdefault(second, {}) if second else None
            where = table.single.setdefault(first, {}) if where is None else where
            for frame in frames:
                where.setdefault(frame, signature)
    return table


def _modals(entries: dict[str, Any]) -> dict[str, Modal]:
    modals: dict[str, Modal] = {}
    for word, entry in entries.items():
        plus, minus = outcome(entry["plus"]), outcome(entry["minus"])
        modals[word] = Modal(
            word=word,
            plus=plus,
            minus=minus,
            reported=outcome(entry.get("reported", entry["plus"])),
            perfect=outcome(entry.get("perfect", entry["plus"])),
            perfect_minus=outcome(entry.get("perfect_minus", entry["minus"])),
        )
    return modals


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once per process."""
    operators = resources.load(f"{_FOLDER}/operators.yaml")
    negation = operators["negation"]
    return Lexicon(
        verbs=_words("verbs"),
        nouns=_words("nouns"),
        adjectives=_words("adjectives"),
        modals=_modals(operators["modals"]),
        adverbs={word: _signature(entry) for entry in operators["adverbs"] for word in entry["words"]},
        prepositions={word: _signature(entry) for entry in operators["prepositions"] for word in entry["words"]},
        subordinators={word: kind for kind, words in operators["subordinators"].items() for word in words},
        constructions={name: _signature(entry, name) for name, entry in operators["constructions"].items()},
        degrees=operators["degrees"],
        lemmas=operators["lemmas"],
        negation=frozenset(negation["words"]),
        negation_cancelled_before=frozenset(negation["not_before"]),
        negative_determiners=frozenset(negation["determiners"]),
        negative_pronouns=frozenset(negation["pronouns"]),
        undenied=frozenset(operators["undenied"]),
        outcomes=frozenset(operators["outcomes"]),
        few=frozenset(operators["few"]),
        together=frozenset(operators["together"]),
        performatives=frozenset(operators["performatives"]),
        definite=frozenset(operators["definite"]),
        polar=frozenset(operators["polar"]),
        manner=frozenset(operators["manner"]),
        means=frozenset(operators["means"]),
        absolute=frozenset(operators["absolute"]),
        concessive=frozenset(operators["concessive"]),
        contrast=frozenset(operators["contrast"]),
    )
