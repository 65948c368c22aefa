"""Who wrote it, where it appeared, on what day: what the head of a text states of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from legation import resources
from legation.layers import BlockKind
from legation.read import dates
from legation.read.layout import Unit, is_prose

# How far down the head of a text may reach.
_HEAD_UNITS, _HEAD_PROSE = 14, 2
_BYLINE, _DATE_LINE = 200, 160
_DATELINE = 100
# So many lines that are only a day, below the first prose, make a chronology; its days are not the day of publication.
_CHRONOLOGY = 2
_SHORTEST_PLACE = 4
_UPPER = r"(?-i:[^\W\d_a-z])"


@dataclass(slots=True)
class Origin:
    """What was found. ``kinds``: unit index → kind; ``prefix``: unit index and span of a dateline before prose."""

    author: str | None = None
    outlet: str | None = None
    day: str | None = None
    day_span: tuple[int, int] | None = None
    place: str | None = None
    prefix: tuple[int, int, int] | None = None
    kinds: dict[int, BlockKind] = field(default_factory=dict)


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = resources.load("read/origin.yaml")
    return data


@cache
def _fillers() -> dict[str, str]:
    particles = "|".join(_data()["particles"])
    word = rf"(?:{_UPPER}[\w'.-]*|(?:{particles})(?:[-'][\w'-]+)?|[dl]'[\w'-]+)"
    name = rf"(?:{_UPPER}[\w'.-]*|(?:{particles})[-'][\w'-]+)(?: {word}){{1,4}}"
    month = r"(?:" + "|".join(m for names in _data()["months"] for m in names) + r")\.?"
    place_word = r"(?-i:[^\W\d_a-z])[\w'.]*"
    return {
        "{name}": name,
        "{names}": rf"{name}(?:(?:, {name}){{0,3}},? (?:and|&) {name})?",
        "{role}": "|".join(_data()["roles"]),
        "{date}": dates.pattern(),
        "{short_date}": rf"(?i:{month})\s+\d{{1,2}}(?!\d)|\d{{1,2}}\s+(?i:{month})",
        "{place}": rf"{place_word}(?:(?:\s+|/|-)(?:{place_word}|de|al|el|la)){{0,3}}",
    }


def _compile(template: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    for mark, filler in _fillers().items():
        template = template.replace(mark, filler)
    return re.compile(template, flags)


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    templates = _data()[kind]
    return tuple(_compile(t) for t in ([templates] if isinstance(templates, str) else templates))


@cache
def _dateline(kind: str) -> re.Pattern[str]:
    template = _data()[kind].replace("{date}", f"(?i:{dates.pattern()})")
    return _compile(template, 0)


@cache
def _finder() -> re.Pattern[str]:
    return re.compile(dates.pattern(), re.IGNORECASE)


def is_date_line(text: str) -> bool:
    """Whether one line is a day of publication and nothing else."""
    return len(text) <= _DATE_LINE and bool(_patterns("date_line")[0].fullmatch(text))


def is_byline(text: str) -> bool:
    """Whether one line names an author and nothing else."""
    return _byline(text) is not None


def _byline(text: str) -> tuple[str | None, str | None] | None:
    """The author and the outlet that a line names, where it is a byline."""
    if len(text) > _BYLINE or text.endswith(("?", "!")):
        return None
    for pattern in _patterns("bylines"):
        found = pattern.fullmatch(text)
        author = _named(found["author"], text) if found else None
        if author:
            return author, None
    for pattern in _patterns("desk_bylines"):
        found = pattern.fullmatch(text)
        if found and found["outlet"][0].isupper():
            return None, found["outlet"]
    return None


def _named(author: str, line: str) -> str | None:
    """The name or names at the start of ``author``, without the house and the office that may follow them unmarked."""
    if all(is_name(name) for name in re.split(r",? (?:and|&) |, ", author)):
        return author
    words = author.split()
    if not words or not any(role in line.lower().split()[-1] for role in _data()["roles"]):
        return None
    end = next((i for i, word in enumerate(words) if word.lower() in _not_name()), len(words))
    if all(word.isupper() for word in words[:2]):
        end = min(end, next((i for i, word in enumerate(words) if not word.isupper()), end))
    name = " ".join(words[:end])
    return name if is_name(name) else None


@cache
def _not_name() -> frozenset[str]:
    return frozenset(_data()["not_name"])


def is_name(text: str) -> bool:
    """Whether ``text`` has the form of a person's name: two to five words with capitals, none a common word."""
    words = text.split()
    if not 2 <= len(words) <= 5 or text.endswith((":", ";")):
        return False
    particles = _data()["particles"]
    for word in words:
        bare = word.strip(".,'").lower()
        initial = len(word) == 2 and word[1] == "."
        if not bare or (bare in _not_name() and not initial) or any(c.isdigit() for c in bare):
            return False
        if not word[0].isupper() and re.split("[-']", bare)[0] not in (*particles, "d", "l"):
            return False
    return True


