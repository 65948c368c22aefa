"""``code``, ``annotate``, ``resolve``, ``classify``: rows in, rows out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from legation.commands.reporting import Refusals, output
from legation.commands.reporting import settings as configured
from legation.errors import InputRefused, LegationError

if TYPE_CHECKING:
    from legation.record import Document
    from legation.settings import Settings

Input = Annotated[str, typer.Argument(help="a file, or - for standard input")]
Out = Annotated[str, typer.Option("--out", "-o", help="a file, or - for standard output")]
Workers = Annotated[int | None, typer.Option("--workers", "-w", min=1, help="processes that work side by side")]
Model = Annotated[str | None, typer.Option("--model", help="another installed spaCy pipeline")]


def register(app: typer.Typer) -> None:
    """Add this family's commands to ``app``."""
    app.command()(code)
    app.command()(annotate)
    app.command()(resolve)
    app.command()(classify)


def code(source: Input, out: Out = "-", workers: Workers = None, model: Model = None) -> int:
    """Documents (JSON Lines with id and text) → one record each, in the same order."""
    from legation.engines import streams

    settings = configured(workers=workers, model=model)
    refusals = Refusals()
    with _opened(source) as stream, output(out) as target:
        documents = _documents(stream, source, settings)
        for result in streams.in_order(streams.code_document, documents, settings):
            if isinstance(result, InputRefused):
                refusals.add(result)
            else:
                target.write(result + "\n")
    return refusals.status


def annotate(
    layer: Annotated[str, typer.Argument(help="actors, places, dates, claims, factuality or events")],
    source: Input,
    out: Out = "-",
    workers: Workers = None,
    model: Model = None,
) -> int:
    """Documents → the same rows with one layer added."""
    from legation.engines import streams

    if layer not in streams.LAYERS:
        raise LegationError(f"no layer {layer!r}; choose one of {', '.join(streams.LAYERS)}")
    settings = configured(workers=workers, model=model)
    refusals = Refusals()
    with _opened(source) as stream, output(out) as target:
        for result in streams.in_order(streams.annotate_row, _tasks(layer, stream, source, settings), settings):
            if isinstance(result, InputRefused):
                refusals.add(result)
            else:
                target.write(json.dumps(result, ensure_ascii=False) + "\n")
    return refusals.status


def resolve(source: Input, out: Out = "-") -> int:
    """Actor phrases (JSON Lines with text, country?, date?) → name, kind, country, sector, role, id, or nulls."""
    from legation.actors import load
    from legation.actors import resolve as resolve_phrase
    from legation.read import lines

    lexicon = load(configured().extra_actors)

    refusals = Refusals()
    keys = ("name", "kind", "country", "sector", "role", "id")
    with _opened(source) as stream, output(out) as target:
        for number, row in lines(stream, source):
            if not isinstance(row, InputRefused) and not isinstance(row.get("text"), str):
                row = InputRefused("has no 'text'; every row needs the phrase to resolve", file=source, line=number)
            if isinstance(row, InputRefused):
                refusals.add(row)
                continue
            found = resolve_phrase(row["text"], row.get("country"), row.get("date"), lexicon=lexicon)
            resolved = {key: getattr(found, key) if found is not None else None for key in keys}
            target.write(json.dumps({**row, **resolved}, ensure_ascii=False) + "\n")
    return refusals.status


def classify(source: Input, out: Out = "-", workers: Workers = None, model: Model = None) -> int:
    """A table whose column marked_sentence marks <s>source</s> and <t>target</t> → type, quad and confidence added."""
    from legation.engines import tables

    refusals = Refusals()
    settings = configured(workers=workers, model=model)
    with _opened(source) as stream, output(out) as target:
        for refused in tables.classify(stream.read(), source, target, settings):
            refusals.add(refused)
    return refusals.status


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    if source == "-":
        yield sys.stdin.buffer
        return
    path = Path(source)
    if path.is_dir():
        raise LegationError(f"{source}: is a folder; 'legation read' takes folders")
    try:
        stream = path.open("rb")
    except OSError as error:
        raise LegationError(f"{source}: {error.strerror or error}; check the path") from error
    with stream:
        yield stream


def _documents(stream: BinaryIO, source: str, settings: Settings) -> Iterator[Document | InputRefused]:
    from legation.read import document, lines

    for number, row in lines(stream, source):
        if isinstance(row, InputRefused):
            yield row
            continue
        try:
            yield document(row, file=source, line=number, max_characters=settings.max_characters)
        except InputRefused as refused:
            yield refused


def _tasks(
    layer: str, stream: BinaryIO, source: str, settings: Settings
) -> Iterator[tuple[str, dict[str, Any], Document] | InputRefused]:
    from legation.read import document, lines

    for number, row in lines(stream, source):
        if isinstance(row, InputRefused):
            yield row
            continue
        try:
            whole = {**row, "id": row.get("id") or f"line-{number}"}
            yield layer, row, document(whole, file=source, line=number, max_characters=settings.max_characters)
        except InputRefused as refused:
            yield refused
