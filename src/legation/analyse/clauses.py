"""Sentences that speak of an agreement → status, breach, makers and terms, read off their wording.

No parse is at hand in an archive, so only fixed wordings next to an agreement's noun are read, and what a word before them
takes back or leaves open ("would", "not", "if", "any") is left. What is found names its characters.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation import resources
from legation.record import AUTHOR, Record

MADE = ("proposed", "negotiated", "signed")  # statuses whose day is the agreement's own
BESIDE = 8  # characters between a status and a day that is its own ("abandoned the pact in 2018")
_END = re.compile(r"(?<=[.!?])(?P<closing>[\"”’')\]]*)\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_NOT_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|St|Jr|No|[A-Z])\.\s*$")
MADE_AT = re.compile(
    r"\b(?:agreed|signed|reached|concluded|negotiated|brokered|struck)\b[^.;,]{0,40}?\bin (?P<place>[A-Z]\w+)"
)
_TERM = r"(?P<term>(?:the|a|an|both|each|all|its|their|no|two|three|it|they|he|she|neither|either|[A-Z“\"])\S*)"


@dataclass(frozen=True, slots=True)
class Told:
    """Something told of an agreement in the characters ``start`` to ``end``; ``value`` is a status or the words that open it."""

    start: int
    end: int
    value: str
    sentence: tuple[int, int]


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of the sentences of a text, by marks and line ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        if "\n" not in mark.group() and _NOT_END.search(text[start : mark.start() + 1]):
            continue
        found.append((start, mark.end("closing") if mark["closing"] else mark.start()))
        start = mark.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


@cache
def _pattern(kinds: tuple[str, ...]) -> str:
    data: Mapping[str, Sequence[str]] = resources.load("standing/agreements.yaml")["kinds"]
    forms = {noun for kind in kinds for noun in data.get(kind, ()) if noun != "cease"}
    return "|".join(re.escape(form) + "s?" for form in sorted(forms, key=lambda n: (-len(n), n))) or "(?!)"


def nouns(kinds: Sequence[str]) -> str:
    """A pattern of the nouns that name agreements of ``kinds``."""
    return _pattern(tuple(kinds))


def statuses(text: str, sentence: tuple[int, int], noun: str) -> Iterator[Told]:
    """Each status that a sentence tells of the agreement named by the pattern ``noun``."""
    start, end = sentence
    for status, pattern in _statuses(noun):
        for match in pattern.finditer(text, start, end):
            word = match.start("word")
            hypothetical = re.search(r"\b(?:any|no)\b", text[match.start() : match.end()]) is not None
            if not hypothetical and not _open(text[start:word]):
                yield Told(match.start(), match.end(), status, sentence)


def terms(text: str, sentence: tuple[int, int], noun: str) -> Iterator[Told]:
    """Clauses of a sentence that give what an agreement says; at most one a sentence."""
    start, end = sentence
    for pattern in _terms(noun):
        match = pattern.search(text, start, end)
        if match is None or _open(text[start : match.start("cue")], near=2):
            continue
        first, last = match.start("term"), end
        summed = re.compile(
            rf",\s+(?:{'|'.join(apposing())})\s+(?:a|an|the)\s+(?:[\w’'-]+\s+){{0,2}}?(?:{noun})\b"
        ).search(text, first, last)
        if summed is not None:
            last = summed.start()
        while last > first and text[last - 1] in ' .\n"”':
            last -= 1
        if last - first > 8:
            yield Told(first, last, " ".join(match.group("cue").split()).lower(), sentence)
        return


def beside(day: int, told: Told) -> bool:
    """Whether a day's words follow right behind a status."""
    return told.end <= day <= told.end + BESIDE


def undertaken(told: Told) -> bool:
    """Whether a term is what somebody undertook, whatever agreement its own words name."""
    return told.value.split()[0] in {phrase.split()[0] for phrase in _data()["terms"]["agreed"]}


def by(text: str, sentence: tuple[int, int], verbs: Sequence[str], noun: str) -> tuple[int, int] | None:
    """The characters behind "deal reached by", "truce brokered by", up to the next clause."""
    pattern = rf"\b(?:{noun})\b\s+(?:[\w’'-]+\s+){{0,2}}?(?:{'|'.join(verbs)})\s+(?:by|between)\s+(?P<who>[^,.;]+)"
    told = re.compile(pattern, re.IGNORECASE).search(text, *sentence)
    if told is None:
        return None
    cut = re.search(r"\s(?:in|on|at|to|for|that|which|after|during|last|kept)\s", told["who"])
    return told.start("who"), told.start("who") + cut.start() if cut else told.end("who")


