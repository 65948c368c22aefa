"""What a whole archive shows: meetings and absence, ledgers, relations over time, structure; and every view by its name."""

from __future__ import annotations

from importlib import import_module

from legation import compare
from legation.archive.queries import Filters, Row, View

# View → module of this room whose ``find(view, filters)`` gives its rows. They stand in for a stored view of the same name.
_HERE: dict[str, str] = {
    "meetings": "meetings",
    "attendance": "attendance",
    "formats": "formats",
    "agreements": "agreements",
    "forecasts": "forecasts",
    "calibration": "calibration",
}
VIEWS = (*compare.VIEWS, *(name for name in _HERE if name not in compare.VIEWS))


def rows(view: View, what: str, filters: Filters) -> list[Row]:
    """The rows of any view: stored, compared or analysed. Raises ``LegationError`` where there is no such view."""
    if what not in _HERE:
        return compare.rows(view, what, filters)
    found: list[Row] = import_module(f"legation.analyse.{_HERE[what]}").find(view, filters)
    return found
