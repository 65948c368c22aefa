"""Joined events, acts and archives made by hand."""

from __future__ import annotations

from datetime import date

from legation.analyse.acts import Act, acts
from legation.codebook import plover
from legation.compare.joining import Joined
from legation.compare.reports import Report
from legation.export.opened import Archive
from legation.imports import Imported, store
from legation.imports.rows import COLUMNS

COUNTRIES = {"person/x": "XAA", "org/army-of-y": "YBB"}


def joined(
    key: str,
    day: str | None,
    type: str,
    source: tuple[str, ...] = ("XAA",),
    target: tuple[str, ...] = ("YBB",),
    *,
    mode: str | None = None,
    factuality: str | None = "CT+",
    documents: tuple[str, ...] = ("d",),
    outlets: tuple[str, ...] = ("The Outlet",),
) -> Joined:
    """An event told once in each of ``documents``."""
    told = tuple(
        Report(
            f"{key}-{n}", document, "text", outlets[n % len(outlets)], None, day, type, mode, plover.quad(type), (), source, target,
            (), day, day, "day", None, None, None, (), factuality, "author", 0.9, None, 0, 1,
        )
        for n, document in enumerate(documents)
    )  # fmt: skip
    return Joined(key, type, mode, plover.quad(type), source, target, (), day, day, None, None, factuality, told)


def act(day: str, score: float, source: str = "XAA", target: str = "YBB", documents: tuple[str, ...] = ("d",)) -> Act:
    """An act with any score that is wanted."""
    kind = "SUPPORT" if score > 0 else "ASSAULT"
    event = joined(f"{day}{source}{score}{documents}", day, kind, (source,), (target,), documents=documents)
    return Act(source, target, False, score, event.quad, date.fromisoformat(day), documents, ("The Outlet",), event)


def told(*events: Joined, **options: bool) -> list[Act]:
    return acts(events, COUNTRIES, **options)


def row(number: int, day: str, type: str, source: str = "XAA", target: str = "YBB", **more: object) -> Imported:
    """An imported row of its own story."""
    values = {
        **dict.fromkeys(COLUMNS), "dataset": "polecat", "id": str(number), "day": day, "type": type,
        "quad": plover.quad(type), "source_country": source, "target_country": target, "story": f"s{number}",
        "published": day, "publisher": "The Outlet", **more,
    }  # fmt: skip
    return Imported(**values)  # type: ignore[arg-type]


def archive(*rows: Imported) -> Archive:
    """An archive in memory that holds ``rows``."""
    opened = Archive(":memory:")
    store(opened, rows)
    return opened
