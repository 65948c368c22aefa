"""Others' event tables: what a row becomes, what is refused and how it is named, and that importing again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

import legation
from commands.running import run
from legation.archive import Archive
from legation.compare.reports import reports
from legation.errors import InputRefused, LegationError
from legation.export.events_data import ICEWS, POLECAT
from legation.imports import DATASETS, imported, load, read
from legation.imports.columns import GDELT_1, GDELT_2

DOCS = (Path(__file__).parents[2] / "docs" / "EXPORTS.md").read_text(encoding="utf-8")
ACLED = (
    "event_id_cnty", "event_date", "event_type", "sub_event_type", "actor1", "inter1", "actor2", "inter2", "country",
    "location", "latitude", "longitude", "source", "notes",
)  # fmt: skip
STRIKE = {
    "event_id_cnty": "YEM1", "event_date": "03 May 2023", "sub_event_type": "Air/drone strike", "actor1": "Our Air Force",
    "inter1": "State forces", "country": "Yemen", "location": "Sanaa", "latitude": "15.35", "longitude": "44.21",
    "source": "Our Wire", "notes": 'A strike, "at night".\nNobody was hurt.',
}  # fmt: skip
MEETING = {
    "Event ID": "e1", "Event Date": "2023-05-03", "Event Type": "CONSULT", "Event Mode": "visit", "Intensity": "4.0",
    "Actor Name": "Oman", "Actor Country": "OMN", "Recipient Name": "Qatar", "Recipient Country": "QAT",
    "GeoNames ID": "290030.0", "Publication Date": "2023-05-04", "Source": "Our Wire",
}  # fmt: skip
STATEMENT = {
    "Event ID": "7", "Event Date": "2014-01-02", "Source Name": "Foreign Affairs (Russia)", "Source Country": "Russian Federation",
    "CAMEO Code": "010", "Intensity": "0.0", "Target Country": "", "Country": "Ukraine", "Story ID": "44", "Publisher": "Our Wire",
}  # fmt: skip
TALKS = {
    "GLOBALEVENTID": "900", "SQLDATE": "20150401", "Actor1Name": "IRAN", "Actor1CountryCode": "IRN", "EventCode": "042",
    "GoldsteinScale": "1.9", "ActionGeo_FullName": "Vienna, Austria", "ActionGeo_CountryCode": "AU", "ActionGeo_Lat": "48.2",
    "ActionGeo_Long": "16.4", "DATEADDED": "20150402", "SOURCEURL": "https://example.org/1",
}  # fmt: skip


def line(row: Mapping[str, str], columns: Sequence[str], delimiter: str) -> str:
    cells = [row.get(column, "") for column in columns]
    quoted = ['"' + c.replace('"', '""') + '"' if '"' in c or "\n" in c or "," in c else c for c in cells]
    return delimiter.join(quoted) + "\n"


def table(rows: Sequence[Mapping[str, str]], columns: Sequence[str], delimiter: str = "\t", header: bool = True) -> str:
    return (delimiter.join(columns) + "\n" if header else "") + "".join(line(row, columns, delimiter) for row in rows)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "events.txt"


def acled(*changes: Mapping[str, str]) -> str:
    return table([{**STRIKE, **change} for change in changes], ACLED, ",")


def polecat(*changes: Mapping[str, str]) -> str:
    return table([{**MEETING, **change} for change in changes], POLECAT)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=lambda d: d.name)
def test_each_data_set_is_documented(dataset: object) -> None:
    assert f"| `{dataset.name}` | {dataset.help} |" in DOCS  # type: ignore[attr-defined]


def test_polecat(file: Path) -> None:
    file.write_text(polecat({}), encoding="utf-8")
    (row,) = read("polecat", file).rows
    assert (row.id, row.day, row.type, row.mode, row.quad) == (
        "e1",
        "2023-05-03",
        "CONSULT",
        "visit",
        "verbal cooperation",
    )
    assert (row.source_country, row.target_country, row.geonameid, row.row) == ("OMN", "QAT", 290030, 2)
    assert row.place is None and row.latitude is None and row.target_sector is None


def test_icews_names_become_codes_and_a_statement_has_no_type(file: Path) -> None:
    file.write_text(table([STATEMENT], ICEWS), encoding="utf-8")
    (row,) = read("icews", file).rows
    assert (row.type, row.quad, row.code) == (None, None, "010")
    assert (row.source_country, row.target_country, row.place, row.place_country) == ("RUS", None, "Ukraine", "UKR")


@pytest.mark.parametrize("columns", [GDELT_1[:-1], GDELT_1, GDELT_2], ids=["57", "58", "61"])
def test_gdelt_without_a_header(columns: Sequence[str], file: Path) -> None:
    file.write_text(table([TALKS], columns, header=False), encoding="utf-8")
    (row,) = read("gdelt", file).rows
    assert (row.day, row.type, row.mode, row.source_country, row.target_country) == (
        "2015-04-01",
        "CONSULT",
        "visit",
        "IRN",
        None,
    )
    assert (row.place_country, row.latitude, row.published) == ("AUT", 48.2, "2015-04-02")
    assert row.url == (None if len(columns) == 57 else "https://example.org/1")
    assert row.row == 1


def test_lost_zeros_of_codes_are_named_and_not_guessed(file: Path) -> None:
    file.write_text(table([{**TALKS, "EventCode": "42"}], GDELT_1), encoding="utf-8")
    with pytest.raises(InputRefused, match="column 'EventCode': '42' is no CAMEO code; a spreadsheet may have dropped"):
        read("gdelt", file)


def test_acled_with_commas_quotes_and_line_breaks_in_notes(file: Path) -> None:
    file.write_text(
        "\ufeff" + acled({}, {"event_id_cnty": "YEM2", "sub_event_type": "Other", "notes": ""}), encoding="utf-8"
    )
    first, second = read("acled", file).rows
    assert (first.day, first.type, first.mode, first.place_country) == ("2023-05-03", "ASSAULT", "aerial", "YEM")
    assert first.note == STRIKE["notes"] and (first.row, second.row) == (2, 4)
    assert (second.type, second.code, second.note) == (None, "Other", None)


def test_acled_with_semicolons(file: Path) -> None:
    file.write_text(table([{**STRIKE, "notes": "a, b"}], ACLED, ";"), encoding="utf-8")
    assert read("acled", file).rows[0].note == "a, b"


BAD = [
    ({"event_date": "2023-02-30"}, "column 'event_date': there is no day '2023-02-30'"),
    ({"event_date": "spring"}, "column 'event_date': 'spring' is no date"),
    ({"latitude": "91"}, "column 'latitude': 91 does not lie between -90 and 90"),
    ({"longitude": "east"}, "column 'longitude': 'east' is no number"),
    ({"latitude": "inf"}, "column 'latitude': inf does not lie between"),
    ({"event_id_cnty": ""}, "column 'event_id_cnty': is empty"),
    ({"event_id_cnty": "YEM1"}, "column 'event_id_cnty': 'YEM1' is also the id of row 2"),
    ({"sub_event_type": "Picnic"}, "column 'sub_event_type': 'Picnic' is no sub-event type of ACLED"),
]


@pytest.mark.parametrize(
    ("change", "reason"), BAD, ids=[reason.split(":")[0][8:-1] + str(n) for n, (_, reason) in enumerate(BAD)]
)
def test_a_bad_cell_is_named_and_the_rest_can_be_had(change: Mapping[str, str], reason: str, file: Path) -> None:
    plain = {"notes": ""}
    file.write_text(
        acled(plain, {**plain, "event_id_cnty": "YEM2", **change}, {**plain, "event_id_cnty": "YEM3"}), encoding="utf-8"
    )
    with pytest.raises(InputRefused) as error:
        read("acled", file)
    assert str(error.value).startswith(f"{file}:3: {reason}")
    found = read("acled", file, skip_bad=True)
    assert [row.id for row in found.rows] == ["YEM1", "YEM3"]
    advice = "; mend it, or leave such rows out with --skip-bad"
    assert [f"{refused}{advice}" for refused in found.refused] == [str(error.value)]


def test_a_row_with_too_few_or_too_many_columns(file: Path) -> None:
    file.write_text(polecat({}) + "e2\t2023-05-04\n" + "x\t" * 45 + "\n", encoding="utf-8")
    found = read("polecat", file, skip_bad=True)
    assert [row.id for row in found.rows] == ["e1"]
    assert [str(r).split(": ", 1)[1] for r in found.refused] == [
        "column 'Event Date': the row has 2 columns, not 40", "column 'Version': the row has 46 columns, not 40",
    ]  # fmt: skip


def test_unknown_types_and_codes(file: Path) -> None:
    file.write_text(polecat({"Event Type": "DANCE"}), encoding="utf-8")
    with pytest.raises(InputRefused, match="column 'Event Type': 'DANCE' is no PLOVER type"):
        read("polecat", file)
    file.write_text(table([{**STATEMENT, "CAMEO Code": "99"}], ICEWS), encoding="utf-8")
    with pytest.raises(InputRefused, match="column 'CAMEO Code': '99' is no CAMEO code"):
        read("icews", file)


def test_wrong_columns_refuse_the_file(file: Path) -> None:
    file.write_text(acled({}), encoding="utf-8")
    with pytest.raises(InputRefused, match=r":1: is no polecat table: no column 'Event ID', 'Event Date'"):
        read("polecat", file, skip_bad=True)
    file.write_text("", encoding="utf-8")
    with pytest.raises(InputRefused, match="is empty"):
        read("gdelt", file)
    with pytest.raises(LegationError, match="cannot be read"):
        read("acled", file.parent / "none")
    with pytest.raises(LegationError, match="choose one of polecat, icews, gdelt, acled, dyadic"):
        read("ucdp", file)


def test_one_foreign_encoding_is_read_and_a_mixture_is_named(file: Path) -> None:
    first, second = (
        polecat({"Actor Name": "Côte d'Ivoire"}),
        line({**MEETING, "Event ID": "e2", "Recipient Name": "São Tomé"}, POLECAT, "\t"),
    )
    file.write_bytes((first + second).encode("cp1252"))
    assert [row.source_name for row in read("polecat", file).rows] == ["Côte d'Ivoire", "Oman"]
    file.write_bytes(first.encode() + second.encode("cp1252"))
    with pytest.raises(InputRefused, match=r":3: column 'Recipient Name': is not UTF-8"):
        read("polecat", file)
    assert [row.id for row in read("polecat", file, skip_bad=True).rows] == ["e1"]


VISIT = """<visits>
  <visit><id>1</id><start-date>1931-05-03</start-date><end-date>{end}</end-date>
    <visitor>President Example</visitor><from id="x">{country}</from><description/></visit>
  <visit><id>2</id><start-date>1931-06-03</start-date><visitor>King Sample</visitor><from>Atlantis</from></visit>
