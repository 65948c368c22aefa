"""Full text beside the archive: an SQLite FTS5 file that can be thrown away and rebuilt."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from legation.archive.store import Archive
from legation.errors import LegationError

SUFFIX = ".fts.sqlite"
TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(id UNINDEXED, hash UNINDEXED, title, text, "
    "tokenize='unicode61 remove_diacritics 2')"
)
WORDS_ROUND_HIT = 24


def sidecar(archive: Path) -> Path:
    """Where the full-text file of an archive lies."""
    return archive.with_name(archive.name + SUFFIX)


def refresh(archive: Archive) -> None:
    """Bring the full-text file up to the archive. Where it cannot be written, searching does without it."""
    with suppress(sqlite3.Error):
        _opened(archive).close()


def search(archive: Archive, query: str, *, limit: int = 20) -> list[dict[str, object]]:
    """Documents that hold ``query`` (FTS5 syntax: words, "phrases", AND OR NOT, prefix*), the best first, with the passage.

    Raises ``LegationError`` where the query cannot be read.
    """
    try:
        base = _opened(archive)
    except sqlite3.Error:  # a folder that cannot be written, a file held by another process
        base = _filled(archive, ":memory:")
    try:
        rows = base.execute(
            "SELECT id, title, snippet(texts, 3, '[', ']', ' … ', ?), bm25(texts) FROM texts WHERE texts MATCH ? "
            "ORDER BY bm25(texts), id LIMIT ?",
            [WORDS_ROUND_HIT, query, limit],
        ).fetchall()
    except sqlite3.OperationalError as error:
        raise LegationError(f"cannot search for {query!r}: {error}; put phrases between double quotes") from error
    finally:
        base.close()
    return [
        {"document": key, "title": title, "passage": " ".join(text.split()), "score": round(-score, 4)}
        for key, title, text, score in rows
    ]


def _opened(archive: Archive) -> sqlite3.Connection:
    """The full-text file, up to date. One that is damaged is made anew."""
    if str(archive.path) == ":memory:":
        return _filled(archive, ":memory:")
    path = sidecar(archive.path)
    try:
        return _filled(archive, path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        with suppress(OSError):
            path.unlink()
        return _filled(archive, path)


def _filled(archive: Archive, path: Path | str) -> sqlite3.Connection:
    """New and changed documents in, deleted ones out."""
    base = sqlite3.connect(path)
    try:
        with base:
            base.execute(TABLE)
            have = dict(base.execute("SELECT id, hash FROM texts"))
            want = dict(archive.rows("SELECT id, hash FROM documents ORDER BY id"))
            for key in sorted(set(have) | set(want)):
                if have.get(key) == want.get(key):
                    continue
                base.execute("DELETE FROM texts WHERE id = ?", [key])
                if key in want:
                    document = archive.record(key).document
                    base.execute(
                        "INSERT INTO texts VALUES (?, ?, ?, ?)", [key, want[key], document.title or "", document.text]
                    )
    except BaseException:
        base.close()
        raise
    return base
