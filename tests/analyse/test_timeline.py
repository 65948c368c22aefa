"""The timeline of the sample reports: each event once."""

from __future__ import annotations

from legation.export.opened import Archive
from samples.coded import records


def test_an_event_told_in_several_reports_is_one_line_with_all_of_them() -> None:
    with Archive(":memory:") as opened:
        for record in records().values():
            opened.put(record)
        rows = opened.show("timeline")
    told = [key for row in rows for key in row["report_ids"]]
    assert len(told) == len(set(told)) and len({row["event_id"] for row in rows}) == len(rows)
    assert any(row["reports"] > 1 for row in rows)
    assert all(row["id"] in row["report_ids"] and 1 <= row["reports"] <= len(row["report_ids"]) for row in rows)
    assert [row["date"] for row in rows] == sorted(row["date"] for row in rows)
    assert all(row["quote"] and row["document"] and row["start"] < row["end"] for row in rows)
