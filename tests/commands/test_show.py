"""``show``, ``search``, ``explain`` and ``brief`` as a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import duckdb
import pytest

from commands.running import run
from legation.analyse import VIEWS
from legation.archive import Archive
from samples.coded import records


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("show") / "samples.duckdb"
    with Archive(path) as opened:
        for record in records().values():
            opened.put(record)
    return path


@pytest.mark.parametrize("what", sorted(VIEWS))
def test_every_view_in_every_format(what: str, archive: Path, tmp_path: Path) -> None:
    rows = json.loads(run("show", what, "--archive", archive, "--format", "json").out)
    table = list(csv.DictReader(io.StringIO(run("show", what, "--archive", archive, "--format", "csv").out)))
    assert len(table) == len(rows)
    assert not rows or list(table[0]) == list(rows[0])
    lines = run("show", what, "--archive", archive, "--format", "markdown").out.splitlines()
    assert len(lines) == (len(rows) + 2 if rows else 0)
    assert len({line.replace("\\|", "").count("|") for line in lines}) <= 1
    if rows:
        out = tmp_path / "rows.parquet"
        assert run("show", what, "--archive", archive, "--format", "parquet", "--out", out).status == 0
        with duckdb.connect() as connection:
            assert connection.execute(f"SELECT count(*) FROM '{out}'").fetchone() == (len(rows),)
    assert run("show", what, "--archive", archive).status == 0


def test_rows_carry_ids_as_well_as_names(archive: Path) -> None:
    outcome = run("show", "events", "--archive", archive, "--actor", "Turkey", "--format", "json")
    for row in json.loads(outcome.out):
        ids = [*row["source_ids"], *row["target_ids"], *row["absent_ids"]]
        assert "TUR" in ids and "T" in "".join((row["source"], row["target"], row["absent"]))
        assert row["id"] and row["document"]


def test_filters_of_the_command_line(archive: Path) -> None:
    words = (
        "--type",
        "consult",
        "--since",
        "2020-10-09",
        "--until",
        "2020-10-12",
        "--place",
        "Moscow",
        "--holder",
        "author",
    )
    outcome = run("show", "events", "--archive", archive, "--format", "json", *words)
    rows = json.loads(outcome.out)
    assert rows
    for row in rows:
        assert (row["type"], row["place"], row["holder"]) == ("CONSULT", "Moscow", "author")
        assert (row["to"] or row["published"]) >= "2020-10-09" and (row["date"] or row["published"]) <= "2020-10-12"


def test_nothing_to_show_is_no_error(archive: Path) -> None:
    words = ("show", "events", "--archive", archive, "--since", "2031-01-01")
    assert run(*words).status == 0
    assert json.loads(run(*words, "--format", "json").out) == []
    assert run(*words, "--format", "csv").out == ""


def test_documents_are_told_by_id_and_title(archive: Path) -> None:
    out = run("show", "documents", "--archive", archive, "--format", "markdown").out
    assert "| id | title |" in out and "karabakh-2-caspian-sentinel" in out


def test_an_id_leads_to_its_explanation(archive: Path) -> None:
    row = json.loads(run("show", "events", "--archive", archive, "--format", "json").out)[0]
    told = run("explain", row["id"][:12], "--archive", archive)
    assert told.status == 0 and row["quote"][:40] in told.out and "rule" in told.out
    as_json = json.loads(run("explain", row["id"], "--archive", archive, "--format", "json").out)
    assert as_json["item"]["id"] == row["id"] and as_json["why"]


def test_the_brief_is_one_file_that_loads_nothing(archive: Path, tmp_path: Path) -> None:
    assert run("brief", "--archive", archive, "--out", tmp_path / "one.html").status == 0
    assert run("brief", "--archive", archive, "--out", tmp_path / "two.html").status == 0
    page = (tmp_path / "one.html").read_text(encoding="utf-8")
    assert page == (tmp_path / "two.html").read_text(encoding="utf-8")
    for record in records().values():
        assert record.document.title is not None
    assert "Pelican Ledger" in page
    for fetch in ("<script src", "<link", "@import", 'src="http', "url(http"):
        assert fetch not in page


def test_a_brief_of_hostile_text_stays_text(tmp_path: Path) -> None:
    text = 'Iran met <script>alert(1)</script> Syria in Damascus on 3 May 2020. "><img src=x onerror=alert(2)>'
    line = json.dumps({"id": "<b>a", "text": text, "title": "<script>alert(3)</script>", "url": "javascript:alert(4)"})
    (tmp_path / "in.jsonl").write_text(line)
    assert run("read", tmp_path / "in.jsonl", "--archive", tmp_path / "a.duckdb").status == 0
    assert run("brief", "--archive", tmp_path / "a.duckdb", "--out", tmp_path / "b.html").status == 0
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    for danger in ("<script>alert", "<img src=x", 'href="javascript:', "<b>a"):
        assert danger not in page
