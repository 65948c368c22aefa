"""Are two names one? Transliterations, particles, patronymics, initials, order, titles, typing errors.

:func:`same` scores a pair, :func:`key` gives the consonant key under which the usual romanisations of one name meet.
The score follows what name screening does (align words, weigh what is left over); the weights were set on pairs from
the nomenklatura project's name benchmark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from anyascii import anyascii
from rapidfuzz.distance import OSA

from legation import resources
from legation.actors.fold import WORD, fold

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʿʾʼ`´′ʻ"), None)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = str.maketrans({"e": "a", "y": "i", "o": "u"})


@dataclass(frozen=True, slots=True)
class Match:
    """How surely two names are one, from 0 to 1, and why. Above .7 is a match worth making."""

    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Tables:
    rules: tuple[tuple[re.Pattern[str], str], ...]
    particles: frozenset[str]
    servants: tuple[str, ...]
    sons: frozenset[str]
    variants: Mapping[str, frozenset[int]]
    legal: tuple[tuple[tuple[str, ...], str], ...]
    weak: frozenset[str]
    numbers: Mapping[str, str]
    honorifics: frozenset[str]


@cache
def _tables() -> _Tables:
    data: Mapping[str, Any] = resources.load("actors/names.yaml")
    variants: dict[str, set[int]] = {}
    for number, group in enumerate(data["variants"]):
        for name in group:
            variants.setdefault(name, set()).add(number)
    legal = [(tuple(form.split()), group[0]) for group in data["legal"] for form in group]
    return _Tables(
        rules=tuple((re.compile(pattern), to) for pattern, to in data["key"]),
        particles=frozenset(data["particles"]),
        sons=frozenset(data["sons"]),
        servants=tuple(sorted(data["servants"], key=len, reverse=True)),
        variants={name: frozenset(groups) for name, groups in variants.items()},
        legal=tuple(sorted(legal, key=lambda item: -len(item[0]))),
        weak=frozenset(data["weak"]),
        numbers=data["numbers"],
        honorifics=frozenset(data["honorifics"]),
    )


@lru_cache(maxsize=16384)
def key(name: str) -> str:
    """The consonant key of ``name``: ``Shoygu`` and ``Shoigu``, ``Bagheri`` and ``Baqeri`` give one key.

    Words joined by hyphens, particles left out. Empty for a name without letters.
    """
    tables = _tables()
    parts = [part for part in _parts(name) if part not in tables.particles]
    return "-".join(filter(None, (_word_key(part) for part in parts)))


@lru_cache(maxsize=32768)
def _word_key(word: str) -> str:
    tables = _tables()
    groups = tables.variants.get(word)
    if groups:
        first = min(groups)
        word = next(name for name, found in tables.variants.items() if first in found)
    for prefix in tables.servants:
        if word.startswith(prefix) and len(word) - len(prefix) > 3 and word != "abdullah":
            word = "abd" + word[len(prefix) :]
            break
    for rule, to in tables.rules:
        word = rule.sub(to, word)
    word = _DOUBLE.sub(r"\1", word).translate(_VOWELS)
    word = _DOUBLE.sub(r"\1", word)
    if len(word) <= 3:
        return word
    tail = word[-1] if word[-1] in "iu" else ""
    body = word[1:-1] if tail else word[1:]
    return _DOUBLE.sub(r"\1", word[0] + re.sub("[ai]", "", body) + tail)


def same(a: str, b: str, *, company: bool = False) -> Match:
    """How surely ``a`` and ``b`` name one person (or, with ``company``, one company or organisation)."""
    left, right = (_company(a), _company(b)) if company else (_person(a), _person(b))
    if not left or not right:
        return Match(0.0, ("nothing left to compare",))
    if not company and _swapped(left, right):
        return Match(0.3, ("father and son the other way round",))
    if sorted(left) == sorted(right):
        return Match(1.0, ("same words",))
    if "".join(left) == "".join(right):
        return Match(0.98, ("same letters",))
    tables = _tables()
    light = tables.weak if company else tables.particles
    return _aligned(left, right, light, company=company)


def _swapped(left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether "A bin B" stands against "B bin A"."""
    sons = _tables().sons
    pairs = [
        {(parts[i - 1], parts[i + 1]) for i in range(1, len(parts) - 1) if parts[i] in sons} for parts in (left, right)
    ]
    return any((y, x) in pairs[1] and (x, y) not in pairs[1] for x, y in pairs[0])


def _parts(name: str) -> list[str]:
    plain = name.translate(_APOSTROPHES)
    if not plain.isascii():
        plain = " ".join(
            anyascii(word) if _foreign(word) else word for word in plain.replace("·", " ").replace("・", " ").split()
        )
        plain = plain.translate(_APOSTROPHES)
    plain = _INITIALS.sub(lambda found: found.group().replace(".", ""), plain) if name.count(".") > 1 else plain
    return [fold(word) for word in WORD.findall(plain)]


