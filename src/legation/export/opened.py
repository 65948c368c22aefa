"""The archive of the public API: what :class:`legation.archive.Archive` is, and the way out of it into other formats."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from legation import archive
from legation.analyse import shown
from legation.analyse.forecasts import settle
from legation.archive.decisions import Decision
from legation.compare import identity
from legation.compare.rulings import rule
from legation.export.formats import Exports
from legation.imports import Loaded, load


class Archive(archive.Archive):
    """One DuckDB file, with ``archive.show(VIEW)``, ``archive.export.FORMAT(path)`` and ``archive.load(DATASET, path)``."""

    @property
    def export(self) -> Exports:
        """The formats as methods, listed in ``legation.export.FORMATS``: ``archive.export.geojson("events.geojson")``."""
        return Exports(self)

    def join(self, *ids: str, by: str | None = None, why: str | None = None) -> list[Decision]:
        """Make one event of reports, for good; see :func:`legation.compare.rulings.rule`."""
        return rule(self, "join", ids, by=by, why=why)

    def split(self, *ids: str, by: str | None = None, why: str | None = None) -> list[Decision]:
        """Keep reports apart, for good; see :func:`legation.compare.rulings.rule`."""
        return rule(self, "split", ids, by=by, why=why)

    def same(self, first: str, second: str, *, by: str | None = None, why: str | None = None) -> None:
        """Rule for good that two actor ids are one actor; see :func:`legation.compare.identity.rule`."""
        identity.rule(self, "same", first, second, by=by, why=why)

    def different(self, first: str, second: str, *, by: str | None = None, why: str | None = None) -> None:
        """Rule for good that two actor ids are two; see :func:`legation.compare.identity.rule`."""
        identity.rule(self, "different", first, second, by=by, why=why)

    def load(self, dataset: str, path: str | Path, *, skip_bad: bool = False) -> Loaded:
        """Others' event data into the archive; see :func:`legation.imports.load`."""
        return load(self, dataset, path, skip_bad=skip_bad)

    def show(self, what: str, **filters: Any) -> shown.Rows:
        """A view's rows, with ``.arrow()`` and ``.pandas()``: ``archive.show("relations", dyad=("RUS", "IRN"), by="month")``.

        See :func:`legation.analyse.shown.show`.
        """
        return shown.show(self, what, filters)

    def outcome(self, forecast: str, value: str, *, by: str, why: str | None = None, at: str | None = None) -> Decision:
        """Write down what came of a forecast; see :func:`legation.analyse.forecasts.settle`."""
        return settle(self, forecast, value, by=by, why=why, at=at)
