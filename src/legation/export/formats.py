"""The list of formats, and the writing of their files."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from legation.archive import store
from legation.errors import LegationError
from legation.export import annotation, documents, events_data, graphs, tables, vault
from legation.export.told import Told, told

Content = str | bytes | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Format:
    """A format's name, one line of help, and what makes its content of events: text, bytes, or a folder's files by name."""

    name: str
    help: str
    render: Callable[[Sequence[Told]], Content]


FORMATS: tuple[Format, ...] = (
    Format("polecat", "POLECAT's 40 columns, tab-separated; events told as happened", events_data.polecat),
    Format("dyadic", "CSV, one row a source and target, with quote and offsets", tables.dyadic_csv),
    Format("actors", "CSV, one row an actor in an event", tables.by_actor_csv),
    Format("parquet", "the dyadic table as Parquet", tables.parquet),
    Format("geojson", "one GeoJSON feature an event", documents.geojson),
    Format("gexf", "GEXF 1.3 with dates for Gephi: actors and events as nodes", graphs.gexf),
    Format("graphml", "GraphML: actors and events as nodes", graphs.graphml),
    Format("ftm", "FollowTheMoney entities, JSON Lines", documents.followthemoney),
    Format("timelinejs", "TimelineJS 3 JSON; dated events", documents.timelinejs),
    Format("quadruples", "source, type, target, day by actor id; events told as happened", tables.quadruples),
    Format("neo4j", "a folder of CSV files for neo4j-admin import", graphs.neo4j),
    Format("prodigy", "Prodigy tasks, JSON Lines, one a sentence", annotation.prodigy),
    Format("webanno", "a folder of WebAnno TSV 3.3 files, one a document", annotation.webanno),
    Format("icews", "ICEWS's 20 columns with CAMEO codes; events told as happened", events_data.icews),
    Format("gdelt", "GDELT 1.0's 58 columns with CAMEO codes; dated events told as happened", events_data.gdelt),
    Format("gdelt2", "GDELT 2.0's 61 columns, otherwise as gdelt", events_data.gdelt2),
    Format("jsonld", "JSON-LD: schema.org events with PROV evidence", documents.jsonld),
    Format("obsidian", "a folder of linked Markdown notes for Obsidian", vault.obsidian),
)
_BY_NAME = {format.name: format for format in FORMATS}


@dataclass(frozen=True, slots=True)
class Written:
    """Where an export went, how many events it had before it, and the files written."""

    path: Path
    events: int
    files: tuple[Path, ...]


class Exports:
    """The formats as methods: ``Exports(archive).geojson("events.geojson")``."""

    def __init__(self, archive: store.Archive) -> None:
        self._archive = archive

    def __getattr__(self, name: str) -> Callable[[str | Path], Written]:
        if name not in _BY_NAME:
            raise AttributeError(f"no format {name!r}; there are {', '.join(_BY_NAME)}")
        return lambda path: export(self._archive, name, path)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *_BY_NAME]


def export(archive: store.Archive, format: str, path: str | Path) -> Written:
    """Write the archive's events to ``path``: a file that appears whole or not at all, or a folder that is filled.

    Raises ``LegationError`` for an unknown format and a path that cannot be written.
    """
    if format not in _BY_NAME:
        raise LegationError(f"no format {format!r}; choose one of {', '.join(_BY_NAME)}")
    items = told(archive.records())
    content = _BY_NAME[format].render(items)
    target = Path(path)
    try:
        if isinstance(content, Mapping):
            files = tuple(_write(target / name, text) for name, text in content.items())
            target.mkdir(parents=True, exist_ok=True)
        else:
            if target.is_dir():
                raise LegationError(f"{path}: is a folder; give the name of a file")
            files = (_write(target, content),)
    except OSError as error:
        raise LegationError(f"{path}: cannot be written: {error.strerror or error}; choose another place") from error
    return Written(target, len(items), files)


def _write(target: Path, content: str | bytes) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode() if isinstance(content, str) else content
    handle, temporary = tempfile.mkstemp(prefix=".legation-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return target
