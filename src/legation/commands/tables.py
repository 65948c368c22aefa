"""Rows to a person or a program: a table on the terminal, JSON, CSV, Markdown or Parquet."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from legation.commands import terminal
from legation.commands.reporting import output
from legation.errors import LegationError

Row = dict[str, Any]
FORMATS = ("table", "json", "csv", "parquet", "markdown")
# Columns that only programs need; a table leaves them out.
HIDDEN = ("id", "start", "end", "trigger", "trigger_start", "trigger_end", "latitude", "longitude", "contexts", "quad",
          "quantities", "cue", "mentions", "place_country", "title", "published_basis", "about", "to", "document_ids",
          "sides", "missing_asserted", "missing_surprising", "attendance", "reports", "meeting", "office_basis", "changes", "terms",
          "breaches", "vague", "frustration_index", "frustration_low", "frustration_high", "frustrated_ties",
          "one_on_other", "other_on_one", "by_quad", "date_to", "calibration", "holder_key", "due_basis",
          "as_of_basis")  # fmt: skip


def show(rows: Sequence[Row], format: str, out: Path | None) -> None:
    """Print ``rows`` or write them to ``out``. Raises ``LegationError`` for a format that cannot be written there."""
    if format not in FORMATS:
        raise LegationError(f"no format {format!r}; choose one of {', '.join(FORMATS)}")
    if format == "parquet":
        if out is None:
            raise LegationError("parquet is written to a file; add --out FILE.parquet")
        _parquet(rows, out)
        return
    if format == "table" and out is None:
        terminal.table(rows, _visible(rows[0]) if rows else [], _flat)
        return
    text = {"json": _json, "csv": _csv, "markdown": _markdown, "table": _markdown}[format](rows)
    if out is None:
        sys.stdout.write(text)
    else:
        with output(str(out)) as stream:
            stream.write(text)


def _json(rows: Sequence[Row]) -> str:
    return json.dumps(list(rows), ensure_ascii=False, indent=2) + "\n"


def _columns(rows: Sequence[Row]) -> list[str]:
    """Every column of ``rows``, in the order in which they come up; a row need not have all."""
    return list(dict.fromkeys(name for row in rows for name in row))


def _csv(rows: Sequence[Row]) -> str:
    stream = io.StringIO()
    if rows:
        writer = csv.DictWriter(stream, _columns(rows), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: _flat(v) for k, v in row.items()} for row in rows)
    return stream.getvalue()


def _markdown(rows: Sequence[Row]) -> str:
    if not rows:
        return ""
    columns = _visible(rows[0])
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_flat(row[c]).replace("|", "\\|") for c in columns) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _parquet(rows: Sequence[Row], out: Path) -> None:
    import tempfile

    import duckdb

    if not rows:
        raise LegationError("no rows to write")
    with tempfile.TemporaryDirectory() as folder:
        lines, whole = Path(folder) / "rows.jsonl", Path(folder) / "rows.parquet"
        lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        with duckdb.connect() as connection:
            relation = connection.read_json(str(lines), format="newline_delimited", maximum_depth=-1)
            relation.write_parquet(str(whole))
        with output(str(out)) as stream:
            stream.buffer.write(whole.read_bytes())


def _visible(row: Row) -> list[str]:
    """The columns that people read. Rows that name no document are of documents or actors: their id and title say which."""
    shown = ("about",) if "a_quote" in row else () if "document" in row else ("id", "title")
    return [
        c for c in row if c in shown or (c not in HIDDEN and not c.endswith(("_id", "_ids", "_start", "_end", "_rows")))
    ]


def _flat(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_flat(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return (
            json.dumps(value, ensure_ascii=False)
            if any(isinstance(v, dict) for v in value)
            else ", ".join(map(str, value))
        )
    return str(value)
