"""What a person ruled holds: over the score, over reading again, over chains."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import legation
from commands.running import run
from legation.compare.joining import Joined, joined
from legation.errors import LegationError
from legation.record import Record
from samples.coded import coder, records

NAMES = (
    "beijing-1-pelican-ledger",
    "beijing-2-zagros-clarion",
    "beijing-3-atlantic-bulwark",
    "drones-1-pelican-ledger",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.duckdb"
    with legation.Archive(path) as opened:
        for name in NAMES:
            opened.put(records()[name])
    return path


@pytest.fixture
def archive(file: Path) -> Iterator[legation.Archive]:
    with legation.Archive(file) as opened:
        yield opened


def several(archive: legation.Archive) -> Joined:
    """An event of more than two reports."""
    return next(e for e in joined(archive) if len(e.reports) > 2)


def alone(archive: legation.Archive, number: int) -> list[str]:
    """Reports that stand alone."""
    return [e.reports[0].id for e in joined(archive) if len(e.reports) == 1][:number]


def together(archive: legation.Archive, *ids: str) -> bool:
    return any(set(ids) <= {r.id for r in e.reports} for e in joined(archive))


def test_a_join_holds_between_reports_that_nothing_else_would_join(archive: legation.Archive) -> None:
    one, other = alone(archive, 2)
    archive.join(one, other, by="me", why="the same, seen from two sides")
    assert together(archive, one, other)
    (event,) = (e for e in joined(archive) if one in {r.id for r in e.reports})
    assert any(link.by_hand for link in event.links)


def test_a_forbidden_join_never_comes_back(archive: legation.Archive) -> None:
    first, second, *_ = several(archive).reports
    archive.split(first.id, second.id)
    assert not together(archive, first.id, second.id)
    for name in NAMES:
        archive.put(records()[name], given="changed")
    assert not together(archive, first.id, second.id)


def test_a_ruling_outlives_an_edit_that_changes_all_ids(archive: legation.Archive) -> None:
    event = several(archive)
    first, second = event.reports[0], event.reports[1]
    before = {r.id for r in event.reports}
    archive.split(first.id, second.id)
    assert first.document == second.document or first.document in NAMES
    for name in {first.document, second.document}:
        old = records()[name].document
        archive.put(edited(name, old.text))
    now = joined(archive)
    assert not before & {r.id for e in now for r in e.reports if r.document == first.document}
    homes = [
        next(e.id for e in now for r in e.reports if same(r.text, x.text) and r.trigger == x.trigger)
        for x in (first, second)
    ]
    assert homes[0] != homes[1]


def edited(name: str, text: str) -> Record:
    """The document coded again with a line more at its end and a blank line more at its beginning."""
    return coder().code(
        records()[name].document.model_copy(update={"text": f"\n\n{text}\n\nThis report has been corrected.\n"})
    )


def same(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def test_one_report_is_split_from_all_that_stand_with_it(archive: legation.Archive) -> None:
    event = several(archive)
    archive.split(event.reports[0].id)
    (home,) = (e for e in joined(archive) if event.reports[0].id in {r.id for r in e.reports})
    assert not {r.id for r in home.reports} & {r.id for r in event.reports[1:]}


def test_joined_events_are_ruled_on_by_their_own_ids(archive: legation.Archive) -> None:
    event, (other,) = several(archive), alone(archive, 1)
    archive.join(event.id[:8], other)
    assert together(archive, other, *(r.id for r in event.reports))


def test_the_last_ruling_on_a_pair_holds(archive: legation.Archive) -> None:
    one, other = alone(archive, 2)
    archive.join(one, other)
    archive.split(one, other)
    assert not together(archive, one, other)
    archive.join(one, other)
    assert together(archive, one, other)


def test_a_contradiction_names_the_chain_and_what_to_do(archive: legation.Archive) -> None:
    a, b, c = alone(archive, 3)
    archive.join(a, b)
    archive.join(b, c)
    with pytest.raises(LegationError, match="split one of these pairs first") as refused:
        archive.split(a, c)
    assert all(key in str(refused.value) for key in (a, b, c))
    assert together(archive, a, b, c)


def test_an_unknown_id_is_named(archive: legation.Archive) -> None:
    with pytest.raises(LegationError, match=r"'nothing'.*show joined"):
        archive.join("nothing", alone(archive, 1)[0])


def test_one_report_alone_joins_nothing(archive: legation.Archive) -> None:
    with pytest.raises(LegationError, match="two reports or more"):
        archive.join(alone(archive, 1)[0])


def test_the_commands_rule_show_and_explain(file: Path) -> None:
    with legation.Archive(file) as opened:
        one, other = alone(opened, 2)
    done = run("join", one[:10], other, "--archive", file, "--by", "me")
    assert done.status == 0 and "one event" in done.out
    with legation.Archive(file) as opened:
        (event,) = (e for e in joined(opened) if one in {r.id for r in e.reports})
    assert event.id in run("show", "joined", "--archive", file, "--format", "json").out
    explained = run("explain", event.id, "--archive", file)
    assert explained.status == 0 and "by hand" in explained.out and one in explained.out
    assert "two events" in run("split", one, other, "--archive", file).out
    assert run("explain", event.id, "--archive", file).status == 2