def find(units: list[Unit], debris: list[bool], plain: str) -> Origin:
    """What the head of the text states. ``debris`` flags units that are none of the article."""
    origin = Origin()
    head = _head(units, debris)
    chronology = _is_chronology(units)
    updated: tuple[str, tuple[int, int]] | None = None
    for index in head:
        unit = units[index]
        for pattern in _patterns("outlet_lines"):
            found = pattern.fullmatch(unit.text) if len(unit.text) <= _BYLINE else None
            if found:
                origin.outlet = origin.outlet or _spaced(found["outlet"])
        if debris[index]:
            continue
        line = _patterns("date_line")[0].fullmatch(unit.text) if len(unit.text) <= _DATE_LINE else None
        if line and not chronology:
            origin.kinds[index] = "dateline"
            stated = _day(unit, plain)
            if stated and line["updated"]:
                updated = updated or stated
            elif stated and origin.day is None:
                origin.day, origin.day_span = stated
        elif index and (named := _byline(unit.text)):
            _take_byline(origin, index, unit, named, plain)
    if origin.author is None:
        _name_above(origin, units, head, debris)
    _take_dateline(origin, units, head, debris, plain)
    if origin.day is None and updated:
        origin.day, origin.day_span = updated
    return origin


def _is_chronology(units: list[Unit]) -> bool:
    """Whether days head the parts of the text: several lines that are only a day stand below its first prose."""
    first = next((i for i, unit in enumerate(units) if is_prose(unit.text)), len(units))
    return sum(is_date_line(unit.text) for unit in units[first:]) >= _CHRONOLOGY


def _take_byline(origin: Origin, index: int, unit: Unit, named: tuple[str | None, str | None], plain: str) -> None:
    origin.kinds[index] = "byline"
    origin.author = origin.author or named[0]
    origin.outlet = origin.outlet or named[1]
    stated = _day(unit, plain)
    if stated and origin.day is None:
        origin.day, origin.day_span = stated


def _head(units: list[Unit], debris: list[bool]) -> list[int]:
    """Indices of the units in which a text may state its origin: all before its second paragraph of prose."""
    head, prose = [], 0
    for index, unit in enumerate(units[:_HEAD_UNITS]):
        if not debris[index] and is_prose(unit.text) and index and len(unit.text) > _DATE_LINE:
            prose += 1
            if prose == _HEAD_PROSE:
                break
        head.append(index)
    return head


def _day(unit: Unit, plain: str) -> tuple[str, tuple[int, int]] | None:
    found = _finder().search(plain, unit.start, unit.end)
    day = dates.day_of(found[0]) if found else None
    return (day, found.span()) if found and day else None


