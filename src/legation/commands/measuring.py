"""``evaluate``: one layer against a gold set, as a table or JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from legation.evaluate.report import Report


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(evaluate)


def evaluate(
    layer: Annotated[
        str,
        typer.Argument(
            help="articles plover roles actors claims factuality dates places resolve names corpus balance pairs coreference"
        ),
    ],
    gold: Annotated[Path, typer.Option("--gold", help="the gold set: a file or folder as published")],
    model: Annotated[str | None, typer.Option("--model", help="another installed spaCy pipeline")] = None,
    format: Annotated[str, typer.Option("--format", help="table or json")] = "table",
) -> int:
    """Score one layer against a gold set and print the figures."""
    from legation import evaluate as evaluation
    from legation.settings import load

    report = evaluation.run(layer, gold, load(model=model))
    if format == "json":
        print(json.dumps(_as_json(report), indent=2, ensure_ascii=False))
        return 0
    width = max(len(f.name) for f in report.figures)
    for figure in report.figures:
        counts = f"  {figure.hit:g}/{figure.total}" if figure.total is not None and figure.hit is not None else ""
        print(f"{figure.name:<{width}}  {figure.value:6.3f}{counts}")
    for table in report.tables:
        print(f"\n{table.title}:")
        print("\n".join(f"  {line}" for line in table.lines()))
    if report.errors:
        print("\nErrors, by class; with how sure Legation was:")
        for line in report.errors:
            print(f"  {line}")
    return 0


def _as_json(report: Report) -> dict[str, Any]:
    """The figures by name, and beside them the tables and the errors."""
    figures: dict[str, Any] = {f.name: {"value": f.value, "hit": f.hit, "total": f.total} for f in report.figures}
    tables = [{"title": t.title, "rows": [list(row) for row in t.rows]} for t in report.tables]
    return {**figures, **({"tables": tables} if tables else {}), **({"errors": report.errors} if report.errors else {})}
