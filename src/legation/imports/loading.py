"""Files of event data → rows, checked one by one, and from there into the archive."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from legation.archive import Archive
from legation.archive.decisions import restore
from legation.errors import InputRefused, LegationError
from legation.imports.datasets import DATASETS, Dataset, made
from legation.imports.rows import COLUMNS, BadCell, Cells, Imported


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rows that were read, and the refusal of each that could not be. ``added`` counts those new to the archive."""

    rows: tuple[Imported, ...]
    refused: tuple[InputRefused, ...]
    added: int = 0


def read(dataset: str, path: str | Path, *, skip_bad: bool = False) -> Loaded:
    """The rows of a file, or of all files of a folder.

    The first row that cannot be read raises ``InputRefused`` with file, row and column. With ``skip_bad`` the others are read
    and the refusals returned. Raises ``LegationError`` for an unknown data set and a path that cannot be read,
    ``InputRefused`` where the columns are not the data set's.
    """
    if dataset not in DATASETS:
        raise LegationError(f"no data set {dataset!r}; choose one of {', '.join(DATASETS)}")
    rows: list[Imported] = []
    refused: list[InputRefused] = []
    seen: dict[str, tuple[Path, int]] = {}
    for file in _files(DATASETS[dataset], Path(path)):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise LegationError(f"{file}: cannot be read: {error.strerror or error}; check the path") from error
        try:
            _take(DATASETS[dataset], file, data, rows, seen, refused if skip_bad else None)
        except InputRefused as error:
            # In a folder a file of another kind is left out like a bad row.
            if not skip_bad or file == Path(path):
                raise
            refused.append(error)
    return Loaded(tuple(rows), tuple(refused))


def _files(dataset: Dataset, path: Path) -> list[Path]:
    """The file, or all files of the data set's kind below a folder, by path."""
    if not path.is_dir():
        return [path]
    endings = (".xml",) if dataset.element is not None else (".csv", ".tsv", ".tab", ".txt")
    found = sorted(
        p for p in path.rglob("*") if p.suffix.lower() in endings and p.is_file() and not p.name.startswith(".")
    )
    if not found:
        raise LegationError(f"{path}: no file of {dataset.name} ({', '.join(endings)}) in this folder; check the path")
    return found


def _take(
    dataset: Dataset,
    file: Path,
    data: bytes,
    rows: list[Imported],
    seen: dict[str, tuple[Path, int]],
    refused: list[InputRefused] | None,
) -> None:
    """Add a file's rows. A bad one raises ``InputRefused`` or, where ``refused`` is a list, is added there."""
    for number, found in _rows(dataset, data, str(file)):
        try:
            if isinstance(found, str):
                raise BadCell(*found.split("\t", 1))
            row = made(dataset, found, str(file), number)
            if row.id in seen:
                other, line = seen[row.id]
                where = f"row {line}" if other == file else f"row {line} of {other.name}"
                raise BadCell(_id_column(dataset), f"{row.id!r} is also the id of {where}")
        except BadCell as error:
            refusal = InputRefused(str(error), file=str(file), line=number)
            if refused is None:
                raise refusal from None
            refused.append(refusal)
            continue
        seen[row.id] = (file, number)
        rows.append(row)


def load(archive: Archive, dataset: str, path: str | Path, *, skip_bad: bool = False) -> Loaded:
    """:func:`read` into the archive: all rows or, after an error, none. A row read before is replaced; again is a no-op."""
    found = read(dataset, path, skip_bad=skip_bad)
    restore(archive)
    return Loaded(found.rows, found.refused, store(archive, found.rows))


def store(archive: Archive, rows: Sequence[Imported]) -> int:
    """Write rows into the archive; how many of them it did not have."""
    return archive.put_imported([astuple(row) for row in rows])


