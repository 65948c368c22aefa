"""``evaluate resolve``: what is right counts by aspect, errors are named by class, a third is never shown."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from legation import evaluate
from legation.errors import LegationError
from legation.settings import Settings

HEAD = "text\tcountry\tdate\texpect_country\texpect_sector\texpect_kind\tnote"


def table(path: Path, *rows: str) -> Path:
    (path / "cases.tsv").write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return path


def test_aspects_are_counted_apart_and_errors_classed(tmp_path: Path) -> None:
    gold = table(
        tmp_path,
        "the Danish army\t\t\tDNK\tMIL\torganization\t",
        "Danish lawmakers\t\t\tDNK\tGOV\tgroup\twrong on purpose",
        "protesters\tPER\t\tPER\tCVL\tgroup\t",
        "bread and butter\t\t\tDNK\tGOV\tperson\twrong on purpose",
    )
    report = evaluate.run("resolve", gold, Settings())
    assert report["all three right"] == 0.5
    assert (report["country right"], report["sector right"], report["kind right"]) == (0.75, 0.5, 0.75)
    shown = [t for t in ("Danish lawmakers", "bread and butter") if zlib.crc32(t.encode()) % 3]
    listed = "\n".join(report.errors)
    assert [t for t in ("Danish lawmakers", "bread and butter") if t in listed] == shown


def test_the_third_kept_apart_is_measured_and_not_shown(tmp_path: Path) -> None:
    kept = next(f"Unit {n}" for n in range(50) if zlib.crc32(f"Unit {n}".encode()) % 3 == 0)
    report = evaluate.run("resolve", table(tmp_path, f"{kept}\t\t\tDNK\tMIL\tgroup\t") / "cases.tsv", Settings())
    assert report["all three right, third kept apart"] == 0.0
    assert report.errors == []


def test_a_table_without_the_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cases.tsv").write_text("phrase\nx\n", encoding="utf-8")
    with pytest.raises(LegationError, match="is not gold"):
        evaluate.run("resolve", tmp_path, Settings())


def test_our_own_cases_stay_above_the_floor() -> None:
    gold = Path(__file__).resolve().parents[2] / "benchmarks" / "actors"
    if not gold.exists():
        pytest.skip("the benchmarks are not part of this copy")
    report = evaluate.run("resolve", gold, Settings())
    assert report["all three right"] >= 0.94
    assert report["all three right, third kept apart"] >= 0.88
