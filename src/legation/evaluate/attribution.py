"""Attributions against brat standoff annotation (PolNeAR): content at half overlap, source on the matched."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from legation.engines.local import Coder
from legation.errors import LegationError
from legation.evaluate.report import Report, overlap, precision_recall
from legation.layers import ClaimSpan, Reading
from legation.record import Document
from legation.settings import Settings

Annotation = dict[str, tuple[int, int]]
ROLES = ("Content", "Source", "Cue")
DIGITS = re.compile(r"\d+$")


Finder = Callable[[Reading], Sequence[ClaimSpan]]


def score(gold: Path, settings: Settings, find: Finder | None = None) -> Report:
    """``gold`` holds ``attributions/NAME_ANNOTATOR.ann`` and ``text/NAME.txt``; of several annotators the fullest counts.

    ``find`` replaces Legation's own claims by those of another finder, for comparison.
    """
    texts, versions = gold / "text", defaultdict(list)
    for file in sorted((gold / "attributions").glob("*.ann")):
        versions[file.stem.rsplit("_", 1)[0]].append(brat(file.read_text(encoding="utf-8")))
    if not versions:
        raise LegationError(f"{gold}: holds no attributions/*.ann")
    coder = Coder(settings)
    right = wrong = missed = sources = sources_right = 0
    for name, annotated in sorted(versions.items()):
        reading = coder.read(Document(id=name, text=(texts / f"{name}.txt").read_text(encoding="utf-8")))
        claims = tuple(find(reading)) if find is not None else reading.claims
        used: set[int] = set()
        for item in max(annotated, key=len):
            match = _match(item["Content"], claims, used)
            if match is None:
                missed += 1
                continue
            used.add(match)
            right += 1
            if "Source" in item:
                sources += 1
                source = claims[match].source
                sources_right += source is not None and overlap(source, item["Source"])
        wrong += len(claims) - len(used)
    report = Report("claims")
    for figure, value in zip(("precision", "recall", "F1"), precision_recall(right, wrong, missed), strict=True):
        report.add(f"content {figure}", value)
    report.share("source right on matched", sources_right, sources)
    return report


def brat(text: str) -> list[Annotation]:
    """The attributions of one standoff file that have a content, as the outer span of each role."""
    spans: dict[str, tuple[int, int]] = {}
    events: list[list[str]] = []
    for line in text.splitlines():
        parts = line.split("\t")
        if line.startswith("T"):
            pieces = [tuple(map(int, p.split())) for p in parts[1].split(" ", 1)[1].split(";")]
            spans[parts[0]] = (min(p[0] for p in pieces), max(p[1] for p in pieces))
        elif line.startswith("E"):
            events.append(parts[1].split())
    found = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for name, key in (item.split(":") for item in event):
            role = DIGITS.sub("", name)
            if role in ROLES and key in spans:
                roles[role].append(spans[key])
        if "Content" in roles:
            found.append({role: (min(s for s, _ in at), max(e for _, e in at)) for role, at in roles.items()})
    return found


def _match(content: tuple[int, int], claims: tuple[ClaimSpan, ...], used: set[int]) -> int | None:
    for number, claim in enumerate(claims):
        shared = min(claim.content[1], content[1]) - max(claim.content[0], content[0])
        longest = max(claim.content[1] - claim.content[0], content[1] - content[0])
        if number not in used and shared > 0 and shared >= 0.5 * longest:
            return number
    return None
