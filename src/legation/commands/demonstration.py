"""``legation demo``: the bundled sample reports, from text to table to brief."""

from __future__ import annotations

import sys
from importlib.resources import as_file, files
from pathlib import Path

from legation.errors import LegationError

SHOWN = 14
# Column of the events → its heading, and whether it may be broken over lines.
COLUMNS = {
    "date": ("date", False), "type": ("event", True), "source": ("who", False), "target": ("to whom", False),
    "absent": ("missing", False), "place": ("where", False), "holder": ("told by", False),
}  # fmt: skip
WIDTH = 120  # characters of the table where the output is no terminal


def run(folder: Path) -> int:
    """Read the samples into ``folder/demo.duckdb``, print the key events, write ``folder/brief.html``."""
    from rich.console import Console
    from rich.table import Table

    from legation.archive import Archive
    from legation.archive.ingest import ingest
    from legation.archive.queries import Filters, View, days_of
    from legation.commands.reporting import output
    from legation.desk.brief import write
    from legation.settings import load

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LegationError(f"{folder}: cannot be made: {error.strerror}; choose another --out") from error
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    archive, page = folder / "demo.duckdb", folder / "brief.html"
    with as_file(files("legation.resources") / "samples") as samples, Archive(archive) as opened:
        ingest(opened, [samples], load())
        view = View(opened)
        documents = view.rows("documents", Filters())
        events = view.rows("events", Filters())
        with output(str(page)) as stream:
            stream.write(write(opened))
    key = _key(events)
    shown = [column for column in COLUMNS if column != "absent" or any(row[column] for row in key)]
    table = Table(title=f"Key events in {len(documents)} sample reports", header_style="bold", show_lines=False)
    for column in shown:
        heading, whole = COLUMNS[column]
        table.add_column(heading, overflow="fold", no_wrap=whole)
    for row in key:
        table.add_row(*(days_of(row) if column == "date" else str(row[column] or "") for column in shown))
    console.print(table, markup=False)
    console.print(
        f"\nThe brief: {page.resolve()}  (open it in a browser: every line leads to the words it rests on)",
        markup=False,
        soft_wrap=True,
    )
    console.print(
        f"Try next:\n  legation show disagreements --archive {archive}\n  legation show meetings --archive {archive}\n"
        f"  legation read YOUR-FOLDER --archive my.duckdb && legation brief --archive my.duckdb --out brief.html",
        markup=False,
        soft_wrap=True,
    )
    return 0


def _key(events: list[dict[str, object]]) -> list[dict[str, object]]:
    """The surest dated events with both sides named, one a telling, in the order of time."""
    seen: set[tuple[object, ...]] = set()
    chosen = []
    for row in sorted(events, key=lambda r: (-float(str(r["confidence"])), str(r["date"]), str(r["id"]))):
        what = (row["type"], row["source"], row["target"])
        full = row["source"] and (row["target"] or "," in str(row["source"]))
        if row["date"] and full and row["factuality"] == "CT+" and what not in seen:
            seen.add(what)
            chosen.append(row)
    return sorted(chosen[:SHOWN], key=lambda r: (str(r["date"]), str(r["id"])))
