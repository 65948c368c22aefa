"""One DuckDB file that holds documents, their records and every earlier version of them, and what can be asked of it."""

from legation.archive.store import Archive, Change

__all__ = ["Archive", "Change"]
