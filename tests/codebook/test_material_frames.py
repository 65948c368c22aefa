"""Frames of material events: broad, complete in their modes, and right about their own examples."""

from __future__ import annotations

from functools import cache

import pytest

from legation.codebook import frames, plover
from legation.codebook.frames import Example, Frame
from legation.events.classifying import classify
from legation.events.coding import EventCoder
from legation.layers import Block, Reading
from legation.parse.grammar import Grammar
from legation.parse.propositions import extract
from legation.record import Document

TYPES = ("COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
FILES = tuple(f"frames/{name.lower()}.yaml" for name in TYPES)


@cache
def material() -> tuple[Frame, ...]:
    return tuple(frame for frame in frames.frames() if frame.file in FILES)


def reading(grammar: Grammar, text: str) -> Reading:
    found = Reading(document=Document(id="t", text=text), text=text, blocks=(Block(0, len(text), "paragraph"),))
    found.doc = grammar.parse(found)
    found.propositions = extract(found.doc)
    return found


def coded(grammar: Grammar, marked: str) -> tuple[str | None, str | None]:
    """Type and mode of one marked sentence."""
    sentence = frames.example(marked)
    verdict = classify(reading(grammar, sentence.text), list(sentence.source), list(sentence.target))
    return verdict.type, verdict.mode


def test_each_file_holds_its_own_type() -> None:
    assert all(frame.file == f"frames/{frame.type.lower()}.yaml" for frame in material())


def test_the_vocabulary_is_broad() -> None:
    entries = {(entry.kind, entry.text) for frame in material() for entry in frame.entries}
    assert len(material()) >= 350
    assert len(entries) >= 1600
    assert {frame.type for frame in material()} == set(TYPES)


@pytest.mark.parametrize("type_", TYPES)
def test_every_mode_has_a_frame(type_: str) -> None:
    assert {frame.mode for frame in material() if frame.type == type_} >= set(plover.modes(type_))


def test_ambiguous_words_weigh_less_than_plain_ones() -> None:
    weight = {frame.id: frame.weight for frame in material()}
    assert weight["assault-shootdown-accident"] < 0.5 < weight["assault-shootdown"]
    assert weight["assault-strike-actor"] < weight["assault-strike-target"]


def test_entries_are_words_as_the_tokenizer_leaves_them() -> None:
    """spaCy splits ``cross-border``: an entry with a hyphen could never match."""
    assert [e.text for frame in material() for e in frame.entries if "-" in e.text] == []


def test_examples_are_coded_with_the_type_of_their_frame(grammar: Grammar) -> None:
    wrong, total = [], 0
    for frame in material():
        for sentence in frame.examples[:1]:
            total += 1
            verdict = classify(reading(grammar, sentence.text), list(sentence.source), list(sentence.target))
            if verdict.type != frame.type:
                wrong.append((frame.id, sentence.text, verdict.type))
    assert len(wrong) <= total * 0.10, wrong


def test_counter_examples_hold_no_such_event(grammar: Grammar) -> None:
    wrong, total = [], 0
    for frame in material():
        for sentence in frame.not_examples[:1]:
            total += 1
            if _has(grammar, sentence, frame):
                wrong.append((frame.id, sentence.text))
    assert len(wrong) <= total * 0.03, wrong


def _has(grammar: Grammar, sentence: Example, frame: Frame) -> bool:
    return any(c.rule == frame.id for c in EventCoder(reading(grammar, sentence.text)).candidates())


@pytest.mark.parametrize(
    ("marked", "type_", "mode"),
    [
        ("<s>Rebels</s> captured <t>the port</t> after heavy fighting.", "ASSAULT", None),
        ("<s>The militia</s> controls <t>the port</t>.", "COERCE", "seize"),
        ("<s>The hosts</s> excluded <t>the opposition</t> from the talks.", "SANCTION", "discontinue"),
        ("<s>Ghana</s> withdrew its peacekeepers from <t>Congo</t>.", "SANCTION", "withdraw"),
        ("<s>Ghana</s> withdrew its soldiers from <t>Congo</t>.", "RETREAT", "withdraw"),
        ("<s>Ghana</s> sent peacekeepers to <t>Congo</t>.", "AID", None),
        ("<s>Ghana</s> sent troops to <t>the frontier</t>.", "MOBILIZE", "troops"),
        ("<s>The ministry</s> deployed police around <t>the campus</t>.", "MOBILIZE", "police"),
        ("<s>Students</s> blocked <t>the highway</t>.", "PROTEST", "obstruct"),
        ("<s>Teachers</s> walked out against <t>the ministry</t>.", "PROTEST", "strike"),
        ("<s>Peru</s> exported copper to <t>Korea</t>.", "COOPERATE", None),
        ("<s>Police</s> arrested <t>the blogger</t>.", "COERCE", "arrest"),
        ("<s>Air defences</s> shot down <t>a drone</t>.", "ASSAULT", "heavy-weapons"),
    ],
)
def test_neighbours_are_told_apart(grammar: Grammar, marked: str, type_: str, mode: str | None) -> None:
    assert coded(grammar, marked) == (type_, mode)
