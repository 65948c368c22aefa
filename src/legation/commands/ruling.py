"""``join`` and ``split``: what a person rules of reports, for good."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

ArchiveFile = Annotated[Path, typer.Option("--archive", "-a", help="the archive file")]
By = Annotated[str | None, typer.Option("--by", help="who rules so")]
Why = Annotated[str | None, typer.Option("--why", help="the reason, in a few words")]


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(join)
    app.command()(split)


def join(
    ids: Annotated[list[str], typer.Argument(help="reports or joined events: ids, or their beginnings")],
    archive: ArchiveFile,
    by: By = None,
    why: Why = None,
) -> int:
    """Make one event of reports, for good: it holds whatever the score says, also after reading again."""
    return _rule("join", ids, archive, by, why)


def split(
    ids: Annotated[list[str], typer.Argument(help="reports or joined events: ids, or their beginnings")],
    archive: ArchiveFile,
    by: By = None,
    why: Why = None,
) -> int:
    """Keep reports apart, for good: a join that was forbidden never comes back."""
    return _rule("split", ids, archive, by, why)


def _rule(kind: str, ids: list[str], archive: Path, by: str | None, why: str | None) -> int:
    from legation.archive import Archive
    from legation.compare.rulings import rule

    with Archive(archive) as opened:
        made = rule(opened, kind, ids, by=by, why=why)
    for decision in made:
        print(
            f"{decision.number}: {decision.first} and {decision.second} are {'one event' if kind == 'join' else 'two events'}"
        )
    return 0