def imported(archive: Archive, dataset: str | None = None) -> list[Imported]:
    """The rows that were imported, by data set and id; of one data set alone where it is named."""
    if not archive.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'imported'"):
        return []
    where = "WHERE dataset = ?" if dataset else ""
    there = {name for (name,) in archive.rows("SELECT column_name FROM (DESCRIBE imported)")}
    columns = ", ".join(f'"{name}"' for name in COLUMNS if name in there)  # an older archive lacks the newest
    sql = f"SELECT {columns} FROM imported {where} ORDER BY dataset, id"
    return [Imported(*row) for row in archive.rows(sql, [dataset] if dataset else [])]


def _id_column(dataset: Dataset) -> str:
    return dataset.needed[0]


def _rows(dataset: Dataset, data: bytes, file: str) -> Iterator[tuple[int, Cells | str]]:
    """Line number and cells of each row; instead of cells ``column ⇥ reason`` where the row has not the columns."""
    if dataset.element is not None:
        yield from _elements(dataset, data, file)
        return
    text = _decoded(data)
    first = text.split("\n", 1)[0].rstrip("\r")
    if not text.strip():
        raise InputRefused(f"is empty; a {dataset.name} file was expected", file=file)
    delimiter = max("\t,;", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=dataset.quoting)
    header = _header(dataset, first, delimiter)
    if header is None:
        header = [name.strip() for name in next(reader)]
        _check(dataset, header, file)
    start = reader.line_num + 1
    for values in reader:
        number, start = start, reader.line_num + 1
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            last = header[min(len(values), len(header)) - 1]
            yield number, f"{last}\tthe row has {len(values)} columns, not {len(header)}"
        else:
            yield number, Cells(dict(zip(header, values, strict=True)))


def _elements(dataset: Dataset, data: bytes, file: str) -> Iterator[tuple[int, Cells | str]]:
    """The rows of an XML file: an element's children by name, their text on one line. Entities are not followed."""
    from lxml import etree

    if not data.strip():
        raise InputRefused(f"is empty; a {dataset.name} file was expected", file=file)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise InputRefused(
            f"is no XML: {error.msg}; {dataset.name} are XML files", file=file, line=error.lineno
        ) from None
    found = list(root.iter(dataset.element))
    if not found:
        raise InputRefused(f"is no {dataset.name} file: no element {dataset.element!r}", file=file, line=1)
    for element in found:
        values = {str(child.tag): " ".join("".join(child.itertext()).split()) for child in element}
        missing = next((name for name in dataset.needed if name not in values), None)
        yield element.sourceline or 1, f"{missing}\tis not there" if missing else Cells(values)


def _header(dataset: Dataset, first: str, delimiter: str) -> list[str] | None:
    """The columns of a file that has no header, None where its first line is one."""
    cells = first.split(delimiter)
    if not dataset.headless or dataset.needed[0] in cells:
        return None
    return next((list(columns) for columns in dataset.headless if len(columns) == len(cells)), None)


def _check(dataset: Dataset, header: Sequence[str], file: str) -> None:
    missing = [name for name in dataset.needed if name not in header]
    if missing:
        known = ", ".join(map(repr, missing))
        reason = f"is no {dataset.name} table: no column {known}; check the format's name and the delimiter"
        raise InputRefused(reason, file=file, line=1)
    twice = sorted({name for name in header if header.count(name) > 1 and name})
    if twice:
        raise InputRefused(f"column {twice[0]!r} is there twice; rename one", file=file, line=1)


def _decoded(data: bytes) -> str:
    """UTF-8, or a whole file in Windows-1252. Where a file mixes both, foreign bytes stay marks that name their cell."""
    for mark in (b"\xff\xfe", b"\xfe\xff"):
        if data.startswith(mark):
            return data.decode("utf-16", "replace")
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    strange = any("\udc80" <= c <= "\udcff" for c in text)
    if strange and not any(c > "\x7f" and not "\udc80" <= c <= "\udcff" for c in text):
        return data.decode("cp1252", "replace")
    return text