</visits>"""


def test_visits(file: Path) -> None:
    file.write_text(VISIT.format(end="1931-05-05", country="Panama"), encoding="utf-8")
    first, second = read("visits", file).rows
    assert (first.day, first.last_day, first.type, first.mode) == ("1931-05-03", "1931-05-05", "CONSULT", "visit")
    assert (first.source_name, first.source_country, first.target_country) == ("President Example", "PAN", "USA")
    assert (second.last_day, second.source_country, first.note) == (None, None, None)


def test_bad_visits_are_named(file: Path) -> None:
    file.write_text(VISIT.format(end="1931-05-01", country="Panama"), encoding="utf-8")
    with pytest.raises(InputRefused, match=r":2: column 'end-date': 1931-05-01 lies before the start"):
        read("visits", file)
    assert [row.id for row in read("visits", file, skip_bad=True).rows] == ["2"]
    file.write_text("<visits><visit>", encoding="utf-8")
    with pytest.raises(InputRefused, match="is no XML"):
        read("visits", file)
    file.write_text("<visits><visit><id>1</id></visit></visits>", encoding="utf-8")
    with pytest.raises(InputRefused, match="column 'start-date': is not there"):
        read("visits", file)


def test_into_the_archive_and_again(file: Path, tmp_path: Path) -> None:
    file.write_text(polecat({}, {"Event ID": "e2"}), encoding="utf-8")
    with legation.Archive(tmp_path / "a.duckdb") as opened:
        assert opened.load("polecat", file).added == 2
        before = imported(opened)
        assert before == sorted(read("polecat", file).rows, key=lambda row: row.id)
        assert opened.load("polecat", file).added == 0
        assert imported(opened) == before
        file.write_text(polecat({"Event Mode": "phone"}, {"Event ID": "e3"}), encoding="utf-8")
        assert opened.load("polecat", file).added == 1
        assert [(r.id, r.mode) for r in imported(opened, "polecat")] == [
            ("e1", "phone"),
            ("e2", "visit"),
            ("e3", "visit"),
        ]
        assert imported(opened, "acled") == [] and list(opened.records()) == []
    with Archive(tmp_path / "a.duckdb", read_only=True) as opened:
        assert len(imported(opened)) == 3


def test_an_error_leaves_the_archive_as_it_was(file: Path) -> None:
    with Archive(":memory:") as opened:
        file.write_text(polecat({}, {"Event ID": "e2", "Event Date": "2023-13-01"}), encoding="utf-8")
        with pytest.raises(InputRefused):
            load(opened, "polecat", file)
        assert imported(opened) == []
        assert load(opened, "polecat", file, skip_bad=True).added == 1


def test_the_command(file: Path, tmp_path: Path) -> None:
    file.write_text(polecat({}, {"Event ID": "e2", "Latitude": "north"}), encoding="utf-8")
    stopped = run("import", "polecat", file, "--archive", tmp_path / "a.duckdb")
    assert stopped.status == 3 and f"{file}:3: column 'Latitude': 'north' is no number" in stopped.complaint
    assert not (tmp_path / "a.duckdb").exists()
    done = run("import", "polecat", file, "--archive", tmp_path / "a.duckdb", "--skip-bad")
    assert (done.status, done.out) == (3, f"{tmp_path / 'a.duckdb'}: 1 polecat events, 1 new, 1 refused\n")
    assert all(name in run("import", "--help").out for name in DATASETS)


TRIP = """<trips>
  <trip role="secretary"><id>{id}</id><role>{role}</role><name>Jane Q. Traveller</name><start-date>{day}</start-date>
    <end-date>2031-05-05</end-date><country>{country}</country><locale>Oslo</locale><remarks>{remarks}</remarks></trip>
