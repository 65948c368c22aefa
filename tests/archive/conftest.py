"""An archive of the samples, and small documents to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from legation.archive import Archive
from legation.archive.queries import View
from samples.coded import records


@pytest.fixture(scope="session")
def sample_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples in an archive file. Only to be read."""
    path = tmp_path_factory.mktemp("archive") / "samples.duckdb"
    with Archive(path) as opened:
        for record in records().values():
            opened.put(record)
    return path


@pytest.fixture
def opened(sample_archive: Path) -> Iterator[Archive]:
    with Archive(sample_archive, read_only=True) as archive:
        yield archive


@pytest.fixture
def view(opened: Archive) -> View:
    return View(opened)
