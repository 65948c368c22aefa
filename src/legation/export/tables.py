"""Plain tables: one row a dyad (as CSV and Parquet), one row an actor and event, and quadruples for graph learning."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from legation.export.told import Row, Told, description, line, provenance

_ACTOR = ("id", "name", "kind", "country", "sector", "role")
# DuckDB types of the columns that are not text.
_TYPES = {
    "intensity": "DOUBLE", "latitude": "DOUBLE", "longitude": "DOUBLE", "geonameid": "BIGINT", "start": "BIGINT",
    "end": "BIGINT", "trigger_start": "BIGINT", "trigger_end": "BIGINT", "factuality_score": "DOUBLE",
    "confidence": "DOUBLE",
}  # fmt: skip


def described(item: Told, key: str | None, prefix: str) -> Row:
    """The columns of one actor, each name with ``prefix``; all None without an actor."""
    actor = item.actors.get(key) if key else None
    row: Row = {f"{prefix}_{field}": getattr(actor, field, None) for field in _ACTOR}
    row[f"{prefix}_id"] = key
    return row


def dyads(items: Sequence[Told]) -> list[Row]:
    """One row a pair of source and target; an event without a pair has one row with what it has."""
    return [
        {
            **description(item),
            **described(item, source, "source"),
            **described(item, target, "target"),
            **provenance(item),
        }
        for item in items
        for source, target in item.dyads()
    ]


def by_actor(items: Sequence[Told]) -> list[Row]:
    """One row an actor in an event, with its role and the other side."""
    return [
        {**described(item, key, "actor"), "actor_in": role, "others": _others(item, key), **description(item), **provenance(item)}
        for item in items
        for role, key in item.roles()
    ]  # fmt: skip


def _others(item: Told, key: str) -> str:
    return ";".join(k for k in (*item.event.source, *item.event.target) if k != key)


def dyadic_csv(items: Sequence[Told]) -> str:
    """:func:`dyads` as CSV with a header."""
    return text(dyads(items), columns=_DYAD)


def by_actor_csv(items: Sequence[Told]) -> str:
    """:func:`by_actor` as CSV with a header."""
    return text(by_actor(items), columns=_BY_ACTOR)


def parquet(items: Sequence[Told]) -> bytes:
    """:func:`dyads` as one Parquet file, typed, written by DuckDB."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        lines, whole = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        cleared = ({k: cell(v) if isinstance(v, str) else v for k, v in row.items()} for row in dyads(items))
        rows = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in cleared)
        lines.write_text(rows, encoding="utf-8")
        columns = {name: _TYPES.get(name, "VARCHAR") for name in _DYAD}
        with duckdb.connect() as connection:
            connection.execute("SET preserve_insertion_order = true")
            connection.read_json(str(lines), format="newline_delimited", columns=columns).write_parquet(str(whole))
        return whole.read_bytes()


def quadruples(items: Sequence[Told]) -> str:
    """``source ⇥ type ⇥ target ⇥ day`` by actor ids, for events told as happened that have all four. No header."""
    return "".join(
        f"{line(source)}\t{item.event.type}\t{line(target)}\t{item.exact_day}\n"
        for item in items
        if item.happened and item.exact_day
        for source, target in item.dyads()
        if source and target
    )


def text(rows: Iterable[Row], *, columns: Sequence[str], delimiter: str = ",") -> str:
    """Rows as separated values with a header; None is an empty cell, lists of words are joined with ``;``."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    # Before Python 3.13 a carriage return by itself is not quoted, though every reader takes it for the end of a row.
    quoted = csv.writer(stream, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    for row in rows:
        cells = [cell(row[column]) for column in columns]
        (quoted if any("\r" in c for c in cells) else writer).writerow(cells)
    return stream.getvalue()


def cell(value: Any) -> str:
    """One value as text, without NUL, which no reader of tables takes."""
    if value is None:
        return ""
    return (";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)).replace("\0", "")


_DESCRIPTION = (
    "event_id", "type", "mode", "quad", "intensity", "contexts", "date_from", "date_to", "grain", "date_text", "place",
    "place_country", "latitude", "longitude", "geonameid",
)  # fmt: skip
_PROVENANCE = (
    "document", "start", "end", "quote", "trigger_start", "trigger_end", "trigger", "title", "outlet", "url",
    "published", "published_basis", "holder", "factuality", "factuality_score", "confidence", "coder",
)  # fmt: skip
_DYAD = (*_DESCRIPTION, *(f"{end}_{field}" for end in ("source", "target") for field in _ACTOR), *_PROVENANCE)
_BY_ACTOR = (*(f"actor_{field}" for field in _ACTOR), "actor_in", "others", *_DESCRIPTION, *_PROVENANCE)
