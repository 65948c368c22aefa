"""``outcome``: what people decide in the ledgers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ArchiveFile = Annotated[Path, typer.Option("--archive", "-a", help="the archive file")]


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(outcome)


def outcome(
    id: Annotated[str, typer.Argument(help="the id of a forecast")],
    value: Annotated[str, typer.Argument(help="yes, no, partly, or void where it cannot be judged")],
    archive: ArchiveFile,
    by: Annotated[str, typer.Option(help="who decides")],
    why: Annotated[str | None, typer.Option(help="on what ground")] = None,
    on: Annotated[str | None, typer.Option(help="the day of the decision, YYYY-MM-DD")] = None,
) -> int:
    """Write down whether a forecast came out as its words say. The last decision on it holds."""
    from legation.analyse.forecasts import settle
    from legation.archive import Archive
    from legation.commands.archive import _day
    from legation.errors import LegationError

    if not archive.exists():
        raise LegationError(f"{archive}: no such archive; 'legation read PATH --archive {archive}' makes one")
    with Archive(archive) as opened:
        made = settle(opened, id, value, by=by, why=why, at=_day(on))
    print(f"{archive}: decision {made.number}: forecast {made.first} {made.value}, by {made.by}")
    return 0
