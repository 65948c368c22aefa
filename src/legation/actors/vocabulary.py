"""Words of titles, offices and collectives → what they say about an actor (``titles.yaml``, ``heads.yaml``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation import resources
from legation.actors.fold import words
from legation.record import ActorKind


@dataclass(frozen=True, slots=True)
class Head:
    """What a collective noun says: kind and sector of the actor, and how it may stand (see ``heads.yaml``)."""

    lemma: str
    klass: str
    kind: ActorKind
    sector: str | None
    core: bool
    bare: str
    plural: bool
    attributive: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All word lists of the room, indexed."""

    heads: Mapping[str, tuple[Head, ...]]
    titles: Mapping[str, str]
    office_forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    office_sector: Mapping[str, str]
    sector_words: Mapping[str, str]
    modifiers: Mapping[str, str]
    tenure: Mapping[str, str | None]
    ranks: Mapping[tuple[str, ...], str | None]
    rank_words: frozenset[str]
    rank_openers: frozenset[str]
    not_ranks: frozenset[str]
    particles: frozenset[str]
    given: frozenset[str]
    distinctive: frozenset[str]
    ties: frozenset[str]
    owned: frozenset[str]
    attitude: Mapping[str, str]
    loyal_to: frozenset[str]
    proper_heads: Mapping[str, str]
    not_names: frozenset[str]
    sets: Mapping[str, frozenset[str]]
    places_after: Mapping[str, frozenset[str]]

    def offices_in(self, role: Sequence[str]) -> tuple[str, ...]:
        """Canonical names of the offices that the folded words of a role say, longest wording first, none twice.

        A wording inside a longer one that was found does not count: a vice president is no president.
        """
        found: list[str] = []
        taken: set[int] = set()
        for start in range(len(role)):
            for form, key in self.office_forms.get(_single(role[start]), ()):
                stop = start + len(form)
                if stop <= len(role) and tuple(map(_single, role[start:stop])) == form:
                    if not taken.intersection(range(start, stop)):
                        found.append(key)
                        taken.update(range(start, stop))
                    break
        return tuple(dict.fromkeys(found))

    def sector_of(self, role: Sequence[str], default: str | None) -> str | None:
        """The sector of a title from its office, else from a word that sets one, else ``default``."""
        for key in self.offices_in(role):
            if key != "ambassador" or default is None:
                return self.office_sector[key]
        joined = " ".join(role)
        for word, sector in self.sector_words.items():
            if " " in word and word in joined:
                return sector
        return next((self.sector_words[word] for word in role if word in self.sector_words), default)


def _single(word: str) -> str:
    """The singular of a title's word as far as matching needs it (``ministers`` → ``minister``)."""
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def _by_word(groups: Mapping[Any, Iterable[str]]) -> dict[str, str]:
    out: dict[str, str] = {}
    for value, items in groups.items():
        for item in items:
            out.setdefault(str(item), str(value))
    return out


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of ``resources/actors/titles.yaml`` and ``heads.yaml``. Read once per process."""
    titles: Mapping[str, Any] = resources.load("actors/titles.yaml")
    heads: Mapping[str, Any] = resources.load("actors/heads.yaml")
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, office in titles["offices"].items():
        for text in office["forms"]:
            form = tuple(map(_single, words(text)))
            forms.setdefault(form[0], []).append((form, key))
    ranks: dict[tuple[str, ...], str | None] = {}
    for sector, items in titles["ranks"].items():
        for item in items:
            ranks.setdefault(words(item), None if sector in (None, "null") else sector)
    return Vocabulary(
        heads=_heads(heads["classes"]),
        titles=_by_word(titles["heads"]),
        office_forms={first: tuple(sorted(items, key=lambda i: (-len(i[0]), i))) for first, items in forms.items()},
        office_sector={key: office["sector"] for key, office in titles["offices"].items()},
        sector_words=_by_word(titles["sector_words"]),
        modifiers=_by_word(heads["modifiers"]),
        tenure=titles["tenure"],
        ranks=ranks,
        rank_words=frozenset(rank[0] for rank in ranks if len(rank) == 1),
        rank_openers=frozenset(rank[0] for rank in ranks if len(rank) > 1),
        not_ranks=frozenset(titles["not_ranks"]),
        particles=frozenset(titles["particles"]),
        given=frozenset(titles["given_names"]),
        distinctive=frozenset(heads["distinctive"]),
        ties=frozenset(heads["ties"]),
        owned=frozenset(heads["owned"]),
        attitude=heads["attitude"],
        loyal_to=frozenset(heads["loyal_to"]),
        proper_heads=_by_word(heads["proper_heads"]),
        not_names=frozenset(heads["not_names"]),
        sets={
            name: frozenset(heads[name])
            for name in (
                "place_nouns",
                "actor_nouns",
                "place_verbs",
                "place_subject_verbs",
                "place_prepositions",
                "actor_prepositions",
                "place_ties",
                "things",
                "thing_prefixes",
                "empty_words",
                "breaking_words",
                "landforms",
                "currencies",
                "suffixes",
                "equipped",
                "fixed",
                "commanded",
                "quantities",
                "articles",
                "prepositions",
                "relatives",
                "unidentified",
                "displaced",
                "governing",
                "nobodys",
            )
        },
        places_after={word: frozenset(items) for word, items in heads["places_after"].items()},
    )


def _heads(classes: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Head, ...]]:
    out: dict[str, list[Head]] = {}
    for item in classes:
        bare = item.get("bare", False)
        for lemma in item["heads"]:
            out.setdefault(lemma, []).append(
                Head(
                    lemma=lemma,
                    klass=item["class"],
                    kind=item["kind"],
                    sector=item.get("sector"),
                    core=bool(item.get("core")),
                    bare={True: "yes", False: "no"}.get(bare, bare),
                    plural=item.get("plural") in (True, "yes"),
                    attributive=bool(item.get("attributive")),
                )
            )
    return {lemma: tuple(found) for lemma, found in out.items()}
