"""Web archives (WARC, plain or gzip) → rows, one per page that was fetched with success."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from legation.errors import InputRefused
from legation.read.decoding import decode, mend
from legation.read.web import MAX_BYTES, page

_KINDS = ("response", "resource", "conversion")
_READ = ("text/html", "application/xhtml+xml", "text/plain")
_CHUNK = 1 << 20
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def pages(path: Path) -> Iterator[tuple[int, dict[str, Any] | InputRefused]]:
    """The HTML and plain-text pages of the archive at ``path`` as rows, with the record's number (from 1).

    The id of a row is the page's URL; a later capture of the same URL has the day of its capture after it. Redirects,
    errors, pictures and the like are passed over. Damage ends the reading with an ``InputRefused``.
    """
    from warcio.archiveiterator import ArchiveIterator

    name, number, seen = str(path), 0, set[str]()
    with path.open("rb") as stream:
        archive = ArchiveIterator(stream)
        while True:
            number += 1
            try:
                record = next(archive, None)
                if record is None:
                    break
                kind, charset = _content(record)
                wanted = record.rec_type in _KINDS and kind in _READ and _fetched(record)
                data = record.content_stream().read(MAX_BYTES + 1) if wanted else b""
                _drain(record)
            except Exception as error:  # warcio meets damage with whatever its code runs into
                reason = f"is damaged or truncated at record {number} ({error}); fetch it again"
                yield number, InputRefused(reason, file=name)
                return
            if wanted:
                yield number, _row(record, data, kind, charset, name, number, seen)
        if number == 1:
            yield number, InputRefused("holds no WARC record; fetch it again", file=name)
        elif archive.offset < path.stat().st_size:
            yield number, InputRefused(f"is truncated at record {number}; fetch it again", file=name)


def _drain(record: Any) -> None:
    """Read a record to its end. Raises ``EOFError`` where the archive ends before it, in its head or in its content."""
    if record.rec_headers.get_header("Content-Length") is None:
        raise EOFError("a record's head is cut off")
    while record.raw_stream.read(_CHUNK):
        pass
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError("a record is cut off")


def _fetched(record: Any) -> bool:
    return record.http_headers is None or record.http_headers.get_statuscode() == "200"


def _content(record: Any) -> tuple[str, str | None]:
    headers = record.http_headers or record.rec_headers
    value = headers.get_header("Content-Type") or ""
    charset = _CHARSET.search(value)
    return value.split(";")[0].strip().lower(), charset[1] if charset else None


def _row(
    record: Any, data: bytes, kind: str, charset: str | None, name: str, number: int, seen: set[str]
) -> dict[str, Any] | InputRefused:
    url = record.rec_headers.get_header("WARC-Target-URI") or f"{name}#{number}"
    taken = record.rec_headers.get_header("WARC-Date") or str(number)
    identity = url if url not in seen else f"{url} {taken}"
    seen.add(url)
    try:
        if kind == "text/plain":
            row: dict[str, Any] = {"text": mend(decode(data, file=name, line=number, declared=charset))}
        else:
            row = page(data, file=name, line=number, charset=charset)
    except InputRefused as refused:
        return InputRefused(f"record {number} ({url}): {refused.reason}", file=name)
    return {"url": url, **row, "id": identity}
