"""Reports of one event or of two (``benchmarks/pairs``): are the right ones joined?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from itertools import combinations
from pathlib import Path
from typing import Any
from zlib import crc32

import yaml

from legation.archive import Archive
from legation.compare.identity import identities
from legation.compare.joining import joined
from legation.compare.parts import likeness, rarity, told
from legation.compare.reports import Report as Telling
from legation.compare.reports import reports
from legation.engines.local import Coder
from legation.errors import LegationError
from legation.evaluate.report import Report, Table, overlap, precision_recall
from legation.record import Document
from legation.settings import Settings

FILE = "stories.yaml"
NOT_FOUND = -1000.0  # the score of a pair of which one event was not found at all
Story = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports of one story, by their ids in the file, and whether they tell the same event."""

    story: str
    kind: str
    first: str
    second: str
    same: bool

    @property
    def apart(self) -> bool:
        """Whether its story is one of the third whose errors are not read."""
        return apart(self.story)

    @property
    def name(self) -> str:
        """Its class: what the story tries, and the label."""
        return f"{self.kind}: {'same' if self.same else 'different'}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a pair: joined or not, the score, and whether both events were found."""

    pair: Pair
    joined: bool
    score: float
    found: bool


def apart(story: str) -> bool:
    """Whether a story is one of the third whose errors are not read."""
    return crc32(story.encode()) % 3 == 0


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a folder with ``stories.yaml``. A pair counts as joined where its two marked events are one."""
    stories = load(gold)
    with Archive(":memory:") as archive:
        coded(archive, stories, settings)
        found = judged(archive, stories)
        report = Report("pairs")
        _figures(report, found)
        report.share("marked events found", *_found(archive, stories))
    return report


def load(gold: Path) -> list[Story]:
    """The stories of a file or folder."""
    file = gold / FILE if gold.is_dir() else gold
    if not file.is_file():
        raise LegationError(f"{gold}: holds no {FILE}")
    stories: list[Story] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return stories


def coded(archive: Archive, stories: Iterable[Story], settings: Settings) -> None:
    """Every document of the stories, short texts and sample reports, coded into ``archive``."""
    from legation.read import documents

    coder = Coder(settings)
    given = [row for story in stories for row in story["reports"]]
    with as_file(files("legation.resources") / "samples") as samples:
        wanted = {row["sample"] for row in given if "sample" in row}
        for document in documents(samples):
            if isinstance(document, Document) and document.id in wanted:
                archive.put(coder.code(document))
    for row in given:
        if "sample" not in row:
            archive.put(
                coder.code(
                    Document(
                        id=row["id"], text=row["text"], title=row.get("title"), outlet=row["outlet"],
                        published=str(row["published"]), published_basis="given",
                    )
                )
            )  # fmt: skip


def judged(archive: Archive, stories: Iterable[Story]) -> list[Judged]:
    """Every pair with what joining makes of it, in the order of the file."""
    stories = list(stories)
    marked = _marked(archive, stories)
    events = {r.id: e.id for e in joined(archive) for r in e.reports}
    states = identities(archive).countries
    rare = rarity(reports(archive))
    ready = {key: told(report, states, rare) for key, report in marked.items()}
    result = []
    for pair in pairs(stories):
        both = pair.first in marked and pair.second in marked
        one = both and events[marked[pair.first].id] == events[marked[pair.second].id]
        likely = likeness(ready[pair.first], ready[pair.second]).score if both else NOT_FOUND
        result.append(Judged(pair, one, likely, both))
    return result


def pairs(stories: Iterable[Story]) -> Iterator[Pair]:
    """All pairs within each story."""
    for story in stories:
        for one, other in combinations(story["reports"], 2):
            yield Pair(story["story"], story["class"], one["id"], other["id"], one["event"] == other["event"])


def _figures(report: Report, found: list[Judged]) -> None:
    read = [j for j in found if not j.pair.apart]
    kept = [j for j in found if j.pair.apart]
    for name, chosen in (("", found), (" of the two thirds", read), (" of the third kept apart", kept)):
        for label, value in zip(("precision", "recall", "F1"), _agreement(chosen), strict=True):
            report.add(f"pairwise {label}{name}", value)
    report.add("precision at recall 0.5", _precision_at([(j.score, j.pair.same) for j in found], 0.5))
    wrong = Counter(j.pair.name for j in found if j.joined != j.pair.same)
    total = Counter(j.pair.name for j in found)
    rows = tuple((name, str(total[name]), str(wrong[name])) for name in sorted(total))
    report.tables.append(Table("Pairs by class", (("class", "pairs", "wrong"), *rows)))
    report.classes(
        (
            "joined, but two events" if j.joined else "not joined" if j.found else "not joined: an event was not found",
            1.0,
            f"{j.pair.first} / {j.pair.second} ({j.score:.1f})",
        )
        for j in read
        if j.joined != j.pair.same
    )


def _agreement(found: list[Judged]) -> tuple[float, float, float]:
    right = sum(j.joined and j.pair.same for j in found)
    wrong = sum(j.joined and not j.pair.same for j in found)
    return precision_recall(right, wrong, sum(j.pair.same for j in found) - right)


def _marked(archive: Archive, stories: Iterable[Story]) -> dict[str, Telling]:
    """Report of the file → the event marked: by its trigger or another mention of it, else the only one of its sentence."""
    tellings: dict[str, list[Telling]] = {}
    for telling in sorted(reports(archive), key=lambda r: (-(r.confidence or 0), r.id)):
        tellings.setdefault(telling.document, []).append(telling)
    result = {}
    for row in (r for story in stories for r in story["reports"]):
        record = archive.record(row.get("sample", row["id"]))
        span = _span(record.document.text, row)
        words = {e.id: [(e.trigger.start, e.trigger.end)] for e in record.events}
        more = {e.id: [(m.start, m.end) for m in e.mentions] for e in record.events}
        here = tellings.get(record.document.id, [])
        for spans in (words, more):
            if row["id"] not in result:
                hits = [t for t in here if any(overlap(span, s) for s in spans[t.id])]
                result.update({row["id"]: hits[0]} if hits else {})
        around = [t for t in here if t.start is not None and t.end is not None and overlap(span, (t.start, t.end))]
        if row["id"] not in result and len(around) == 1:
            result[row["id"]] = around[0]
    return result


def _span(text: str, row: Mapping[str, Any]) -> tuple[int, int]:
    """The characters of the trigger, which stands in the words ``within`` where a text has several."""
    within = re.search(r"\s+".join(map(re.escape, row.get("within", text).split())), text)
    if within is None:
        raise LegationError(f"{row['id']}: the document does not hold {row['within']!r}")
    start = text.index(row["trigger"], within.start())
    return start, start + len(row["trigger"])


def _found(archive: Archive, stories: Iterable[Story]) -> tuple[int, int]:
    stories = list(stories)
    return len(_marked(archive, stories)), sum(len(story["reports"]) for story in stories)


def _precision_at(scored: list[tuple[float, bool]], recall: float) -> float:
    """The precision of the highest scores that together hold ``recall`` of the same pairs."""
    wanted = recall * sum(same for _, same in scored)
    right = 0
    for rank, (_, same) in enumerate(sorted(scored, key=lambda s: (-s[0], s[1])), 1):
        right += same
        if right >= wanted:
            return right / rank
    return 0.0
