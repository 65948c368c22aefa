"""RSS and Atom feeds → rows, one per entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from legation.errors import InputRefused
from legation.read.web import fragment


def entries(data: bytes, name: str) -> Iterator[tuple[int, dict[str, Any] | InputRefused]]:
    """The entries of a feed as rows (see ``rows.document``), numbered from 1 in the order of the feed.

    The text is the entry's content, else its summary, as :func:`legation.read.web.fragment` reads it. An entry's day
    is that of its publication in UTC. A file that is no feed comes as one ``InputRefused``.
    """
    import feedparser

    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        if parsed.get("version"):
            reason = "is a feed without entries; save it again when it has some"
        else:
            reason = "is XML, but neither RSS nor Atom; save its text as plain text or HTML"
        yield 1, InputRefused(reason, file=name)
        return
    for number, entry in enumerate(parsed.entries, 1):
        content = next((c.get("value") for c in entry.get("content") or [] if c.get("value")), None)
        when = entry.get("published_parsed") or entry.get("updated_parsed")
        row = {
            "id": entry.get("id") or entry.get("link"),
            "text": fragment(content or entry.get("summary") or ""),
            "title": fragment(entry.get("title") or ""),
            "published": dt.date(*when[:3]).isoformat() if when else None,
            "author": entry.get("author"),
            "outlet": parsed.feed.get("title"),
            "url": entry.get("link"),
            "language": (parsed.feed.get("language") or "en")[:2].lower(),
        }
        if not row["text"]:
            what = "has a title but no text" if row["title"] else "has no text"
            yield number, InputRefused(f"entry {number} {what}; read the page it points to instead", file=name)
        elif not row["id"]:
            yield number, InputRefused(f"entry {number} has neither id nor link; give it one", file=name)
        else:
            yield number, row
