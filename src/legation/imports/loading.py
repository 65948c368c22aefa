"""Files of event data → rows, checked one by one, and from there into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from legation.archive import Archive
from legation.archive.decisions import restore
from legation.errors import InputRefused, LegationError
from legation.imports.datasets import DATASETS, Dataset, made
from legation.imports.files import PACKED, TABLES, rows, unpacked
from legation.imports.rows import COLUMNS, BadCell, Imported


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
    reader = _Reader(DATASETS[dataset], [] if skip_bad else None)
    files = _files(DATASETS[dataset], Path(path))
    for file in files:
        try:
            data = file.read_bytes()
        except OSError as error:
            raise LegationError(f"{file}: cannot be read: {error.strerror or error}; check the path") from error
        parts = unpacked(str(file), data, _endings(DATASETS[dataset]))
        alone = file == Path(path)
        while True:
            try:
                part = next(parts, None)
                if part is None:
                    break
                alone = alone and part[0] == str(file)
                reader.take(*part)
            except InputRefused as error:
                # In a folder, and in a zip of several, a file of another kind is left out like a bad row.
                if reader.refused is None or alone:
                    raise
                reader.refused.append(error)
    return Loaded(tuple(reader.rows), tuple(reader.refused or ()))


def _endings(dataset: Dataset) -> tuple[str, ...]:
    return (".xml",) if dataset.element is not None else TABLES


def _files(dataset: Dataset, path: Path) -> list[Path]:
    """The file, or all files of the data set's kind below a folder, by path."""
    if not path.is_dir():
        return [path]
    endings = (*_endings(dataset), *PACKED)
    found = sorted(
        p for p in path.rglob("*") if p.suffix.lower() in endings and p.is_file() and not p.name.startswith(".")
    )
    if not found:
        raise LegationError(f"{path}: no file of {dataset.name} ({', '.join(endings)}) in this folder; check the path")
    return found


class _Reader:
    """The rows of one import, with the file and line of each id. Refusals are kept where ``refused`` is a list."""

    def __init__(self, dataset: Dataset, refused: list[InputRefused] | None) -> None:
        self.dataset, self.refused = dataset, refused
        self.rows: list[Imported] = []
        self._seen: dict[str, tuple[str, int]] = {}

    def take(self, file: str, data: bytes) -> None:
        """Add a file's rows. A bad one raises ``InputRefused`` or is kept among the refusals."""
        for number, found in rows(self.dataset, data, file):
            try:
                if isinstance(found, BadCell):
                    raise found
                self._add(made(self.dataset, found, file, number))
            except BadCell as error:
                if self.refused is None:
                    reason = f"{error}; mend it, or leave such rows out with --skip-bad"
                    raise InputRefused(reason, file=file, line=number) from None
                self.refused.append(InputRefused(str(error), file=file, line=number))

    def _add(self, row: Imported) -> None:
        if row.id in self._seen:
            other, line = self._seen[row.id]
            where = f"row {line}" if other == row.file else f"row {line} of {Path(other).name}"
            raise BadCell(self.dataset.needed[0], f"{row.id!r} is also the id of {where}")
        self._seen[row.id] = (row.file, row.row)
        self.rows.append(row)


def load(archive: Archive, dataset: str, path: str | Path, *, skip_bad: bool = False) -> Loaded:
    """:func:`read` into the archive: all rows or, after an error, none. A row read before is replaced; again is a no-op."""
    found = read(dataset, path, skip_bad=skip_bad)
    restore(archive)
    return Loaded(found.rows, found.refused, store(archive, found.rows))


def store(archive: Archive, rows: Sequence[Imported]) -> int:
    """Write rows into the archive; how many of them it did not have."""
    return archive.put_imported(COLUMNS, [astuple(row) for row in rows])


def imported(archive: Archive, dataset: str | None = None) -> list[Imported]:
    """The rows that were imported, by data set and id; of one data set alone where it is named."""
    if not archive.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'imported'"):
        return []
    where = "WHERE dataset = ?" if dataset else ""
    there = {name for (name,) in archive.rows("SELECT column_name FROM (DESCRIBE imported)")}
    columns = ", ".join(f'"{name}"' for name in COLUMNS if name in there)  # an older archive lacks the newest
    sql = f"SELECT {columns} FROM imported {where} ORDER BY dataset, id"
    return [Imported(*row) for row in archive.rows(sql, [dataset] if dataset else [])]