</trips>"""


def trip(
    remarks: str, *, country: str = "Norway", id: str = "1", role: str = "secretary", day: str = "2031-05-03"
) -> str:
    return TRIP.format(id=id, role=role, country=country, remarks=remarks, day=day)


def met(file: Path, remarks: str, **more: str) -> list[tuple[str, str | None, str | None]]:
    """Who was met by remarks, beside the traveller: id, office as told, country or body."""
    file.write_text(trip(remarks, **more), encoding="utf-8")
    (row,) = read("travels", file).rows
    people = json.loads(row.participants or "[]")
    assert all((row.note or "")[p["start"] : p["end"]] == p["words"] for p in people[1:])
    return [(p["id"], p["office"], p["country"] or p["body"]) for p in people[1:]]


def test_travels(file: Path) -> None:
    file.write_text(trip("Met with Prime Minister Sampleson."), encoding="utf-8")
    (row,) = read("travels", file).rows
    assert (row.day, row.last_day, row.type, row.mode) == ("2031-05-03", "2031-05-05", "CONSULT", "meet")
    assert (row.source_name, row.source_country, row.target_country, row.place) == (
        "Jane Q. Traveller", "USA", "NOR", "Oslo",
    )  # fmt: skip
    first = json.loads(row.participants or "[]")[0]
    assert (first["office"], first["country"]) == ("Secretary of State", "USA")


def test_a_trip_on_which_nobody_was_met_is_a_visit(file: Path) -> None:
    file.write_text(trip("Attended the Sample Fishing Conference."), encoding="utf-8")
    (row,) = read("travels", file).rows
    assert (row.mode, row.occasion) == ("visit", "Sample Fishing Conference")


@pytest.mark.parametrize(
    ("remarks", "people"),
    [
        (
            "Met with King Sample II and Foreign Minister Dahl; toured a harbour.",
            [("NOR/GOV/monarch-sample-ii", "King", "NOR"), ("NOR/GOV/foreign-minister-dahl", "Foreign Minister", "NOR")],
        ),
        (
            "Met with the Swedish and Danish Foreign Ministers.",
            [("SWE/GOV/foreign-minister", "Foreign Minister", "SWE"), ("DNK/GOV/foreign-minister", "Foreign Minister", "DNK")],
        ),
        (
            "Discussed fish with the Prime Ministers of Trinidad and Tobago, Finland, and Iceland.",
            [(f"{c}/GOV/prime-minister", "Prime Minister", c) for c in ("TTO", "FIN", "ISL")],
        ),
        (
            "Met with Deputy Prime Minister and Foreign Minister Dahl.",
            [("NOR/GOV/deputy-prime-minister-dahl", "Deputy Prime Minister and Foreign Minister", "NOR")],
        ),
        ("Accompanied President Otherone.", [("USA/GOV/president-otherone", "President", "USA")]),
        ("Met with senior Norwegian officials.", [("NOR/GOV/officials", "officials", "NOR")]),
        ("Met with Swedish Defense Minister Ek on May 3.", [("SWE/GOV/defence-minister-ek", "Defense Minister", "SWE")]),
        ("Discussed relations with Sweden.", []),
        ("Briefed King Sample on meetings with other Nordic leaders.", [("NOR/GOV/monarch-sample", "King", "NOR")]),
        ("Visited a school.", []),
        (
            "Met with the Foreign Ministers of the Gulf Cooperation Council, Finland, and Iceland.",
            [
                ("igo/gulf-cooperation-council/GOV/foreign-ministers", "foreign ministers", "igo/gulf-cooperation-council"),
                ("FIN/GOV/foreign-minister", "Foreign Minister", "FIN"),
                ("ISL/GOV/foreign-minister", "Foreign Minister", "ISL"),
            ],
        ),
        (
            "Met with the Heads of State and Government of Finland and Iceland.",
            [("FIN/GOV/leaders", "leaders", "FIN"), ("ISL/GOV/leaders", "leaders", "ISL")],
        ),
        (
            "Conferred with Prime Ministers Dahl and Ek-Holm.",
            [("NOR/GOV/prime-minister-dahl", "Prime Minister", "NOR"), ("NOR/GOV/prime-minister-holm", "Prime Minister", "NOR")],
        ),
        (
            "Met with Minister of Foreign Affairs and Trade Jo Dahl and Central American Foreign Ministers.",
            [("NOR/GOV/foreign-minister-dahl", "Minister of Foreign Affairs and Trade", "NOR")],
        ),
        ("Met with Prime Minister Major Dahl.", [("NOR/GOV/prime-minister-dahl", "Prime Minister", "NOR")]),
        ("Met with Governor General Dahl.", [("NOR/GOV/governor-dahl", "Governor General", "NOR")]),
    ],
)  # fmt: skip
def test_who_was_met(file: Path, remarks: str, people: list[tuple[str, str | None, str | None]]) -> None:
    assert met(file, remarks) == people


def test_a_known_person_is_known_only_in_the_office_held_then(file: Path) -> None:
    then = met(file, "Met with Foreign Minister Lavrov.", country="Russia", day="2014-05-03")
    assert then == [("person/sergei-lavrov", "Foreign Minister", "RUS")]
    before = met(file, "Met with Foreign Minister Lavrov.", country="Russia", day="1930-05-03")
    assert before == [("RUS/GOV/foreign-minister-lavrov", "Foreign Minister", "RUS")]


def test_a_body_of_states_is_stood_for(file: Path) -> None:
    ((_, office, body),) = met(file, "Met with NATO Secretary General Sampleson.")
    assert (office, body) == ("Secretary General", "igo/nato")


def test_the_visitor_and_whom_they_met_take_part(file: Path) -> None:
    text = VISIT.format(end="1931-05-05", country="Panama").replace(
        "<description/>", "<description>Met with President Otherone.</description>"
    )
    file.write_text(text, encoding="utf-8")
    first, _ = read("visits", file).rows
    assert [(p["name"], p["country"]) for p in json.loads(first.participants or "[]")] == [
        ("Example", "PAN"),
        ("Otherone", "USA"),
    ]


def test_bad_travels_are_named(file: Path) -> None:
    file.write_text(trip("x", role="valet"), encoding="utf-8")
    with pytest.raises(
        InputRefused, match=r":2: column 'role': 'valet' is no role of a traveller; known are president, secretary"
    ):
        read("travels", file)
    file.write_text(trip("x", day="2031-06-01"), encoding="utf-8")
    with pytest.raises(InputRefused, match=r":2: column 'end-date': 2031-05-05 lies before the start"):
        read("travels", file)
    file.write_text(VISIT.format(end="1931-05-05", country="Panama"), encoding="utf-8")
    with pytest.raises(InputRefused, match="is no travels file: no element 'trip'"):
        read("travels", file)


def test_a_folder_of_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "two.xml").write_text(trip("x", id="2"), encoding="utf-8")
    (tmp_path / "one.xml").write_text(trip("x", id="1"), encoding="utf-8")
    (tmp_path / "README.md").write_text("no trips", encoding="utf-8")
    assert [row.id for row in read("travels", tmp_path).rows] == ["2", "1"]
    (tmp_path / "three.xml").write_text(trip("x", id="2"), encoding="utf-8")
    with pytest.raises(InputRefused, match=r"three\.xml:2: column 'id': '2' is also the id of row 2 of two\.xml"):
        read("travels", tmp_path)
    (tmp_path / "three.xml").write_text("<other/>", encoding="utf-8")
    with pytest.raises(InputRefused, match="no element 'trip'"):
        read("travels", tmp_path)
    found = read("travels", tmp_path, skip_bad=True)
    assert (len(found.rows), len(found.refused)) == (2, 1)


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(LegationError, match="no file of travels"):
        read("travels", tmp_path)


def test_all_sides_of_an_imported_meeting_are_its_source(file: Path) -> None:
    file.write_text(trip("Met with King Sample and with Swedish Foreign Minister Ek."), encoding="utf-8")
    with Archive(":memory:") as opened:
        load(opened, "travels", file)
        (report,) = reports(opened)
    assert (report.source, report.target, report.mode) == (("USA", "NOR", "SWE"), (), "meet")


def test_an_archive_older_than_a_column_gets_it(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.duckdb"
    with Archive(path) as opened:
        opened.rows("ALTER TABLE imported DROP COLUMN participants")
        opened.rows("ALTER TABLE imported DROP COLUMN occasion")
    with Archive(path, read_only=True) as opened:
        assert imported(opened) == []
    file.write_text(trip("Met with King Sample."), encoding="utf-8")
    with Archive(path) as opened:
        assert load(opened, "travels", file).added == 1
        assert imported(opened)[0].participants is not None
