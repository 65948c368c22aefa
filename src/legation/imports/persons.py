"""A phrase of a travel record → who is meant: state or body, office, person ("Russian Foreign Minister Doe").

A person whom the lexicon knows keeps that id only where the full name is told or the office was theirs on the day; everybody
else gets an id of country, office and surname, and stays unknown beyond that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from legation import resources
from legation.actors import names
from legation.actors.fold import slug, words
from legation.actors.lexicon import Entry, load
from legation.actors.resolution import resolve
from legation.actors.vocabulary import vocabulary
from legation.imports.rows import country as country_of

_REGNAL = re.compile(r"[IVX]+")


@cache
def resolved(phrase: str, country: str | None, month: str | None) -> Mapping[str, Any] | None:
    """What a phrase says, for people of ``country`` in a month (``YYYY-MM``), or None where it names nobody."""
    day = f"{month}-15" if month else None
    nation, body, rest = _nation(phrase)
    if body is None:
        country = nation or country
    else:
        country = nation
    if country is None and body is None:
        return None
    low = [word.lower() for word in rest.split()]
    title, name = title_of(rest)
    if title.endswith(" and"):  # "Minister of Foreign Affairs and Trade Doe"
        title, name = f"{title} {name.partition(' ')[0]}", name.partition(" ")[2]
    base: dict[str, Any] = {"name": phrase, "office": title or None, "country": country, "body": body, "kind": "person"}
    if set(low) & data_of()["groups"]:
        # "other Arab leaders": a name in capitals that is no state's says that they are not the host's.
        of_office = vocabulary().titles.keys() | _office_words()
        if any(word[0].isupper() and not {word.lower(), word.lower().rstrip("s")} & of_office for word in rest.split()):
            return None
        title = " ".join(word for word in low if word not in ("senior", "other"))
        return {**base, "id": f"{country or body}/GOV/{slug(title)}", "office": title, "kind": "group"}
    if not name:
        office = _office(title)
        return (
            {**base, "id": f"{country or body}/GOV/{slug(office)}"} if vocabulary().offices_in(words(title)) else None
        )
    if not title and len(name.split()) < 2:
        return None
    met = resolve(phrase, country=country, date=day)
    entry = load().entries.get(met.id) if met is not None else None
    if nation is None and body is None:
        # A bare surname or "King Abdullah" is the host's, or of the one person of any state who fits.
        ours = entry is not None and (len(name.split()) > 1 or _served(entry, country, day) == country)
        entry = entry if ours else _elsewhere(title, name, day)
    if entry is not None and entry.kind == "person" and _certain(entry, title, name, nation, day):
        return {
            **base,
            "id": entry.id,
            "name": entry.name,
            "country": nation or (None if body else _served(entry, country, day)),
        }
    if not title:
        return None
    return {**base, "id": f"{country or body}/GOV/{slug(f'{_office(title)} {_surname(name)}')}", "name": name}


def _nation(phrase: str) -> tuple[str | None, str | None, str]:
    """The state or the body of states a phrase names, and the rest: "Russian Foreign Minister X", "Foreign Minister of Spain"."""
    parts = phrase.split()
    skipped = [part for part in parts if part.lower() in _QUALIFIERS]
    parts = parts[len(skipped) :] if parts[: len(skipped)] == skipped else parts
    for length in (4, 3, 2, 1):
        if len(parts) > length:
            state, body = _state(" ".join(parts[:length]))
            if state or body:
                return state, body, " ".join([*skipped, *parts[length:]])
    office, of, name = phrase.rpartition(" of ")
    if of:
        name = name.removeprefix("the ")
        state, body = country_of(name), None
        if state is None:
            state, body = _state(name)
        if state or body:
            return state, body, office
    return None, None, phrase


_QUALIFIERS = ("former", "senior", "other", "then", "acting", "interim", "chief")


@cache
def _state(text: str) -> tuple[str | None, str | None]:
    """The state, or the id of the body of states, that an adjective or a name tells."""
    for form in load().lookup(text.replace("’s", "").replace("'s", "")):
        entry = form.entry
        if form.how not in ("adjective", "name"):
            continue
        if entry.kind in ("state", "organization", "igo") and entry.country:
            return entry.country, None
        if entry.kind == "igo":
            return None, entry.id
    return None, None


def _served(entry: Entry, country: str | None, day: str | None) -> str | None:
    """The state (ISO3) whose office a known person held on the day: that of ``country`` where there is a choice."""
    states = load().entries
    held = [office.country or entry.country for office in entry.offices if day is not None and office.held(day[:7])]
    served = [states[key].country if key in states else key for key in held if key]
    return country if country in served or not (served or entry.country) else next(iter(served), entry.country)


def _elsewhere(title: str, name: str, day: str | None) -> Entry | None:
    """The one person of any state with that surname who held the office told on the day: a guest from a third state."""
    offices = vocabulary().offices_in(words(title))
    if day is None or not offices or offices[0] in ("monarch", "heir", "pope"):  # kings go by names that others bear
        return None
    found = {
        entry.id: entry
        for entry in load().surnames.get(words(name)[-1], ())
        for post in entry.offices
        if post.from_ and post.held(day[:7]) and set(offices) & set(vocabulary().offices_in(words(post.role)))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def whole_body(text: str) -> str | None:
    """The id of the body of states that a name tells."""
    return _state(text)[1]


def adjective(text: str) -> str | None:
    """The state (ISO3) that an adjective or a name tells."""
    return _state(text)[0]


@cache
def title_of(phrase: str) -> tuple[str, str]:
    """Title and name of a phrase: the title ends with its last office word."""
    parts = phrase.split()
    terms = vocabulary()
    end = 0
    for index, part in enumerate(parts):
        low = part.lower().strip(",.")
        before, after = (terms.offices_in(words(" ".join(parts[:stop]))) for stop in (index, index + 1))
        opened = low.split("-")[0]
        lower = part[0].islower() and low not in terms.particles and opened not in terms.particles
        # "Prime Minister Major", "President Sheikh Doe": after an office a rank is part of the name.
        head = low in terms.titles or opened in terms.titles or (low in terms.rank_words and not before)
        head = head and (end == 0 or (end == index and not before) or parts[index - 1].lower() == "and")
        if before != after or lower or head or _closes_office(tuple(parts[: index + 1])):
            end = index + 1
    if end < len(parts) and parts[end] in ("of", "for"):
        end = _portfolio(parts, end)
    return " ".join(parts[:end]), " ".join(parts[end:])


def _closes_office(parts: tuple[str, ...]) -> bool:
    """Whether the last words are an office of two words or more ("Governor General")."""
    told = words(" ".join(parts))
    return any(told[-n:] in _offices() for n in range(2, min(len(told), 6) + 1))


@cache
def _offices() -> frozenset[tuple[str, ...]]:
    """The wordings of all offices."""
    return frozenset(form for forms in vocabulary().office_forms.values() for form, _ in forms)


@cache
def _office_words() -> frozenset[str]:
    return frozenset(word for form in _offices() for word in form)


def _portfolio(parts: Sequence[str], end: int) -> int:
    """The end of "of State for Foreign Affairs" after an office word."""
    terms = vocabulary()
    best = end
    for stop in range(end + 1, len(parts) + 1):
        if terms.offices_in(words(" ".join(parts[:stop]))) != terms.offices_in(words(" ".join(parts[: stop - 1]))):
            best = stop
    return best


def _certain(entry: Entry, title: str, name: str, nation: str | None, day: str | None) -> bool:
    """Whether a known person is meant: told by full name, or by surname while the office told was theirs."""
    parts = [part for part in words(name) if part not in vocabulary().particles and not _REGNAL.fullmatch(part.upper())]
    own = {part for each in (entry.name, *entry.names) for part in words(each)}
    full = len(parts) > 1 and sum(part in own for part in parts) > 1
    alike = {names.key(part) for part in own} & {names.key(part) for part in parts}
    if day is None or not entry.offices or not alike:
        return full
    offices = set(vocabulary().offices_in(words(title)))
    held = [office for office in entry.offices if office.held(day[:7])]
    if any(offices & set(vocabulary().offices_in(words(office.role))) for office in held):
        return True
    if not offices and nation is not None and nation == entry.country and held:
        return True
    first = min((office.from_ or "" for office in entry.offices), default="")
    return full and (not first or first[:4] <= str(int(day[:4]) + 20))


def bare(text: str) -> str:
    """A phrase without its article and loose marks."""
    return re.sub(r"^(?:the|both|The)\s+", "", text.strip(" ,."))


def singular(title: str) -> str:
    """The singular of a plural title: "Foreign Ministers" → "Foreign Minister"; collectives stay."""
    low = title.lower()
    if low in data_of()["either"]:
        return "leaders"  # in which office they lead is not told
    counted = low.endswith(("ministers", "presidents", "secretaries", "kings", "premiers", "generals"))
    return title[:-1] if counted else title


def _office(title: str) -> str:
    found = vocabulary().offices_in(words(title))
    return found[0] if found else title


def _surname(name: str) -> str:
    parts = [p for p in words(name) if p not in ("jr", "sr")]
    if len(parts) > 1 and _REGNAL.fullmatch(parts[-1].upper()):
        return " ".join(parts[-2:])
    return parts[-1] if parts else ""


@cache
def data_of() -> Mapping[str, Any]:
    """The words of ``resources/exchange/remarks.yaml`` as sets."""
    raw = resources.load("exchange/remarks.yaml")
    sets = {key: frozenset(raw[key]) for key in ("contact", "inside", "groups", "occasions", "capital_only", "weak")}
    return {
        **sets,
        "either": frozenset(raw["either"]),
        **{side: frozenset(items) for side, items in raw["objects"].items()},
        "cues": frozenset(raw["occasion_cues"]),
        "same": raw["same"],
    }
