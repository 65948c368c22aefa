"""Events out of reports: the reports of one event joined, each kept with what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from legation.archive import Archive
from legation.compare.reports import Report, reports


@dataclass(frozen=True, slots=True)
class Joined:
    """One event with all reports of it, the earliest published first.

    ``id`` is a hash of the reports' ids; ``source``, ``target``, ``absent``, ``first``, ``last``, ``place`` and the rest are
    what most independent reports say; every other version stands in ``reports``. ``copies`` names reports whose text repeats
    another's: they are listed, and counted once.
    """

    id: str
    type: str
    mode: str | None
    quad: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    absent: tuple[str, ...]
    first: str | None
    last: str | None
    place: str | None
    place_country: str | None
    factuality: str | None
    reports: tuple[Report, ...]
    copies: tuple[str, ...] = ()

    @property
    def actors(self) -> tuple[str, ...]:
        """Source and target together, each once, in that order."""
        return tuple(dict.fromkeys((*self.source, *self.target)))

    @property
    def day(self) -> str | None:
        """The first day told, else the first day of publication."""
        return self.first or min((r.published for r in self.reports if r.published), default=None)

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that report it, each once, without those that copy another."""
        return tuple(dict.fromkeys(r.document for r in self.reports if r.id not in self.copies))

    @property
    def publishers(self) -> tuple[str, ...]:
        """The publishers that report it, each once."""
        return tuple(dict.fromkeys(r.publisher for r in self.reports if r.publisher))


def joined(archive: Archive) -> list[Joined]:
    """The events of ``archive``, by day."""
    return join(reports(archive))


def join(told: Iterable[Report]) -> list[Joined]:
    """Reports of the same type, actors and days joined."""
    groups: dict[tuple[object, ...], list[Report]] = {}
    for report in told:
        exact = (report.type, report.mode, report.source, report.target, report.first, report.last)
        key = exact if report.first and report.actors else (report.document, report.id)
        groups.setdefault(key, []).append(report)
    made = [_joined(group) for group in groups.values()]
    return sorted(made, key=lambda j: (j.day or "9999", j.id))


def _joined(group: Sequence[Report]) -> Joined:
    ordered = sorted(group, key=lambda r: (r.published or "9999", r.document, r.start or 0, r.id))
    lead = max(ordered, key=lambda r: r.confidence or 0)
    places = [r for r in ordered if r.place]
    placed = places[0] if places else lead
    key = hashlib.sha256("\n".join(sorted(r.id for r in ordered)).encode()).hexdigest()[:16]
    return Joined(
        key, lead.type, lead.mode, lead.quad, lead.source, lead.target,
        tuple(dict.fromkeys(a for r in ordered for a in r.absent)), lead.first, lead.last, placed.place,
        placed.place_country, lead.factuality, tuple(ordered),
    )  # fmt: skip
