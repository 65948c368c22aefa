"""``same``, ``different``: what people decide about who is who."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

First = Annotated[str, typer.Argument(help="an actor's id")]
Second = Annotated[str, typer.Argument(help="another's")]
ArchiveFile = Annotated[Path, typer.Option("--archive", "-a", help="the archive file")]
By = Annotated[str | None, typer.Option(help="who decides")]
Why = Annotated[str | None, typer.Option(help="on what ground")]


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(same)
    app.command()(different)


def same(first: First, second: Second, archive: ArchiveFile, by: By = None, why: Why = None) -> int:
    """Say for good that two actors of the archive are one."""
    return _rule("same", first, second, archive, by, why)


def different(first: First, second: Second, archive: ArchiveFile, by: By = None, why: Why = None) -> int:
    """Say for good that two actors of the archive are not one."""
    return _rule("different", first, second, archive, by, why)


def _rule(kind: str, first: str, second: str, archive: Path, by: str | None, why: str | None) -> int:
    from legation.archive import Archive
    from legation.compare.identity import rule
    from legation.errors import LegationError

    if not archive.exists():
        raise LegationError(f"{archive}: no such archive; 'legation read PATH --archive {archive}' makes one")
    with Archive(archive) as opened:
        rule(opened, kind, first, second, by=by, why=why)
    print(f"{archive}: {first} and {second} are {'one actor' if kind == 'same' else 'two actors'}")
    return 0
