"""A file's bytes → its rows: compression, encoding, delimiter and quotes, and what is wrong with a line."""

from __future__ import annotations

import csv
import gzip
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from legation.errors import InputRefused
from legation.imports.datasets import Dataset
from legation.imports.rows import BadCell, Cells

Found = Iterator[tuple[int, Cells | BadCell]]
TABLES = (".csv", ".tsv", ".tab", ".txt", ".parquet")
PACKED = (".gz", ".zip")
LONGEST_CELL = 500  # lines: a quote that has not closed after so many is taken for a stray one
LARGEST = 4 << 30  # bytes: more than this does not come out of a packed file
TAB = "\t"
LOOKED_AT = 50  # lines of a file without a header, to tell its layout


def unpacked(file: str, data: bytes, endings: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """A file's name and bytes; for gzip and zip what is inside, each of several members of a zip with its name after the file's.

    Of a zip's members those count that have one of ``endings``. Raises ``InputRefused`` for what cannot be unpacked.
    """
    try:
        if data.startswith(b"\x1f\x8b"):
            with gzip.open(io.BytesIO(data)) as stream:
                yield file, _limited(stream.read(LARGEST + 1), file)
        elif data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                members = [m for m in archive.infolist() if Path(m.filename).suffix.lower() in endings]
                if not members:
                    raise InputRefused(f"holds no file of the kinds {', '.join(endings)}; check the path", file=file)
                for member in sorted(members, key=lambda m: m.filename):
                    with archive.open(member) as stream:
                        name = file if len(members) == 1 else f"{file}/{member.filename}"
                        yield name, _limited(stream.read(LARGEST + 1), file)
        else:
            yield file, data
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError) as error:
        raise InputRefused(f"cannot be unpacked: {error}; unpack it and import what was inside", file=file) from None


def _limited(data: bytes, file: str) -> bytes:
    if len(data) > LARGEST:
        raise InputRefused("holds more than 4 GiB; unpack it and import it in parts", file=file)
    return data


def rows(dataset: Dataset, data: bytes, file: str) -> Found:
    """Line number and cells of each row; instead of cells a ``BadCell`` where a row is not as the columns say.

    Raises ``InputRefused`` where the file as a whole is not the data set's.
    """
    if dataset.element is not None:
        return _elements(dataset, data, file)
    if data.startswith(b"PAR1"):
        return _parquet(dataset, data, file)
    return _table(dataset, _decoded(data, file), file)


def _table(dataset: Dataset, text: str, file: str) -> Found:
    lines = list(io.StringIO(text, newline=""))
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        raise InputRefused(f"is empty; a {dataset.name} file was expected", file=file)
    delimiter = max("\t,;", key=lines[start].count)
    names = {name.strip(' "\r\n') for name in lines[start].split(delimiter)}
    if dataset.headless and dataset.needed[0] not in names:
        delimiter = "\t"
        header = _layout(dataset, lines[start:], file)
    else:
        header = [name.strip() for name in next(csv.reader(lines[start:], delimiter=delimiter))]
        start += 1
        header = _check(dataset, header, lines[start:], delimiter, file)
    # Data sets that quote nothing do so in their own files, split by tabs; what others saved with commas has quotes.
    plain = dataset.quoting == csv.QUOTE_NONE and delimiter == "\t"
    for number, values in _records(lines, start, delimiter, header, plain=plain):
        if isinstance(values, BadCell):
            yield number, values
            continue
        if not any(value.strip() for value in values):
            continue
        if not any(value.strip() for value in values[len(header) :]):
            values = values[: len(header)]  # some published files have empty columns at their end
        if len(values) != len(header):
            last = header[min(len(values), len(header)) - 1]
            yield number, BadCell(last, f"the row has {len(values)} columns, not {len(header)}")
        else:
            yield number, Cells(dict(zip(header, values, strict=True)))


def _records(
    lines: Sequence[str], start: int, delimiter: str, header: Sequence[str], *, plain: bool
) -> Iterator[tuple[int, list[str] | BadCell]]:
    """The rows from line ``start`` on, with their line numbers from 1. A quote that never closes costs its own line alone."""
    csv.field_size_limit(1 << 30)
    at = start
    while at < len(lines):
        number, line = at + 1, lines[at]
        if plain or '"' not in line:
            yield number, line.rstrip("\r\n").split(delimiter)
            at += 1
            continue
        window = lines[at : at + LONGEST_CELL]
        values, used = _quoted(window, delimiter)
        if values is None or (used > 1 and _strayed(window[1:used], values, delimiter, len(header))):
            opened = next(csv.reader([line], delimiter=delimiter))
            column = header[min(len(opened), len(header)) - 1]
            yield number, BadCell(column, "a quote opens and does not close in this row; close it, or write it twice")
            used = 1
        else:
            yield number, values
        at += used


