"""What ``show`` finds in an archive of the samples, and how it is filtered."""

from __future__ import annotations

import pytest

from legation.archive.queries import VIEWS, Filters, View
from legation.errors import LegationError
from samples.coded import NAMES, records


@pytest.mark.parametrize("what", sorted(VIEWS))
def test_every_row_quotes_the_document_it_names(view: View, what: str) -> None:
    rows = view.rows(what, Filters())
    assert rows or what == "disagreements"
    assert all(list(row) == list(rows[0]) for row in rows)
    for row in rows:
        for side in ("", "a_", "b_"):
            if row.get(f"{side}quote") and row.get(f"{side}start") is not None:
                text = records()[row[f"{side}document"]].document.text
                assert row[f"{side}quote"] == " ".join(text[row[f"{side}start"] : row[f"{side}end"]].split())


@pytest.mark.parametrize("what", ["events", "claims", "agreements", "relations", "interests", "forecasts", "actors"])
def test_nothing_is_lost(view: View, what: str) -> None:
    stored = {item.id for record in records().values() for item in getattr(record, what)}
    assert {row["id"] for row in view.rows(what, Filters())} == stored


def test_rows_come_in_the_order_of_time(view: View) -> None:
    days = [row["date"] for row in view.rows("timeline", Filters())]
    assert days == sorted(days) and all(days)
    published = [row["published"] for row in view.rows("documents", Filters())]
    assert published == sorted(published)


def test_by_actor_by_name_or_id(view: View) -> None:
    by_id = view.rows("events", Filters(actor="TUR"))
    assert by_id
    for row in by_id:
        assert "TUR" in (*row["source_ids"], *row["target_ids"], *row["absent_ids"])
    assert all(row in view.rows("events", Filters(actor="turk")) for row in by_id)
    with pytest.raises(LegationError, match="no actor"):
        view.rows("events", Filters(actor="Zamunda"))


def test_by_type_in_any_case(view: View) -> None:
    rows = view.rows("events", Filters(type="consult"))
    assert rows and {row["type"] for row in rows} == {"CONSULT"}
    assert [r["id"] for r in view.rows("meetings", Filters())] == [r["id"] for r in rows]
    kinds = {row["kind"] for row in view.rows("agreements", Filters(type="ceasefire"))}
    assert kinds == {"ceasefire"}


def test_by_day(view: View) -> None:
    rows = view.rows("events", Filters(since="2020-10-10", until="2020-10-12"))
    assert rows
    for row in rows:
        assert (row["to"] or row["date"] or row["published"]) >= "2020-10-10"
        assert (row["date"] or row["published"]) <= "2020-10-12"
    assert {row["document"] for row in rows} == {n for n in NAMES if n.startswith("karabakh")}
    assert view.rows("documents", Filters(since="2024-01-01")) == []


def test_by_outlet_document_holder_and_place(view: View) -> None:
    assert {r["outlet"] for r in view.rows("claims", Filters(outlet="pelican"))} == {"Pelican Ledger"}
    name = "jeddah-2-volga-standard"
    assert {r["document"] for r in view.rows("events", Filters(document=name))} == {name}
    ours = view.rows("events", Filters(holder="author"))
    assert ours and {r["holder_id"] for r in ours} == {"author"}
    there = view.rows("events", Filters(place="moscow"))
    assert there and {r["place"] for r in there} == {"Moscow"}


def test_filters_hold_together(view: View) -> None:
    one, two = Filters(type="ASSAULT"), Filters(outlet="Sevan")
    both = view.rows("events", Filters(type="ASSAULT", outlet="Sevan"))
    ids = [{row["id"] for row in view.rows("events", f)} for f in (one, two)]
    assert both and {row["id"] for row in both} == ids[0] & ids[1]


def test_by_confidence(view: View) -> None:
    rows = view.rows("events", Filters(min_confidence=0.6))
    assert rows and all(row["confidence"] >= 0.6 for row in rows)
    assert len(rows) < len(view.rows("events", Filters()))


def test_a_view_that_is_none_is_named_with_its_alternatives(view: View) -> None:
    with pytest.raises(LegationError, match="documents, events"):
        view.rows("everything", Filters())
