"""The lexicon of attribution cues: verbs, nouns, adjectives, adverbs and phrases, as reviewed YAML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation.resources import load

FOLDER = "attribution/claims"
# Complements that are not prepositions (see verbs.yaml).
STRUCTURAL = frozenset({"clause", "quote", "to", "oto", "ing", "np", "as", "document", "raise", "recipient", "light"})


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry of the lexicon.

    ``complements`` are the constructions that hold the content, ``prepositions`` those whose object does; ``needs`` are
    modifiers of which the cue must have one. ``factive``: the writer who uses the cue commits to the content too.
    ``negative``: the holder rejects it.
    """

    lemma: str
    rest: tuple[str, ...]
    label: str
    kind: str
    factive: bool
    negative: bool
    complements: frozenset[str]
    prepositions: frozenset[str]
    needs: frozenset[str] = frozenset()

    def takes(self, complement: str) -> bool:
        """Whether the content may stand in this construction."""
        return complement in self.complements


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole lexicon: entries by first lemma, the entries of several words first."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, tuple[Cue, ...]]
    adjectives: dict[str, tuple[Cue, ...]]
    adverbs: dict[str, dict[str, Any]]
    prepositions: tuple[tuple[str, ...], ...]
    forms: dict[str, str]

    def verb(self, lemma: str, form: str) -> tuple[Cue, ...]:
        """The entries of a verb by its lemma, or, where the lemmatiser errs ("hoped" → "hop"), by its regular form."""
        return self.verbs.get(lemma) or self.verbs.get(self.forms.get(form, ""), ())


@cache
def cues() -> Cues:
    """The lexicon, read once per process."""
    adverbs = load(f"{FOLDER}/adverbs.yaml")
    verbs = _index(load(f"{FOLDER}/verbs.yaml"), "verbs")
    return Cues(
        verbs=verbs,
        forms={form: lemma for lemma in verbs for form in _regular_forms(lemma)},
        nouns=_index(load(f"{FOLDER}/nouns.yaml"), "nouns"),
        adjectives=_index(load(f"{FOLDER}/adjectives.yaml"), "adjectives"),
        adverbs=adverbs["adverbs"],
        prepositions=tuple(tuple(phrase.split()) for phrase in adverbs["prepositions"]),
    )


def _regular_forms(lemma: str) -> tuple[str, ...]:
    """The regular inflected forms of a verb."""
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    return lemma + "s", lemma + "es", lemma + "ed", lemma + "ing"


def _index(classes: list[dict[str, Any]], key: str) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, list[Cue]] = {}
    for cue in _entries(classes, key):
        found.setdefault(cue.lemma, []).append(cue)
    return {lemma: tuple(sorted(group, key=lambda cue: -len(cue.rest))) for lemma, group in found.items()}


def _entries(classes: list[dict[str, Any]], key: str) -> Iterator[Cue]:
    for group in classes:
        for words, complements in group[key].items():
            lemma, *rest = words.split()
            named = complements.split()
            yield Cue(
                lemma=lemma,
                rest=tuple(rest),
                label=group["class"],
                kind=group["kind"],
                factive=group.get("factive", False),
                negative=group.get("polarity") == "-",
                complements=frozenset(c for c in named if c in STRUCTURAL),
                prepositions=frozenset(c for c in named if c not in STRUCTURAL),
                needs=frozenset(group.get("needs", ())),
            )
