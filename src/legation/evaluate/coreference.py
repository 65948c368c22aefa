"""Pronouns, offices, sides and group nouns (``benchmarks/coreference``): does each belong to the right actor?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from legation.engines.local import Coder
from legation.errors import InputRefused, LegationError
from legation.evaluate.report import Report, overlap
from legation.record import Document
from legation.settings import Settings

FILE = "passages.txt"
KINDS = {"p": "pronoun", "o": "office", "g": "group noun", "s": "several"}
POSSESSIVES = ("his", "her", "its", "their", "my", "our")
_MARK = re.compile(r"\{([pogs]?)([0-9+]+):([^}]*)\}")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: where its actors are named (number → first span), and what refers to them (kind, numbers, span)."""

    number: int
    text: str
    named: dict[int, Span]
    referring: tuple[tuple[str, tuple[int, ...], Span], ...]

    @property
    def apart(self) -> bool:
        """Whether it is one of the third whose errors are not read."""
        return self.number % 3 == 0


def passages(file: Path) -> Iterator[Passage]:
    """The passages of ``file``. Raises ``InputRefused`` for a mark that refers to a number which nobody bears."""
    number = 0
    for line, raw in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        number += 1
        text, named, referring, at = "", dict[int, Span](), [], 0
        for mark in _MARK.finditer(raw):
            text += raw[at : mark.start()]
            span = (len(text), len(text) + len(mark.group(3)))
            text += mark.group(3)
            at = mark.end()
            numbers = tuple(int(n) for n in mark.group(2).split("+"))
            if mark.group(1):
                referring.append((mark.group(1), numbers, span))
            else:
                named.setdefault(numbers[0], span)
        text += raw[at:]
        unknown = {n for _, numbers, _ in referring for n in numbers if n} - set(named)
        if unknown:
            raise InputRefused(f"nobody bears the number {min(unknown)}", file=str(file), line=line)
        yield Passage(number, text, named, tuple(referring))


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a folder with ``passages.txt``. Precision is of the links made, recall of those that can be made."""
    file = gold / FILE if gold.is_dir() else gold
    if not file.is_file():
        raise LegationError(f"{gold}: holds no {FILE}")
    coder = Coder(settings)
    verdicts: Counter[tuple[str, str, bool]] = Counter()
    errors: list[tuple[str, float, str]] = []
    for passage in passages(file):
        record = coder.code(Document(id=str(passage.number), text=passage.text))
        where = {a.id: [(m.start, m.end) for m in a.mentions] for a in record.actors}
        for kind, numbers, span in passage.referring:
            verdict = _verdict(where, passage, numbers, span)
            name = _kind(kind, passage.text[span[0] : span[1]])
            verdicts[name, verdict, passage.apart] += 1
            if verdict in ("wrong", "missing") and not passage.apart:
                errors.append(
                    (f"{name}: {verdict}", 1.0, f"{passage.number}: {passage.text[span[0] : span[1] + 40]!r}")
                )
    report = Report("coreference")
    _figures(report, "", verdicts, list({k for k, _, _ in verdicts}), (True, False))
    _figures(report, " of the two thirds", verdicts, list({k for k, _, _ in verdicts}), (False,))
    _figures(report, " of the third kept apart", verdicts, list({k for k, _, _ in verdicts}), (True,))
    for name in sorted({k for k, _, _ in verdicts}):
        _figures(report, f": {name}", verdicts, [name], (True, False))
    report.classes(errors)
    return report


def _figures(
    report: Report, name: str, verdicts: Counter[tuple[str, str, bool]], kinds: list[str], parts: tuple[bool, ...]
) -> None:
    counts = {v: sum(verdicts[k, v, p] for k in kinds for p in parts) for v in ("right", "wrong", "missing")}
    report.share(f"precision{name}", counts["right"], counts["right"] + counts["wrong"])
    report.share(f"recall{name}", counts["right"], sum(counts.values()))


def _kind(kind: str, words: str) -> str:
    return "possessive" if kind in "ps" and words.lower() in POSSESSIVES else KINDS[kind]


def _verdict(where: dict[str, list[Span]], passage: Passage, numbers: tuple[int, ...], span: Span) -> str:
    """right, wrong, missing; or none where nothing was to be linked and nothing is."""
    mine = {a for a, spans in where.items() if any(_same(s, span) for s in spans)}
    wanted = [
        {a for a, spans in where.items() if any(overlap(s, passage.named[n]) for s in spans)} for n in numbers if n
    ]
    if not wanted:
        others = {a for a in mine if any(not _same(s, span) for s in where[a])}
        return "wrong" if others else "none"
    linked = {a for a in mine if any(not _same(s, span) for s in where[a])}
    if not linked:
        return "missing"
    right = set.union(*wanted)
    if linked - right:
        return "wrong"
    return "right" if all(linked & w for w in wanted) else "wrong"


def _same(one: Span, other: Span) -> bool:
    """Whether a mention stands on the marked words: it ends where they end, give or take an article or a possessive's mark."""
    return overlap(one, other) and abs(one[1] - other[1]) <= 2
