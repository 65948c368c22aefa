"""Reports of one event or of two (``benchmarks/pairs``): are the right ones joined?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from zlib import crc32

import yaml

from legation.archive import Archive
from legation.compare.identity import identities
from legation.compare.joining import joined
from legation.compare.parts import likeness, told
from legation.compare.reports import Report as Telling
from legation.compare.reports import reports
from legation.engines.local import Coder
from legation.errors import LegationError
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Document
from legation.settings import Settings

FILE = "stories.yaml"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one story, by document id, and whether they tell the same event."""

    story: str
    first: str
    second: str
    same: bool


def apart(story: str) -> bool:
    """Whether a story is one of the third whose errors are not read."""
    return crc32(story.encode()) % 3 == 0


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a folder with ``stories.yaml``. A pair counts as joined where its two marked events are one."""
    file = gold / FILE if gold.is_dir() else gold
    if not file.is_file():
        raise LegationError(f"{gold}: holds no {FILE}")
    stories = yaml.safe_load(file.read_text(encoding="utf-8"))
    coder = Coder(settings)
    with Archive(":memory:") as archive:
        spans = {}
        for row in (r for story in stories for r in story["reports"]):
            start = row["text"].index(row["trigger"])
            spans[row["id"]] = (start, start + len(row["trigger"]))
            document = Document(
                id=row["id"],
                text=row["text"],
                outlet=row["outlet"],
                published=str(row["published"]),
                published_basis="given",
            )
            archive.put(coder.code(document))
        marked = _marked(archive, spans)
        events = {r.id: e.id for e in joined(archive) for r in e.reports}
        states = identities(archive).countries
    report = Report("pairs")
    found = [(p, _joined(p, marked, events), _score(p, marked, states)) for p in _pairs(stories)]
    for name, chosen in (
        ("", found),
        (" of the two thirds", [f for f in found if not apart(f[0].story)]),
        (" of the third kept apart", [f for f in found if apart(f[0].story)]),
    ):
        right = sum(p.same and j for p, j, _ in chosen)
        wrong = sum(j and not p.same for p, j, _ in chosen)
        figures = precision_recall(right, wrong, sum(p.same for p, _, _ in chosen) - right)
        for label, value in zip(("precision", "recall", "F1"), figures, strict=True):
            if not name or label == "F1":
                report.add(f"pairwise {label}{name}", value)
    report.add("precision at recall 0.5", _precision_at([(s, p.same) for p, _, s in found], 0.5))
    report.share("marked events found", len(marked), len(spans))
    report.classes(
        ("joined, but two events" if j else _why(p, marked), 1.0, f"{p.first} / {p.second} ({s:.1f})")
        for p, j, s in found
        if j != p.same and not apart(p.story)
    )
    return report


def _pairs(stories: list[dict[str, list[dict[str, str]]]]) -> Iterator[Pair]:
    for story in stories:
        for one, other in combinations(story["reports"], 2):
            yield Pair(str(story["story"]), one["id"], other["id"], one["event"] == other["event"])


def _marked(archive: Archive, spans: dict[str, tuple[int, int]]) -> dict[str, Telling]:
    """Document → its report of the marked event: the one on the trigger, else the surest of its sentence."""
    found: dict[str, Telling] = {}
    triggers = dict(archive.rows("SELECT id, [trigger_start, trigger_end] FROM events"))
    for report in sorted(reports(archive), key=lambda r: (-(r.confidence or 0), r.id)):
        start, end = triggers[report.id]
        if overlap((start, end), spans[report.document]):
            found.setdefault(report.document, report)
    return found


def _joined(pair: Pair, marked: dict[str, Telling], events: dict[str, str]) -> bool:
    one, other = marked.get(pair.first), marked.get(pair.second)
    return one is not None and other is not None and events[one.id] == events[other.id]


def _score(pair: Pair, marked: dict[str, Telling], states: Mapping[str, str]) -> float:
    one, other = marked.get(pair.first), marked.get(pair.second)
    if one is None or other is None:
        return -1000.0
    return likeness(told(one, states), told(other, states)).score


def _why(pair: Pair, marked: dict[str, Telling]) -> str:
    return "not joined" if pair.first in marked and pair.second in marked else "not joined: an event was not found"


def _precision_at(scored: list[tuple[float, bool]], recall: float) -> float:
    """The precision of the highest scores that together hold ``recall`` of the same pairs."""
    wanted = recall * sum(same for _, same in scored)
    right = 0
    for rank, (_, same) in enumerate(sorted(scored, key=lambda s: (-s[0], s[1])), 1):
        right += same
        if right >= wanted:
            return right / rank
    return 0.0
