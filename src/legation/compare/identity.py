"""Who is the same actor across documents: one canonical id for the spellings of one person, group or body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legation.archive import Archive


@dataclass(frozen=True, slots=True)
class Identities:
    """Actor ids as documents have them → the id that stands for them all. Ids that stand for themselves are left out."""

    canonical: Mapping[str, str] = field(default_factory=dict)

    def one(self, key: str) -> str:
        """The canonical id of one actor or holder."""
        return self.canonical.get(key, key)

    def all(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Canonical ids, each once, in the given order."""
        return tuple(dict.fromkeys(self.one(key) for key in keys))


def identities(archive: Archive) -> Identities:  # noqa: ARG001
    """The identities of all actors in ``archive``."""
    return Identities()
