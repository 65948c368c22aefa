"""The same thing told twice: corroboration and contradiction across documents, and all views of an archive with them."""

from __future__ import annotations

from legation.archive.queries import VIEWS as STORED
from legation.archive.queries import Filters, Row, View
from legation.compare import actors, corroboration, disagreements, listing
from legation.compare.identity import identities

_HERE = {
    "actors": actors.find,
    "joined": listing.find,
    "disagreements": disagreements.find,
    "corroboration": corroboration.find,
}
VIEWS = (*STORED, *(name for name in _HERE if name not in STORED))


def rows(view: View, what: str, filters: Filters) -> list[Row]:
    """The rows of any view, stored or compared. Raises ``LegationError`` where there is no such view."""
    if not view.same and "same" not in view.kept:
        view.same.update(identities(view.archive).canonical)
        view.kept["same"] = True
    return _HERE[what](view, filters) if what in _HERE else view.rows(what, filters)
