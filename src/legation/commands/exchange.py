"""``export`` and ``import``: events to other tools' formats, and others' event data into the archive."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from legation.commands.reporting import Refusals

ArchiveFile = Annotated[Path, typer.Option("--archive", "-a", help="the archive file")]


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(export)
    app.command("import")(import_)


def export(
    format: Annotated[
        str,
        typer.Argument(
            help="polecat dyadic actors parquet geojson gexf graphml ftm timelinejs quadruples neo4j prodigy webanno "
            "icews gdelt gdelt2 jsonld obsidian"
        ),
    ],
    archive: ArchiveFile,
    out: Annotated[Path, typer.Option("--out", "-o", help="the file or, for neo4j, webanno and obsidian, the folder")],
) -> int:
    """Write the archive's events in another tool's format."""
    from legation.archive import Archive
    from legation.export import export as write

    with Archive(archive, read_only=True) as opened:
        written = write(opened, format, out)
    files = f", {len(written.files)} files" if len(written.files) != 1 else ""
    print(f"wrote {out} from {written.events} events{files}", file=sys.stderr)
    return 0


def import_(
    format: Annotated[str, typer.Argument(help="polecat icews gdelt acled dyadic visits travels")],
    path: Annotated[Path, typer.Argument(help="the file, or a folder of them")],
    archive: ArchiveFile,
    skip_bad: Annotated[
        bool, typer.Option("--skip-bad", help="leave out rows that cannot be read instead of stopping at the first")
    ] = False,
) -> int:
    """Read another data set's events into the archive, where they stand beside Legation's own."""
    from legation.archive import Archive
    from legation.imports import read, store

    found = read(format, path, skip_bad=skip_bad)  # before the archive: none is made for a file that cannot be read
    refusals = Refusals()
    for refused in found.refused:
        refusals.add(refused)
    with Archive(archive) as opened:
        added = store(opened, found.rows)
    print(f"{archive}: {len(found.rows)} {format} events, {added} new, {len(found.refused)} refused")
    return refusals.status
