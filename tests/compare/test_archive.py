"""The sample reports, and the articles where they are there, read as one archive: each event once, no two meetings joined."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from legation.archive import Archive
from legation.archive.queries import Filters, View
from legation.compare import rows
from legation.compare.joining import Joined, joined
from legation.read import documents
from legation.record import Document
from samples.coded import coder, records

ARTICLES = Path("/work/shared/articles")

# What several sample reports tell, as words of the sentences that tell it: one event each.
TOLD_TWICE = (
    ("missile hit an apartment block in Ganja", "fired a ballistic missile at sleeping families", "had fired on Ganja"),
    ("imposed sanctions on three Iranian generals", "imposed on Iranian commanders in October"),
    ("Tehran promised in return", "Iran secretly pledged"),
    ("Jeddah talks end with pledge", "countries sat down in Jeddah"),
)
# Meetings that are easily taken for one another, as words of the sentences that tell them.
MEETINGS = (
    "negotiated for more than ten hours",
    "due to meet the Minsk Group's envoys",
    "countries sat down in Jeddah",
    "Li held talks with several European delegates",
    "telephoned Sergei Lavrov",
    "four days of talks in Beijing",
    "hosting several earlier rounds of talks",
    "closed meeting of the Security Council",
)


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    with Archive(":memory:") as opened:
        for record in records().values():
            opened.put(record)
        yield opened


@pytest.fixture(scope="module")
def events(archive: Archive) -> list[Joined]:
    return joined(archive)


def telling(events: list[Joined], words: str) -> set[str]:
    """The ids of the events that have a report in a sentence with ``words``."""
    return {e.id for e in events for r in e.reports if words in (r.text or "")}


@pytest.mark.parametrize("tellings", TOLD_TWICE, ids=lambda t: t[0])
def test_what_several_report_is_one_event(events: list[Joined], tellings: tuple[str, ...]) -> None:
    shared = set.intersection(*(telling(events, words) for words in tellings))
    assert len(shared) == 1
    (event,) = (e for e in events if e.id in shared)
    assert len(event.documents) >= 2 and event.independent >= 2 and event.links


@pytest.mark.parametrize(("one", "other"), combinations(MEETINGS, 2))
def test_no_two_meetings_are_joined(events: list[Joined], one: str, other: str) -> None:
    meetings = [e for e in events if e.type == "CONSULT"]
    assert telling(meetings, one) and telling(meetings, other)
    assert not telling(meetings, one) & telling(meetings, other)


def test_every_event_leads_back_to_its_characters(archive: Archive) -> None:
    for row in rows(View(archive), "joined", Filters()):
        text = archive.record(row["document"]).document.text
        assert " ".join(text[row["start"] : row["end"]].split()) == row["quote"]
        assert row["n_reports"] == len(row["report_ids"]) == len(row["report_rows"])


def test_filters_look_at_every_report(archive: Archive) -> None:
    shown = rows(View(archive), "joined", Filters(outlet="Caspian", type="assault", place="Ganja"))
    assert any(len(row["document_ids"]) > 1 for row in shown)
    assert all("karabakh-2-caspian-sentinel" in row["document_ids"] for row in shown)


def test_dyads_hold_the_states_of_persons(archive: Archive) -> None:
    shown = rows(View(archive), "joined", Filters(dyad=("CHN", "RUS"), type="CONSULT"))
    assert any("telephoned" in row["quote"] for row in shown)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here")
def test_no_event_is_joined_over_articles_of_different_years() -> None:
    with Archive(":memory:") as opened:
        for document in documents(ARTICLES):
            if isinstance(document, Document) and document.id.isdigit():
                opened.put(coder().code(document))
        for event in joined(opened):
            years = {(r.day or "")[:4] for r in event.reports if r.day}
            assert len(years) <= 1, event
