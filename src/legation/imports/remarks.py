"""Remarks of a travel record → the persons met and what was attended: "Met with President X and Prime Minister Y".

No parse is made: the remarks have one form, and thousands are read in seconds. A phrase is resolved once for its country and
month (:mod:`legation.imports.persons`).
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from legation.actors.fold import words
from legation.actors.vocabulary import vocabulary
from legation.imports.persons import adjective, bare, data_of, resolved, singular, title_of, whole_body
from legation.imports.rows import country as country_of

_WORD = re.compile(r"[\w.’'‘&-]+|[,;:()\[\]]")
_SENTENCE = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z]\.[A-Z])(?<!\bSt)(?<!\bJr)(?<!\bDr)(?<!\bGen)(?<!\bMt)(?<!\bLt)\.(?=\s|$)|;|[()\[\]]"
)
_MONTHS = frozenset(name.lower() for name in (*calendar.month_name, *calendar.month_abbr) if name and name != "May") | {
    "sept"
}


@dataclass(frozen=True, slots=True)
class Person:
    """Who took part: a person or a group, as told in the characters ``start`` to ``end`` of the remarks.

    ``office`` is the office as told, ``country`` the ISO3 code of the state they stand for, ``body`` the id of an organisation
    of states where they stand for one; what is unknown is None.
    """

    id: str
    name: str
    office: str | None
    country: str | None
    body: str | None
    kind: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """What remarks tell: who was met, and the name of the occasion attended with its key, None where none is named."""

    met: tuple[Person, ...]
    occasion: str | None


def told(remarks: str, *, own: str | None, host: str | None, day: str | None) -> Told:
    """Read ``remarks`` of a visit by people of ``own`` to ``host`` (ISO3) on ``day`` (ISO)."""
    met: dict[str, Person] = {}
    occasion = None
    for start, end in _sentences(remarks):
        tokens = [(m.group(), start + m.start(), start + m.end()) for m in _WORD.finditer(remarks[start:end])]
        for first, side in _openings(tokens):
            for item in _items(tokens, first):
                person = _person(remarks, item, own if side == "own" else host, day)
                if person is not None:
                    met.setdefault(person.id, person)
        occasion = occasion or _occasion(remarks, tokens)
    return Told(tuple(met.values()), occasion)


def known(text: str, country: str | None, day: str | None) -> Person | None:
    """The person of a cell that holds nothing else ("Prime Minister Jane Doe")."""
    tokens = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    items = _items(tokens, 0)
    return _person(text, items[0], country, day) if items else None


def as_json(people: Sequence[Person]) -> str | None:
    """The column ``participants``: a JSON list, None where nobody is told."""
    return json.dumps([asdict(p) for p in people], ensure_ascii=False) if people else None


Token = tuple[str, int, int]
Item = tuple[str, int, int]  # the phrase to resolve and the characters it stands on


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for mark in _SENTENCE.finditer(text):
        yield start, mark.start()
        start = mark.end()
    yield start, len(text)


def _openings(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Where a list of persons begins, and whose people stand in it unless it says otherwise."""
    data = data_of()
    low = [token[0].lower().rstrip(".") for token in tokens]
    contact = False
    for index, word in enumerate(low):
        contact = contact or word in data["contact"]
        before = low[index - 1] if index else ""
        told_of = before in data["contact"] and index > 1 and low[index - 2] in ("on", "about", "of")
        if word in ("with", "between") and contact and not told_of:
            yield index + 1, "host"
        for side in ("own", "host"):
            if (before and f"{before} {word}" in data[side]) or (word in data[side] and not _by(low, index)):
                yield index + 1, side


def _by(low: Sequence[str], index: int) -> bool:
    return index + 1 < len(low) and low[index + 1] in ("by", "with")


def _items(tokens: Sequence[Token], first: int) -> list[Item]:
    """The members of the list that opens at ``first``, each as a phrase of its own."""
    last = first
    while last < len(tokens) and _belongs(tokens, last):
        last += 1
    while last > first and (tokens[last - 1][0].lower() in ("and", "of", "for", "the", ",")):
        last -= 1
    groups: list[list[Token]] = [[]]
    index = first
    while index < last:
        word = tokens[index][0]
        state = _state_at(tokens, index, last)
        if state > index:
            groups[-1].extend(tokens[index:state])
            index = state
            continue
        heads = (
            word == "and" and index > first and tokens[index - 1][0] == "State" and tokens[index + 1][0] == "Government"
        )
        if (word == "," or word.lower() == "and") and not heads:
            if groups[-1]:
                groups.append([])
        elif word.lower() != "with":
            groups[-1].append(tokens[index])
        index += 1
    return list(_spread([group for group in groups if group]))


