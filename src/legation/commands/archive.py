"""``read``, ``show``, ``search``, ``explain``, ``brief``, ``demo``: the archive and what comes out of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from legation.commands.reporting import Refusals

ArchiveFile = Annotated[Path, typer.Option("--archive", "-a", help="the archive file")]
Format = Annotated[str, typer.Option("--format", "-f", help="table, json, csv, parquet or markdown")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="a file instead of standard output")]


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    for command in (demo, read, show, search, explain, brief):
        app.command()(command)


def demo(
    out: Annotated[Path, typer.Option("--out", "-o", help="a folder for the demo's files")] = Path("legation-demo"),
) -> int:
    """Read the bundled sample reports, print the key events, write the brief, say what to try next."""
    from legation.commands.demonstration import run

    return run(out)


def read(
    paths: Annotated[list[Path], typer.Argument(help="files and folders: text, HTML, PDF, JSONL, CSV, RSS/Atom, WARC")],
    archive: ArchiveFile,
    workers: Annotated[
        int | None, typer.Option("--workers", "-w", min=1, help="processes that work side by side")
    ] = None,
    model: Annotated[str | None, typer.Option("--model", help="another installed spaCy pipeline")] = None,
) -> int:
    """Read files and folders into an archive. Again is a no-op; a changed document replaces its earlier record."""
    from legation.archive import Archive
    from legation.archive.ingest import ingest
    from legation.commands.reporting import settings
    from legation.errors import LegationError

    for path in paths:
        if not path.exists():
            raise LegationError(f"{path}: no such file or folder; check the path")
    configured = settings(workers=workers, model=model)
    refusals = Refusals()
    with Archive(archive) as opened:
        result = ingest(opened, paths, configured)
    for refused in result.refused:
        refusals.add(refused)
    counts = [f"{len(result.added)} added", f"{len(result.changed)} changed", f"{len(result.unchanged)} unchanged"]
    print(f"{archive}: {', '.join(counts)}, {len(result.refused)} refused")
    return refusals.status


def show(
    what: Annotated[
        str,
        typer.Argument(
            help="documents events joined actors claims meetings attendance formats agreements relations interests forecasts "
            "calibration timeline dyads changes structure corroboration disagreements"
        ),
    ],
    archive: ArchiveFile,
    actor: Annotated[str | None, typer.Option(help="an actor's id or part of its name")] = None,
    type: Annotated[str | None, typer.Option(help="an event type, or the kind of an agreement or relation")] = None,
    since: Annotated[str | None, typer.Option(help="first day, YYYY-MM-DD")] = None,
    until: Annotated[str | None, typer.Option(help="last day, YYYY-MM-DD")] = None,
    place: Annotated[str | None, typer.Option(help="a place's name or ISO3 country")] = None,
    holder: Annotated[str | None, typer.Option(help="who asserts it: author, official statement, an actor")] = None,
    outlet: Annotated[str | None, typer.Option(help="part of an outlet's name")] = None,
    document: Annotated[str | None, typer.Option(help="a document's id")] = None,
    min_confidence: Annotated[
        float | None,
        typer.Option(help="events at least this sure, 0 to 1; views that count leave out what is under 0.1 by default"),
    ] = None,
    missing: Annotated[str | None, typer.Option(help="meetings without this actor")] = None,
    dyad: Annotated[tuple[str, str] | None, typer.Option(help="two actors, as RUS IRN")] = None,
    by: Annotated[str | None, typer.Option(help="day, week, month, quarter or year")] = None,
    format: Format = "table",
    out: Out = None,
) -> int:
    """Show one layer of the archive, filtered."""
    from legation import analyse
    from legation.archive import Archive
    from legation.archive.queries import Filters, View
    from legation.commands import tables

    filters = Filters(
        actor, type, _day(since), _day(until), place, holder, outlet, document, min_confidence, missing, dyad, by
    )
    with Archive(archive, read_only=True) as opened:
        view = View(opened)
        tables.show(analyse.rows(view, what, filters), format, out)
    for note in view.notes:
        print(note, file=sys.stderr)
    return 0


def search(
    query: Annotated[str, typer.Argument(help='words, "phrases", AND OR NOT, prefix*')],
    archive: ArchiveFile,
    limit: Annotated[int, typer.Option(min=1)] = 20,
    format: Format = "table",
    out: Out = None,
) -> int:
    """Full-text search over the documents of an archive."""
    from legation.archive import Archive
    from legation.archive import search as full_text
    from legation.commands import tables

    with Archive(archive, read_only=True) as opened:
        tables.show(full_text.search(opened, query, limit=limit), format, out)
    return 0


def explain(
    id: Annotated[str, typer.Argument(help="the id of an event, claim, agreement, relation, interest or forecast")],
    archive: ArchiveFile,
    format: Annotated[str, typer.Option("--format", "-f", help="table or json")] = "table",
) -> int:
    """Why a record was written: frame, words, path, rules, scores."""
    from legation.archive import Archive
    from legation.archive.explain import explain as explained
    from legation.compare import listing

    with Archive(archive, read_only=True) as opened:
        found = listing.explain(opened, id) if listing.joins(opened, id) else explained(opened, id)
    if format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return 0
    for key, value in found.items():
        if isinstance(value, dict):
            print(f"{key}:")
            for name, inner in value.items():
                print(f"  {name}: {inner if isinstance(inner, str) else json.dumps(inner, ensure_ascii=False)}")
        elif isinstance(value, list):
            print(f"{key}:")
            for inner in value:
                print(f"  {inner}")
        else:
            print(f"{key}: {value}")
    return 0


def brief(
    archive: ArchiveFile, out: Annotated[Path, typer.Option("--out", "-o", help="the HTML file")] = Path("brief.html")
) -> int:
    """The report a reader opens first, as one self-contained HTML file."""
    from legation.archive import Archive
    from legation.commands.reporting import output
    from legation.desk.brief import write

    with Archive(archive, read_only=True) as opened, output(str(out)) as stream:
        stream.write(write(opened))
    print(f"wrote {out}", file=sys.stderr)
    return 0


def _day(text: str | None) -> str | None:
    from datetime import date

    from legation.errors import LegationError

    if text is None:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise LegationError(f"{text!r} is no day; write YYYY-MM-DD") from None
