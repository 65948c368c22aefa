"""What people decided about an archive: joined, split, the same, different, came true. Appended and never changed.

The last decision on the same things holds. Each is mirrored as a line of JSON beside the archive, so that it outlives it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from legation.archive.store import Archive

SUFFIX = ".decisions.jsonl"
KINDS = ("join", "split", "same", "different", "outcome", "camp")


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: ``kind`` of :data:`KINDS` on one or two things (ids), a value where it has one, by whom, when and why.

    ``number`` counts from 1 in the order of decisions; ``at`` is an ISO time as the caller gives it.
    """

    number: int
    kind: str
    first: str
    second: str | None
    value: str | None
    by: str | None
    at: str | None
    why: str | None


def decide(
    archive: Archive,
    kind: str,
    first: str,
    second: str | None = None,
    *,
    value: str | None = None,
    by: str | None = None,
    at: str | None = None,
    why: str | None = None,
) -> Decision:
    """Append a decision to ``archive`` and to its mirror. Raises ``ValueError`` for an unknown kind."""
    if kind not in KINDS:
        raise ValueError(f"no kind of decision {kind!r}; choose one of {', '.join(KINDS)}")
    if second is not None and second < first and kind in ("join", "split", "same", "different"):
        first, second = second, first
    number = 1 + int(archive.rows("SELECT coalesce(max(number), 0) FROM decisions")[0][0])
    made = Decision(number, kind, first, second, value, by, at, why)
    archive.rows("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(asdict(made).values()))
    if str(archive.path) != ":memory:":
        with mirror(archive.path).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")
    return made


def decisions(archive: Archive, *kinds: str) -> list[Decision]:
    """All decisions in their order, or those of ``kinds`` alone. An archive older than decisions has none."""
    if not archive.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'decisions'"):
        return []
    found = [Decision(*row) for row in archive.rows("SELECT * FROM decisions ORDER BY number")]
    return [d for d in found if not kinds or d.kind in kinds]


def mirror(path: Path) -> Path:
    """The file beside an archive that repeats its decisions."""
    return path.with_name(path.name + SUFFIX)
