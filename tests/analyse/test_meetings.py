"""Meetings: sides, offices and ranks, formats that recur, and the two kinds of absence, kept apart."""

from __future__ import annotations

import math
from typing import Any

import pytest

from analyse.hand import NAMES, actor, meeting, record, view, when
from legation import analyse
from legation.analyse.absence import ENOUGH, TOO_LITTLE, absences, chance_absent
from legation.archive.queries import Filters
from legation.errors import LegationError
from legation.record import Record

NORDIC = ("DNK", "FIN", "NOR", "SWE")


def session(
    day: str, states: tuple[str, ...], *, absent: tuple[str, ...] = (), office: str = "defence minister"
) -> Record:
    """A report that the ministers of ``states`` met on a day, each named and with their office."""
    people = [(code, f"Minister {code.title()}") for code in states]
    text = f"{', '.join(name for _, name in people)} met on {day}. {' '.join(NAMES[c] for c in absent)} stayed away."
    actors = [
        actor(f"person/{c.lower()}", name, text, kind="person", country=c, sector="GOV", role=office)
        for c, name in people
    ]
    event = meeting(text, "met", [a["id"] for a in actors], absent=absent, date=when(text, day, day))
    return record(f"report-{day}", text, published=day, actors=actors, states=absent, events=[event])


def rows(*records: Record, what: str = "meetings", **filters: Any) -> list[dict[str, Any]]:
    with view(*records) as opened:
        return analyse.rows(opened, what, Filters(**filters))


def nordic(count: int, then: Record | None = None) -> list[Record]:
    """Ministers of four states meet on the third of each month; ``then`` comes after."""
    return [*(session(f"2021-{m:02}-03", NORDIC) for m in range(1, count + 1)), *([then] if then else [])]


def test_a_meeting_says_who_sat_for_whom_in_what_office_and_rank() -> None:
    (row,) = rows(session("2021-01-03", ("NOR", "SWE")))
    assert row["sides"] == ["NOR", "SWE"]
    assert row["rank"] == "defence minister"
    assert row["participants"] == "Minister Nor (defence minister), Minister Swe (defence minister)"
    assert [(s["actor"], s["side"], s["office"]) for s in row["attendance"]] == [
        ("person/nor", "NOR", "defence minister"),
        ("person/swe", "SWE", "defence minister"),
    ]


def test_a_meeting_keeps_the_keys_it_had() -> None:
    (row,) = rows(session("2021-01-03", ("NOR", "SWE"), absent=("FIN",)))
    assert (row["date"], row["to"], row["mode"], row["factuality"], row["holder"]) == (
        "2021-01-03", "2021-01-03", "meet", "CT+", "author",
    )  # fmt: skip
    assert row["quote"].startswith("Minister Nor, Minister Swe met on 2021-01-03.")
    assert (row["document"], row["start"]) == ("report-2021-01-03", 0)
    assert (row["participant_ids"], row["missing_ids"], row["missing"]) == (
        ["person/nor", "person/swe"],
        ["FIN"],
        "Finland",
    )


def test_a_rank_is_that_of_a_meeting_only_where_two_sides_share_it() -> None:
    text = "Ada Berg, the foreign minister of Norway, met officials of Sweden."
    berg = actor(
        "person/ada-berg", "Ada Berg", text, kind="person", country="NOR", sector="GOV", role="foreign minister"
    )
    (row,) = rows(
        record("a", text, actors=[berg], states=["SWE"], events=[meeting(text, "met", ["person/ada-berg", "SWE"])])
    )
    assert row["rank"] is None
    assert row["sides"] == ["NOR", "SWE"]


def test_rebels_of_a_country_do_not_stand_for_it() -> None:
    text = "The Free Sample Army met envoys of Turkey."
    army = actor("group/fsa", "Free Sample Army", text, kind="group", country="SYR", sector="REB")
    (row,) = rows(record("a", text, actors=[army], states=["TUR"], events=[meeting(text, "met", ["group/fsa", "TUR"])]))
    assert row["sides"] == ["TUR", "group/fsa"]


def test_the_same_states_at_the_same_rank_are_a_format() -> None:
    found = rows(*nordic(3), what="formats")
    assert [(f["format"], f["sessions"], f["recurs"]) for f in found] == [
        ("quadrilateral of defence ministers: Denmark, Finland, Norway, Sweden", 3, True)
    ]
    assert found[0]["dates"] == ["2021-01-03", "2021-02-03", "2021-03-03"]
    assert found[0]["document"] == "report-2021-03-03"


def test_other_ranks_are_another_format() -> None:
    found = rows(*nordic(2), session("2021-03-03", NORDIC, office="foreign minister"), what="formats")
    assert sorted((f["rank"], f["sessions"]) for f in found) == [("defence minister", 2), ("foreign minister", 1)]


def test_meetings_within_days_are_one_session() -> None:
    found = rows(*nordic(1), session("2021-01-05", NORDIC), session("2021-01-20", NORDIC), what="formats")
    assert [(f["sessions"], f["dates"]) for f in found] == [(2, ["2021-01-03", "2021-01-20"])]


def test_a_known_set_of_states_has_its_name() -> None:
    days = ("2021-01-03", "2021-05-03")
    found = rows(*(session(day, ("IRN", "RUS", "TUR"), office="president") for day in days), what="formats")
    assert found[0]["format"] == "Astana guarantors, leaders"


def test_what_was_not_held_is_no_session() -> None:
    text = "Norway and Sweden plan to meet on 2021-01-03."
    planned = meeting(text, "meet", ["NOR", "SWE"], factuality="Uu", date=when(text, "2021-01-03", "2021-01-03"))
    found = record("a", text, states=["NOR", "SWE"], events=[planned])
    assert rows(found, what="formats") == []
    assert [c["presence"] for c in rows(found, what="attendance")] == ["planned or open"] * 2