def _belongs(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word goes on with the list: a capital, a word of such lists, or "and with" before one."""
    word = tokens[index][0]
    if word == ",":
        return index + 1 < len(tokens) and _belongs(tokens, index + 1)
    low = word.lower()
    if low.rstrip(".") in _MONTHS:
        return False
    following = tokens[index + 1][0] if index + 1 < len(tokens) else ""
    if low == "and":
        return bool(following) and (following.lower() == "with" or _belongs(tokens, index + 1))
    if low == "with":
        return index > 0 and tokens[index - 1][0].lower() == "and"
    if low in ("for", "of", "the", "both"):
        return bool(following) and (following[0].isupper() or following.lower() in data_of()["inside"])
    return word[0].isupper() or low.split("-")[0] in data_of()["inside"] or low in data_of()["inside"]


def _state_at(tokens: Sequence[Token], index: int, last: int) -> int:
    """The end of a state's name that holds an "and" and begins at ``index``, else ``index``."""
    for end in range(min(last, index + 6), index + 2, -1):
        name = " ".join(token[0] for token in tokens[index:end])
        if " and " in name and "," not in name and country_of(name) is not None:
            return end
    return index


def _spread(groups: list[list[Token]]) -> Iterator[Item]:
    """Lists in lists: "the Foreign Ministers of A and B", "the A and B Foreign Ministers", "Prime Ministers X and Y"."""
    office: str | None = None  # of a running "… of A, B and C"
    title: str | None = None  # of a running "Prime Ministers X and Y"
    waiting: list[Sequence[Token]] = []  # adjectives that wait for their noun
    for position, group in enumerate(groups):
        text, start, end = bare(_text(group)), group[0][1], group[-1][2]
        following = groups[position + 1] if position + 1 < len(groups) else None
        if office is not None and country_of(bare(text)) is not None:
            yield f"{office} of {text}", start, end
            continue
        if title is not None and not title_of(text)[0]:
            yield f"{title} {text}", start, end
            continue
        before, of, whose = text.rpartition(" of ")
        office = title = None
        if of and _plural(before) and (country_of(bare(whose)) or whole_body(bare(whose))):
            office = singular(before)
            yield f"{office if country_of(bare(whose)) else before} of {bare(whose)}", start, end
            continue
        if following is not None and len(group) <= 2 and adjective(text):
            waiting.append(group)
            continue
        if waiting:
            noun = singular(" ".join(token[0] for token in group[1:]))
            for other in (*waiting, group[:1]):
                yield f"{bare(_text(other))} {noun}", other[0][1], end
            waiting = []
            continue
        told, name = title_of(text)
        if name and told and _plural(told) and singular(told) != told:
            title = singular(told)
            yield f"{title} {name}", start, end
            continue
        if (
            following is not None
            and told
            and not name
            and group[0][0].lower() != "the"
            and _one_person(told, following)
        ):
            groups[position + 1] = [*group, ("and", end, end), *following]
            continue
        yield text, start, end


def _plural(office: str) -> bool:
    return bool({word.lower() for word in office.split()} & data_of()["groups"])


def _one_person(told: str, following: Sequence[Token]) -> bool:
    """Whether a title without a name and what follows it are one: "Deputy Prime Minister and Foreign Minister Doe",

    "Minister of Foreign Affairs and Trade Doe".
    """
    if len(following) < 3 or _plural(told):
        return False
    again, name = title_of(bare(_text(following)))
    return bool(name) if again else " of " in told


def _person(remarks: str, item: Item, country: str | None, day: str | None) -> Person | None:
    phrase, start, end = item
    found = resolved(bare(phrase), country, day[:7] if day else None)
    if found is None:
        return None
    return Person(words=remarks[start:end], start=start, end=end, **found)


def _occasion(remarks: str, tokens: Sequence[Token]) -> str | None:
    """The name of what was attended, as told: "NATO Ministerial Meeting"."""
    data = data_of()
    for index, (word, _, _) in enumerate(tokens):
        before = tokens[index - 1][0].lower() if index else ""
        low = word.lower()
        if low not in data["cues"] and f"{before} {low}" not in data["cues"]:
            continue
        first, last = index + 1, index
        while first < len(tokens) and tokens[first][0].lower() in ("the", "a", "an"):
            first += 1
        for end in range(first, min(len(tokens), first + 12)):
            part = tokens[end][0]
            if not (
                part[0].isupper()
                or part[0].isdigit()
                or part.lower() in ("of", "on", "the", "for")
                or part.lower() in data["occasions"]
            ):
                break
            if part.lower().rstrip("’'") in data["occasions"] and (
                part[0].isupper() or part.lower() not in data["capital_only"] or end > first
            ):
                last = end
        if last >= first and any(t[0][0].isupper() or t[0][0].isdigit() for t in tokens[first : last + 1]):
            name = remarks[tokens[first][1] : tokens[last][2]]
            if occasion_key(name) and not set(words(name)) & vocabulary().titles.keys() - {
                "general",
                "leader",
                "minister",
                "leaders",
            }:
                return name
    return None


def occasion_key(name: str) -> str:
    """One key for the spellings of one occasion: without ordinals, years and words that weigh nothing."""
    data = data_of()
    text = " ".join(re.findall(r"[a-z0-9]+", name.lower().replace("’s", "").replace("'s", "")))
    for said, meant in data["same"].items():
        text = re.sub(rf"\b{said}\b", meant, text)
    parts = [p for p in text.split() if p not in data["weak"] and not re.fullmatch(r"\d+(st|nd|rd|th|d)|\d{4}|s", p)]
    return " ".join(parts) if len(parts) > 1 else ""


def _text(group: Sequence[Token]) -> str:
    return " ".join(token[0] for token in group)
