"""Forecasts: what is due when, what people decide, and how good holders were once ten are decided."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import legation
from analyse.hand import forecast, record, view
from legation import analyse
from legation.analyse.calibration import ENOUGH
from legation.analyse.forecasts import outcomes, probability, settle
from legation.archive.queries import Filters, View
from legation.errors import LegationError
from legation.record import Record

TEXT = "Norway will join. Sweden may leave within two months. Turkey will not sign by the end of June."


def told(key: str = "a", published: str | None = "2021-05-03", **more: Any) -> Record:
    made = [
        forecast(TEXT, "Norway will join"),
        forecast(TEXT, "Sweden may leave within two months", factuality="PS+"),
        forecast(TEXT, "Turkey will not sign by the end of June", factuality="PR-", due="2021-06-30"),
    ]
    return record(key, TEXT, published=published, states=["NOR", "SWE", "TUR"], forecasts=made, **more)


def rows(*records: Record, what: str = "forecasts", **filters: Any) -> list[dict[str, Any]]:
    with view(*records) as opened:
        return analyse.rows(opened, what, Filters(**filters))


def by_word(found: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["quote"].split()[0]: row for row in found}


def test_a_row_keeps_the_keys_of_a_stored_forecast() -> None:
    row = by_word(rows(told()))["Turkey"]
    assert (row["document"], row["quote"], row["factuality"], row["due"]) == (
        "a", "Turkey will not sign by the end of June", "PR-", "2021-06-30",
    )  # fmt: skip
    assert TEXT[row["start"] : row["end"]] == row["quote"]
    assert row["id"] == row["forecast"] and row["holder_id"] == "author"


def test_status_depends_on_the_day_given() -> None:
    def status(until: str) -> tuple[str, str]:
        row = by_word(rows(told(), until=until))["Turkey"]
        return row["status"], row["as_of_basis"]

    assert status("2021-05-15") == ("open", "given")
    assert status("2021-06-15") == ("due", "given")
    assert status("2021-06-30") == ("due", "given")
    assert status("2021-07-01") == ("past due", "given")


def test_without_a_day_the_latest_publication_is_the_day() -> None:
    later = record("b", "Nothing new.", published="2021-12-01")
    row = by_word(rows(told(), later))["Turkey"]
    assert (row["status"], row["as_of"], row["as_of_basis"]) == ("past due", "2021-12-01", "latest publication")


def test_in_an_archive_without_days_all_is_open() -> None:
    assert {(r["status"], r["as_of"]) for r in rows(told(published=None))} == {("open", None)}


def test_a_span_counts_from_publication() -> None:
    row = by_word(rows(told()))["Sweden"]
    assert (row["due"], row["due_basis"]) == ("2021-07-02", "span")
    assert by_word(rows(told()))["Turkey"]["due_basis"] == "record"
    assert by_word(rows(told(published=None)))["Sweden"]["due"] is None


def test_what_is_published_after_the_day_is_left_out() -> None:
    assert rows(told(), until="2021-05-02") == []
    assert len(rows(told(), until="2021-05-03")) == 3


def test_past_due_ones_come_first() -> None:
    assert [r["status"] for r in rows(told(), until="2021-07-01")] == ["past due", "due", "open"]


def test_probabilities_are_a_stated_table() -> None:
    assert [probability(v) for v in ("CT+", "PR+", "PS+", "Uu", "PS-", "PR-", "CT-")] == [
        0.95,
        0.8,
        0.5,
        0.5,
        0.5,
        0.8,
        0.95,
    ]
    assert dict(outcomes()) == {"yes": 1.0, "partly": 0.5, "no": 0.0, "void": None}


def test_a_decision_is_kept_and_the_last_one_holds(tmp_path: Path) -> None:
    with legation.Archive(tmp_path / "a.duckdb") as opened:
        opened.put(told())
        key = by_word(analyse.rows(View(opened), "forecasts", Filters()))["Norway"]["id"]
        opened.outcome(key, "no", by="Ada", why="it did not")
        opened.outcome(key, "yes", by="Bo", why="it did later")
        row = by_word(analyse.rows(View(opened), "forecasts", Filters()))["Norway"]
    assert (row["status"], row["outcome"], row["decided_by"], row["why"]) == ("decided", "yes", "Bo", "it did later")
    assert len((tmp_path / "a.duckdb.decisions.jsonl").read_text(encoding="utf-8").splitlines()) == 2


def test_what_cannot_be_decided_is_refused() -> None:
    with view(told()) as opened:
        key = analyse.rows(opened, "forecasts", Filters())[0]["id"]
        with pytest.raises(LegationError, match="no outcome 'maybe'; choose one of yes, partly, no, void"):
            settle(opened.archive, key, "maybe", by="Ada")
        with pytest.raises(LegationError, match="no forecast 'x'"):
            settle(opened.archive, "x", "yes", by="Ada")
        with pytest.raises(LegationError, match="needs the name"):
            settle(opened.archive, key, "yes", by=" ")


def many(count: int, author: str) -> list[Record]:
    return [
        record(f"{author}-{n}", f"Norway will win round {n}.", published="2021-05-03", author=author, states=["NOR"],
               forecasts=[forecast(f"Norway will win round {n}.", f"Norway will win round {n}")])
        for n in range(count)
    ]  # fmt: skip


def calibration(records: list[Record], values: list[str]) -> dict[str, dict[str, Any]]:
    with view(*records) as opened:
        for row, value in zip(analyse.rows(opened, "forecasts", Filters()), values, strict=False):
            settle(opened.archive, row["id"], value, by="Ada")
        return {row["holder"]: row for row in analyse.rows(opened, "calibration", Filters())}


def test_below_ten_decided_nothing_is_said() -> None:
    found = calibration(many(9, "Bo"), ["yes"] * 9)
    assert found["author (Bo)"]["said"] == f"too little to tell: 9 of {ENOUGH} decided"
    assert found["author (Bo)"]["brier"] is None and found["author (Bo)"]["calibration"] == []


def test_brier_score_and_calibration_of_ten() -> None:
    found = calibration(many(10, "Bo"), ["yes"] * 7 + ["partly"] + ["no"] * 2)["author (Bo)"]
    assert found["brier"] == pytest.approx((7 * 0.2**2 + 0.3**2 + 2 * 0.8**2) / 10, abs=1e-4)
    assert (found["expected"], found["mean_probability"], found["share_true"]) == (0.16, 0.8, 0.75)
    assert found["calibration"] == [{"probability": 0.8, "n": 10, "share_true": 0.75}]


def test_authors_are_told_apart_and_counted_together() -> None:
    found = calibration([*many(6, "Bo"), *many(6, "Cy")], ["yes"] * 12)
    assert [(name, row["decided"]) for name, row in found.items()] == [
        ("all holders", 12), ("author (Bo)", 6), ("author (Cy)", 6),
    ]  # fmt: skip
    assert found["all holders"]["brier"] == pytest.approx(0.04)


def test_void_counts_nowhere_and_a_repeated_forecast_once() -> None:
    twice = [*many(2, "Bo"), record("copy", "Norway will win round 0.", published="2021-05-04", author="Bo", states=["NOR"],
                                    forecasts=[forecast("Norway will win round 0.", "Norway will win round 0")])]  # fmt: skip
    assert calibration(twice, ["yes", "void", "yes"])["all holders"]["decided"] in (1, 2)
    assert calibration(twice, ["yes"] * 3)["all holders"]["decided"] == 2
    assert calibration(twice, ["void"] * 3) == {}
