"""Files as the world delivers them: a fault names file, row and column, and costs its row alone."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from commands.running import run
from imports.test_imports import ACLED, MEETING, STATEMENT, STRIKE, TALKS, acled, line, polecat, table
from legation.archive import Archive
from legation.errors import InputRefused, LegationError
from legation.export.tables import dyadic_csv, parquet
from legation.imports import imported, load, read
from legation.imports.columns import GDELT_1, GDELT_2, ICEWS, POLECAT
from legation.imports.files import LONGEST_CELL

ADVICE = "; mend it, or leave such rows out with --skip-bad"
FIRST, LAST = {**MEETING, "Event ID": "a"}, {**MEETING, "Event ID": "z"}


def around(middle: str | bytes, *, ends: str = "\n") -> bytes:
    """A POLECAT file whose rows ``a`` and ``z`` are good, with something between."""
    head = (table([FIRST], POLECAT)).replace("\n", ends).encode()
    return head + (middle.encode() if isinstance(middle, str) else middle) + line(LAST, POLECAT, "\t").encode()


def row(**changes: str) -> str:
    given = {name.replace("_", " "): value for name, value in changes.items()}
    return line({**MEETING, "Event ID": "m", **given}, POLECAT, "\t")


IMPOSSIBLE = [
    (day, f"column 'Event Date': there is no day '{day}'")
    for day in ("2019-02-30", "2019-13-01", "2019-00-10", "0000-00-00", "00000000", "20190431", "31 April 2019", "2019-02-29")
] + [
    (day, f"column 'Event Date': '{day}' is no date; write YYYY-MM-DD")
    for day in ("spring", "03/05/2023", "2023", "2023-05", "1683072000", "2023-05-03x")
]  # fmt: skip
FAULTS: list[tuple[str | bytes, str]] = [
    *((row(Event_Date=day), reason) for day, reason in IMPOSSIBLE),
    (row(Event_ID="a"), "column 'Event ID': 'a' is also the id of row 2"),
    (row(Latitude="1_0"), "column 'Latitude': '1_0' is no number"),
    (row(Latitude="٣"), "column 'Latitude': '٣' is no number"),
    (row(Intensity="1e999"), "column 'Intensity': 1e999 does not lie between -10 and 10"),
    (row(GeoNames_ID="99999999999999999999"), "column 'GeoNames ID': '99999999999999999999' is no whole number"),
    (row(Placename="Sa\0naa"), "column 'Placename': holds a NUL character; take it out"),
    ("m\t2023-05-03\n", "column 'Event Date': the row has 2 columns, not 40"),
    (row().replace("\n", "\tmore\n"), "column 'Version': the row has 41 columns, not 40"),
    (
        row(Placename="x").replace("\tx\t", '\t"Muscat\t'),
        "column 'Placename': a quote opens and does not close in this row; close it, or write it twice",
    ),
    (
        row(Actor_Name="Tübingen").encode() + row(Recipient_Name="Köln").replace("m\t", "k\t", 1).encode("cp1252"),
        "column 'Recipient Name': is not UTF-8 as the rest of the file is; save the file in one encoding",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("middle", "reason"), FAULTS, ids=[f"{n}-{reason[8:24]}" for n, (_, reason) in enumerate(FAULTS)]
)
def test_a_fault_is_named_and_costs_its_row_alone(middle: str | bytes, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "events.tsv"
    file.write_bytes(around(middle))
    before = 1 if isinstance(middle, bytes) else 0  # one good row of the two between
    with Archive(":memory:") as archive:
        with pytest.raises(InputRefused) as error:
            load(archive, "polecat", file)
        assert str(error.value) == f"{file}:{3 + before}: {reason}{ADVICE}"
        assert imported(archive) == []
        found = load(archive, "polecat", file, skip_bad=True)
        assert [r.id for r in found.rows] == ["a", *["m"] * before, "z"] and len(imported(archive)) == found.added
        assert [str(r) for r in found.refused] == [f"{file}:{3 + before}: {reason}"]


def test_a_quote_that_closes_many_rows_later_costs_two_rows_and_not_all_between(tmp_path: Path) -> None:
    rows = [{**STRIKE, "event_id_cnty": f"Y{n}", "notes": "calm"} for n in range(30)]
    text = table(rows, ACLED, ",").replace("Y4,", 'Y4,"', 1).replace("Y19,", 'Y19,"', 1)
    (tmp_path / "t").write_text(text, encoding="utf-8")
    found = read("acled", tmp_path / "t", skip_bad=True)
    assert [r.id for r in found.rows] == [f"Y{n}" for n in range(30) if n not in (4, 19)]
    assert [(r.line, "a quote opens" in r.reason) for r in found.refused] == [(6, True), (21, True)]


@pytest.mark.parametrize("notes", ["calm", '"calm, then not"', '"one\nmore"'], ids=["plain", "quoted", "two lines"])
@pytest.mark.parametrize("broken", [1, 3])
def test_a_quote_that_never_closes_at_the_end_of_a_row(notes: str, broken: int, tmp_path: Path) -> None:
    rows = [table([{**STRIKE, "event_id_cnty": f"Y{n}", "notes": ""}], ACLED, ",", header=False) for n in range(4)]
    ends = [f"{row.rstrip()}{notes}" for row in rows]
    ends[broken] = rows[broken].rstrip() + '"cut off'
    (tmp_path / "t").write_text("\n".join([",".join(ACLED), *ends, ""]), encoding="utf-8")
    found = read("acled", tmp_path / "t", skip_bad=True)
    assert [r.id for r in found.rows] == [f"Y{n}" for n in range(4) if n != broken]
    assert "column 'notes': a quote opens and does not close" in found.refused[0].reason


def test_a_file_of_stray_quotes_is_read_in_one_pass(tmp_path: Path) -> None:
    text = table([FIRST], POLECAT) + 'x\t"y\n' * (8 * LONGEST_CELL) + line(LAST, POLECAT, "\t")
    (tmp_path / "t").write_text(text, encoding="utf-8")
    found = read("polecat", tmp_path / "t", skip_bad=True)
    assert [r.id for r in found.rows] == ["a", "z"] and len(found.refused) == 8 * LONGEST_CELL


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_line_ends_and_whole_encodings_make_no_difference(ends: str, encoding: str, tmp_path: Path) -> None:
    text = polecat({"Actor Name": "Côte d'Ivoire"}, {"Event ID": "e2", "Placename": "Köln"}).replace("\n", ends)
    (tmp_path / "t").write_bytes(text.encode(encoding))
    first, second = read("polecat", tmp_path / "t").rows
    assert (first.source_name, second.place, second.row) == ("Côte d'Ivoire", "Köln", 3)


def test_line_breaks_inside_quotes_stay_and_rows_are_counted_by_line(tmp_path: Path) -> None:
    rows = [{**STRIKE, "notes": "one\r\ntwo, three\nfour"}, {**STRIKE, "event_id_cnty": "Y2", "latitude": "north"}]
    (tmp_path / "t").write_bytes(table(rows, ACLED, ",").encode())
    found = read("acled", tmp_path / "t", skip_bad=True)
    assert found.rows[0].note == "one\r\ntwo, three\nfour"
    assert [str(r) for r in found.refused] == [f"{tmp_path / 't'}:5: column 'latitude': 'north' is no number"]


WHOLE: list[tuple[str, bytes, str]] = [
    ("polecat", b"", "is empty; a polecat file was expected"),
    ("gdelt", b"\n \r\n", "is empty; a gdelt file was expected"),
    ("acled", b"\xef\xbb\xbf", "is empty; a acled file was expected"),
    ("visits", b" ", "is empty; a visits file was expected"),
    ("polecat", b"a,b\n1,2\n", "is no polecat table: no column 'Event ID', 'Event Date', 'Event Type', 'Actor Name'"),
    ("acled", polecat({}).encode(), "is no acled table: no column 'event_id_cnty', 'event_date', 'sub_event_type'"),
    ("gdelt", polecat({}).encode(), "is no gdelt table: the first row has 40 columns, split by tabs, where 57 or 58 or 61 were"),
    ("icews", table([STATEMENT], (*ICEWS, "Country")).encode(), "column 'Country' is there twice; rename one"),
    ("polecat", polecat({}).encode("utf-16")[2:], "looks like UTF-16 without the mark that says so; save it as UTF-8"),
    ("polecat", polecat({}).encode("utf-16")[:-1], "is no whole UTF-16 text: truncated data at byte"),
    ("polecat", gzip.compress(polecat({}).encode())[:-20], "cannot be unpacked: Compressed file ended before"),
    ("polecat", b"PK\x03\x04 no more", "cannot be unpacked: File is not a zip file"),
    ("dyadic", b"PAR1 no more", "is no Parquet file"),
    ("visits", b"<visits>\0</visits>", "is no XML"),
]  # fmt: skip


@pytest.mark.parametrize(("dataset", "data", "reason"), WHOLE, ids=[f"{n}-{d}" for n, (d, _, _) in enumerate(WHOLE)])
def test_a_file_that_is_not_what_it_should_be_is_refused_whole(
    dataset: str, data: bytes, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "t"
    file.write_bytes(data)
    for skip_bad in (False, True):
        with pytest.raises(InputRefused) as error:
            read(dataset, file, skip_bad=skip_bad)
        assert str(error.value).startswith(str(file)) and reason in str(error.value)


@pytest.mark.parametrize(
    "data", [b"", b"a,b\n1,2\n", around(row(Event_Date="2019-02-30"))], ids=["empty", "columns", "date"]
)
def test_a_refused_file_makes_no_archive_and_exits_with_three(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "t").write_bytes(data)
    done = run("import", "polecat", tmp_path / "t", "--archive", tmp_path / "a.duckdb")
    assert (done.status, done.out) == (3, "") and str(tmp_path / "t") in done.complaint
    assert not (tmp_path / "a.duckdb").exists()


def test_a_header_without_rows_is_no_error_and_no_event(tmp_path: Path) -> None:
    (tmp_path / "t").write_text(polecat(), encoding="utf-8")
    assert read("polecat", tmp_path / "t").rows == ()


@pytest.mark.parametrize("columns", [GDELT_1, GDELT_2], ids=["1.0", "2.0"])
def test_a_bad_first_row_of_a_file_without_a_header_is_a_bad_row(columns: tuple[str, ...], tmp_path: Path) -> None:
    text = "900\t2015\n" + table([TALKS], columns, header=False)
    (tmp_path / "t").write_text(text, encoding="utf-8")
    found = read("gdelt", tmp_path / "t", skip_bad=True)
    assert [r.row for r in found.rows] == [2] and "the row has 2 columns" in found.refused[0].reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
@pytest.mark.parametrize(("dataset", "given", "columns"), [("gdelt", TALKS, GDELT_2), ("icews", STATEMENT, ICEWS)])
def test_tables_that_a_spreadsheet_saved_have_a_header_and_quotes(
    dataset: str, given: Mapping[str, str], columns: tuple[str, ...], delimiter: str, tmp_path: Path
) -> None:
    told = {**given, "ActionGeo_FullName": "Kyiv, Ukraine; east", "Publisher": "Our Wire, Ltd; Kyiv"}
    with (tmp_path / "t").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=delimiter)
        writer.writerow(columns)
        writer.writerow([told.get(column, "") for column in columns])
    (row,) = read(dataset, tmp_path / "t").rows
    assert (row.place, row.publisher) in (("Kyiv, Ukraine; east", None), ("Ukraine", "Our Wire, Ltd; Kyiv"))


def test_empty_columns_at_the_end_and_names_that_no_row_has_are_passed_over(tmp_path: Path) -> None:
    head, first = table([FIRST], POLECAT).splitlines()
    (tmp_path / "t").write_text(f"{head}\t\t\n{first}\t\t\n{first.replace('a', 'b', 1)}\n", encoding="utf-8")
    assert [r.id for r in read("polecat", tmp_path / "t").rows] == ["a", "b"]
    named = head.replace("\tSource\t", "\tHeadline\tStory URL\tSource\t")
    (tmp_path / "t").write_text(f"{named}\n{first}\n", encoding="utf-8")
    (found,) = read("polecat", tmp_path / "t").rows
    assert (found.publisher, found.published) == ("Our Wire", "2023-05-04")


def zipped(files: Mapping[str, str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return stream.getvalue()


def test_packed_files_are_read_and_their_members_named(tmp_path: Path) -> None:
    day = table([TALKS], GDELT_2, header=False)
    (tmp_path / "a.CSV.zip").write_bytes(zipped({"a.CSV": day, "readme.md": "hello"}))
    (tmp_path / "b.tsv.gz").write_bytes(gzip.compress(day.replace("900", "901", 1).encode()))
    (tmp_path / "c.zip").write_bytes(zipped({"x.csv": day.replace("900", "902", 1), "y.csv": "no,events\n"}))
    assert [r.id for r in read("gdelt", tmp_path / "a.CSV.zip").rows] == ["900"]
    with pytest.raises(InputRefused, match=r"c\.zip/y\.csv:1: is no gdelt table"):
        read("gdelt", tmp_path)
    found = read("gdelt", tmp_path, skip_bad=True)
    files = [Path(r.file).relative_to(tmp_path).as_posix() for r in found.rows]
    assert list(zip([r.id for r in found.rows], files, strict=True)) == [
        ("900", "a.CSV.zip"), ("901", "b.tsv.gz"), ("902", "c.zip/x.csv"),
    ]  # fmt: skip
    assert len(found.refused) == 1
    (tmp_path / "d.zip").write_bytes(zipped({"readme.md": "hello"}))
    with pytest.raises(InputRefused, match=r"d\.zip: holds no file of the kinds"):
        read("gdelt", tmp_path / "d.zip")


def test_a_folder_with_one_bad_file(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "1.csv").write_text(acled({"notes": ""}), encoding="utf-8")
    (folder / "deep" / "2.csv").write_text("this,is\nno,table\n", encoding="utf-8")
    (folder / "3.csv").write_text(acled({"notes": ""}, {"event_id_cnty": "YEM3", "notes": ""}), encoding="utf-8")
    (folder / "notes.md").write_text("not looked at", encoding="utf-8")
    stopped = run("import", "acled", folder, "--archive", tmp_path / "a.duckdb")
    assert stopped.status == 3 and not (tmp_path / "a.duckdb").exists()
    done = run("import", "acled", folder, "--archive", tmp_path / "a.duckdb", "--skip-bad")
    assert done.status == 3 and "2 acled events, 2 new, 2 refused" in done.out
    assert f"{folder / '3.csv'}:2: column 'event_id_cnty': 'YEM1' is also the id of row 2 of 1.csv" in done.err
    assert f"{folder / 'deep' / '2.csv'}:1: is no acled table" in done.err


def test_an_empty_folder_and_a_path_that_is_not_there_are_bad_usage(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        assert run("import", "acled", path, "--archive", tmp_path / "a.duckdb").status == 2
    assert not (tmp_path / "a.duckdb").exists()
    with pytest.raises(LegationError, match="no file of acled"):
        read("acled", tmp_path)


def test_the_same_file_again_is_a_no_op_and_a_newer_row_takes_the_place_of_its_older(tmp_path: Path) -> None:
    archive, file = tmp_path / "a.duckdb", tmp_path / "t.csv"
    file.write_text(acled({"notes": ""}, {"event_id_cnty": "YEM2", "notes": ""}), encoding="utf-8")
    assert run("import", "acled", file, "--archive", archive).out.endswith("2 acled events, 2 new, 0 refused\n")
    with Archive(archive, read_only=True) as opened:
        before = imported(opened)
    again = run("import", "acled", file, "--archive", archive)
    assert (again.status, again.out.endswith("2 acled events, 0 new, 0 refused\n")) == (0, True)
    with Archive(archive, read_only=True) as opened:
        assert imported(opened) == before
    file.write_text(acled({"notes": "corrected"}), encoding="utf-8")
    run("import", "acled", file, "--archive", archive)
    with Archive(archive, read_only=True) as opened:
        assert [(r.id, r.note) for r in imported(opened)] == [("YEM1", "corrected"), ("YEM2", None)]


def test_a_file_that_may_not_be_read_is_bad_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    (tmp_path / "t").write_text(polecat({}), encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(LegationError, match="t: cannot be read: Permission denied; check the path"):
        read("polecat", tmp_path / "t")


def test_dyadic_tables_name_what_is_wrong_in_csv_and_parquet(tmp_path: Path) -> None:
    from export.made import items

    good = dyadic_csv(items())
    (tmp_path / "t").write_text(good.replace("CT-", "sure", 1), encoding="utf-8")
    with pytest.raises(InputRefused, match="column 'factuality': 'sure' is no factuality; known are CT"):
        read("dyadic", tmp_path / "t")
    (tmp_path / "t").write_text(good.replace("CONSULT", "PARLEY", 1), encoding="utf-8")
    with pytest.raises(InputRefused, match="column 'type': 'PARLEY' is no PLOVER type"):
        read("dyadic", tmp_path / "t")
    (tmp_path / "t").write_bytes(parquet(items()))
    with pytest.raises(InputRefused, match="is no acled table: no column 'event_id_cnty'"):
        read("acled", tmp_path / "t")
