"""Time expressions against TimeML (TIMEX3) or WikiWars (TIMEX2): relaxed spans and values."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from pathlib import Path

from legation.engines.local import Coder
from legation.errors import LegationError
from legation.evaluate.report import Report, overlap, precision_recall
from legation.record import Document
from legation.settings import Settings

PIECE = re.compile(r"<(/?)(\w+)([^>]*)>|([^<]+)")
CREATED = re.compile(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>')
DAY = re.compile(r'(?:value|VAL|val)="(\d{4}-\d{2}-\d{2})')
VALUE = re.compile(r'\b(?:value|val|VAL)="([^"]*)"')
TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.S)
SUFFIXES = (".tml", ".xml")


@dataclass(frozen=True, slots=True)
class Timex:
    """One annotated expression."""

    start: int
    end: int
    value: str


def score(gold: Path, settings: Settings) -> Report:
    """``gold`` is a file or a folder of TimeML or TIMEX2 files."""
    files = [gold] if gold.is_file() else sorted(f for f in gold.iterdir() if f.suffix in SUFFIXES)
    if not files:
        raise LegationError(f"{gold}: holds no .tml or .xml file")
    coder = Coder(settings)
    right = wrong = missed = values = 0
    for file in files:
        text, published, wanted = read(file)
        document = Document(
            id=file.name, text=text, published=published, published_basis="given" if published else "unknown"
        )
        found = coder.read(document, only="dates").times
        used: set[int] = set()
        for timex in wanted:
            match = next(
                (
                    i
                    for i, f in enumerate(found)
                    if i not in used and overlap((f.start, f.end), (timex.start, timex.end))
                ),
                None,
            )
            if match is None:
                missed += 1
                continue
            used.add(match)
            right += 1
            values += found[match].value == timex.value
        wrong += len(found) - len(used)
    report = Report("dates")
    _, _, f1 = precision_recall(right, wrong, missed)
    report.add("relaxed F1", f1)
    report.add("value F1", f1 * values / right if right else 0.0)
    report.share("value right on found", values, right)
    return report


def read(file: Path) -> tuple[str, str | None, list[Timex]]:
    """The text of a file, its creation day and its annotated expressions."""
    raw = file.read_text(encoding="utf-8")
    created = CREATED.search(raw)
    day = DAY.search(created.group(0)) if created else None
    body = TEXT.search(raw)
    if body is None:
        raise LegationError(f"{file}: has no <TEXT>")
    pieces: list[str] = []
    found: list[Timex] = []
    opened: list[tuple[int, str]] = []
    length = 0
    for piece in PIECE.finditer(body.group(1)):
        closing, name, attributes, plain = piece.groups()
        if plain is not None:
            plain = html.unescape(plain)
            pieces.append(plain)
            length += len(plain)
        elif name in ("TIMEX3", "TIMEX2") and closing:
            start, value = opened.pop()
            found.append(Timex(start, length, value))
        elif name in ("TIMEX3", "TIMEX2"):
            value_match = VALUE.search(attributes)
            opened.append((length, value_match.group(1) if value_match else ""))
    return "".join(pieces), day.group(1) if day else None, found
