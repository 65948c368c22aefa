"""Rows (JSON Lines, CSV, TSV) → documents, each checked field by field."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from legation.errors import InputRefused
from legation.read.dates import published_day
from legation.read.decoding import decode
from legation.record import Document

_OPTIONAL = ("title", "published", "author", "outlet", "url", "language")
FIELDS = ("id", "text", *_OPTIONAL)
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
# Each open quotation mark has the rest of a table read once more.
_MAX_UNCLOSED = 20


def document(
    row: dict[str, Any], *, file: str | None = None, line: int | None = None, max_characters: int | None = None
) -> Document:
    """The document that a row holds: ``id`` and ``text`` required, other fields of the contract optional.

    Unknown keys are ignored. ``text`` is kept character for character. Raises ``InputRefused`` naming the field.
    """

    def refuse(reason: str) -> InputRefused:
        return InputRefused(reason, file=file, line=line)

    values: dict[str, Any] = {}
    for name in FIELDS:
        value = row.get(name)
        if value is None:
            if name in ("id", "text"):
                raise refuse(f"has no {name!r}; every document needs the fields 'id' and 'text'")
            continue
        if not isinstance(value, str):
            raise refuse(f"{name!r} is {_kind(value)}; write it as text between quotation marks")
        try:
            value.encode()
        except UnicodeEncodeError:
            raise refuse(f"{name!r} holds half a character (a lone surrogate); write it as UTF-8") from None
        if name in ("id", "text") and not value.strip():
            raise refuse(f"{name!r} is empty; every document needs the fields 'id' and 'text'")
        values[name] = value
    if max_characters is not None and len(values["text"]) > max_characters:
        raise refuse(too_long(len(values["text"]), max_characters))
    published = values.pop("published", "").strip()
    if published:
        day = published_day(published)
        if day is None:
            raise refuse(f"'published' is {published[:40]!r}, which is no date; write it as YYYY-MM-DD")
        values.update(published=day, published_basis="given")
    given = {name: value for name, value in values.items() if name in ("id", "text") or value.strip()}
    return Document(**given)


def too_long(length: int, limit: int) -> str:
    """Why a document is refused for its length."""
    return f"has {length} characters, more than max_characters ({limit}); split it or raise the setting"


def lines(
    stream: Iterable[bytes] | Iterable[str], name: str, *, max_bytes: int | None = None
) -> Iterator[tuple[int, dict[str, Any] | InputRefused]]:
    """The JSON objects of a JSON Lines stream, each with its line number (from 1); blank lines are passed over.

    ``stream`` gives lines as bytes (preferred: their encoding is found) or as text; ``name`` is the file's name in
    messages; a line of more than ``max_bytes`` is refused unread. A line that holds no JSON object comes as an
    ``InputRefused``, and the next one is read.
    """
    for number, raw in enumerate(_rewound(stream), 1):
        if max_bytes is not None and len(raw) > max_bytes:
            reason = f"is longer than {max_bytes} bytes; split the document or raise max_characters"
            yield number, InputRefused(reason, file=name, line=number)
            continue
        try:
            text = decode(raw, file=name, line=number) if isinstance(raw, bytes) else raw
        except InputRefused as refused:
            yield number, refused
            continue
        text = text.strip().lstrip("\ufeff")
        if text:
            yield number, _object(text, name, number)


def _rewound(stream: Iterable[bytes] | Iterable[str]) -> Iterator[bytes | str]:
    """The lines of ``stream``; a stream in UTF-16 is decoded whole, for its lines cannot be cut at bytes."""
    walk: Iterator[bytes | str] = iter(stream)
    for first in walk:
        if isinstance(first, bytes) and first.startswith(_WIDE_MARKS):
            rest = b"".join(line for line in walk if isinstance(line, bytes))
            yield from decode(first + rest).split("\n")
        else:
            yield first
            yield from walk


def _object(text: str, name: str, number: int) -> dict[str, Any] | InputRefused:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"{error.msg} at character {error.pos + 1}"
        return InputRefused(f"is no JSON ({where}); write one JSON object per line", file=name, line=number)
    except (ValueError, RecursionError) as error:
        return InputRefused(f"is JSON that cannot be read ({error}); simplify it", file=name, line=number)
    if not isinstance(value, dict):
        return InputRefused(f"is {_kind(value)}; write one JSON object per line", file=name, line=number)
    return value


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int | float):
        return f"a number ({str(value)[:20]})"
    if isinstance(value, dt.date):
        return "a date"
    return {list: "a list", dict: "an object", str: "text", type(None): "null"}.get(type(value), type(value).__name__)


def table(text: str, name: str) -> Iterator[tuple[int, dict[str, Any] | InputRefused]]:
    """The rows of a CSV or TSV table as dicts, each with the number of its first line; the header names the columns."""
    csv.field_size_limit(sys.maxsize)
    head = text.split("\n", 1)[0]
    delimiter = max("\t,;|", key=lambda d: len({"id", "text"} & set(_header(head, d))))
    columns = _header(head, delimiter)
    missing = [c for c in ("id", "text") if c not in columns]
    if missing:
        need = " and ".join(repr(c) for c in missing)
        yield 1, InputRefused(f"has no column {need}; the first line must name the columns", file=name, line=1)
        return
    rows = list(io.StringIO(text, newline=""))
    start, unclosed = 1, 0
    while start < len(rows):
        broken = None
        for number, cells in _cells(rows, start, delimiter):
            if isinstance(cells, str):
                broken = number
                unclosed += "end of data" in cells
                yield number, InputRefused(_row_reason(cells), file=name, line=number)
            elif any(cells):
                yield number, {c: v for c, v in zip(columns, cells, strict=False) if c in FIELDS}
        if broken is None:
            return
        start = broken
        if unclosed > _MAX_UNCLOSED and start < len(rows):
            reason = "and what follows is not read, for too many quotation marks are left open; mend them"
            yield start + 1, InputRefused(reason, file=name, line=start + 1)
            return


def _row_reason(said: str) -> str:
    if "end of data" in said:
        return "opens a quotation mark that is never closed; close it or double it"
    return f"is no row ({said}); mend its quotation marks"


def _header(head: str, delimiter: str) -> list[str]:
    return [c.strip().strip('"').lower() for c in head.strip().lstrip("\ufeff").split(delimiter)]


def _cells(rows: list[str], start: int, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Rows from line index ``start`` on: the first line's number (from 1) with the cells; an error ends the walk."""
    reader = csv.reader((rows[i] for i in range(start, len(rows))), delimiter=delimiter, strict=True)
    while True:
        number = start + reader.line_num + 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, str(error)
            return
