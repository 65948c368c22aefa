"""Views from Python: as a list, as an Arrow table, as a frame."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from analyse.made import archive, row
from legation import analyse
from legation.analyse.shown import Rows
from legation.archive.queries import Filters, View
from legation.errors import LegationError
from legation.export.opened import Archive

MIXED = Rows(
    [
        {"n": 1, "mean": None, "ids": ["x", "y"], "quads": {"verbal conflict": 2}, "ties": [["X", "Y", 1]]},
        {"n": 2, "mean": 0.5, "ids": [], "quads": {}, "ties": []},
    ]
)


@pytest.fixture
def opened() -> Archive:
    return archive(
        row(1, "2020-01-05", "SUPPORT"), row(2, "2020-01-20", "ASSAULT", "YBB", "XAA"), row(3, "2020-03-02", "ACCUSE")
    )


def test_a_view_is_what_the_command_shows(opened: Archive) -> None:
    found = opened.show("relations", dyad=("XAA", "YBB"), by="month")
    assert [(r["period"], r["events"]) for r in found] == [("2020-01", 2), ("2020-02", 0), ("2020-03", 1)]
    assert found == analyse.rows(View(opened), "relations", Filters(dyad=("XAA", "YBB"), by="month"))


@pytest.mark.parametrize("what", analyse.VIEWS)
def test_every_view_is_there(opened: Archive, what: str) -> None:
    assert isinstance(opened.show(what), Rows)


def test_days_may_be_dates_and_a_dyad_a_list(opened: Archive) -> None:
    found = opened.show("relations", dyad=["XAA", "YBB"], since=date(2020, 2, 1), until="2020-03-31")
    assert [(r["period"], r["events"]) for r in found] == [("2020-02", 0), ("2020-03", 1)]


@pytest.mark.parametrize(
    ("what", "filters", "said"),
    [
        ("wars", {}, "nothing called 'wars'"),
        ("relations", {"dayd": ("XAA", "YBB")}, "no filter 'dayd'"),
        ("relations", {"dyad": "XAA"}, "a dyad is two actors"),
        ("relations", {"dyad": ("XAA", "YBB", "ZCC")}, "a dyad is two actors"),
        ("relations", {"dyad": ("XAA", "YBB"), "by": "fortnight"}, "no period 'fortnight'"),
        ("timeline", {"since": "May"}, "'May' is no day"),
    ],
)
def test_what_cannot_be_asked_is_said(opened: Archive, what: str, filters: dict[str, object], said: str) -> None:
    with pytest.raises(LegationError, match=said):
        opened.show(what, **filters)


@pytest.mark.parametrize(("library", "method"), [("pyarrow", "arrow"), ("pandas", "pandas")])
def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch, library: str, method: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(LegationError, match=rf"{library} is not installed; 'pip install legation\[tables\]'"):
        getattr(MIXED, method)()


def test_arrow_keeps_plain_lists_and_writes_nested_ones_as_json() -> None:
    pytest.importorskip("pyarrow")
    table = MIXED.arrow()
    assert table.column_names == ["n", "mean", "ids", "quads", "ties"]
    assert {str(f.type).split("<")[0] for f in table.schema if f.name in ("quads", "ties")} == {"string"}
    assert table.to_pylist() == [
        {"n": 1, "mean": None, "ids": ["x", "y"], "quads": '{"verbal conflict": 2}', "ties": '[["X", "Y", 1]]'},
        {"n": 2, "mean": 0.5, "ids": [], "quads": "{}", "ties": "[]"},
    ]
    assert Rows().arrow().num_rows == 0


def test_a_frame_has_a_column_a_key() -> None:
    pytest.importorskip("pandas")
    frame = MIXED.pandas()
    assert list(frame.columns) == ["n", "mean", "ids", "quads", "ties"]
    assert list(frame["n"]) == [1, 2] and frame["mean"].isna().tolist() == [True, False]
    assert Rows().pandas().empty


@pytest.mark.parametrize("what", analyse.VIEWS)
def test_every_view_makes_a_table(opened: Archive, what: str) -> None:
    pytest.importorskip("pyarrow")
    rows = opened.show(what)
    assert rows.arrow().num_rows == len(rows)
