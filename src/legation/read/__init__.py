"""Bytes → documents → readings: the first room. See docs/ARCHITECTURE.md."""

from __future__ import annotations

from legation.read.files import documents
from legation.read.reading import prepare
from legation.read.rows import document, lines

__all__ = ["document", "documents", "lines", "prepare"]
