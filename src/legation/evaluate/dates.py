"""Time expressions against TimeML (TIMEX3) or WikiWars (TIMEX2): relaxed spans and values.

Where the package ``dateparser`` is installed (extra ``benchmarks``), a baseline is scored beside them: each expression that
Legation found, as Legation cut it out, is read by dateparser alone, with the day of publication as its base.
"""

from __future__ import annotations

import html
import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

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
# How a value is written, by the grain that dateparser reports.
FORMATS = {"time": "%Y-%m-%dT%H:%M", "day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}


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
    baseline = alone()
    right = wrong = missed = values = plain = 0
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
            plain += baseline is not None and baseline(found[match].text, published) == timex.value
        wrong += len(found) - len(used)
    report = Report("dates")
    _, _, f1 = precision_recall(right, wrong, missed)
    report.add("relaxed F1", f1)
    report.add("value F1", f1 * values / right if right else 0.0)
    report.share("value right on found", values, right)
    if baseline is not None:
        report.add("value F1 of dateparser on our spans", f1 * plain / right if right else 0.0)
        report.share("value right on found, dateparser", plain, right)
    return report


def alone() -> Callable[[str, str | None], str | None] | None:
    """dateparser as a function of an expression and the day of publication to a TIMEX3 value; None if not installed.

    Years, months, weeks, days and times get values; it knows no durations, sets or vague references.
    """
    try:
        module = importlib.import_module("dateparser.date")
    except ImportError:
        return None

    @cache
    def parser(published: str | None) -> Any:
        base = datetime.fromisoformat(published) if published else datetime(2000, 1, 1)
        rules = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "RETURN_TIME_AS_PERIOD": True}
        return module.DateDataParser(languages=["en"], settings=rules)

    def value(text: str, published: str | None) -> str | None:
        found = parser(published).get_date_data(text)
        return None if found.date_obj is None else found.date_obj.strftime(FORMATS.get(found.period, FORMATS["day"]))

    return value


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
