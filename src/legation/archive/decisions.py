"""What people decided about an archive: joined, split, the same, different, came true. Appended and never changed.

The last decision on the same things holds. Each is mirrored as a line of JSON beside the archive, so that it outlives it: an
archive that is made anew under the same name takes them back (:func:`restore`).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from legation.archive.store import Archive
from legation.errors import InputRefused

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
    restore(archive)
    number = 1 + int(archive.rows("SELECT coalesce(max(number), 0) FROM decisions")[0][0])
    made = Decision(number, kind, first, second, value, by, at, why)
    archive.rows("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(asdict(made).values()))
    if str(archive.path) != ":memory:":
        with mirror(archive.path).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(asdict(made), ensure_ascii=False) + "\n")
    return made


def restore(archive: Archive) -> int:
    """Take back the decisions of the mirror into an archive that has none; how many there were.

    Raises ``InputRefused`` with file and line for a mirror that cannot be read: then nothing is taken back.
    """
    if str(archive.path) == ":memory:" or not mirror(archive.path).exists():
        return 0
    if not _kept(archive) or decisions(archive):
        return 0
    file = mirror(archive.path)
    lines = [line for line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if line[1].strip()]
    found = [_decision(line, number, file) for number, line in lines]
    for made in found:
        archive.rows("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(asdict(made).values()))
    return len(found)


def _decision(line: str, number: int, file: Path) -> Decision:
    try:
        made = Decision(**json.loads(line))
    except (ValueError, TypeError) as error:
        what = f"no decision ({error}); mend or remove the line, or move the file away to start without decisions"
        raise InputRefused(what, file=str(file), line=number) from None
    if made.kind not in KINDS:
        raise InputRefused(f"no kind of decision {made.kind!r}; mend or remove the line", file=str(file), line=number)
    return made


def decisions(archive: Archive, *kinds: str) -> list[Decision]:
    """All decisions in their order, or those of ``kinds`` alone. An archive older than decisions has none."""
    if not _kept(archive):
        return []
    found = [Decision(*row) for row in archive.rows("SELECT * FROM decisions ORDER BY number")]
    return [d for d in found if not kinds or d.kind in kinds]


def _kept(archive: Archive) -> bool:
    return bool(archive.rows("SELECT 1 FROM information_schema.tables WHERE table_name = 'decisions'"))


def mirror(path: Path) -> Path:
    """The file beside an archive that repeats its decisions."""
    return path.with_name(path.name + SUFFIX)
