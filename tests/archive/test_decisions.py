"""Decisions outlive their archive: its mirror gives them back."""

from __future__ import annotations

from pathlib import Path

import pytest

import legation
from legation.archive.decisions import decide, decisions, mirror, restore
from legation.errors import InputRefused


def test_an_archive_made_anew_under_its_name_takes_its_decisions_back(tmp_path: Path) -> None:
    path, report = tmp_path / "a.duckdb", tmp_path / "r.txt"
    report.write_text("The envoys of Kenya and Chad met in Nairobi on 3 May 2023.", encoding="utf-8")
    with legation.Archive(path) as opened:
        made = [decide(opened, "split", "b", "a", by="Ada"), decide(opened, "outcome", "f", value="yes", why="seen")]
    path.unlink()
    with legation.Archive(path) as opened:
        assert decisions(opened) == []
        legation.read([report], opened)
        assert decisions(opened) == made
        assert decide(opened, "join", "a", "b").number == 3
    assert len(mirror(path).read_text(encoding="utf-8").splitlines()) == 3


def test_a_mirror_adds_nothing_to_an_archive_that_has_decisions(tmp_path: Path) -> None:
    with legation.Archive(tmp_path / "a.duckdb") as opened:
        decide(opened, "split", "a", "b")
        assert restore(opened) == 0
        assert len(decisions(opened)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"number": 1}',
        '{"number":1,"kind":"guess","first":"a","second":null,"value":null,"by":null,"at":null,"why":null}',
    ],
)
def test_a_mirror_that_cannot_be_read_is_named_with_its_line_and_nothing_is_taken(tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.duckdb"
    with legation.Archive(path) as opened:
        decide(opened, "split", "a", "b")
    path.unlink()
    file = mirror(path)
    file.write_text(file.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    with legation.Archive(path) as opened:
        with pytest.raises(InputRefused, match=f"{file.name}:2: .*remove the line"):
            restore(opened)
        assert decisions(opened) == []