def _name_above(origin: Origin, units: list[Unit], head: list[int], debris: list[bool]) -> None:
    """A name on a line of its own, above a line that says what the person is, or beside the day."""
    for index in head:
        lines = units[index].lines
        name = lines[0].text
        if debris[index] or index in origin.kinds or not is_name(name) or not index:
            continue
        below = units[index + 1] if index + 1 < len(units) else None
        if len(lines) == 2 and _role(lines[1].text):
            origin.author, origin.kinds[index] = name, "byline"
        elif len(lines) > 1:
            continue
        elif below is not None and below.tight and _role(below.text):
            origin.author, origin.kinds[index], origin.kinds[index + 1] = name, "byline", "byline"
        elif "dateline" in (origin.kinds.get(index - 1), origin.kinds.get(index + 1)) and _once(name, units, debris):
            origin.author, origin.kinds[index] = name, "byline"
        if origin.author:
            return


def _role(text: str) -> bool:
    return not text.endswith((".", "!", "?")) and bool(_patterns("role_line")[0].fullmatch(text))


def _once(name: str, units: list[Unit], debris: list[bool]) -> bool:
    """Whether the article speaks of ``name`` nowhere else, as it does not of its author."""
    return sum(name in unit.text for unit, skip in zip(units, debris, strict=True) if not skip) == 1


def _take_dateline(origin: Origin, units: list[Unit], head: list[int], debris: list[bool], plain: str) -> None:
    """The dateline that opens one of the first paragraphs, or stands on a line of its own in the head."""
    prose = [i for i, u in enumerate(units) if not debris[i] and is_prose(u.text)][:_HEAD_PROSE]
    for index in sorted({*prose, *head}):
        unit = units[index]
        if debris[index] or index in origin.kinds:
            continue
        if index in prose:
            found = _dateline("dateline").match(plain, unit.start, min(unit.end, unit.start + _DATELINE))
            if not found or not _opens(found, plain, units, first=index == prose[0]):
                continue
            origin.prefix = (index, unit.start, found.end())
        else:
            alone = unit.end - unit.start <= _DATELINE
            found = _dateline("dateline_alone").fullmatch(plain, unit.start, unit.end) if alone else None
            if not found or not _is_agency(found):
                continue
            origin.kinds[index] = "dateline"
        origin.place = " ".join(found["place"].split()) if found["place"] else None
        if found["agency"]:
            origin.outlet = origin.outlet or found["agency"].strip()
        if found["day"] and origin.day is None and (day := dates.day_of(found["day"])):
            origin.day, origin.day_span = day, found.span("day")
        return


def _city(found: re.Match[str]) -> tuple[str, bool]:
    """The place before its country, and whether it is in capitals, as most datelines have it."""
    city = (found["place"] or "").split(",")[0].strip()
    return city, city.isupper() and sum(c.isalpha() for c in city) >= _SHORTEST_PLACE


def _is_agency(found: re.Match[str]) -> bool:
    """Whether the words in brackets are an agency: "Moscow (TASS)" against "Party of God (Hezbollah)"."""
    if not found["agency"] or any(c.isdigit() for c in found["agency"]):
        return False
    known = any(part.strip().casefold() in _agencies() for part in found["agency"].split("/"))
    return known or bool(found["day"]) or not found["place"] or _city(found)[1]


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name.casefold() for name in _data()["agencies"])


def _opens(found: re.Match[str], plain: str, units: list[Unit], *, first: bool) -> bool:
    city, capitals = _city(found)
    if city.split("/")[0].split(" ")[0].rstrip(".") in _data()["not_place"]:
        return False
    if found["agency"]:
        return _is_agency(found)
    if found["day"] or not capitals:
        return bool(found["day"] and found["place"])
    if found["colon"]:
        speakers = sum(bool(re.match(r"[A-Z][A-Z. ]{3,30}: ", unit.text)) for unit in units)
        return first and speakers == 1 and plain.count(city) == 1
    return plain.count(city) == 1


def _spaced(handle: str) -> str:
    """``DailyPostGroup`` → ``Daily Post Group``; other names as they are."""
    return handle if " " in handle else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", handle).strip()
