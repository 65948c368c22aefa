"""Who is the same actor across documents: one canonical id for the spellings of one person, group or body."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from legation.archive import Archive


@dataclass(frozen=True, slots=True)
class Identities:
    """Actor ids as documents have them → the id that stands for them all. Ids that stand for themselves are left out."""

    canonical: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    """Canonical actor → the state that it is or belongs to, where it has one."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Canonical actor → every name that documents give it."""

    def one(self, key: str) -> str:
        """The canonical id of one actor or holder."""
        return self.canonical.get(key, key)

    def all(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Canonical ids, each once, in the given order."""
        return tuple(dict.fromkeys(self.one(key) for key in keys))


def identities(archive: Archive) -> Identities:
    """The identities of all actors in ``archive``."""
    rows = archive.rows("SELECT id, name, country FROM actors ORDER BY id, name, country")
    canonical: dict[str, str] = {}
    countries: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    for key, name, country in rows:
        own = canonical.get(key, key)
        names.setdefault(own, set()).add(name)
        if country:
            countries.setdefault(own, country)
    return Identities(canonical, countries, {key: frozenset(found) for key, found in names.items()})
