"""Rows on a terminal of any width: short columns on a line, and beneath it the words that the row rests on.

A quote squeezed into a column of a twelve-column table is unreadable, so it has a line of its own with the id (as ``explain``,
``join`` and ``outcome`` take it) and the document. Rows that set two quotes against each other have them side by side.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

Row = dict[str, Any]
NOT_A_TERMINAL = 120  # columns where the output is piped
WIDEST_CELL = 80  # characters a cell may take before it is folded
LONGEST = 320  # characters of a quote; other formats keep all
SMALLEST = 4
LONGEST_WORD = 14  # characters of a word that a column is kept wide enough for
GAP = 2
INDENT = 4
SHORT_ID = 8  # enough of an id to name a row
# Words too many for a column.
BENEATH = ("format", "surprising", "condition", "versions", "denied_by", "alone", "why", "mediators", "signatories")
FOOT = ("quote", "document", "outlet", "published", "id", "forecast", "title", "rank", *BENEATH)
ABOVE = ("as_of", "dyad", "since")  # said once above the rows where it is the same in all
SIDES = ("a", "b")


def table(rows: Sequence[Row], columns: Sequence[str], flat: Callable[[Any], str]) -> None:
    """Print ``rows``; ``columns`` are those a person reads, ``flat`` makes a cell's text of a value."""
    from rich.console import Console

    console = Console(highlight=False) if sys.stdout.isatty() else Console(width=_piped(), highlight=False)
    if not rows:
        console.print("nothing to show")
        return
    paired = "a_quote" in rows[0]
    apart = {f"{side}{name}" for side in SIDES for name in ("", "_holder", "_document", "_quote", "_voices")}
    first = next(iter(rows[0]))  # what the rows are of stays a column
    foot = apart if paired else {c for c in FOOT if "quote" in rows[0] and c != first}
    shown = [c for c in columns if c not in foot and any(flat(row.get(c)) for row in rows)]
    above = {
        c: flat(rows[0][c])
        for c in shown
        if c in ABOVE and len(rows) > 1 and len({flat(row.get(c)) for row in rows}) == 1
    }
    shown = [c for c in shown if c not in above]
    cells = [[_cell(row.get(c), flat) for c in shown] for row in rows]
    for name, value in above.items():
        console.print(f"{name.replace('_', ' ')} {value}", style="dim")
    heads = [c.replace("_", " ") for c in shown]
    widths = _fitted([heads, *cells], console.width)
    _line(console, heads, widths, "bold")
    for row, values in zip(rows, cells, strict=True):
        _line(console, values, widths, "bold" if paired else "")
        if paired:
            _side_by_side(console, row, flat)
        elif "quote" in row:
            _beneath(console, row, flat, [c for c in BENEATH if c != first])


def _piped() -> int:
    import os

    given = os.environ.get("COLUMNS", "")
    return int(given) if given.isdigit() and int(given) > 0 else NOT_A_TERMINAL


def _cell(value: Any, flat: Callable[[Any], str]) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".") if isinstance(value, float) else flat(value)


def _fitted(lines: Sequence[Sequence[str]], room: int) -> list[int]:
    """Widths of the columns: what their cells need, the widest cut first until the line has room, words last."""
    widths = [min(WIDEST_CELL, max(len(line[i]) for line in lines)) for i in range(len(lines[0]))]
    least = [
        min(
            width,
            max(SMALLEST, *(min(LONGEST_WORD, len(word)) for line in lines for word in (line[i].split() or [""]))),
        )
        for i, width in enumerate(widths)
    ]
    while sum(widths) + GAP * len(widths) > room:
        i = max(range(len(widths)), key=lambda k: (widths[k] > least[k], widths[k]))
        if widths[i] <= least[i]:
            break
        widths[i] -= 1
    return widths


def _line(console: Console, values: Sequence[str], widths: Sequence[int], style: str = "") -> None:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, GAP, 0, 0))
    for width in widths:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(Text(value, style=style) for value in values))
    console.print(grid)


def _beneath(console: Console, row: Row, flat: Callable[[Any], str], names: Sequence[str]) -> None:
    """What the row rests on: its words, where they stand, and what else is said of it."""
    from rich.padding import Padding
    from rich.text import Text

    key = flat(row.get("id"))[:SHORT_ID]
    where = ", ".join(x for x in (flat(row.get(c)) for c in ("document", "outlet", "published")) if x)
    said = Text(_cut(flat(row["quote"])), style="italic") if row["quote"] else Text("no words to quote", style="dim")
    line = Text(f"{key}  ", style="dim") + said + Text(f"  — {where}" if where else "", style="dim")
    console.print(Padding(line, (0, 0, 0, INDENT)))
    for name in names:
        value = row.get(name)
        if isinstance(value, str) and value:
            console.print(
                Padding(Text(f"{name.replace('_', ' ')}: {_cut(value)}", style="dim"), (0, 0, 0, INDENT + SHORT_ID + 2))
            )


def _side_by_side(console: Console, row: Row, flat: Callable[[Any], str]) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    width = (console.width - INDENT - GAP) // 2
    grid = Table.grid(padding=(0, GAP, 0, 0))
    told = []
    for side in SIDES:
        grid.add_column(width=width - GAP, overflow="fold")
        holder, voices = flat(row.get(f"{side}_holder")), row.get(f"{side}_voices")
        who = f"{holder}, {flat(row.get(f'{side}_document'))}" + (
            f" (told {voices} times)" if (voices or 0) > 1 else ""
        )
        head = Text(flat(row.get(side)), style="bold") + Text(f"  {who}\n", style="dim")
        told.append(head + Text(_cut(flat(row.get(f"{side}_quote"))), style="italic"))
    grid.add_row(*told)
    console.print(Padding(grid, (0, 0, 1, INDENT)))


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
