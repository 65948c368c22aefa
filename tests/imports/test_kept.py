"""What was read is what the archive gives back, whatever the data set and whatever its cells hold."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from export.made import items
from imports.test_imports import STATEMENT, TALKS, VISIT, acled, polecat, table, trip
from legation.archive import Archive
from legation.errors import InputRefused
from legation.export.tables import dyadic_csv, parquet
from legation.imports import DATASETS, imported, load, read
from legation.imports.columns import GDELT_2, ICEWS

FILES: dict[str, bytes] = {
    "polecat": polecat({}, {"Event ID": "e2", "Event Date": "", "Latitude": "-1.5", "Longitude": "1e1"}).encode(),
    "icews": table([STATEMENT, {**STATEMENT, "Event ID": "8", "CAMEO Code": "193"}], ICEWS).encode(),
    "gdelt": table([TALKS], GDELT_2, header=False).encode(),
    "acled": acled({}, {"event_id_cnty": "Y2", "sub_event_type": "Other", "notes": ""}).encode(),
    "dyadic": dyadic_csv(items()).encode(),
    "visits": VISIT.format(end="1931-05-05", country="Panama").encode(),
    "travels": trip("Met with Prime Minister Sampleson.").encode(),
}


def test_every_data_set_is_tried() -> None:
    assert set(FILES) == set(DATASETS)


@pytest.mark.parametrize("name", FILES)
def test_rows_come_out_of_the_archive_as_they_were_read(name: str, tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(FILES[name])
    found = read(name, tmp_path / "t").rows
    assert found
    with Archive(":memory:") as archive:
        assert load(archive, name, tmp_path / "t").added == len(found)
        assert imported(archive, name) == sorted(found, key=lambda row: row.id)
        assert load(archive, name, tmp_path / "t").added == 0
        assert imported(archive) == sorted(found, key=lambda row: row.id)


def test_csv_and_parquet_of_one_archive_are_the_same_rows(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(dyadic_csv(items()), encoding="utf-8")
    (tmp_path / "b.parquet").write_bytes(parquet(items()))
    with Archive(":memory:") as archive:
        assert load(archive, "dyadic", tmp_path / "a.csv").added == len(imported(archive)) > 0
        before = [(row.id, row.type, row.note, row.latitude) for row in imported(archive)]
        assert load(archive, "dyadic", tmp_path / "b.parquet").added == 0
        assert [(row.id, row.type, row.note, row.latitude) for row in imported(archive)] == before


@settings(max_examples=40)
@given(
    names=st.lists(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")), min_size=1, max_size=5)
)
def test_any_text_of_a_cell_is_kept(names: list[str]) -> None:
    plain = [" ".join(name.replace('"', "'").split()) for name in names]
    with tempfile.TemporaryDirectory() as folder, Archive(":memory:") as archive:
        file = Path(folder) / "t"
        file.write_text(
            polecat(*({"Event ID": f"e{n}", "Actor Name": name} for n, name in enumerate(plain))), encoding="utf-8"
        )
        load(archive, "polecat", file)
        found = imported(archive)
        assert found == list(read("polecat", file).rows)
        missing = ("", "NA", "N/A", "None", "NULL", "nan", "NaN", "--")
        assert [row.source_name for row in found] == [None if name in missing else name for name in plain]


def sayable(text: str) -> bool:
    """Whether a terminal can print it on one line."""
    return bool(text.encode()) and not any(unicodedata.category(c) == "Cc" for c in text)


@settings(max_examples=40)
@given(
    name=st.sampled_from(sorted(FILES)),
    cuts=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.binary(max_size=6)), min_size=1, max_size=4),
)
def test_no_damage_to_a_file_is_more_than_a_refusal(name: str, cuts: list[tuple[float, int, bytes]]) -> None:
    data = FILES[name]
    for at, length, more in cuts:
        place = int(at * len(data))
        data = data[:place] + more + data[place + length :]
    with tempfile.TemporaryDirectory() as folder, Archive(":memory:") as archive:
        (Path(folder) / "t").write_bytes(data)
        try:
            found = load(archive, name, Path(folder) / "t", skip_bad=True)
        except InputRefused as error:
            assert sayable(str(error))
            return
        assert imported(archive) == sorted(found.rows, key=lambda row: row.id)
        assert all(sayable(str(refused)) and refused.line for refused in found.refused)
