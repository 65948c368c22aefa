"""Views for programs: the rows of ``show`` as a list, an Arrow table or a pandas frame."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from legation import analyse
from legation.archive import Archive
from legation.archive.queries import Filters, Row, View
from legation.errors import LegationError

if TYPE_CHECKING:
    import pandas
    import pyarrow

FILTERS = tuple(field.name for field in fields(Filters))


class Rows(list[Row]):
    """The rows of a view, dicts with the same keys, in the order of the view."""

    def arrow(self) -> pyarrow.Table:
        """One column a key. Lists of plain values stay lists; what is nested deeper (dicts, lists of lists) is JSON text.

        Days stay ISO text, as a view may hold spans and bounds. No rows give a table without columns. Raises ``LegationError``
        where pyarrow is not installed.
        """
        arrow = _library("pyarrow")
        return arrow.table({name: arrow.array(values) for name, values in self._columns().items()})

    def pandas(self) -> pandas.DataFrame:
        """One column a key, an index from 0; nested values as in :meth:`arrow`.

        Raises ``LegationError`` where pandas is not installed.
        """
        return _library("pandas").DataFrame(self._columns())

    def _columns(self) -> dict[str, list[Any]]:
        names = dict.fromkeys(name for row in self for name in row)
        columns = {name: [row.get(name) for row in self] for name in names}
        return {name: [_text(v) for v in values] if _nested(values) else values for name, values in columns.items()}


def show(archive: Archive, what: str, filters: Mapping[str, Any]) -> Rows:
    """The rows of the view ``what`` of ``archive``.

    ``filters`` are fields of :class:`Filters` by name; days may be ``date`` objects. Raises ``LegationError`` for an unknown view
    or filter, a day that is none, and a dyad that is not two.
    """
    unknown = [name for name in filters if name not in FILTERS]
    if unknown:
        raise LegationError(f"no filter {unknown[0]!r}; choose one of {', '.join(FILTERS)}")
    given = dict(filters)
    for name in ("since", "until"):
        if given.get(name) is not None:
            given[name] = _day(name, given[name])
    if given.get("dyad") is not None:
        if isinstance(given["dyad"], str) or len(given["dyad"]) != 2:
            raise LegationError(f"a dyad is two actors, as ('RUS', 'IRN'), not {given['dyad']!r}")
        given["dyad"] = tuple(given["dyad"])
    return Rows(analyse.rows(View(archive), what, Filters(**given)))


def _day(name: str, value: Any) -> str:
    try:
        return (value if isinstance(value, date) else date.fromisoformat(value)).isoformat()[:10]
    except (TypeError, ValueError):
        raise LegationError(f"{name}: {value!r} is no day; write YYYY-MM-DD") from None


def _nested(values: list[Any]) -> bool:
    """Whether a column holds what no plain column can: dicts, lists of lists."""
    return any(
        isinstance(v, dict) or (isinstance(v, list | tuple) and any(isinstance(x, dict | list | tuple) for x in v))
        for v in values
    )


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        raise LegationError(f"{name} is not installed; 'pip install legation[tables]' brings it") from None
