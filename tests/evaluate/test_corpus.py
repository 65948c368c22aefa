"""The corpus of labelled sentences: its format, what it covers, and what is kept out of training."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from legation.codebook import plover
from legation.errors import InputRefused
from legation.evaluate.corpus import TYPES, held_out, passages
from legation.record import FACTUALITY_SCORE

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def texts() -> list:
    return passages(CORPUS)


def test_every_label_is_of_the_codebook(texts: list) -> None:
    for passage in texts:
        for event in passage.events:
            assert event.mode is None or event.mode in plover.modes(event.type), passage.where
            assert event.factuality.replace("UU", "Uu") in FACTUALITY_SCORE, passage.where


def test_it_is_broad_enough_to_learn_from(texts: list) -> None:
    counts = Counter(event.type for passage in texts for event in passage.events)
    assert set(counts) == set(TYPES)
    assert min(counts.values()) >= 60
    assert len(texts) >= 2000
    assert sum(not passage.events for passage in texts) >= 300


def test_no_passage_stands_twice(texts: list) -> None:
    assert [text for text, n in Counter(passage.text for passage in texts).items() if n > 1] == []


def test_a_tenth_is_kept_out_of_training(texts: list) -> None:
    assert 0.07 < sum(map(held_out, texts)) / len(texts) < 0.13


def test_spans_quote_the_passage(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "T Chad told Niger that Chad would wait.\nE REQUEST | told | Chad#2 | Niger | CT+\n"
    )
    (passage,) = passages(tmp_path)
    (event,) = passage.events
    assert passage.text[slice(*event.source[0])] == "Chad" and event.source[0][0] > 4


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("E WAR | told | Chad | Niger | CT+", "WAR"),
        ("E REQUEST | asked | Chad | Niger | CT+", "asked"),
        ("E REQUEST | told | Chad", "3 fields"),
        ("X REQUEST", "T, E or #"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, what: str) -> None:
    (tmp_path / "a.txt").write_text(f"T Chad told Niger to wait.\n{line}\n")
    with pytest.raises(InputRefused, match=r"a\.txt:2") as raised:
        passages(tmp_path)
    assert what in str(raised.value)
