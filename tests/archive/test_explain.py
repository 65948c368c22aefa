"""Why a record was written."""

from __future__ import annotations

import pytest

from legation.archive import Archive
from legation.archive.explain import explain
from legation.errors import LegationError
from samples.coded import records


def test_an_event_is_explained_by_its_id_and_by_its_beginning(opened: Archive) -> None:
    record = records()["beijing-1-pelican-ledger"]
    event = record.events[0]
    found = explain(opened, event.id)
    assert found["layer"] == "events" and found["document"] == record.document.id
    assert found["item"]["id"] == event.id and found["why"]["rule"]
    text = record.document.text
    assert found["quotes"] == [" ".join(text[event.sentence.start : event.sentence.end].split())]
    assert set(found["names"]) >= set(event.source)
    assert explain(opened, event.id[:12]) == found


@pytest.mark.parametrize("layer", ["claims", "agreements", "relations", "interests", "forecasts"])
def test_everything_else_is_explained_by_its_words(opened: Archive, layer: str) -> None:
    item = next(i for r in records().values() for i in getattr(r, layer))
    found = explain(opened, item.id)
    assert found["layer"] == layer and found["quotes"][0]


def test_the_beginning_of_two_ids_is_not_enough(opened: Archive) -> None:
    with pytest.raises(LegationError, match="give more of the id"):
        explain(opened, "")


def test_an_unknown_id_is_refused(opened: Archive) -> None:
    with pytest.raises(LegationError, match="nothing with the id 'zzz'"):
        explain(opened, "zzz")
