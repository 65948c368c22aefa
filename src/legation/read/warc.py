"""Web archives (WARC, plain or gzip) → rows, one per page that was fetched with success."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from legation.errors import InputRefused
from legation.read.decoding import decode, mend
from legation.read.web import MAX_BYTES, page

_KINDS = ("response", "resource", "conversion")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)


def pages(path: Path) -> Iterator[tuple[int, dict[str, Any] | InputRefused]]:
    """The HTML and plain-text pages of the archive at ``path`` as rows, with the record's number (from 1).

    The id of a row is the page's URL; a later capture of the same URL has the day of its capture after it. Redirects,
    errors, pictures and the like are passed over. Damage ends the reading with an ``InputRefused``.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    name, number, seen = str(path), 0, set[str]()
    with path.open("rb") as stream:
        try:
            for number, record in enumerate(ArchiveIterator(stream), 1):
                if record.rec_type not in _KINDS:
                    continue
                kind, charset = _content(record)
                if kind not in ("text/html", "application/xhtml+xml", "text/plain") or not _fetched(record):
                    continue
                data = record.content_stream().read(MAX_BYTES + 1)
                yield number, _row(record, data, kind, charset, name, number, seen)
        except (ArchiveLoadFailed, EOFError, zlib.error, OSError, ValueError) as error:
            reason = f"is damaged or truncated after record {number} ({error}); fetch it again"
            yield number + 1, InputRefused(reason, file=name)
            return
    if not number:
        yield 1, InputRefused("holds no WARC record; fetch it again", file=name)


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
