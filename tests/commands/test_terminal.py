"""Tables on terminals of several widths: nothing runs over the edge, quotes are whole lines, two quotes stand side by side."""

from __future__ import annotations

import json

import pytest

from commands.terminal_rows import MATTER, MEETING
from legation.commands import tables


def shown(rows: list[dict[str, object]], capsys: pytest.CaptureFixture[str]) -> str:
    tables.show(rows, "table", None)
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_runs_over_the_edge(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for rows in ([MEETING], [MATTER]):
        assert max(len(line) for line in shown(rows, capsys).splitlines()) <= width


def test_a_quote_stands_on_a_line_of_its_own_with_the_id_that_commands_take(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = shown([MEETING], capsys).splitlines()
    (line,) = [line for line in lines if str(MEETING["quote"]) in line]
    assert str(MEETING["id"])[:8] in line and str(MEETING["document"]) in line
    assert "quote" not in lines[0] and "latitude" not in lines[0]


def test_the_quotes_of_a_disagreement_stand_side_by_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    lines = shown([MATTER], capsys).splitlines()
    assert any(str(MATTER["a_quote"]) in line and str(MATTER["b_quote"]) in line for line in lines)
    assert any(str(MATTER["about"]) in line for line in lines)


def test_an_empty_view_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown([], capsys).strip() == "nothing to show"


def test_what_a_table_leaves_out_other_formats_keep(capsys: pytest.CaptureFixture[str]) -> None:
    tables.show([MEETING], "json", None)
    assert json.loads(capsys.readouterr().out) == [MEETING]
