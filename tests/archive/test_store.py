"""The archive file: what is written, what is replaced, what is kept."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from legation import settings
from legation.archive import Archive, schema
from legation.archive.ingest import Ingested, ingest
from legation.archive.rows import spread
from legation.archive.search import search
from legation.errors import LegationError
from legation.record import Record
from samples.coded import NAMES, records

FIRST = "Iran met Syria in Damascus on 3 May 2020. Turkey condemned the meeting."
SECOND = "Iran met Iraq in Baghdad on 3 May 2020. Turkey welcomed the meeting."


def read(archive: Path, *paths: Path) -> Ingested:
    with Archive(archive) as opened:
        return ingest(opened, paths, settings.load())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(FIRST, encoding="utf-8")
    (tmp_path / "texts" / "two.txt").write_text("Oman thanked Qatar for its mediation.", encoding="utf-8")
    return tmp_path / "texts"


def test_reading_again_does_nothing(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.duckdb"
    first = read(archive, folder)
    assert (first.added, first.changed, first.unchanged) == (["one", "two"], [], [])
    with Archive(archive) as opened:
        before = [r.to_json() for r in opened.records()]
    again = read(archive, folder)
    assert (again.added, again.changed, again.unchanged) == ([], [], ["one", "two"])
    with Archive(archive) as opened:
        assert [r.to_json() for r in opened.records()] == before
        assert opened.history("one") == []


def test_a_changed_document_replaces_its_record_and_the_old_one_is_kept(folder: Path, tmp_path: Path) -> None:
    archive = tmp_path / "a.duckdb"
    read(archive, folder)
    (folder / "one.txt").write_text(SECOND, encoding="utf-8")
    found = read(archive, folder)
    assert (found.added, found.changed, found.unchanged) == ([], ["one"], ["two"])
    with Archive(archive) as opened:
        assert opened.record("one").document.text == SECOND
        assert [(n, r.document.text) for n, r in opened.history("one")] == [(1, FIRST)]
        assert opened.rows("SELECT revision FROM documents WHERE id = 'one'") == [(2,)]
        for layer in schema.LAYERS:
            counted = opened.rows(f"SELECT count(*) FROM {layer} WHERE document = 'one'")
            assert counted == [(len(getattr(opened.record("one"), layer)),)]
        assert [row["document"] for row in search(opened, "Baghdad")] == ["one"]
        assert search(opened, "Damascus") == []


def test_what_is_refused_does_not_stop_the_rest(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    found = read(tmp_path / "a.duckdb", folder)
    assert found.added == ["one", "two"]
    assert [str(r) for r in found.refused] == [f"{folder / 'empty.txt'}: is empty; remove it or save it again"]


def test_two_documents_of_one_id_are_not_mixed(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "one.txt").write_text(SECOND, encoding="utf-8")
    found = read(tmp_path / "a.duckdb", folder, other)
    assert found.added == ["one", "two"] and "one" in str(found.refused[0])
    with Archive(tmp_path / "a.duckdb") as opened:
        assert opened.record("one").document.text == FIRST


@pytest.mark.parametrize("name", NAMES)
def test_the_tables_hold_what_the_record_holds(name: str) -> None:
    record = records()[name]
    for layer, rows in spread(record).items():
        assert len(rows) == len(getattr(record, layer))
        assert all(row[0] == name for row in rows)


def test_records_come_out_as_they_went_in(opened: Archive) -> None:
    assert {r.document.id: r.to_json() for r in opened.records()} == {k: r.to_json() for k, r in records().items()}


def test_putting_a_record_twice_changes_nothing(tmp_path: Path) -> None:
    record = next(iter(records().values()))
    with Archive(tmp_path / "a.duckdb") as opened:
        assert [opened.put(record), opened.put(Record.from_json(record.to_json()))] == ["added", "unchanged"]


def test_a_record_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = next(iter(records().values()))
    changed = record.model_copy(update={"document": record.document.model_copy(update={"title": "Another"})})
    with Archive(tmp_path / "a.duckdb") as opened:
        opened.put(record)
        broken = {**spread(changed), "events": [("one column only",)]}
        monkeypatch.setattr("legation.archive.store.spread", lambda _: broken)
        with pytest.raises(duckdb.Error):
            opened.put(changed)
        assert opened.record(record.document.id) == record
        assert opened.history(record.document.id) == []
        assert opened.rows("SELECT count(*) FROM events") == [(len(record.events),)]


def test_an_archive_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    Archive(path).close()
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    with pytest.raises(LegationError, match="another version"):
        Archive(path)


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE theirs (x INTEGER)")
    with pytest.raises(LegationError):
        Archive(path, read_only=True)


def test_what_is_not_there_is_named(opened: Archive) -> None:
    with pytest.raises(LegationError, match="no document 'nothing'"):
        opened.record("nothing")
