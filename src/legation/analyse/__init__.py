"""What a whole archive shows: meetings and absence, ledgers, relations over time, structure; and every view by its name."""

from __future__ import annotations

from importlib import import_module

from legation import compare
from legation.archive.queries import COUNTS, Filters, Row, View
from legation.archive.queries import VIEWS as STORED
from legation.errors import LegationError

# View → module of this room and the function in it that gives its rows. They stand in for a stored view of the same name.
_HERE: dict[str, str] = {
    "meetings": "meetings:find",
    "attendance": "attendance:find",
    "formats": "formats:find",
    "agreements": "agreements:find",
    "forecasts": "forecasts:find",
    "calibration": "calibration:find",
    "relations": "relations:find",
    "dyads": "relations:dyads",
    "changes": "relations:shifts",
    "timeline": "relations:timeline",
    "structure": "structure:find",
}
VIEWS = (*compare.VIEWS, *(name for name in _HERE if name not in compare.VIEWS))


def rows(view: View, what: str, filters: Filters) -> list[Row]:
    """The rows of any view: stored, compared or analysed. Raises ``LegationError`` where there is no such view."""
    view.least = COUNTS if filters.min_confidence is None else filters.min_confidence
    if what not in (*VIEWS, *STORED):
        raise LegationError(
            f"nothing called {what!r} to show; choose one of {', '.join(dict.fromkeys((*STORED, *VIEWS)))}"
        )
    if what not in _HERE:
        return compare.rows(view, what, filters)
    module, _, function = _HERE[what].partition(":")
    found: list[Row] = getattr(import_module(f"legation.analyse.{module}"), function or "find")(view, filters)
    return found
