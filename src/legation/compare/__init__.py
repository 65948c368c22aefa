"""The same thing told twice: corroboration and contradiction across documents, and all views of an archive with them."""

from __future__ import annotations

from legation.archive.queries import VIEWS as STORED
from legation.archive.queries import Filters, Row, View
from legation.compare import disagreements, listing

VIEWS = (*STORED, "joined", "disagreements")


def rows(view: View, what: str, filters: Filters) -> list[Row]:
    """The rows of any view, stored or compared. Raises ``LegationError`` where there is no such view."""
    if what == "joined":
        return listing.find(view, filters)
    return disagreements.find(view, filters) if what == "disagreements" else view.rows(what, filters)
