"""Full text beside the archive."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from legation.archive import Archive
from legation.archive.search import search, sidecar
from legation.errors import LegationError


@pytest.fixture
def archive(sample_archive: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_archive, tmp_path / "copy.duckdb"))


def found(archive: Path, query: str, limit: int = 20) -> list[str]:
    with Archive(archive, read_only=True) as opened:
        return [str(row["document"]) for row in search(opened, query, limit=limit)]


def test_words_phrases_and_prefixes(archive: Path) -> None:
    assert found(archive, "Ganja")[0].startswith("karabakh")
    assert set(found(archive, '"territorial integrity"')) == {"jeddah-1-saffron-gulf-review"}
    assert set(found(archive, "Stepanak* NOT hospital")) == {"karabakh-1-pelican-ledger", "karabakh-2-caspian-sentinel"}
    assert found(archive, "Ganja", limit=1) == found(archive, "Ganja")[:1]
    assert found(archive, "unfindable") == []


def test_the_passage_is_marked(archive: Path) -> None:
    with Archive(archive, read_only=True) as opened:
        row = search(opened, "mercenaries")[0]
    assert "[mercenaries]" in str(row["passage"]) and row["title"]


def test_a_damaged_full_text_file_is_made_anew(archive: Path) -> None:
    before = found(archive, "Ganja")
    sidecar(archive).write_bytes(b"this is no database, " * 300)
    assert found(archive, "Ganja") == before


def test_without_a_place_for_the_full_text_file_search_still_works(archive: Path) -> None:
    before = found(archive, "Ganja")
    sidecar(archive).unlink()
    sidecar(archive).mkdir()
    assert found(archive, "Ganja") == before


@pytest.mark.parametrize("query", ['"open', "AND", "a NEAR(", "'", ""])
def test_a_query_that_cannot_be_read_is_refused(archive: Path, query: str) -> None:
    with pytest.raises(LegationError, match="cannot search"):
        found(archive, query)
