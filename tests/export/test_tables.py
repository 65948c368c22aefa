"""Tables: columns, provenance, and the way back through the import."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import duckdb
import pytest

from export.made import FIRST, items
from legation.codebook import plover
from legation.export import events_data, tables
from legation.export.told import Told
from legation.imports import read


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter, strict=True))


def happened() -> list[tuple[Told, str | None, str | None]]:
    return [(item, *pair) for item in items() if item.happened for pair in item.dyads()]


def test_dyads_carry_where_each_stands() -> None:
    found = rows(tables.dyadic_csv(items()))
    assert len(found) == 8
    assert found[0]["source_name"] == "Oman" and found[0]["target_id"] == "QAT"
    for row in found[:5]:
        start, end = int(row["trigger_start"]), int(row["trigger_end"])
        assert FIRST[start:end] == row["trigger"]
        assert row["quote"] == FIRST[int(row["start"]) : int(row["end"])]
        assert row["published"] == "2023-05-04" and row["confidence"] == "0.75"
    assert [row["factuality"] for row in found].count("CT-") == 1


def test_by_actor_has_one_row_a_role() -> None:
    found = rows(tables.by_actor_csv(items()))
    assert [(r["actor_id"], r["actor_in"], r["others"]) for r in found[:3]] == [
        ("OMN", "source", "QAT;IRN"), ("QAT", "source", "OMN;IRN"), ("IRN", "source", "OMN;QAT"),
    ]  # fmt: skip
    assert ("person/ali-karimi", "holder") in {(r["actor_id"], r["actor_in"]) for r in found}


def test_parquet_is_the_dyadic_table_with_types(tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    file.write_bytes(tables.parquet(items()))
    cursor = duckdb.execute("SELECT * FROM read_parquet(?)", [str(file)])
    names = [column[0] for column in cursor.description]
    found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    assert found == tables.dyads(items())
    file.write_bytes(tables.parquet([]))
    assert duckdb.execute("SELECT count(*) FROM read_parquet(?)", [str(file)]).fetchone() == (0,)


def test_quadruples_have_four_parts_and_only_what_happened() -> None:
    assert tables.quadruples(items()).splitlines() == [
        "OMN\tCONSULT\tQAT\t2023-05-03", "OMN\tCONSULT\tIRN\t2023-05-03", "QAT\tCONSULT\tIRN\t2023-05-03",
    ]  # fmt: skip


def test_polecat_has_forty_columns_and_no_denied_event() -> None:
    text = events_data.polecat(items())
    assert len(events_data.POLECAT) == 40
    assert all(len(line.split("\t")) == 40 for line in text.splitlines())
    found = rows(text, "\t")
    assert [r["Event ID"] for r in found][:3] == ["00aa" * 4, "00aa" * 4 + "-2", "00aa" * 4 + "-3"]
    assert "ASSAULT" not in {r["Event Type"] for r in found}
    assert found[0]["Actor COW"] == "698" and found[0]["Contexts"] == "diplomatic;military"


@pytest.mark.parametrize("name", ["polecat", "icews"])
def test_the_way_back_gives_the_same_events(name: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_text(getattr(events_data, name)(items()), encoding="utf-8")
    back = read(name, tmp_path / "t").rows
    assert [(r.type, r.mode, r.quad, r.day, r.source_name, r.source_country, r.target_name, r.intensity) for r in back] == [
        (
            item.event.type, item.event.mode, item.event.quad, item.exact_day,
            item.name(source) if source else None, source, item.name(target) if target else None, item.intensity,
        )
        for item, source, target in happened()
    ]  # fmt: skip
    assert (back[0].place, back[0].place_country, back[0].latitude) == ("Muscat", "OMN", 23.58)


def test_gdelt_has_its_58_columns_and_comes_back(tmp_path: Path) -> None:
    text = events_data.gdelt(items())
    assert len(events_data.GDELT) == 58 and all(len(line.split("\t")) == 58 for line in text.splitlines())
    (tmp_path / "t").write_text(text, encoding="utf-8")
    back = read("gdelt", tmp_path / "t").rows
    pairs = [("OMN", "QAT"), ("OMN", "IRN"), ("QAT", "IRN")]
    assert [(r.type, r.day, r.source_country, r.target_country) for r in back] == [
        ("CONSULT", "2023-05-03", *p) for p in pairs
    ]
    assert back[0].place_country == "OMN" and back[0].published == "2023-05-04"
    assert all(int(r.id) < 2**63 for r in back)


def test_a_cameo_code_converts_back_to_its_type() -> None:
    for type in plover.TYPES:
        for mode in (None, *plover.modes(type)):
            back = plover.from_cameo(events_data.cameo(type, mode))
            assert back is not None and back[0] == type, (type, mode)