def _foreign(word: str) -> bool:
    """Whether ``word`` is written in another script than Latin."""
    return any(ord(char) > 0x24F and char.isalpha() and not 0x1E00 <= ord(char) <= 0x1EFF for char in word)


def _person(name: str) -> list[str]:
    tables = _tables()
    if "," in name:
        last, _, first = name.partition(",")
        name = f"{first} {last}"
    if " " not in name.strip():
        name = _CAMEL.sub(" ", name)
    parts = _parts(name)
    bare = [part for part in parts if part not in tables.honorifics]
    return list(dict.fromkeys(bare if bare else parts))


def _company(name: str) -> list[str]:
    tables = _tables()
    parts = [
        tables.numbers.get(part, part) for part in _parts(_CAMEL.sub(" ", name) if " " not in name.strip() else name)
    ]
    out: list[str] = []
    index = 0
    while index < len(parts):
        for form, short in tables.legal:
            if tuple(parts[index : index + len(form)]) == form:
                out.append(short)
                index += len(form)
                break
        else:
            out.append(parts[index])
            index += 1
    return out


@lru_cache(maxsize=65536)
def _alike(a: str, b: str) -> tuple[float, str]:
    """How alike two words are, and why."""
    if a == b:
        return 1.0, ""
    if not (a.isalpha() and b.isalpha()):
        return (0.0, "") if a.isdigit() or b.isdigit() else (_edits(a, b), "digit for letter")
    if len(a) == 1 or len(b) == 1:
        return (0.8, "initial") if a[0] == b[0] else (0.0, "")
    variants = _tables().variants
    if variants.get(a, frozenset()) & variants.get(b, frozenset()):
        return 0.96, f"{a}/{b} are forms of one name"
    if min(len(a), len(b)) > 2 and _word_key(a) == _word_key(b):
        return 0.95, f"{a}/{b} are spellings of one name"
    return _edits(a, b), f"{a}/{b} differ by a slip"


def _edits(a: str, b: str) -> float:
    """1 less the share of letters to change; 0 where that is no slip but another word."""
    longest = max(len(a), len(b))
    distance = OSA.distance(a, b)
    allowed = 0 if longest < 4 else 1 if longest < 6 else 2 if longest < 10 else 3
    if distance > allowed:
        return 0.0
    score = 1.0 - distance / longest
    return score if a[0] == b[0] else score - 0.08


def _aligned(left: Sequence[str], right: Sequence[str], light: frozenset[str], *, company: bool) -> Match:
    pairs = sorted(
        ((_alike(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right) if _alike(x, y)[0] > 0),
        key=lambda item: (-item[0][0], abs(item[1] - item[2]), item[1], item[2]),
    )
    used_left: dict[int, int] = {}
    used_right: set[int] = set()
    total = 0.0
    weight = 0.0
    reasons: list[str] = []
    strong = 0
    for (score, why), i, j in pairs:
        if i in used_left or j in used_right:
            continue
        used_left[i] = j
        used_right.add(j)
        worth = _worth(left[i], light) if score > 0.9 else max(_worth(left[i], light), _worth(right[j], light))
        total += score * worth
        weight += worth
        strong += worth >= 1.0
        if why:
            reasons.append(why)
    rest_left = [w for i, w in enumerate(left) if i not in used_left]
    rest_right = [w for j, w in enumerate(right) if j not in used_right]
    rest_left, rest_right, merged = _merge(rest_left, rest_right)
    total, weight = total + merged, weight + merged
    if weight == 0:
        return Match(0.0, ("no word in common",))
    over = sorted((_sum(rest_left, light), _sum(rest_right, light)))
    clash, extra = 2.0 * over[0], over[1] - over[0]
    if over[0] and not company and not _turned(used_left):
        reasons.append("words on both sides that do not fit")
    penalty = clash + extra * (0.75 if company else 0.2 if strong >= 2 else 0.55)
    score = total / (weight + penalty)
    return Match(round(max(0.0, min(1.0, score)), 4), tuple(dict.fromkeys(reasons)))


def _turned(pairs: Mapping[int, int]) -> bool:
    return list(pairs.values()) != sorted(pairs.values())


def _worth(word: str, light: frozenset[str]) -> float:
    return 0.25 if word in light else 1.0


def _sum(words: Iterable[str], light: frozenset[str]) -> float:
    return sum(0.1 if word in light else 0.5 if len(word) == 1 else 1.0 for word in words)


def _merge(left: list[str], right: list[str]) -> tuple[list[str], list[str], float]:
    """Join words that one side writes apart ("Jong Un", "Jongun")."""
    for one, other in ((left, right), (right, left)):
        joined = "".join(one)
        if len(one) > 1 and len(other) == 1 and OSA.distance(joined, other[0]) <= len(joined) // 6:
            return [], [], 1.0
    return left, right, 0.0
