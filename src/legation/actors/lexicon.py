"""Reference data → one index of names: who is known by which words.

States, organisations, groups, persons, companies, outlets and populations come from the YAML files under
``resources/actors`` (lists of mappings, see the README there) and from files of the same formats that a user adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, cast

import yaml

from legation import resources
from legation.actors.fold import WORD, fold, joined, words
from legation.actors.names import key
from legation.errors import InputRefused
from legation.record import ActorKind

How = Literal["name", "metonym", "government", "adjective", "people", "surname"]
# Files of resources/actors that hold words of the language, not actors.
_WORDS = ("titles", "heads", "coreference", "names", "ambiguous", "people", "codes")
_NOT_ACTORS = frozenset(f"actors/{name}.yaml" for name in _WORDS)


@dataclass(frozen=True, slots=True)
class Office:
    """A post that a person held, ``role`` as written in the data, from and to ISO dates or None where open.

    ``sector`` is set where the role does not tell it; a group's posts are the times it was something else (a government).
    """

    role: str
    from_: str | None
    to: str | None
    country: str | None = None
    sector: str | None = None

    def held(self, date: str) -> bool:
        """Whether the post was held on ``date`` (ISO; shorter dates compare by prefix)."""
        start, end = self.from_ or "", self.to or "9999"
        return start[: len(date)] <= date[: len(start) or None] and date[: len(end)] <= end[: len(date)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One known actor."""

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sector: str | None
    names: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    wikidata: str | None = None
    former: tuple[str | None, str | None] | None = None

    def existed(self, date: str | None) -> bool:
        """Whether a former state stood on ``date``; True where either is unknown."""
        if self.former is None or date is None:
            return True
        start, end = self.former
        return (start or "") <= date and date[:4] <= (end or "9999")[:4]

    def in_office(self, date: str) -> Office | None:
        """The first post the person held on ``date``."""
        return next((office for office in self.offices if office.held(date)), None)


@dataclass(frozen=True, slots=True)
class Form:
    """One way of naming an entry: its folded words and how they mean it."""

    entry: Entry
    how: How
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch ``start``-``end`` of a text that the lexicon knows, with every reading of it."""

    start: int
    end: int
    forms: tuple[Form, ...]


@dataclass(slots=True)
class Lexicon:
    """All known actors, by id and by the words of their names."""

    entries: dict[str, Entry] = field(default_factory=dict)
    holders: dict[tuple[str, str], list[tuple[Office, Entry]]] = field(default_factory=dict)
    surnames: dict[str, list[Entry]] = field(default_factory=dict)
    given: set[str] = field(default_factory=set)
    ambiguous: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    _forms: dict[str, dict[tuple[str, ...], list[Form]]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)
    _keys: dict[str, list[Entry]] = field(default_factory=dict)
    _adjectives: dict[str, list[str]] = field(default_factory=dict)
    _forces: dict[str, Entry | None] = field(default_factory=dict)

    def add(self, entry: Entry, forms: Iterable[tuple[str, How]]) -> None:
        """Put ``entry`` and its forms in; a later entry of the same id replaces the earlier in :attr:`entries`."""
        self.entries[entry.id] = entry
        for text, how in forms:
            form_words = words(text)
            if not form_words:
                continue
            if how == "adjective" and entry.country:
                self._adjectives.setdefault(entry.country, []).append(text)
            letters = "".join(WORD.findall(text))
            capitals = letters.isupper() and len(letters) <= 5
            bucket = self._forms.setdefault(form_words[0], {}).setdefault(form_words, [])
            if not any(form.entry.id == entry.id and form.how == how for form in bucket):
                bucket.append(Form(entry, how, capitals))
            self._longest[form_words[0]] = max(self._longest.get(form_words[0], 0), len(form_words))
        if entry.kind == "person":
            self._add_person(entry)

    def _add_person(self, entry: Entry) -> None:
        parts = words(entry.name)
        self.surnames.setdefault(parts[-1], []).append(entry)
        if len(parts) > 1:
            self.given.add(parts[0])
        for name in dict.fromkeys((entry.name, *entry.names)):
            bucket = self._keys.setdefault(key(words(name)[-1]), [])
            if entry not in bucket:
                bucket.append(entry)

    def alike(self, surname_key: str) -> tuple[Entry, ...]:
        """Known persons a form of whose surname has the key ``surname_key`` (see :func:`legation.actors.names.key`)."""
        return tuple(self._keys.get(surname_key, ()))

    def armed_forces(self, country: str) -> Entry | None:
        """The organisation that the data know as a state's armed forces ("Turkish military", "Turkish army"), or None."""
        if country not in self._forces:
            self._forces[country] = self._find_forces(country)
        return self._forces[country]

    def _find_forces(self, country: str) -> Entry | None:
        for noun in ("armed forces", "military", "forces"):
            for adjective in self._adjectives.get(country, ()):
                for form in self.lookup(f"{adjective} {noun}"):
                    if (
                        form.entry.sector == "MIL"
                        and form.entry.kind == "organization"
                        and form.entry.country == country
                    ):
                        return form.entry
        return None

    def lookup(self, text: str) -> tuple[Form, ...]:
        """Every reading of the whole of ``text`` as a name, case left aside."""
        parts = words(text)
        return tuple(self._forms.get(parts[0], {}).get(parts, ())) if parts else ()

    def scan(self, text: str) -> Iterator[Hit]:
        """The longest known names in ``text``, left to right, that do not overlap.

        A name must stand with a capital letter somewhere (``turkey`` is no state), a short acronym in capitals (``us``
        is no state).
        """
        found = [(match.start(), match.end(), fold(match.group())) for match in WORD.finditer(text)]
        longest, index, position, size = self._longest, self._forms, 0, len(found)
        while position < size:
            start, _, first = found[position]
            limit = longest.get(first)
            if limit is not None:
                hit = self._at(text, found[position : position + limit], index[first])
                if hit is not None:
                    end, count, forms = hit
                    yield Hit(start, end, forms)
                    position += count
                    continue
            position += 1

    def _at(
        self, text: str, run: Sequence[tuple[int, int, str]], bucket: Mapping[tuple[str, ...], list[Form]]
    ) -> tuple[int, int, tuple[Form, ...]] | None:
        parts = tuple(word for _, _, word in run)
        for count in range(len(run), 0, -1):
            forms = bucket.get(parts[:count])
            if forms and all(joined(text[run[i - 1][1] : run[i][0]]) for i in range(1, count)):
                surface = text[run[0][0] : run[count - 1][1]]
                kept = tuple(form for form in forms if _cased(surface, form))
                if kept:
                    return run[count - 1][1], count, kept
        return None