def test_an_asserted_absence_and_a_surprising_one_stand_apart() -> None:
    asserted = session("2021-11-03", ("DNK", "NOR", "SWE"), absent=("RUS",))
    (row,) = [r for r in rows(*nordic(8, asserted)) if r["date"] == "2021-11-03"]
    assert [(m["actor"], m["document"]) for m in row["missing_asserted"]] == [("RUS", "report-2021-11-03")]
    (missing,) = row["missing_surprising"]
    assert (missing["key"], missing["attended"], missing["of"]) == ("FIN", 7, 7)
    assert missing["bits"] == round(-math.log2(0.5 / 8), 3) == 4.0
    assert "7 of the last 7 of quadrilateral of defence ministers" in missing["said"]


def test_who_is_told_to_be_missing_is_not_found_missing_as_well() -> None:
    last = session("2021-11-03", ("DNK", "NOR", "SWE"), absent=("FIN",))
    (row,) = rows(*nordic(8, last), missing="FIN")
    assert [m["actor"] for m in row["missing_asserted"]] == ["FIN"]
    assert row["missing_surprising"] == []


def test_below_the_stated_number_there_is_too_little_to_tell() -> None:
    last = session("2021-11-03", ("DNK", "NOR", "SWE"))
    few = nordic(ENOUGH, last)  # the first session is no trial
    assert all(r["missing_surprising"] == [] for r in rows(*few))
    (row,) = rows(*few, missing="FIN")
    assert [(m["said"], m["bits"], m["of"]) for m in row["missing_surprising"]] == [(TOO_LITTLE, None, ENOUGH - 1)]


def test_missing_asks_for_meetings_without_an_actor_by_code_or_name() -> None:
    made = [session("2021-01-03", ("NOR", "SWE"), absent=("RUS",)), session("2021-02-03", ("NOR", "SWE"))]
    assert [r["date"] for r in rows(*made, missing="RUS")] == ["2021-01-03"]
    assert [r["date"] for r in rows(*made, missing="russia")] == ["2021-01-03"]
    with pytest.raises(LegationError, match="no actor 'Atlantis' in any meeting"):
        rows(*made, missing="Atlantis")


def test_whose_minister_sits_there_is_not_missing() -> None:
    (row,) = rows(session("2021-01-03", ("NOR", "SWE"), absent=("NOR", "FIN")))
    assert row["missing_ids"] == ["FIN"]
    assert "NOR" in row["sides"]


def test_the_attendance_matrix_has_a_row_a_meeting_and_actor() -> None:
    last = session("2021-11-03", ("DNK", "NOR", "SWE"), absent=("RUS",))
    cells = [c for c in rows(*nordic(8, last), what="attendance") if c["date"] == "2021-11-03"]
    assert [(c["actor_id"], c["presence"]) for c in cells] == [
        ("person/dnk", "present"), ("person/nor", "present"), ("person/swe", "present"), ("RUS", "absent, asserted"),
        ("FIN", "absent, surprising"),
    ]  # fmt: skip
    assert {(c["document"], c["office"]) for c in cells[:3]} == {("report-2021-11-03", "defence minister")}
    assert cells[0]["actor_start"] == 0
    assert cells[-1]["bits"] == 4.0


def test_the_views_keep_to_the_filters() -> None:
    made = nordic(3)
    assert [r["date"] for r in rows(*made, since="2021-02-01", until="2021-02-28")] == ["2021-02-03"]
    assert rows(*made, actor="Sweden") == rows(*made, actor="SWE") == rows(*made)
    assert len(rows(*made, document="report-2021-01-03")) == 1
    assert rows(*made, place="Oslo") == rows(*made, outlet="nowhere") == []


def test_talks_that_go_by_a_place_are_a_track() -> None:
    text = "Russia, Iran and Turkey held talks on Syria in Astana on 2018-05-03."
    talks = meeting(text, "talks", ["IRN", "RUS", "TUR"], date=when(text, "2018-05-03", "2018-05-03"))
    found = rows(record("a", text, states=["IRN", "RUS", "TUR", "SYR"], events=[talks]), what="formats")
    assert [(f["format"], f["kind"], f["dates"]) for f in found] == [("Astana talks on Syria", "track", ["2018-05-03"])]


def test_the_place_alone_is_no_track() -> None:
    text = "Norway and Sweden held talks on fishing in Astana on 2018-05-03."
    talks = meeting(text, "talks", ["NOR", "SWE"], date=when(text, "2018-05-03", "2018-05-03"))
    assert rows(record("a", text, states=["NOR", "SWE"], events=[talks]), what="formats") == []


def test_the_null_model_is_what_it_says() -> None:
    assert chance_absent(7, 7) == pytest.approx(0.5 / 8)
    assert chance_absent(0, 9) == pytest.approx(9.5 / 10)
    sessions = [frozenset({"A", "B"})] * 6 + [frozenset({"A"})] * 2
    first, second = absences(sessions, unit="side", format="x")
    assert (first[0], first[1].key, first[1].attended, first[1].trials) == (6, "B", 5, 5)
    assert first[1].bits == pytest.approx(-math.log2(0.5 / 6))
    assert second[1].bits is not None and first[1].bits is not None
    assert second[1].bits < first[1].bits, "an absence teaches the model"


def test_rows_are_the_same_in_any_order_of_reading() -> None:
    made = nordic(4, session("2021-11-03", ("DNK", "NOR", "SWE"), absent=("RUS",)))
    assert rows(*made) == rows(*reversed(made))
    assert rows(*made, what="attendance") == rows(*reversed(made), what="attendance")
