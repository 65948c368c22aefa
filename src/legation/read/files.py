"""Files and folders → documents: one way in for every format."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from legation.errors import InputRefused, LegationError
from legation.read import feeds, pdf, rows, warc, web
from legation.read.dates import published_day
from legation.read.decoding import decode, mend
from legation.record import Document

_MAX_CHARACTERS = 5_000_000
# No encoding needs more bytes for a character; JSON may escape one as two times \uXXXX.
_BYTES_PER_CHARACTER, _ESCAPED = 4, 12
_PEEK = 1024
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.{0,5000}?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_Found = Iterator[tuple[int | None, dict[str, Any] | InputRefused]]


def documents(path: str | Path, *, max_characters: int = _MAX_CHARACTERS) -> Iterator[Document | InputRefused]:
    """The documents at ``path``: a file, or a folder with all below it, in the order of their names.

    Formats go by suffix: ``.txt .text .md .markdown`` and unknown suffixes (text), ``.html .htm .xhtml``, ``.pdf``,
    ``.jsonl .ndjson .json``, ``.csv .tsv``, ``.rss .atom .xml``, ``.warc .warc.gz .wet``. A file that is one document
    has its stem as id. Names that begin with a dot are passed over.

    What cannot be read comes in its place as an ``InputRefused``, and the rest is read. So does a document whose id was
    met before with other content; one that is the same to the letter is passed over. Raises ``LegationError`` where
    there is nothing at ``path``.
    """
    root = Path(path)
    if not root.exists():
        raise LegationError(f"{root}: no such file or folder; check the path")
    return _all(root, max_characters)


def _all(root: Path, limit: int) -> Iterator[Document | InputRefused]:
    met: dict[str, tuple[bytes, str]] = {}
    for file in _walk(root):
        name = str(file)
        try:
            for line, item in _items(file, limit):
                found = item if isinstance(item, InputRefused) else _document(item, name, line, limit)
                new = found if isinstance(found, InputRefused) else _new(found, name, line, met)
                if new is not None:
                    yield new
        except InputRefused as refused:
            yield refused
        except OSError as error:
            yield InputRefused(f"cannot be read ({error.strerror or error}); check its permissions", file=name)


def _walk(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    try:
        below = sorted(root.iterdir())
    except OSError:
        yield root
        return
    for item in below:
        if item.name.startswith("."):
            continue
        if item.is_dir() and not item.is_symlink():
            yield from _walk(item)
        elif not item.is_dir():
            yield item


def _document(row: dict[str, Any], name: str, line: int | None, limit: int) -> Document | InputRefused:
    try:
        return rows.document(row, file=name, line=line, max_characters=limit)
    except InputRefused as refused:
        return refused


def _new(
    found: Document, name: str, line: int | None, met: dict[str, tuple[bytes, str]]
) -> Document | InputRefused | None:
    content = hashlib.sha256(found.model_dump_json().encode()).digest()
    earlier = met.setdefault(found.id, (content, f"{name}:{line}" if line else name))
    if earlier[0] == content:
        return found if earlier[1] == (f"{name}:{line}" if line else name) else None
    return InputRefused(f"has the id {found.id[:80]!r} of {earlier[1]}; give it another", file=name, line=line)


def _items(file: Path, limit: int) -> _Found:
    size = file.stat().st_size if file.is_file() else None
    if size == 0:
        raise InputRefused("is empty; remove it or save it again", file=str(file))
    if size is None and not file.is_dir():
        raise InputRefused("is no ordinary file; copy its content to one", file=str(file))
    with file.open("rb") as stream:
        start = stream.read(_PEEK)
    return _reader(file, start)(file, limit)


def _reader(file: Path, start: bytes) -> Callable[[Path, int], _Found]:
    """How ``file`` is read: by its first bytes where they are telling, else by its suffix, else as text."""
    suffixes = [s.lower() for s in file.suffixes]
    suffix = suffixes[-1] if suffixes else ""
    if suffix in (".warc", ".wet") or (suffix == ".gz" and suffixes[-2:-1] in ([".warc"], [".wet"])):
        return lambda path, _: iter(warc.pages(path))
    if start.startswith(b"%PDF-") or suffix == ".pdf":
        return _pdf
    return {
        ".html": _html, ".htm": _html, ".xhtml": _html, ".jsonl": _jsonl, ".ndjson": _jsonl, ".json": _json,
        ".csv": _table, ".tsv": _table, ".rss": _feed, ".atom": _feed, ".xml": _feed,
    }.get(suffix, _text)  # fmt: skip


def _read(file: Path, limit: int, per_character: int = _BYTES_PER_CHARACTER) -> bytes:
    size = file.stat().st_size
    if size > per_character * limit + 4:
        raise InputRefused(
            f"has {size} bytes, more than max_characters ({limit}) can hold; split it or raise the setting",
            file=str(file),
        )
    return file.read_bytes()


def _text(file: Path, limit: int) -> _Found:
    text = mend(decode(_read(file, limit), file=str(file)))
    row: dict[str, Any] = {"id": file.stem, "text": text}
    if not text.strip():
        raise InputRefused("is empty; remove it or save it again", file=str(file))
    if file.suffix.lower() in (".md", ".markdown"):
        row.update(_front_matter(text))
    yield None, row


def _front_matter(text: str) -> dict[str, str]:
    """title, date and author from the block of ``key: value`` lines that may open a Markdown file."""
    found = _FRONT_MATTER.match(text)
    pairs = [line.split(":", 1) for line in found[1].splitlines() if ":" in line] if found else []
    values = {key.strip().lower(): value.strip().strip("\"'") for key, value in pairs}
    row = {n: values[n] for n in ("title", "author", "outlet", "url", "language") if values.get(n)}
    day = published_day(values.get("published") or values.get("date") or "")
    return {**row, "published": day} if day else row


def _html(file: Path, limit: int) -> _Found:
    yield None, {**web.page(_read(file, limit), file=str(file)), "id": file.stem}


def _pdf(file: Path, limit: int) -> _Found:
    row = pdf.extract(file.read_bytes(), file=str(file), max_characters=limit)
    yield None, {**row, "id": file.stem}


def _feed(file: Path, limit: int) -> _Found:
    for _, item in feeds.entries(_read(file, limit), str(file)):
        yield None, item


def _table(file: Path, _: int) -> _Found:
    yield from rows.table(decode(file.read_bytes(), file=str(file)), str(file))


def _jsonl(file: Path, limit: int) -> _Found:
    longest = _ESCAPED * limit + _PEEK
    with file.open("rb") as stream:
        yield from rows.lines(_bounded(stream, longest), str(file), max_bytes=longest)


def _bounded(stream: BinaryIO, longest: int) -> Iterator[bytes]:
    """Lines of ``stream``; of a longer one only the first ``longest`` bytes and one, so that it can be told."""
    while line := stream.readline(longest + 1):
        yield line
        while len(line) > longest and not line.endswith(b"\n"):
            line = stream.readline(longest + 1)


def _json(file: Path, limit: int) -> _Found:
    """One object, a list of objects, or JSON Lines under the other suffix."""
    try:
        value = json.loads(decode(file.read_bytes(), file=str(file)))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, list | dict):
        yield from _jsonl(file, limit)
        return
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield None, item
        else:
            yield None, InputRefused("holds something else than documents; write a list of objects", file=str(file))
