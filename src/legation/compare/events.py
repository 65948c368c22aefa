"""The joined events of a view, worked out once for all who ask."""

from __future__ import annotations

from legation.archive.queries import View
from legation.compare.joining import Joined, joined


def events_of(view: View) -> list[Joined]:
    """The joined events of the archive behind ``view``."""
    if "joined" not in view.kept:
        view.kept["joined"] = joined(view.archive)
    found: list[Joined] = view.kept["joined"]
    return found


def counted(view: View) -> list[Joined]:
    """Those of them that count: of which one report at least is as sure as the view asks (imported rows always are)."""
    return [
        event
        for event in events_of(view)
        if any(r.confidence is None or r.confidence >= view.least for r in event.reports)
    ]
