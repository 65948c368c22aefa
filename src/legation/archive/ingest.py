"""Files into the archive: read, code what is new or changed, write. Reading the same again does nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from legation.archive.decisions import restore
from legation.archive.search import refresh
from legation.archive.store import Archive, Change, fingerprint
from legation.engines import streams
from legation.engines.local import Coder
from legation.errors import InputRefused
from legation.record import Document, Record
from legation.settings import Settings


@dataclass(slots=True)
class Ingested:
    """What became of the inputs: document ids by change, and what was refused."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[InputRefused] = field(default_factory=list)


def ingest(
    archive: Archive,
    paths: Iterable[Path],
    settings: Settings,
    *,
    progress: Callable[[str, Change], None] | None = None,
) -> Ingested:
    """Read every document under ``paths`` into ``archive``. Refused inputs are listed, the others go on.

    Raises ``LegationError`` where a path does not exist.
    """
    from legation.read import documents

    result = Ingested()
    coded_by = json.dumps(Coder(settings).coded_by.model_dump(), sort_keys=True)
    given: dict[str, str] = {}

    def stale() -> Iterator[Document | InputRefused]:
        for path in paths:
            for found in documents(path, max_characters=settings.max_characters):
                if isinstance(found, InputRefused):
                    yield found
                elif found.id in given:
                    yield InputRefused(f"a second document with the id {found.id!r}; give each its own", file=str(path))
                else:
                    given[found.id] = fingerprint(found)
                    if archive.is_current(found, coded_by):
                        result.unchanged.append(found.id)
                    else:
                        yield found

    for record in streams.in_order(code_record, stale(), settings):
        if isinstance(record, InputRefused):
            result.refused.append(record)
            continue
        change = archive.put(record, given=given[record.document.id])
        getattr(result, change).append(record.document.id)
        if progress is not None:
            progress(record.document.id, change)
    restore(archive)
    refresh(archive)
    return result


def code_record(coder: Coder, document: Document) -> Record:
    """One document → its record (a function of a module, so that workers can be sent it)."""
    return coder.code(document)
