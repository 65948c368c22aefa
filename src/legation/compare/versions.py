"""What the reports of one event say of it, field by field: each version with those who tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from legation.compare.joining import Joined
from legation.compare.reports import Report

FIELDS = ("who", "when", "where", "how many", "factuality", "holder")


@dataclass(frozen=True, slots=True)
class Version:
    """What some reports say of one ``field`` (of :data:`FIELDS`); ``reports`` are ids, ``copies`` those that repeat others."""

    field: str
    text: str
    reports: tuple[str, ...]
    documents: tuple[str, ...]
    publishers: tuple[str, ...]
    copies: tuple[str, ...] = ()


def versions(event: Joined, name: Callable[[str], str] = str) -> tuple[Version, ...]:
    """Every version of every field, by field, the one with most documents first, then the one told first.

    Reports that leave a field out have no version of it. ``name`` gives the name of an actor's id.
    """
    found = []
    for field in FIELDS:
        tellers: dict[str, list[Report]] = {}
        for report in event.reports:
            for text in dict.fromkeys(_said(field, report, name)):
                tellers.setdefault(text, []).append(report)
        made = [_version(field, text, who, event) for text, who in tellers.items()]
        found += sorted(made, key=lambda v: (-len(v.documents), -len(v.reports)))
    return tuple(found)


def _version(field: str, text: str, who: list[Report], event: Joined) -> Version:
    own = [r for r in who if r.id not in event.copies] or who[:1]
    return Version(
        field, text, tuple(r.id for r in who), tuple(dict.fromkeys(r.document for r in own)),
        tuple(dict.fromkeys(r.publisher for r in own if r.publisher)), tuple(r.id for r in who if r.id in event.copies),
    )  # fmt: skip


def _said(field: str, report: Report, name: Callable[[str], str]) -> Iterator[str]:
    """What one report says of a field; of figures it may say several."""
    if field == "who" and report.actors:
        source, target = (", ".join(name(a) for a in side) for side in (report.source, report.target))
        yield f"{source or '?'} → {target}" if target else source
    elif field == "when" and report.first:
        yield report.first if report.last in (None, report.first) else f"{report.first} – {report.last}"
    elif field == "where" and report.place:
        yield report.place
    elif field == "how many":
        for figure in report.figures:
            yield f"{figure.value:g} {figure.unit}"
    elif field == "factuality" and report.factuality:
        yield report.factuality
    elif field == "holder" and report.holder:
        yield name(report.holder)
