"""The archive file: opening, writing records idempotently, keeping what they replace."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import duckdb

from legation.archive import schema
from legation.archive.rows import spread
from legation.errors import LegationError
from legation.record import Document, Record

Change = Literal["added", "changed", "unchanged"]


class Archive:
    """One DuckDB file. Use it as a context manager; one process at a time may have it open to write."""

    def __init__(self, path: str | Path, *, read_only: bool = False) -> None:
        """Open ``path`` (``:memory:`` for none), creating it unless ``read_only``.

        Raises ``LegationError`` where the file is held by another process, cannot be written or is no archive.
        """
        self.path = Path(path)
        if read_only and str(path) != ":memory:" and not self.path.exists():
            raise LegationError(f"{path}: no such archive; 'legation read PATH --archive {path}' makes one")
        try:
            self._connection = duckdb.connect(str(path), read_only=read_only)
            if not read_only:
                self._connection.execute(schema.TABLES)
                self._connection.execute("INSERT OR IGNORE INTO meta VALUES ('schema', ?)", [str(schema.VERSION)])
            version = self._connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
        except duckdb.Error as error:
            raise LegationError(_why(path, error)) from error
        if version is None or version[0] != str(schema.VERSION):
            self._connection.close()
            raise LegationError(f"{path}: made by another version of Legation; read the documents into a new archive")

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; further calls fail."""
        self._connection.close()

    # -- writing ---------------------------------------------------------------------------------------------------

    def is_current(self, document: Document, coded_by: str) -> bool:
        """Whether the archive already holds this text, coded by these versions."""
        row = self._one("SELECT hash, coded_by FROM documents WHERE id = ?", [document.id])
        return row is not None and row == (fingerprint(document), coded_by)

    def put(self, record: Record, *, given: str | None = None, path: str | None = None) -> Change:
        """Write ``record``. A changed one replaces its predecessor, which moves into the history.

        ``given`` is the :func:`fingerprint` of the document as it came in, before reading completed it.
        """
        document, line = record.document, record.to_json()
        mark, coded_by = given or fingerprint(document), json.dumps(record.coded_by.model_dump(), sort_keys=True)
        old = self._one("SELECT revision, hash, record FROM documents WHERE id = ?", [document.id])
        if old is not None and old[2] == line:
            return "unchanged"
        self._connection.begin()
        try:
            revision = 1
            if old is not None:
                revision = old[0] + 1
                self._connection.execute("INSERT INTO history VALUES (?, ?, ?, ?)", [document.id, *old])
                self._connection.execute("DELETE FROM documents WHERE id = ?", [document.id])
                for layer in schema.LAYERS:
                    self._connection.execute(f"DELETE FROM {layer} WHERE document = ?", [document.id])
            self._connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    document.id, revision, mark, path, document.title, document.author, document.outlet, document.url,
                    document.language, document.published, document.published_basis, len(document.text), coded_by, line,
                ],
            )  # fmt: skip
            for layer, rows in spread(record).items():
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    self._connection.executemany(f"INSERT INTO {layer} VALUES ({marks})", rows)
            self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise
        return "added" if old is None else "changed"

    def put_imported(self, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> int:
        """Write rows of others' event data, in the columns ``names`` of ``imported``; how many of their ids were new."""
        count = "SELECT count(*) FROM imported"
        before = self.rows(count)[0][0]
        types = dict(self.rows("SELECT column_name, column_type FROM (DESCRIBE imported)"))
        with tempfile.TemporaryDirectory() as folder:
            # Through a file, because DuckDB reads one a hundred times faster than it takes rows one by one.
            lines = Path(folder) / "rows.jsonl"
            with lines.open("w", encoding="utf-8") as stream:
                for row in rows:
                    stream.write(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) + "\n")
            if rows:
                read = self._connection.read_json(str(lines), format="newline_delimited", columns=types)
                read.create_view("given", replace=True)
                self._connection.execute("INSERT OR REPLACE INTO imported BY NAME SELECT * FROM given")
                self._connection.execute("DROP VIEW given")
        return int(self.rows(count)[0][0] - before)

    # -- reading ---------------------------------------------------------------------------------------------------

    def record(self, document: str) -> Record:
        """The current record of a document. Raises ``LegationError`` where there is none."""
        row = self._one("SELECT record FROM documents WHERE id = ?", [document])
        if row is None:
            raise LegationError(f"no document {document!r} in {self.path}; 'legation show documents' lists them")
        return Record.from_json(row[0])

    def records(self) -> Iterator[Record]:
        """All current records, by document id."""
        for (key,) in self.rows("SELECT id FROM documents ORDER BY id"):
            yield self.record(key)

    def history(self, document: str) -> list[tuple[int, Record]]:
        """Earlier records of a document, the oldest first, with their revision."""
        found = self.rows("SELECT revision, record FROM history WHERE id = ? ORDER BY revision", [document])
        return [(revision, Record.from_json(line)) for revision, line in found]

    def rows(self, sql: str, parameters: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Its failure names the SQL."""
        try:
            return self._connection.execute(sql, list(parameters)).fetchall()
        except duckdb.Error as error:
            raise RuntimeError(f"{error} in: {sql}") from error

    def table(self, sql: str, parameters: Iterable[Any] = ()) -> list[dict[str, Any]]:
        """The rows of a query as dicts by column name."""
        cursor = self._connection.execute(sql, list(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _one(self, sql: str, parameters: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(sql, list(parameters)).fetchone()
        return found


def fingerprint(document: Document) -> str:
    """A hash of all that was given of a document: a change to any makes its record stale."""
    given = json.dumps(document.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(given.encode()).hexdigest()[:32]


def _why(path: str | Path, error: duckdb.Error) -> str:
    text = str(error)
    if "lock" in text.lower():
        return f"{path}: another process has this archive open; close it or use another file"
    if "permission" in text.lower() or "read-only" in text.lower() or "read only" in text.lower():
        return f"{path}: cannot be written; change its permissions or choose another place"
    if "not a valid duckdb" in text.lower():
        return f"{path}: is no Legation archive; choose another name for --archive"
    return f"{path}: cannot be opened as an archive: {text.splitlines()[0]}"
