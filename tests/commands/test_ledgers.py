"""``outcome`` and the views of the ledgers as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commands.running import run
from legation.archive import Archive
from samples.coded import records


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "samples.duckdb"
    with Archive(path) as opened:
        for record in records().values():
            opened.put(record)
    return path


def test_an_outcome_is_written_down_and_shown(archive: Path) -> None:
    shown = json.loads(run("show", "forecasts", "--archive", archive, "--format", "json").out)
    key = next(row["forecast"] for row in shown if row["status"] == "past due")
    made = run("outcome", key, "yes", "--by", "Ada", "--why", "seen", "--on", "2024-01-02", "--archive", archive)
    assert (made.status, made.out) == (0, f"{archive}: decision 1: forecast {key} yes, by Ada\n")
    shown = json.loads(run("show", "forecasts", "--archive", archive, "--format", "json").out)
    (row,) = [row for row in shown if row["forecast"] == key]
    assert (row["status"], row["outcome"], row["decided_by"], row["why"]) == ("decided", "yes", "Ada", "seen")
    found = json.loads(run("show", "calibration", "--archive", archive, "--format", "json").out)
    assert [row["decided"] for row in found] == [1, 1]


def test_what_is_wrong_with_an_outcome_is_told_in_one_line(archive: Path, tmp_path: Path) -> None:
    unknown = run("outcome", "x", "yes", "--by", "Ada", "--archive", archive)
    assert unknown.status == 2 and "no forecast 'x'" in unknown.complaint
    nowhere = run("outcome", "x", "yes", "--by", "Ada", "--archive", tmp_path / "none.duckdb")
    assert nowhere.status == 2 and "no such archive" in nowhere.complaint
    assert not (tmp_path / "none.duckdb").exists()
    day = run("outcome", "x", "yes", "--by", "Ada", "--on", "soon", "--archive", archive)
    assert day.status == 2 and "is no day" in day.complaint


def test_the_day_of_the_forecasts_is_the_one_given(archive: Path) -> None:
    shown = json.loads(run("show", "forecasts", "--until", "2022-10-30", "--archive", archive, "--format", "json").out)
    assert {(row["as_of"], row["as_of_basis"]) for row in shown} == {("2022-10-30", "given")}
    assert "past due" in {row["status"] for row in shown}


def test_a_table_leaves_out_what_no_row_fills(archive: Path) -> None:
    shown = run("show", "meetings", "--missing", "RUS", "--archive", archive)
    assert shown.status == 0 and "surprising" not in shown.out and "Jeddah" in shown.out
    nobody = run("show", "meetings", "--missing", "Atlantis", "--archive", archive)
    assert nobody.status == 2 and "no actor 'Atlantis'" in nobody.complaint


def test_the_ceasefire_of_several_samples_is_one_line(archive: Path) -> None:
    """What several samples report is one each; how much of it the coder reads may change, that it is joined may not."""
    shown = json.loads(run("show", "agreements", "--type", "ceasefire", "--archive", archive, "--format", "json").out)
    (line,) = [row for row in shown if row["documents"] > 1]
    assert line["parties"] == "Armenia, Azerbaijan"
    assert {r["document"] for r in line["reports"]} >= {"karabakh-1-pelican-ledger", "karabakh-2-caspian-sentinel"}
    assert all(r["because"] for r in line["reports"][1:])
    assert "breached" in {change["status"] for change in line["changes"]}
    texts = {key: record.document.text for key, record in records().items()}
    for item in (*line["changes"], *line["terms"]):
        assert texts[item["document"]][item["start"] : item["end"]].strip()
