"""``camp``: which outlets a person counts together."""

from __future__ import annotations

from typing import Annotated

import typer

from legation.commands.archive import ArchiveFile


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(camp)


def camp(
    outlet: Annotated[str, typer.Argument(help="an outlet as documents name it")],
    name: Annotated[str, typer.Argument(help="the camp that it belongs to")],
    archive: ArchiveFile,
    by: Annotated[str | None, typer.Option(help="who decides")] = None,
    why: Annotated[str | None, typer.Option(help="on what ground")] = None,
) -> int:
    """Put an outlet into a camp; relations then show what each camp tells. The last word on an outlet holds."""
    from legation.analyse.camps import assign
    from legation.archive import Archive
    from legation.errors import LegationError

    if not archive.exists():
        raise LegationError(f"{archive}: no such archive; 'legation read PATH --archive {archive}' makes one")
    with Archive(archive) as opened:
        made = assign(opened, outlet, name, by=by, why=why)
    print(f"{archive}: decision {made.number}: {made.first} belongs to {made.value}")
    return 0
