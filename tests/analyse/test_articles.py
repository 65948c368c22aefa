"""What the views show on the articles of the shared workspace, where they are there. No sentence of theirs stands here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import legation
from legation import analyse
from legation.archive.ingest import ingest
from legation.archive.queries import Filters, Row, View
from legation.settings import Settings

ARTICLES = Path(__file__).parents[3] / "shared" / "articles"
pytestmark = pytest.mark.skipif(not ARTICLES.exists(), reason="no articles beside the repository")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[legation.Archive]:
    with legation.Archive(tmp_path_factory.mktemp("articles") / "a.duckdb") as opened:
        ingest(opened, sorted(ARTICLES.glob("*.txt")), Settings())
        yield opened


def show(archive: legation.Archive, what: str, filters: Filters | None = None) -> list[Row]:
    return analyse.rows(View(archive), what, filters or Filters())


def test_the_asserted_absence_of_the_russian_side_is_there(archive: legation.Archive) -> None:
    rows = show(archive, "meetings", Filters(missing="RUS"))
    asserted = [(r["document"], r["place"], m["side"]) for r in rows for m in r["missing_asserted"]]
    assert ("000", "Damascus", "RUS") in asserted
    assert all(m["document"] and m["start"] is not None for r in rows for m in r["missing_asserted"])
    assert all(m["bits"] is None for r in rows for m in r["missing_surprising"]), (
        "five articles are too few for the model"
    )


def test_the_trilateral_of_defence_ministers_is_a_format(archive: legation.Archive) -> None:
    (found,) = [f for f in show(archive, "formats") if f["rank"] == "defence minister"]
    assert found["side_ids"] == ["IRN", "RUS", "SYR"]
    assert (found["dates"], found["places"]) == (["2016-06-09"], ["Tehran"])


def test_the_sochi_deal_was_agreed_by_two_and_breached_by_others(archive: legation.Archive) -> None:
    (line,) = [a for a in show(archive, "agreements") if "sochi" in a["name"].lower()]
    assert set(line["parties_ids"]) == {"RUS", "TUR"}
    assert [c["status"] for c in line["changes"]] == ["negotiated", "breached"]
    assert "group/jabhat-al-nusra" in line["breached_by_ids"]


def test_a_forecast_with_a_day_is_past_due_after_it(archive: legation.Archive) -> None:
    due = [f for f in show(archive, "forecasts", Filters(until="2016-12-01")) if f["due"] == "2016-08-01"]
    assert [f["status"] for f in due] == ["past due"]


@pytest.mark.parametrize("what", ["meetings", "attendance", "formats", "agreements", "forecasts"])
def test_every_row_leads_to_its_words(what: str, archive: legation.Archive) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.txt")}
    rows = show(archive, what)
    assert rows
    for row in rows:
        assert " ".join(texts[row["document"]][row["start"] : row["end"]].split()) == row["quote"]
        for inner in (*row.get("changes", ()), *row.get("terms", ())):
            assert texts[inner["document"]][inner["start"] : inner["end"]].strip()
