"""Legation: reads what is written about foreign affairs and builds from it a record that can be checked.

The public API::

    import legation
    record = legation.code("The two foreign ministers met in Muscat on 3 May 2023.")
    for event in record.events:
        print(event.type, event.source, record.document.text[event.trigger.start:event.trigger.end])

    with legation.Archive("news.duckdb") as archive:
        legation.read(["reports/"], archive)

Everything else is internal and may change. Heavy parts load when first used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from legation.archive.ingest import Ingested
    from legation.engines.local import Coder
    from legation.events.classifying import Verdict
    from legation.export.opened import Archive
    from legation.layers import Participant
    from legation.record import Document, Record
    from legation.settings import Settings

__all__ = ["Archive", "Document", "Record", "Settings", "annotate", "classify", "code", "code_all", "read", "resolve"]

# Name → module that holds it; imported when asked for, so that ``import legation`` stays cheap.
_LAZY = {
    "Archive": "legation.export.opened",
    "Document": "legation.record",
    "Record": "legation.record",
    "Settings": "legation.settings",
}


def code(document: str | Document, *, published: str | None = None, settings: Settings | None = None) -> Record:
    """The record of one text or document. ``published`` is an ISO day; dates like "on Monday" are read against it."""
    return _coder(settings).code(_document(document, published))


def code_all(documents: Iterable[str | Document], *, settings: Settings | None = None) -> Iterator[Record]:
    """Records in the order of ``documents``; texts without an id are numbered from 1."""
    coder = _coder(settings)
    for number, document in enumerate(documents, 1):
        yield coder.code(_document(document, None, str(number)))


def annotate(layer: str, row: dict[str, Any], *, settings: Settings | None = None) -> dict[str, Any]:
    """``row`` (with ``text``) and one layer more: actors, places, dates, claims, factuality or events.

    Raises ``LegationError`` for an unknown layer and ``InputRefused`` for a row that cannot be read.
    """
    from legation.engines.streams import LAYERS
    from legation.errors import LegationError
    from legation.read import document

    if layer not in LAYERS:
        raise LegationError(f"no layer {layer!r}; choose one of {', '.join(LAYERS)}")
    whole = document({**row, "id": row.get("id") or "text"})
    return {**row, **_coder(settings).annotate(layer, row, whole)}


def classify(marked: str, *, settings: Settings | None = None) -> Verdict:
    """The event type between ``<s>source</s>`` and ``<t>target</t>`` marked in a sentence."""
    from legation.engines.tables import unmark

    return _coder(settings).classify(*unmark(marked))


def resolve(
    text: str, country: str | None = None, date: str | None = None, *, settings: Settings | None = None
) -> Participant | None:
    """Whom an actor phrase means ("Kremlin spokesman"): name, kind, country, sector, role and id, or None."""
    from legation.actors import load
    from legation.actors import resolve as resolve_phrase

    return resolve_phrase(text, country, date, lexicon=load(settings.extra_actors) if settings else None)


def read(paths: Iterable[str | Path], archive: Archive, *, settings: Settings | None = None) -> Ingested:
    """Read files and folders into ``archive``; what was added, changed, unchanged and refused."""
    from legation.archive.ingest import ingest
    from legation.settings import load

    return ingest(archive, [Path(path) for path in paths], settings or load())


def _document(given: str | Document, published: str | None, key: str = "text") -> Document:
    from legation.record import Document

    if isinstance(given, Document):
        return given
    return Document(id=key, text=given, published=published, published_basis="given" if published else "unknown")


_coders: dict[Settings, Coder] = {}


def _coder(settings: Settings | None) -> Coder:
    """The coder for ``settings``, kept: loading its parser costs a second."""
    from legation.engines.local import Coder
    from legation.settings import load

    chosen = settings or load()
    if chosen not in _coders:
        _coders[chosen] = Coder(chosen)
    return _coders[chosen]


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        from importlib import import_module

        return getattr(import_module(_LAZY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class _Package(ModuleType):
    """This package, whose function ``read`` stays what it is when the room of the same name is imported."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "read" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
