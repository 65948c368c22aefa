"""Sentences that speak of an agreement → status, breach and terms, read off their wording.

No parse is at hand in an archive, so only fixed wordings next to an agreement's noun are read, and what a word before them
takes back or leaves open ("would", "not", "if") is left. What is found names its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from legation import resources
from legation.record import AUTHOR, Record

_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])|\n+")
_NOT_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|St|Jr|No|[A-Z])\.\s*$")


@dataclass(frozen=True, slots=True)
class Told:
    """Something told of an agreement in the characters ``start`` to ``end``; ``value`` is a status, a breaker's id or a cue."""

    start: int
    end: int
    value: str
    sentence: tuple[int, int]


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of the sentences of a text, by marks and line ends."""
    found: list[tuple[int, int]] = []
    start = 0
    for mark in _END.finditer(text):
        if _NOT_END.search(text[start : mark.start() + 1]) and "\n" not in mark.group():
            continue
        found.append((start, mark.start()))
        start = mark.end()
    found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


def nouns(kinds: Sequence[str]) -> str:
    """A pattern of the nouns that name agreements of ``kinds``."""
    data: Mapping[str, Sequence[str]] = resources.load("standing/agreements.yaml")["kinds"]
    forms = sorted(
        {noun for kind in kinds for noun in data.get(kind, ()) if noun not in ("cease",)}, key=lambda n: (-len(n), n)
    )
    return "|".join(re.escape(form) + "s?" for form in forms) or "(?!)"


def statuses(text: str, sentence: tuple[int, int], noun: str) -> Iterator[Told]:
    """Each status that a sentence tells of the agreement named by the pattern ``noun``."""
    start, end = sentence
    for status, pattern in _statuses(noun):
        for match in pattern.finditer(text, start, end):
            word = match.start("word")
            if not _open(text[start:word]):
                yield Told(match.start(), match.end(), status, sentence)


def terms(text: str, sentence: tuple[int, int], noun: str) -> Iterator[Told]:
    """Clauses of a sentence that give what an agreement says."""
    start, end = sentence
    for pattern in _terms(noun):
        match = pattern.search(text, start, end)
        if match is not None and not _open(text[start : match.start("cue")], near=2):
            first, last = match.start("term"), end
            while last > first and text[last - 1] in ' .\n"”':
                last -= 1
            if last - first > 8:
                yield Told(first, last, " ".join(match.group("cue").split()).lower(), sentence)
            return


def breaker(record: Record, told: Told) -> str | None:
    """The actor whom a sentence makes the breaker: the name right before the word, or behind "accused"."""
    text = record.document.text
    data = _data()
    head = re.search(rf"\b(?:{'|'.join(map(re.escape, data['breaking']))})\b", text[told.start : told.end])
    links = "|".join(re.escape(w) for w in data["breaker_links"])
    between = re.compile(rf"(?:\s*(?:{links}))*\s*")
    best: tuple[int, str] | None = None
    for actor in record.actors:
        for mention in actor.mentions:
            if not told.sentence[0] <= mention.start < told.sentence[1] or mention.form == "pronoun":
                continue
            if head is not None and mention.end <= told.start + head.start():
                if between.fullmatch(text[mention.end : told.start + head.start()]):
                    best = max(best or (-1, ""), (mention.start, actor.id))
            before = text[told.sentence[0] : mention.start].split()
            behind = text[mention.end : told.end].split()
            if before and before[-1].lower() in data["accusing"] and behind[:1] == ["of"]:
                best = max(best or (-1, ""), (mention.start, actor.id))
    return best[1] if best else None


def holder(record: Record, position: int) -> str:
    """Who asserts what stands at a position: the holder of the smallest attribution around it, else the author."""
    around = [c for c in record.claims if c.content.start <= position < c.content.end]
    return min(around, key=lambda c: (c.content.end - c.content.start, c.id)).holder if around else AUTHOR


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
    gap = rf"(?:[\w’'-]+[\s,]+){{0,{data['gap']}}}?"
    found = []
    for status, sides in data["status"].items():
        before = "|".join(re.escape(w) for w in sides["before"])
        after = "|".join(re.escape(w) for w in sides["after"])
        found.append((status, re.compile(rf"\b(?P<word>{before})\s+{gap}(?:{noun})\b", re.IGNORECASE)))
        found.append(
            (status, re.compile(rf"\b(?:{noun})\b[\s,]+(?:[\w’'-]+[\s,]+){{0,2}}?(?P<word>{after})\b", re.IGNORECASE))
        )
    return tuple(found)


@cache
def _terms(noun: str) -> tuple[re.Pattern[str], ...]:
    data = _data()["terms"]
    phrase = rf"(?:the|this|that|a|an|its|their|these)\s+(?:[\w’'-]+\s+){{0,3}}?(?:{noun})\b"
    opening, verbs, agreed = ("|".join(map(re.escape, data[key])) for key in ("opening", "verbs", "agreed"))
    return (
        re.compile(rf"\b(?P<cue>(?:{opening})\s+{phrase}),?\s+(?P<term>\S)", re.IGNORECASE),
        re.compile(rf"\b(?:{noun})\b\s+(?:[\w’'-]+\s+){{0,3}}?(?P<cue>{verbs})\b\s+(?P<term>\S)", re.IGNORECASE),
        re.compile(rf"\b(?P<cue>{agreed})\b\s+(?P<term>\S)", re.IGNORECASE),
        re.compile(r"\b(?P<cue>agreed\s+on\s+\w+day\s+(?:to|that))\s+(?P<term>\S)", re.IGNORECASE),
    )


def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = resources.load("analyse/agreements.yaml")
    return data
