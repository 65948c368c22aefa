"""The bundled sample reports, coded once for all tests."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from legation.engines.local import Coder
from legation.read import documents
from legation.record import Document, Event, Record

FOLDER = Path(str(files("legation.resources") / "samples"))

NAMES = tuple(sorted(file.stem for file in FOLDER.iterdir() if file.suffix in (".txt", ".md")))
"""The ids of the samples, known before any is coded."""


@cache
def coder() -> Coder:
    """One coder for the session."""
    return Coder()


@cache
def sample_documents() -> tuple[Document, ...]:
    """The documents of the samples, by file name."""
    found = tuple(d for d in documents(FOLDER) if isinstance(d, Document))
    assert tuple(d.id for d in found) == NAMES
    return found


@cache
def records() -> dict[str, Record]:
    """Document id → record."""
    return {d.id: coder().code(d) for d in sample_documents()}


def events(document: str, quoted: str = "", **wanted: str) -> list[Event]:
    """The events of a sample whose sentence holds ``quoted`` and whose fields are ``wanted``."""
    record = records()[document]
    text = record.document.text
    return [
        e
        for e in record.events
        if quoted in text[e.sentence.start : e.sentence.end] and all(getattr(e, k) == v for k, v in wanted.items())
    ]
