"""The public contract: the record's schema, its checks, its way to JSON and back."""

from __future__ import annotations

import json

import jsonschema
import pytest
from pydantic import ValidationError

from legation.record import CodedBy, Document, Event, Quote, Record, Span, content_id, schema
from samples.coded import NAMES, records

TEXT = "Iran met Syria."


def event(**changed: object) -> dict[str, object]:
    return {
        "id": "e", "type": "CONSULT", "quad": "verbal cooperation", "source": ["IRN", "SYR"],
        "trigger": {"start": 5, "end": 8, "text": "met"}, "sentence": {"start": 0, "end": 15}, "factuality": "CT+",
        "factuality_score": 3.0, "holder": "author", "confidence": 0.9, **changed,
    }  # fmt: skip


def row(**changed: object) -> str:
    return json.dumps(
        {
            "document": {"id": "d", "text": TEXT},
            "coded_by": {"legation": "0", "codebook": "0", "parser": "0"},
            "events": [event(**changed)],
        }
    )


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


@pytest.mark.parametrize("name", NAMES)
def test_records_fit_their_schema_and_come_back_from_json(
    name: str, validator: jsonschema.Draft202012Validator
) -> None:
    record = records()[name]
    line = record.to_json()
    assert "\n" not in line
    validator.validate(json.loads(line))
    again = Record.from_json(line)
    assert again == record
    assert again.to_json() == line
    assert Record.from_json(line.encode()) == record


def test_the_schema_refuses_what_is_no_record(validator: jsonschema.Draft202012Validator) -> None:
    validator.validate(json.loads(row()))
    for wrong in (event(type="TALK"), event(quad="cordial"), event(factuality="yes"), event(confidence=1.5)):
        with pytest.raises(jsonschema.ValidationError):
            validator.validate({**json.loads(row()), "events": [wrong]})


def test_keys_stand_in_the_order_of_the_contract() -> None:
    keys = list(json.loads(row()))
    assert keys == ["document", "coded_by", "events"]
    assert list(json.loads(Record.from_json(row()).to_json())) == [
        "document", "coded_by", "boilerplate", "actors", "events", "claims", "agreements", "relations", "interests",
        "forecasts",
    ]  # fmt: skip


def test_a_date_speaks_of_from_and_to() -> None:
    when = {"text": "met", "start": 5, "end": 8, "from": "2019-03-18", "to": "2019-03-18", "grain": "day"}
    record = Record.from_json(row(date=when))
    assert record.events[0].date is not None and record.events[0].date.from_ == "2019-03-18"
    assert record.to_dict()["events"][0]["date"] == when


@pytest.mark.parametrize(
    "trigger",
    [
        {"start": 5, "end": 8, "text": "saw"},
        {"start": 5, "end": 99, "text": "met"},
        {"start": 8, "end": 5, "text": ""},
        {"start": -1, "end": 3, "text": "."},
    ],
)
def test_a_span_that_does_not_quote_the_text_is_no_record(trigger: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Record.from_json(row(trigger=trigger))


@pytest.mark.parametrize("where", ["sentence", "mentions"])
def test_spans_without_words_are_checked_too(where: str) -> None:
    outside = {"start": 3, "end": 16}
    with pytest.raises(ValidationError, match="outside"):
        Record.from_json(row(**{where: [outside] if where == "mentions" else outside}))


def test_offsets_are_code_points() -> None:
    text = "𝕏: Iran met Syria — naïvely."
    start = text.index("met")
    quote = Quote(start=start, end=start + 3, text="met")
    made = Event.model_validate({**event(), "trigger": quote, "sentence": Span(start=0, end=len(text))})
    coded_by = CodedBy(legation="0", codebook="0", parser="0")
    assert Record(document=Document(id="d", text=text), coded_by=coded_by, events=(made,)).events[0].trigger == quote


def test_ids_come_from_content_alone() -> None:
    assert content_id("a", 1, ("b",)) == content_id("a", 1, ("b",))
    assert len({content_id("ab", "c"), content_id("a", "bc"), content_id("abc")}) == 3
    for record in records().values():
        ids = [item.id for layer in (record.events, record.claims, record.agreements) for item in layer]
        assert len(ids) == len(set(ids))
