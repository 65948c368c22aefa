"""A document through the whole coder: whatever the text, a record whose every span quotes it."""

from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from legation.record import HOLDERS, Document, Record, schema
from samples.coded import NAMES, coder, records, sample_documents

PIECES = (
    "Iran", "the foreign minister of Syria", "President Duval", "Moscow", "both sides", "they", "met", "was not invited",
    "denied", "said that", "said", "according to", "accused", "of", "violating the ceasefire", "on Monday", "in Damascus",
    "13 missiles", "killed 12 soldiers", "if", "would", "signed", "the agreement", "\n\n", "\n", "“", "”", "\"", ",", ".",
    "—", "(", ")", "?", "\u00a0", "\u200b", "\ufeff", "é", "e\u0301", "ﬁ", "👩‍👧", "𝕏", "المفاوضات", "会谈",
    "\r\n", "\t", "\x0b", "---\n", "title: x", "By Ann Author", "12 March 2023", "KYIV —", "# Talks", "1.", "• ",
)  # fmt: skip
VALIDATOR = jsonschema.Draft202012Validator(schema())

prose = st.lists(st.one_of(st.sampled_from(PIECES), st.text(min_size=1, max_size=12)), min_size=1, max_size=40).map(
    " ".join
)
anything = st.text(st.characters(codec="utf-8"), min_size=1, max_size=200)


def assert_sound(record: Record) -> None:
    """Every span lies in the text and quotes it, every id named is there, every event is what its type says."""
    text = record.document.text
    assert_quotes(record.to_dict(), text)
    known = {a.id for a in record.actors} | set(HOLDERS)
    for event in record.events:
        assert {*event.source, *event.target, *event.absent, event.holder} <= known
        assert event.sentence.start <= event.trigger.start < event.trigger.end
        assert 0 <= event.confidence <= 1
    for claim in record.claims:
        assert claim.holder in known
        assert set(claim.about) <= {e.id for e in record.events} | {r.id for r in record.relations}
    for relation in record.relations:
        assert {relation.source, relation.target, relation.holder} <= known
    for interest in record.interests:
        assert {interest.actor, interest.holder} <= known
    for agreement in record.agreements:
        assert {*agreement.parties, *agreement.breached_by} <= known
    for forecast in record.forecasts:
        assert forecast.holder in known


def assert_quotes(value: object, text: str) -> None:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            assert 0 <= value["start"] <= value["end"] <= len(text)
            assert value.get("text") is None or value["text"] == text[value["start"] : value["end"]]
        for key, inner in value.items():
            if key != "explanation":
                assert_quotes(inner, text)
    elif isinstance(value, list):
        for inner in value:
            assert_quotes(inner, text)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(text=st.one_of(prose, anything), title=st.none() | st.text(max_size=20))
def test_any_text_has_a_sound_record(text: str, title: str | None) -> None:
    record = coder().code(Document(id="d", text=text, title=title, published="2023-03-12"))
    assert record.document.text == text
    assert_sound(record)
    VALIDATOR.validate(json.loads(record.to_json()))
    assert Record.from_json(record.to_json()) == record


@pytest.mark.parametrize("name", NAMES)
def test_records_of_the_samples_are_sound(name: str) -> None:
    assert_sound(records()[name])


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "—",
        "?!",
        "\ufeff",
        "a",
        "\x00",
        "\u202e\u200f",
        "A" * 5000,
        "( " * 400,
        '"' * 300,
        "1. " * 200,
    ],
)
def test_hardly_any_text_has_a_record_too(text: str) -> None:
    assert_sound(coder().code(Document(id="d", text=text)))


def test_a_record_does_not_depend_on_what_was_coded_before() -> None:
    first, second = sample_documents()[:2]
    alone = coder().code(second).to_json()
    coder().code(first)
    assert coder().code(second).to_json() == alone == records()[second.id].to_json()


def test_a_document_keeps_what_it_was_given() -> None:
    document = Document(
        id="d",
        text="Source: Other House\n\nBy Ann Author\n\n3 May 2020\n\nTurkey condemned the attack on the embassy.",
        title="Given", author="Given Author", outlet="Given House", published="2021-01-01", published_basis="given",
    )  # fmt: skip
    assert coder().code(document).document == document
