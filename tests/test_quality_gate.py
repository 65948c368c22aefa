"""The quality gate: our own labelled sentences and sample reports against the floors of benchmarks/floors.yaml."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from legation.codebook import frames
from legation.engines.local import Coder
from legation.evaluate.corpus import score as score_corpus
from legation.evaluate.pairs import score as score_pairs
from legation.evaluate.report import Report
from legation.events.classifying import Verdict, classify
from legation.events.coding import EventCoder
from legation.layers import Reading
from legation.parse.grammar import Grammar
from legation.parse.propositions import extract
from legation.record import Document
from legation.settings import Settings
from samples import test_reading

ROOT = Path(__file__).parents[1]
FILE = ROOT / "benchmarks" / "floors.yaml"
FLOORS: dict[str, list[dict[str, Any]]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
SHOWN = 40


def parsed(grammar: Grammar, text: str) -> Reading:
    reading = Reading(document=Document(id="sentence", text=text), text=text)
    reading.doc = grammar.parse(reading)
    reading.propositions = extract(reading.doc)
    return reading


Judged = list[tuple[frames.Frame, str, Verdict]]


@pytest.fixture(scope="module")
def judged(grammar: Grammar) -> Judged:
    """Every example of every frame with the verdict on it."""
    return [
        (frame, example.text, classify(parsed(grammar, example.text), list(example.source), list(example.target)))
        for frame in frames.frames()
        for example in frame.examples
    ]


def hold(name: str, share: float, misses: list[Any]) -> None:
    """Fail where ``share`` is under the floor ``name``."""
    floor = FLOORS[name][-1]["floor"]
    shown = "\n".join(str(miss) for miss in misses[:SHOWN])
    assert share >= floor, f"{name}: {share:.3f} is under the floor {floor}; {len(misses)} missed:\n{shown}"


def test_examples_have_the_type_of_their_frame(judged: Judged) -> None:
    wrong = [(f.id, text, v.type) for f, text, v in judged if v.type != f.type]
    hold("examples type", 1 - len(wrong) / len(judged), wrong)


def test_examples_have_the_mode_of_their_frame(judged: Judged) -> None:
    wrong = [(f.id, text, v.type, v.mode) for f, text, v in judged if (v.type, v.mode) != (f.type, f.mode)]
    hold("examples mode", 1 - len(wrong) / len(judged), wrong)


def test_no_type_falls_behind(judged: Judged) -> None:
    total, right = Counter(f.type for f, _, _ in judged), Counter(f.type for f, _, v in judged if v.type == f.type)
    shares = {name: right[name] / total[name] for name in total}
    hold("examples worst type", min(shares.values()), sorted(shares.items(), key=lambda pair: pair[1]))


def test_frames_stay_silent_on_their_counterexamples(grammar: Grammar) -> None:
    loud, total = [], 0
    for frame in frames.frames():
        for example in frame.not_examples:
            total += 1
            if any(c.rule == frame.id for c in EventCoder(parsed(grammar, example.text)).candidates()):
                loud.append((frame.id, example.text))
    hold("not_examples silent", 1 - len(loud) / total, loud)


@cache
def expectations() -> dict[str, tuple[Callable[..., None], list[tuple[Any, ...]]]]:
    """The tests over the sample reports that take rows of expectations, by name, with their rows."""
    return {f"samples {name.removeprefix('test_')}": pair for name, pair in _parametrized()}


def _parametrized() -> Iterator[tuple[str, tuple[Callable[..., None], list[tuple[Any, ...]]]]]:
    for name, test in vars(test_reading).items():
        for mark in getattr(test, "pytestmark", ()):
            if mark.name == "parametrize":
                yield name, (test, [getattr(row, "values", row) for row in mark.args[1]])


@pytest.mark.parametrize("name", [name for name in FLOORS if name.startswith("samples ")])
def test_sample_reports_hold_what_an_analyst_must_find(name: str) -> None:
    test, rows = expectations()[name]
    missed = []
    for row in rows:
        try:
            test(*row)
        except AssertionError:
            missed.append(tuple(map(str, row)))
    hold(name, 1 - len(missed) / len(rows), missed)


def test_every_kind_of_expectation_has_a_floor() -> None:
    assert {name for name in FLOORS if name.startswith("samples ")} == set(expectations())


@pytest.fixture(scope="module")
def corpus() -> Report:
    return score_corpus(ROOT / "corpus", Settings())


@pytest.mark.parametrize("name", [name for name in FLOORS if name.startswith("corpus ")])
def test_the_part_of_the_corpus_that_no_model_has_seen(corpus: Report, name: str) -> None:
    hold(name, corpus[name.removeprefix("corpus ")], corpus.errors)


@pytest.fixture(scope="module")
def pairs() -> Report:
    return score_pairs(ROOT / "benchmarks" / "pairs", Settings())


@pytest.mark.parametrize("name", [name for name in FLOORS if name.startswith("pairs ")])
def test_reports_of_one_event_are_joined_and_no_others(pairs: Report, name: str) -> None:
    hold(name, pairs[name.removeprefix("pairs ")], pairs.errors)


def test_background_is_left_alone() -> None:
    """Sentences without an interaction, whatever names and words they hold."""
    text = (ROOT / "corpus" / "background" / "sentences.txt").read_text(encoding="utf-8")
    sentences = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert len(sentences) >= 200
    coder = Coder(Settings())
    coded = [s for n, s in enumerate(sentences) if coder.code(Document(id=str(n), text=s)).events]
    hold("background silent", 1 - len(coded) / len(sentences), coded)


def lowered(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The entries that lie under the one before them and give no reason."""
    return [
        now
        for before, now in pairwise(entries)
        if now["floor"] < before["floor"] and not str(now.get("reason") or "").strip()
    ]


@pytest.mark.parametrize("name", list(FLOORS))
def test_no_floor_is_lowered_without_a_reason(name: str) -> None:
    assert lowered(FLOORS[name]) == []


def test_a_floor_lowered_without_a_reason_is_found() -> None:
    assert lowered([{"floor": 0.9}, {"floor": 0.8}]) == [{"floor": 0.8}]
    assert lowered([{"floor": 0.9}, {"floor": 0.8, "reason": "harder sentences were added"}, {"floor": 0.85}]) == []


def test_earlier_floors_stand_as_they_were_committed() -> None:
    """Otherwise a floor could be lowered by writing over it."""
    for commit in _git("log", "--format=%H", "--", str(FILE)).split():
        earlier = yaml.safe_load(_git("show", f"{commit}:benchmarks/floors.yaml"))
        for name, entries in earlier.items():
            assert FLOORS.get(name, [])[: len(entries)] == entries, f"{name} was {entries} in {commit[:10]}"


def _git(*arguments: str) -> str:
    """What git says; nothing where there is no repository."""
    try:
        done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout if done.returncode == 0 else ""
