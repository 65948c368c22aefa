"""The list of formats, what every one keeps to, and the writing of files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import legation
from commands.running import run
from export.made import archive, items, records
from legation.errors import LegationError
from legation.export import FORMATS, Exports, export
from legation.export.told import told

DOCS = (Path(__file__).parents[2] / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
FOLDERS = ("neo4j", "webanno", "obsidian")


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_each_format_is_documented_with_its_line(format: object) -> None:
    assert f"| `{format.name}` | {format.help} |" in DOCS  # type: ignore[attr-defined]


def test_no_documented_format_is_missing() -> None:
    listed = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", DOCS.split("An event is one row")[0], re.M)
    assert listed == [format.name for format in FORMATS]


@pytest.mark.parametrize("format", FORMATS, ids=lambda f: f.name)
def test_order_of_records_changes_nothing_and_no_events_is_no_error(format: object) -> None:
    render = format.render  # type: ignore[attr-defined]
    backwards = told(list(reversed(records())))
    if format.name != "parquet":  # type: ignore[attr-defined]
        assert render(backwards) == render(items())
    render([])


@pytest.mark.parametrize("name", [format.name for format in FORMATS])
def test_every_format_is_a_method_and_writes_what_it_says(name: str, tmp_path: Path) -> None:
    with archive() as opened:
        written = getattr(Exports(opened), name)(tmp_path / "new" / "out")
    assert written.events == 5
    assert written.path.is_dir() == (name in FOLDERS)
    assert written.files and all(file.is_file() for file in written.files)
    assert {p for p in (tmp_path / "new").rglob("*") if p.is_file()} == set(written.files)


def test_public_archive_exports(tmp_path: Path) -> None:
    with legation.Archive(":memory:") as opened:
        for record in records():
            opened.put(record)
        assert opened.export.polecat(tmp_path / "p.tsv").events == 5
        assert "geojson" in dir(opened.export)
        with pytest.raises(AttributeError, match="no format 'nope'"):
            opened.export.nope  # noqa: B018


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with archive() as opened:
        with pytest.raises(LegationError, match="no format 'nope'"):
            export(opened, "nope", tmp_path / "x")
        with pytest.raises(LegationError, match="is a folder"):
            export(opened, "gexf", tmp_path)
        with pytest.raises(LegationError, match="cannot be written"):
            export(opened, "neo4j", tmp_path / "file")


def test_the_command(tmp_path: Path) -> None:
    with legation.Archive(tmp_path / "a.duckdb") as opened:
        for record in records():
            opened.put(record)
    done = run("export", "geojson", "--archive", tmp_path / "a.duckdb", "--out", tmp_path / "e.json")
    assert done.status == 0 and (tmp_path / "e.json").is_file()
    help = run("export", "--help").out
    assert all(format.name in help for format in FORMATS)
    wrong = run("export", "kml", "--archive", tmp_path / "a.duckdb", "--out", tmp_path / "e")
    assert wrong.status == 2 and "choose one of polecat" in wrong.complaint


def test_an_event_keeps_its_roles_and_pairs() -> None:
    meeting, denied, praised, visit, released = items()
    assert meeting.dyads() == [("OMN", "QAT"), ("OMN", "IRN"), ("QAT", "IRN")]
    assert visit.dyads() == [("IRN", "OMN"), ("IRN", "QAT")]
    assert praised.dyads() == [(None, None)] and released.dyads() == [(None, None)]
    assert denied.roles() == [("source", "QAT"), ("target", "IRN"), ("holder", "QAT")]
    assert (meeting.exact_day, praised.day, praised.exact_day) == ("2023-05-03", "2022-01-01", None)