def _quoted(lines: Sequence[str], delimiter: str) -> tuple[list[str] | None, int]:
    """The first row and how many lines it takes; no row where a quote is still open at the end of ``lines``."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        return next(reader), reader.line_num
    except csv.Error as error:
        if "unexpected end" in str(error):
            return None, 1
    reader = csv.reader(lines, delimiter=delimiter)  # something follows a closing quote in its cell
    return next(reader), reader.line_num


def _strayed(lines: Sequence[str], values: Sequence[str], delimiter: str, width: int) -> bool:
    """Whether a quoted cell has run into the rows after it: it holds a whole one, or leaves the wrong columns."""
    return len(values) != width or any(len(next(csv.reader([line], delimiter=delimiter))) == width for line in lines)


def _layout(dataset: Dataset, lines: Sequence[str], file: str) -> list[str]:
    """The columns of a file that has no header, by the first line that is as wide as one of the layouts."""
    widths = {len(columns): columns for columns in dataset.layouts}
    for line in lines[:LOOKED_AT]:
        if (width := line.rstrip("\r\n").count("\t") + 1) in widths:
            return list(widths[width])
    reason = f"is no {dataset.name} table: the first row has {lines[0].count(TAB) + 1} columns, split by tabs, where"
    reason = f"{reason} {' or '.join(map(str, widths))} were expected; check the format's name and the delimiter"
    raise InputRefused(reason, file=file, line=1)


def _check(dataset: Dataset, header: list[str], lines: Sequence[str], delimiter: str, file: str) -> list[str]:
    """The header without empty names at its end, or the published one where the file's has names that its rows lack."""
    while header and not header[-1]:
        header.pop()
    missing = [name for name in dataset.needed if name not in header]
    if missing:
        known = ", ".join(map(repr, missing))
        reason = f"is no {dataset.name} table: no column {known}; check the format's name and the delimiter"
        raise InputRefused(reason, file=file, line=1)
    twice = sorted({name for name in header if header.count(name) > 1 and name})
    if twice:
        raise InputRefused(f"column {twice[0]!r} is there twice; rename one", file=file, line=1)
    first = next((line.rstrip("\r\n").count(delimiter) + 1 for line in lines if line.strip()), len(header))
    for columns in dataset.layouts:
        if len(columns) == first < len(header) and set(columns) <= set(header):
            return list(columns)
    return header


def _elements(dataset: Dataset, data: bytes, file: str) -> Found:
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
        yield element.sourceline or 1, BadCell(missing, "is not there") if missing else Cells(values)


def _parquet(dataset: Dataset, data: bytes, file: str) -> Found:
    """The rows of a Parquet file, numbered from 1, as text."""
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "rows.parquet"
        copy.write_bytes(data)
        with duckdb.connect() as connection:
            try:
                found = connection.read_parquet(str(copy))
                header, values = list(found.columns), found.fetchall()
            except duckdb.Error as error:
                first = str(error).splitlines()[0].replace(str(copy), file)
                raise InputRefused(f"is no Parquet file: {first}; write it again", file=file) from None
    missing = [name for name in dataset.needed if name not in header]
    if missing:
        known = ", ".join(map(repr, missing))
        raise InputRefused(f"is no {dataset.name} table: no column {known}; check the format's name", file=file)
    for number, row in enumerate(values, 1):
        yield number, Cells({name: "" if v is None else str(v) for name, v in zip(header, row, strict=True)})


def _decoded(data: bytes, file: str) -> str:
    """UTF-8, UTF-16 or UTF-32 by its mark, or a whole file in Windows-1252.

    Where a file mixes encodings, foreign bytes stay marks that name their cell.
    """
    for mark, encoding in (
        (b"\xff\xfe\0\0", "utf-32"), (b"\0\0\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"),
    ):  # fmt: skip
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"is no whole {encoding.upper()} text: {error.reason} at byte {error.start}; save it as UTF-8"
                raise InputRefused(reason, file=file) from None
    head = data[:4096]
    if head.count(0) * 4 > len(head):
        raise InputRefused("looks like UTF-16 without the mark that says so; save it as UTF-8", file=file)
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    if _FOREIGN.search(text) and not _LETTERS.search(text):
        return data.decode("cp1252", "surrogateescape")
    return text


_FOREIGN = re.compile("[\udc80-\udcff]")
_LETTERS = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
