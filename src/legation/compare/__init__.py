"""The same thing told twice: corroboration and contradiction across documents, and all views of an archive with them."""

from __future__ import annotations

from legation.archive.queries import VIEWS as STORED
from legation.archive.queries import Filters, Row, View
from legation.compare import corroboration, disagreements

_HERE = {"disagreements": disagreements.find, "corroboration": corroboration.find}
VIEWS = (*STORED, *_HERE)


def rows(view: View, what: str, filters: Filters) -> list[Row]:
    """The rows of any view, stored or compared. Raises ``LegationError`` where there is no such view."""
    return _HERE[what](view, filters) if what in _HERE else view.rows(what, filters)
