"""The lexicon is well formed: every class, word, frame and outcome can be used."""

from __future__ import annotations

from typing import Any

import pytest

from legation import resources
from legation.attribution.factuality_lexicon import lexicon, outcome

FOLDER = "attribution/factuality"
KEYS = {"class", "note", "frames", "plus", "minus", "present", "words", "not_frames", "only_frames"}
FLAGS = {"fact", "reported", "known", "effort"}


@pytest.mark.parametrize("file", ["verbs", "nouns", "adjectives"])
def test_classes_are_well_formed(file: str) -> None:
    for entry in resources.load(f"{FOLDER}/{file}.yaml"):
        assert set(entry) <= KEYS | FLAGS, entry["class"]
        # an unquoted on, off or no is a truth value in YAML
        assert all(isinstance(word, str) for word in [*entry["words"], *entry["frames"]]), entry["class"]
        assert len(set(entry["words"])) == len(entry["words"]), entry["class"]
        assert set(entry.get("not_frames", {})) <= set(entry["words"]), entry["class"]
        assert set(entry.get("only_frames", {})) <= set(entry["words"]), entry["class"]
        for key in ("plus", "minus", "present"):
            _check(entry.get(key))


def test_operators_are_well_formed() -> None:
    operators: dict[str, Any] = resources.load(f"{FOLDER}/operators.yaml")
    for entry in [*operators["modals"].values(), *operators["constructions"].values()]:
        for pair in entry.values():
            _check(pair)
    assert set(operators["degrees"].values()) <= set(operators["constructions"])


def test_the_lexicon_is_large_and_indexed_by_word() -> None:
    words = lexicon()
    assert len(words.verbs.entries()) + len(words.nouns.entries()) + len(words.adjectives.entries()) >= 600
    assert words.verbs.single["manage"]["to"].minus.sign == -1
    assert words.verbs.double["call"]["off"]["obj"].plus.sign == -1
    assert words.nouns.single["attempt"]["to"].plus.degree == 0


def test_an_unknown_value_is_an_error() -> None:
    with pytest.raises(KeyError):
        outcome(["XX+", 1.0])


def _check(pair: list[Any] | None) -> None:
    if pair is None:
        return
    found = outcome(pair)
    assert -3 <= found.score <= 3
    assert found.score * 2 == int(found.score * 2), "scores go in halves"
    assert found.degree == 0 or found.score * found.sign > 0
