"""Camps: outlets that a person counts together, so that relations can be read by who tells them."""

from __future__ import annotations

from legation.archive import Archive
from legation.archive.decisions import Decision, decide, decisions
from legation.errors import LegationError


def assign(
    archive: Archive, outlet: str, camp: str, *, by: str | None = None, why: str | None = None, at: str | None = None
) -> Decision:
    """Put ``outlet`` (as documents or imported rows name it) into ``camp``; the last word on it holds.

    Raises ``LegationError`` for an outlet that nothing in the archive comes from, and for a camp without a name.
    """
    known = archive.rows(
        "SELECT 1 FROM documents WHERE outlet = ? UNION ALL SELECT 1 FROM imported WHERE publisher = ? LIMIT 1",
        [outlet, outlet],
    )
    if not known:
        raise LegationError(f"no outlet {outlet!r} in the archive; 'legation show documents' lists outlets")
    if not camp.strip():
        raise LegationError(f"a camp needs a name: legation camp {outlet!r} NAME")
    return decide(archive, "camp", outlet, value=camp.strip(), by=by, at=at, why=why)


def camps(archive: Archive) -> dict[str, str]:
    """Outlet → its camp. An outlet that nobody assigned stands for itself and is left out."""
    return {d.first: d.value for d in decisions(archive, "camp") if d.value}