def breaker(record: Record, told: Told) -> str | None:
    """The actor whom a sentence makes the breaker: the name right before the word, or behind "accused"."""
    text, data = record.document.text, _data()
    breaking = re.search(rf"\b(?:{'|'.join(map(re.escape, data['breaking']))})\b", text[told.start : told.end])
    links = "|".join(re.escape(w) for w in data["breaker_links"])
    between = re.compile(rf"(?:\s*(?:{links}))*\s*")
    best: tuple[int, str] | None = None
    for actor in record.actors:
        for mention in actor.mentions:
            if not told.sentence[0] <= mention.start < told.sentence[1] or mention.form == "pronoun":
                continue
            word = told.start + breaking.start() if breaking is not None else told.start
            right_before = mention.end <= word and between.fullmatch(text[mention.end : word])
            before = text[told.sentence[0] : mention.start].split()
            accused = (
                bool(before) and before[-1].lower() in data["accusing"] and text[mention.end :].split()[:1] == ["of"]
            )
            if (breaking is not None and right_before) or accused:
                best = max(best or (-1, ""), (mention.start, actor.id))
    return best[1] if best else None


def holder(record: Record, position: int) -> str:
    """Who asserts what stands at a position: the holder of the smallest attribution around it, else the author."""
    around = [c for c in record.claims if c.content.start <= position < c.content.end]
    return min(around, key=lambda c: (c.content.end - c.content.start, c.id)).holder if around else AUTHOR


def alike() -> Sequence[Sequence[str]]:
    """Kinds that may be one agreement under two nouns."""
    found: Sequence[Sequence[str]] = _data()["alike"]
    return found


def plain() -> frozenset[str]:
    """Words of a name that are no name of its own."""
    return frozenset(_data()["plain"])


def making() -> tuple[str, ...]:
    """Participles whose "by" names the parties."""
    return tuple(_data()["by"]["parties"])


def brokering() -> tuple[str, ...]:
    """Participles whose "by" names those between the parties."""
    return tuple(_data()["by"]["mediators"])


def apposing() -> tuple[str, ...]:
    """Prepositions before the noun that sums up what was agreed ("in a deal")."""
    return tuple(_data()["apposing"])


def is_month(word: str) -> bool:
    """Whether a word names a month."""
    return word in calendar.month_name


def _open(before: str, near: int = 3) -> bool:
    """Whether the last words before a status take it back or leave it open."""
    last = re.findall(r"n't|[\w’']+", before.lower())[-near:]
    return any(word in _opening() or word.endswith(("n't", "n’t")) for word in last)


@cache
def _opening() -> frozenset[str]:
    return frozenset(_data()["open"])


@cache
def _statuses(noun: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = _data()
    words = r"[\w’'-]+"
    gap = rf"(?:{words}[\s,]+){{0,{data['gap']}}}?"
    found = []
    for status, sides in data["status"].items():
        before, after = ("|".join(re.escape(w) for w in sides[key]) for key in ("before", "after"))
        found.append((status, re.compile(rf"\b(?P<word>{before})\s+{gap}(?:{noun})\b", re.IGNORECASE)))
        behind = (
            rf"\b(?:{noun})\b(?:[\s,]+(?:{words}[\s,]+){{0,2}}?|\s+between\s+(?:{words}\s+){{3,6}}?)(?P<word>{after})\b"
        )
        found.append((status, re.compile(behind, re.IGNORECASE)))
    return tuple(found)


@cache
def _terms(noun: str) -> tuple[re.Pattern[str], ...]:
    data = _data()["terms"]
    phrase = rf"(?:the|this|that|a|an|its|their|these)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{noun})\b"
    opening, verbs, agreed = ("|".join(map(re.escape, data[key])) for key in ("opening", "verbs", "agreed"))
    return (
        re.compile(rf"\b(?P<cue>(?i:(?:{opening})\s+{phrase})),?\s+{_TERM}"),
        re.compile(rf"\b(?:{noun})\b\s+(?:[\w’'-]+\s+){{0,3}}?(?P<cue>{verbs})\b\s+(?P<term>\S)", re.IGNORECASE),
        re.compile(r"\b(?P<cue>agreed\s+on\s+\w+day\s+(?:to|that))\s+(?P<term>\S)", re.IGNORECASE),
        re.compile(rf"\b(?P<cue>{agreed})\b\s+(?P<term>\S)", re.IGNORECASE),
    )


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = resources.load("analyse/agreements.yaml")
    return data