def _cased(surface: str, form: Form) -> bool:
    if form.capitals and surface.upper() != surface:
        return len(surface) > 3 and surface.istitle()
    if form.capitals:
        return True
    # At the start of a sentence only the article is capital: "The economist" is no newspaper.
    bare = surface[4:] if surface[:4] == "The " else surface
    return bare.lower() != bare


def load(extra: tuple[Path, ...] = ()) -> Lexicon:
    """The lexicon of the package's own data and of ``extra`` files (same formats). Read once per set of files.

    Raises ``InputRefused`` where an extra file cannot be read or an entry lacks its id or name.
    """
    return _load(tuple(Path(path) for path in extra))


@lru_cache(maxsize=4)
def _load(extra: tuple[Path, ...]) -> Lexicon:
    try:
        own = [name for name in resources.names("actors") if name not in _NOT_ACTORS]
    except FileNotFoundError:
        own = []
    sources: list[tuple[str, Any]] = [(name, resources.load(name)) for name in own]
    for path in extra:
        try:
            sources.append((str(path), yaml.safe_load(path.read_text(encoding="utf-8"))))
        except (OSError, yaml.YAMLError) as error:
            raise InputRefused(
                f"cannot be read as YAML ({error}); see resources/actors/README.md", file=str(path)
            ) from error
    lexicon = build(sources)
    if "actors/ambiguous.yaml" in resources.names("actors"):
        for item in resources.load("actors/ambiguous.yaml") or ():
            if isinstance(item, Mapping) and (item.get("name") or item.get("form")):
                lexicon.ambiguous[" ".join(words(str(item.get("name") or item.get("form"))))] = item
    return lexicon


def build(sources: Iterable[tuple[str, Any]]) -> Lexicon:
    """A lexicon of ``(where from, list of mappings)`` pairs, in their order."""
    lexicon = Lexicon()
    for origin, items in sources:
        for number, item in enumerate(items or (), 1):
            if not isinstance(item, Mapping) or not item.get("id") or not item.get("name"):
                raise InputRefused(
                    "an entry needs id and name; see resources/actors/README.md", file=origin, line=number
                )
            entry, forms = _entry(item)
            lexicon.add(entry, forms)
            _seat(lexicon, entry)
    return lexicon


def _entry(item: Mapping[str, Any]) -> tuple[Entry, list[tuple[str, How]]]:
    identity, name = str(item["id"]), str(item["name"])
    state = "adjectives" in item and "capital" in item
    kind = item.get("kind") or ("state" if state else "person" if identity.startswith("person/") else "group")
    former = item.get("former")
    entry = Entry(
        id=identity,
        name=name,
        kind=cast(ActorKind, kind),
        country=item.get("country"),
        sector=item.get("sector") or ("GOV" if state else None),
        names=tuple(str(n) for n in item.get("names") or ()),
        offices=tuple(
            Office(
                str(o.get("role") or ""),
                _day(o.get("from")),
                _day(o.get("to")),
                o.get("country") or item.get("country"),
                o.get("sector"),
            )
            for o in item.get("offices") or ()
        ),
        wikidata=item.get("wikidata"),
        former=(_day(former[0]), _day(former[1])) if former else None,
    )
    forms: list[tuple[str, How]] = [(name, "name"), *((n, "name") for n in entry.names)]
    ways: tuple[tuple[str, How], ...] = (
        ("government_metonyms", "government"),
        ("metonyms", "metonym"),
        ("adjectives", "adjective"),
        ("people", "people"),
    )
    for column, way in ways:
        forms += [(str(form), way) for form in item.get(column) or ()]
    return entry, forms


def _seat(lexicon: Lexicon, entry: Entry) -> None:
    """Index the posts of a person by (office key, country)."""
    if not entry.offices:
        return
    from legation.actors.vocabulary import vocabulary

    terms = vocabulary()
    for office in entry.offices:
        for title in terms.offices_in(words(office.role)):
            lexicon.holders.setdefault((title, office.country or entry.country or ""), []).append((office, entry))


def _day(value: Any) -> str | None:
    return None if value is None else str(value)
